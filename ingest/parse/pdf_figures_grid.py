"""Lines that share columns of figures, made a grid: labels first, one row a line of figures, the header over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.parse.pdf_figures_heads import Columns, Row, box_of, distance, head_rows, with_heights
from ingest.parse.pdf_grid import Grid, GridCell
from ingest.parse.pdf_gutters import Strip
from ingest.parse.pdf_page import Box
from ingest.parse.pdf_pieces import Piece, PrintedLine, Region, has_words, over

FEWEST_TEXTS = 2
FEWEST_BLANKS = 3
LEAST_TEXTS = 0.1  # of the lines with figures: fewer texts at one place are no column
NEAR_ROW = 0.75  # of the distance between rows: a line so near to one is part of it
ALIKE = 0.65  # of one another: the distances of the two lines of a label from the figures between them


def grid_of(region: Region, heads: Sequence[PrintedLine], page: int) -> list[Grid]:
    """The table that the lines make, as a list of one; none when no column of labels stands beside the figures."""
    columns = _columns(region)
    if columns is None:
        return []
    named, groups = _parted(heads, columns)
    top = head_rows(named, columns)
    rows = [*top, *(_row(lines, columns) for lines in _rows([*groups, *region.lines], columns))]
    words = [word for row in rows for cell in row if cell for word in cell.words]
    edges = [strip[0] for strip in columns.strips]
    return [Grid(page, box_of(words), rows, edges, heads=len(top))]


def _columns(region: Region) -> Columns | None:
    """The columns of figures and of texts: the labels first, the others from left to right."""
    region = Region(region.lines, sorted([*region.columns, *_blank_columns(region)]))
    texts = _text_columns(region)
    figures = region.columns
    labels = next((strip for strip in texts if strip[0] < figures[-1][0]), None)
    if labels is None:
        return None
    numbered = _counts_up(region, figures[0]) and figures[0][0] < labels[0]
    others = [(strip, True) for strip in figures] + [(strip, False) for strip in texts if strip != labels]
    order = [(labels, False), *sorted(others)]
    if numbered and order[1] == (figures[0], True):
        order[:2] = reversed(order[:2])
    return Columns(
        tuple(strip for strip, _ in order), frozenset(n for n, (_, holds) in enumerate(order) if holds)
    )


def _blank_columns(region: Region) -> list[Strip]:
    """The strips that hold printed blanks alone: beside them the nearest column of figures is filled."""
    own = [
        blank
        for line in region.filled
        for blank in line.blanks
        if not any(over(blank, strip) for strip in region.columns)
        and any(over(value, _nearest(blank, region.columns)) for value in line.figures)
    ]
    return _strips(own, FEWEST_BLANKS)


def _nearest(piece: Piece, columns: Sequence[Strip]) -> Strip:
    return min(columns, key=lambda strip: distance(piece, strip))


def _counts_up(region: Region, strip: Strip) -> bool:
    """Whether the figures of a column only number its rows."""
    found = [f.text.strip(".()") for line in region.filled for f in line.figures if over(f, strip)]
    return found == [str(number) for number in range(1, len(found) + 1)]


def _text_columns(region: Region) -> list[Strip]:
    """The strips beside the columns of figures that hold texts in several lines, from left to right."""
    found: list[Strip] = []
    for slot in range(len(region.columns) + 1):
        pieces = [p for line in region.lines for p in line.texts if _slot(p, region.columns) == slot]
        if 0 < slot < len(region.columns) and _are_values(pieces, region.columns[slot], region):
            continue
        last = slot == len(region.columns)
        found += _strips(pieces, 1 if last else max(FEWEST_TEXTS, LEAST_TEXTS * len(region.filled)))
    return found


def _are_values(pieces: Sequence[Piece], column: Strip, region: Region) -> bool:
    """Whether texts before a column of figures stand in place of its figures ("no change"): it is blank on their lines."""
    lines = [line for line in region.filled if any(piece in line.texts for piece in pieces)]
    return not any(over(value, column) for line in lines for value in line.values)


def _slot(piece: Piece, columns: Sequence[Strip]) -> int:
    """How many columns of figures stand at the left of a text."""
    return sum(1 for x0, x1 in columns if (x0 + x1) / 2 < piece.x0)


def _strips(pieces: Sequence[Piece], fewest: float) -> list[Strip]:
    """Where texts lie over one another, so many at least."""
    runs: list[tuple[float, float, int]] = []
    for piece in sorted(pieces, key=lambda p: p.x0):
        if runs and piece.x0 < runs[-1][1]:
            x0, x1, count = runs[-1]
            runs[-1] = x0, max(x1, piece.x1), count + 1
        else:
            runs.append((piece.x0, piece.x1, 1))
    return [(x0, x1) for x0, x1, count in runs if count >= fewest]


def _parted(
    heads: Sequence[PrintedLine], columns: Columns
) -> tuple[Sequence[PrintedLine], Sequence[PrintedLine]]:
    """The lines that name columns of figures, and those below that head the first rows."""
    over_figures = [any(columns.under(p)[0] in columns.figures for p in line.texts) for line in heads]
    count = len(heads) - next((n for n, yes in enumerate(reversed(over_figures)) if yes), len(heads))
    return heads[:count], heads[count:]


def _rows(lines: Sequence[PrintedLine], columns: Columns) -> Iterator[list[PrintedLine]]:
    """The lines of each row: one with figures, and those of words alone that are part of it; or a heading of rows."""
    filled = [n for n, line in enumerate(lines) if line.figures]
    pitch = median(lines[b].y - lines[a].y for a, b in pairwise(filled))
    homes = {n: n if line.figures else _home(n, lines, columns, pitch) for n, line in enumerate(lines)}
    for number in range(len(lines)):
        held = [lines[n] for n in range(len(lines)) if homes[n] == number]
        if held:
            yield held


def _home(number: int, lines: Sequence[PrintedLine], columns: Columns, pitch: float) -> int:
    """The line with figures that a line of words goes on with or leads to; itself when it heads the rows below."""
    line = lines[number]
    for other in (number - 1, number + 1):
        if 0 <= other < len(lines) and lines[other].figures:
            lower = line if other < number else lines[other]
            if _label(lower, columns)[:1].islower():
                return other
    near = min((n for n in range(len(lines)) if lines[n].figures), key=lambda n: abs(lines[n].y - line.y))
    if abs(lines[near].y - line.y) >= NEAR_ROW * pitch:
        return number
    if not _label(line, columns):
        return near
    if _label(lines[near], columns):
        return number
    return near if near > number or _between_alike(near, lines) else number


def _between_alike(number: int, lines: Sequence[PrintedLine]) -> bool:
    """Whether a line of figures stands in the middle of two lines of words: those of its label."""
    if not 0 < number < len(lines) - 1 or lines[number - 1].figures:
        return False
    above, below = lines[number].y - lines[number - 1].y, lines[number + 1].y - lines[number].y
    return min(above, below) > ALIKE * max(above, below)


def _label(line: PrintedLine, columns: Columns) -> str:
    """What a line prints in the column of labels."""
    labels = min(n for n in range(len(columns.strips)) if n not in columns.figures)
    return " ".join(p.text for p in line.texts if columns.of(p) == labels and has_words(p.text))


def _row(lines: Sequence[PrintedLine], columns: Columns) -> Row:
    cells: Row = [GridCell(Box(x0, 0.0, x1, 0.0)) for x0, x1 in columns.strips]
    for piece in (piece for line in lines for piece in line.pieces):
        home = cells[columns.of(piece)]
        if home is not None:
            home.words += piece.words
    return with_heights(cells)
