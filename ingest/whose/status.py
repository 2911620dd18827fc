"""How far a paper has got, by place: its title and running lines, its cover, its file's name, what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from ingest.about import Aspect, statements
from ingest.model import Document, DocumentStatus, Origin
from ingest.whose.front import front_lines
from ingest.whose.sort import REPORTS
from ingest.whose.words import Phrase, begins, holds, phrases, plain_words, stands

_RUNNING = ("head", "foot", "running", "letterhead", "front matter")
_LONGEST, _FRONT_LINE = 160, 110
_FRONT_LINES = 10

Line = tuple[str, str, int | None]
"""A line that may say it: its place, its text, its page."""


def status_of(
    document: Document, title: str, kind: str | None = None
) -> tuple[DocumentStatus, Origin | None]:
    """How far the paper has got, and the line that says so; mostly it does not say."""
    mark = next(_drafts(document, title), None)
    if mark is not None:
        return DocumentStatus.DRAFT, _origin(mark)
    said = next(
        (line for line in _short_lines(document, title) if holds(plain_words(line[1]), "superseded")), None
    )
    if said is not None:
        return DocumentStatus.SUPERSEDED, _origin(said)
    told = _approved(document, title, kind)
    return (DocumentStatus.APPROVED, _origin(told)) if told else (DocumentStatus.UNKNOWN, None)


def draft_mark(document: Document, title: str) -> str | None:
    """The title, running line or front line that marks the paper as a draft, as printed; None when none does."""
    return next((text for _, text, _ in _drafts(document, title)), None)


def _origin(line: Line) -> Origin:
    place, text, page = line
    return Origin("status", place, text, page)


def _short_lines(document: Document, title: str) -> Iterator[Line]:
    """The title, the running lines and the first lines of the front."""
    yield "title", title, None
    yield from _running(document)
    for line in front_lines(document)[:_FRONT_LINES]:
        yield "cover", line.text, document.page_of(line.start)


def _running(document: Document) -> Iterator[Line]:
    for one in document.furniture:
        if one.place in _RUNNING and len(one.text) <= _LONGEST:
            yield one.place, one.text, one.pages[0] if one.pages else None


def _drafts(document: Document, title: str) -> Iterator[Line]:
    """Every line that marks the paper as a draft, the surest place first."""
    for place, text, page in _running(document):
        if _any_draft(plain_words(text)):
            yield place, text, page
    for line in front_lines(document):
        if len(line.text) < _FRONT_LINE and _marks_a_draft(line.text):
            yield "cover", line.text, document.page_of(line.start)
        elif (label := _status_label(line.text)) and _any_draft(plain_words(label)):
            yield "cover", label, document.page_of(line.start)
    if _marks_a_draft(title):
        yield "title", title, None
    if _any_draft(plain_words(PurePath(document.file).stem.replace("_", " "))):
        yield "file", document.file, None
    for said in statements(document, title):
        if said.aspect is Aspect.DRAFT and not said.subject and not said.planned:
            text = " ".join(document.text[said.start : said.end].split())
            yield "sentence", text, document.page_of(said.start)


def _any_draft(words: Phrase) -> bool:
    return holds(words, "draft")


def _marks_a_draft(text: str) -> bool:
    """Whether a line of the front is a draft mark: "DRAFT v2", "Consultation draft", "Draft Workforce Plan"."""
    if "(draft" in text.lower():
        return True
    words = plain_words(text)
    at = stands(words, ("draft",))
    if at < 0:
        return False
    alone = len(words) - at <= 4 and at <= 1 and not any(map(str.islower, text.split()[at + 1 : at + 3]))
    return words[-1] == "draft" or (at == 0 and holds(words, "nouns")) or len(words) == 1 or alone


def _status_label(text: str) -> str:
    """What stands behind "Status:" or "Status of this paper:" in a line, up to the end of its sentence."""
    label, colon, value = text.partition(":")
    words = plain_words(label)
    if colon and words[:1] in (("status",), ("version",)) and len(words) < 5:
        return f"{label}: {value.split('.')[0].strip()}"
    return ""


def _approved(document: Document, title: str, kind: str | None) -> Line | None:
    """The line that says that the paper was approved, adopted or is final."""
    lines = [
        *_running(document),
        *(("cover", line.text, document.page_of(line.start)) for line in front_lines(document)),
    ]
    for line in lines:
        words = plain_words(line[1])
        if holds(words, "approved_within") or (kind not in REPORTS and _tells_approval(words, line[1])):
            return line
    if kind in REPORTS:
        return None
    for said in statements(document, title):
        if said.aspect is Aspect.APPROVED and not said.subject and not said.planned and said.value:
            text = " ".join(document.text[said.start : said.end].split())
            return "sentence", text, document.page_of(said.start)
    return None


def _tells_approval(words: Phrase, text: str) -> bool:
    """Whether a short line opens with "Approved by …", or holds it behind a title set on the same line."""
    if len(text) > _LONGEST or text.endswith(".") or holds(words, "not_yet"):
        return False
    size = begins(words, "approved_first")
    if size and words[size : size + 1] in phrases("approved_then"):
        return True
    return any(
        word[:1].isupper()
        and plain_words(word) in phrases("approved_first")
        and plain_words(after) in phrases("approved_then")
        for word, after in zip(text.split(), text.split()[1:], strict=False)
    )
