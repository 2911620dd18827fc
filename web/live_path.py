"""The operations of the engine as formulas of a spreadsheet: paths, the rate that reaches a target, leavers, pay, shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.model import Json
from web.live_formulas import Term, not_below_nought, number
from web.live_sheet import Figures, LiveColumn, LiveSheet, agrees, cell, on_path, placed
from web.live_simple import SIMPLE

Builder = Callable[[Figures], Iterator[LiveSheet]]
Step = Callable[[Term, int, float], Term]
"""The level after a year (its number, and how much of it runs) from the level before."""


def live_sheet(result: Json) -> LiveSheet | None:
    """The result as formulas; None for an operation, or a turn of one, that is not written out here."""
    build = BUILDERS.get(str(result.get("operation")))
    if build is None:
        return None
    try:
        return next((sheet for sheet in build(Figures(result)) if agrees(sheet, result)), None)
    except (KeyError, ZeroDivisionError, OverflowError, TypeError):
        return None  # a figure that these formulas do not know of: the workbook gives values and says so


def _projected(figures: Figures) -> Iterator[LiveSheet]:
    """A level under a rate or a step: compounded, or in a straight line."""
    change = figures.change()
    for linear in (False, True):
        if change is not None:
            yield _path(figures, _moved(figures, change, "change", figures.one("baseline"), linear=linear))


def _moved(figures: Figures, change: Json, name: str, start: Term, *, linear: bool) -> Step:
    """One year of a change, by its kind, its direction and what it is spread over."""
    amounts = figures.many(name)
    down, per = change.get("direction") == "down", change.get("per", "year")
    running = figures.times[-1] - int(change.get("delay") or 0)

    def step(before: Term, index: int, width: float) -> Term:
        late = index - int(change.get("delay") or 0)
        if late < 0:
            return before * 1.0
        amount = amounts[min(late, len(amounts) - 1)]
        signed = Term(f"-{amount.text}", -amount.value) if down else amount
        if change.get("kind") == "step":
            yearly = signed * 12.0 if per == "month" else signed / running if per == "total" else signed
            return _floored(before + _part(yearly, width), start)
        if linear:
            yearly = signed * 12.0 if per == "month" else signed / running if per == "total" else signed
            return _floored(before + start * _part(yearly, width), start)
        factor = 1.0 + signed
        if per == "month":
            factor = factor**12.0
        elif per == "total":
            factor = factor ** (1.0 / running)
        return before * (factor if width == 1 else factor**width)

    return step


def _part(yearly: Term, width: float) -> Term:
    return yearly if width == 1 else yearly * width


def _floored(level: Term, start: Term) -> Term:
    return not_below_nought(level) if start.value > 0 else level


def _levels(start: Term, step: Step, times: Sequence[float], column: int) -> list[Term]:
    """A column of levels, each cell a formula over the one above."""
    levels = [start]
    for index, (before, now) in enumerate(zip(times, times[1:], strict=False)):
        levels.append(step(placed(levels[-1], column, index), index, now - before))
    return levels


def _path(figures: Figures, step: Step, *, last: str = "value") -> LiveSheet:
    """Levels and changes by year, and what the whole comes to."""
    times, heading = figures.times, str(figures.result["table"]["columns"][1]["label"])
    unit = str(figures.result["baseline"]["unit"])
    levels = _levels(figures.one("baseline"), step, times, 1)
    changes: list[Term | None] = [None]
    for row in range(1, len(levels)):
        changes.append(placed(levels[row], 1, row) - placed(levels[row - 1], 1, row - 1))
    columns = [LiveColumn(heading, unit, levels), LiveColumn("Change", unit, changes)]
    first, end = on_path(levels[0], 1, 0), on_path(levels[-1], 1, len(levels) - 1)
    results = {last: end}
    if unit != "share":
        results |= {"change": end - first, "per_year": (end - first) / times[-1]} if times[-1] else {}
        results |= {"change_percent": (end - first) / first} if first.value else {}
    return LiveSheet(_labels(figures.result), figures.inputs, columns, results)


def _labels(result: Json) -> list[str]:
    return [str(row[0]) for row in result["table"]["rows"]]


def _target(figures: Figures) -> Term:
    """The level to reach: given as such, or as a change in all."""
    change, amount, start = figures.change() or {}, figures.one("change"), figures.one("baseline")
    if change.get("kind") == "target":
        unit = next(item.unit for item in figures.inputs if item.item["name"] == "change")
        return start * amount if unit == "percent" else amount
    signed = Term(f"-{amount.text}", -amount.value) if change.get("direction") == "down" else amount
    return start + signed if change.get("kind") == "step" else start * (1.0 + signed)


def _reached(figures: Figures) -> Iterator[LiveSheet]:
    """The path to a target, at an even rate or in a straight line; the rate that it takes."""
    start, target, years = figures.one("baseline"), _target(figures), number(figures.times[-1])
    rate = (target / start) ** (1.0 / years) - 1.0
    yearly = (target - start) / years

    def even(before: Term, index: int, width: float) -> Term:
        return before * (target / start) ** (width / years)

    def straight(before: Term, index: int, width: float) -> Term:
        return before + _part(yearly, width)

    last = "end" if figures.result["operation"] == "required_rate" else "value"
    for step in (even, straight):
        sheet = _path(figures, step, last=last)
        if last == "end":
            sheet.results |= {"rate": rate, "step": yearly, "step_percent": yearly / start}
        yield sheet


def _flow(figures: Figures) -> Iterator[LiveSheet]:
    """Leavers, hires and those who remain, on the stock at the start of each year."""
    if figures.change() is not None or not figures.many("backfill"):
        return
    rows, unit = figures.result["table"]["rows"], str(figures.result["baseline"]["unit"])
    turnover, backfill = figures.one("turnover"), figures.one("backfill")
    opening, columns = figures.one("baseline"), [list[Term]() for _ in range(6)]
    for row in range(len(rows)):
        width = figures.times[row + 1] - figures.times[row]
        opened = placed(opening, 1, row)
        leavers = turnover * opened if width == 1 else turnover * width * opened
        hires = backfill * placed(leavers, 2, row) + figures.in_year("new_posts", row)
        dismissed = number(0.0) + figures.in_year("redundancies", row)
        moved = number(0.0) + figures.in_year("transfers", row)
        flows = (leavers, hires, dismissed, moved)
        cells = [placed(term, place, row) for place, term in enumerate(flows, 2)]
        closing = not_below_nought(opened - cells[0] + cells[1] - cells[2] - cells[3])
        for column, term in zip(columns, (opening, *flows, closing), strict=True):
            column.append(term)
        opening = placed(closing, 6, row)
    heads = [str(column["label"]) for column in figures.result["table"]["columns"][1:]]
    made = [LiveColumn(head, unit, cells) for head, cells in zip(heads, columns, strict=True)]
    end = on_path(columns[5][-1], 6, len(rows) - 1)
    start = figures.one("baseline")
    results = {"value": end, "change": end - start, "change_percent": (end - start) / start}
    sums = (("leavers_total", 1), ("hires_total", 2))
    results |= {name: _summed(columns[place], place + 1) for name, place in sums}
    yield LiveSheet(_labels(figures.result), figures.inputs, made, results, drawn=5)


def _summed(terms: Sequence[Term], column: int) -> Term:
    span = f"Path!{cell(column, 0)}:{cell(column, len(terms) - 1)}"
    return Term(f"SUM({span})", sum(term.value for term in terms))


def _pay(figures: Figures) -> Iterator[LiveSheet]:
    """The pay bill by year under a change of staff and awards."""
    start, times = figures.one("baseline"), figures.times
    if not times:
        return
    pay = figures.one("pay") if figures.many("pay") else number(1.0)
    staff_change, award = figures.change(), figures.change("pay")
    for linear in (False, True):
        staff = _levels(start, _or_still(figures, staff_change, "change", start, linear=linear), times, 1)
        wage = pay
        full, average, lower = [list[Term]() for _ in range(3)]
        raised = _or_still(figures, award, "change of pay", pay, linear=False)
        for row, level in enumerate(staff):
            if row:
                wage = raised(wage, row - 1, times[row] - times[row - 1])
            here = placed(level, 1, row)
            full.append(here * wage)
            before = placed(staff[row - 1], 1, row - 1) if row else here
            average.append((here + before) / 2.0 * wage if row else here * wage)
            lower.append(placed(full[0], 2, 0) - placed(full[row], 2, row))
        heads = figures.result["table"]["columns"][1:]
        made = [
            LiveColumn(str(head["label"]), str(head["unit"]), cells)
            for head, cells in zip(heads, (staff, full, average, lower), strict=True)
        ]
        last = len(times) - 1
        end, first = on_path(full[-1], 2, last), on_path(full[0], 2, 0)
        results = {"bill_start": first, "bill_end": end, "bill_change": end - first}
        results["bill_end_average"] = on_path(average[-1], 3, last)
        if award is None:
            results["saving_end"] = on_path(lower[-1], 4, last)
        if last:
            results["saving"] = (on_path(staff[0], 1, 0) - on_path(staff[1], 1, 1)) * raised(
                pay, 0, times[1] - times[0]
            )
        yield LiveSheet(_labels(figures.result), figures.inputs, made, results, drawn=1)


def _or_still(figures: Figures, change: Json | None, name: str, start: Term, *, linear: bool) -> Step:
    if change is None:
        return lambda before, index, width: before
    return _moved(figures, change, name, start, linear=linear)


BUILDERS: dict[str, Builder] = {
    "project_compound": _projected,
    "project_linear": _projected,
    "trajectory_to_target": _reached,
    "required_rate": _reached,
    "stock_flow": _flow,
    "pay_bill": _pay,
    **SIMPLE,
}
