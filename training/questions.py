"""The two question files as one kind of row: wordings with their labels, by writer, ready to be split.

The folder holds ``questions.jsonl`` (one writer, templates with several realisations) and
``questions_second_writer.jsonl`` (six askers, plain wordings).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

FILES = ("questions.jsonl", "questions_second_writer.jsonl")
FIRST = "first"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span: characters ``start`` to ``end`` of the question, its type and its role."""

    start: int
    end: int
    type: str
    role: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its labels. ``group`` is the same for all realisations of a wording; they weigh 1 in all."""

    text: str
    previous: str
    op: str
    direction: str
    per: str
    curve: str
    marks: tuple[Mark, ...]
    writer: str
    group: str
    ask: bool
    weight: float = 1.0


def read(folder: Path) -> list[Row]:
    """The rows of both files, in order."""
    rows = [_row(json.loads(line), name) for name in FILES for line in (folder / name).open(encoding="utf-8")]
    sizes = Counter(row.group for row in rows)
    return [replace(row, weight=1.0 / sizes[row.group]) for row in rows]


def digest(folder: Path) -> str:
    """SHA-256 over the bytes of the files, in order."""
    total = hashlib.sha256()
    for name in FILES:
        total.update((folder / name).read_bytes())
    return total.hexdigest()


def _row(data: dict[str, object], name: str) -> Row:
    text = str(data["text"])
    first = "template" in data
    return Row(
        text=text,
        previous=str(data["prev"]),
        op=str(data["op"]),
        direction=str(data["dir"]),
        per=str(data["per"]),
        curve=str(data["curve"]),
        marks=tuple(_marks(text, data["spans"])),
        writer=FIRST if first else str(data["writer"]),
        group=f"{name}:{data['template'] if first else text + '|' + str(data['prev'])}",
        ask=bool(data.get("ask", False)),
    )


def _marks(text: str, spans: object) -> Iterator[Mark]:
    """Marks with their places; the second file gives words in order of appearance instead of places."""
    at = 0
    assert isinstance(spans, list)
    for span in spans:
        if "s" in span:
            start, end = span["s"], span["e"]
        else:
            start = text.find(span["text"], at)
            start = start if start >= 0 else text.find(span["text"])
            end = start + len(span["text"])
            at = max(at, end)
        if start >= 0:
            # a generated comma behind a sum is no part of it
            yield Mark(start, start + len(text[start:end].rstrip(",")), span["type"], span["role"])
