"""A short mark of a quotation that a link carries, so that the link finds its words again when the text has moved.

A paper that is read anew by a later version may have its words at other offsets. The mark is a rolling hash (Karp and
Rabin, "Efficient randomized pattern-matching algorithms", 1987) of the characters without white space, with their count.
"""

from __future__ import annotations

from collections.abc import Iterator

_BASE, _MODULUS = 1_000_003, (1 << 31) - 1


def fingerprint(quote: str) -> str:
    """The mark of a quotation: hash and count of its characters, white space left out."""
    solid = [char for char in quote if not char.isspace()]
    value = 0
    for char in solid:
        value = (value * _BASE + ord(char)) % _MODULUS
    return f"{value:x}.{len(solid)}"


def found_again(text: str, start: int, end: int, mark: str) -> tuple[int, int] | None:
    """Where the words of this mark stand now: at their old place, else at the nearest to it; None when nowhere."""
    if fingerprint(text[start:end]) == mark:
        return start, end
    value, _, count = mark.partition(".")
    if not count.isascii() or not count.isdigit() or not 0 < int(count) <= len(text):
        return None
    spans = _spans(text, value, int(count))
    return min(spans, key=lambda span: abs(span[0] - start), default=None)


def _spans(text: str, wanted: str, count: int) -> Iterator[tuple[int, int]]:
    """Every stretch of this many characters with this hash."""
    places = [place for place, char in enumerate(text) if not char.isspace()]
    lead = pow(_BASE, count - 1, _MODULUS)
    value = 0
    for last, place in enumerate(places):
        if last >= count:
            value = (value - ord(text[places[last - count]]) * lead) % _MODULUS
        value = (value * _BASE + ord(text[place])) % _MODULUS
        if last >= count - 1 and f"{value:x}" == wanted:
            yield places[last - count + 1], place + 1
