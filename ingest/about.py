"""What a paper says about itself: its years, when it was approved, published or updated, whether it is a draft, who made it.

Every statement keeps the span that makes it, so that it can be quoted. A sentence about another paper ("the Council Plan
was adopted in 2020") is kept with the name it gives that paper, for a question that asks for it by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ingest.about_subject import Own, Subject, is_own, own_words, subjects
from ingest.model import BlockKind, Document
from ingest.quantities import Kind, Quantity, find
from ingest.recognise_front import front_end, front_lines
from ingest.sentences import sentences


class Aspect(StrEnum):
    """What is said of a paper."""

    PERIOD = "period"
    CALLED = "called"  # years that only stand beside a paper's name, as in "the People Strategy 2010-2013"
    DURATION = "duration"
    APPROVED = "approved"
    PUBLISHED = "published"
    UPDATED = "updated"
    REVIEW = "review"
    DATED = "dated"
    VERSION = "version"
    DRAFT = "draft"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement: the value as printed (empty when only the fact is stated), its span, and of which paper.

    ``subject`` is empty when the paper speaks of itself, else the words that name the other paper. ``planned`` says that
    it had still to happen.
    """

    aspect: Aspect
    value: str
    start: int
    end: int
    subject: str = ""
    planned: bool = False


LONGEST = 700
EARLY = 8_000
"""How far into a plan "this report" is the plan itself; further on it is one that the text has just spoken of."""
_BETWEEN = 45
_VERBS = {
    Aspect.APPROVED: r"approved|adopted|agreed|endorsed|ratified|signed off|accepted",
    Aspect.PUBLISHED: r"published|launched|released|issued|came into (?:force|effect)|produced|unveiled",
    Aspect.UPDATED: r"updated|revised|refreshed|re-?written",
    Aspect.REVIEW: r"reviewed|refreshed|updated|revised",
}
_AUX = r"(?:was|were|is|are|has been|have been|had been|be|being|been)"
_FUTURE = re.compile(
    r"\b(?:will|to|shall|should|would|must|may|could)\s+(?:\w+\s+){0,3}be\b|\bdue\b|\bplanned\b|\bexpected\b",
    re.I,
)
_OFTEN = re.compile(
    r"\b(?:annually|every (?:\w+ )?(?:year|month)s?|each year|yearly|quarterly|six[- ]monthly|biennially|"
    r"once a year|on an annual basis|regularly|periodically)\b",
    re.I,
)
_DATED = {Kind.DATE, Kind.YEAR, Kind.FINANCIAL_YEAR, Kind.QUARTER}
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
    r"(?:[\w-]+)[- ](?:to[- ]\w+[- ])?(?:years?|months)\b(?:\s*\([^)]{2,40}\))?",
    re.I,
)
_N_YEAR = re.compile(
    r"\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty)[- ]year\b", re.I
)
_LABEL = re.compile(
    r"^\W*(?:date\s+(?:of\s+)?)?(?P<what>approved|approval|adopted|adoption|published|publication|issued?|"
    r"(?:last\s+)?(?:updated|revised|reviewed|amended)|(?:last\s+)?(?:update|revision)|(?:next\s+)?review|effective|"
    r"version|author|report author|prepared|produced|written|compiled|date)"
    r"(?:\s+(?:date|by|on|from|number|no\.?|of (?:issue|publication|approval|adoption|meeting|report|review|next review)))*"
    r"\s*(?P<sep>[:|]|–|-(?=\s))?\s*(?P<value>\S.{0,100})$",
    re.I,
)
_LABELS = (
    (Aspect.APPROVED, re.compile(r"approv|adopt", re.I)),
    (Aspect.PUBLISHED, re.compile(r"publi|issue|effective", re.I)),
    (Aspect.REVIEW, re.compile(r"^(?:next\s+)?review$", re.I)),
    (Aspect.UPDATED, re.compile(r"updat|revis|review|amend", re.I)),
    (Aspect.VERSION, re.compile(r"version", re.I)),
    (Aspect.AUTHOR, re.compile(r"author|prepared|produced|written|compiled", re.I)),
    (Aspect.DATED, re.compile(r"^date$", re.I)),
)
_DRAFT_AHEAD = re.compile(r"\bdraft(?:\s+of\s+the)?\s*$", re.I)
_SETS_OUT = re.compile(
    r"^\s*(?:\w+\s+){0,2}?(?:sets? out|covers?|details?|describes?|focus\w*|outlines?|runs?|is|for|over|across)\b",
    re.I,
)
_AT_A_MEETING = re.compile(
    r"^(?:(?:by|at)\s+)?(?:the\s+|full\s+)?[A-Z][^.;]{2,70}?\b(?:on|in|at|,|\()\s*(?:\w+day,?\s+)?(?:the\s+)?$"
)
_MADE_BY = re.compile(
    r"\b(?:prepared|produced|written|authored|compiled|drafted|developed)\s+(?:\w+\s+)?by\s+(?:the\s+)?"
    r"(?P<who>(?:[A-Z][\w&’'.-]*|of|and|the|for|&)(?:\s+(?:[A-Z][\w&’'.-]*|of|and|the|for|&|\([A-Z]\w+\)))*)"
)


