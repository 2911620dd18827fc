"""Differences, shares and changes in percent: lines that are worked out of two others, found by where they come out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.facts.sums_arithmetic import change, difference, of_both, share
from ingest.facts.sums_claim import Claim, Verdict, count, holds_about
from ingest.facts.sums_sheet import Num, Sheet
from ingest.facts.sums_structure import Structure

_REACH = 8
_TINY = 1e-6
_ENOUGH = 3
Work = Callable[[Num, Num], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to work a figure out of two: the value and the slack that their rounding leaves."""

    kind: str
    work: Work


def slips_in_pairs(made: Structure) -> Iterator[Claim]:
    """The places where a difference, a share or a change does not come out, though it does elsewhere on its line."""
    for result in range(len(made.sheet.lines)):
        if made.sheet.is_share(result):
            yield from _slips(result, made, [_SHARE, _CHANGE, _OF_BOTH], enough=_ENOUGH)
        elif made.roles[result].difference and result not in made.found:
            yield from _slips(result, made, [_DIFFERENCE], enough=2)


_DIFFERENCE = _Way("difference", difference)
_SHARE = _Way("share", share)
_CHANGE = _Way("change", change)
_OF_BOTH = _Way("share of both", of_both)


def _slips(result: int, made: Structure, ways: Sequence[_Way], *, enough: int) -> Iterator[Claim]:
    """The failures of the way and the pair that come out most often; none where that is not often enough."""
    tried = [
        claims
        for way in ways
        for one, other in _pairs(result, made.sheet)
        if (claims := _claims(way, result, one, other, made))
    ]
    if not tried:
        return
    best = max(tried, key=_score)
    holds, fails = count(best, Verdict.HOLDS), count(best, Verdict.FAILS)
    if holds < enough or fails * 2 > holds:
        return
    alike = [claims for claims in tried if count(claims, Verdict.HOLDS) >= holds - 1 and claims is not best]
    for claim in best:
        held = any(
            other.at == claim.at and other.verdict is Verdict.HOLDS for claims in alike for other in claims
        )
        if (claim.verdict is Verdict.FAILS or _is_loose(claim, best)) and not held:
            yield claim


def _is_loose(claim: Claim, line: Sequence[Claim]) -> bool:
    """Whether a figure comes out only thanks to rounding that no other on its line needs, and is off by more than a digit."""
    others = [other for other in line if other is not claim]
    whole = claim.kind != "difference" and len(others) > _ENOUGH and all(map(_is_tight, others))
    return whole and claim.printed is not None and abs(claim.off) > 2 * claim.printed.step


def _is_tight(claim: Claim) -> bool:
    return claim.printed is not None and abs(claim.off) <= claim.printed.step / 2 + _TINY


def _pairs(result: int, sheet: Sheet) -> Iterator[tuple[int, int]]:
    near = [
        line
        for line in range(len(sheet.lines))
        if line != result and abs(line - result) <= _REACH and not sheet.is_share(line)
    ]
    yield from ((one, other) for one in near for other in near if one != other)


def _claims(way: _Way, result: int, one: int, other: int, made: Structure) -> list[Claim]:
    lines = made.sheet.lines
    found = []
    for at, (first, second, printed) in enumerate(
        zip(lines[one].nums, lines[other].nums, lines[result].nums, strict=True)
    ):
        if (
            first is None
            or second is None
            or printed is None
            or printed.empty
            or (first.empty and second.empty)
        ):
            continue
        if (
            first.share
            or second.share
            or (way.kind != "difference" and (not second.value or not printed.share))
        ):
            continue
        computed, slack = way.work(first, second)
        verdict = _verdict(way, computed, printed, slack)
        if not first.value or not second.value or (first.empty or second.empty):
            verdict = Verdict.SILENT if verdict is Verdict.FAILS or not first.value else verdict
        found.append(Claim(way.kind, at, result, ((one, 1.0), (other, -1.0)), computed, printed, verdict))
    return found


def _verdict(way: _Way, computed: float, printed: Num, slack: float) -> Verdict:
    """A figure that differs only in its sign, or lies far off, says nothing: the one may be printed so, the other is
    another thing.
    """
    if holds_about(computed, printed, slack):
        return Verdict.HOLDS
    if holds_about(-computed, printed, slack):
        return Verdict.HOLDS if way.kind in ("difference", "change") else Verdict.SILENT
    return Verdict.FAILS


def _score(claims: Sequence[Claim]) -> tuple[int, int, int]:
    """How well a pair bears up; of pairs that bear up alike, the one whose signs are those printed."""
    signed = sum(claim.printed is not None and claim.computed * claim.printed.value >= 0 for claim in claims)
    return count(claims, Verdict.HOLDS), -count(claims, Verdict.FAILS), signed
