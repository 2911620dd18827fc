"""Tables whose rows are parted by horizontal lines or shades alone; columns show by the room between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.parse.pdf_grid import Grid, GridCell
from ingest.parse.pdf_gutters import Band, Strip, cells_of, column_at, gutters_of, words_of
from ingest.parse.pdf_lines import rows_of
from ingest.parse.pdf_page import Box, Page, Word
from ingest.parse.pdf_rows import figure_rows
from ingest.parse.pdf_spans import HeadCell, columns_below, head_lines
from ingest.parse.pdf_stacked import stacked
from ingest.parse.table_heads import is_figure

_SHORTEST_PT = 120.0
_SAME_PT = 6.0
_MOST_HEADS = 3
_BEYOND = 2.6  # of the size of type: the greatest distance between rows without a line between


def banded_grids(page: Page, words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
    """The banded tables among these words, and the words that stand in none of them."""
    grids: list[Grid] = []
    rest = list(words)
    for x0, x1, heights in _ladders(page):
        bands = [_band(x0, x1, top, bottom, rest) for top, bottom in pairwise(heights)]
        runs = [run for table in stacked(bands, page) for run in _runs(table)]
        tables = [whole for whole in _completed(runs, rest, page.height) if _is_table(whole)]
        grids += [_grid(table, page, x0, x1) for table in tables]
        held = {id(word) for table in tables for word in words_of(table)}
        rest = [word for word in rest if id(word) not in held]
    return grids, rest


def _completed(runs: Sequence[list[Band]], words: Sequence[Word], end: float) -> Iterator[list[Band]]:
    """The runs with the rows beyond their first and last edges that no other run holds."""
    taken = {id(word) for run in runs for word in words_of(run)}
    floors = [*(run[0][0].top for run in runs[1:]), end][: len(runs)]
    for run, floor in zip(runs, floors, strict=True):
        whole = _with_open_ends(run, [w for w in words if id(w) not in taken and w.y < floor])
        taken |= {id(word) for word in words_of(whole)}
        yield whole


def _ladders(page: Page) -> Iterator[tuple[float, float, list[float]]]:
    """Left, right and the heights of horizontal edges that share both ends, three or more."""
    lines = [(rule.x0, rule.x1, rule.top) for rule in _whole_rules(page)]
    for box, _ in page.shades:
        if box.bottom - box.top < 0.4 * page.height:
            lines += [(box.x0, box.x1, box.top), (box.x0, box.x1, box.bottom)]
    groups: list[tuple[float, float, list[float]]] = []
    for x0, x1, y in sorted(lines, key=lambda line: line[2]):
        if x1 - x0 < _SHORTEST_PT:
            continue
        for group in groups:
            if abs(group[0] - x0) < _SAME_PT and abs(group[1] - x1) < _SAME_PT:
                if y - group[2][-1] > 3:
                    group[2].append(y)
                break
        else:
            groups.append((x0, x1, [y]))
    yield from (group for group in groups if len(group[2]) >= 2)


def _whole_rules(page: Page) -> list[Box]:
    """Horizontal rules, those that touch end to end (one a cell) as one."""
    whole: list[Box] = []
    for rule in sorted((r for r in page.rules if r.horizontal), key=lambda r: (round(r.top), r.x0)):
        last = whole[-1] if whole else None
        if last is not None and abs(last.top - rule.top) < 2 and rule.x0 <= last.x1 + 3:
            whole[-1] = Box(last.x0, last.top, max(last.x1, rule.x1), last.top)
        else:
            whole.append(Box(rule.x0, rule.top, rule.x1, rule.top))
    return whole


def _band(x0: float, x1: float, top: float, bottom: float, words: Sequence[Word]) -> Band:
    box = Box(x0, top, x1, bottom)
    middle = [(word, (word.x0 + word.x1) / 2, word.y - 0.3 * word.style.size) for word in words]
    return box, [word for word, x, y in middle if box.holds(x, y, 0.5)]


def _runs(bands: Sequence[Band]) -> Iterator[list[Band]]:
    """Neighbouring bands that share the room between their columns."""
    run: list[Band] = []
    columns = 0
    for band in bands:
        found = len(gutters_of(words_of([*run, band])))
        if band[1] and found and found >= 0.6 * columns:
            run.append(band)
            columns = found
            continue
        if run:
            yield run
        alone = len(gutters_of(band[1]))
        run, columns = ([band], alone) if alone else ([], 0)
    if run:
        yield run


def _with_open_ends(bands: list[Band], words: Sequence[Word]) -> list[Band]:
    """With the rest of a row that the page cut: all that stands above or below and keeps to the columns."""
    held = [word for _, inner in bands for word in inner]
    first, last = bands[0][0], bands[-1][0]
    near = [word for word in words if first.x0 - 2 <= (word.x0 + word.x1) / 2 <= first.x1 + 2]
    above = [word for word in near if word.y < first.top]
    below = [word for word in near if word.y > last.bottom + 1]
    columns = len(gutters_of(held))
    out = list(bands)
    if above and _keeps(above, held, columns, first):
        out.insert(0, (Box(first.x0, min(word.top for word in above) - 2, first.x1, first.top), above))
    if not _keeps(below, held, columns, last):
        below = [word for line in _rows_on(below, held, columns, last) for word in line]
    if below:
        out.append((Box(last.x0, last.bottom, last.x1, max(word.bottom for word in below) + 2), below))
    return out


def _rows_on(below: Sequence[Word], held: Sequence[Word], columns: int, last: Box) -> list[list[Word]]:
    """The lines below the last edge that go on with the table: in its columns, at the distance of its rows."""
    lines: list[list[Word]] = []
    foot, pitch = last.bottom, last.bottom - last.top
    for line in rows_of(below):
        cells = len(gutters_of(line)) + 1
        if line[0].y - foot > pitch or cells < 2 or not _keeps(line, held, columns, last):
            break
        lines.append(line)
        foot, pitch = line[0].y, _BEYOND * line[0].style.size
    return lines


def _keeps(more: Sequence[Word], held: Sequence[Word], columns: int, box: Box) -> bool:
    """Whether more words stand in the same columns, not in the first alone, within the table's width."""
    strips = gutters_of([*held, *more])
    if not more or columns < 1 or len(strips) != columns or not any(column_at(w, strips) for w in more):
        return False
    return all(box.x0 - 2 <= word.x0 and word.x1 <= box.x1 + 2 for word in more)


