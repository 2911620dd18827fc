"""O11 age_exposure and share_of_stock: printed shares as counts of people."""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.display import half_up, show
from engine.errors import OutOfDomain
from engine.operations.levels import label_of, times_to
from engine.projection import Column, Formula, Point, Used
from engine.scenario import Unit
from engine.units import PERCENTAGES
from engine.work import Work, fraction, tabulate

_TINY = 1e-9


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
    share, stock = percent(work.need("share", "share")), work.need("stock", "number of staff")
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


def percent(figure: Used) -> Used:
    """A share, in percent and within 0 to 100%; a bare number might be a fraction or a count."""
    if figure.unit not in PERCENTAGES:
        raise OutOfDomain(
            f"{figure.display} is in {figure.unit} where a share belongs.", offer="Give it in percent."
        )
    check_share(figure)
    return figure


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
    stock = work.need("headcount", "headcount")
    _write_count(work, recover(percent(share).value, share.decimals, stock.value), share)
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
