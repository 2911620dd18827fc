"""The room between the columns of a table, and the bands of words that lines or shades part."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.parse.pdf_page import Box, Word

_GUTTER_PT = 7.0
Strip = tuple[float, float]
Band = tuple[Box, list[Word]]


def gutters_of(words: Sequence[Word]) -> list[Strip]:
    """The upright strips between these words that none of them touches, from left to right."""
    strips: list[Strip] = []
    reach = float("inf")
    for word in sorted(words, key=lambda w: w.x0):
        if word.x0 - reach >= max(_GUTTER_PT, 0.75 * word.style.size):
            strips.append((reach, word.x0))
        reach = word.x1 if reach == float("inf") else max(reach, word.x1)
    return strips


def column_at(word: Word, gutters: Sequence[Strip]) -> int:
    """The number of the column between these gutters that the word stands in."""
    return sum(1 for _, end in gutters if word.x0 >= end - 0.5)


def words_of(bands: Sequence[Band]) -> list[Word]:
    """The words of all the bands."""
    return [word for _, held in bands for word in held]


def cells_of(words: Sequence[Word]) -> list[str]:
    """The texts between the gutters of these words alone, from left to right."""
    gutters = gutters_of(words)
    cells: list[list[str]] = [[] for _ in range(len(gutters) + 1)]
    for word in words:
        cells[column_at(word, gutters)].append(word.text)
    return [" ".join(cell) for cell in cells if cell]
