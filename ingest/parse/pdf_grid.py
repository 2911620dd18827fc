"""Ruled tables: pdfplumber makes cells of the lines drawn on a page, and the page's words fall into them.

pdfplumber's own reading of a page costs a tenth of a second; its table finder needs only edges, so it gets
those that pdfium saw, and only on pages with enough of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from ingest.parse.pdf_edges import MIN_EDGES, SNAP_PT, edge_of, edges_of, missing_caps
from ingest.parse.pdf_lines import inside
from ingest.parse.pdf_page import Box, Page, Rule, Word

_MAX_EDGES = 3_000
_MAX_POINTS = 2_500
_RUNNING_WORDS = 40
_ACROSS = 0.9


@dataclass(slots=True)
class GridCell:
    """One cell: its box and the words in it in drawing order."""

    box: Box
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Grid:
    """A table on one page: rows of cells, None where another spans. ``edges`` are the column starts.

    ``heads`` is how many rows at the top are known to be its header.

    ``open_top`` and ``open_bottom``: no line closes it there, as where a page cuts a row.
    """

    page: int
    box: Box
    rows: list[list[GridCell | None]]
    edges: list[float]
    shaded_rows: set[int] = field(default_factory=set)
    open_top: bool = False
    open_bottom: bool = False
    heads: int = 0

    def cells(self, start: int = 0) -> list[GridCell]:
        """The cells with words, those of the first rows left out."""
        return [cell for row in self.rows[start:] for cell in row if cell and cell.words]

    @property
    def words(self) -> list[Word]:
        """The words, cell by cell."""
        return [word for cell in self.cells() for word in cell.words]

    def slacks(self) -> list[float]:
        """By row with words, the least distance in points from a cell's last line to its lower edge."""
        rows = [[cell for cell in row if cell and cell.words] for row in self.rows]
        return [min(c.box.bottom - max(word.bottom for word in c.words) for c in row) for row in rows if row]


def looks_ruled(page: Page) -> bool:
    """Whether the page has enough ruled lines both ways to hold a table."""
    across = sum(1 for rule in page.rules if rule.horizontal)
    upright = len(page.rules) - across
    return across + upright >= 3 and upright >= 1 or len(page.shades) >= MIN_EDGES


def grids_of(page: Page) -> tuple[list[Grid], list[Word]]:
    """The ruled tables of a page from top to bottom, and the words that stand in none of them."""
    if not looks_ruled(page):
        return [], page.words
    edges = edges_of(page)
    if not MIN_EDGES <= len(edges) <= _MAX_EDGES:
        return [], page.words
    merged = merge_edges(edges, SNAP_PT, SNAP_PT, SNAP_PT, SNAP_PT)
    caps = missing_caps(merged)
    if caps:
        merged = merge_edges([*merged, *map(edge_of, caps)], SNAP_PT, SNAP_PT, SNAP_PT, SNAP_PT)
    points = edges_to_intersections(merged, SNAP_PT, SNAP_PT)
    if len(points) > _MAX_POINTS:
        return [], page.words
    grids = [_grid(cells, page, caps) for cells in cells_to_tables(intersections_to_cells(points))]
    found = [grid for grid in grids if len(grid.edges) >= 2 and len(grid.rows) >= 1]
    rest = _fill(found, page.words)
    kept = [grid for grid in found if _holds_text(grid)]
    for grid in found:
        if grid not in kept:
            rest += grid.words
    for grid in kept:
        _drop_empty(grid)
    return sorted(kept, key=lambda grid: grid.box.top), sorted(rest, key=lambda word: word.order)


def _grid(cells: Sequence[tuple[float, float, float, float]], page: Page, caps: Sequence[Rule]) -> Grid:
    lefts = _clustered([cell[0] for cell in cells])
    tops = _clustered([cell[1] for cell in cells])
    rows: list[list[GridCell | None]] = [[None] * len(lefts) for _ in tops]
    for x0, top, x1, bottom in cells:
        rows[_nearest(tops, top)][_nearest(lefts, x0)] = GridCell(Box(x0, top, x1, bottom))
    box = Box(
        min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells)
    )
    ends = [cap.top for cap in caps if cap.x0 < box.x1 and cap.x1 > box.x0]
    open_top = any(abs(end - box.top) < SNAP_PT for end in ends)
    open_bottom = any(abs(end - box.bottom) < SNAP_PT for end in ends)
    return Grid(page.number, box, rows, lefts, _shaded(rows, page), open_top, open_bottom)


