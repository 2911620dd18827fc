"""The clause rule: which piece of a sentence a figure belongs to.

A sentence is cut at stops and dashes and at the words that set one statement against another, never inside a quantity;
what stands in brackets is a sentence of its own within it. A figure belongs to its piece; where no word precedes it
there, the opening of the nearest earlier piece belongs to it too ("12% were women and 8% disabled" both are of the
same people).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.phrases import Found, Phrases, words
from ingest.quantities_model import Quantity

_STOPS = ";:.,–—"
_OPEN, _CLOSE = "([", ")]"
_LEADING = frozenset({"of", "was", "is", "were", "are", "to", "by", "at", "from"})
_CUTS = Phrases({"cut": ["and", "but", "while", "whilst", "whereas", "against", "compared with", "compared to", "compares with",
    "compare with", "versus", "of whom", "of which", "which", "or", "than"]})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence that says one thing; ``bracketed`` when it stands in brackets."""

    start: int
    end: int
    bracketed: bool = False


def pieces(text: str, quantities: Sequence[Quantity]) -> list[Piece]:
    """The pieces of a sentence in order; ``quantities`` are those of its grammar, which no cut may part."""
    inside = [(item.start, item.end) for item in quantities]
    found = []
    for start, end, bracketed in _levels(text):
        found += [Piece(a, b, bracketed) for a, b in _cut(text, start, end, inside)]
    return sorted(found, key=lambda piece: piece.start)


def outside(text: str) -> str:
    """A sentence with what stands in brackets blanked, every other letter in its place."""
    depth, out = 0, []
    for place, char in enumerate(text):
        depth += char in _OPEN and (depth > 0 or not _is_sign(text, place))
        out.append(" " if depth > 0 else char)
        depth -= char in _CLOSE and depth > 0
    return "".join(out) if depth == 0 else text


def _is_sign(text: str, place: int) -> bool:
    """Whether a bracket is the sign of an amount that the sentence runs on to, and no aside: "a deficit of (£1,298)"."""
    close = min((at for at in (text.find(mark, place) for mark in _CLOSE) if at > 0), default=-1)
    before = words(text[:place])[-1:]
    amount = text[place + 1 : close] if close > 0 else ""
    bare = any(char.isdigit() for char in amount) and not any(char.isalpha() for char in amount)
    return bare and bool(before) and before[0].fold in _LEADING


def piece_at(found: Sequence[Piece], position: int) -> int:
    """The number of the piece that holds a place in the text, the innermost first."""
    holding = [number for number, piece in enumerate(found) if piece.start <= position < piece.end]
    return max(holding, key=lambda number: (found[number].bracketed, number), default=len(found) - 1)


def opening(text: str, piece: Piece, quantities: Sequence[Quantity]) -> str:
    """What a piece says before its first figure: its subject, as far as the words go."""
    first = min(
        (item.start for item in quantities if piece.start <= item.start < piece.end and not item.temporal),
        default=piece.end,
    )
    return text[piece.start : first].strip()


def _levels(text: str) -> list[tuple[int, int, bool]]:
    """The whole text, and what stands in each pair of brackets."""
    out = [(0, len(text), False)]
    start = -1
    for place, char in enumerate(text):
        if char in _OPEN and start < 0 and not _is_sign(text, place):
            start = place + 1
        elif char in _CLOSE and start >= 0:
            out.append((start, place, True))
            start = -1
    return out


def _cut(text: str, start: int, end: int, inside: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    masked = outside(text) if start == 0 and end == len(text) else text
    cuts = sorted({*_stops(masked, inside), *_words(masked, inside)})
    within = [cut for cut in cuts if start <= cut[0] and cut[1] <= end]
    edges = [start, *(place for cut in within for place in cut), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if masked[a:b].strip()]


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
        if not any(start <= found.start < end for start, end in inside) and not _bounds(text, found, inside)
    ]


def _bounds(text: str, found: Found, inside: Sequence[tuple[int, int]]) -> bool:
    """Whether a "than" only bounds the quantity behind it: "is no more than 8 days" is one statement."""
    behind = next((start for start, _ in inside if start >= found.end), len(text))
    return text[found.start : found.end].lower() == "than" and not text[found.end : behind].strip(" £")
