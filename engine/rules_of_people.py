"""People counted from a printed share: a whole number where exactly one fits the share as it was rounded."""

from __future__ import annotations

import math

_ALLOWANCE = 1e-9


def fitting(share: float, whole: float, decimals: int) -> tuple[int, int] | None:
    """The least and the most people whose share of ``whole`` is printed as ``share``; None when no whole number is."""
    half = 0.5 * 10.0**-decimals
    least = math.ceil((share - half) / 100.0 * whole - _ALLOWANCE)
    most = math.floor((share + half) / 100.0 * whole + _ALLOWANCE)
    return (max(least, 0), most) if most >= max(least, 0) else None


def counted(share: float, whole: float, decimals: int) -> float:
    """The one number of people that fits, else the share of the whole as it comes out."""
    band = fitting(share, whole, decimals)
    if band is not None and band[0] == band[1]:
        return float(band[0])
    return share / 100.0 * whole
