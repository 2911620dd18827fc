"""The cell of a table that a link is about: its row is what is quoted, one of its cells holds the figure."""

from __future__ import annotations

from collections.abc import Callable

from assistant.conversation import Turn
from ingest.fact_model import Fact
from ingest.model import BlockKind, Cell, Document, Row

Span = tuple[int, int]


def cells_of(document: Document, span: Span | None, fact: Fact | None, turn: Turn | None) -> list[Span]:
    """The cells of the marked row that hold the fact's figure or, for an answer, the figures that its text gives."""
    row = _row_at(document, span) if span else None
    if row is None:
        return []
    if fact is not None:
        value = fact.value
        cells = _such(row, lambda text: value is not None and _digits(text) == _digits(f"{value:.12g}"))
        return cells if len(cells) == 1 else []
    words = set(_words(turn.answer.text)) if turn else set()
    return _such(row, lambda text: text in words)


def _row_at(document: Document, span: Span) -> Row | None:
    """The row of a table that is quoted whole."""
    for _, section in document.walk():
        for block in section.blocks:
            if block.kind is BlockKind.TABLE and block.start <= span[0] and span[1] <= block.end:
                return next((row for row in block.rows if (row.start, row.end) == span), None)
    return None


def _such(row: Row, wanted: Callable[[str], bool]) -> list[Span]:
    """Its cells with figures, the first left out, for that names the row."""
    return [(cell.start, cell.end) for cell in row.cells[1:] if _has_figure(cell) and wanted(cell.text)]


def _has_figure(cell: Cell) -> bool:
    return any(char.isdigit() for char in cell.text)


def _digits(text: str) -> str:
    """The figures that count: 2,450 of £000 and 2450000 are alike, 0.5 and 5 too, for the scale stands elsewhere."""
    return "".join(char for char in text if char.isdigit()).strip("0")


def _words(text: str) -> list[str]:
    """The words of an answer without what stands around a figure."""
    return [word.strip("*|,;:.()[]") for word in text.split()]
