"""Figures of tables: what a cell measures, of which part, when and of what kind, from its row, its column and what
stands over the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.fact_model import FactKind
from ingest.facts import parts
from ingest.facts.accounts import speaks_of_money, year_ended
from ingest.facts.cell_readings import owner_of, reading_of
from ingest.facts.draft import Draft, Setting, Time
from ingest.facts.grid import grid_of, is_prose
from ingest.facts.kinds import Stage, is_change, stage_in_clause, stage_in_label
from ingest.facts.measures import Unit, unit_of
from ingest.facts.table_case import Spot, Table, bands_ages, head_at_left, table_of
from ingest.facts.times import first_time, is_future, time_over
from ingest.facts.word_lists import lists
from ingest.model import Block, Cell
from ingest.quantities_cell import CellFigure, cell_figures, is_blank, says_when

_OVER = frozenset({"corner", "caption", "heading", "lead"})


def read_table(block: Block, setting: Setting, note: str = "") -> Iterator[Draft]:
    """The figures of a table's data cells, row by row. ``note`` is what stands below it."""
    table = table_of(grid_of(block), setting, note)
    grid = table.grid
    for row in grid.rows:
        for column in grid.figures:
            if column < len(row.row.cells) and not lists("interval").find(grid.columns[column]):
                cell = row.row.cells[column]
                others = " ; ".join(c.text for c in row.row.cells if c is not cell and says_when(c.text))
                left = head_at_left(column, table)
                about = f"{row.label} ; {grid.columns[column]} ; {grid.corner} ; {setting.caption}"
                spent = column in table.spending and not lists("balance").find(about)
                yield from _drafts(Spot(row, grid.columns[column], cell, others, left, spent), table)


def prose_cells(block: Block) -> Iterator[Cell]:
    """The cells of a table that hold running text and are read as such."""
    return (cell for row in block.rows for cell in row.cells if is_prose(cell.text))


def _drafts(spot: Spot, table: Table) -> Iterator[Draft]:
    if is_prose(spot.cell.text):
        return
    if is_blank(spot.cell.text):
        blank = CellFigure(0, len(spot.cell.text), 0.0, "")
        draft = _figure_draft(blank, spot, table)
        draft.value = None
        yield draft
        return
    for figure in cell_figures(spot.cell.text):
        yield _figure_draft(figure, spot, table)


def _figure_draft(figure: CellFigure, spot: Spot, table: Table) -> Draft:
    setting = table.setting
    near = [("cell", figure.rest), ("row", spot.row.label), ("column", spot.column), ("column", spot.left)]
    over = [
        ("group", " ; ".join(spot.row.groups)),
        ("corner", table.grid.corner),
        ("caption", setting.caption),
        ("note", table.note),
        ("heading", setting.heading),
    ]
    unit = unit_of(figure.unit, [*near, *over], whole=not figure.decimals)
    if unit.name == "share" and unit.place in _OVER and _is_count(figure, spot):
        unit = unit_of(figure.unit, near, whole=not figure.decimals)
    if unit == Unit("number") and setting.paper.money and _is_money(spot, table):
        unit = Unit("gbp", setting.paper.money, "paper")
    time = _time(figure, spot, table)
    stage, place = _stage(figure, spot, table, time)
    value = abs(figure.value) if spot.spent else figure.value
    scaled = round(value * unit.scale, 6)
    reading = reading_of(figure, spot, table, unit.name)
    draft = Draft(scaled, unit.name, reading.measure, spot.row.row.start, spot.row.row.end)
    draft.high = None if figure.high is None else round(figure.high * unit.scale, 6)
    draft.approx, draft.decimals = figure.approx, figure.decimals
    draft.step = figure.scale * unit.scale * 10.0**-figure.decimals
    draft.time, draft.kind, draft.part = time, stage.kind, reading.part
    draft.label = spot.row.label
    draft.owner, draft.part = owner_of(spot, table, reading)
    draft.ref, draft.span = spot.cell.ref, (spot.cell.start, spot.cell.end)
    draft.context = " | ".join(
        (
            spot.row.path,
            " ; ".join(table.grid.columns),
            table.about,
            setting.lead,
            " > ".join(setting.headings),
        )
    )
    draft.own, draft.around = (
        reading.own,
        (
            reading.over,
            table.grid.corner,
            setting.caption,
            *reversed(setting.headings),
            setting.paper.front,
        ),
    )
    draft.told = f"{spot.row.path} ; {spot.column}"
    draft.note = setting.dated
    draft.band = spot.row.label if bands_ages(table) else ""
    draft.change = is_change(spot.column) or is_change(spot.row.label)
    draft.say("unit", unit.place)
    draft.say("period", time.place if time else "", time.text if time else "")
    draft.say("kind", place, stage.word)
    draft.say("measure", reading.place)
    return draft


