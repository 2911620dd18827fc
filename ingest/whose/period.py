"""Which years a paper covers, and where it says so. A wrong period is worse than none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from ingest.about import Aspect, statements
from ingest.about_subject import NOUNS
from ingest.model import Document, Origin
from ingest.whose.front import FrontLine, front_lines
from ingest.whose.words import holds, phrases, plain_words

_MONTH = r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+)?"
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
_OF_OTHERS = ("support", "deliver", "implement", "underpin", "replac", "supersed", "previous", "former")
_AROUND_YEARS = frozenset(
    {"for", "the", "period", "year", "years", "from", "version", "to", "until", "of", "end"}
)
_TITLED = ("head", "foot", "running", "title property", "html title")
_FOREIGN = frozenset({"corporate", "council", "budget", "financial", "local"})
_LONGEST_SPAN = 45
_TITLE_BLOCK = 10


@dataclass(frozen=True, slots=True)
class Period:
    """The years as "2022-2026", or "2023/24" for one financial year, and the span that states them (None when no text
    does, as when only the file's name tells)."""

    years: str
    span: tuple[int, int] | None = None


def period_read(document: Document, title: str) -> tuple[str | None, Origin | None]:
    """The years that the paper covers, None when it states none; and the line that says so."""
    found = period_stated(document, title)
    if found is None:
        return None, None
    if found.span is None:
        return found.years, _named_origin(document, title, found.years)
    start, end = found.span
    page = document.page_of(start)
    return found.years, Origin("period", "cover", " ".join(document.text[start:end].split()), page)


def _named_origin(document: Document, title: str, years: str) -> Origin:
    """The title, running line or name of the file that prints the years."""
    if span_in(title) == years or years in title:
        return Origin("period", "title", title)
    beside = next((one for one in document.furniture if span_in(one.text) == years), None)
    if beside is not None:
        return Origin("period", beside.place, beside.text, beside.pages[0] if beside.pages else None)
    return Origin("period", "file", document.file)


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
    return _started(lines) or _beside(document) or _in_names(document, title)


def _beside(document: Document) -> Period | None:
    """The years in a running line or a title of the file that names the paper."""
    for one in document.furniture:
        words = plain_words(one.text)
        names_it = one.place in _TITLED and holds(words, "nouns") and not set(words) & _FOREIGN
        years = (
            span_in(one.text) if names_it and not any(word.startswith(_OF_OTHERS) for word in words) else None
        )
        if years:
            return Period(years)
    return None


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
    spoken = plain_words(line.text)
    if len(line.text) > 90 or any(word.startswith(_OF_OTHERS) for word in spoken):
        return False
    rest = [word for word in spoken if not word[:1].isdigit() and (word,) not in phrases("months")]
    if not set(rest) - _AROUND_YEARS and index < _TITLE_BLOCK:
        return True
    words = {word for word in rest if len(word) > 2} - {"the", "for", "and"}
    shared = bool(words) and len(words & set(plain_words(title))) >= 0.6 * len(words)
    of_paper = holds(spoken, "nouns") and not set(spoken) & _FOREIGN and not line.text.endswith(".")
    return shared or (of_paper and index < 5 and len(line.text) <= 60)


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
    named = span_in(PurePath(document.file).stem.replace("_", " ").replace("+", " "))
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
