"""A slip: a printed total, difference or share that recomputing does not give, with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slip:
    """One printed figure and what its own table gives for it.

    ``start`` and ``end`` span the printed figure in the document's text; where shares print no total, the shares.
    ``kind`` is "total", "difference", "share", "change" (in percent) or "hundred" (shares that are all of
    something). ``terms`` are the labels of what was added, the smaller first where one is taken from another.
    ``computed``, ``printed`` and ``difference`` (printed less computed) are in the table's own unit and scale.
    ``figure`` is the printed text, ``place`` its row and column.
    """

    document: str
    page: int | None
    start: int
    end: int
    kind: str
    terms: tuple[str, ...]
    computed: float
    printed: float
    difference: float
    figure: str
    place: str
    sentence: str
    heading: str = ""
