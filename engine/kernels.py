"""The bare arithmetic on numpy arrays: rates are fractions (−5% is −0.05), everything broadcasts.

Formulas O1 to O6 and O12 of the specification. No checking here: ``operations`` and ``batch`` do that.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def compound(start: ArrayLike, rate: ArrayLike, years: ArrayLike) -> Floats:
    """V₀(1 + r)^t."""
    first, growth, span = _floats(start), 1.0 + _floats(rate), _floats(years)
    if not isinstance(growth, np.ndarray) or np.broadcast(first, growth, span).shape != growth.shape:
        return _floats(first * growth**span)
    # In place: at 100,000 rows each new array costs as much as a sum over it.
    np.power(growth, span, out=growth)
    growth *= first
    return growth


def straight(start: ArrayLike, rate: ArrayLike, years: ArrayLike) -> Floats:
    """V₀(1 + r·t), stopping at 0."""
    level = _floats(start) * (1.0 + _floats(rate) * _floats(years))
    return _floats(np.maximum(level, 0.0))


def required_rate(start: ArrayLike, end: ArrayLike, years: ArrayLike) -> Floats:
    """(V_N / V₀)^(1/N) − 1."""
    return _floats((_floats(end) / _floats(start)) ** (1.0 / _floats(years)) - 1.0)


def time_to_target(start: ArrayLike, target: ArrayLike, rate: ArrayLike) -> Floats:
    """ln(V*/V₀) / ln(1 + r)."""
    return _floats(np.log(_floats(target) / _floats(start)) / np.log1p(_floats(rate)))


def net_rate(turnover: ArrayLike, backfill: ArrayLike, *, average: bool = False) -> Floats:
    """Yearly change of a stock with q leavers and b of them replaced: −q(1 − b), or on the average stock."""
    loss = _floats(turnover) * (1.0 - _floats(backfill))
    return _floats((1.0 - loss / 2.0) / (1.0 + loss / 2.0) - 1.0 if average else -loss)


def stock_flow(start: ArrayLike, turnover: ArrayLike, backfill: ArrayLike, years: int) -> Floats:
    """Closing stock of each year, years on the last axis, start first."""
    growth = 1.0 + net_rate(turnover, backfill)
    return _floats(_floats(start)[..., None] * growth[..., None] ** np.arange(years + 1))


def share_after(share: ArrayLike, hires: ArrayLike, turnover: ArrayLike, years: ArrayLike) -> Floats:
    """h + (p₀ − h)(1 − q)^t."""
    kept = (1.0 - _floats(turnover)) ** _floats(years)
    return _floats(_floats(hires) + (_floats(share) - _floats(hires)) * kept)


def path(start: float, rates: Floats) -> Floats:
    """V₀ · Π(1 + r_k), the start first."""
    levels = np.empty(rates.size + 1)
    levels[0] = start
    levels[1:] = start * np.cumprod(1.0 + rates)
    return levels


def _floats(values: ArrayLike) -> Floats:
    """An array of float64, without a copy where it is one already."""
    return np.asarray(values, dtype=np.float64)