def _clustered(values: Sequence[float]) -> list[float]:
    clusters: list[float] = []
    for value in sorted(values):
        if not clusters or value - clusters[-1] > SNAP_PT:
            clusters.append(value)
    return clusters


def _nearest(clusters: Sequence[float], value: float) -> int:
    return min(range(len(clusters)), key=lambda index: abs(clusters[index] - value))


def _shaded(rows: Sequence[Sequence[GridCell | None]], page: Page) -> set[int]:
    """The numbers of the rows whose every cell lies on a shaded area."""
    found: set[int] = set()
    for number, row in enumerate(rows):
        boxes = [cell.box for cell in row if cell]
        middles = [((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) for box in boxes]
        if middles and all(any(shade.holds(*middle) for shade, _ in page.shades) for middle in middles):
            found.add(number)
    return found


def _fill(grids: Sequence[Grid], words: Sequence[Word]) -> list[Word]:
    rest: list[Word] = []
    cells = [cell for grid in grids for row in grid.rows for cell in row if cell]
    for word in words:
        home = [cell for cell in cells if inside(word, cell.box)]
        if home:
            min(home, key=lambda c: (c.box.x1 - c.box.x0) * (c.box.bottom - c.box.top)).words.append(word)
        else:
            rest.append(word)
    return rest


def _holds_text(grid: Grid) -> bool:
    """A table has text in a fair share of its cells; the grid of a chart has next to none."""
    cells = [cell for row in grid.rows for cell in row if cell]
    return sum(1 for cell in cells if cell.words) >= max(1.0, 0.12 * len(cells))


def parted(grid: Grid) -> tuple[list[Grid], list[Word]]:
    """The tables that a ruled one falls into where running text stands across it, and the words of that text."""
    tables: list[Grid] = []
    texts: list[Word] = []
    start = 0
    for number in range(len(grid.rows) + 1):
        cells = [cell for cell in grid.rows[number] if cell and cell.words] if number < len(grid.rows) else []
        if number < len(grid.rows) and not _runs_across(cells, grid):
            continue
        texts += [word for cell in cells for word in cell.words]
        if number > start:
            shaded = {row - start for row in grid.shaded_rows if start <= row < number}
            tables.append(replace(grid, rows=grid.rows[start:number], shaded_rows=shaded))
        start = number + 1
    return (tables, texts) if texts else ([grid], [])


def _runs_across(cells: Sequence[GridCell], grid: Grid) -> bool:
    """Whether all that a row holds is running text from edge to edge."""
    if len(cells) != 1 or len(cells[0].words) < _RUNNING_WORDS:
        return False
    wide = cells[0].box.x1 - cells[0].box.x0
    return wide > _ACROSS * (grid.box.x1 - grid.box.x0)


def _drop_empty(grid: Grid) -> None:
    """Take out thin rows without words, and columns that are hairlines without words."""
    kept = [
        number
        for number, row in enumerate(grid.rows)
        if any(cell and (cell.words or cell.box.bottom - cell.box.top > 8) for cell in row)
    ]
    grid.shaded_rows = {new for new, old in enumerate(kept) if old in grid.shaded_rows}
    grid.rows = [grid.rows[number] for number in kept]
    for column in range(len(grid.edges) - 1, 0, -1):
        cells = [row[column] for row in grid.rows]
        if all(cell is None or (not cell.words and cell.box.x1 - cell.box.x0 < 6) for cell in cells):
            grid.edges.pop(column)
            for row in grid.rows:
                row.pop(column)


def header_rows(grid: Grid) -> int:
    """How many rows at the top are its header: known, or printed all bold or all shaded above rows that are not."""
    if grid.heads:
        return grid.heads
    count = 0
    for number, row in enumerate(grid.rows[:3]):
        words = [word for cell in row if cell for word in cell.words]
        filled = sum(1 for cell in row if cell and cell.words)
        if filled < 2 or not words:
            break
        bold = all(word.style.bold for word in words if any(c.isalnum() for c in word.text))
        if not (bold or number in grid.shaded_rows):
            break
        count = number + 1
    rest = grid.rows[count:]
    if not count or not rest:
        return 0
    plain = [
        row
        for number, row in enumerate(rest, count)
        if not _like_header(row, number in grid.shaded_rows, grid)
    ]
    return count if plain else 0


def _like_header(row: Sequence[GridCell | None], shaded: bool, grid: Grid) -> bool:
    words = [word for cell in row if cell for word in cell.words]
    bold = bool(words) and all(word.style.bold for word in words if any(c.isalnum() for c in word.text))
    return bold or (shaded and 0 in grid.shaded_rows and len(grid.shaded_rows) == len(grid.rows))
