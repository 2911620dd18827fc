"""O7 fte_headcount: FTE per head, conversions, and the average part-timer."""

from __future__ import annotations

from engine.display import half_up, show
from engine.errors import Ambiguous, NotComparable, OutOfDomain
from engine.projection import Formula, Used
from engine.scenario import Unit
from engine.work import Work, fraction

# Below this the two figures are seldom of the same staff.
_USUAL = 0.3


def fte_headcount(work: Work) -> None:
    """O7: FTE per head; converts people to FTE or back; the mean FTE of a part-timer."""
    k = _ratio(work)
    if k <= 0 or k > 1:
        raise OutOfDomain(
            f"A ratio of {k:g} FTE per head is impossible: a person is at most 1 FTE.",
            offer="Give a ratio above 0 and up to 1; 0.3 to 1 is usual.",
        )
    if k < _USUAL:
        work.warn(f"{show(k, Unit.RATIO)} FTE per head is outside the usual range of 0.3 to 1.")
    work.add("ratio", k, Unit.RATIO, "FTE per head")
    _convert(work, k)
    if work.has("fte", "headcount", "full_time"):
        _part_timers(work, work.need("fte", "FTE"), work.need("headcount", "headcount"))
    work.formula = Formula("FTE divided by headcount", "k = FTE ÷ heads; heads = FTE ÷ k; FTE = heads × k")


def _ratio(work: Work) -> float:
    given = work.get("ratio")
    if given is not None:
        return fraction(given)
    return _divide(work.need("fte", "FTE"), work.need("headcount", "headcount"))


def _divide(fte: Used, heads: Used) -> float:
    """FTE per head of one population at one date; nobody counts as more than one FTE."""
    _check_units(fte, heads)
    if heads.value <= 0:
        raise OutOfDomain("A headcount of 0 has no ratio.", offer="Give a headcount above 0.")
    if fte.value > heads.value:
        raise OutOfDomain(
            f"{fte.display} is more than one FTE for each of {heads.display} people.",
            offer="Give FTE and headcount of the same staff; FTE is at most the headcount.",
        )
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


def _check_units(fte: Used, heads: Used) -> None:
    """The two are easily given the wrong way round, and the ratio would not show it."""
    for figure, wrong, name in ((fte, Unit.PERSONS, "FTE"), (heads, Unit.FTE, "headcount")):
        if figure.unit is wrong:
            raise NotComparable(
                f"{figure.display} is in {figure.unit} where the {name} belongs.",
                offer="Give FTE as the FTE and people as the headcount.",
                status="invalid_scenario",
            )


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


def _part_timers(work: Work, fte: Used, heads: Used) -> None:
    full = work.need("full_time", "full-timers")
    _divide(fte, heads)
    if full.value >= heads.value:
        raise OutOfDomain("There are no part-timers to average.", offer="Give fewer full-timers than staff.")
    if full.value >= fte.value:
        raise OutOfDomain(
            f"{full.display} full-timers at 1.0 FTE each leave nothing of {fte.display} for the part-timers.",
            offer="Give fewer full-timers than there are FTE.",
        )
    part_timers = heads.value - full.value
    work.add("part_timers", part_timers, Unit.PERSONS, "part-timers")
    each = (fte.value - full.value) / part_timers
    work.add("part_time_fte", each, Unit.RATIO, "FTE of the average part-timer")
    work.assume("full_timer", 1.0, "A full-timer counts as 1.0 FTE.", Unit.FTE)
    work.headline = "part_time_fte"
