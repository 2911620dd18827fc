"""Measures of a ranking against judged passages: recall, nDCG, the reciprocal rank of the first right one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence


def recall(ranked: Sequence[str], judged: Mapping[str, int], depth: int) -> float:
    """The share of the relevant passages within the first ``depth``; there must be at least one relevant."""
    relevant = {key for key, grade in judged.items() if grade > 0}
    return len(relevant & set(ranked[:depth])) / len(relevant)


def ndcg(ranked: Sequence[str], judged: Mapping[str, int], depth: int) -> float:
    """Normalised discounted gain within the first ``depth``, grades as linear gains (as trec_eval has it)."""
    gained = sum(max(judged.get(key, 0), 0) / math.log2(rank + 2) for rank, key in enumerate(ranked[:depth]))
    best = sorted((grade for grade in judged.values() if grade > 0), reverse=True)[:depth]
    return gained / sum(grade / math.log2(rank + 2) for rank, grade in enumerate(best))


def reciprocal_rank(ranked: Sequence[str], judged: Mapping[str, int]) -> float:
    """One over the rank of the first relevant passage, 0 when none was found."""
    return next((1 / rank for rank, key in enumerate(ranked, start=1) if judged.get(key, 0) > 0), 0.0)
