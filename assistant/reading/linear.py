"""Linear models over named features, kept as small arrays: the arithmetic of the learned reader.

A model holds its features' names, its labels and a weight for each pair, as whole numbers from -127 to 127 with
one scale for each label.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Arrays = Mapping[str, NDArray[np.generic]]


@dataclass(frozen=True)
class Linear:
    """``labels`` scored from ``names``: ``steps`` (names × labels, int8) times ``scale`` (labels), plus ``bias``."""

    names: tuple[str, ...]
    labels: tuple[str, ...]
    steps: NDArray[np.int8]
    scale: Floats
    bias: Floats

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.names)}

    @cached_property
    def _weights(self) -> Floats:
        return self.steps.astype(np.float64) * self.scale

    def known(self, features: Iterable[str]) -> list[int]:
        """The places of those features that the model has."""
        return [self._places[name] for name in features if name in self._places]

    def logits(self, features: Iterable[str], given: Iterable[str] = ()) -> Floats:
        """One score for each label. The ``features`` have length 1 together, each of the ``given`` weighs 1."""
        places = self.known(features)
        seen = self._weights[places].sum(axis=0) / max(1, len(places)) ** 0.5
        return np.asarray(seen + self._weights[self.known(given)].sum(axis=0) + self.bias, dtype=np.float64)

    def dense_logits(self, values: NDArray[np.floating]) -> Floats:
        """The same for a vector with a value for every name, such as an embedding."""
        return np.asarray(values, dtype=np.float64) @ self._weights + self.bias

    def arrays(self, prefix: str) -> dict[str, NDArray[np.generic]]:
        """The model as plain arrays, to be kept in a file."""
        return {
            f"{prefix}.names": as_bytes(self.names),
            f"{prefix}.labels": as_bytes(self.labels),
            f"{prefix}.steps": self.steps,
            f"{prefix}.scale": self.scale.astype(np.float32),
            f"{prefix}.bias": self.bias.astype(np.float32),
        }


def from_arrays(arrays: Arrays, prefix: str) -> Linear:
    """The model that ``Linear.arrays`` gave."""
    return Linear(
        names=as_text(arrays[f"{prefix}.names"]),
        labels=as_text(arrays[f"{prefix}.labels"]),
        steps=arrays[f"{prefix}.steps"].astype(np.int8),
        scale=arrays[f"{prefix}.scale"].astype(np.float64),
        bias=arrays[f"{prefix}.bias"].astype(np.float64),
    )


def as_bytes(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Texts without line breaks as UTF-8 bytes, a line each."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def as_text(array: NDArray[np.generic]) -> tuple[str, ...]:
    """The texts that ``as_bytes`` was given."""
    return tuple(array.astype(np.uint8).tobytes().decode().split("\n"))


def log_shares(logits: Floats) -> Floats:
    """Natural logarithms of the probabilities that belong to logits."""
    top = logits - logits.max()
    return np.asarray(top - np.log(np.exp(top).sum()), dtype=np.float64)
