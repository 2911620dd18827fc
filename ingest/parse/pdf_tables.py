"""Grids and aligned rows become raw tables: cells as lines, headers marked, joined over page breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.parse.pdf_drafts import Measure, drafts_of
from ingest.parse.pdf_fused import parted
from ingest.parse.pdf_grid import Grid, GridCell, header_rows
from ingest.parse.pdf_lines import Line, between, rows_of
from ingest.parse.pdf_merged import mark_covered
from ingest.parse.pdf_order import Aligned
from ingest.parse.pdf_page import Box, Rule, Word
from ingest.parse.pdf_segments import Segment, column_of
from ingest.parse.pdf_text_join import joined
from ingest.parse.raw import RawCell, RawLine, RawParagraph, RawRow, RawTable

_ENDS = re.compile(r"[.!?:;]['\"”’)\]]*$")
_EDGE_PT = 6.0


@dataclass(slots=True)
class TableDraft:
    """A table as read from one or more pages. ``edges`` are the column starts; ``loose`` has no ruled lines.

    ``slack`` is the room in points below the text of the last row. ``closes`` and ``opens``: a line closes it
    below, none above.
    """

    rows: list[RawRow]
    edges: list[float]
    page: int
    loose: bool = False
    slack: float = 0.0
    opens: bool = False
    closes: bool = True

    def raw(self) -> RawTable:
        """The finished table."""
        return RawTable(parted(self.rows))


def from_grid(grid: Grid, found: Measure) -> TableDraft:
    """A ruled table of one page."""
    rows = [RawRow([_cell(cell, grid.page, found) for cell in row], grid.page) for row in grid.rows]
    mark_covered(grid, rows)
    count = header_rows(grid)
    for row in rows[:count]:
        row.header = True
    slacks = grid.slacks()
    slack = slacks[-1] if slacks else 0.0
    return TableDraft(rows, grid.edges, grid.page, False, slack, grid.open_top, not grid.open_bottom)


def _cell(cell: GridCell | None, page: int, found: Measure) -> RawCell:
    if cell is None or not cell.words:
        return RawCell([])
    return RawCell(cell_lines(cell.words, cell.box, page, found))


def cell_lines(words: Sequence[Word], box: Box, page: int, found: Measure) -> list[RawLine]:
    """The paragraphs and bullets of one cell."""
    rows = rows_of(words)
    lines = [Line(row, page) for row in rows]
    pad = max(min(line.x0 for line in lines) - box.x0, 1.0)
    for line in lines:
        line.left, line.right = box.x0, max(box.x1 - min(pad, 8.0), max(one.x1 for one in lines))
    inner = Measure(
        median(line.size for line in lines),
        min(found.leading, 1.3),
        found.vocabulary,
        {},
        found.body_bold,
        found.colour,
    )
    stops: list[float] = []
    cell: list[RawLine] = []
    for draft in drafts_of(lines, inner):
        text = joined(draft, inner)
        if draft.marker and draft.marker != "•" and not text:
            continue
        while draft.marker and stops and draft.mark_x < stops[-1] - 3:
            stops.pop()
        if draft.marker and (not stops or draft.mark_x > stops[-1] + 3):
            stops.append(draft.mark_x)
        cell.append(RawLine(text, max(len(stops) - 1, 0) if draft.marker else 0, draft.marker, page))
    return [line for line in cell if line.text]


def from_aligned(
    aligned: Aligned, rules: Sequence[Rule], page: int, found: Measure
) -> TableDraft | list[RawParagraph]:
    """A table told by its aligned columns alone; or value-and-label cards as a paragraph each."""
    cards = _cards(aligned, page)
    if cards:
        return cards
    edges = _column_starts(aligned)
    right = max(segment.x1 for row in aligned.rows for segment in row)
    rows: list[RawRow] = []
    for group in _row_groups(aligned, rules):
        cells: list[list[Word]] = [[] for _ in edges]
        for segment in (segment for row in group for segment in row):
            cells[column_of(segment, aligned.gutters)].extend(segment.words)
        boxes = [
            Box(x, 0, (edges[i + 1] - 4 if i + 1 < len(edges) else right), 0) for i, x in enumerate(edges)
        ]
        made = [
            RawCell(cell_lines(w, box, page, found) if w else []) for w, box in zip(cells, boxes, strict=True)
        ]
        rows.append(RawRow(made, page))
    if rows and len(rows) > 1 and _bold_row(aligned.rows[0]) and not _bold_row(aligned.rows[-1]):
        rows[0].header = True
    return TableDraft(rows, edges, page, loose=True)


def _bold_row(row: Sequence[Segment]) -> bool:
    return all(
        word.style.bold for segment in row for word in segment.words if any(c.isalnum() for c in word.text)
    )


def _column_starts(aligned: Aligned) -> list[float]:
    starts = [float("inf")] * (len(aligned.gutters) + 1)
    for row in aligned.rows:
        for segment in row:
            column = column_of(segment, aligned.gutters)
            starts[column] = min(starts[column], segment.x0)
    return [start if start != float("inf") else 0.0 for start in starts]


def _row_groups(aligned: Aligned, rules: Sequence[Rule]) -> list[list[list[Segment]]]:
    """Printed rows put together into table rows: by rules, else by distance, else by the first column."""
    rows = aligned.rows
    gaps = [lower[0].y - upper[0].y for upper, lower in zip(rows, rows[1:], strict=False)]
    ruled = [between(rules, u[0].y, d[0].y, u[0].x0) for u, d in zip(rows, rows[1:], strict=False)]
    size = median(word.style.size for row in rows for segment in row for word in segment.words)
    spread = bool(gaps) and max(gaps) > 1.3 * min(gaps) and min(gaps) < 1.45 * size
    groups = [[rows[0]]]
    for index, row in enumerate(rows[1:]):
        if any(ruled):
            new = ruled[index]
        elif spread:
            new = gaps[index] > 1.25 * min(gaps)
        else:
            first = any(column_of(segment, aligned.gutters) == 0 for segment in row)
            new = first and not row[0].words[0].text[0].islower()
        if new:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _cards(aligned: Aligned, page: int) -> list[RawParagraph]:
    """Large values over (or under) their small labels: one paragraph a pair, in order; else nothing."""
    sizes = [max(word.style.size for segment in row for word in segment.words) for row in aligned.rows]
    if max(sizes) < 1.35 * min(sizes):
        return []
    big = [size > 1.25 * min(sizes) for size in sizes]
    if not big[0] and not big[-1] or sum(big) > 0.7 * len(big) or not _figures(aligned, big):
        return []
    paragraphs: list[RawParagraph] = []
    starts = (
        [i for i, large in enumerate(big) if large]
        if big[0]
        else [0] + [i + 1 for i, b in enumerate(big[:-1]) if b]
    )
    for first, last in zip(starts, [*starts[1:], len(big)], strict=True):
        columns: dict[int, list[str]] = {}
        for segment in sorted((s for row in aligned.rows[first:last] for s in row), key=lambda s: s.row):
            text = " ".join(word.text for word in segment.words)
            columns.setdefault(column_of(segment, aligned.gutters), []).append(text)
        paragraphs += [RawParagraph([(" ".join(columns[number]), page)]) for number in sorted(columns)]
    return paragraphs


def _figures(aligned: Aligned, big: Sequence[bool]) -> bool:
    texts = [
        " ".join(w.text for w in s.words)
        for row, large in zip(aligned.rows, big, strict=True)
        if large
        for s in row
    ]
    return sum(1 for text in texts if any(c.isdigit() for c in text)) >= 0.5 * len(texts)


def same_columns(above: TableDraft, below: TableDraft) -> bool:
    """Whether the two have the same columns at the same places."""
    if len(above.edges) != len(below.edges) or above.loose != below.loose:
        return False
    slack = 14.0 if above.loose else _EDGE_PT
    shift = below.edges[0] - above.edges[0]
    return all(abs(b - a - shift) <= slack for a, b in zip(above.edges, below.edges, strict=True))


def join_tables(above: TableDraft, below: TableDraft, usual_slack: float) -> None:
    """Append the rows of ``below``: repeated header rows are dropped, a row cut by the break is made whole.

    A row that the page cut has less room below its text than the document's rows usually have.
    """
    tight = (usual_slack > 6 and above.slack < 0.5 * usual_slack) or below.opens or not above.closes
    rows = list(below.rows)
    headers = [_words(row) for row in above.rows[:3]]
    dropped = 0
    while rows and dropped < len(headers) and _words(rows[0]) and _words(rows[0]) == headers[dropped]:
        above.rows[dropped].header = True
        rows.pop(0)
        dropped += 1
    for row in rows:
        row.header = False
    if rows and above.rows and len(above.rows) > dropped and cut_row(above.rows[-1], rows[0], tight):
        for upper, lower in zip(above.rows[-1].cells, rows.pop(0).cells, strict=True):
            join_cells(upper, lower)
    above.rows += rows
    above.page, above.slack, above.closes = below.page, below.slack, below.closes


def _words(row: RawRow) -> list[str]:
    return (
        [" ".join(line.text for line in cell.lines) for cell in row.cells]
        if any(c.lines for c in row.cells)
        else []
    )


def cut_row(upper: RawRow, lower: RawRow, tight: bool) -> bool:
    """Whether ``lower``, first on its page, is the rest of ``upper``: it goes on in cells that had begun."""
    pairs = list(zip(upper.cells, lower.cells, strict=True))
    going = [(u, d) for u, d in pairs if d.lines]
    if not going:
        return False
    if tight:
        return True
    broken = [_mid_sentence(u, d) for u, d in going if u.lines]
    if any(broken):
        return True
    if any(not u.lines for u, _ in going):
        return False
    begun = sum(1 for u, _ in pairs if u.lines)
    return not lower.cells[0].lines and len(going) < begun and (len(going) == 1 or len(going) < 0.5 * begun)


def _mid_sentence(upper: RawCell, lower: RawCell) -> bool:
    last, first = upper.lines[-1].text, lower.lines[0]
    if first.marker:
        return False
    if first.text[0].islower() or first.text[0] in "),;/":
        return not last.endswith((".", ";"))
    return last.endswith(
        (",", "-", "–", "(", " and", " or", " of", " the", " to", " for", " with", " in", " a")
    )


def join_cells(upper: RawCell, lower: RawCell) -> None:
    """Append the lines of ``lower``, the first to the last of ``upper`` where a sentence was cut."""
    lines = list(lower.lines)
    if (
        upper.lines
        and lines
        and not lines[0].marker
        and (_mid_sentence(upper, lower) or not _ENDS.search(upper.lines[-1].text) and upper.lines[-1].marker)
    ):
        upper.lines[-1].text = f"{upper.lines[-1].text} {lines.pop(0).text}"
    upper.lines += lines
