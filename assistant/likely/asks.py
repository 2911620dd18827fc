"""Which sum a question asks for, with a probability for each: linear models over its words, its meaning, and what the reader of
operations makes of it.

The weights are packaged (``data/sum_asks.npz``, made by ``training/train_sums.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np

from assistant.match import Vector
from assistant.reading import features
from assistant.reading.asks import scored
from assistant.reading.linear import Linear, from_arrays, log_shares

WEIGHTS = "data/sum_asks.npz"
WORDS, MEANING, OPERATIONS = "words", "meaning", "operations"
LEAST = 1e-3
NO_SUM = frozenset({"printed", "text"})


def chances(question: str, vector: Vector) -> Mapping[str, float]:
    """The probability of each thing that may be asked; ``vector`` is the question's own."""
    return chances_by(_models(), question, vector)


def chances_by(models: Mapping[str, Linear], question: str, vector: Vector) -> Mapping[str, float]:
    """The same by these models."""
    operations = np.array(operations_of(question, models[OPERATIONS].names))
    logits = models[WORDS].logits(words_of(question)) + models[MEANING].dense_logits(vector)
    shares = np.exp(log_shares(logits + models[OPERATIONS].dense_logits(operations)))
    return dict(zip(models[WORDS].labels, shares.tolist(), strict=True))


def log_chance(asked: Mapping[str, float], asks: Sequence[str]) -> float:
    """The logarithm of the probability that one of these is asked."""
    return float(np.log(max(sum(asked.get(name, 0.0) for name in asks), LEAST)))


def asks_for_a_sum(asked: Mapping[str, float]) -> float:
    """The probability that something is to be worked out."""
    return sum(share for name, share in asked.items() if name not in NO_SUM)


def words_of(question: str) -> list[str]:
    """The features of the words of a question."""
    spans, _ = scored(question)
    return features.of_question(features.tokens(question, spans), spans, "")


def operations_of(question: str, names: Sequence[str]) -> list[float]:
    """The root of the probability of each operation that the reader knows, in the order of these names."""
    shares = {one.label: one.probability for one in scored(question)[1].operations}
    return [float(shares.get(name, 0.0) ** 0.5) for name in names]


@cache
def _models() -> Mapping[str, Linear]:
    with np.load(BytesIO(files("assistant").joinpath(WEIGHTS).read_bytes()), allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    return {name: from_arrays(arrays, name) for name in (WORDS, MEANING, OPERATIONS)}
