"""A text as the embedding model reads it: what the rooms above see of the model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """One vector of length one for the whole text, and one for each of its tokens.

    ``tokens`` is (n, 384), kept in half precision; ``spans`` are the n places of the tokens in the text. A text longer
    than the model takes is read as far as it goes.
    """

    vector: Vectors
    tokens: NDArray[np.float16]
    spans: tuple[tuple[int, int], ...]
