"""Organisations in running text, found by rule: by what they are called, or by the word that makes somebody act.

"GEP Environmental Ltd" and "the Ministry of Housing" say themselves what they are; "Anthesis" and "NDTi" are known by
"commissioned", "through" or "funded by" before them.
"""

from __future__ import annotations

import re

from assistant.names import ordinary
from ingest.model import Document

_KIND = (
    r"(?:Ltd|Limited|LLP|plc|PLC|Inc|CIC|Trust|Consulting|Consultants|Consultancy|Associates|Partnership|Partners|University|"
    r"College|Agency|Company|Foundation|Institute|Institution|Centre|Association|Network|Board|Committee|Commission|Panel|"
    r"Task\s?[Ff]orce|Forum|Councils?|Authority|Department|Ministry|Society|Union|Federation|Alliance|Charity|Bank|Hub|Solutions|"
    r"Systems|Environmental|Engineering|Architects|Inspectorate|Ombudsman|Corporation|Collaborative|Consortium|Team|Group|Unit|"
    r"Leisure|Living|Futures|Energy|Housing|Homes)"
)
_CAPITAL = r"(?:[A-Z][\w’'-]*|[A-Z]{2,6}\b)"
_JOIN = r"(?:(?:of|for|and|the|&|in|on)\s+){0,2}"
_RUN = rf"{_CAPITAL}(?:,?\s+{_JOIN}{_CAPITAL}){{0,7}}"
_LED = re.compile(
    r"\b(?:Ministry|Department|University|Office|Institute|Institution|Centre|Bank|Association|Society|Team|Council|Agency|"
    rf"College|School|Chamber|Federation)\s+(?:of|for)\s+(?:the\s+)?{_RUN}"
)
_CALLED = re.compile(rf"\b(?:{_CAPITAL}\s+{_JOIN}){{1,5}}{_KIND}\b(?:\s+(?:of|for)\s+(?:the\s+)?{_RUN})?")
_SHORT_FORM = re.compile(r"\s*\([A-Z][\w&]{1,9}\)")
AGENT = (
    r"(?:\bby|\bthrough|\bvia|\bfrom|\bcommission\w*|\bappoint(?:ed|ing)|\bengag(?:ed|ing)|\binstruct(?:ed|ing)|\bhir(?:ed|ing)|"
    r"\bcontract(?:ed|ing)?(?:\s+(?:with|to))?|\bemploy(?:ed|ing)|\bprocur(?:ed|ing)|\bask(?:ed|ing)|\binvit(?:ed|ing)|\bbringing\s+in|"
    r"\bbrought\s+in|\bworking\s+with|\bworked\s+with|\bconsultants?|\bcompany|\bcharity|\bcontractors?|\bprovider|\bsupplier)"
)
_AFTER_AGENT = re.compile(rf"{AGENT},?\s+(?:the\s+|a\s+|an\s+|our\s+)?(?P<name>{_RUN})")
_FIRST_WORD = re.compile(
    r"^(?:The|This|That|These|Our|A|An|In|On|At|By|As|For|From|With|To|And|We|It|Its|All|Work|If|When)\s+"
)
_PAPERS = frozenset(
    "Strategy Plan Policy Framework Programme Report Act Bill Regulations Agreement Scheme".split()
)
_NEVER = frozenset(
    """January February March April May June July August September October November December Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday I We It The This Our Council Councils Government County District Borough City Appendix Table Figure
    Section Page Qtr Quarter Spring Summer Autumn Winter UK England Britain Scotland Wales Ireland Europe EU Covid COVID""".split()
)


def organisations(text: str, document: Document, *, doing: bool = False) -> list[str]:
    """Names of organisations in the text, those that are said to act first; never that of the document's own body.

    ``doing`` keeps only those that stand after a word that makes them act ("commissioned", "funded by").
    """
    acting = [(match.start("name"), match.group("name")) for match in _AFTER_AGENT.finditer(text)]
    named = (
        []
        if doing
        else [(m.start(), m.group()) for pattern in (_CALLED, _LED) for m in pattern.finditer(text)]
    )
    found: list[str] = []
    for start, name in [*acting, *sorted(named)]:
        whole = _whole(text, start, name)
        if whole and _may_be(whole, document) and not any(whole in other for other in found):
            found.append(whole)
    return found


def _whole(text: str, start: int, name: str) -> str:
    """The name as printed with its short form in brackets, on one line, without an opening word that is none of it."""
    short = _SHORT_FORM.match(text, start + len(name))
    line = " ".join(f"{name}{short.group() if short else ''}".split())
    return _FIRST_WORD.sub("", re.sub(r"['’]s?$", "", line)).strip(" ,&")


def _may_be(name: str, document: Document) -> bool:
    """Whether these words can be an organisation's: not a month, not the body whose paper it is, no ordinary word."""
    words = re.findall(r"[\w’'-]+", name)
    if not words or words[-1] in _PAPERS:
        return False
    if all(word in _NEVER for word in words) or len(name) < 3:
        return False
    body = document.body
    if body and (name.lower() in body.name.lower() or name.lower().startswith(body.name.lower())):
        return False
    if re.search(rf"\b{_KIND}\b", name) and len(words) > 1:
        return True
    return any(word not in _NEVER and not ordinary(word, document) for word in words)
