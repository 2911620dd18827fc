"""O7 fte_headcount: FTE per head, conversions, and the average part-timer."""

from __future__ import annotations

from engine.display import half_up, show
from engine.errors import Ambiguous, NotComparable, OutOfDomain
from engine.projection import Formula, Used
from engine.scenario import Unit
from engine.work import Work, fraction


def fte_headcount(work: Work) -> None:
    """O7: FTE per head; converts people to FTE or back; the mean FTE of a part-timer."""
    ratio = work.get("ratio")
    fte, heads = work.get("fte"), work.get("headcount")
    if ratio is None:
        fte, heads = work.need("fte", "FTE"), work.need("headcount", "headcount")
        k = _divide(work, fte, heads)
    else:
        k = fraction(ratio)
    if k <= 0:
        raise OutOfDomain(
            f"A ratio of {k:g} FTE per head is impossible.", offer="Give a ratio from 0.3 to 1."
        )
    if not 0.3 <= k <= 1:
        work.warn(f"{show(k, Unit.RATIO)} FTE per head is outside the usual range of 0.3 to 1.")
    work.add("ratio", k, Unit.RATIO, "FTE per head")
    _convert(work, k)
    full = work.get("full_time")
    if full is not None and fte is not None and heads is not None:
        _part_timers(work, fte.value, heads.value, full.value)
    work.formula = Formula("FTE divided by headcount", "k = FTE ÷ heads; heads = FTE ÷ k; FTE = heads × k")


def _divide(work: Work, fte: Used, heads: Used) -> float:
    if heads.value <= 0:
        raise OutOfDomain("A headcount of 0 has no ratio.", offer="Give a headcount above 0.")
    if fte.scope != heads.scope and fte.scope and heads.scope:
        raise NotComparable(
            f"FTE is of the {fte.scope} and headcount of the {heads.scope}.",
            offer="Use one population for both.",
        )
    if fte.as_of != heads.as_of and fte.as_of and heads.as_of:
        raise NotComparable(
            f"FTE is of {fte.as_of} and headcount of {heads.as_of}.", offer="Use figures of one date."
        )
    return fte.value / heads.value


def _convert(work: Work, k: float) -> None:
    given = work.get("convert")
    if given is None:
        return
    if given.unit is Unit.FTE:
        work.add(
            "converted",
            given.value / k,
            Unit.PERSONS,
            "people",
            display=f"{half_up(given.value / k, 1)} people",
        )
    elif given.unit is Unit.PERSONS:
        work.add("converted", given.value * k, Unit.FTE, "FTE")
    else:
        raise Ambiguous(
            f"{given.display} is neither people nor FTE.", offer="Say people or FTE.", missing="convert"
        )
    work.headline = "converted"


def _part_timers(work: Work, fte: float, heads: float, full: float) -> None:
    if full >= heads:
        raise OutOfDomain("There are no part-timers to average.", offer="Give fewer full-timers than staff.")
    work.add("part_timers", heads - full, Unit.PERSONS, "part-timers")
    work.add("part_time_fte", (fte - full) / (heads - full), Unit.RATIO, "FTE of the average part-timer")
    work.assume("full_timer", 1.0, "A full-timer counts as 1.0 FTE.", Unit.FTE)
    work.headline = "part_time_fte"
