"""Tables made whole: header rows found, pieces on following pages joined, records told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.parse.raw import RawBlock, RawCell, RawLine, RawParagraph, RawRow, RawTable
from ingest.parse.table_heads import cell_text, head_count, is_value, mark_heads, texts_of, without_repeats

_RULE = re.compile(r"^[-–—=_:|.\s]*$")
_HEADER_WORDS = 12


def mend_tables(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Every table whole: neighbours that continue each other joined, records apart, header rows marked."""
    joined: list[RawBlock] = []
    for block in blocks:
        if isinstance(block, RawTable):
            tidy = _tidy(block, keep_empty=True)
            last = joined[-1] if joined else None
            if not tidy.rows:
                continue
            if isinstance(last, RawTable) and not block.begins and _continues(last, tidy):
                _append(last, tidy)
            else:
                joined.append(tidy)
        else:
            joined.append(block)
    out: list[RawBlock] = []
    for block in joined:
        out.extend(_finish(block) if isinstance(block, RawTable) else [block])
    return out


def nested_lines(table: RawTable, inner: list[RawTable] | None) -> list[RawLine]:
    """A table within a cell: put to ``inner``, to follow the outer one; as lines without such, or without columns."""
    filled = [row for row in table.rows if any(cell.lines for cell in row.cells)]
    if (
        inner is not None
        and len(filled) > 1
        and sum(sum(bool(cell.lines) for cell in row.cells) > 1 for row in filled) > 1
    ):
        inner.append(table)
        return []
    rows = (" – ".join(line.text for cell in row.cells for line in cell.lines) for row in filled)
    return [RawLine(text) for text in rows if text]


def _tidy(table: RawTable, *, keep_empty: bool = False) -> RawTable:
    """Rows of equal width, without rules, empty rows and (unless kept) columns empty throughout."""
    rows = [row for row in table.rows if any(not _RULE.match(cell_text(cell)) for cell in row.cells)]
    width = max((len(row.cells) for row in rows), default=0)
    for row in rows:
        row.cells.extend(RawCell([]) for _ in range(width - len(row.cells)))
    filled = [column for column in range(width) if any(row.cells[column].lines for row in rows)]
    used = list(range(width)) if keep_empty else filled
    return RawTable([RawRow([row.cells[column] for column in used], row.page, row.header) for row in rows])


def _width(table: RawTable) -> int:
    return max(len(row.cells) for row in table.rows)


def _continues(first: RawTable, second: RawTable) -> bool:
    """Whether the second table is the first one over a page: same header again, or an empty first cell."""
    headed = head_count(first.rows)
    opening = second.rows[0]
    if headed and texts_of(first.rows[0]) == texts_of(opening) and _width(first) > 1:
        return True
    own = head_count(second.rows)
    if own and (opening.header or any(is_value(cell_text(cell)) for cell in second.rows[own].cells)):
        return False
    if not opening.cells[0].lines and len(opening.cells) > 1:
        return not opening.header
    if _is_record(first.rows[0]) and _is_record(opening):
        return texts_of(first.rows[0])[0] != texts_of(opening)[0]
    if _is_broken(first.rows[-1], opening):
        return True
    if _width(first) != _width(second) or own or _is_record(opening):
        return False
    return bool(headed) or (_width(first) > 1 and not _is_record(first.rows[0]))


def _is_broken(row: RawRow, after: RawRow) -> bool:
    """Whether a row breaks within a bracket of its first cell, so that the row after is the rest of it."""
    label, rest = cell_text(row.cells[0]), cell_text(after.cells[0])
    return (
        label.count("(") > label.count(")") and rest.count(")") > rest.count("(") and len(rest.split()) <= 8
    )


def _append(first: RawTable, second: RawTable) -> None:
    rows = list(second.rows)
    for head in first.rows[: max(1, head_count(first.rows))]:
        if not rows or texts_of(head) != texts_of(rows[0]):
            break
        rows = rows[1:]
    if rows and _is_broken(first.rows[-1], rows[0]):
        for cell, rest in zip(first.rows[-1].cells, rows[0].cells, strict=False):
            _add_lines(cell, rest)
        rows = rows[1:]
    if rows and (piece := _piece_of_row(rows[0])) is not None:
        column, cell = piece
        last = first.rows[-1].cells
        if column < len(last) and last[column].lines:
            _add_lines(last[column], cell)
            rows = rows[1:]
    first.rows.extend(rows)


def _add_lines(cell: RawCell, rest: RawCell) -> None:
    """Put the rest of a broken cell to it; a first line in mid-sentence goes on with the last."""
    lines = list(rest.lines)
    if cell.lines and lines and not lines[0].marker and (_open(cell) or lines[0].text[:1].islower()):
        cell.lines[-1] = replace(cell.lines[-1], text=f"{cell.lines[-1].text} {lines.pop(0).text}")
    cell.lines.extend(lines)


