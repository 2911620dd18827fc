"""How many of a question's words have a counterpart in a text, word by word and by meaning.

Each token of the question is held against every token of the text, as the embedding model reads both in context, and
the nearest counts: late interaction (Khattab and Zaharia, ColBERT, SIGIR 2020), here without training. A whole vector
says that two texts are about the same; this says whether what was asked is in the other, word for word or in other words,
which is what tells a stated thing from one that is only near it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.words import TOKEN, stem
from ingest.reading import Reading


@dataclass(frozen=True, slots=True)
class Asked:
    """The tokens of a question that carry weight: (n, 384) and (n,), the weights summing to 1."""

    tokens: NDArray[np.float32]
    weights: NDArray[np.float32]


def asked_tokens(
    texts: Sequence[str], readings: Sequence[Reading], weight: Mapping[str, float]
) -> Asked | None:
    """The tokens of the texts whose words have a weight, by stem; None when none has."""
    tokens, weights = [], []
    for text, reading in zip(texts, readings, strict=True):
        words = [(match.start(), match.end(), stem(match.group())) for match in TOKEN.finditer(text)]
        for (start, end), token in zip(reading.spans, reading.tokens, strict=True):
            inside = next(((a, b, key) for a, b, key in words if a <= start and end <= b), None)
            share = weight.get(inside[2], 0.0) * (end - start) / (inside[1] - inside[0]) if inside else 0.0
            if share > 0:
                tokens.append(token)
                weights.append(share)
    if not tokens:
        return None
    shares = np.asarray(weights, np.float32)
    return Asked(np.asarray(tokens, np.float32), shares / shares.sum())


def alignment(asked: Asked, reading: Reading) -> float:
    """The weighted mean, over the question's tokens, of the cosine to the nearest token of the text: about 0.2 to 1."""
    if not len(reading.tokens):
        return 0.0
    nearest = (asked.tokens @ reading.tokens.astype(np.float32).T).max(axis=1)
    return float((asked.weights * nearest).sum())
