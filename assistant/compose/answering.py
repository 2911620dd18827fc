"""One span that may answer who or when, before the best is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Document


@dataclass(frozen=True, slots=True)
class Answering:
    """A span that answers, the words around it that say of what, and how good it is.

    ``parts`` are what is quoted of a long row; ``beside`` are the other cells of a short one under their headers.
    """

    score: float
    coverage: float
    likeness: float
    document: Document
    start: int
    end: int
    value: str
    column: str
    about: str
    parts: tuple[tuple[int, int], ...] = ()
    beside: str = ""
