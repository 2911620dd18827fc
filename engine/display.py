"""How numbers are shown: half up on the shortest decimal form of the float, by kind of quantity.

Table of section 3 of the specification. Rounding happens here and nowhere else, and never feeds a later step.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from engine.scenario import Unit

MINUS = "−"
_FEW = 5
_LARGE = 10_000_000
"""Pounds from which a stated sum too is shown in tenths of a million."""
_SURE = Context(prec=15, rounding=ROUND_HALF_UP)
# Past this a Decimal of 28 digits has no room for decimals.
_HUGE = Decimal(10) ** 18
_QUANTA = tuple(Decimal(1).scaleb(-places) for places in range(10))
_DECIMALS = {
    Unit.PERSONS: 0,
    Unit.DAYS: 0,
    Unit.FTE: 1,
    Unit.SHARE: 1,
    Unit.PERCENT: 2,
    Unit.POINTS: 2,
    Unit.YEARS: 2,
    Unit.RATIO: 4,
    Unit.GBP_EACH: 0,
    Unit.GBP_FINE: 2,
    Unit.NUMBER: 2,
}
_SUFFIX = {
    Unit.FTE: " FTE",
    Unit.SHARE: "%",
    Unit.PERCENT: "%",
    Unit.POINTS: " points",
    Unit.YEARS: " years",
    Unit.DAYS: " days",
    Unit.DAYS_PER_FTE: " days per FTE",
}


def half_up(value: float, decimals: int) -> Decimal:
    """The shortest decimal form of the float, rounded half up (away from zero) to ``decimals`` places.

    The form has 15 digits, as many as a float is sure of: 28.5% of 1,100 comes out as 313.49999999999994 or as
    313.5 by the order of working, and is 314 people either way.
    """
    exact = _SURE.create_decimal(repr(float(value)))
    if abs(exact) >= _HUGE:
        return exact
    return exact.quantize(_QUANTA[decimals], rounding=ROUND_HALF_UP) + 0


def show(value: float, unit: Unit, decimals: int | None = None) -> str:
    """The value with its unit as people read it; ``decimals`` of the source may add to those of a share."""
    if unit is Unit.GBP:
        return _money(value)
    if unit is Unit.PERSONS and 0 < abs(value) < _FEW:
        return "fewer than 5"
    number = _plain(value, _places(value, unit, decimals))
    if unit in (Unit.GBP_EACH, Unit.GBP_FINE):
        return f"{MINUS}£{number[1:]}" if number.startswith(MINUS) else f"£{number}"
    suffix = _SUFFIX.get(unit, "")
    if number in ("1", "1.0", "1.00") and suffix in (" points", " years", " days"):
        suffix = suffix[:-1]
    return number + suffix


def stated(value: float, unit: Unit, decimals: int) -> str:
    """A figure as it was stated: a percentage keeps the decimals of its source ("5%", "65.90%"), a sum of money its pounds and
    pence where the shorter form would lose some ("£38,500")."""
    if unit is Unit.GBP and _loses_pounds(value):
        return show(value, Unit.GBP_EACH if value == int(value) else Unit.GBP_FINE)
    if unit not in (Unit.SHARE, Unit.PERCENT, Unit.POINTS):
        return show(value, unit, decimals)
    number = _plain(value, decimals)
    return f"{number} points" if unit is Unit.POINTS else f"{number}%"


def _places(value: float, unit: Unit, decimals: int | None) -> int:
    """Decimal places for a unit; days per FTE show a second one when the first would lose something."""
    if unit is Unit.DAYS_PER_FTE:
        return max(decimals or 0, 1 if abs(value * 10 - round(value * 10)) < 1e-9 else 2)
    if unit is Unit.POINTS and decimals is not None:
        return decimals
    if unit is Unit.NUMBER and decimals is not None:
        return decimals
    if unit in (Unit.SHARE, Unit.PERCENT) and decimals is not None:
        return max(_DECIMALS[unit], decimals)
    return _DECIMALS[unit]


def _plain(value: float, decimals: int) -> str:
    rounded = half_up(value, decimals)
    text = f"{abs(rounded):,}" if abs(rounded) < _HUGE else f"{abs(rounded):.6E}"
    return f"{MINUS}{text}" if rounded < 0 else text


def _money(value: float) -> str:
    """Nearest £1,000 below £10m ("£1.713m", "£880,000"); from £10m the nearest £0.1m."""
    sign = MINUS if value < 0 else ""
    size = abs(value)
    thousands = half_up(size / 1000, 0)
    if size < 1000:
        body = f"{half_up(size, 0):,}"
    elif thousands < 1000:
        body = f"{thousands}" + ",000"
    elif thousands < 10_000:
        body = f"{(thousands / 1000):.3f}".rstrip("0").rstrip(".") + "m"
    else:
        body = _large(size)
    return f"{'' if body == '0' else sign}£{body}"


def _loses_pounds(value: float) -> bool:
    """Whether the short form of a sum is less exact than the sum: below £1m to the thousand, from there to the third decimal."""
    size = abs(value)
    return size < _LARGE and size != float(half_up(size / 1000, 0)) * 1000


def _large(size: float) -> str:
    millions = half_up(size / 1e6, 1)
    return f"{millions:,}".removesuffix(".0") + "m"
