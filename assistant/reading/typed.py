"""The amounts typed in a question, each with unit, sign, pace and the word before it: all read deterministically."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.reading.cues import listed
from assistant.reading.features import Token
from assistant.reading.place import AMOUNTS, BREAKS, Placed
from assistant.reading.spans import Span, Type
from ingest.measures.table import table
from ingest.phrases import Phrases, fold

NEAR = 4
MANY = 100
"""From this on a bare number "each" is taken for money."""
EACH_OF = "gbp/*"
_UNITS = {Type.PCT: "%", Type.PTS: "point", Type.MON: "gbp", Type.DAYS: "day"}
_PAID_FOR = {"fte": "fte", "post": "fte", "head": "person", "person": "person", "leaver": "person", "hour": "hour", "day": "day"}
_PACES = frozenset({"year", "month"})
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


def typed(placed: Placed) -> tuple[Typed, ...]:
    """Every amount of a question in reading order; what a list says once is shared by its members."""
    found = [_one(placed, place) for place, span in enumerate(placed.spans) if is_amount(span)]
    return tuple(_shared(placed, found))


def is_amount(span: Span) -> bool:
    """Whether a span is an amount, and not how many of the things spoken of are meant ("the six councils")."""
    first = span.unit.split(" ")[0] if span.unit else ""
    return span.type in AMOUNTS and span.value is not None and not (span.type is Type.NUM and first in listed("not_amount"))


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
        unit=_unit(placed, span, left, right),
        start=span.start,
        end=span.end,
        sign=sign or _sign(placed, left, right),
        per=_per(placed, span, left, right),
        lead=_lead(left),
        supposed=_is_supposed(left),
        of_share=_is_of_share(placed, place),
        change=span.change or span.text.lower() in {"double", "treble", "triple", "halve"},
    )


def _is_of_share(placed: Placed, place: int) -> bool:
    """Whether it is the whole of the share just before it: the 804 of "12.7% of 804"."""
    at = placed.at[place]
    if at < 2 or placed.tokens[at - 1].text not in {"of", "the", "all"}:
        return False
    before = placed.tokens[at - 2] if placed.tokens[at - 1].text == "of" else placed.tokens[at - 3]
    return before.span >= 0 and placed.spans[before.span].type is Type.PCT and placed.spans[place].type is not Type.PCT


def _sign(placed: Placed, left: Sequence[Token], right: Sequence[Token]) -> int:
    """The direction told just behind the amount, else by the nearest word before it, else farther behind it."""
    near = _until(right, BREAKS)[:NEAR]
    for label, sign in (("after_down", -1), ("after_up", 1)):
        if hit := _only("sign", label).find(placed.text_of(near)):
            other = _only("sign", "after_up" if sign < 0 else "after_down").find(placed.text_of(near))
            if not other or hit[0].start <= other[0].start:
                return sign
    return _nearest(placed, left, last=True) or _nearest(placed, _until(right, BREAKS), last=False)


def _nearest(placed: Placed, tokens: Sequence[Token], *, last: bool) -> int:
    hits = [hit for hit in listed("sign").find(placed.text_of(tokens)) if {"down", "up"} & set(hit.labels)]
    if not hits:
        return 0
    return -1 if "down" in (hits[-1] if last else hits[0]).labels else 1


def _only(name: str, label: str) -> Phrases:
    return _single[(name, label)]


class _Single(dict[tuple[str, str], Phrases]):
    """The phrases of one label of a table, made when first asked for."""

    def __missing__(self, key: tuple[str, str]) -> Phrases:
        from assistant.reading.cues import data

        self[key] = Phrases({key[1]: data("reading_words")[key[0]][key[1]]})
        return self[key]


_single = _Single()


def _until(tokens: Sequence[Token], breaks: frozenset[str]) -> list[Token]:
    kept: list[Token] = []
    for token in tokens:
        if token.text in breaks:
            break
        kept.append(token)
    return kept


def _per(placed: Placed, span: Span, left: Sequence[Token], right: Sequence[Token]) -> str:
    """Whether a change is each year, each month or in all; empty when the words do not say."""
    after = _until(right, BREAKS)
    behind = listed("per").find(placed.text_of(after[:8]))
    if behind and _count_between(after, behind[0].start + (after[0].start if after else 0)) <= 5:
        return behind[0].labels[0]
    if span.per in _PACES:
        return span.per
    before = [hit for hit in listed("per").find(placed.text_of(_until(left, BREAKS)[:6])) if "total" in hit.labels or "year" in hit.labels]
    if before and before[-1].labels[0] in {"year", "total"} and len(left) < 30:
        return before[-1].labels[0]
    if len(left) > 1 and left[0].text == "of" and left[1].span >= 0 and placed.spans[left[1].span].type is Type.DUR:
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
        if length and listed("over").labels(after[i - 2].text) and after[i - 1].text in {"the", "all", "next", "these", "those"}:
            return "total"
    return ""


def _count_between(tokens: Sequence[Token], start: int) -> int:
    return sum(token.end <= start for token in tokens)


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


def _unit(placed: Placed, span: Span, left: Sequence[Token], right: Sequence[Token]) -> str:
    if span.type is Type.NUM:
        bare = _counted(span.unit)
        return EACH_OF if not bare and right and right[0].text in {"each", "apiece"} and (span.value or 0) >= MANY else bare
    unit = _UNITS[span.type]
    if span.type is not Type.MON:
        return f"{unit}/fte" if unit == "day" and span.per == "fte" else unit
    if span.per in _PAID_FOR:
        paid = _PAID_FOR[span.per]
        return f"gbp/{paid}"
    return _money(placed, left, right)


def _money(placed: Placed, left: Sequence[Token], right: Sequence[Token]) -> str:
    """Pounds, or pounds for each of something that stands close behind or before."""
    behind = listed("each").find(placed.text_of(_until(right, BREAKS)[:NEAR]))
    if behind and _count_between(right, behind[0].start + (right[0].start if right else 0)) <= 1:
        return _for_each(behind[0].labels)
    before = listed("each").find(placed.text_of(_until(left, BREAKS)[:7]))
    return _for_each(before[-1].labels) if before else "gbp"


def _for_each(labels: Sequence[str]) -> str:
    return EACH_OF if "counted" in labels else f"gbp/{labels[0]}"


def _counted(noun: str) -> str:
    """The unit of the table that a counted noun is; "" for one that is no unit."""
    first = fold(noun.split(" ")[0]) if noun else ""
    return _unit_words().get(first, first if first in _nouns() else "")


def _unit_words() -> Mapping[str, str]:
    if not _WORDS:
        for unit, row in table().units.items():
            for word in row.get("words", ()):
                if word.isalpha():
                    _WORDS.setdefault(fold(word), unit)
        _WORDS.update({"fte": "fte", "post": "fte", "people": "person", "staff": "person", "employee": "person", "leaver": "person", "job": "fte",
                       "worker": "person", "starter": "person", "apprentice": "person"})  # fmt: skip
    return _WORDS


_WORDS: dict[str, str] = {}


def _nouns() -> frozenset[str]:
    if not _NOUNS:
        _NOUNS.update(q.unit for q in table().quantities.values() if q.unit.isalpha())
    return frozenset(_NOUNS)


_NOUNS: set[str] = set()


def _shared(placed: Placed, found: list[Typed]) -> list[Typed]:
    """What one member of a list says of sign and pace serves those beside it that say nothing."""
    items = list(found)
    for i in range(1, len(items)):
        joint = joint_of(placed, items[i - 1], items[i])
        if joint and items[i].type is items[i - 1].type:
            items[i] = replace(items[i], sign=items[i].sign or items[i - 1].sign, joined=joint, lead=items[i].lead or items[i - 1].lead)
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
        joined=next((one.joined for one in items if one.joined), ""),
    )
