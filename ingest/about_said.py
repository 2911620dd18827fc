"""What a sentence says of a paper that it names: its years, whether it is a draft, who made it, when it was approved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.about_model import APPROVING, DATED, OFTEN, Aspect
from ingest.about_subject import Subject
from ingest.quantities import Quantity, find

_BETWEEN = 45
_VERBS = {
    Aspect.APPROVED: APPROVING,
    Aspect.PUBLISHED: r"published|launched|released|issued|came into (?:force|effect)|produced|unveiled",
    Aspect.UPDATED: r"updated|revised|refreshed|re-?written",
    Aspect.REVIEW: r"reviewed|refreshed|updated|revised",
}
_AUX = r"(?:was|were|is|are|has been|have been|had been|be|being|been)"
_FUTURE = re.compile(
    r"\b(?:will|to|shall|should|would|must|may|could)\s+(?:\w+\s+){0,3}be\b|\bdue\b|\bplanned\b|\bexpected\b",
    re.I,
)
_PART = re.compile(
    r"\b(?:(?:the\s+)?(?:end|start|beginning|spring|summer|autumn|winter|first half|second half)\s+(?:of\s+)?|"
    r"(?:early|late|mid)[\s-]+)$",
    re.I,
)
_YEAR = r"(?:19|20)\d\d"
SPAN = rf"{_YEAR}(?:/\d\d(?:\d\d)?)?\s*(?:-|–|—|‐|‑|to|until)\s*(?:{_YEAR}(?:/\d\d(?:\d\d)?)?|\d\d(?:/\d\d)?)(?![\d%])"
_COVERS = re.compile(
    r"\b(?:covers?|covering|spans?|spanning|runs?|running|applies|is for|sets? out|relates? to|will run|describes?|details?)\b"
    rf"[^.;\n]{{0,90}}?\b(?P<span>(?:from\s+)?{SPAN})",
    re.I,
)
_NEXT = re.compile(
    r"\b(?:over|for|during|across|in|within)\s+(?:the course of\s+)?(?:the|our)\s+(?:next|coming|following)\s+"
    r"(?:[\w-]+)[- ](?:to[- ]\w+[- ])?(?:years?|months)\b(?:\s*\([^)]{2,40}\))?"
    rf"|(?<=covers )the\s+\w+\s+(?:financial\s+)?years\s+from\s+(?:[A-Z]\w+\s+)?{_YEAR}\b",
    re.I,
)
_N_YEAR = re.compile(
    r"\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty)[- ]year\b", re.I
)
_DRAFT_AHEAD = re.compile(r"\bdraft(?:\s+of\s+the)?\s*$", re.I)
_SETS_OUT = re.compile(
    r"^\s*(?:\w+\s+){0,2}?(?:sets? out|covers?|details?|describes?|focus\w*|outlines?|runs?|is|for|over|across)\b",
    re.I,
)
_MADE_BY = re.compile(
    r"\b(?:prepared|produced|written|authored|compiled|drafted|developed)\s+(?:\w+\s+)?by\s+(?:the\s+)?"
    r"(?P<who>(?:[A-Z][\w&’'.-]*|of|and|the|for|&)(?:\s+(?:[A-Z][\w&’'.-]*|of|and|the|for|&|\([A-Z]\w+\)))*)"
)
_RUNS = (
    (
        Aspect.ENDS,
        re.compile(
            r"^\s*(?:will\s+|is\s+due\s+to\s+|formally\s+)?(?:ends?|ended|expires?|expired|concludes?|finish(?:es)?|"
            r"(?:runs?|lasts?|(?:is\s+)?(?:valid|in\s+force))\s+(?:until|to|till|through(?:\s+to)?))\b",
            re.I,
        ),
    ),
    (
        Aspect.BEGINS,
        re.compile(
            r"^\s*(?:will\s+|formally\s+)?(?:starts?|started|begins?|began|commences?|commenced|takes?\s+effect|took\s+effect|"
            r"c[oa]mes?\s+into\s+(?:force|effect)|runs?\s+from|is\s+effective\s+from)\b",
            re.I,
        ),
    ),
)


def said_of(text: str, subject: Subject) -> Iterator[tuple[Aspect, str, bool]]:
    """What the sentence says of this paper: aspect, value, and whether it had still to happen."""
    before, after = text[: subject.start], text[subject.end :]
    yield from _years(after, before, subject)
    if (
        "draft" in subject.words
        or _DRAFT_AHEAD.search(before)
        or re.match(r"\s+(?:is|was|remains)\s+(?:still\s+)?(?:a|an|in)\s+(?:\w+\s+)?draft\b", after, re.I)
    ):
        yield Aspect.DRAFT, "draft", False
    made = _MADE_BY.search(after[:120])
    if made and made.start() <= _BETWEEN:
        yield Aspect.AUTHOR, re.sub(r"\s+(?:of|and|the|for|&)$", "", made["who"]), False
    yield from _runs(after)
    for aspect, verbs in _VERBS.items():
        yield from _done(aspect, verbs, text, subject)


def _years(after: str, before: str, subject: Subject) -> Iterator[tuple[Aspect, str, bool]]:
    """The years that a paper covers, or how many they are."""
    beside = re.match(
        rf"\s*[,(]?\s*(?:for\s+(?:the\s+(?:period|years)\s+)?)?(?:from\s+)?({SPAN})", after, re.I
    )
    covers = _COVERS.search(after[:170])
    if beside and (subject.words or subject.determiner == "this"):
        known_as = re.search(r"\b(?:known as|called|titled|entitled)\b.{0,25}$", before, re.I)
        yield Aspect.PERIOD if known_as else Aspect.CALLED, beside.group(1), False
    if covers and not re.search(r"\b(?:which|that|emissions|reduc\w+)\b", after[: covers.start()]):
        yield Aspect.PERIOD, covers["span"], False
    ahead = _NEXT.search(after[:260])
    if ahead and _SETS_OUT.match(after) and not re.search(r"[.;]\s|£", after[: ahead.start()]):
        yield Aspect.DURATION, ahead.group(), False
    lasting = _N_YEAR.search(f"{before[-25:]} {' '.join(subject.words)}")
    if lasting:
        yield Aspect.DURATION, lasting.group(), False


def _runs(after: str) -> Iterator[tuple[Aspect, str, bool]]:
    """The day or year on which the paper begins or ends ("the plan ends on 31 March 2024")."""
    for aspect, verb in _RUNS:
        match = verb.match(after)
        dates = [one for one in find(after) if one.kind in DATED and one.start_date] if match else []
        if match and dates and dates[0].start - match.end() <= 30:
            yield aspect, dates[0].text, False


def _done(aspect: Aspect, verbs: str, text: str, subject: Subject) -> Iterator[tuple[Aspect, str, bool]]:
    """ "The plan was approved by Cabinet in March 2020", "in 2020 the Council adopted its first plan"."""
    before, after = text[: subject.start], text[subject.end :]
    passive = re.search(rf"\b({verbs})\b", after[: _BETWEEN + 40], re.I)
    if passive and re.match(
        rf"[^.;]{{0,{_BETWEEN}}}?\b(?:{_AUX})\b[^.;]{{0,25}}$|\s*[,(]?\s*(?:\w+ly\s+)?$",
        after[: passive.start()],
        re.I,
    ):
        planned = bool(_FUTURE.search(after[: passive.end()]))
        if (aspect is Aspect.REVIEW) == planned or aspect in (Aspect.APPROVED, Aspect.PUBLISHED):
            yield aspect, _date_of(text, subject.end + passive.end(), aspect), planned
        return
    active = re.search(rf"\b({verbs})\s*(?:its|the|this|our|a|an|their)?\s*$", before, re.I)
    if (
        active
        and aspect is not Aspect.REVIEW
        and not re.search(rf"\b{_AUX}\s*$", before[: active.start()], re.I)
    ):
        planned = bool(
            re.search(r"\b(?:will|to|should|shall)(?:\s+\w+){0,2}\s*$", before[: active.start()], re.I)
        )
        yield aspect, _date_of(text, subject.end, aspect), planned


def _date_of(text: str, after: int, aspect: Aspect) -> str:
    """The date nearest after the verb, else the last before it; of a review also how often."""
    dates = [quantity for quantity in find(text) if quantity.kind in DATED]
    later = [one for one in dates if one.start >= after and one.start - after <= 90]
    earlier = [one for one in dates if one.end <= after]
    often = OFTEN.search(text, after)
    if aspect is Aspect.REVIEW:
        return _whole(text, later[0]) if later else often.group() if often else ""
    return _whole(text, later[0]) if later else _whole(text, earlier[-1]) if earlier else ""


def _whole(text: str, date: Quantity) -> str:
    """The date with the season or part of the year that stands before it ("autumn 2024", "the end of 2020")."""
    part = _PART.search(text, 0, date.start)
    return text[part.start() if part else date.start : date.end]
