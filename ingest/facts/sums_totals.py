"""Totals that do not come out.

A place where a sum fails is a slip only where the structure of the table is sure: the same sum comes out at other
places, other sums come out at this one, or there is one column and a plain total at its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.facts.sums_claim import Claim, Verdict
from ingest.facts.sums_sheet import Sheet
from ingest.facts.sums_structure import Guess, Structure, total_of

_AFTER = 2
_NEAR = 0.5


def slips_in_totals(made: Structure) -> Iterator[Claim]:
    """The places where a sum does not come out, whichever way it is taken."""
    for guesses in made.found.values():
        failed = [
            claim
            for claim in guesses[0].claims
            if claim.verdict is Verdict.FAILS and not _holds_otherwise(claim, guesses)
        ]
        if failed and not guesses[0].holds and len(failed) > 1:
            if _lacks_a_line(failed, made) or all(made.sums.get(claim.at) for claim in failed):
                yield replace(failed[0], also=len(failed) - 1)
            continue
        yield from (claim for claim in failed if _is_borne_out(guesses[0], claim.at, made))


def _holds_otherwise(claim: Claim, guesses: list[Guess]) -> bool:
    return any(guess.claims[claim.at].verdict is Verdict.HOLDS for guess in guesses[1:])


def _lacks_a_line(failed: list[Claim], made: Structure) -> bool:
    """Whether a plain total at the end is more than what is listed in every column, mostly by what one line may hold."""
    sheet, result = made.sheet, failed[0].result
    if not (sheet.sure and sheet.down and len(failed[0].terms) > 2 and _is_last(result, made)):
        return False
    gaps = [_gap(claim, sheet) for claim in failed]
    return all(gap > 0 for gap in gaps) and 2 * sum(gap <= 1 for gap in gaps) > len(gaps)


def _gap(claim: Claim, sheet: Sheet) -> float:
    """What is missing, as a share of the largest line of its sign; nought where no line has that sign."""
    nums = [num.value * sign for line, sign in claim.terms if (num := sheet.lines[line].nums[claim.at])]
    largest = max(*nums, 0.0) if claim.off > 0 else min(*nums, 0.0)
    return claim.off / largest if largest else 0.0


def _is_last(result: int, made: Structure) -> bool:
    """Whether a total closes its table: no other follows, and few lines do."""
    after = [line for line in range(result + 1, len(made.sheet.lines)) if not made.roles[line].beside]
    return len(after) <= _AFTER and not any(total_of(line, made) == "sure" for line in after)


def _is_borne_out(best: Guess, at: int, made: Structure) -> bool:
    """Whether other places or other sums of the same place show that the structure is what it seems."""
    if best.holds or made.sums.get(at):
        return True
    alone = sum(claim.verdict is not Verdict.SILENT for claim in best.claims) == 1
    sound = made.sheet.down and made.sheet.sure and alone and best.natural
    near = abs(best.claims[at].computed) * _NEAR >= abs(best.claims[at].off)
    return sound and near and len(best.terms) > 2 and _is_last(best.result, made)