def _is_count(figure: CellFigure, spot: Spot) -> bool:
    """Whether a figure under "Number and percentage of …" is of the numbers: its head says so, or it is no share."""
    return abs(figure.value) > 100 or bool(lists("counting").find(spot.column))


def _is_money(spot: Spot, table: Table) -> bool:
    """Whether a figure without a unit is one of money, in a paper whose other tables print pounds."""
    setting = table.setting
    over = (*spot.row.groups, table.grid.corner, setting.caption, setting.heading)
    return speaks_of_money(spot.row.label, spot.column, over)


def _time(figure: CellFigure, spot: Spot, table: Table) -> Time | None:
    setting = table.setting
    labels = [
        ("cell", figure.rest),
        ("column", spot.column),
        ("row", spot.row.path),
        ("corner", table.grid.corner),
    ]
    near = [
        ("caption", setting.caption),
        ("beside", spot.others),
        ("lead", setting.lead),
        ("note", table.note),
    ]
    noted = setting.dated.time if setting.dated else None
    said = first_time([*labels, *near])
    if said is not None and said.place in ("column", "beside"):
        return year_ended(said, [setting.caption, *reversed(setting.headings)])
    return said or noted or time_over(setting.backdrop()) or setting.paper.usual


def _stage(figure: CellFigure, spot: Spot, table: Table, time: Time | None) -> tuple[Stage, str]:
    """The kind of a cell's figure, and the place that says so."""
    few = len(table.grid.figures) < 3
    places = (
        ("cell", stage_in_clause(figure.rest)),
        ("column", stage_in_label(spot.column)),
        ("row", stage_in_label(spot.row.label)),
        ("group", stage_in_label(spot.row.groups[-1]) if spot.row.groups else None),
        ("corner", stage_in_clause(table.grid.corner)),
        ("caption", stage_in_label(table.setting.caption) if few else None),
        ("heading", stage_in_label(table.setting.heading) if few else None),
        ("lead", stage_in_clause(table.setting.lead)),
    )
    for place, stage in places:
        compared = stage is not None and stage.kind is FactKind.BENCHMARK
        if stage is not None and not (compared and place in _OVER and table.lists_comparators):
            return stage, place
    if (
        not table.lists_comparators
        and parts.comparator_in(f"{table.setting.caption} ; {table.setting.heading}")
        and not parts.names_own(spot.row.label, table.setting.paper.own)
    ):
        return Stage(FactKind.BENCHMARK, ""), "caption"
    near = time is not None and time.place in ("cell", "column", "row", "corner", "caption", "beside")
    if table.ahead or (near and is_future(time, table.setting.paper.written)):
        decided = _decides_for(time, table.setting.paper.front)
        return Stage(FactKind.BUDGET if decided else FactKind.FORECAST, ""), "after the paper"
    return Stage(FactKind.ACTUAL, ""), ""


def _decides_for(time: Time | None, front: str) -> bool:
    """Whether a paper is the budget of the year that a figure is of: its title says so, and that year."""
    stage, year = stage_in_label(front), first_time([("front", front)])
    if time is None or year is None or stage is None:
        return False
    return stage.kind is FactKind.BUDGET and time.start == year.start
