"""The lines of an answer about a paper: each says one thing, and knows the spans that it is read from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.about_question import Sought
from assistant.compose.draft import named, sentence
from ingest.about import Aspect, Stated, statements
from ingest.model import Document
from ingest.whose.front import front_lines
from ingest.whose.period import period_stated, span_in

LONG = 320
"""Characters of a quotation that an answer shows; a longer one is cut around its value."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the answer: what it says, and the spans it is read from."""

    document: Document
    text: str
    spans: tuple[tuple[int, int], ...]


def years(paper: Document, sought: Sought) -> Line | None:
    """The recognised period of one paper, quoted from where it is stated, or from its title when a person gave it."""
    if not paper.period:
        return None
    stated = period_stated(paper, paper.title)
    same = stated is not None and stated.years == paper.period
    spans = (stated.span,) if stated and stated.span and same else title_spans(paper)
    first, last = _ends(paper.period)
    value = {Sought.START: first, Sought.END: last}.get(sought, paper.period)
    runs = (
        f" runs from {first} to {last}"
        if first != last and sought is not Sought.PERIOD
        else " covers these years"
    )
    return Line(paper, f"**{value}**: {named(paper)}{runs}{_printed(paper, spans)}.", spans)


def _ends(period: str) -> tuple[str, str]:
    """The first and the last year of a period; of a financial year the whole of it, twice."""
    match = re.fullmatch(r"(\d{4})-(\d{4})", period)
    return (match[1], match[2]) if match else (period, period)


def _printed(paper: Document, spans: Sequence[tuple[int, int]]) -> str:
    """What the quoted span prints, when it is short and not just the title again."""
    text = " ".join(paper.text[slice(*spans[0])].split()) if spans else ""
    told = text and len(text) <= LONG and text.lower() not in named(paper).lower() and span_in(text)
    return f" (“{text}”)" if told else ""


def lasting(paper: Document) -> Iterator[Line]:
    """How long the paper says it looks ahead, when it prints no first and last year: its own words."""
    found = [one for one in statements(paper) if one.aspect is Aspect.DURATION]
    own = [one for one in found if not one.subject]
    near = [one for one in found if one.start < len(paper.text) // 3]
    for one in (own or near)[:1]:
        yield quoted(paper, one)


def quoted(paper: Document, one: Stated) -> Line:
    """The value, and the sentence that states it."""
    text = " ".join(paper.text[one.start : one.end].split())
    cut = text if len(text) <= LONG else _around(text, one.value)
    value = " ".join(one.value.split())
    return Line(paper, f"**{value}**: {sentence(cut)} ({named(paper)})", ((one.start, one.end),))


def _around(text: str, value: str) -> str:
    """The part of a long sentence around a value, cut between words and marked."""
    at = max(text.find(value), 0)
    start = text.rfind(" ", 0, max(at - LONG // 2, 0)) + 1 if at > LONG // 2 else 0
    end = text.find(" ", min(at + LONG // 2, len(text)))
    return ("… " if start else "") + (f"{text[start:end]} …" if end > 0 else text[start:])


def mark_spans(paper: Document, mark: str | None) -> tuple[tuple[int, int], ...]:
    """Where the mark stands, when it was not a running line that the text no longer holds."""
    at = paper.text.find(mark) if mark else -1
    return ((at, at + len(mark)),) if mark and at >= 0 else title_spans(paper)


def superseded(paper: Document) -> tuple[tuple[int, int], ...]:
    """The front line that says that another paper has taken this one's place, else the title."""
    lines = (
        line for line in front_lines(paper) if re.search(r"supersed|replaced by|withdrawn", line.text, re.I)
    )
    line = next(lines, None)
    return ((line.start, line.end),) if line else title_spans(paper)


def carries(paper: Document, sought: Sought) -> Iterator[Line]:
    """The date on the paper's cover or at its head, with its version beside it."""
    said = statements(paper)
    dated = next((one for one in said if one.aspect is Aspect.DATED), None)
    version = next((one for one in said if one.aspect is Aspect.VERSION), None)
    if dated is None:
        return
    spans = [(dated.start, dated.end)]
    also = ""
    if version and sought is Sought.UPDATED:
        spans.append((version.start, version.end))
        also = f" and is version {version.value}"
    yield Line(
        paper,
        f"**{' '.join(dated.value.split())}** is the date that {named(paper)} carries{also}.",
        tuple(spans),
    )


def title_text(paper: Document) -> str:
    """The title as the front prints it."""
    spans = title_spans(paper)
    text = " ".join(paper.text[slice(*spans[0])].split()) if spans else ""
    return text if text and len(text) <= LONG else paper.title


def title_spans(paper: Document) -> tuple[tuple[int, int], ...]:
    """The front line that prints the title, else the paper's first line."""
    lines = front_lines(paper)
    words = set(re.findall(r"\w+", paper.title.lower()))

    def shared(text: str) -> float:
        held = set(re.findall(r"\w+", text.lower()))
        return len(words & held) / max(len(words | held), 1)

    best = max(lines, key=lambda line: shared(line.text), default=None)
    return ((best.start, best.end),) if best else ()
