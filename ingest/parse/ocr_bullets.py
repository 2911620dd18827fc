"""Dots at the heads of lines: programs take them for letters or leave them out, so they are looked for in the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from ingest.parse.ocr_model import Seen
from ingest.parse.ocr_picture import DARK, Straight

BULLET = "•"
_REACH, _NEAR = 2.6, 0.3  # how far left of a line a dot may stand, in heights of the line
_SMALLEST, _LARGEST = 0.15, 0.6  # of a dot, in heights of the line
_ROUND, _FILLED = 0.6, 0.55


def with_bullets(words: Sequence[Seen], straight: Straight) -> list[Seen]:
    """The words with a bullet before each line that has a dot there."""
    lines: dict[int, list[Seen]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return [word for line in lines.values() for word in _line(sorted(line, key=lambda one: one.x0), straight)]


def _line(words: list[Seen], straight: Straight) -> Iterator[Seen]:
    first, rest = words[0], words[1:]
    height = max(word.bottom - word.top for word in words)
    if len(first.text) == 1 and rest:
        box = (first.x0, first.top, first.x1, first.bottom)
        if _dot(straight, *box, height):
            first = replace(first, text=BULLET)
    elif found := _dot(
        straight, first.x0 - _REACH * height, first.top, first.x0 - _NEAR * height, first.bottom, height
    ):
        yield Seen(BULLET, *found, first.line, first.confidence)
    yield first
    yield from rest


def _dot(
    straight: Straight, x0: float, top: float, x1: float, bottom: float, height: float
) -> tuple[float, float, float, float] | None:
    """The place of the only ink in this part of the picture, if it is a dot."""
    left, upper = max(0, int(x0)), max(0, int(top))
    dark = straight.grey[upper : int(bottom) + 1, left : int(x1) + 1] < DARK
    down, across = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if not len(down):
        return None
    tall, wide = int(down[-1] - down[0] + 1), int(across[-1] - across[0] + 1)
    if not _SMALLEST * height <= max(tall, wide) <= _LARGEST * height or min(tall, wide) < _ROUND * max(
        tall, wide
    ):
        return None
    if dark.sum() < _FILLED * tall * wide:
        return None
    return left + int(across[0]), upper + int(down[0]), left + int(across[-1]) + 1, upper + int(down[-1]) + 1
