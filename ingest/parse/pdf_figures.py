"""Tables without lines, told by their columns of figures: accounts and budgets as they are set in the public sector.

Figures of a table stand one under another, apart from the words around them. Lines of such figures make a table;
what stands beside them in most lines is a column of labels or of notes, what stands over them its header. The labels
come first, wherever they are printed: accounts set the last year's figures at their left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.parse.pdf_figures_grid import NEAR_ROW, grid_of
from ingest.parse.pdf_grid import Grid
from ingest.parse.pdf_gutters import Strip
from ingest.parse.pdf_page import Page, Word
from ingest.parse.pdf_pieces import Piece, PrintedLine, Region, has_words, lines_of, over

FEWEST_LINES = 4
FEWEST_IN_COLUMN = 3
FAR_EM = 6.0  # between two lines of one table
FARTHEST_EM = 14.0  # where the figures stand in its columns
WIDE = 2.0  # times a column of figures: a line in one piece so wide is a title
HEAD_EM = 3.2  # between two lines of one header
PITCHES = 1.8  # of the distance between rows, for tables that are set wide
MOST_HEADS = 8
LABELLED = 0.6  # of the lines with figures
LARGER = 1.35  # than the usual type of the table: a figure in a box of its own
MOST_PAGES = 150
ROW_BY_ROW = 0.8  # of the lines
LONGEST_HEAD = 8  # words in one piece over a column
SET_PT = 4.0  # figures so near to the edge of a column are set to it


def figure_tables(page: Page, words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
    """The tables that columns of figures show among these words, and the words that stand in none of them."""
    lines = lines_of(words)
    grids: list[Grid] = []
    for start, region in _regions(lines):
        parted = Region([_part_fused(line, region.columns) for line in region.lines], region.columns)
        if _is_table(parted):
            whole = _without_foreign(parted)
            grids += grid_of(whole, _heads(whole, lines[:start]), page.number)
    held = {word.key for grid in grids for word in grid.words}
    return grids, [word for word in words if word.key not in held]


def _regions(lines: Sequence[PrintedLine]) -> Iterator[tuple[int, Region]]:
    """Runs of lines whose figures keep to common columns, each with the number of its first line."""
    start, region, waiting = 0, Region(), list[PrintedLine]()
    for number, line in enumerate(lines):
        columns = _with(line, region)
        if region.lines and (columns is None or _is_far(line, region, columns)) and _breaks(line, region):
            yield start, region
            region, waiting = Region(), []
            columns = _with(line, region)
        if columns is None:
            waiting += [line] if region.lines else []
            continue
        start = start if region.lines else number
        region = Region([*region.lines, *waiting, line], columns)
        waiting = []
    if region.lines:
        yield start, region


def _with(line: PrintedLine, region: Region) -> list[Strip] | None:
    """The columns with the figures of a line in them; None where it has none, or none that fit."""
    return _joined(region.columns, line.figures) if line.figures and not line.runs_on else None


def _breaks(line: PrintedLine, region: Region) -> bool:
    """Whether a line ends the table before it: not one of words alone, which may stand between its rows."""
    return line.runs_on or bool(line.figures) or _heads_anew(line, region)


def _is_far(line: PrintedLine, region: Region, columns: Sequence[Strip] | None) -> bool:
    """Whether figures stand too far below the table to go on with it."""
    if columns is None or not region.lines:
        return False
    reach = FARTHEST_EM if len(columns) == len(region.columns) else FAR_EM
    return line.y - region.lines[-1].y > reach * line.size


def _joined(columns: Sequence[Strip], figures: Sequence[Piece]) -> list[Strip] | None:
    """The columns with these figures in them; None where two of the figures fall into one or one into two."""
    out = list(columns)
    taken: set[int] = set()
    for figure in figures:
        home = [n for n, (x0, x1) in enumerate(out) if figure.x0 < x1 and figure.x1 > x0]
        if len(home) > 1 or (home and home[0] in taken):
            return None
        if home:
            x0, x1 = out[home[0]]
            out[home[0]] = min(x0, figure.x0), max(x1, figure.x1)
            taken.add(home[0])
        else:
            taken.add(len(out))
            out.append((figure.x0, figure.x1))
    ordered = sorted(out)
    return ordered if all(a[1] <= b[0] for a, b in pairwise(ordered)) else None


def _heads_anew(line: PrintedLine, region: Region) -> bool:
    """Whether a line of words names columns: the header of another table."""
    return not line.figures and any(_names(piece, strip) for piece in line.texts for strip in region.columns)


def _names(piece: Piece, strip: Strip) -> bool:
    return strip[0] <= piece.middle <= strip[1] and piece.x1 - piece.x0 <= WIDE * (strip[1] - strip[0])


def _part_fused(line: PrintedLine, columns: Sequence[Strip]) -> PrintedLine:
    """The line with figures cut off the texts that reach up to them, where they are set as their column is."""
    return PrintedLine([part for piece in line.pieces for part in _parts(piece, columns)])


def _parts(piece: Piece, columns: Sequence[Strip]) -> list[Piece]:
    last = Piece(piece.words[-1:])
    set_as = any(last.x0 >= x0 - SET_PT and abs(last.x1 - x1) < SET_PT for x0, x1 in columns)
    if len(piece.words) < 2 or not last.is_figure or piece.is_value or not set_as:
        return [piece]
    return [Piece(piece.words[:-1]), last]


def _is_table(region: Region) -> bool:
    filled = region.filled
    fewest = FEWEST_LINES if len(region.columns) < FEWEST_IN_COLUMN else FEWEST_IN_COLUMN
    if len(filled) < fewest or not _row_by_row(filled):
        return False
    counts = [sum(1 for line in filled for f in line.figures if over(f, strip)) for strip in region.columns]
    if max(counts) < FEWEST_IN_COLUMN:
        return False
    labelled = [line for line in region.lines if any(has_words(piece.text) for piece in line.texts)]
    if sum(_has_label(line, labelled, region) for line in filled) < LABELLED * len(filled):
        return False
    after = _after_labels(region)
    return bool(after) and not _is_contents(region, after) and not _is_large(region)


def _without_foreign(region: Region) -> Region:
    """The table without the texts of a column of the page beside it, which were not drawn with the lines that they stand in."""
    strips = [(piece.x0, piece.x1) for piece, drawn in _drawn_with(region) if not drawn]
    kept = [
        [p for p in line.pieces if p.is_value or not any(over(p, strip) for strip in strips)]
        for line in region.lines
    ]
    return Region([PrintedLine(pieces) for pieces in kept if pieces], region.columns)


def _drawn_with(region: Region) -> Iterator[tuple[Piece, bool]]:
    """The texts of lines of figures, each with whether it was drawn after the line before and before the next."""
    filled = region.filled
    ranks = [[word.order for figure in line.figures for word in figure.words] for line in filled]
    for number, line in enumerate(filled):
        first = min(ranks[number - 1]) if number else -1
        last = max(ranks[number + 1]) if number + 1 < len(filled) else None
        for piece in line.texts:
            order = piece.words[0].order
            yield piece, first < order and (last is None or order < last)


def _has_label(line: PrintedLine, labelled: Sequence[PrintedLine], region: Region) -> bool:
    """Whether a line of figures has words beside it, or stands between the two lines of a label."""
    near = NEAR_ROW * region.pitch
    return any(one is line or (not one.figures and abs(one.y - line.y) < near) for one in labelled)


def _row_by_row(lines: Sequence[PrintedLine]) -> bool:
    """Whether the lines were drawn one after the other: those of two columns of a page were not."""
    ranks = [[word.order for piece in line.pieces for word in piece.words] for line in lines]
    after = sum(max(upper) < min(lower) for upper, lower in pairwise(ranks))
    return after >= ROW_BY_ROW * (len(lines) - 1)


def _is_contents(region: Region, columns: Sequence[Strip]) -> bool:
    """Whether the one column of figures goes up as page numbers do."""
    if len(columns) > 1:
        return False
    texts = [f.text for line in region.filled for f in line.figures if over(f, columns[0])]
    if not all(text.isdigit() for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers == sorted(numbers) and numbers[-1] <= MOST_PAGES and numbers[0] < numbers[-1]


def _is_large(region: Region) -> bool:
    """Whether figures are printed much larger than the words beside them."""
    sizes = [word.style.size for line in region.lines for p in line.texts for word in p.words]
    figures = [word.style.size for line in region.filled for p in line.figures for word in p.words]
    return bool(sizes) and median(figures) > LARGER * median(sizes)


def _heads(region: Region, before: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines over the first figures that name the columns, with what stands between; ``before`` are all lines above."""
    reach = PITCHES * region.pitch
    top, below = len(before), region.lines[0]
    for number in range(len(before) - 1, max(len(before) - 1 - MOST_HEADS, -1), -1):
        line = before[number]
        if line.runs_on or line.figures or below.y - line.y > max(HEAD_EM * line.size, reach):
            break
        if _is_title(line, region):
            break
        if any(over(piece, strip) for piece in line.texts for strip in region.columns):
            top = number
        below = line
    return [line for line in (_within(line, region) for line in before[top:]) if line.pieces]


def _within(line: PrintedLine, region: Region) -> PrintedLine:
    """What of a line stands over the table."""
    left = min(piece.x0 for one in region.lines for piece in one.pieces)
    right = max(piece.x1 for one in region.lines for piece in one.pieces)
    return PrintedLine([piece for piece in line.pieces if over(piece, (left, right))])


def _is_title(line: PrintedLine, region: Region) -> bool:
    """Whether a line is no part of the header: long, or in one wide piece that begins before the columns after the labels."""
    above = [piece for piece in line.pieces if any(over(piece, strip) for strip in region.columns)]
    if any(len(piece.words) > LONGEST_HEAD for piece in above):
        return True
    widest = max(x1 - x0 for x0, x1 in region.columns)
    wide = len(above) == 1 and above[0].x1 - above[0].x0 > WIDE * widest
    return wide and any(above[0].x0 < strip[0] - SET_PT for strip in _after_labels(region)[:1])


def _after_labels(region: Region) -> list[Strip]:
    """The columns of figures at the right of where the labels of most rows begin."""
    starts = [[p.x0 for p in line.texts if has_words(p.text)] for line in region.lines]
    first = median([min(found) for found in starts if found] or [0.0])
    return [strip for strip in region.columns if strip[0] > first]
