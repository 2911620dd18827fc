"""O12 representation: the people, the share of hires or the time that a target share takes."""

from __future__ import annotations

import math

from engine import kernels
from engine.display import half_up, show
from engine.errors import Ambiguous, NoBaseline, OutOfDomain, Unreachable
from engine.operations.people import percent, recover
from engine.projection import Formula, Used
from engine.scenario import ChangeKind, Per, Unit
from engine.work import Work, fraction

_TINY = 1e-9
_METHOD_NEEDS = {
    "swap": "a target and a headcount",
    "growth": "a target above the present share and below 100%, and a headcount",
    "hires_share": "turnover, a target and a horizon, and no share of hires",
    "time": "turnover, a share of hires and a target",
    "share_after": "turnover, a share of hires and a horizon",
}
_HEADLINES = {
    "swap": "extra",
    "growth": "extra_growth",
    "hires_share": "hires_share",
    "time": "years",
    "share_after": "share_after",
}


def representation(work: Work) -> None:
    """O12: people needed for a target share, the share of hires that reaches it, or when it is reached."""
    share = percent(work.need("share", "present share"))
    target = _target(work, share)
    method = work.choose("method", "unstated")
    if target is not None and method in ("unstated", "swap", "growth"):
        _people_needed(work, share, target, method)
    if _moves_through_hires(work, target):
        _through_hires(work, share, target)
    if not work.results:
        work.need("target", "target share", only_asker=True)
        raise Ambiguous("By when is the target to be reached?", offer="Give a horizon.", missing="horizon")
    wanted = _HEADLINES.get(method, work.headline)
    if wanted not in work.results:
        raise Ambiguous(
            f"These figures do not give the {method} that was asked for; they give {', '.join(work.results)}.",
            offer=f"For {method} give {_METHOD_NEEDS[method]}.",
            missing="method",
        )
    work.headline = wanted
    work.formula = Formula(
        "target × staff less those there are; or the share of hires that moves the whole",
        "⌈p*·S⌉ − n; ⌈(p*·S − n)/(1 − p*)⌉; h = (p* − p₀(1−q)ᴺ)/(1 − (1−q)ᴺ)",
    )


def _target(work: Work, share: Used) -> float | None:
    given = work.get("target")
    if given is not None:
        return fraction(percent(given))
    move = work.move(ChangeKind.TARGET, ChangeKind.STEP)
    if move is None:
        return None
    years = work.span if move.kind is ChangeKind.STEP and move.per is Per.YEAR else None
    if years is not None and years != 1:
        raise Ambiguous(
            f"Is a change of {move.used[0].display} that of each year, or of the {years:g} years in all?",
            offer="Give the whole change, per total.",
            missing="per",
        )
    wanted = move.values[0] / 100.0 + (fraction(share) if move.kind is ChangeKind.STEP else 0.0)
    if not 0 <= wanted <= 1:
        raise OutOfDomain(
            f"A share of {wanted * 100:g}% is impossible.", offer="Give a share from 0 to 100%."
        )
    return wanted


def _people_needed(work: Work, share: Used, target: float, method: str) -> None:
    stock = work.get("headcount")
    if stock is None:
        if not work.has("turnover"):
            raise NoBaseline(
                "There is no figure for headcount.", missing="headcount", offer="Type the headcount."
            )
        return
    count = recover(share.value, share.decimals, stock.value)
    now = count.best if count.fits == 1 else float(half_up(count.best, 0))
    needed = float(math.ceil(target * stock.value - _TINY))
    if needed > stock.value:
        raise OutOfDomain(
            f"{needed:,.0f} people in the group are more than the {stock.display} staff there are.",
            offer="Give a whole number of staff and a target of 100% or less.",
        )
    swap = work.add(
        "extra",
        needed - now,
        Unit.PERSONS,
        "more people in the group at the same size",
        display=f"{needed - now:,.0f}",
    )
    work.add("count_target", needed, Unit.PERSONS, "people in the group at the target")
    about = "" if count.fits == 1 else "about "
    work.add("count", now, Unit.PERSONS, "people in the group now", display=about + show(now, Unit.PERSONS))
    if target < 1 and swap > 0:
        grow = float(math.ceil((target * stock.value - now) / (1.0 - target) - _TINY))
        work.add(
            "extra_growth", grow, Unit.PERSONS, "more people if nobody is replaced", display=f"{grow:,.0f}"
        )
    if method == "growth" and "extra_growth" in work.results:
        work.headline = "extra_growth"
    if about:
        work.warn("The share does not give one whole number of staff, so counts are a guide.")
    if share.scope == "declared":
        work.warn("The share is of those who declared; it is used here on all staff.")


def _moves_through_hires(work: Work, target: float | None) -> bool:
    """Whether the figures settle a share of hires, a time or a share after; else turnover has no use here."""
    aims = target is not None, work.span is not None
    return work.has("turnover") and (any(aims) if work.has("hires_share") else all(aims))


def _through_hires(work: Work, share: Used, target: float | None) -> None:
    """The three formulas that suppose leavers mirror the workforce and all are replaced."""
    q, start = fraction(work.need("turnover", "turnover")), fraction(share)
    if not 0 < q < 1:
        raise OutOfDomain("Turnover must lie between 0 and 100% here.", offer="Give such a rate.")
    given = work.get("hires_share")
    work.assume("mirror", "yes", "Leavers mirror the workforce and all are replaced, so that its size stays.")
    years = work.years
    if given is None:
        assert target is not None and years is not None
        if years <= 0:
            raise OutOfDomain("No time is left to reach the target.", offer="Give a horizon above 0.")
        _hires_share(work, start, target, (1.0 - q) ** years)
        return
    h = fraction(percent(given))
    if target is not None:
        _time(work, start, target, h, q)
    if years is not None:
        after = float(kernels.share_after(start, h, q, years)) * 100.0
        work.add("share_after", after, Unit.SHARE, "of staff by then", max(share.decimals, 1))
        work.add("points", after - share.value, Unit.POINTS, "change in points")
        if target is None:
            work.headline = "share_after"


def _hires_share(work: Work, start: float, target: float, kept: float) -> None:
    h = (target - start * kept) / (1.0 - kept)
    if not 0 <= h <= 1:
        best = (start * kept + (1.0 if h > 1 else 0.0) * (1.0 - kept)) * 100.0
        raise Unreachable(
            f"It would take {h:.1%} of hires, which is impossible.",
            offer=f"The nearest that hiring alone can reach in that time is {show(best, Unit.SHARE)}.",
        )
    work.add("hires_share", h * 100.0, Unit.SHARE, "of hires")
    if not work.scenario.outputs:
        work.headline = "hires_share"


def _time(work: Work, start: float, target: float, h: float, q: float) -> None:
    if start == target:
        years = 0.0
    elif (h - target) * (h - start) <= 0 or abs(target - h) >= abs(start - h):
        raise Unreachable(
            f"With {show(h * 100, Unit.SHARE)} of hires the share tends to that and never meets the target.",
            offer="Give a share of hires beyond the target.",
        )
    else:
        years = math.log((h - target) / (h - start)) / math.log(1.0 - q)
    nearest = round(years)
    year = nearest if abs(years - nearest) < _TINY else math.ceil(years)
    work.add("years", years, Unit.YEARS, "years")
    work.add("year", float(year), Unit.NUMBER, "first year-end that meets it", 0)
    level = float(kernels.share_after(start, h, q, float(year))) * 100.0
    work.add("level", level, Unit.SHARE, "of staff at that year-end")
    work.headline = "years"