def _open(cell: RawCell) -> bool:
    text = cell.lines[-1].text
    return text.count("(") > text.count(")")


def _piece_of_row(row: RawRow) -> tuple[int, RawCell] | None:
    """The only filled cell of a row whose first cell is empty: the rest of the row before the page break."""
    filled = [(column, cell) for column, cell in enumerate(row.cells) if cell.lines]
    return filled[0] if len(filled) == 1 and filled[0][0] > 0 else None


def _is_record(row: RawRow) -> bool:
    """Whether the row is label, text, label, text: each label ends in a colon."""
    return bool(row.cells) and cell_text(row.cells[0]).endswith(":")


def _finish(table: RawTable) -> list[RawBlock]:
    out: list[RawBlock] = []
    for piece in (part for record in _records(table) for part in _headed_parts(record)):
        piece = _tidy(_with_labels(_with_whole_rows(piece)))
        if not piece.rows:
            continue
        if (spanning := _spanning_title(piece)) is not None:
            out.append(RawParagraph([(spanning, piece.rows[0].page)], caption=True))
            piece = _tidy(RawTable(piece.rows[1:]))
        mark_heads(piece.rows)
        piece = RawTable(without_repeats(piece.rows))
        if _width(piece) == 1 and len(piece.rows) == 1:
            out.extend(_box(piece))
        else:
            out.append(piece)
    return out


def _headed_parts(table: RawTable) -> list[RawTable]:
    """A table whose format marks another header further down as one table a header, else itself."""
    parts = [RawTable(table.rows[:1])]
    heads = [texts_of(row) for row in table.rows if row.header]
    for before, row in zip(table.rows, table.rows[1:], strict=False):
        if row.header and not before.header and heads.count(texts_of(row)) == 1:
            parts.append(RawTable([]))
        parts[-1].rows.append(row)
    return parts


def _with_whole_rows(table: RawTable) -> RawTable:
    """A record's rows that a page break cut in two, put together."""
    if not any(map(_is_record, table.rows)):
        return table
    rows: list[RawRow] = []
    for row in table.rows:
        piece = _piece_of_row(row) if rows else None
        if rows and _is_broken(rows[-1], row):
            for cell, rest in zip(rows[-1].cells, row.cells, strict=False):
                _add_lines(cell, rest)
        elif piece is not None and rows[-1].cells[piece[0]].lines:
            _add_lines(rows[-1].cells[piece[0]], piece[1])
        else:
            rows.append(row)
    return RawTable(rows)


def _with_labels(table: RawTable) -> RawTable:
    """A record whose label stands in a row of its own, its text in the row below, gets both in one row."""
    if not any(map(_is_record, table.rows)) or _width(table) < 2:
        return table
    rows: list[RawRow] = []
    for row in table.rows:
        filled = [cell for cell in row.cells if cell.lines]
        last = rows[-1] if rows else None
        if last is not None and len(filled) == 1 and _is_lone_label(last) and not _is_lone_label(row):
            last.cells[1] = filled[0]
        else:
            rows.append(row)
    return RawTable(rows)


def _is_lone_label(row: RawRow) -> bool:
    """Whether the row holds nothing but a label: "Outcomes: (what will change)"."""
    texts = [cell_text(cell) for cell in row.cells]
    return not any(texts[1:]) and bool(re.match(r"^[^.:]{2,60}:(?: ?\(.*\))?$", texts[0]))


def _box(table: RawTable) -> list[RawBlock]:
    """A table of one cell is a box around text."""
    row = table.rows[0]
    return [RawParagraph([(line.text, row.page)]) for line in row.cells[0].lines]


def _records(table: RawTable) -> list[RawTable]:
    """A table whose opening label recurs ("Project ID:") as one table a record, else itself."""
    first = table.rows[0]
    if not _is_record(first):
        return [table]
    label = texts_of(first)[0]
    pieces: list[RawTable] = []
    for row in table.rows:
        if not pieces or texts_of(row)[0] == label:
            pieces.append(RawTable([]))
        pieces[-1].rows.append(row)
    return pieces


def _spanning_title(table: RawTable) -> str | None:
    """The text of a first row that has one filled cell over three or more columns, a title."""
    row = table.rows[0]
    filled = [cell for cell in row.cells if cell.lines]
    if len(table.rows) < 3 or len(row.cells) < 3 or len(filled) != 1 or not row.cells[0].lines:
        return None
    text = cell_text(filled[0])
    return text if len(text.split()) <= _HEADER_WORDS and not text.endswith(":") else None