def _is_table(bands: Sequence[Band]) -> bool:
    gutters = gutters_of(words_of(bands))
    if len(bands) < 2 or not gutters:
        return False
    shared = [len({column_at(word, gutters) for word in held}) > 1 for _, held in bands]
    return sum(shared) >= 0.5 * len(bands)


def _grid(bands: Sequence[Band], page: Page, x0: float, x1: float) -> Grid:
    count = _head_count(bands)
    heads, body = words_of(bands[:count]), words_of(bands[count:])
    gutters = columns_below(heads, body)
    starts = [x0, *(end for _, end in gutters)]
    ends = [*(start for start, _ in gutters), x1]
    lines = head_lines(heads, body, len(starts))
    rows: list[list[GridCell | None]] = [_head_row(line, starts, ends) for line in lines]
    shaded = set(range(len(rows)))
    for band in bands[count if lines else 0 :]:
        under = _is_shaded(band[0], page)
        for box, held in _rows(band, gutters):
            cells = [GridCell(Box(a, box.top, b, box.bottom)) for a, b in zip(starts, ends, strict=True)]
            for word in held:
                cells[column_at(word, gutters)].words.append(word)
            if under:
                shaded.add(len(rows))
            rows.append(list(cells))
    whole = Box(x0, bands[0][0].top, x1, bands[-1][0].bottom)
    return Grid(page.number, whole, rows, starts, shaded)


def _is_shaded(box: Box, page: Page) -> bool:
    middle = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return any(shade.holds(*middle) for shade, _ in page.shades)


def _head_count(bands: Sequence[Band]) -> int:
    """How many bands at the top have several cells and no figures beyond the first: none when there are many."""
    cells = [cells_of(words) for _, words in bands]
    count = next((n for n, row in enumerate(cells) if len(row) < 2 or any(map(is_figure, row[1:]))), 0)
    return count if count <= _MOST_HEADS else 0


def _head_row(
    line: Sequence[HeadCell], starts: Sequence[float], ends: Sequence[float]
) -> list[GridCell | None]:
    """A header row with its spanning cells; blank ones where it prints nothing."""
    top, bottom = min(w.top for c in line for w in c.words), max(w.bottom for c in line for w in c.words)
    row: list[GridCell | None] = [GridCell(Box(a, top, b, bottom)) for a, b in zip(starts, ends, strict=True)]
    for cell in line:
        row[cell.first] = GridCell(Box(starts[cell.first], top, ends[cell.last], bottom), cell.words)
        for covered in range(cell.first + 1, cell.last + 1):
            row[covered] = None
    return row


def _rows(band: Band, gutters: Sequence[Strip]) -> list[Band]:
    """The band as one row, or as the rows of figures that stand in it without a line between."""
    box, held = band
    rows = figure_rows(rows_of(held), lambda word: column_at(word, gutters)) if held else []
    if len(rows) < 2:
        return [band]
    cuts = [box.top, *(min(word.top for word in row) for row in rows[1:]), box.bottom]
    return [(Box(box.x0, a, box.x1, b), row) for (a, b), row in zip(pairwise(cuts), rows, strict=True)]
