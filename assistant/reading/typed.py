"""The amounts typed in a question, each with unit, sign, pace and the word before it: all read deterministically."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reading.cues import listed
from assistant.reading.features import Token
from assistant.reading.place import AMOUNTS, Placed
from assistant.reading.spans import Span, Type
from assistant.reading.typed_pace import pace_of, sign_of
from assistant.reading.typed_units import unit_of_amount
from ingest.phrases import fold

_JOINS = frozenset({",", "and", "or", "then", "to", "&", "/", "-", "versus", "vs"})


@dataclass(frozen=True, slots=True)
class Typed:
    """An amount of a question. ``places`` are its spans: several for a list that plays one part.

    ``sign`` is -1, 1, or 0 when the words do not say; ``per`` "year", "month", "total" or ""; ``lead`` "by", "to", "from" or "";
    ``supposed`` says that it follows "if" or the like; ``over`` that a length of time follows over which it runs.
    """

    places: tuple[int, ...]
    values: tuple[float, ...]
    type: Type
    unit: str
    start: int
    end: int
    sign: int = 0
    per: str = ""
    lead: str = ""
    supposed: bool = False
    change: bool = False
    joined: str = ""
    of_share: bool = False
    moved: bool = False


def typed(placed: Placed) -> tuple[Typed, ...]:
    """Every amount of a question in reading order; what a list says once is shared by its members."""
    found = [_one(placed, place) for place, span in enumerate(placed.spans) if is_amount(span)]
    return tuple(_shared(placed, found))


def is_amount(span: Span) -> bool:
    """Whether a span is an amount, and not how many of the things spoken of are meant ("the six councils")."""
    first = span.unit.split(" ")[0] if span.unit else ""
    several = first != fold(first) and first in listed("not_amount")
    return span.type in AMOUNTS and span.value is not None and not (span.type is Type.NUM and several)


def _one(placed: Placed, place: int) -> Typed:
    span = placed.spans[place]
    assert span.value is not None
    right, left = placed.right(place), placed.left(place)
    value, sign = span.value, 0
    if span.change or value < 0:
        value, sign = abs(value), -1 if value < 0 else 1
    return Typed(
        places=(place,),
        values=(value,),
        type=span.type,
        unit=unit_of_amount(placed, span, left, right),
        start=span.start,
        end=span.end,
        sign=sign or sign_of(placed, left, right),
        per=pace_of(placed, span, left, right),
        lead=_lead(left),
        supposed=_is_supposed(left),
        of_share=_is_of_share(placed, place),
        moved=bool(right) and right[0].text in listed("moved"),
        change=span.change or span.text.lower() in {"double", "treble", "triple", "halve"},
    )


def _is_of_share(placed: Placed, place: int) -> bool:
    """Whether it is the whole of the share just before it: the 804 of "12.7% of 804"."""
    at = placed.at[place]
    if at < 2 or placed.tokens[at - 1].text not in {"of", "the", "all"}:
        return False
    before = placed.tokens[at - 2] if placed.tokens[at - 1].text == "of" else placed.tokens[at - 3]
    return (
        before.span >= 0
        and placed.spans[before.span].type is Type.PCT
        and placed.spans[place].type is not Type.PCT
    )


def _lead(left: Sequence[Token]) -> str:
    words = [token.text for token in left[:3]]
    for length in (3, 2, 1):
        labels = listed("lead").labels(" ".join(reversed(words[:length]))) if len(words) >= length else ()
        whole = " ".join(reversed(words[:length])) in listed("lead")
        if whole and labels:
            return labels[0]
    return ""


def _is_supposed(left: Sequence[Token]) -> bool:
    """Whether another value is supposed: "if turnover were 8%", and not "if turnover stays at 8%"."""
    labels = {label for token in left for label in listed("supposed").labels(token.text)}
    return {"words", "moves"} <= labels and "stays" not in labels


def _shared(placed: Placed, found: list[Typed]) -> list[Typed]:
    """What one member of a list says of sign and pace serves those beside it that say nothing."""
    items = list(found)
    for i in range(1, len(items)):
        joint = joint_of(placed, items[i - 1], items[i])
        if joint and items[i].type is items[i - 1].type:
            items[i] = replace(
                items[i],
                sign=items[i].sign or items[i - 1].sign,
                joined=joint,
                lead=items[i].lead or items[i - 1].lead,
            )
            items[i - 1] = replace(items[i - 1], sign=items[i - 1].sign or items[i].sign)
            if joint == "to" and not items[i - 1].lead:
                items[i - 1], items[i] = replace(items[i - 1], lead="from"), replace(items[i], lead="to")
    for i in range(len(items) - 2, -1, -1):
        near = placed.apart(items[i].start, items[i].end, placed.spans[items[i + 1].places[0]])[0] <= 4
        if items[i].type is items[i + 1].type and near and items[i].type in {Type.PCT, Type.PTS}:
            items[i] = replace(items[i], per=items[i].per or items[i + 1].per)
            items[i + 1] = replace(items[i + 1], per=items[i + 1].per or items[i].per)
    return items


def joint_of(placed: Placed, first: Typed, second: Typed) -> str:
    """The words that join two neighbours of a list, "" when more than joints lies between them."""
    gap = [token.text for token in placed.tokens if first.end <= token.start < second.start]
    return " ".join(gap) if gap and all(word in _JOINS for word in gap) else ""


def merged(items: Sequence[Typed]) -> Typed:
    """Several amounts of a list as one, values in order."""
    first, last = items[0], items[-1]
    signs = {one.sign for one in items}
    alike = len(signs) == 1
    return replace(
        first,
        sign=first.sign if alike else 0,
        places=tuple(place for one in items for place in one.places),
        values=tuple(value if alike or one.sign >= 0 else -value for one in items for value in one.values),
        end=last.end,
        per=next((one.per for one in items if one.per), ""),
        joined=" ".join(one.joined for one in items if one.joined),
    )
