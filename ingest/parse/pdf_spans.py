"""Header texts over several columns, told by where they are centred: no line shows how far they reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.parse.pdf_gutters import Strip, gutters_of
from ingest.parse.pdf_lines import rows_of, segments_of
from ingest.parse.pdf_page import Run, Word

_ALIGNED_PT = 2.5
_PADDING_PT = 8.0


@dataclass(slots=True)
class HeadCell(Run):
    """A header text with the first and last column it stands over."""

    first: int
    last: int
    words: list[Word]


def head_lines(heads: Sequence[Word], body: Sequence[Word], count: int) -> list[list[HeadCell]]:
    """The printed lines of the header of so many columns, each as cells, when an upper one spans columns; or none."""
    printed = rows_of(heads)
    if len(printed) < 2:
        return []
    columns = _extents([*printed[-1], *body])
    if len(columns) != count:
        return []
    lines = [[_cell(phrase, columns) for phrase in segments_of(row)] for row in printed]
    to_right = _are_set_right([*printed[-1], *body], columns)
    for line in lines[:-1]:
        for cell in line:
            cell.first, cell.last = _reach(cell, line, lines[-1], columns, to_right)
    spanning = any(cell.last > cell.first > 0 for line in lines[:-1] for cell in line)
    clear = all(len(line) == len({cell.first for cell in line}) for line in lines)
    return lines if spanning and clear else []


def columns_below(heads: Sequence[Word], body: Sequence[Word]) -> list[Strip]:
    """The gutters of a table, as its rows and the last line of its header show them where texts above cross them."""
    together = gutters_of([*heads, *body])
    lines = rows_of(heads)
    if len(lines) < 2:
        return together
    below = gutters_of([*lines[-1], *body])
    return below if len(below) > len(together) else together


def _extents(words: Sequence[Word]) -> list[Strip]:
    """The left and right edges of what is printed in each column."""
    gutters = gutters_of(words)
    lefts = [min(word.x0 for word in words), *(end for _, end in gutters)]
    rights = [*(start for start, _ in gutters), max(word.x1 for word in words)]
    return list(zip(lefts, rights, strict=True))


def _cell(phrase: list[Word], columns: Sequence[Strip]) -> HeadCell:
    x0, x1 = phrase[0].x0, phrase[-1].x1
    under = [number for number, (left, right) in enumerate(columns) if x0 < right and x1 > left]
    if not under:
        middle = (x0 + x1) / 2
        under = [min(range(len(columns)), key=lambda n: abs(sum(columns[n]) / 2 - middle))]
    return HeadCell(under[0], under[-1], phrase)


def _are_set_right(words: Sequence[Word], columns: Sequence[Strip]) -> bool:
    """Whether the cells after the labels share their right edges more nearly than their left ones."""
    lefts = rights = 0.0
    for left, right in columns[1:]:
        lines = rows_of([word for word in words if left - 1 <= word.x0 and word.x1 <= right + 1])
        lefts += sum(line[0].x0 - left for line in lines)
        rights += sum(right - line[-1].x1 for line in lines)
    return rights < lefts


def _reach(
    cell: HeadCell,
    line: Sequence[HeadCell],
    below: Sequence[HeadCell],
    columns: Sequence[Strip],
    to_right: bool,
) -> tuple[int, int]:
    """The columns whose common middle is the text's, among those that are free in its line and named below."""
    own = cell.first, cell.last
    if cell.first == 0 or (cell.first == cell.last and _keeps_to_its_column(cell, below, columns)):
        return own
    runs = list(_wider(own, line, below))
    surely = [run for run in runs if any(a <= cell.middle <= b for a, b in _middles(*run, columns, to_right))]
    perhaps = [
        run for run in runs if run[0] == 1 and to_right and _after_labels(run[1], cell.middle, columns)
    ]
    return next(iter([*surely, *perhaps]), own)


def _keeps_to_its_column(cell: HeadCell, below: Sequence[HeadCell], columns: Sequence[Strip]) -> bool:
    """Whether it is set as the column is, or centred over it as the header below is."""
    edges = columns[cell.first]
    if _is_aligned(cell, edges):
        return True
    under = [other for other in below if other.first == other.last == cell.first]
    return any(_is_aligned(cell, (o.x0, o.x1)) or not _is_aligned(o, edges) for o in under)


def _is_aligned(cell: HeadCell, edges: Strip) -> bool:
    return abs(cell.x0 - edges[0]) < _ALIGNED_PT or abs(cell.x1 - edges[1]) < _ALIGNED_PT


def _wider(
    own: tuple[int, int], line: Sequence[HeadCell], below: Sequence[HeadCell]
) -> Iterator[tuple[int, int]]:
    """The runs of two columns or more around a text's own, the narrowest first."""
    taken = {n for cell in line for n in range(cell.first, cell.last + 1)} - set(range(own[0], own[1] + 1))
    named = {cell.first for cell in below} - taken - {0}
    firsts = [own[0]]
    while firsts[-1] - 1 in named:
        firsts.append(firsts[-1] - 1)
    lasts = [own[1]]
    while lasts[-1] + 1 in named:
        lasts.append(lasts[-1] + 1)
    runs = [(first, last) for first in firsts for last in lasts if last > first]
    yield from sorted(runs, key=lambda run: run[1] - run[0])


def _middles(first: int, last: int, columns: Sequence[Strip], to_right: bool) -> Iterator[Strip]:
    """Where the middle of these columns lies: of what is printed, or of cells set to the right or to the left."""
    printed = (columns[first][0] + columns[last][1]) / 2
    yield printed - _ALIGNED_PT, printed + _ALIGNED_PT
    if to_right and first > 1:
        middle = (columns[first - 1][1] + columns[last][1]) / 2
        yield middle, middle + _PADDING_PT
    if not to_right and last + 1 < len(columns):
        middle = (columns[first][0] + columns[last + 1][0]) / 2
        yield middle - _PADDING_PT, middle


def _after_labels(last: int, middle: float, columns: Sequence[Strip]) -> bool:
    """Whether this is the middle of the columns after the labels, the first of which begins somewhere after them."""
    earliest, latest = (columns[0][1] + columns[last][1]) / 2, (columns[1][0] + columns[last][1]) / 2
    return earliest <= middle <= latest + _PADDING_PT
