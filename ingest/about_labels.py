"""Labelled lines ("Approved: 4 March 2021", "Author: …") and the dates that a cover carries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.about_model import APPROVING, DATED, OFTEN, Aspect, Stated
from ingest.model import Document
from ingest.quantities import Kind, Quantity, find
from ingest.whose.front import front_lines

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
_AT_A_MEETING = re.compile(
    r"^(?:(?:by|at)\s+)?(?:the\s+|full\s+)?[A-Z][^.;]{2,70}?\b(?:on|in|at|,|\()\s*(?:\w+day,?\s+)?(?:the\s+)?$"
)
_VERSION_AHEAD = re.compile(r"^(?:version|v|issue|rev(?:ision)?)\.?\s*\d+(?:\.\d+)*\s*[,:|–-]?\s*", re.I)
_DATE_AHEAD = re.compile(
    r"^\W*+(?:dates?(?:\s+of\s+\w+)?|published|issued|updated)?\s*+(?:[:|–-]\s*+)?(?:\w+day,?\s+)?$", re.I
)


def labelled(text: str) -> Iterator[tuple[Aspect, str]]:
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
    date = next((quantity for quantity in find(value) if quantity.kind in DATED), None)
    ahead = value[: date.start] if date else ""
    if (
        date is not None
        and (match["sep"] or date.start <= 12 or _AT_A_MEETING.search(ahead))
        and len(text) <= 140
    ):
        yield aspect, date.text
    elif match["sep"] and aspect is Aspect.REVIEW and (often := OFTEN.search(value)):
        yield aspect, often.group()


def front_dates(document: Document) -> Iterator[Stated]:
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
    told = re.search(rf"(?::|\b(?:by|since|until|to|from|in))$|\b(?:{APPROVING})\b", ahead, re.I)
    return whole and not told
