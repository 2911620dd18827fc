"""A passage that runs over the end of a page: what of it stands before and after the page that is shown."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from ingest.model import Document
from ingest.refs import page_word
from web.marking import Marker, Span, pieces
from web.views_library import PassagePart


def part_of(starts: Sequence[int], offset: int) -> int:
    """The 1-based page or part that holds this offset."""
    return max(1, bisect_right(starts, offset))


def page_shown(starts: Sequence[int], asked: int, span: Span | None, length: int) -> int:
    """The page to show: the one asked for, unless the passage to mark stands on others; then its first."""
    number = min(max(1, asked or 1), len(starts))
    if span is None or not 0 <= span[0] < length:
        return number
    first, last = part_of(starts, span[0]), part_of(starts, min(span[1], length) - 1)
    return number if asked and first <= number <= last else first


def passage_parts(
    document: Document,
    marker: Marker,
    starts: Sequence[int],
    stretch: Span,
    address: Callable[[int], str],
) -> list[PassagePart]:
    """What of the passage stands in this stretch, a part for each page that has words of it."""
    start, end = stretch[0], min(stretch[1], len(document.text))
    found = []
    while start < end:
        number = part_of(starts, start)
        stop = min(end, starts[number]) if number < len(starts) else end
        if document.text[start:stop].strip():
            word = page_word(document.format) if document.page_starts else "part"
            shown = pieces(document, start, stop, marker)
            found.append(PassagePart(f"{word} {number}", address(number), shown))
        start = stop
    return found
