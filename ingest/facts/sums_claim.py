"""Whether a printed figure is what the others give: the arithmetic of one claim, with the slack that rounding needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ingest.facts.sums_sheet import Num

_TINY = 1e-6
_ALL = 100.0
_FARTHEST = 2.6
_MEAN = 1.7
_COARSE = (10.0, 5.0)


class Verdict(Enum):
    """What one place says of a claim: it holds, it fails, or nothing can be said there."""

    HOLDS = "holds"
    FAILS = "fails"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Claim:
    """At place ``at`` along a line, ``terms`` (line and sign) give ``computed``, and ``printed`` stands there.

    ``also`` counts the other places of the line that fail in the same way: a row is missing, then.
    """

    kind: str
    at: int
    result: int
    terms: tuple[tuple[int, float], ...]
    computed: float
    printed: Num | None
    verdict: Verdict
    also: int = 0

    @property
    def off(self) -> float:
        """Printed less computed; for shares that are all of something, what is missing or too much."""
        return (self.printed.value if self.printed else _ALL) - self.computed


def verdict_of_sum(
    terms: Sequence[tuple[Num | None, float]], result: Num | None, *, exact: bool
) -> tuple[Verdict, float]:
    """Whether figures with their signs add up to the printed one, and what they add up to."""
    known = [(num, sign) for num, sign in terms if num is not None]
    total = sum(num.value * sign for num, sign in known)
    shown = [num for num, _ in known if not num.empty]
    if result is None or result.empty or len(known) < len(terms) or _mixed([*shown, result]):
        return Verdict.SILENT, total
    if sum(bool(num.value) for num in shown) < 2 or (result.share and result.value != _ALL):
        return Verdict.SILENT, total
    slack = 0.0 if exact and _whole([*shown, result]) else sum(num.step for num in (*shown, result)) / 2
    if abs(total - result.value) <= slack + _TINY:
        return Verdict.HOLDS, total
    return (Verdict.FAILS if _may_fail(total, result, known, shown) else Verdict.SILENT), total


def count(claims: Sequence[Claim], verdict: Verdict) -> int:
    """How many of the claims have this verdict."""
    return sum(claim.verdict is verdict for claim in claims)


def holds_about(computed: float, printed: Num, slack: float) -> bool:
    """Whether a computed figure is the printed one, allowing for what went in and for its own last digit."""
    return abs(computed - printed.value) <= slack + printed.step / 2 + _TINY


def _may_fail(total: float, result: Num, known: Sequence[tuple[Num, float]], shown: Sequence[Num]) -> bool:
    """Whether a sum that does not come out is a slip: no average (near the mean of the rest), nothing blank, nothing rounded to fives."""
    values = [num.value for num in shown]
    alike = all(value >= 0 for value in (*values, result.value)) or all(
        value <= 0 for value in (*values, result.value)
    )
    sizes = sorted(map(abs, values))
    between = sizes[0] <= abs(result.value) <= min(sizes[-1], _MEAN * sum(sizes) / len(sizes))
    blank = any(num.empty and not num.text for num, _ in known)
    if (
        (alike and between and all(sign > 0 for _, sign in known))
        or blank
        or _coarse(total - result.value, [*shown, result])
    ):
        return False
    near, far = sorted((abs(total), abs(result.value)))
    return not alike or far <= _FARTHEST * near


def _mixed(nums: Sequence[Num]) -> bool:
    return len({num.share for num in nums}) > 1


def _whole(nums: Sequence[Num]) -> bool:
    return all(num.step == 1.0 for num in nums)


def _coarse(off: float, nums: Sequence[Num]) -> bool:
    """Whether all are multiples of five or ten and the difference is what such rounding leaves."""
    for step in _COARSE:
        if all(num.value % step == 0 for num in nums):
            return len(nums) > 2 and abs(off) <= len(nums) * step / 2
    return False
