"""O16 benchmark: one metric of several bodies beside each other, ranked, and pooled by its denominators."""

from __future__ import annotations

import math

from engine.errors import NotComparable
from engine.operations.people import recover
from engine.operations.simple import most_decimals, values_of, warn_dates
from engine.projection import Column, Formula, Used
from engine.scenario import Unit
from engine.units import PERCENTAGES
from engine.work import Work, tabulate


def benchmark(work: Work) -> None:
    """O16: difference of the first two, rank of all, pooled rate = Σ numerator ÷ Σ denominator."""
    values = values_of(work, 2)
    _comparable(values)
    first, second, unit = values[0], values[1], values[0].unit
    gap_unit = Unit.POINTS if unit in PERCENTAGES else unit
    decimals = most_decimals(values)
    if len(values) == 2:
        gap = work.add(
            "difference", first.value - second.value, gap_unit, "first less second", max(decimals, 1)
        )
        if second.value:
            relative = gap / second.value * 100.0
            work.add("difference_percent", relative, Unit.SHARE, "relative to the second")
    ranked = sorted(values, key=lambda item: -item.value)
    top, bottom = ranked[0], ranked[-1]
    work.add("highest", top.value, unit, _named(top), top.decimals)
    work.add("lowest", bottom.value, unit, _named(bottom), bottom.decimals)
    if len(values) > 2:
        spread = top.value - bottom.value
        work.add("difference", spread, gap_unit, "highest less lowest", max(decimals, 1))
    if unit not in PERCENTAGES and unit is not Unit.DAYS_PER_FTE:
        work.add("sum", math.fsum(item.value for item in values), unit, "in all", decimals)
    _pool(work, values)
    _from_counts(work, values)
    _rank(work, values, ranked)
    warn_dates(work, values)
    work.formula = Formula("each figure as printed; pooled is Σ numerator ÷ Σ denominator", "Σ(rᵢ·wᵢ) ÷ Σ wᵢ")


def _named(item: Used) -> str:
    return item.body or item.label or item.name


def _comparable(values: tuple[Used, ...]) -> None:
    """A declared share never stands beside a share of all staff."""
    declared = [item.scope == "declared" for item in values]
    if any(declared) and not all(declared):
        raise NotComparable(
            "One share is of those who declared and the other of all staff.",
            offer="Each can be shown on its own.",
        )
    if len({item.metric for item in values if item.metric}) > 1:
        raise NotComparable("These are different measures.", offer="Name one measure for all.")


def _pool(work: Work, values: tuple[Used, ...]) -> None:
    weights = work.many("weights")
    if len(weights) != len(values):
        if weights:
            raise NotComparable("Each figure needs its own denominator.", offer="Give one weight a figure.")
        return
    whole = math.fsum(weight.value for weight in weights)
    if whole <= 0:
        raise NotComparable("The denominators add up to nothing.", offer="Give denominators above 0.")
    pooled = (
        math.fsum(item.value * weight.value for item, weight in zip(values, weights, strict=True)) / whole
    )
    unit = Unit.PERCENT if values[0].unit in PERCENTAGES else values[0].unit
    work.add("pooled", pooled, unit, "pooled over all")
    mean = math.fsum(item.value for item in values) / len(values)
    work.add("mean", mean, unit, "plain mean, which gives small bodies too much weight")
    if "pooled" not in work.scenario.outputs and len(values) > 2:
        work.headline = "pooled"


def _from_counts(work: Work, values: tuple[Used, ...]) -> None:
    """The difference again from whole people, where the counts are printed or can be recovered."""
    weights = work.many("weights")
    if len(values) != 2 or len(weights) != 2 or values[0].unit not in PERCENTAGES:
        return
    counts = work.many("counts")
    if counts and len(counts) != len(weights):
        raise NotComparable("Each denominator needs its own count.", offer="Give one count a figure.")
    shares = []
    for index, (item, weight) in enumerate(zip(values, weights, strict=True)):
        count = (
            counts[index].value if len(counts) == 2 else recover(item.value, item.decimals, weight.value).best
        )
        shares.append(count / weight.value * 100.0 if weight.value else 0.0)
    work.add("difference_from_counts", shares[0] - shares[1], Unit.POINTS, "from whole people")


def _rank(work: Work, values: tuple[Used, ...], ranked: list[Used]) -> None:
    """Highest first; ties share a rank."""
    rows: list[tuple[float | str | None, ...]] = []
    for item in ranked:
        place = 1 + sum(other.value > item.value for other in values)
        rows.append((str(place), _named(item), item.display, item.as_of or item.period, item.scope))
    columns = tuple(
        Column(name, label)
        for name, label in (
            *(("rank", "Rank"), ("body", "Body"), ("value", "Figure"), ("date", "Date"), ("scope", "Scope")),
        )
    )
    work.table = tabulate(columns, rows)
