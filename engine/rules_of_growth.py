"""The rules of change over time: growth by a rate or by a step, and what rate, step or time leads to a target.

Rates are in per cent (-5 is a fall of 5%). ``years`` is the time since the start; before ``delay`` nothing happens.
``per`` is "year", "month" or "total"; a total is spread evenly over the years ``over``, and comes at once when that is 0.
"""

from __future__ import annotations

import math

import numpy as np

from engine import kernels
from engine.rules_model import BadStep, Of, Options, Rule, number, one, several

_MONTHS = 12


def growth(of: Of, options: Options) -> float:
    """The start after growing by a rate, or by one rate for each year that has passed."""
    start, rates = one(of, "start"), several(of, "by")
    if len(rates) > 1:
        return start * math.prod(1.0 + rate / 100.0 for rate in rates[: _passed(options, len(rates))])
    rate, times = one(of, "by") / 100.0, _times(options)
    if options.get("basis") == "straight":
        return start * (1.0 + rate * times)
    if rate < -1.0:
        raise BadStep(f"A fall of {-100.0 * rate:g}% leaves less than nothing.")
    with np.errstate(over="raise", invalid="raise"):
        return float(kernels.compound(start, rate, times))


def steps(of: Of, options: Options) -> float:
    """The start and what is added each time, or one step for each year that has passed."""
    start, by = one(of, "start"), several(of, "by")
    if len(by) > 1:
        return start + math.fsum(by[: _passed(options, len(by))])
    return start + one(of, "by") * _times(options)


def required_rate(of: Of, options: Options) -> float:
    """The rate in per cent that leads from start to end."""
    if one(of, "start") <= 0 or one(of, "end") <= 0:
        raise BadStep("A rate needs a start and an end above nought.")
    return 100.0 * float(kernels.required_rate(one(of, "start"), one(of, "end"), one(of, "times")))


def required_step(of: Of, options: Options) -> float:
    """The equal step that leads from start to end."""
    return (one(of, "end") - one(of, "start")) / one(of, "times")


def time_to(of: Of, options: Options) -> float:
    """The time until growth by a rate, or by a step with ``basis`` "straight" or ``by`` "step", reaches the target."""
    start, target, by = one(of, "start"), one(of, "target"), one(of, "by")
    if options.get("kind") == "step":
        return (target - start) / by + number(options, "delay", 0.0)
    if options.get("basis") == "straight":
        return (target / start - 1.0) / (by / 100.0) + number(options, "delay", 0.0)
    if start <= 0 or target <= 0 or by <= -100.0:
        raise BadStep("Growth by a rate needs a start and a target above nought.")
    return float(kernels.time_to_target(start, target, by / 100.0)) + number(options, "delay", 0.0)


def time_within(of: Of, options: Options) -> float:
    """The years done, and how far into the next one an even path from its start to its end meets the target."""
    first, last = one(of, "first"), one(of, "last")
    return number(options, "years", 0.0) + (one(of, "target") - first) / (last - first)


def phased(of: Of, options: Options) -> float:
    """The share of a total that falls in one step, by its weight in per cent."""
    return one(of, "total") * one(of, "weight") / 100.0


def _times(options: Options) -> float:
    passed = max(0.0, number(options, "years", 1.0) - number(options, "delay", 0.0))
    match options.get("per", "year"):
        case "total":
            over = number(options, "over", 0.0)
            return min(1.0, passed / over) if over > 0 else 1.0
        case "month":
            return passed * _MONTHS
    return passed


def _passed(options: Options, most: int) -> int:
    years = options.get("years")
    if years is None:
        return most
    passed = max(0.0, number(options, "years", 0.0) - number(options, "delay", 0.0))
    return min(most, math.floor(passed + 0.5))


_START, _END = "where it starts", "where it ends"
RULES = (
    Rule("growth", {"start": _START, "by": "rate in %, or one for each year"}, "grown by a rate", growth),
    Rule("steps", {"start": _START, "by": "step, or one for each year"}, "changed step by step", steps),
    Rule(
        "required rate",
        {"start": _START, "end": _END, "times": "how often it is applied"},
        "the rate that leads from one to the other",
        required_rate,
    ),
    Rule(
        "required step",
        {"start": _START, "end": _END, "times": "how many equal steps"},
        "the equal step that leads from one to the other",
        required_step,
    ),
    Rule(
        "time to",
        {"start": _START, "target": "what is to be reached", "by": "rate in %, or step"},
        "the time until it is reached",
        time_to,
    ),
    Rule(
        "time within",
        {"first": "level before", "last": "level after", "target": "what is to be reached"},
        "the year in which it is reached, evenly through that year",
        time_within,
    ),
    Rule("phase", {"total": "the whole", "weight": "share of it in %"}, "one step of a total", phased),
)