@lru_cache(maxsize=128)
def statements(document: Document, title: str = "") -> tuple[Stated, ...]:
    """All that the paper says of itself and of other papers, in reading order; ``title`` when the document has none yet."""
    own = own_words(document, title or document.title)
    found = [*_front_dates(document)]
    front, before = front_end(document), ""
    for piece in _pieces(document):
        if len(piece[2]) <= LONGEST:
            it_is = piece[2].startswith("It ") and (piece[0] < front or _speaks_of_itself(before, own))
            found.extend(_of_piece(piece, own, it_is))
        before = piece[2]
    return tuple(dict.fromkeys(found))


def _pieces(document: Document) -> Iterator[tuple[int, int, str]]:
    """Headings, sentences, list items and table rows with their places."""
    for _, section in document.walk():
        if section.heading:
            yield section.start, section.start + len(section.heading), section.heading
        for block in section.blocks:
            if block.kind is BlockKind.CONTENTS:
                continue
            if block.rows:
                yield from ((row.start, row.end, row.text) for row in block.rows if row.text.strip(" |"))
                continue
            for start, end in sentences(block.text):
                yield block.start + start, block.start + end, block.text[start:end]


def _of_piece(piece: tuple[int, int, str], own: Own, follows: bool) -> Iterator[Stated]:
    """Every statement of one sentence, item, row or heading; ``follows`` when "it" is the paper."""
    start, end, text = piece
    plain = text.replace("\n", " ")
    yield from (Stated(aspect, value, start, end) for aspect, value in _labelled(plain))
    it = re.match(r"It\b(?=\s+(?:was|is|has been|covers|runs|replaces)\b)", plain) if follows else None
    if it:
        for aspect, value, planned in _said_of(plain, Subject(0, it.end(), "this", (), "document")):
            yield Stated(aspect, value, start, end, "", planned)
    for subject in subjects(plain):
        early = start < EARLY or subject.noun in own.title or subject.determiner != "this"
        name = "" if is_own(subject, own) and early else _name(subject)
        if not name and not subject.determiner and not subject.words:
            continue
        for aspect, value, planned in _said_of(plain, subject):
            yield Stated(aspect, value, start, end, name, planned)


def _speaks_of_itself(text: str, own: Own) -> bool:
    return any(is_own(subject, own) for subject in subjects(text))


def _name(subject: Subject) -> str:
    return " ".join((*subject.words, subject.noun))


