"""Which years a paper covers, and where it says so. A wrong period is worse than none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from ingest.about import Aspect, statements
from ingest.about_subject import NOUNS
from ingest.model import Document
from ingest.recognise_front import FrontLine, front_lines

_MONTH = r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+)?"
_MONTH_NAME = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|^\d{1,2}(?:st|nd|rd|th)?",
    re.I,
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}"
_DASH = r"\s*(?:-|–|—|‐|‑|to|until|/)\s*"
_SPAN = re.compile(
    rf"(?<![\d/£.,])(?<!\d[-–])((?:19|20)\d\d)(?:/\d\d(?:\d\d)?)?{_DASH}(?:the\s+end\s+of\s+)?{_DAY}"
    r"((?:19|20)\d\d|\d\d)(/\d\d(?:\d\d)?)?(?![\d%]|[.,]\d|[-–]\d)",
    re.I,
)
_TARGET = re.compile(r"\b(?:by|to|net[\s-]zero|zero[\s-]carbon|carbon[\s-]neutral(?:ity)?)\s*$", re.I)
_FROM = re.compile(
    rf"\b(?P<years>\d{{1,2}}|three|four|five|six|seven|eight|nine|ten)[- ]year\s+(?:[\w-]+\s+){{0,4}}?{NOUNS}"
    rf"\s*+(?:,\s*+)?(?:(?:running|starting|beginning|commencing|effective)\s*+)?(?:from|in)\s+{_DAY}(?P<start>20\d\d)\b",
    re.I,
)
_NUMBERS = {
    word: number for number, word in enumerate("three four five six seven eight nine ten".split(), start=3)
}
# A year that ends the title of a paper made every year is the year it is for; of a plan it may be its date or its target.
_YEARLY = re.compile(
    r"\b(?:statement|annual|budget|accounts|profile|audit|monitoring|review|pay gap)\b(?!.*\b(?:january|february|march|april|may|"
    r"june|july|august|september|october|november|december)\b).*?\b(?<!by )(?<!to )((?:19|20)\d\d)$",
    re.I,
)
_SUPPORTS = re.compile(
    r"\b(?:support|deliver|implement|underpin|replac|supersed|previous|former|part of)\w*", re.I
)
_LONGEST_SPAN = 45
_TITLE_BLOCK = 10


@dataclass(frozen=True, slots=True)
class Period:
    """The years as "2022-2026", or "2023/24" for one financial year, and the span that states them (None when no text
    does, as when only the file's name tells)."""

    years: str
    span: tuple[int, int] | None = None


def period_of(document: Document, title: str) -> str | None:
    """The years that the paper covers, or None when it states none."""
    found = period_stated(document, title)
    return found.years if found else None


def period_stated(document: Document, title: str) -> Period | None:
    """The paper's years with their place: the title decides, then lines of the front that hold little else or name the
    paper, then a sentence that says what it covers, then the file's name."""
    lines = front_lines(document)
    own = span_in(title)
    if own:
        return Period(own, _where(document, title, lines, own))
    for index, line in enumerate(lines):
        years = span_in(line.text) if _names_the_paper(line, index, title) else None
        if years:
            return Period(years, (line.start, line.end))
    for said in statements(document, title):
        years = span_in(said.value) if said.aspect is Aspect.PERIOD and not said.subject else None
        if years:
            return Period(years, (said.start, said.end))
    return _started(lines) or _in_names(document, title)


def _where(document: Document, title: str, lines: list[FrontLine], years: str) -> tuple[int, int] | None:
    """The first line of the paper that prints the title's years."""
    printed = next((line for line in lines if span_in(line.text) == years), None)
    if printed:
        return printed.start, printed.end
    said = next(
        (
            one
            for one in statements(document, title)
            if one.aspect is Aspect.CALLED and span_in(one.value) == years
        ),
        None,
    )
    return (said.start, said.end) if said else None


def _names_the_paper(line: FrontLine, index: int, title: str) -> bool:
    """Whether a front line with a span of years speaks of the paper: the years alone, its title, or a line of the cover."""
    if len(line.text) > 90 or _SUPPORTS.search(line.text):
        return False
    rest = re.sub(
        rf"{_SPAN.pattern}|\W|\b(?:for|the|period|years?|from|version)\b", "", line.text, flags=re.I
    )
    rest = _MONTH_NAME.sub("", rest)
    if not rest and index < _TITLE_BLOCK:
        return True
    words = set(re.findall(r"[a-z]{3,}", line.text.lower())) - {"the", "for", "and"}
    titled = set(re.findall(r"[a-z]{3,}", title.lower()))
    of_paper = bool(re.search(rf"\b{NOUNS}\b", line.text, re.I))
    foreign = re.search(r"\b(?:corporate|council|budget|financial|local)\b", line.text, re.I)
    shared = bool(words) and len(words & titled) >= 0.6 * len(words)
    return shared or (
        of_paper and not foreign and index < 5 and len(line.text) <= 60 and not line.text.endswith(".")
    )


def _started(lines: list[FrontLine]) -> Period | None:
    """A "five-year plan from April 2021": its end follows from its start; without the start nothing does."""
    for line in lines:
        match = _FROM.search(line.text)
        if match:
            said, start = match["years"].lower(), int(match["start"])
            years = int(said) if said.isdigit() else _NUMBERS[said]
            return Period(f"{start}-{start + years}", (line.start, line.end))
    return None


def _in_names(document: Document, title: str) -> Period | None:
    """The years in the file's name, or the one year of a paper that is made every year."""
    named = span_in(re.sub(r"[_+]", " ", PurePath(document.file).stem))
    yearly = _YEARLY.search(title)
    return Period(named) if named else Period(yearly.group(1)) if yearly else None


def span_in(text: str) -> str | None:
    """The first span of years in a text, in a standard form, or None."""
    for match in _SPAN.finditer(text):
        first, last, printed = match.group(1), match.group(2), match.group()
        end = int(last) if len(last) == 4 else int(first[:2] + last)
        end += 1 if match.group(3) else 0
        if end < int(first) or end - int(first) > _LONGEST_SPAN or _TARGET.search(text[: match.start()]):
            continue
        if re.fullmatch(r"(?:19|20)\d\d/\d\d", printed.strip()) and end - int(first) == 1:
            return printed.strip()
        if end == int(first):
            continue
        return f"{first}-{end}"
    return None
