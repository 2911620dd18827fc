"""O14 compare, O15 sensitivity and O18 solve_for: operations on whole scenarios."""

from __future__ import annotations

import math
from dataclasses import replace

from engine.display import show
from engine.errors import Ambiguous, InvalidScenario, NotComparable, OutOfDomain, Unreachable
from engine.projection import Baseline, Column, Formula, Result, Step
from engine.scenario import Axis, Change, ChangeKind, Operation, Origin, Scenario, Typed, Unit
from engine.units import PERCENTAGES
from engine.work import Work, fraction, tabulate

_TOLERANCE = 1e-9
_STEPS = 200


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
    if work.choose("interaction", "no") != "yes" or len(inner) != 2:
        return
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


def sensitivity(work: Work) -> None:
    """O15: one input, or a grid of two, by running the same operation again; the base cell is marked."""
    base = work.scenario.scenarios[0]
    centre = work.run_inner(base, "0")
    head = centre.results[centre.headline]
    work.baseline = centre.baseline
    rows_axis, columns_axis = work.scenario.vary[0], (*work.scenario.vary[1:], None)[0]
    work.add("value", head.value, head.unit, "base case", display=head.display)
    table: list[tuple[float | str | None, ...]] = []
    cells: list[Result] = []
    for row, first in enumerate(rows_axis.values):
        line: list[float | str | None] = [_axis_label(centre, rows_axis, first)]
        for column, second in enumerate(columns_axis.values if columns_axis else (None,)):
            made = with_value(centre, base, rows_axis.name, first)
            if columns_axis is not None and second is not None:
                made = with_value(centre, made, columns_axis.name, second)
            cell = work.run_inner(made, "0", quiet=True)
            found = cell.results[centre.headline]
            line.append(found.value)
            cells.append(replace(found, name=f"cell_{row + 1}_{column + 1}"))
        table.append(tuple(line))
    for cell_result in cells:
        label = "base case" if abs(cell_result.value - head.value) <= 1e-12 * abs(head.value) else "cell"
        work.results[cell_result.name] = replace(cell_result, label=label)
    work.add("lowest", min(cell.value for cell in cells), head.unit, "lowest")
    work.add("highest", max(cell.value for cell in cells), head.unit, "highest")
    values = columns_axis.values if columns_axis else (None,)
    names = [
        "Result" if v is None or columns_axis is None else _axis_label(centre, columns_axis, v)
        for v in values
    ]
    columns = tuple(Column(f"column_{n}", name, head.unit) for n, name in enumerate(names, start=1))
    title = rows_axis.name if columns_axis is None else f"{rows_axis.name} by {columns_axis.name}"
    work.table = tabulate((Column("row", title), *columns), table)
    work.formula = Formula("the same operation run for each value", "f(x, y)")


def _axis_label(centre: Work, axis: Axis, value: float) -> str:
    if axis.name == "horizon":
        return f"{value:g} years"
    move = next((item for item in centre.moves if axis.name in ("change", item.on)), None)
    found = centre.get(axis.name) or (centre.baseline if axis.name == "baseline" else None)
    unit = found.unit if found is not None and axis.name != "change" else move.unit if move else Unit.NUMBER
    shown = show(value, unit, 0 if value == int(value) else None)
    if unit in PERCENTAGES and unit is not Unit.POINTS:
        return f"{value:g}%".replace("-", "−")
    return shown


