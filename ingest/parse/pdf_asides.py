"""Boxes beside the text: a shaded note whose lines would be read into those next to it is set apart.

Only where the order of the page mixes the two is anything changed: a box that is read well stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.parse.pdf_lines import Line, inside
from ingest.parse.pdf_order import Band, reading_order
from ingest.parse.pdf_page import Box, Page, Word

_WIDEST, _NARROWEST_PT, _LOWEST_PT = 0.62, 60.0, 24.0
_FEWEST_WORDS = 5


def ordered(page: Page, words: Sequence[Word]) -> list[Band]:
    """The words in reading order, the boxes beside the text after what they stand next to."""
    bands = reading_order(page, words)
    boxes = [box for box in _boxes(page) if any(_is_mixed(band, box) for band in bands)]
    if not boxes:
        return bands
    rest = list(words)
    asides: list[tuple[Box, list[Band]]] = []
    for box in boxes:
        held = [word for word in rest if inside(word, box)]
        rest = [word for word in rest if not inside(word, box)]
        if held:
            asides.append((box, reading_order(page, held)))
    return _placed(reading_order(page, rest), asides)


def _boxes(page: Page) -> list[Box]:
    """Shaded areas of a note's size, the inner ones first."""
    sized = [
        box
        for box, _ in page.shades
        if _NARROWEST_PT < box.x1 - box.x0 < _WIDEST * page.width and box.bottom - box.top > _LOWEST_PT
    ]
    return sorted(sized, key=lambda box: (box.x1 - box.x0) * (box.bottom - box.top))


def _is_mixed(band: Band, box: Box) -> bool:
    """Whether the band reads lines of the box and lines beside it as one text."""
    if not isinstance(band.content, list):
        return False
    held = [word for line in band.content for word in line.words if inside(word, box)]
    if len(held) < _FEWEST_WORDS or len({round(word.y) for word in held}) < 2:
        return False
    return any(_is_beside(line, box) for line in band.content)


def _is_beside(line: Line, box: Box) -> bool:
    """Whether words of the line stand next to the box, at the height of its text."""
    return any(
        box.top < word.y < box.bottom and (word.x1 < box.x0 + 1 or word.x0 > box.x1 - 1)
        for word in line.words
    )


def _placed(bands: list[Band], asides: Sequence[tuple[Box, list[Band]]]) -> list[Band]:
    """Each box after the last band that begins above its foot."""
    out = list(bands)
    for box, inner in sorted(asides, key=lambda aside: aside[0].top):
        place = max((n + 1 for n, band in enumerate(out) if _top(band) < box.bottom), default=0)
        out[place:place] = inner
    return out


def _top(band: Band) -> float:
    if isinstance(band.content, list):
        return min(line.y for line in band.content)
    return band.content.top
