"""What was recognised on the picture of a page: each word with its place and how sure the program was of it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.printed import Area

SURE = 80
"""Percent: a figure recognised with less is no baseline until a person confirms it."""


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """A recognised word with its place on the picture; ``line`` counts the lines of the page, ``confidence`` is in percent."""

    text: str
    area: Area
    line: int
    confidence: int


@dataclass(frozen=True, slots=True)
class Scan:
    """One page that was read from its picture; ``ratio`` is the picture's height over its width.

    ``instead`` is what a text layer of the file says in the place of the first word that the picture shows otherwise;
    empty where there was none or it agreed.
    """

    page: int
    ratio: float
    words: tuple[ScannedWord, ...]
    program: str = ""
    instead: str = ""

    def confidence(self, text: str, *, figures: bool = False) -> int:
        """How surely this text was recognised: the mean over its words, or the least sure of its figures."""
        sought = {plain(word) for word in text.split()}
        found = [word for word in self.words if plain(word.text) in sought]
        if figures:
            found = [word for word in found if any(map(str.isdigit, word.text))]
            return min((word.confidence for word in found), default=self.overall)
        return round(sum(word.confidence for word in found) / len(found)) if found else self.overall

    @property
    def overall(self) -> int:
        """The mean over all words."""
        return round(sum(word.confidence for word in self.words) / len(self.words)) if self.words else 0


def plain(word: str) -> str:
    """A word without the marks around it."""
    return word.strip(".,;:()[]“”\"'’‘•*").casefold()
