"""Question in, ranked passages out: full text and embeddings, always both, fused by a weighted sum.

When the question names bodies, both legs see only those bodies' documents: no other council's paper can be cited.
In a conversation the paper that the turn before was about stays ahead of others that fit as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from assistant.match import Embed, Vector, weights
from assistant.question import Question
from assistant.sought import Sought, plain
from ingest.library import Library
from ingest.model import Chunk, DocumentStatus, Passage

POOL = 100
DEEP = 1_000
"""Passages asked for by each weight of words: sums of the best hundred are then as good as exact."""


def retrieve(
    library: Library,
    question: Question,
    vector: Vector,
    *,
    documents: Collection[str] | None = None,
    limit: int = 30,
    within: Sought | None = None,
) -> list[Passage]:
    """The best passages, best first. ``documents`` narrows both legs; None searches the whole library.

    ``within`` is what to search for in a conversation; then a passage's ``dense`` is still its cosine to ``vector``,
    the question's own, by which it is told what no paper is about.
    """
    dense, lexical = legs(library, within or plain(question, vector), documents=documents)
    scores = fuse(dense, lexical)
    chunks = {chunk.id: chunk for chunk in library.chunks(list(scores))}
    if within is not None:
        scores = kept_to_paper(library, scores, chunks, within, documents=documents)
        dense = dict(library.search_meaning(vector, documents=documents, limit=POOL))
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
    library: Library, sought: Sought, *, documents: Collection[str] | None = None, limit: int = POOL
) -> tuple[dict[str, float], dict[str, float]]:
    """The two legs, chunk ids with their scores: by meaning (cosine), by words (BM25, each word by its weight)."""
    tiers: dict[float, list[str]] = defaultdict(list)
    for word, weight in sought.words.items():
        tiers[weight].append(word)
    found: dict[str, float] = defaultdict(float)
    for weight, words in tiers.items():
        for key, score in library.search_words(" ".join(words), documents=documents, limit=DEEP):
            found[key] += weight * score
    best = sorted(found, key=lambda key: (-found[key], key))[:limit]
    dense = dict(library.search_meaning(sought.vector, documents=documents, limit=limit))
    return dense, {key: found[key] for key in best}


def kept_to_paper(
    library: Library,
    scores: Mapping[str, float],
    chunks: Mapping[str, Chunk],
    sought: Sought,
    *,
    documents: Collection[str] | None = None,
) -> dict[str, float]:
    """The fused scores, with a share more for passages of the paper in which the turn before found its best."""
    lifted = dict(scores)
    papers = {chunk.document for chunk in chunks.values()}
    if sought.before is None or len(papers) < 2:
        return lifted
    before = fuse(*legs(library, sought.before, documents=documents))
    best = min(before, key=lambda key: (-before[key], key), default="")
    share = weights("retrieve")["paper"]
    for paper in (chunk.document for chunk in library.chunks([best])):
        lifted.update((key, score + share) for key, score in scores.items() if chunks[key].document == paper)
    return lifted


def mixed(embed: Embed, text: str, history: str) -> Vector:
    """The question's vector with a share of the one it leans on, to tell how near an answer comes to both."""
    if not history:
        now: Vector = embed([text])[0]
        return now
    now, before = embed([text, history])
    both = now + weights("retrieve")["history"] * before
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