def _labelled(text: str) -> Iterator[tuple[Aspect, str]]:
    """ "Approved: 4 March 2021", "Review date | May 2024", "Author: A. Writer" on a line or row of their own."""
    match = _LABEL.match(text)
    if not match or len(text) > 160:
        return
    what, value = match["what"], match["value"].strip(" |")
    aspect = next((one for one, pattern in _LABELS if pattern.search(what)), None)
    if aspect is None or aspect is Aspect.DATED:
        return
    if aspect is Aspect.AUTHOR:
        named = re.search(r"\bby\b", match.group()[: match.start("value")], re.I) or match["sep"]
        value = re.split(r"[,;|]?\s*(?:\S+@|\d{3,}|\bSigned\b|\bTel\b|\bE-?mail\b|\bContact\b)", value)[
            0
        ].strip(" ,;|-–")
        if named and value[:1].isupper() and len(value.split()) <= 12:
            yield aspect, value
        return
    if aspect is Aspect.VERSION:
        number = re.match(r"v?\d+(?:\.\d+)*\b(?!\s*(?:st|nd|rd|th|January))", value)
        if number:
            yield aspect, number.group()
        return
    date = next((quantity for quantity in find(value) if quantity.kind in _DATED), None)
    ahead = value[: date.start] if date else ""
    if (
        date is not None
        and (match["sep"] or date.start <= 12 or _AT_A_MEETING.search(ahead))
        and len(text) <= 140
    ):
        yield aspect, date.text
    elif match["sep"] and aspect is Aspect.REVIEW and (often := _OFTEN.search(value)):
        yield aspect, often.group()


def _said_of(text: str, subject: Subject) -> Iterator[tuple[Aspect, str, bool]]:
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
    dates = [quantity for quantity in find(text) if quantity.kind in _DATED]
    later = [one for one in dates if one.start >= after and one.start - after <= 90]
    earlier = [one for one in dates if one.end <= after]
    often = _OFTEN.search(text, after)
    if aspect is Aspect.REVIEW:
        return _whole(text, later[0]) if later else often.group() if often else ""
    return _whole(text, later[0]) if later else _whole(text, earlier[-1]) if earlier else ""


def _whole(text: str, date: Quantity) -> str:
    """The date with the season or part of the year that stands before it ("autumn 2024", "the end of 2020")."""
    part = _PART.search(text, 0, date.start)
    return text[part.start() if part else date.start : date.end]


_VERSION_AHEAD = re.compile(r"^(?:version|v|issue|rev(?:ision)?)\.?\s*\d+(?:\.\d+)*\s*[,:|–-]?\s*", re.I)
_DATE_AHEAD = re.compile(
    r"^\W*(?:dates?(?:\s+of\s+\w+)?|published|issued|updated)?\s*[:|–-]?\s*(?:\w+day,?\s+)?$", re.I
)


def _front_dates(document: Document) -> Iterator[Stated]:
    """Dates that stand on the cover or at the head of a report, not within a sentence of the text: two at most."""
    found = 0
    for line in front_lines(document)[:14]:
        version = _VERSION_AHEAD.match(line.text)
        text = line.text[version.end() if version else 0 :]
        if found == 2 or len(text) > 160 or re.search(r"\b(?:is|was|are|were|has|have|will)\b", text):
            continue
        date = next((one for one in find(text) if one.kind is Kind.DATE and one.start_date), None)
        if date is not None and _stands_for_itself(text, date):
            found += 1
            yield Stated(Aspect.DATED, date.text, line.start, line.end)


def _stands_for_itself(text: str, date: Quantity) -> bool:
    """Whether the date is what the line is for: alone, after "Date:", or at the end of a title."""
    lead, rest = text[: date.start], text[date.end :].strip(" .)")
    if re.search(r"\bdates?(?:\s+of\s+\w+)?\s*[:|]\s*(?:\w+day,?\s+)?$", lead, re.I):
        return True
    if _DATE_AHEAD.match(lead):
        return len(rest) < 40 and not rest[:1].islower()
    return _closes(text, date)


def _closes(text: str, date: Quantity) -> bool:
    """Whether the date ends a short line that names a paper or a meeting ("Environment Policy, February 2021")."""
    ahead = text[: date.start].rstrip(" ,–-(")
    whole = len(text) <= 120 and not text[date.end :].strip(" .)") and ahead[:1].isupper()
    told = re.search(
        rf"(?::|\b(?:by|since|until|to|from|in))$|\b(?:{_VERBS[Aspect.APPROVED]})\b", ahead, re.I
    )
    return whole and not told
