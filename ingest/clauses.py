"""The clause rule: which piece of a sentence a figure belongs to.

A sentence is cut at stops, dashes and brackets and at the words that set one statement against another, never inside a
quantity. A figure belongs to its piece; where no word precedes it there, the opening of the nearest earlier piece
belongs to it too ("12% were women and 8% disabled" both are of the same people).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.phrases import Phrases, words
from ingest.quantities_model import Quantity

_STOPS = ";:.,–—()[]"
_CUTS = Phrases({"cut": ["and", "but", "while", "whilst", "whereas", "against", "compared with", "compared to", "of whom", "of which", "which", "or", "than"]})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence that says one thing."""

    start: int
    end: int


def pieces(text: str, quantities: Sequence[Quantity]) -> list[Piece]:
    """The pieces of a sentence in order; ``quantities`` are those of its grammar, which no cut may part."""
    inside = [(item.start, item.end) for item in quantities]
    cuts = sorted({*_stops(text, inside), *_words(text, inside)})
    edges = [0, *(place for cut in cuts for place in cut), len(text)]
    return [Piece(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip()]


def piece_at(found: Sequence[Piece], position: int) -> int:
    """The number of the piece that holds a place in the text."""
    for number, piece in enumerate(found):
        if position < piece.end:
            return number
    return len(found) - 1


def opening(text: str, piece: Piece, quantities: Sequence[Quantity]) -> str:
    """What a piece says before its first figure: its subject, as far as the words go."""
    first = min((item.start for item in quantities if piece.start <= item.start < piece.end and not item.temporal), default=piece.end)
    return text[piece.start : first].strip()


def _stops(text: str, inside: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    cuts = []
    for place, char in enumerate(text):
        if char not in _STOPS and not (char == "-" and text[place - 1 : place + 2] == " - "):
            continue
        if any(start <= place < end for start, end in inside):
            continue
        glued = char in ".,:" and place + 1 < len(text) and not text[place + 1].isspace()
        if not glued:
            cuts.append((place, place + 1))
    return cuts


def _words(text: str, inside: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [
        (found.start, found.end)
        for found in _CUTS.among(words(text))
        if not any(start <= found.start < end for start, end in inside)
    ]
