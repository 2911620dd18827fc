"""Tables of figures in place of ruled ones that hold but parts of them: lines around a table show no cells."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.parse.pdf_figures import figure_tables
from ingest.parse.pdf_grid import Grid, header_rows, parted
from ingest.parse.pdf_page import Page, Word
from ingest.parse.pdf_pieces import lines_of

FRAMED = 0.8  # of the words of a ruled table are in the one of figures that takes its place
LARGER_BY = 1.25  # so many more words show that lines were drawn around parts of a table
Key = tuple[int, float, float]
STACKED = 3  # figures one under another in one ruled cell


def with_figures(page: Page, grids: Sequence[Grid], words: Sequence[Word]) -> tuple[list[Grid], list[Word]]:
    """The tables of a page and its other words, with tables of figures in place of ruled ones that hold but parts of them.

    Lines drawn around a table, or under its totals, show no cells: figures stand one under another in them, or labels
    and notes beside them are left out.
    """
    pairs = [parted(grid) for grid in grids]
    grids = [table for tables, _ in pairs for table in tables]
    words = [*words, *(word for _, texts in pairs for word in texts)]
    tables, _ = figure_tables(page, sorted([*words, *_words(grids)], key=lambda word: word.order))
    held = [{word.key for word in table.words} for table in tables]
    heads = [table.heads > 0 for table in tables]
    stay = [grid for grid in grids if not _is_part(grid, held, heads)]
    bound = {word.key for word in _words(stay)}
    new = [table for table, own in zip(tables, held, strict=True) if not own & bound]
    taken = bound | {word.key for word in _words(new)}
    rest = [word for word in [*words, *_words(grids)] if word.key not in taken]
    for grid in stay:
        inner, beside = _parted_more(grid, page)
        new += inner
        rest += beside
    return new, sorted(rest, key=lambda word: word.order)


def _words(grids: Sequence[Grid]) -> list[Word]:
    return [word for grid in grids for word in grid.words]


def _parted_more(grid: Grid, page: Page) -> tuple[list[Grid], list[Word]]:
    """A ruled table as columns of figures show it, where they part cells that lines and room do not; and other words."""
    words = sorted(grid.words, key=lambda word: word.order)
    tables, rest = figure_tables(page, words)
    more = all(_tells_more(table, grid) for table in tables)
    return (tables, rest) if tables and more and _refine(tables, rest, grid) else ([grid], [])


def _tells_more(table: Grid, grid: Grid) -> bool:
    """Whether a table of figures has more columns than the ruled one, or as many under a header of fewer lines."""
    shorter = 0 < table.heads < _rows_above(grid)
    return len(table.edges) > len(grid.edges) or (len(table.edges) == len(grid.edges) and shorter)


def _rows_above(grid: Grid) -> int:
    """How many rows stand above the first with figures."""
    rows = [[cell for cell in row if cell] for row in grid.rows]
    figures = [any(line.figures for cell in row for line in lines_of(cell.words)) for row in rows]
    return figures.index(True) if True in figures else 0


def _refine(tables: Sequence[Grid], rest: Sequence[Word], grid: Grid) -> bool:
    """Whether the tables only part cells of the ruled one: none is put together of two, none torn and left in part."""
    homes = {word.key: n for n, cell in enumerate(grid.cells()) for word in cell.words}
    parts = [{homes[w.key] for w in cell.words} for table in tables for cell in table.cells(table.heads)]
    return all(len(part) == 1 for part in parts) and not set().union(*parts) & {homes[w.key] for w in rest}


def _is_part(grid: Grid, tables: Sequence[set[Key]], heads: Sequence[bool]) -> bool:
    """Whether tables of figures, told by their words, hold what a ruled table holds, and hold it better."""
    own = {word.key for word in grid.words}
    over_it: set[Key] = set().union(*(table for table in tables if table & own))
    if len(own & over_it) < FRAMED * len(own):
        return False
    stacks = any(sum(len(line.figures) for line in lines_of(c.words)) >= STACKED for c in grid.cells())
    named = all(head for table, head in zip(tables, heads, strict=True) if table & own)
    return stacks or len(over_it) > LARGER_BY * len(own) or (named and not header_rows(grid))
