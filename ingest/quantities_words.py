"""Quantities in words: fractions, "one in five", "halve"; ages; blanks that nobody filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.phrases import listed
from ingest.quantities_model import Kind, Quantity
from ingest.quantities_numbers import WORDS, read_number

_NAMED = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_TOP = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
_FRACTION = re.compile(
    r"\b(?:(?P<top>an?|one|two|three|four|five|seven|nine)[\s-])(?P<part>thirds?|quarters?|fifths?|sixths?|"
    r"sevenths?|"
    r"eighths?|ninths?|tenths?|half)\b(?!\s+(?:party|parties|year|years|time|sector|option|phase|"
    r"of an? (?:million|billion)|"
    r"a |an |million|quarter|wave|day|place|largest|highest|lowest|per\s?cent|points?\b|%))",
    re.I,
)
_BARE_HALF = re.compile(
    r"(?<!first )(?<!second )\bhalf\b(?=\s+(?:of|the|our|its|their|all|"
    r"as\b))(?!\s+(?:of\s+)?(?:the\s+)?(?:year|day|term))",
    re.I,
)
_IN_HALF = re.compile(r"\b(?:in|by)\s+(half)\b(?!\s+(?:an?|term|year)\b)", re.I)
_ONE_IN = re.compile(
    rf"(?<![\d.,])\b(?P<some>{WORDS}|\d+(?:\.\d+)?)\s+(?:in|out\s+of)\s+(?:every\s+|each\s+)?(?P<all>{WORDS}|\d+)\b(?!\s?(?:%|"
    rf"per|years?|months?))",
    re.I,
)
_SOME_OF = re.compile(
    rf"(?<![\d.,])\b(?P<some>{WORDS})\s+[a-z]+\s+in\s+(?:every\s+|each\s+)?(?P<all>{WORDS})\b", re.I
)
_CHANGES = (
    (re.compile(r"\bhalv(?:e|es|ed|ing)\b", re.I), -50.0),
    (
        re.compile(
            r"(?<![\w-])doubl(?:e|es|ed|ing)\b(?!-|\s+(?:glaz|yellow|deck|entry|count|check|hand|digit|bed|"
            r"room))",
            re.I,
        ),
        100.0,
    ),
    (re.compile(r"\b(?:treb|trip)l(?:e|es|ed|ing)\b", re.I), 200.0),
    (re.compile(r"\bquadrupl(?:e|es|ed|ing)\b", re.I), 300.0),
)
_PEOPLE = r"people|staff|employees|workers|colleagues|FTEs?|posts|days|apprentices|members"
_PLACEHOLDERS = (
    re.compile(
        rf"£?(?<![\w-])[Xx](?=\s+(?:{_PEOPLE}|are|is|per ?cent|percent|of whom|million|members)\b)|"
        rf"£[Xx]{{1,3}}\w?\b|\b[Xx]{{1,3}}%"
    ),
    re.compile(
        r"£?\b[Xx]{2,4}\b(?:\.[Xx]+)?[mk%]?|\b(?:TBC|TBD|TBA)\b|\b(?:to be (?:confirmed|determined))\b"
    ),
    re.compile(r"\[(?:insert|figure|number|add|date|tbc|x+)\b[^\]]{0,40}\]|\?\?+%?", re.I),
)
_YEARS_OLD = r"(?:[\s-]*(?:years?|yrs?)(?:[\s-]*(?:of age|olds?))?)?"
_AGES = (
    # "aged 16 to 24", "aged over 65", "aged 55 and over", "age 25-34"
    re.compile(
        r"(?<!average )(?<!mean )(?<!median )\bage[ds]?\s*:?\s*(?:(?P<word>over|under|above|below|"
        r"between)\s+(?:the age of\s+)?)?(?P<lo>\d{2})\b(?!\.\d|%)"
        rf"(?:\s?(?:-|–|to|and)\s?(?P<hi>\d{{2}})\b(?!%))?{_YEARS_OLD}"
        r"(?P<tail>\s?\+|\s(?:and|or)\s(?:over|above|older|under|below|younger))?",
        re.I,
    ),
    # "55 and over", "55+", "25 and under"
    re.compile(
        rf"(?<![\w.,/£-])(?P<lo>\d{{2}})(?:s\b)?{_YEARS_OLD}(?P<tail>\+(?=\s*(?:$|[).,;:|]|year|age|yrs|are|"
        rf"is|old))|"
        r"\s(?:and|or)\s(?:over|above|older|under|below|younger)\b)(?P<hi>)(?P<word>)",
        re.I,
    ),
    # "under-25s", "over the age of 85", "over 55 years old"
    re.compile(
        r"\b(?P<word>over|under|above|"
        r"below)[\s-](?:(?:the )?age(?: of)?\s+)(?P<lo>\d{2})\b(?P<hi>)(?P<tail>)|"
        r"\b(?P<word2>over|under)[\s-](?P<lo2>\d{2})(?:['’]?s\b|[\s-]*(?:years?|yrs?)[\s-]*(?:olds?|"
        r"of age)\b)",
        re.I,
    ),
    re.compile(
        r"(?<![\w.,/£-])(?P<lo>\d{2})\s?(?:-|–|to)\s?(?P<hi>\d{2})[\s-]*(?:years?|"
        r"yrs?)[\s-]*olds?(?P<word>)(?P<tail>)",
        re.I,
    ),
    # "under 25 years", "over 55 years": an age when it follows people or a share
    re.compile(
        r"(?:%|per cent|\bare|\bis|\bwere|\bstaff|\bemployees|\bworkforce|\bpeople|\bthose|\bcolleagues|"
        r"^)(?:[\s*]|\bof\b|\bour\b|\bthe\b|"
        r"\bworkforce\b|\bstaff\b|\bemployees\b|\bare\b|\bwere\b|\bis\b|\bcolleagues\b|\bheadcount\b|"
        r"\baged\b){0,16}"
        r"(?P<span>(?P<word>over|under|above|below|>|<)\s?(?P<lo>\d{2})(?:\s+years?)?)(?P<hi>)(?P<tail>)\b"
        r"(?!\s*(?:%|per|years?\s+(?:of|service|experience|ago)|[,.]\d|million|staff|employees|people|days|"
        r"posts|weeks|months|"
        r"apprent|FTE|new|of\b|/|volunt|mental|homes|coll|team|agency|worker|casual|manage|trained))",
        re.I | re.M,
    ),
)


def find_fractions(text: str) -> Iterator[Quantity]:
    """ "a quarter" is 25%, "one in five" is 20%, "halve" a change of -50%."""
    some_of = (m for m in _SOME_OF.finditer(text) if not _goes_on_with_a_noun(text[m.end() :]))
    for m in (*_ONE_IN.finditer(text), *some_of):
        some, total = read_number(m["some"]), read_number(m["all"])
        if some and total and 0 < some.value < total.value and total.value <= 1000:
            yield Quantity(
                m.start(), m.end(), m.group(), Kind.PERCENT, 100 * some.value / total.value, words=True
            )
    for m in _FRACTION.finditer(text):
        part = m["part"].lower().removesuffix("s") if m["part"].lower() != "half" else "half"
        top, bottom = _TOP[m["top"].lower()], _NAMED[part]
        if top < bottom:
            yield Quantity(m.start(), m.end(), m.group(), Kind.PERCENT, 100 * top / bottom, words=True)
    for m in _IN_HALF.finditer(text):
        yield Quantity(m.start(1), m.end(1), m[1], Kind.PERCENT, 50.0, words=True)
    for m in _BARE_HALF.finditer(text):
        yield Quantity(m.start(), m.end(), m.group(), Kind.PERCENT, 50.0, words=True)
    for pattern, change in _CHANGES:
        for m in pattern.finditer(text):
            yield Quantity(m.start(), m.end(), m.group(), Kind.PERCENT, change, change=True, words=True)


def _goes_on_with_a_noun(rest: str) -> bool:
    """Whether what follows "one employee in four" makes it no share: "one officer in six districts"."""
    stripped = rest.lstrip()
    if not stripped or not stripped[0].isalpha():
        return False
    said = listed("figure_words.toml", "tense").find(stripped)
    return not (said and said[0].first == 0)


def find_placeholders(text: str) -> Iterator[Quantity]:
    """Blanks that were never filled in: a fact with no value."""
    for pattern in _PLACEHOLDERS:
        for m in pattern.finditer(text):
            # roman numerals such as "XX" after a name are numbers of things
            if not re.search(
                r"\b(?:[A-Z][a-z]+|chapter|part|volume)\s$", text[max(0, m.start() - 12) : m.start()]
            ):
                yield Quantity(m.start(), m.end(), m.group(), Kind.PLACEHOLDER)


def find_ages(text: str) -> Iterator[Quantity]:
    """Bands of age: "over 55" (55 not included) is kept apart from "55 and over"."""
    for pattern in _AGES:
        for m in pattern.finditer(text):
            groups = m.groupdict()
            lo, word = (
                groups.get("lo") or groups.get("lo2"),
                (groups.get("word") or groups.get("word2") or "").lower(),
            )
            if lo is None:
                continue
            unit = _age_unit(word, (groups.get("tail") or "").lower(), bool(groups.get("hi")))
            start, end = m.span("span") if groups.get("span") else m.span()
            high = float(groups["hi"]) if groups.get("hi") else None
            if unit and 14 <= int(lo) <= 100 and (high is None or high > int(lo)):
                yield Quantity(start, end, text[start:end], Kind.AGE, float(lo), high, unit=unit)


def _age_unit(word: str, tail: str, closed: bool) -> str:
    """ "over", "under", "from", "to", "between", or "at" for one age."""
    if closed:
        return "between"
    if word in {"over", "above", ">"}:
        return "over"
    if word in {"under", "below", "<"}:
        return "under"
    if "under" in tail or "below" in tail or "younger" in tail:
        return "to"
    return "from" if tail else "at"
