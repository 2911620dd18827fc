"""Making probabilities mean what they say: how sharp, how far to trust a whole reading, where to abstain.

Learnt from results of scorers that had not seen the asker, so that a stranger's questions are what is promised for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.reading.learned import TRUST, Scorer
from training.evaluation import Result, is_right, right_op, share

WANTED = 0.95


def sharpness(results: Sequence[Result]) -> float:
    """The factor on the logits under which the right operations are likeliest; results with sharpness 1."""
    weights = np.array([result.example.row.weight for result in results])
    logs = [
        np.log(np.maximum([r.probability for r in result.scored.operations], 1e-12)) for result in results
    ]
    truth = [
        next((i for i, r in enumerate(result.scored.operations) if r.label == result.example.row.op), -1)
        for result in results
    ]

    def loss(factor: float) -> float:
        found = [
            z[at] * factor - np.log(np.exp(z * factor).sum()) if at >= 0 else 0.0
            for z, at in zip(logs, truth, strict=True)
        ]
        return float(-(weights @ np.array(found)))

    return min(np.arange(0.1, 2.5, 0.02).tolist(), key=loss)


def trust(results: Sequence[Result]) -> dict[str, float]:
    """Weights of what is seen of the first candidate, for the probability that the whole of it is right."""
    rows = [_seen(result) for result in results]
    right = [is_right(result.example, result.scored.candidates[0]) for result in results]
    weights = [result.example.row.weight for result in results]
    model = LogisticRegression(C=100.0, max_iter=500).fit(rows, right, sample_weight=weights)
    return dict(zip(TRUST, [float(model.intercept_[0]), *model.coef_[0].tolist()], strict=True))


def _seen(result: Result) -> list[float]:
    scored = result.scored
    return [
        float(np.log(max(scored.candidates[0].probability, 1e-12))),
        float(sum(np.log(ranked[0].probability) for ranked in scored.roles)),
        float(np.log(scored.direction[0].probability)),
        float(np.log(scored.per[0].probability)),
        float(len(scored.roles)),
    ]


def floor(
    probabilities: Sequence[float], right: Sequence[bool], weights: Sequence[float]
) -> tuple[float, float]:
    """The lowest probability from which on ``WANTED`` are right, and the share of questions that reach it."""
    order = np.argsort(-np.array(probabilities), kind="stable")
    weight = np.array(weights)[order]
    rate = np.cumsum(weight * np.array(right, dtype=float)[order]) / np.cumsum(weight)
    enough = np.nonzero((rate >= WANTED) & (np.cumsum(weight) >= 20))[0]
    if not len(enough):
        return 1.0, 0.0
    last = int(enough[-1])
    return float(np.array(probabilities)[order][last]), float(weight[: last + 1].sum() / weight.sum())


def op_floor(results: Sequence[Result]) -> tuple[float, float]:
    """``floor`` for the first operation."""
    return floor(
        [result.scored.candidates[0].probability for result in results],
        [right_op(result) for result in results],
        [result.example.row.weight for result in results],
    )


def whole_floor(results: Sequence[Result]) -> tuple[float, float]:
    """``floor`` for the first whole reading."""
    return floor(
        [result.scored.candidates[0].whole for result in results],
        [is_right(result.example, result.scored.candidates[0]) for result in results],
        [result.example.row.weight for result in results],
    )


def set_to(scorer: Scorer, **settings: float) -> Scorer:
    """The scorer with some settings changed."""
    return replace(scorer, settings={**scorer.settings, **settings})


def deciles(probabilities: Sequence[float], right: Sequence[bool], weights: Sequence[float]) -> list[str]:
    """Reliability: for each tenth of probability, how many, what was said, what came true."""
    said: NDArray[np.float64] = np.array(probabilities)
    truth, weight = np.array(right, dtype=float), np.array(weights)
    lines = []
    for low in range(10):
        inside = (said >= low / 10) & (said < (low + 1) / 10 + (low == 9))
        n = weight[inside].sum()
        if n:
            mean, true = weight[inside] @ said[inside] / n, weight[inside] @ truth[inside] / n
            lines.append(
                f"{low / 10:.1f}-{(low + 1) / 10:.1f}  n={n:6.0f}  said {mean:.2f}  right {true:.2f}"
            )
    return lines


__all__ = ["deciles", "floor", "op_floor", "set_to", "share", "sharpness", "trust", "whole_floor"]
