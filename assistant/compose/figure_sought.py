"""Which kind of figure a question asks for, read from its own words: pounds, a share, a number of things, a length of time.

"How many miles" wants a number with miles beside it, "as a %" a percentage, "by how much … and over how long" two figures.
Where the words do not say, every kind of amount may answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.words import GENERIC, alike, content_words, stem
from ingest.quantities import Kind

_MUCH = re.compile(r"\bhow much\b", re.I)
_MONEY = re.compile(
    r"\b(cost|costs|costing|spend|spent|spending|(?<!carbon )(?<!emissions )budget|funding|funded|grant|price|value|pounds|"
    r"money|savings?|worth|invest\w*|income|pay|paid|paying|fee|bill)\b|£",
    re.I,
)
_SHARE = re.compile(
    r"\b(percent\w*|per cent|proportion|share|fraction|rate(?! (?:per|for every)))\b|(?<!\d)%", re.I
)
_PER = re.compile(
    r"\b(?:rate\b.{0,40}\b)?(?:per|for every|in every) (?:\d[\d,]*|thousand|head|person)\b", re.I
)
_LENGTH = re.compile(
    r"\bhow (?:long|old)\b|\b(?:over|for|across|within|in) (?:what|which) (?:time|period|timescale|number of years)\b"
    r"|\b(?:what|which) (?:length of time|duration)\b",
    re.I,
)
_LENGTHS = re.compile(
    r"\bhow many (?:more |working |calendar |whole |full )?(days?|weeks?|months?|years?|hours?|decades?)\b",
    re.I,
)
_DAYS = re.compile(r"\b(days?|weeks?|months?|hours?)\b", re.I)
_MANY = re.compile(r"\bhow many\b|\bnumber of\b", re.I)
_POUNDS = re.compile(r"\bhow many (?:\w+ )?(?:pounds|million|£)", re.I)
_CHANGE = re.compile(
    r"\bby (?:how much|what|how far|how many per)\b|\bhow far\b|\bhow much (?:\w+ )?(?:smaller|larger|bigger|lower|higher|greater|fewer|"
    r"more|less|faster|cheaper|shorter|worse|better)\b"
    r"|\bhow much (?:has|have|had|did|does|do|is|are|will|would|could|must|should)\b.{0,60}\b(?:cut|fall\w*|fell|ris\w*|rose|grow\w*|"
    r"grew|shr[aiu]nk|drop\w*|reduc\w*|increas\w*|decreas\w*|declin\w*|gone (?:up|down)|go (?:up|down)|chang\w*)\b",
    re.I,
)
_MASS = re.compile(
    r"\bhow much (?!of\b|money\b)(?:[\w-]+ ){0,3}?(?:waste|rubbish|refuse|carbon|co2\w*|energy|electricity|power|gas|fuel|oil|water|land|"
    r"space|woodland|recycling|food|paper|time)\b",
    re.I,
)
_IN_FTE = re.compile(r"\b(?:in|into|as|how many) (?:ftes?|full[- ]time equivalents?)\b", re.I)
_PART = re.compile(r"\bhow much of (?:that|it|this|these|those|them|which)\b", re.I)
_HEADCOUNT = re.compile(r"\b(?:head ?counts?|heads)\b", re.I)
_RANK = re.compile(
    r"\b(?:rank|ranks|ranked|ranking)\b|\bwhat (?:place|position)\b|\bwhere (?:does|did|do) .{0,40}\b(?:come|stand)\b.{0,20}\b"
    r"(?:table|nationally)\b",
    re.I,
)
_COUNTED = re.compile(
    r"\b(?:how many|number of|(?:measured |given |expressed )?in(?= (?:tonnes|miles|hectares|acres|kilometres|km|kwh|mwh|kilos|litres)))"
    r"\s+(?P<thing>(?:[\w’'-]+\s*){1,4})",
    re.I,
)
_TYPED_UNIT = re.compile(
    r"\b(tonnes?|tons?|miles?|hectares?|acres?|kilomet(?:re|er)s?|km|kwh|mwh|gwh|mw|kw|litres?|metres?|m2|square metres)\b",
    re.I,
)
_VERB = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|be|been|being|per|in|at|on|of|"
    r"to|from|by|for|that|which|who|whom|with|and|or|the|its|their|our|there|council|councils)\b",
    re.I,
)
_SECOND = re.compile(
    r"(?:[,;]\s*|\s+)(?:and|&)\s+(?=(?:over |by |for |in |within |across |to )?(?:how|what|which)\b)", re.I
)

AMOUNTS = frozenset({Kind.MONEY, Kind.PERCENT, Kind.POINTS, Kind.FTE, Kind.COUNT, Kind.DAYS})
LENGTHS = frozenset({Kind.DURATION, Kind.DAYS})
SHARES = frozenset({Kind.PERCENT, Kind.POINTS})


class Way(StrEnum):
    """Which way a figure is said to have gone; people seldom choose the paper's own word for it."""

    UP = "up"
    DOWN = "down"


