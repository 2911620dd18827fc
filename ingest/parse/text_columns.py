"""Tables of plain text whose columns are kept apart by spaces alone, as printed pages and typists leave them.

Lines that fall into cells at gaps of two spaces or more make a table where the cells stand one under the other and
hold figures, or, without figures, where three short rows agree. Prose with a gap or two in it does neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.parse.contents import has_leaders
from ingest.parse.markers import is_bare_marker
from ingest.parse.raw import RawTable
from ingest.parse.text_rows import Cell, Printed, columns_of, rows_of

_CELL = re.compile(r"\S+(?:(?: |(?<=[.!?:;])  )\S+)*")
_RULE = re.compile(r"^\s*[-=_–—+|]{3,}[-=_–—+|\s]*$")
_MOST_BLANK = 2
_LABEL_WORDS = 8
_CELL_WORDS = 8
_AGREE = 0.6


@dataclass(frozen=True, slots=True)
class Text:
    """Lines that are no table."""

    lines: list[str]


def without_tables(lines: Sequence[str]) -> list[Text | RawTable]:
    """The lines of a page with its tables told apart, in order."""
    printed = [_printed(line) for line in lines]
    out: list[Text | RawTable] = [Text([])]
    place = 0
    while place < len(lines):
        end = _end_of_run(printed, place)
        table = _table(printed, place, end) if end > place + 1 else None
        last = out[-1]
        if table is None:
            assert isinstance(last, Text)
            last.lines.append(lines[place])
            place += 1
        else:
            out += [table, Text([])]
            place = end
    return out


def _printed(line: str) -> Printed:
    if not line.strip():
        return Printed("blank", [])
    if _RULE.match(line):
        return Printed("rule", [])
    if "\t" in line or "|" in line or has_leaders(line):
        return Printed("other", [])
    cells = [Cell(found.start(), found.end(), found.group()) for found in _CELL.finditer(line)]
    if len(cells) == 2 and is_bare_marker(cells[0].text):
        cells = [Cell(cells[0].start, cells[1].end, f"{cells[0].text} {cells[1].text}")]
    return Printed("row" if len(cells) > 1 else "text", cells)


def _end_of_run(lines: Sequence[Printed], start: int) -> int:
    """Where the lines that may be a table from here on end; ``start`` when none begins here."""
    if lines[start].kind != "row" and not _spans_below(lines, start):
        return start
    end = last = start
    figures = False
    while end < len(lines):
        line = lines[end]
        fresh = end > start and lines[end - 1].kind == "blank"
        if line.kind == "other" or (line.kind == "text" and not _belongs(lines, end)):
            break
        if line.kind == "blank" and end - last > _MOST_BLANK:
            break
        if line.kind == "row":
            if fresh and figures and not line.has_figures:
                break
            figures = figures or line.has_figures
        if line.kind in ("row", "text"):
            last = end + 1
        end += 1
    return last


def _spans_below(lines: Sequence[Printed], place: int) -> bool:
    """Whether a lone text stands above the columns of the row below it, not above its label."""
    below = lines[place + 1] if place + 1 < len(lines) else None
    if lines[place].kind != "text" or below is None or below.kind != "row":
        return False
    cell, second = lines[place].cells[0], below.cells[1]
    return (
        cell.start > below.cells[0].start + 8
        and cell.end > second.start
        and len(cell.text.split()) < _LABEL_WORDS
    )


def _belongs(lines: Sequence[Printed], place: int) -> bool:
    """Whether a lone text within a run is a row's label or a piece of a cell, not a paragraph or a caption."""
    cell = lines[place].cells[0]
    if len(cell.text.split()) > _LABEL_WORDS or cell.text.endswith((".", ":")):
        return False
    above = lines[place - 1] if place else Printed("blank", [])
    below = lines[place + 1] if place + 1 < len(lines) else Printed("blank", [])
    if above.kind == "row" and (cell.text[0].islower() or cell.start > above.cells[0].start + 1):
        return True
    if above.kind == "text" and cell.text[0].islower():
        return True
    return below.kind == "row" and (below.has_figures or _spans_below(lines, place))


def _table(lines: Sequence[Printed], start: int, end: int) -> RawTable | None:
    run = lines[start:end]
    rows = [line for line in run if line.kind == "row"]
    body = [line for line in rows if line.has_figures]
    if _is_contents(lines, start) or sum(row.cells[0].text.endswith(":") for row in rows) >= 0.5 * len(rows):
        return None
    if not body:
        body = rows
        if not _is_worded(rows):
            return None
    columns = columns_of(body)
    if len(columns) < 2 or not _agrees(body, rows, columns):
        return None
    return RawTable(rows_of(run, columns))


def _is_contents(lines: Sequence[Printed], start: int) -> bool:
    above = next((line for line in reversed(lines[:start]) if line.kind != "blank"), None)
    text = above.cells[-1].text.lower() if above is not None and above.cells else ""
    return text in ("contents", "table of contents")


def _is_worded(rows: Sequence[Printed]) -> bool:
    """Whether rows without figures are a table: three of them, short cells, the second column begun alike."""
    if len(rows) < 3:
        return False
    starts = [row.cells[1].start for row in rows]
    alike = sum(abs(start - median(starts)) <= 1 for start in starts)
    words = [len(cell.text.split()) for row in rows for cell in row.cells]
    gaps = [
        after.start - before.end
        for row in rows
        for before, after in zip(row.cells, row.cells[1:], strict=False)
    ]
    return (
        alike >= 0.8 * len(rows)
        and max(words) <= 2 * _CELL_WORDS
        and median(words) <= 6
        and median(gaps) >= 3
    )


def _agrees(body: Sequence[Printed], rows: Sequence[Printed], columns: Sequence[tuple[int, int]]) -> bool:
    """Whether the cells stand one under the other, and are short as cells are."""
    words = [len(cell.text.split()) for row in body for cell in row.cells[1:]]
    if median(words) > _CELL_WORDS:
        return False
    if len(body) == 1:
        return len(rows) > 1 and _overlap(rows[0], body[0]) and len(body[0].cells) == len(rows[-2].cells)
    aligned = 0
    for first, last in columns[1:]:
        cells = [cell for row in body for cell in row.cells if cell.start < last and cell.end > first]
        starts, ends = [cell.start for cell in cells], [cell.end for cell in cells]
        aligned += any(
            sum(abs(edge - median(edges)) <= 1 for edge in edges) >= _AGREE * len(edges) and len(edges) > 1
            for edges in (starts, ends)
        )
    return aligned >= max(1, 0.5 * (len(columns) - 1))


def _overlap(head: Printed, row: Printed) -> bool:
    return all(any(h.start < cell.end and h.end > cell.start for h in head.cells) for cell in row.cells[1:])
