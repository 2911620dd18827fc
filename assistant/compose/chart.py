"""Organisation charts laid out as tables: the name in the cell beside the one that the question names."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.compose.answering import Answering
from assistant.names import people
from assistant.pool import Pool
from assistant.units import TableRow, units_of
from assistant.words import GENERIC, alike, content_words, stem
from ingest.model import Cell, Document

CHART = 0.45


def from_charts(pool: Pool) -> Iterator[Answering]:
    """A name in the cell below or above one that the question names in full: organisation charts."""
    asked = set(pool.matcher.question.stems)
    for document in pool.documents:
        for entry in units_of(document).rows:
            for position, cell in enumerate(entry.row.cells):
                if not _named_in_full(cell.text, asked):
                    continue
                near = _person_beside(entry, position, document)
                if near is not None:
                    own = pool.matcher.coverage(cell.text)
                    start, end = min(cell.start, near.start), max(cell.end, near.end)
                    yield Answering(
                        CHART + own / 2, max(own, 0.5), 0.5, document, start, end, near.text, cell.text, ""
                    )


def _named_in_full(text: str, asked: set[str]) -> bool:
    """Whether every word of a short cell stands in the question, and one of them says something."""
    words = [word for word in content_words(text) if word not in GENERIC]
    return 0 < len(text) <= 80 and bool(words) and all(alike(stem(word)) & asked for word in words)


def _person_beside(entry: TableRow, position: int, document: Document) -> Cell | None:
    """The cell below, above or right of this one that holds a person's name."""
    beside = [row.cells[position] for row in (entry.below, entry.above) if row and position < len(row.cells)]
    if not entry.columns:
        beside.extend(entry.row.cells[position + 1 : position + 2])
    return next((cell for cell in beside if cell.text and people(cell.text, document)), None)