_WAYS = {
    Way.DOWN: re.compile(
        r"\b(?:(?:bring|bringing|brought|come|came|gone|went|go) down|take[ns]? out|smaller|lower(?:ed|ing)?|fewer|cuts?|cutting|reduc\w+|"
        r"decreas\w+|f[ae]ll(?:s|en|ing)?|dropp?\w*|shr[aiu]nk\w*|declin\w+|slash\w*|trim\w*|less(?! than)|savings?|saved?)\b",
        re.I,
    ),
    Way.UP: re.compile(
        r"\b(?:(?:gone|went|go|come|came|put|pushed) up|larger|bigger|higher|increas\w+|ris(?:e|es|en|ing)|rose|gr[eo]w\w*|jump\w*|"
        r"climb\w*|soar\w*|expan\w+)\b",
        re.I,
    ),
}


def way_words(text: str, way: Way) -> list[str]:
    """The words of a text that say that something went this way, lower case."""
    return [match.group().lower() for match in _WAYS[way].finditer(text)]


@dataclass(frozen=True, slots=True)
class Sought:
    """The kinds of quantity that can answer, ``also`` those of a second figure asked for in the same breath.

    ``nouns`` are the stems of what is counted or of the unit named; ``rank`` says that a place in an order will do;
    ``way`` is the way it is said to have gone;
    ``things`` are the stems of the very thing counted, one of which the statement must hold.
    """

    kinds: frozenset[Kind]
    also: frozenset[Kind] = frozenset()
    nouns: frozenset[str] = frozenset()
    rank: bool = False
    way: Way | None = None
    things: frozenset[str] = frozenset()


def sought(text: str, topic: str = "") -> Sought:
    """What the question wants, of one figure or of two; ``topic`` is what it leans on, in words."""
    first, *more = _SECOND.split(text, maxsplit=1)
    second = (
        more[0] if more and re.search(r"\bhow (?:long|much|many|far)\b|\bperiod\b", more[0], re.I) else ""
    )
    if second and not _asks_a_figure(first):
        first, second = text, ""
    kinds = kinds_wanted(first if second else text)
    if _PART.search(text) and not _MONEY.search(f"{text} {topic}"):
        kinds -= {Kind.MONEY}
    also = kinds_wanted(second) - kinds if second else frozenset()
    way = next((way for way in Way if way_words(text, way)), None)
    return Sought(kinds, also, _nouns(text), bool(_RANK.search(text)), way, _things(text))


def kinds_wanted(text: str) -> frozenset[Kind]:
    """The kinds of quantity that can answer; all that are amounts when the question does not say."""
    if _LENGTH.search(text) and not _MANY.search(text) or _LENGTHS.search(text):
        return LENGTHS
    if _IN_FTE.search(text):
        return frozenset({Kind.FTE})
    if _HEADCOUNT.search(text) and not re.search(r"\b(?:fte|full[- ]time)", text, re.I):
        return frozenset({Kind.COUNT})
    if _POUNDS.search(text):
        return frozenset({Kind.MONEY})
    if _PER.search(text):
        return frozenset({Kind.COUNT, Kind.FTE, Kind.DAYS, Kind.MONEY})
    if _SHARE.search(text):
        return SHARES
    if _CHANGE.search(text):
        return SHARES | {Kind.MONEY, Kind.COUNT, Kind.FTE}
    if _MANY.search(text):
        return frozenset({Kind.COUNT, Kind.FTE} | (LENGTHS if _DAYS.search(text) else set()))
    if _MASS.search(text):
        return frozenset({Kind.COUNT, Kind.DAYS})
    if _MONEY.search(text):
        return frozenset({Kind.MONEY})
    if _MUCH.search(text):
        return frozenset({Kind.MONEY, Kind.COUNT, Kind.DAYS, Kind.PERCENT})
    return AMOUNTS


def _asks_a_figure(text: str) -> bool:
    return kinds_wanted(text) != AMOUNTS or bool(re.search(r"\bhow\b|\bwhat\b", text, re.I))


def _nouns(text: str) -> frozenset[str]:
    """The stems of what is to be counted ("phone calls") and of any unit typed ("tonnes"), with their like."""
    found: set[str] = set()
    for match in _COUNTED.finditer(text):
        thing = _VERB.split(match.group("thing"), maxsplit=1)[0]
        found.update(stem(word) for word in content_words(thing))
    found.update(stem(match.group().lower()) for match in _TYPED_UNIT.finditer(text))
    return frozenset(like for word in found for like in alike(word))


def _things(text: str) -> frozenset[str]:
    """The stem, with its like, of the very thing counted ("points" in "how many charge points does …"); empty when unclear."""
    match = re.search(r"\bhow many\s+(?P<thing>(?:[\w’'-]+\s*){1,4})", text, re.I)
    if not match:
        return frozenset()
    words = content_words(_VERB.split(match.group("thing"), maxsplit=1)[0])
    plural = [word for word in words if re.search(r"[^s]s$", word) and word not in GENERIC]
    return alike(stem(plural[-1])) if plural and not _DAYS.fullmatch(plural[-1]) else frozenset()
