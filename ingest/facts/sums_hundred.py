"""Shares that are all of something: lines that add up to a hundred everywhere but at one place."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.facts.sums_claim import Claim, Verdict
from ingest.facts.sums_labels import role_of
from ingest.facts.sums_structure import Structure

_ALL = 100.0
_MOST_OFF = 45.0
_ENOUGH = 3
_TINY = 1e-6


def slips_in_hundreds(made: Structure, other: Structure) -> Iterator[Claim]:
    """The places where shares do not make a hundred, though the same shares do at three others or more.

    ``other`` is the same table turned round: shares make a hundred along its rows or down its columns, not both.
    """
    best = _best(made)
    holds, fails, _ = _score(best)
    if holds >= _ENOUGH and -fails * 3 <= holds and holds > _score(_best(other))[0]:
        yield from (claim for claim in best if claim.verdict is Verdict.FAILS)


def _best(made: Structure) -> list[Claim]:
    """What each place says of the run of shares that makes a hundred most often."""
    places = range(len(made.sheet.across))
    tried = ([claim for at in places if (claim := _claim(at, lines, made))] for lines in _runs(made))
    return max(tried, key=_score, default=[])


def _runs(made: Structure) -> Iterator[tuple[int, ...]]:
    """Runs of neighbouring lines of shares, none of them a sum of others."""
    sheet = made.sheet
    run: list[int] = []
    for line in range(len(sheet.lines) + 1):
        if line < len(sheet.lines) and sheet.is_share(line) and not _stands_apart(line, made):
            run.append(line)
            continue
        yield from (
            tuple(run[first:last]) for first in range(len(run)) for last in range(first + 2, len(run) + 1)
        )
        run = []


def _stands_apart(line: int, made: Structure) -> bool:
    label = made.sheet.lines[line].label
    return bool(role_of(label).total) or role_of(label).memo or line in made.found


def _score(claims: list[Claim]) -> tuple[int, int, int]:
    holds = sum(claim.verdict is Verdict.HOLDS for claim in claims)
    fails = sum(claim.verdict is Verdict.FAILS for claim in claims)
    return holds, -fails, len(claims[0].terms) if claims else 0


def _claim(at: int, lines: tuple[int, ...], made: Structure) -> Claim | None:
    nums = [made.sheet.lines[line].nums[at] for line in lines]
    shown = [num for num in nums if num is not None and num.share]
    if len(shown) < len(lines):
        return None
    total = sum(num.value for num in shown)
    slack = sum(num.step for num in shown) / 2
    off = abs(total - _ALL)
    verdict = Verdict.HOLDS if off <= slack + _TINY else Verdict.FAILS if off <= _MOST_OFF else Verdict.SILENT
    return Claim("hundred", at, lines[-1], tuple((line, 1.0) for line in lines), total, None, verdict)
