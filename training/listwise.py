"""Weights by which the right ones of a list come first: a softmax over each list, fitted by Adam. No chance is involved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
List = tuple[NDArray[np.floating], NDArray[np.bool_]]
"""One list: a row of marks for each of its members, and which of them are right."""
_FIRST, _SECOND, _TINY = 0.9, 0.999, 1e-8


@dataclass(frozen=True)
class Fit:
    """How weights are fitted: ``penalty`` on their squares (one, or one for each), ``hold`` puts them back where they may be."""

    steps: int
    rate: float
    penalty: float | Floats
    hold: Callable[[Floats], Floats] = lambda weight: weight


def listwise(lists: Sequence[List], fit: Fit) -> Floats:
    """One weight for each column; lists without a right member teach nothing."""
    lists = [(matrix, right) for matrix, right in lists if right.any()]
    weight, first, second = (np.zeros(lists[0][0].shape[1]) for _ in range(3))
    for step in range(1, fit.steps + 1):
        slope = fit.penalty * weight
        for matrix, right in lists:
            value = matrix @ weight
            share = np.exp(value - value.max())
            share /= share.sum()
            wanted = share * right
            slope -= (wanted / (wanted.sum() + 1e-12) - share) @ matrix
        first = _FIRST * first + (1 - _FIRST) * slope
        second = _SECOND * second + (1 - _SECOND) * slope * slope
        move = (first / (1 - _FIRST**step)) / (np.sqrt(second / (1 - _SECOND**step)) + _TINY)
        weight = fit.hold(weight - fit.rate * move)
    return np.asarray(weight, np.float64)
