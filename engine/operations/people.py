"""O11 age_exposure, O12 representation and share_of_stock: printed shares as counts of people."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine import kernels
from engine.display import half_up, show
from engine.errors import NoBaseline, OutOfDomain, Unreachable
from engine.operations.levels import label_of, times_to
from engine.projection import Column, Formula, Point, Used
from engine.scenario import ChangeKind, Unit
from engine.units import PERCENTAGES
from engine.work import Work, fraction, tabulate

_TINY = 1e-9
_HEADLINES = {
    "swap": "extra",
    "growth": "extra_growth",
    "hires_share": "hires_share",
    "time": "years",
    "share_after": "share_after",
}


@dataclass(frozen=True, slots=True)
class Count:
    """People behind a printed share: the whole numbers that fit, and share × stock."""

    low: int
    high: int
    product: float

    @property
    def fits(self) -> int:
        """How many whole numbers fit the printed share."""
        return self.high - self.low + 1

    @property
    def best(self) -> float:
        """The one that fits, else share × stock."""
        return float(self.low) if self.fits == 1 else self.product


def recover(share: float, decimals: int, stock: float) -> Count:
    """The whole numbers of people whose share of the stock prints as ``share`` percent."""
    half = 0.5 * 10.0**-decimals
    product = share / 100.0 * stock
    low = math.ceil((share - half) / 100.0 * stock - _TINY)
    high = math.ceil((share + half) / 100.0 * stock - _TINY) - 1
    return Count(max(low, 0), min(high, math.floor(stock)), product)


def share_of_stock(work: Work) -> None:
    """A printed share × the stock: a whole number when one fits, a span when several do, else "about"."""
    share, stock = work.need("share", "share"), work.need("stock", "number of staff")
    check_share(share)
    count = recover(share.value, share.decimals, stock.value)
    _write_count(work, count, share)
    work.formula = Formula("the printed share × the number of staff", "n = share·S")


def age_exposure(work: Work) -> None:
    """O11: people in an age group, those who retire each year, and the cohort that remains."""
    share = work.need("share", "share of staff in the age group")
    count = _count_of(work, share)
    rate = work.get("retirement_rate")
    if rate is not None:
        _retire(work, count, fraction(rate))
    elif work.choose("all_gone", "no") == "yes":
        years = work.need_years()
        if years <= 0:
            raise OutOfDomain("All cannot be gone in no time.", offer="Give a horizon above 0.")
        work.add("per_year", count / years, Unit.PERSONS, "a year", display=f"{half_up(count / years, 1)}")
        stock = work.get("headcount")
        if stock is not None and stock.value > 0:
            work.add("per_year_share", count / years / stock.value * 100.0, Unit.PERCENT, "of staff a year")
        work.headline = "per_year"
    if rate is not None or work.choose("all_gone", "no") == "yes":
        work.warn("Retirements are among the leavers: do not add them to turnover.")
        work.assume("nobody_ages_in", "yes", "Nobody joins the age group.")
    work.formula = Formula(
        "share × headcount; n × rate a year; n(1 − rate)ᵗ remain", "n = share·heads; E_t = n(1 − ρ)ᵗ"
    )


def representation(work: Work) -> None:
    """O12: people needed for a target share, the share of hires that reaches it, or when it is reached."""
    share = work.need("share", "present share")
    check_share(share)
    target = _target(work, share)
    method = work.choose("method", "unstated")
    if target is not None and method in ("unstated", "swap", "growth"):
        _people_needed(work, share, target, method)
    if work.get("turnover") is not None:
        _through_hires(work, share, target, method)
    if not work.results:
        work.need("target", "target share", only_asker=True)
    wanted = _HEADLINES.get(method, "")
    work.headline = wanted if wanted in work.results else work.headline
    work.formula = Formula(
        "target × staff less those there are; or the share of hires that moves the whole",
        "⌈p*·S⌉ − n; ⌈(p*·S − n)/(1 − p*)⌉; h = (p* − p₀(1−q)ᴺ)/(1 − (1−q)ᴺ)",
    )


def check_share(share: Used) -> None:
    """Raises OutOfDomain outside 0 to 100%."""
    if share.unit in PERCENTAGES and not 0 <= share.value <= 100:
        raise OutOfDomain(f"A share of {share.display} is impossible.", offer="Give a share from 0 to 100%.")


def _write_count(work: Work, count: Count, share: Used) -> None:
    if count.fits == 1:
        work.add("count", float(count.low), Unit.PERSONS, "people")
    elif count.fits > 1:
        work.add("count", count.product, Unit.PERSONS, "people", display=_span(count))
        work.add("count_low", float(count.low), Unit.PERSONS, "at least")
        work.add("count_high", float(count.high), Unit.PERSONS, "at most")
        work.warn(
            f"{share.display} is rounded: {count.low:,} to {count.high:,} people all print as that share."
        )
    else:
        about = show(count.product, Unit.PERSONS)
        work.add("count", count.product, Unit.PERSONS, "people", display=f"about {about}")
        work.warn(
            "No whole number of staff gives that share, so it has another denominator: the count is a guide."
        )
    work.add("product", count.product, Unit.NUMBER, "share × staff")
    if share.scope == "declared":
        work.warn("The share is of those who declared, not of all staff.")


def _span(count: Count) -> str:
    if count.high < 5:
        return "fewer than 5"
    return f"{'fewer than 5' if count.low < 5 else format(count.low, ',')} to {count.high:,}"


def _count_of(work: Work, share: Used) -> float:
    if share.unit is Unit.PERSONS:
        return work.add("count", share.value, Unit.PERSONS, "people in the age group")
    check_share(share)
    stock = work.need("headcount", "headcount")
    _write_count(work, recover(share.value, share.decimals, stock.value), share)
    return work.results["count"].value


def _retire(work: Work, count: float, rate: float) -> None:
    if not 0 <= rate <= 1:
        raise OutOfDomain(f"A rate of {rate:.0%} a year is impossible.", offer="Give a rate from 0 to 100%.")
    first = count * rate
    years = 1.0 if work.years is None else work.years
    remaining = count * (1.0 - rate) ** years
    work.add("first_year", first, Unit.PERSONS, "retire in year 1", display=f"{half_up(first, 1)}")
    gone = count - remaining
    work.add("total", gone, Unit.PERSONS, f"retire over {years:g} years", display=f"{half_up(gone, 1)}")
    work.add("remaining", remaining, Unit.PERSONS, "of them remain")
    work.headline = "first_year"
    times = times_to(years)
    left = [count * (1.0 - rate) ** time for time in times]
    labels = [label_of(work, time) for time in times]
    work.series = tuple(
        Point(time, label, value, show(value, Unit.PERSONS))
        for time, label, value in zip(times, labels, left, strict=True)
    )
    rows: list[tuple[float | str | None, ...]] = [(labels[0], left[0], None)]
    for label, before, now in zip(labels[1:], left, left[1:], strict=False):
        work.step(label, now - before, now, Unit.PERSONS)
        rows.append((label, now, before - now))
    work.waterfall = tuple(work.steps)
    columns = (
        Column("year", "Year"),
        Column("left", "Remain", Unit.PERSONS),
        Column("gone", "Retire", Unit.PERSONS),
    )
    work.table = tabulate(columns, rows)


def _target(work: Work, share: Used) -> float | None:
    given, move = work.get("target"), work.move(ChangeKind.TARGET, ChangeKind.STEP)
    if given is not None:
        check_share(given)
        return fraction(given)
    if move is None:
        return None
    wanted = move.values[0] / 100.0 + (fraction(share) if move.kind is ChangeKind.STEP else 0.0)
    if not 0 <= wanted <= 1:
        raise OutOfDomain(
            f"A share of {wanted * 100:g}% is impossible.", offer="Give a share from 0 to 100%."
        )
    return wanted


def _people_needed(work: Work, share: Used, target: float, method: str) -> None:
    stock = work.get("headcount")
    if stock is None:
        if work.get("turnover") is None:
            raise NoBaseline(
                "There is no figure for headcount.", missing="headcount", offer="Type the headcount."
            )
        return
    count = recover(share.value, share.decimals, stock.value)
    now = count.best if count.fits == 1 else float(half_up(count.best, 0))
    needed = float(math.ceil(target * stock.value - _TINY))
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


def _through_hires(work: Work, share: Used, target: float | None, method: str) -> None:
    """The three formulas that suppose leavers mirror the workforce and all are replaced."""
    q, start = fraction(work.need("turnover", "turnover")), fraction(share)
    if not 0 < q < 1:
        raise OutOfDomain("Turnover must lie between 0 and 100% here.", offer="Give such a rate.")
    given = work.get("hires_share")
    work.assume("mirror", "yes", "Leavers mirror the workforce and all are replaced, so that its size stays.")
    if given is None:
        if target is None or work.years is None:
            return
        if work.years <= 0:
            raise OutOfDomain("No time is left to reach the target.", offer="Give a horizon above 0.")
        _hires_share(work, start, target, (1.0 - q) ** work.years)
        return
    check_share(given)
    h = fraction(given)
    if target is not None:
        _time(work, start, target, h, q)
    if work.years is not None:
        after = float(kernels.share_after(start, h, q, work.years)) * 100.0
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
