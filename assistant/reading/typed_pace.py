"""The sign of an amount and whether it is a year, a month or in all, by the words round it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from assistant.packaged import packaged
from assistant.reading.cues import listed
from assistant.reading.features import Token
from assistant.reading.place import BREAKS, Placed
from assistant.reading.spans import Span, Type
from ingest.phrases import Phrases

NEAR = 4
PACES = frozenset({"year", "month"})


def sign_of(placed: Placed, left: Sequence[Token], right: Sequence[Token]) -> int:
    """The direction told just behind the amount, else by the nearest word before it, else farther behind it."""
    near = until(right, BREAKS)[:NEAR]
    for label, sign in (("after_down", -1), ("after_up", 1)):
        if hit := _only("sign", label).find(placed.text_of(near)):
            other = _only("sign", "after_up" if sign < 0 else "after_down").find(placed.text_of(near))
            if not other or hit[0].start <= other[0].start:
                return sign
    return _nearest(placed, left, last=True) or _nearest(placed, until(right, BREAKS), last=False)


def _nearest(placed: Placed, tokens: Sequence[Token], *, last: bool) -> int:
    hits = [hit for hit in listed("sign").find(placed.text_of(tokens)) if {"down", "up"} & set(hit.labels)]
    if not hits:
        return 0
    return -1 if "down" in (hits[-1] if last else hits[0]).labels else 1


@cache
def _only(name: str, label: str) -> Phrases:
    """The phrases of one label of a table."""
    return Phrases({label: packaged("reading_words")[name][label]})


def until(tokens: Sequence[Token], breaks: frozenset[str]) -> list[Token]:
    """The tokens before the first break."""
    kept: list[Token] = []
    for token in tokens:
        if token.text in breaks:
            break
        kept.append(token)
    return kept


def pace_of(placed: Placed, span: Span, left: Sequence[Token], right: Sequence[Token]) -> str:
    """Whether a change is each year, each month or in all; empty when the words do not say."""
    after = until(right, BREAKS)
    behind = listed("per").find(placed.text_of(after[:8]))
    if behind and count_between(after, behind[0].start + (after[0].start if after else 0)) <= 5:
        return behind[0].labels[0]
    if span.per in PACES:
        return span.per
    before = [
        hit
        for hit in listed("per").find(placed.text_of(until(left, BREAKS)[:6]))
        if "total" in hit.labels or "year" in hit.labels
    ]
    if before and before[-1].labels[0] in {"year", "total"} and len(left) < 30:
        return before[-1].labels[0]
    if (
        len(left) > 1
        and left[0].text == "of"
        and left[1].span >= 0
        and placed.spans[left[1].span].type is Type.DUR
    ):
        return "year"
    if after and after[0].span >= 0:
        return ""
    return _over(placed, after)


def _over(placed: Placed, after: Sequence[Token]) -> str:
    """ "25% over three years", "a 25% cut in three years" are in all."""
    for before, token in zip(after, after[1:], strict=False):
        length = token.span >= 0 and placed.spans[token.span].type is Type.DUR
        if length and listed("over").labels(before.text):
            return "total"
    for i, token in enumerate(after[2:], start=2):
        length = token.span >= 0 and placed.spans[token.span].type is Type.DUR
        if (
            length
            and listed("over").labels(after[i - 2].text)
            and after[i - 1].text in {"the", "all", "next", "these", "those"}
        ):
            return "total"
    return ""


def count_between(tokens: Sequence[Token], start: int) -> int:
    """How many of the tokens end before a place of the question."""
    return sum(token.end <= start for token in tokens)
