"""A column of labels and the first column of figures, printed with too little between them to be told apart, are parted.

Where most rows of a table have figures and nothing but figures behind their first cell, and that cell ends in a figure too, the
figure is a cell of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.parse.raw import RawCell, RawLine, RawRow
from ingest.quantities import MOMENTS, find
from ingest.quantities_cell import cell_figures, is_blank

LEAST_ROWS = 3
MOST_FUSED = 0.7
"""The share of the rows with figures whose first cell must end in one."""


def parted(rows: list[RawRow]) -> list[RawRow]:
    """The rows with the figures of their first cells in a column of their own; as they are when they have none."""
    body = [row for row in rows if not row.header and len(row.cells) > 1 and _holds_figures(row.cells[1:])]
    fused = [found for row in body if (found := _fused(row.cells[0])) is not None]
    if len(fused) < LEAST_ROWS or len(fused) < MOST_FUSED * len(body):
        return rows
    if 2 * len({label for label, _ in fused}) <= len(fused):
        return rows  # "Grade 1", "Grade 2": the numbers are names
    return [replace(row, cells=[*_parts(row), *row.cells[1:]]) for row in rows]


def _holds_figures(cells: Sequence[RawCell]) -> bool:
    texts = [_text(cell) for cell in cells]
    figures = [text for text in texts if text and (cell_figures(text) or is_blank(text))]
    return bool(figures) and 2 * len(figures) >= len([text for text in texts if text])


def _text(cell: RawCell) -> str:
    return " ".join(line.text for line in cell.lines)


def _fused(cell: RawCell) -> tuple[str, str] | None:
    """The label and the figure of a cell that ends in one; None for any other."""
    label, _, last = _text(cell).rpartition(" ")
    words = any(char.isalpha() for char in label)
    figure = len(cell_figures(last)) == 1 and not any(char.isalpha() for char in last)
    return (label, last) if words and figure else None


def _parts(row: RawRow) -> list[RawCell]:
    cell = row.cells[0]
    found = _of_head(cell) if row.header else _fused(cell)
    if found is None:
        return [cell, RawCell([])]
    return [replace(cell, lines=_lines(cell, found[0])), RawCell(_lines(cell, found[1]))]


def _of_head(cell: RawCell) -> tuple[str, str] | None:
    """The name of the labels and the head of the first figures: the times and marks that stand behind the name."""
    text = _text(cell)
    starts = [item.start for item in find(text) if item.kind in MOMENTS]
    starts += [text.index(sign) for sign in "£%" if sign in text]
    at = min((start for start in starts if start > 0), default=0)
    return (text[:at].rstrip(), text[at:]) if at else None


def _lines(cell: RawCell, text: str) -> list[RawLine]:
    return [replace(cell.lines[0], text=text)] if text else []
