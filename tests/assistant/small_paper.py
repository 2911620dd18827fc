"""A small paper of a fictional council for tests of the steps, read by the project's own reader."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant import question as questions
from assistant.evidence import Citations
from assistant.match import Matcher, matcher
from assistant.model import Source
from assistant.pool import Pool, gather
from ingest.model import Body, Chunk, Document, Passage
from ingest.parse.structure import assemble
from ingest.parse.text import read_text
from ingest.reading import Reading

WESTMARCH = Body(
    "westmarch", "Westmarch Borough Council", "Westmarch", aliases=("westmarch", "westmarch council")
)
EASTMERE = Body("eastmere", "Eastmere County Council", "Eastmere", aliases=("eastmere",))

PAPER = """# Workforce Plan 2023-2027

## Our workforce

Westmarch employs 1,204 people in five depots. The canteen serves 310 meals a day.

## Our values

Four values guide us every day:

- Kindness
- Courage
- Curiosity
- Thrift

## Action plan

| Action | Lead | Measure of success | Target date |
|---|---|---|---|
| Review the recruitment pages | Olive Farnham, Head of People | Applications up by a fifth | June 2024 |
| Launch a mentoring scheme | Ravi Sandell, Learning Manager | Fifty pairs at work | September 2024 |
"""


def read_paper(text: str = PAPER, *, body: Body = WESTMARCH, file: str = "plan.md") -> Document:
    """The document that this Markdown makes, belonging to ``body``."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return replace(assemble(read_text(text.encode()), digest=digest, file=file), body=body)


def citing(document: Document) -> Citations:
    """Citations over this one document."""
    source = Source(document.id, document.title, "Westmarch Borough Council", None, "approved", document.file)
    return Citations(lambda _: document, lambda _: source)


def words_only(texts: Sequence[str]) -> list[Reading]:
    """Stands in for the embedding: every text is as like the question as any other, so that words decide."""
    vector, no_tokens = np.full(1, 0.4, np.float32), np.zeros((0, 1), np.float16)
    return [Reading(vector, no_tokens, ()) for _ in texts]


def matching(text: str, frequency: dict[str, int] | None = None) -> Matcher:
    """A question held against texts by its words; ``frequency`` as if out of 100 chunks."""
    asked = questions.read(text)
    return matcher(
        asked, frequency=frequency or {}, total=100, vector=np.ones(1, np.float32), read=words_only
    )


def pool_of(text: str, document: Document, frequency: dict[str, int] | None = None) -> Pool:
    """Everything in the document that may answer this question; one passage holds all of it."""
    chunk = Chunk("c1", document.id, 0, "", "", document.text, 0, len(document.text), None)
    return gather(matching(text, frequency), [Passage(chunk, 0.5, 0.4, 1.0)], lambda _: document)