def with_value(
    centre: Work, scenario: Scenario, name: str, value: float, *, origin: Origin = Origin.ASKER
) -> Scenario:
    """The scenario with one input set: an input's name, "baseline", "horizon" or "change"."""
    if name == "horizon":
        if scenario.horizon is None:
            raise InvalidScenario(["vary: the scenario has no horizon to vary"])
        return replace(scenario, horizon=replace(scenario.horizon, length=value, end=None, unit="years"))
    if name == "change" or name.startswith("change."):
        return _with_change(scenario, name.partition(".")[2] or "baseline", value, origin)
    known = centre.get(name) if name != "baseline" else centre.baseline
    from engine.catalogue import NEEDS

    needs = NEEDS[scenario.operation]
    if known is None and name not in needs.inputs:
        raise InvalidScenario(
            [f"{name!r} is no input of {scenario.operation}; it knows {', '.join(needs.inputs)}"]
        )
    made = Typed(value, known.unit if known else _usual_unit(name), origin, decimals=_decimals(origin))
    if name in ("baseline", needs.baseline):
        return replace(
            scenario, baseline=made, inputs={k: v for k, v in scenario.inputs.items() if k != name}
        )
    kept = tuple(item for item in scenario.assumptions if item.name != name)
    return replace(scenario, inputs={**scenario.inputs, name: (made,)}, assumptions=kept)


def _usual_unit(name: str) -> Unit:
    if name in ("pay", "cost_per_post", "cost_per_leaver"):
        return Unit.GBP_EACH
    shares = ("turnover", "backfill", "hires_share", "target", "retirement_rate", "premium", "membership")
    return Unit.SHARE if name in shares else Unit.NUMBER


def _decimals(origin: Origin) -> int | None:
    """A value that was solved for shows two decimals; any other as many as it has."""
    return 2 if origin is Origin.COMPUTED else None


def _with_change(scenario: Scenario, on: str, value: float, origin: Origin) -> Scenario:
    changes = list(scenario.changes)
    for index, change in enumerate(changes):
        if change.on == on or (on == "baseline" and len(changes) == 1):
            first = change.amounts[0]
            unit = first.unit if isinstance(first, Typed) else Unit.PERCENT
            made = Typed(value, unit, origin, decimals=_decimals(origin))
            changes[index] = replace(change, amounts=(made,), direction="up")
            return replace(scenario, changes=tuple(changes))
    raise InvalidScenario([f"the scenario has no change of {on!r}"])


def solve_for(work: Work) -> None:
    """O18: the value of one input that brings a result to a goal; closed form where there is one."""
    goal, base = work.scenario.goal, work.scenario.scenarios[0]
    assert goal is not None
    low, high = _bracket(work)
    probe = work.run_inner(with_value_or_first(work, base, goal.unknown, low), "0", quiet=True)
    work.baseline = probe.baseline
    closed = _closed_form(work, base, probe)
    found = closed if closed is not None else _bisect(work, base, low, high)
    solved = with_value(probe, base, goal.unknown, found, origin=Origin.COMPUTED)
    made = work.run_inner(solved, "0")
    unit = _unit_of(probe, goal.unknown)
    work.add("value", found, unit, _UNKNOWNS.get(goal.unknown, goal.unknown))
    reached = made.results[_goal_result(made, goal.result)]
    work.add("goal", goal.value, reached.unit, f"{reached.label}, as wanted")
    for name, item in made.results.items():
        if name not in work.results:
            work.results[name] = item
    work.series, work.table, work.waterfall = made.series, made.table, made.waterfall
    work.steps.extend(made.steps)
    work.formula = Formula(
        f"the {goal.unknown} that brings {goal.result} to its goal", _CLOSED.get(goal.unknown, "f(x) = goal")
    )


_UNKNOWNS = {"backfill": "of leavers replaced", "change": "change a year", "turnover": "staff turnover"}
_CLOSED = {"backfill": "b = 1 − (1 − (V*/V₀)^(1/N))/q", "change": "f(x) = goal"}


def _bracket(work: Work) -> tuple[float, float]:
    goal = work.scenario.goal
    assert goal is not None
    shares = ("backfill", "turnover", "hires_share", "membership", "target", "retirement_rate")
    low = goal.low if goal.low is not None else (-99.0 if goal.unknown.startswith("change") else 0.0)
    usual = 100.0 if goal.unknown in shares or goal.unknown.startswith("change") else 1e6
    high = goal.high if goal.high is not None else usual
    if low >= high:
        raise OutOfDomain("The bracket is empty.", offer="Give a low end below the high end.")
    return low, high


