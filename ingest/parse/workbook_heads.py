"""Which rows of a table on a sheet are its header, by merges, bold print and words over figures."""

from __future__ import annotations

from ingest.parse.workbook_grid import Area, Grid

_DEEPEST = 6  # header rows
_LONGEST = 12  # words of a header cell


def head_count(grid: Grid, area: Area, *, strong_above: bool = False) -> int:
    """How many of the first rows name the columns; ``strong_above``: so does a bold header over another part."""
    first, below = area.rows[0], area.rows[1:]
    strong = _is_strong(grid, first, area)
    rest = any(_is_strong(grid, row, area) for row in below[:3])
    stands_out = strong and (not below or not rest or _has_figures(grid, area))
    if _figures(grid, first, area):
        return int(stands_out and not rest and bool(below))
    if len(grid.own(first, area)) < 2 and not _spans(grid, first, area):
        return 0
    if not (stands_out or (not strong_above and _names(grid, area))):
        return 0
    count = 1
    while count < min(_DEEPEST, len(area.rows) - 1) and _goes_on(grid, area, count, strong):
        count += 1
    return count


def is_strong_head(grid: Grid, area: Area) -> bool:
    """Whether the first row is set off as a header."""
    return _is_strong(grid, area.rows[0], area)


def spread(grid: Grid, area: Area, count: int) -> None:
    """Let a header cell reach over the empty ones at its right that have names below, as if they were merged.

    A last group is no wider than the others: over what stands right of it ("Change", "Notes") nothing is written.
    """
    for row, below in zip(area.rows[: count - 1], area.rows[1:count], strict=False):
        groups = [group for group in _groups(grid, row, area) if grid.at(below, group[0])]
        widest = max((len(group) for group in groups[:-1]), default=len(area.columns))
        for group in groups:
            last = group[-1] == area.columns[-1]
            for column in group[1 : widest if last else None]:
                if grid.at(below, column):
                    grid.covered[row, column] = "left"
                    grid.under.add((row, column))


def _groups(grid: Grid, row: int, area: Area) -> list[list[int]]:
    """Each column of the row that shows something with the empty ones at its right."""
    groups: list[list[int]] = []
    for column in area.columns:
        if grid.filled(row, column):
            groups.append([column])
        elif groups:
            groups[-1].append(column)
    return groups


def _figures(grid: Grid, row: int, area: Area) -> bool:
    return any(cell.is_figure for cell in grid.own(row, area))


def _has_figures(grid: Grid, area: Area) -> bool:
    """Whether a figure stands below the first row."""
    return any(_figures(grid, row, area) for row in area.rows[1:])


def has_figures(grid: Grid, area: Area) -> bool:
    """Whether the area shows a figure anywhere."""
    return any(_figures(grid, row, area) for row in area.rows)


def _is_strong(grid: Grid, row: int, area: Area) -> bool:
    """Whether all that the row shows is bold or on a filled ground."""
    own = grid.own(row, area)
    return bool(own) and all(cell.strong for cell in own)


def _spans(grid: Grid, row: int, area: Area) -> bool:
    return any(grid.covered.get((row, column)) == "left" for column in area.columns)


def _names(grid: Grid, area: Area) -> bool:
    """Whether the first row, not set off, still names the columns: words over figures, or short words in full."""
    own = grid.own(area.rows[0], area)
    if len(area.rows) < 2 or any(len(cell.text.split()) > _LONGEST for cell in own):
        return len(area.rows) < 2 and len(own) == len(area.columns)
    if _has_figures(grid, area):
        return True
    return len(area.columns) > 2 and len(own) >= len(area.columns) - 1


def _goes_on(grid: Grid, area: Area, place: int, strong: bool) -> bool:
    """Whether the row at this place is one more header row under those before."""
    row, before = area.rows[place], area.rows[place - 1]
    own = grid.own(row, area)
    if not own or _figures(grid, row, area):
        return False
    if any(grid.covered.get((row, c)) == "above" and (row, c) in grid.under for c in area.columns):
        return True
    alike = _is_strong(grid, row, area) or not strong
    if len(own) < 2 or not (_has_figures(grid, area) or alike):
        return False
    if any(grid.at(row, c) and not grid.at(before, c) for c in area.columns[1:]):
        return True
    if strong and alike:
        return True
    corner = not grid.filled(before, area.columns[0]) and alike
    units = not grid.filled(row, area.columns[0])
    return (corner or units) and _has_figures(grid, area)
