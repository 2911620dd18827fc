"""The unit of an amount in the terms of the table of relations: pounds for each post, people, days for each FTE."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from assistant.packaged import packaged
from assistant.reading.cues import listed
from assistant.reading.features import Token
from assistant.reading.place import BREAKS, Placed
from assistant.reading.spans import Span, Type
from assistant.reading.typed_pace import NEAR, count_between, until
from ingest.measures.table import table
from ingest.phrases import fold

MANY = 100
"""From this on a bare number "each" is taken for money."""
EACH_OF = "gbp/*"
_UNITS = {Type.PCT: "%", Type.PTS: "point", Type.MON: "gbp", Type.DAYS: "day"}
_PAID_FOR = {
    "fte": "fte",
    "post": "fte",
    "head": "person",
    "person": "person",
    "leaver": "person",
    "hour": "hour",
    "day": "day",
}


def unit_of_amount(placed: Placed, span: Span, left: Sequence[Token], right: Sequence[Token]) -> str:
    """The unit of a span, told by its kind and by the words beside it; "" for a bare number."""
    if span.type is Type.NUM:
        bare = _counted(span.unit)
        return (
            EACH_OF
            if not bare and right and right[0].text in {"each", "apiece"} and (span.value or 0) >= MANY
            else bare
        )
    unit = _UNITS[span.type]
    if span.type is not Type.MON:
        return f"{unit}/fte" if unit == "day" and span.per == "fte" else unit
    if span.per in _PAID_FOR:
        paid = _PAID_FOR[span.per]
        return f"gbp/{paid}"
    return _money(placed, left, right)


def _money(placed: Placed, left: Sequence[Token], right: Sequence[Token]) -> str:
    """Pounds, or pounds for each of something that stands close behind or before."""
    behind = listed("each").find(placed.text_of(until(right, BREAKS)[:NEAR]))
    if behind and count_between(right, behind[0].start + (right[0].start if right else 0)) <= 1:
        return _for_each(behind[0].labels)
    before = listed("each").find(placed.text_of(until(left, BREAKS)[:NEAR]))
    return _for_each(before[-1].labels) if before else "gbp"


def _for_each(labels: Sequence[str]) -> str:
    return EACH_OF if "counted" in labels else f"gbp/{labels[0]}"


def _counted(noun: str) -> str:
    """The unit of the table that a counted noun is; "" for one that is no unit."""
    first = fold(noun.split(" ")[0]) if noun else ""
    return _unit_words().get(first, first if first in _nouns() else "")


@cache
def _unit_words() -> Mapping[str, str]:
    """The unit of the table for each word that people count in."""
    found = {
        fold(word): unit
        for unit, row in table().units.items()
        for word in row.get("words", ())
        if word.isalpha()
    }
    for unit, nouns in packaged("reading_words")["counted"].items():
        found |= {fold(noun): unit for noun in nouns}
    return found


@cache
def _nouns() -> frozenset[str]:
    return frozenset(quantity.unit for quantity in table().quantities.values() if quantity.unit.isalpha())
