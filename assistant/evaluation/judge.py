"""What is wrong with an answer, if anything: words and figures it must and must not hold, sources, quotes."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterator

from assistant.evaluation.rows import LEADING, Row
from assistant.model import Answer, Evidence, EvidenceKind, Route, Source
from ingest.model import Document

FRONT = 400
"""Characters within which a fact, a person or a date must stand: people should not have to hunt."""

REFUSALS = ("unanswerable", "out_of_scope", "refused")
_STOPPED = ("clarify", "unanswerable", "refused", "invalid", "out_of_scope")
_SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_LABEL = re.compile(r"\[\s*[\w, ]{1,12}\]")
_FIGURE = re.compile(
    r"(?<![\w.])[-−]?£?\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?!\d)(?:\s?(thousand|million|billion|bn|k|m)\b)?",
    re.I,
)
SMALL = 12
"""Whole numbers up to here are counts and list numbers, which need no proof."""

CitedAs = Callable[[str, Source], bool]


def folded(text: str) -> str:
    """Lower case without markup, punctuation and runs of white space, so that only the words compare."""
    bare = html.unescape(re.sub(r"<[^>]+>", " ", unicodedata.normalize("NFKC", text))).lower()
    words = re.sub(r"[^0-9a-z£%.]+", " ", bare.replace(",", ""))
    return words.replace(" . ", " ").strip()


def figures(text: str) -> Iterator[tuple[float, float]]:
    """Every number of a text twice: as written, and with its thousand, million or billion applied."""
    for whole, fraction, suffix in _FIGURE.findall(_LABEL.sub(" ", text)):
        value = float(whole.replace(",", "") + fraction)
        yield value, value * _SCALE.get(suffix.lower(), 1)


def states(text: str, value: float, tolerance: float) -> bool:
    """Whether the text states this figure; one written in millions may be rounded by 0.6%."""
    rounded = max(tolerance, abs(value) * 0.006)
    return any(
        abs(written - value) <= tolerance or (scaled != written and abs(scaled - value) <= rounded)
        for written, scaled in figures(text)
    )


def fault(row: Row, answer: Answer, cited_as: CitedAs) -> str:
    """Empty when the answer is right, else the first thing that is wrong with it."""
    words = folded(answer.text)
    for barred in row.none:
        if re.search(rf"(?<![0-9a-z]){re.escape(folded(barred))}(?![0-9a-z])", words):
            return f"says {barred!r}"
    if row.route:
        return _engine_fault(row, answer)
    if row.refuse:
        return "" if answer.status.startswith(REFUSALS) else f"status {answer.status.value}"
    return _text_fault(row, answer, words) or cite_fault(row, answer, cited_as)


def _engine_fault(row: Row, answer: Answer) -> str:
    status, route = answer.status.value, answer.route
    went = f"route {route.value}, status {status}"
    if row.route == "clarify":
        return "" if status.startswith(("clarify", "unanswerable")) else f"status {status}"
    if row.route == "error":
        return "" if status.startswith(_STOPPED) or answer.warnings else f"status {status}"
    if row.route == "retrieve":
        return "" if route is not Route.PROJECT and status.startswith(("answered", "unanswerable")) else went
    if route not in (Route.PROJECT, Route.COMPARE):
        return went
    return next(
        (f"does not state {value:.6g}" for value, near in row.values if not states(answer.text, value, near)),
        "",
    )


def _text_fault(row: Row, answer: Answer, words: str) -> str:
    if not answer.status.startswith("answered") or answer.status.value != (row.status or answer.status.value):
        return f"status {answer.status.value}"
    leading = row.kind in LEADING
    scope = folded(answer.text[:FRONT]) if leading else words
    for group in row.all:
        if not any(folded(alternative) in scope for alternative in group):
            return f"lacks {group[0]!r}" + (f" in its first {FRONT} characters" if leading else "")
    return ""


def cite_fault(row: Row, answer: Answer, cited_as: CitedAs) -> str:
    """The first document that should have been cited and was not."""
    cited = [item.document for item in answer.evidence if item.document]
    return next(
        (f"does not cite {name}" for name in row.cite if not any(cited_as(name, source) for source in cited)),
        "",
    )


def named_in(name: str, source: Source) -> bool:
    """Whether the name stands in what is shown of a document: council, title, file, period."""
    shown = " ".join((source.council, source.title, source.file, source.period or "", source.id))
    return name.lower() in shown.lower()


def altered_quotes(answer: Answer, document_of: Callable[[str], Document]) -> list[Evidence]:
    """The evidence whose quote is not, character for character, what stands at its place in the document."""
    wrong = []
    for item in answer.evidence:
        if item.document is None or item.kind not in (EvidenceKind.PASSAGE, EvidenceKind.FACT):
            continue
        text = document_of(item.document.id).text
        if (
            item.start is None
            or item.end is None
            or not item.quote
            or text[item.start : item.end] != item.quote
        ):
            wrong.append(item)
    return wrong


def loose_figures(answer: Answer, asked: str) -> list[float]:
    """The figures of the text that stand neither in a quote, nor in what was asked, nor in the projection."""
    known = [value for pair in figures(asked) for value in pair]
    for item in answer.evidence:
        source = item.document
        about = (
            f"{source.title} {source.council} {source.period or ''} {source.file} {source.id}"
            if source
            else ""
        )
        known += [
            value for pair in figures(f"{item.quote} {item.columns} {item.read_as} {about}") for value in pair
        ]
    known += [value for pair in figures(json.dumps(answer.projection or {}, default=str)) for value in pair]
    return [
        written
        for written, scaled in figures(answer.text)
        if not (written <= SMALL and written == int(written)) and not _accounted(written, scaled, known)
    ]


def _accounted(written: float, scaled: float, known: list[float]) -> bool:
    return any(
        min(abs(written - value), abs(scaled - value)) <= max(0.051, abs(value) * 0.006) for value in known
    )
