"""The header over columns of figures: texts over one column, over a block of them, and over all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.parse.pdf_grid import GridCell
from ingest.parse.pdf_gutters import Strip
from ingest.parse.pdf_page import Box, Word
from ingest.parse.pdf_pieces import Piece, PrintedLine, over
from ingest.parse.pdf_spans import HeadCell

CENTRED = 0.25  # of the width of columns: a text so near to their middle stands over all of them
PADDING_PT = 4.0  # by so much a header text may reach beyond the figures below it
NEARLY = 0.8
Row = list[GridCell | None]


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table in the order of its cells; ``figures`` are the numbers of those that hold figures."""

    strips: tuple[Strip, ...]
    figures: frozenset[int]

    def of(self, piece: Piece) -> int:
        """The column that a piece of a row stands in."""
        likely = [n for n in range(len(self.strips)) if n in self.figures or not piece.is_value]
        return min(likely, key=lambda n: distance(piece, self.strips[n]))

    def home(self, piece: Piece) -> int | None:
        """The column of figures that a piece stands over with nearly all of its width; None when there is none."""
        for number in self.figures:
            x0, x1 = self.strips[number]
            shared = min(piece.x1, x1 + PADDING_PT) - max(piece.x0, x0 - PADDING_PT)
            if shared > NEARLY * (piece.x1 - piece.x0):
                return number
        return None

    def middle(self, first: int, last: int) -> float:
        """The middle of the columns from the first to the last."""
        return (self.strips[first][0] + self.strips[last][1]) / 2

    def centred(self, cell: HeadCell, first: int, last: int) -> bool:
        """Whether a text stands over the middle of these columns."""
        width = self.strips[last][1] - self.strips[first][0]
        return abs(cell.middle - self.middle(first, last)) < CENTRED * width

    def under(self, piece: Piece) -> tuple[int, int]:
        """The first and last column that a piece of the header stands over."""
        held = [n for n, strip in enumerate(self.strips) if over(piece, strip)]
        figures = [n for n in held if n in self.figures]
        if figures:
            return figures[0], figures[-1]
        near = min(range(len(self.strips)), key=lambda n: abs(sum(self.strips[n]) / 2 - piece.middle))
        return (held[0], held[0]) if held else (near, near)


def distance(piece: Piece, strip: Strip) -> float:
    """How far a piece lies from a strip; less than nothing by as much as they share."""
    return max(strip[0] - piece.x1, piece.x0 - strip[1])


def head_rows(heads: Sequence[PrintedLine], columns: Columns) -> list[Row]:
    """The header: a row for each line that has a text over several columns, and one for all lines below those."""
    lines = [[c for piece in line.pieces for c in _head_cells(piece, columns)] for line in heads]
    blocks = [] if len(lines) < 2 else _blocks(lines, columns)
    lines = list(_over_blocks(lines, blocks)) if blocks else _spread(lines, columns)
    wide = [any(cell.first < cell.last for cell in line) for line in lines]
    deep = len(lines) - next((n for n, yes in enumerate(reversed(wide)) if yes), len(lines))
    parts = [*lines[:deep], [cell for line in lines[deep:] for cell in line]]
    return [_head_row(part, columns) for part in parts if part]


def _lowest(lines: Sequence[Sequence[HeadCell]]) -> dict[int, int]:
    """The number of the last line that names each column."""
    return {cell.first: number for number, line in enumerate(lines) for cell in line}


def _spread(lines: list[list[HeadCell]], columns: Columns) -> list[list[HeadCell]]:
    """The lines, their upper texts over all the columns that they are nearest to and in the middle of.

    A text below one of its own column goes on with that one.
    """
    lowest = _lowest(lines)
    begun: set[int] = set()
    for number, line in enumerate(lines):
        named = [n for n in sorted(columns.figures) if lowest.get(n, -1) > number]
        nearest = {n: min(line, key=lambda cell: abs(cell.middle - columns.middle(n, n))) for n in named}
        for cell in line:
            run = [n for n in named if nearest[n] is cell]
            if cell.first in run and not begun & set(run) and columns.centred(cell, run[0], run[-1]):
                cell.first, cell.last = run[0], run[-1]
        begun |= {cell.first for cell in line if cell.first == cell.last}
    return lines


