"""Figures of tables: what a cell measures, of which part, when and of what kind, from its row, its column and what
stands over the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.facts import parts
from ingest.facts.draft import Draft, Setting, Time
from ingest.facts.grid import Grid, GridRow, grid_of, is_prose
from ingest.facts.kinds import Stage, is_change, stage_in_clause, stage_in_label
from ingest.facts.measures import measures, told, unit_of
from ingest.facts.others import known
from ingest.facts.times import first_time, is_future, time_over, without_times
from ingest.model import Block, Cell, FactKind
from ingest.phrases import words
from ingest.quantities_cell import CellFigure, cell_figures, is_blank, mark_of, says_when


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with what its whole shape says: whether columns measure, whether it lists parts, whether it looks ahead."""

    grid: Grid
    setting: Setting
    note: str
    about: str
    corner_measures: bool
    columns_measure: bool
    rows_measure: bool
    has_total: bool
    bodies: bool
    own_row: bool
    ahead: bool


@dataclass(frozen=True, slots=True)
class _Spot:
    """One cell with its paths."""

    row: GridRow
    column: str
    cell: Cell
    others: str
    left: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a cell measures and of which part; ``place`` says which labels gave the measure."""

    measure: str
    part: str
    place: str
    own: str = ""
    over: str = ""


def read_table(block: Block, setting: Setting, note: str = "") -> Iterator[Draft]:
    """The figures of a table's data cells, row by row. ``note`` is what stands below it."""
    grid = grid_of(block)
    table = _table(grid, setting, note)
    for row in grid.rows:
        for column in grid.figures:
            if column < len(row.row.cells):
                cell = row.row.cells[column]
                others = " ; ".join(c.text for c in row.row.cells if c is not cell and says_when(c.text))
                yield from _drafts(
                    _Spot(row, grid.columns[column], cell, others, _left(column, table)), table
                )


def _left(column: int, table: _Table) -> str:
    """The head that measures next to the left of one that only says when or of what stage."""
    columns = table.grid.columns
    if not table.columns_measure or told(columns[column]):
        return ""
    return next(
        (
            columns[n]
            for n in range(column - 1, -1, -1)
            if n in table.grid.figures and measures(told(columns[n]))
        ),
        "",
    )


def prose_cells(block: Block) -> Iterator[Cell]:
    """The cells of a table that hold running text and are read as such."""
    return (cell for row in block.rows for cell in row.cells if is_prose(cell.text))


def _table(grid: Grid, setting: Setting, note: str) -> _Table:
    over = (told(grid.corner), setting.caption, setting.heading)
    heads = [grid.columns[column] for column in grid.figures]
    ahead = sum(is_future(first_time([("column", head)]), setting.paper.written) for head in heads)
    own = setting.paper.own
    return _Table(
        grid=grid,
        setting=setting,
        note=note,
        about=" ; ".join(text for text in over if text),
        corner_measures=mark_of(grid.corner) is not None and len(words(told(grid.corner))) > 1,
        columns_measure=2 * sum(bool(told(head)) and measures(told(head)) for head in heads) > len(heads),
        rows_measure=2 * sum(measures(row.label) for row in grid.rows) > len(grid.rows),
        has_total=any(parts.is_total(row.label, own) for row in grid.rows),
        bodies=_lists_bodies(grid, setting),
        own_row=any(parts.is_own(row.label, own) and not parts.is_total(row.label) for row in grid.rows),
        ahead=bool(heads) and 2 * ahead > len(heads),
    )


def _lists_bodies(grid: Grid, setting: Setting) -> bool:
    """Whether the rows are bodies: their head says so, they are formed so, or another table of the paper lists them."""
    labels = [row.label for row in grid.rows if row.label]
    return (bool(labels) and 2 * known(labels, setting.paper.others) >= len(labels)) or parts.lists_bodies(
        told(grid.corner), labels
    )


def _drafts(spot: _Spot, table: _Table) -> Iterator[Draft]:
    if is_prose(spot.cell.text):
        return
    if is_blank(spot.cell.text):
        blank = CellFigure(0, len(spot.cell.text), 0.0, "")
        yield from (_blanked(draft) for draft in _figure_drafts(blank, spot, table))
        return
    for figure in cell_figures(spot.cell.text):
        yield from _figure_drafts(figure, spot, table)


def _blanked(draft: Draft) -> Draft:
    draft.value = None
    return draft


def _figure_drafts(figure: CellFigure, spot: _Spot, table: _Table) -> Iterator[Draft]:
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
    time = _time(figure, spot, table)
    stage, place = _stage(figure, spot, table, time)
    scaled = round(figure.value * unit.scale, 6)
    for number, reading in enumerate(_readings(figure, spot, table, unit.name)):
        draft = Draft(scaled, unit.name, reading.measure, spot.row.row.start, spot.row.row.end)
        draft.high = None if figure.high is None else round(figure.high * unit.scale, 6)
        draft.approx, draft.decimals = figure.approx, figure.decimals
        draft.step = figure.scale * unit.scale * 10.0**-figure.decimals
        draft.time, draft.kind, draft.part = time, stage.kind, reading.part
        draft.label = spot.row.label
        draft.owner, draft.part = _owner(spot, table, reading)
        draft.row, draft.column, draft.ref = spot.row.path, spot.column, spot.cell.ref
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
        draft.alternative, draft.note = number > 0, setting.dated
        draft.band = spot.row.label if _bands_ages(table) else ""
        draft.change = is_change(spot.column) or is_change(spot.row.label)
        draft.say("unit", unit.place)
        draft.say("period", time.place if time else "", time.text if time else "")
        draft.say("kind", place, stage.word)
        draft.say("measure", reading.place)
        yield draft


def _bands_ages(table: _Table) -> bool:
    """Whether the rows of a table are bands of age: what stands over them says so."""
    over = f"{table.grid.corner} ; {table.setting.caption} ; {table.setting.heading}"
    return any(word.fold in ("age", "aged") for word in words(over))


def _owner(spot: _Spot, table: _Table, reading: _Reading) -> tuple[str, str]:
    """The other body that a row of a comparison is, with the part; the paper's own row and a total are none."""
    label, own = spot.row.label, table.setting.paper.own
    others = table.setting.paper.others
    if other := others.is_label(label) or others.is_label(told(spot.column)):
        return other, reading.part or label
    if not table.bodies or not label:
        return "", reading.part
    if parts.is_own(label, own) and not parts.is_total(label):
        return "", "" if reading.part == label else reading.part
    if parts.is_total(label, own):
        return "", "group" if table.own_row else reading.part or label
    if parts.comparator_in(label) or "company" in parts.lists("organisation").labels(label):
        return "", reading.part or label
    if not parts.is_name(label):
        return "", reading.part or label
    formed = "body" in parts.lists("organisation").labels(label)
    return label if formed else f"{label} Council", reading.part or label


def _time(figure: CellFigure, spot: _Spot, table: _Table) -> Time | None:
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
    return first_time([*labels, *near]) or noted or time_over(setting.backdrop()) or setting.paper.usual


def _stage(figure: CellFigure, spot: _Spot, table: _Table, time: Time | None) -> tuple[Stage, str]:
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
        if stage is not None:
            return stage, place
    if parts.comparator_in(f"{table.setting.caption} ; {table.setting.heading}") and not parts.names_own(
        spot.row.label, table.setting.paper.own
    ):
        return Stage(FactKind.BENCHMARK, ""), "caption"
    near = time is not None and time.place in ("cell", "column", "row", "corner", "caption", "beside")
    if table.ahead or (near and is_future(time, table.setting.paper.written)):
        return Stage(FactKind.FORECAST, ""), "after the paper"
    return Stage(FactKind.ACTUAL, ""), ""


def _readings(figure: CellFigure, spot: _Spot, table: _Table, unit: str) -> Iterator[_Reading]:
    """What the cell measures: one reading, or two where its row may be a measure or a part.

    Columns that measure make rows parts, unless the rows measure too. Columns of times and stages leave the
    measure to the rows, or to what stands over the table.
    """
    own, row = table.setting.paper.own, spot.row
    whole = parts.is_total(row.label, own) or says_when(row.label) or not row.label
    head = told(spot.column) or told(spot.left)
    group = " ; ".join(row.groups)
    if measures(group, unit):  # a heading of rows that says what they measure names no part
        table, group = replace(table, about=" ; ".join((group, table.about))), ""
    in_group = "" if whole and not group else " ; ".join(x for x in (group, "" if whole else row.label) if x)
    column_part = _part_of_column(figure, spot, unit, own)
    shown = without_times(spot.column).strip(" ;") or head
    if table.corner_measures and not column_part and not (head and measures(head, unit)):
        yield _Reading(
            f"{told(table.grid.corner)} ; {shown} ; {in_group}",
            in_group,
            "corner",
            told(table.grid.corner),
            f"{head} ; {row.path}",
        )
        return
    if head and not column_part and measures(head, unit):
        if (
            measures(row.label, unit)
            and not table.has_total
            and not parts.has_part_word(row.label)
            and not table.columns_measure
        ):
            yield _Reading(
                f"{row.path} ; {spot.column}", "", "row and column", f"{row.label} ; {spot.column}", group
            )
        else:
            about = "" if len(head.split()) > 1 else f" ; {table.about}"
            yield _Reading(
                f"{spot.left} {spot.column}{about} ; {in_group}",
                in_group,
                "column",
                f"{spot.left} {spot.column}",
                row.path,
            )
        return
    if measures(told(row.label) or row.label, unit) and not says_when(row.label):
        part = column_part or (
            in_group if whole or (parts.has_part_word(row.label) and table.has_total) else group
        )
        yield _Reading(
            f"{row.path} ; {shown}", part, "row", f"{row.label} ; {figure.rest}", f"{head} ; {group}"
        )
        if not whole and not head and table.has_total and measures(table.about, unit):
            yield _Reading(f"{table.about} ; {row.path}", in_group, "caption", table.about)
        return
    if measures(table.about, unit):
        both = " ; ".join(x for x in (in_group, column_part) if x)
        yield _Reading(f"{table.about} ; {shown} ; {row.path}", both, "caption", head or row.path, row.path)
        if not (whole or column_part or table.has_total or parts.has_part_word(row.label)):
            yield _Reading(f"{row.path} ; {head}", group, "row alone", row.path)
        return
    yield _Reading(
        f"{row.path} ; {shown} ; {table.about}",
        column_part or (in_group if parts.has_part_word(row.label) else group),
        "all labels",
        row.path,
        head,
    )


def _part_of_column(figure: CellFigure, spot: _Spot, unit: str, own: tuple[str, ...]) -> str:
    """The part that a column names: an organisation or a comparator over figures that its rows measure."""
    head = told(spot.column)
    if not head or parts.is_total(head, own) or parts.names_own(head, own):
        return ""
    if parts.comparator_in(head) or (parts.has_part_word(head) and not measures(head, unit)):
        return without_times(head).strip(" ;")
    return ""
