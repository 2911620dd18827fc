"""Shares of a column's total, printed beside it in a column of their own."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.facts.sums_arithmetic import share as share_of
from ingest.facts.sums_claim import Claim, Verdict, count, holds_about
from ingest.facts.sums_labels import adds_up
from ingest.facts.sums_sheet import Sheet
from ingest.facts.sums_structure import Structure

_ENOUGH = 3


def slips_of_the_whole(made: Structure) -> Iterator[Claim]:
    """Shares of a column's total, printed beside it: where one is not its row's figure over the total's."""
    if not made.sheet.down:
        return
    totals = [line for line in made.found if made.sheet.lines[line].nums]
    for share in range(len(made.sheet.across)):
        if _is_share_column(share, made.sheet) and totals:
            yield from _of_total(share, totals[-1], made)


def _is_share_column(at: int, sheet: Sheet) -> bool:
    known = [line.nums[at] for line in sheet.lines]
    shown = [num for num in known if num is not None and not num.empty]
    return len(shown) > 2 and all(num.share for num in shown)


def _of_total(share: int, total: int, made: Structure) -> Iterator[Claim]:
    """The slips of one column of shares, by the column of figures that gives most of them."""
    tried = [
        claims
        for column in range(len(made.sheet.across))
        if column != share
        and adds_up(made.sheet.across[column])
        and (claims := _shares_of(share, column, total, made))
    ]
    best = max(tried, key=lambda claims: count(claims, Verdict.HOLDS), default=[])
    holds, fails = count(best, Verdict.HOLDS), count(best, Verdict.FAILS)
    if holds >= _ENOUGH and fails * 2 <= holds:
        yield from (claim for claim in best if claim.verdict is Verdict.FAILS)


def _shares_of(share: int, column: int, total: int, made: Structure) -> list[Claim]:
    whole = made.sheet.lines[total].nums[column]
    if whole is None or not whole.value or whole.share:
        return []
    found = []
    for place, line in enumerate(made.sheet.lines):
        part, printed = line.nums[column], line.nums[share]
        if part is None or printed is None or printed.empty or part.empty or part.share or place == total:
            continue
        computed, slack = share_of(part, whole)
        verdict = Verdict.HOLDS if holds_about(computed, printed, slack) else Verdict.FAILS
        found.append(
            Claim("share of total", share, place, ((column, 1.0), (total, -1.0)), computed, printed, verdict)
        )
    return found