def with_value_or_first(work: Work, base: Scenario, name: str, value: float) -> Scenario:
    """The scenario with the unknown set, before anything has been run."""
    empty = Work(base, work.parameters, {}, ())
    return with_value(empty, base, name, value)


def _unit_of(probe: Work, name: str) -> Unit:
    if name.startswith("change"):
        on = name.partition(".")[2] or "baseline"
        move = next((item for item in probe.moves if item.on == on), None)
        return Unit.PERCENT if move is None or move.unit in PERCENTAGES else move.unit
    found = probe.baseline if name == "baseline" else probe.get(name)
    return found.unit if found is not None else Unit.NUMBER


def _goal_result(work: Work, name: str) -> str:
    if name in work.results:
        return name
    if name == "value":
        return work.headline
    raise InvalidScenario([f"goal.result: no result {name!r}; there are {', '.join(work.results)}"])


def _closed_form(work: Work, base: Scenario, probe: Work) -> float | None:
    """Backfill in percent that brings the closing stock, or its net yearly rate, to the goal."""
    goal = work.scenario.goal
    assert goal is not None
    simple = (
        base.operation is Operation.STOCK_FLOW and goal.unknown == "backfill" and probe.baseline is not None
    )
    plain = {name for name in probe.figures if name not in ("stock", "turnover", "backfill")}
    if not simple or plain or base.changes or probe.choose("leaver_base", "start") != "start":
        return None
    if probe.choose("people", "series") != "series" or probe.baseline is None:
        return None
    q = fraction(probe.figures["turnover"][0])
    start, years = probe.baseline.value, probe.years if probe.years is not None else 1.0
    growth = 1.0 + goal.value / 100.0 if goal.result == "net_rate" else None
    if goal.result == "value" and start > 0 and goal.value > 0 and years > 0 and years == int(years):
        growth = (goal.value / start) ** (1.0 / years)
    if goal.result == "change_percent" and years > 0 and years == int(years) and goal.value > -100:
        growth = (1.0 + goal.value / 100.0) ** (1.0 / years)
    if growth is None or q <= 0:
        return None
    b = 1.0 - (1.0 - growth) / q
    if b < 0:
        work_most = show(-q * 100.0, Unit.PERCENT)
        raise Unreachable(
            "Leavers alone cannot bring it down that fast, even if nobody is replaced.",
            offer=f"The most that turnover allows is {work_most} a year; the rest would be redundancies.",
        )
    return b * 100.0


def _bisect(work: Work, base: Scenario, low: float, high: float) -> float:
    """Bisection on a monotone operation; the ends must lie on both sides of the goal."""
    goal = work.scenario.goal
    assert goal is not None

    def off(x: float) -> float:
        made = work.run_inner(with_value_or_first(work, base, goal.unknown, x), "0", quiet=True)
        return made.results[_goal_result(made, goal.result)].value - goal.value

    at_low, at_high = off(low), off(high)
    if at_low == 0 or at_high == 0:
        return low if at_low == 0 else high
    if at_low * at_high > 0:
        near = low if abs(at_low) < abs(at_high) else high
        reached = (at_low if near == low else at_high) + goal.value
        raise Unreachable(
            f"No {goal.unknown} from {low:g} to {high:g} gives {goal.value:,g}.",
            offer=f"The nearest attainable is {reached:,.6g}, at {near:g}.",
        )
    for _ in range(_STEPS):
        middle = (low + high) / 2.0
        at_middle = off(middle)
        if at_middle == 0 or high - low <= _TOLERANCE * max(1.0, abs(middle)):
            return middle
        if math.copysign(1.0, at_middle) == math.copysign(1.0, at_low):
            low, at_low = middle, at_middle
        else:
            high = middle
    return (low + high) / 2.0
