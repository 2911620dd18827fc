"""Question in, ranked passages out: full text and embeddings, always both, fused by a weighted sum.

When the question names bodies, both legs see only those bodies' documents: no other council's paper can be cited.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from assistant import question as questions
from assistant.match import Embed, Vector, weights
from assistant.question import Question
from assistant.words import alike, spelled_out
from ingest.library import Library
from ingest.model import DocumentStatus, Passage

POOL = 60
Spans = Sequence[tuple[int, int]]


def search_words_of(question: Question) -> str:
    """The words to search for: the question's own, then their synonyms."""
    extra = sorted({other for word in question.stems for other in alike(word)} - set(question.stems))
    return " ".join((*question.words, *spelled_out(question.text), *extra[:24]))


def retrieve(
    library: Library,
    question: Question,
    vector: Vector,
    *,
    documents: Collection[str] | None = None,
    limit: int = 30,
) -> list[Passage]:
    """The best passages, best first. ``documents`` narrows both legs; None searches the whole library."""
    dense, lexical = legs(library, question, vector, documents=documents)
    scores = fuse(dense, lexical)
    chunks = {chunk.id: chunk for chunk in library.chunks(list(scores))}
    standing = {card.id: _standing(card.status) for card in library.documents()}
    passages = [
        Passage(
            chunk, scores[key] * standing.get(chunk.document, 1.0), dense.get(key, 0.0), lexical.get(key, 0.0)
        )
        for key, chunk in chunks.items()
    ]
    # The chunk id breaks ties, so that the order never depends on the order of ingestion.
    return sorted(passages, key=lambda passage: (-passage.score, passage.chunk.id))[:limit]


def legs(
    library: Library,
    question: Question,
    vector: Vector,
    *,
    documents: Collection[str] | None = None,
    limit: int = POOL,
) -> tuple[dict[str, float], dict[str, float]]:
    """The two legs, chunk ids with their scores: by meaning (cosine), by words (BM25)."""
    lexical = library.search_words(search_words_of(question), documents=documents, limit=limit)
    return dict(library.search_meaning(vector, documents=documents, limit=limit)), dict(lexical)


def in_context(
    text: str, history: str, *, aside: bool, spans: Spans = (), spans_before: Spans = ()
) -> Question:
    """The question with the words of the earlier one that it leans on; spans are those of bodies' names."""
    read = questions.read(text, body_spans=spans)
    if not history:
        return read
    return questions.with_history(read, questions.read(history, body_spans=spans_before).words, faint=aside)


def mixed(embed: Embed, text: str, history: str, *, leaned: bool = True) -> Vector:
    """The question's vector with a share of the earlier question's: more when it leans on it."""
    now: Vector = embed([text])[0]
    if not history:
        return now
    share = weights("retrieve")["history"] * (2 if leaned else 1)
    both = now + share * embed([history])[0]
    return np.asarray(both / np.linalg.norm(both), dtype=np.float32)


def fuse(dense: Mapping[str, float], lexical: Mapping[str, float]) -> dict[str, float]:
    """Normalised weighted sum of the two legs: 0 to 1; a chunk that one leg missed gets nothing from it."""
    share = weights("retrieve")["dense"]
    dense_part, lexical_part = _normalised(dense), _normalised(lexical)
    keys: Sequence[str] = sorted({*dense_part, *lexical_part})
    return {key: share * dense_part.get(key, 0.0) + (1 - share) * lexical_part.get(key, 0.0) for key in keys}


def _normalised(scores: Mapping[str, float]) -> dict[str, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    floor = min(low, high * 0.5)
    span = (high - floor) or 1.0
    return {key: (score - floor) / span for key, score in scores.items()}


def _standing(status: DocumentStatus) -> float:
    table = weights("retrieve")
    if status is DocumentStatus.DRAFT:
        return table["draft"]
    return table["superseded"] if status is DocumentStatus.SUPERSEDED else 1.0
