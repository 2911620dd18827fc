"""O14 compare: scenarios side by side, by year, with the interaction of two levers on request."""

from __future__ import annotations

from dataclasses import replace

from engine.display import show
from engine.errors import Ambiguous, NotComparable, OutOfDomain
from engine.projection import Baseline, Column, Formula, Step
from engine.scenario import Change, ChangeKind, Scenario, Typed, Unit
from engine.units import PERCENTAGES
from engine.work import Work, tabulate


def compare(work: Work) -> None:
    """O14: the headline of each scenario, their differences, and the interaction of two levers on request."""
    inner = [work.run_inner(item, str(n)) for n, item in enumerate(work.scenario.scenarios)]
    heads = [item.results[item.headline] for item in inner]
    if len({head.unit for head in heads}) > 1:
        raise NotComparable("The scenarios end in different units.", offer="Compare one measure.")
    unit = heads[0].unit
    gap_unit = Unit.POINTS if unit in PERCENTAGES else unit
    labels = [item.name or f"Scenario {n}" for n, item in enumerate(work.scenario.scenarios, start=1)]
    decimals = inner[0].baseline.decimals if inner[0].baseline and unit is Unit.SHARE else None
    difference = work.add(
        "difference", heads[-1].value - heads[0].value, gap_unit, f"{labels[-1]} less {labels[0]}"
    )
    if heads[0].value:
        work.add(
            "difference_percent",
            difference / heads[0].value * 100.0,
            Unit.PERCENT,
            f"relative to {labels[0]}",
        )
    for number, (label, head) in enumerate(zip(labels, heads, strict=True), start=1):
        work.add(f"value_{number}", head.value, unit, label, decimals, head.display)
        work.step(label, head.value - heads[0].value, head.value, gap_unit)
    work.add(
        "spread", max(h.value for h in heads) - min(h.value for h in heads), gap_unit, "highest less lowest"
    )
    _shared(work, inner)
    work.baseline = inner[0].baseline
    _warn_baselines(work, inner)
    _by_year(work, inner, labels, unit)
    _split(work, inner, unit)
    work.formula = Formula("each scenario run by itself; then the last less the first", "Vₖ − V₁")


def _shared(work: Work, inner: list[Work]) -> None:
    """Differences of every result that the first and the last have in common."""
    for name, first in inner[0].results.items():
        last = inner[-1].results.get(name)
        if last is not None and last.unit is first.unit and name != inner[0].headline:
            unit = Unit.POINTS if first.unit in PERCENTAGES else first.unit
            work.add(f"difference_{name}", last.value - first.value, unit, f"difference: {first.label}")


def _warn_baselines(work: Work, inner: list[Work]) -> None:
    bases = [item.baseline for item in inner if item.baseline is not None]
    if len({(base.value, base.unit) for base in bases}) > 1:
        work.warn("The scenarios start from different figures.")
        _baseline_bar(work, bases[0], bases[-1])
    if len({base.as_of or base.period for base in bases}) > 1:
        work.warn("The scenarios start at different dates.")


def _baseline_bar(work: Work, first: Baseline, last: Baseline) -> None:
    """How much of the difference the starting figures make, as a bar of its own."""
    difference = work.results["difference"]
    if first.unit is not last.unit:
        return
    effect = work.add("baseline_effect", last.value - first.value, first.unit, "from the starting figures")
    if difference.unit is first.unit:
        rest = difference.value - effect
        level = work.results["value_1"].value
        work.waterfall = (
            Step("Different start", effect, level + effect, first.unit, show(effect, first.unit)),
            Step("Everything else", rest, level + effect + rest, first.unit, show(rest, first.unit)),
        )


def _by_year(work: Work, inner: list[Work], labels: list[str], unit: Unit) -> None:
    """The paths side by side where all have the same years; else the headlines."""
    paths = [item.series for item in inner]
    same = len({tuple(point.t for point in path) for path in paths}) == 1 and bool(paths[0])
    columns = (
        Column("year", "Year"),
        *(Column(f"scenario_{n}", label, unit) for n, label in enumerate(labels, 1)),
    )
    if same and all(item.results[item.headline].value == item.series[-1].value for item in inner):
        gap = Column("difference", "Difference", Unit.POINTS if unit in PERCENTAGES else unit)
        rows: list[tuple[float | str | None, ...]] = [
            (points[0].label, *(point.value for point in points), points[-1].value - points[0].value)
            for points in zip(*paths, strict=True)
        ]
        work.table = tabulate((*columns, gap), rows)
        work.series = paths[-1]
        return
    values = tuple(item.results[item.headline].value for item in inner)
    work.table = tabulate(columns, [("Result", *values)])


def _split(work: Work, inner: list[Work], unit: Unit) -> None:
    """Two levers on one baseline: each alone, both, and interaction = both − (sum of the two)."""
    if work.choose("interaction", "no") != "yes":
        return
    if len(inner) != 2:
        raise OutOfDomain(
            f"An interaction is of two levers, and {len(inner)} scenarios were given.",
            offer="Give two scenarios, or leave out the interaction.",
        )
    first, second = work.scenario.scenarios
    before = work.run_inner(replace(first, changes=_still(first)), "0", quiet=True)
    both = work.run_inner(replace(first, changes=_union(first, second)), "0", quiet=True)
    name = inner[0].headline
    start, end = before.results[name].value, both.results[name].value
    one, two = (item.results[name].value - start for item in inner)
    rest = work.add("interaction", end - start - one - two, unit, "both together less the sum of each alone")
    work.add("effect_1", one, unit, first.name or "first lever alone")
    work.add("effect_2", two, unit, second.name or "second lever alone")
    work.add("both", end - start, unit, "both together")
    work.add("value_both", end, unit, "with both")
    level, bars = start, []
    for label, amount in (
        (first.name or "First", one),
        (second.name or "Second", two),
        ("Interaction", rest),
    ):
        level += amount
        bars.append(Step(label, amount, level, unit, show(amount, unit)))
    work.waterfall = tuple(bars)


def _still(scenario: Scenario) -> tuple[Change, ...]:
    """The same changes at no amount, so that the operation runs and nothing moves."""
    nothing = Typed(0.0, Unit.PERCENT)
    return tuple(replace(change, kind=ChangeKind.RATE, amounts=(nothing,)) for change in scenario.changes)


def _union(first: Scenario, second: Scenario) -> tuple[Change, ...]:
    if {change.on for change in first.changes} & {change.on for change in second.changes}:
        raise Ambiguous("Both scenarios change the same figure.", offer="Give two different levers.")
    return (*first.changes, *second.changes)
