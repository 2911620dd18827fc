"""What was filled into a PDF form, or typed on a page, made words at the place where it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parse.pdf_page import Box, Page, Style, Word

_LARGEST_PT = 11.0
_WIDTH = 0.5  # of the size of type, a character
_NEAR = 0.8  # of the size of type: words at one height


@dataclass(frozen=True, slots=True)
class Entry:
    """A filled field, a tick box ("☒", "☐") or a typed note, with its box on the page (y grows downwards)."""

    text: str
    box: Box


def add_entries(page: Page, entries: Sequence[Entry]) -> None:
    """Put the entries among the words of the page, each as if drawn right after the label at its left."""
    for entry in entries:
        lines = [line for line in entry.text.splitlines() if line.strip()]
        height = (entry.box.bottom - entry.box.top) / max(1, len(lines))
        size = min(_LARGEST_PT, max(4.0, 0.7 * height))
        for number, line in enumerate(lines):
            y = entry.box.top + height * (number + 0.5) + 0.35 * size
            page.words.extend(_words(line, entry.box.x0 + 2, _level(page, entry.box.x0, y, size), size))
    page.words.sort(key=lambda word: word.order)


def _level(page: Page, x: float, y: float, size: float) -> tuple[float, int]:
    """The baseline and the drawing order of the nearest word at the left of a place, at its height."""
    left = [word for word in page.words if word.x0 < x and abs(word.y - y) < _NEAR * size]
    if not left:
        return y, max((word.order for word in page.words if word.y < y), default=0)
    nearest = max(left, key=lambda word: word.x0)
    return nearest.y, nearest.order


def _words(line: str, x: float, level: tuple[float, int], size: float) -> list[Word]:
    out = []
    for text in line.split():
        end = x + _WIDTH * size * len(text)
        out.append(Word(text, x, end, level[0], Style("", size), level[1]))
        x = end + 0.3 * size
    return out
