"""A second engine in plain decimals, written from the formulas alone: no numpy, no floats, nothing shared.

Rates are fractions. Fractional powers go through Decimal's own exp and ln, at fifty digits.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, getcontext

getcontext().prec = 50
D = Decimal


def power(base: D, exponent: D) -> D:
    return base ** int(exponent) if exponent == int(exponent) else (base.ln() * exponent).exp()


def compound(start: D, rate: D, years: int) -> list[D]:
    levels = [start]
    for _ in range(years):
        levels.append(levels[-1] + levels[-1] * rate)
    return levels


def straight(start: D, rate: D, years: int) -> list[D]:
    return [max(D(0), start + start * rate * year) for year in range(years + 1)]


def required_rate(start: D, end: D, years: D) -> D:
    return power(end / start, 1 / years) - 1


def years_to(start: D, target: D, rate: D) -> D:
    return (target / start).ln() / (1 + rate).ln()


def stock_flow(start: D, turnover: D, backfill: D, years: int) -> list[tuple[D, D, D, D]]:
    """(opening, leavers, hires, closing) of each year."""
    lines, stock = [], start
    for _ in range(years):
        leavers = turnover * stock
        hires = backfill * leavers
        lines.append((stock, leavers, hires, stock - leavers + hires))
        stock = lines[-1][3]
    return lines


def redundancies(start: D, turnover: D, backfill: D, cut: D, years: int) -> D:
    """All redundancies when the stock must fall by ``cut`` of itself each year."""
    stock, total = start, D(0)
    for _ in range(years):
        leavers = turnover * stock
        total += max(D(0), cut * stock - (1 - backfill) * leavers)
        stock = stock - leavers + backfill * leavers - max(D(0), cut * stock - (1 - backfill) * leavers)
    return total


def average_stock_year(start: D, turnover: D, backfill: D) -> D:
    k = turnover * (1 - backfill) / 2
    return start * (1 - k) / (1 + k)


def whole_people(start: int, turnover: D, backfill: D, years: int) -> list[tuple[int, int, int]]:
    """(leavers, hires, closing) with each flow rounded half up and its remainder carried."""
    stock, carry_l, carry_h, lines = D(start), D(0), D(0), []
    for _ in range(years):
        exact_l = turnover * stock + carry_l
        exact_h = backfill * turnover * stock + carry_h
        leavers, hires = (exact.quantize(D(1), ROUND_HALF_UP) for exact in (exact_l, exact_h))
        carry_l, carry_h = exact_l - leavers, exact_h - hires
        stock += hires - leavers
        lines.append((int(leavers), int(hires), int(stock)))
    return lines


def gross_pay(fte: D, heads: D, pay: D, ni: D, threshold: D, lgps: D) -> D:
    basic = fte * pay
    national = ni * max(D(0), basic - threshold * heads)
    return basic + national + lgps * basic + max(D(0), basic / 200 - 15000)


def hires_share(share: D, target: D, turnover: D, years: int) -> D:
    kept = (1 - turnover) ** years
    return (target - share * kept) / (1 - kept)


def swap(target: D, stock: D, now: D) -> D:
    return (target * stock).to_integral_value(rounding="ROUND_CEILING") - now


def residual(gap: D, savings: list[D]) -> D:
    return gap - sum(savings, D(0))