def _blocks(lines: Sequence[Sequence[HeadCell]], columns: Columns) -> list[tuple[int, int]]:
    """The first and last column of each block, where the lowest header texts come again and again ("%", "Low", "High")."""
    count = len(columns.strips)
    lowest = {cell.first: cell.words[-1].text for line in lines for cell in line}
    names = [lowest.get(n, "") for n in range(count)]
    for size in range(2, count // 2 + 1):
        for start in range(1, count - 2 * size + 1):
            one = names[start : start + size]
            firsts = range(start, count - size + 1, size)
            alike = all(names[n : n + size] == one for n in firsts) and all(one) and len(set(one)) == size
            blocks = [(n, n + size - 1) for n in firsts]
            if alike and _are_headed(lines, blocks, columns):
                return blocks
    return []


def _are_headed(
    lines: Sequence[Sequence[HeadCell]], blocks: Sequence[tuple[int, int]], columns: Columns
) -> bool:
    """Whether a text stands over the middle of every block."""
    upper = [cell for line in lines[:-1] for cell in line]
    return all(any(columns.centred(cell, *block) for cell in upper) for block in blocks)


def _over_blocks(
    lines: Sequence[Sequence[HeadCell]], blocks: Sequence[tuple[int, int]]
) -> Iterator[list[HeadCell]]:
    """The header texts over all blocks, those over one block, and those over one column, in three lines."""
    lowest = _lowest(lines)
    whole: list[HeadCell] = []
    single: list[HeadCell] = []
    own: list[HeadCell] = []
    for number, line in enumerate(lines):
        homes = [next((b for b in blocks if b[0] <= cell.first <= b[1]), None) for cell in line]
        inner = [home for home, cell in zip(homes, line, strict=True) if home and lowest[cell.first] > number]
        for home, cell in zip(homes, line, strict=True):
            if home is None or lowest[cell.first] == number:
                own.append(cell)
            elif len(inner) == 1 and not single and not whole:
                whole.append(HeadCell(blocks[0][0], blocks[-1][1], cell.words))
            else:
                single.append(HeadCell(*home, cell.words))
    yield from (line for line in (whole, single, own) if line)


def _head_cells(piece: Piece, columns: Columns) -> list[HeadCell]:
    """A piece of the header as one text, or as those of several columns whose words it has each over its own."""
    first, last = columns.under(piece)
    homes = [columns.home(Piece([word])) for word in piece.words]
    if first == last or None in homes or len(set(homes)) != last - first + 1:
        return [HeadCell(first, last, piece.words)]
    pairs = list(zip(homes, piece.words, strict=True))
    return [HeadCell(n, n, [word for home, word in pairs if home == n]) for n in range(first, last + 1)]


def _head_row(line: Sequence[HeadCell], columns: Columns) -> Row:
    cells: Row = [GridCell(Box(x0, 0.0, x1, 0.0)) for x0, x1 in columns.strips]
    for cell in line:
        home = cells[cell.first]
        if home is None:
            continue
        home.words += cell.words
        home.box = Box(home.box.x0, 0.0, max(home.box.x1, columns.strips[cell.last][1]), 0.0)
        for covered in range(cell.first + 1, cell.last + 1):
            cells[covered] = None
    return with_heights(cells)


def with_heights(cells: Row) -> Row:
    """The row with its cells as high as its words and as wide as theirs."""
    box = box_of([word for cell in cells if cell for word in cell.words])
    for cell in cells:
        if cell is not None:
            cell.box = Box(
                cell.box.x0, box.top, max(cell.box.x1, *(w.x1 for w in cell.words), 0.0), box.bottom
            )
    return cells


def box_of(words: Sequence[Word]) -> Box:
    """The box around these words."""
    return Box(
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )
