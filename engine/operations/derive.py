"""Derive: a chain of relations over printed and typed figures, each step worked out by one rule."""

from __future__ import annotations

from collections.abc import Mapping

from engine import rules
from engine.dates import after
from engine.display import show
from engine.errors import OutOfDomain
from engine.projection import Formula, Point, Used
from engine.scenario import DerivedStep
from engine.steps import headline_step
from engine.work import Work

_BASIS, _STRAIGHT = "basis", "straight"
# Rules whose rate may compound or run in a straight line.
_GROWS = frozenset({"growth", "time to"})
# Rules that only add and take off: the result has as many decimals as its figures.
_PRODUCT, _MOST = "product", 2
_ADDS = frozenset({"sum", "net", "less", "difference", "named"})
_ONCE = 1.0


def derive(work: Work) -> None:
    """The value of every step, the last one or the one asked for as the result, and the series of those that are points."""
    given = {name: work.many(name)[0] for name in work.scenario.inputs}
    values = {name: used.value for name, used in given.items()}
    for step in work.scenario.steps:
        label = step.label or step.name.replace("_", " ")
        values[step.name] = work.add(
            step.name, _worked(work, step, values, label), step.unit, label, _decimals(step, given)
        )
        work.step(label, values[step.name], values[step.name], step.unit)
    work.headline = headline_step(work.scenario)
    work.series = tuple(_points(work))
    work.formula = _formula(work.scenario.steps)


def _worked(work: Work, step: DerivedStep, values: Mapping[str, float], label: str) -> float:
    of = {member: _member(values, names) for member, names in step.of.items()}
    try:
        return rules.work(step.rule, of, _options(work, step))
    except (ValueError, ArithmeticError) as error:
        raise OutOfDomain(
            f"{label[:1].upper()}{label[1:]} cannot be worked out from these figures: {str(error).rstrip('.')}.",
            offer="Give another figure.",
        ) from error


def _member(values: Mapping[str, float], names: tuple[str, ...]) -> float | tuple[float, ...]:
    return values[names[0]] if len(names) == 1 else tuple(values[name] for name in names)


def _options(work: Work, step: DerivedStep) -> Mapping[str, float | str]:
    """The rule's options; a basis that is left out is the scenario's, else the reading's own."""
    if step.rule not in _GROWS or _BASIS in step.options or _is_by_itself(step):
        return step.options
    return {**step.options, _BASIS: _STRAIGHT} if work.is_linear() else step.options


def _is_by_itself(step: DerivedStep) -> bool:
    """Whether compound and straight line come to the same, or there is only one way: a path of rates, one year, all at once."""
    several = len(step.of.get("by", ())) > 1
    return (
        several
        or step.options.get("per") == "total"
        or step.options.get("kind") == "step"
        or (step.options.get("per", "year") == "year" and step.options.get("years", _ONCE) in (0.0, _ONCE))
    )


def _decimals(step: DerivedStep, given: Mapping[str, Used]) -> int | None:
    """As many as its figures show where it only adds and takes off, as all of them together where it multiplies; else what its
    unit is shown with."""
    names = [name for items in step.of.values() for name in items]
    printed = [given[name].decimals for name in names if name in given]
    if not printed or len(printed) != len(names):
        return None
    if step.rule == _PRODUCT and not step.of.get("divisors"):
        return min(sum(printed), _MOST)
    return max(printed) if step.rule in _ADDS else None


def _points(work: Work) -> list[Point]:
    """The steps that are points of the series, by their time."""
    points = sorted(
        ((step.at, step) for step in work.scenario.steps if step.at is not None), key=lambda point: point[0]
    )
    return [
        Point(
            at,
            _label(work, at),
            work.results[step.name].value,
            show(work.results[step.name].value, step.unit),
        )
        for at, step in points
    ]


def _label(work: Work, at: float) -> str:
    if work.start is not None:
        return after(work.start, at).isoformat()
    return "Start" if at == 0 else f"Year {at:g}"


def _formula(steps: tuple[DerivedStep, ...]) -> Formula:
    """What the steps do, in order, in words and by the names of their rules."""
    known = rules.every_rule()
    return Formula(
        "; then ".join(dict.fromkeys(known[step.rule].words for step in steps)),
        "; ".join(dict.fromkeys(step.rule for step in steps)),
    )
