"""O15 sensitivity: one input, or a grid of two, by running the same operation again."""

from __future__ import annotations

from dataclasses import replace

from engine.catalogue import NEEDS
from engine.display import show
from engine.errors import InvalidScenario
from engine.projection import Column, Formula, Result
from engine.scenario import Axis, Origin, Scenario, Typed, Unit
from engine.units import PERCENTAGES
from engine.work import Work, tabulate


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
