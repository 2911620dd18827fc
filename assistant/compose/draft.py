"""What every answer shape hands back: how good it is, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.binding.bind import Verdict
from assistant.evidence import Citations
from assistant.model import Conflict, Status
from assistant.pool import Scored
from assistant.units import Unit
from ingest.model import Document


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a draft, with what the answer says beside it."""

    text: str
    conflicts: tuple[Conflict, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer not yet written.

    ``score`` is 0 to 1, comparable within a shape; ``coverage`` and ``likeness`` are its parts, used to decide whether it
    answers at all. ``certain`` drafts (stated facts) need no such decision.
    """

    shape: str
    score: float
    coverage: float
    likeness: float
    documents: tuple[Document, ...]
    write: Callable[[Citations], Written]
    status: Status = Status.ANSWERED
    certain: bool = False
    spans: tuple[Scored[Unit], ...] = ()
    verdict: Verdict | None = None


_PARAGRAPH_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,3}){0,2}\.?\s+(?=[A-Z“‘\"'])")


_HEADING_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.|\([a-z]\))\s+")


def named(document: Document) -> str:
    """How a document is called in a sentence: its body and title, shortest clear form."""
    body = document.body.name if document.body else ""
    title = titled(document)
    if body and body.lower() in title.lower():
        return title
    return f"{body}, {title}" if body and title else body or title or document.file


def titled(document: Document) -> str:
    """The title with its years as the period has them: "2021–23" and "2021-2023" are one period, written one way."""
    title = document.title.strip()
    if not document.period:
        return title
    return _SPAN.sub(f" {document.period}", title, count=1).strip()


def sentence(text: str) -> str:
    """A span on one line, ending in a full stop when it has no stop of its own."""
    line = _PARAGRAPH_NUMBER.sub("", " ".join(text.split()))
    return line if line.endswith((".", "!", "?", ":", ";", "”", "'", '"')) else line + "."


_SPAN = re.compile(r"\s*\(?\b(?:19|20)\d\d\s*[-–—/]\s*(?:\d{4}|\d{2})\b\)?")


def unnumbered(heading: str) -> str:
    """A heading without its printed number, which stands in no quote."""
    return _HEADING_NUMBER.sub("", heading)


def bullet_points(lines: Sequence[str]) -> str:
    """Markdown bullets, one a line."""
    return "\n".join(f"- {line}" for line in lines)
