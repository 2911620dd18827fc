"""Segments: the pieces of a baseline that columns are found with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parse.pdf_page import Word

HOLDER = "\ufffc"  # opens the word that stands for a table or deck while a page is put in order


@dataclass(slots=True)
class Segment:
    """Words on one baseline without a wide gap, the piece that columns are found with."""

    words: list[Word]
    row: int

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)

    @property
    def y(self) -> float:
        """Baseline."""
        return self.words[0].y

    @property
    def order(self) -> int:
        """Rank in drawing order."""
        return min(word.order for word in self.words)

    @property
    def holds(self) -> bool:
        """Whether it stands for a table or deck."""
        return any(word.text.startswith(HOLDER) for word in self.words)


def column_of(segment: Segment, gutters: Sequence[float]) -> int:
    """The number of the column that the segment stands in."""
    return sum(1 for gutter in gutters if segment.x0 > gutter)
