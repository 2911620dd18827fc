"""O9 agency and O13 budget_gap: spend, posts it would pay for, and what is left of a gap."""

from __future__ import annotations

import math

from engine.dates import financial_year, is_year
from engine.display import show
from engine.errors import Ambiguous, NoBaseline, OutOfDomain
from engine.operations.levels import path_of, starting_level, times_to, whole_years, write_path, years_of
from engine.projection import Column, Formula, Point, Step, Used
from engine.scenario import ChangeKind, Nature, Unit
from engine.work import ASK, Work, fraction, tabulate


def agency(work: Work) -> None:
    """O9: spend after a change, posts it equals, and what replacing agency staff by employees saves."""
    start = starting_level(work)
    if start.value < 0:
        raise OutOfDomain(f"Spend of {start.display} is impossible.", offer="Give spend of £0 or more.")
    move = work.move(ChangeKind.RATE, ChangeKind.STEP)
    spend = start.value
    if move is not None:
        years = years_of(work, move)
        linear = work.reads_linear(move, years)
        times, levels = path_of(work, start, move, years, linear=linear)
        write_path(work, start, times, levels)
        spend = work.results["value"].value
        work.add("saving", start.value - spend, Unit.GBP, "a year less")
    _posts(work, spend)
    _premium(work, spend)
    if not work.results:
        work.add("value", spend, start.unit, "a year")
    work.formula = Formula(
        "spend × change; posts are spend ÷ cost of a post; an employee costs spend ÷ (1 + premium)",
        "V₀(1 + r)ᵗ; V ÷ c; V·(1 − 1/(1 + m))",
    )


def budget_gap(work: Work) -> None:
    """O13: what savings leave of a gap; recurrent, one-off and cumulative are kept apart."""
    gap = work.get("gap")
    yearly = work.move(ChangeKind.STEP)
    if gap is None and yearly is None and not work.many("savings"):
        raise NoBaseline("No budget gap is stated.", missing="gap", offer="Type the gap and its year.")
    if gap is not None:
        _residual(work, gap)
        if not work.scenario.outputs and work.headline.startswith("posts_"):
            work.headline = "residual"
    if yearly is not None or (gap is None and work.many("savings")):
        _accumulate(work, yearly.values[0] if yearly else None)
    work.formula = Formula(
        "gap − recurrent savings begun by then − one-off savings of that year; the rest ÷ cost of a post",
        "gap − Σ s; s·(Y − a + 1) in all by year Y",
    )


def _posts(work: Work, spend: float) -> None:
    cost = work.get("cost_per_post")
    if cost is None:
        return
    _check_cost(cost)
    work.add("posts", spend / cost.value, Unit.FTE, "posts that the spend would pay for")
    if work.move(ChangeKind.RATE, ChangeKind.STEP) is None:
        work.headline = "posts"


def _check_cost(cost: Used) -> None:
    if cost.value <= 0:
        raise OutOfDomain(f"A post that costs {cost.display} is impossible.", offer="Give a cost above £0.")


def _premium(work: Work, spend: float) -> None:
    premium = work.get("premium")
    if premium is None:
        return
    m = fraction(premium)
    if m < 0:
        raise OutOfDomain(f"A premium of {premium.display} is below zero.", offer="Give 0% or more.")
    employed = spend / (1.0 + m)
    work.add("replacement_saving", spend - employed, Unit.GBP, "saved a year by employing instead")
    work.add("replacement_cost", employed, Unit.GBP, "a year for the same work by employees")
    if work.move(ChangeKind.RATE, ChangeKind.STEP) is None:
        work.headline = "replacement_saving"


def _residual(work: Work, gap: Used) -> None:
    increase = work.get("increase")
    total = gap.value + (increase.value if increase else 0.0)
    recurrent, one_off = _savings(work, gap)
    posts = _posts_saving(work)
    residual = work.add("residual", total - recurrent - one_off - posts, Unit.GBP, "of the gap is left")
    work.add("gap", total, Unit.GBP, f"gap in {gap.period}" if gap.period else "gap")
    work.add("saved", recurrent + one_off + posts, Unit.GBP, "saved in that year")
    if one_off:
        work.add(
            "residual_next_year",
            residual + one_off,
            Unit.GBP,
            "gap again the year after, one-off money being spent",
        )
        work.warn("A one-off receipt closes the gap for one year only; it returns the year after.")
    spread = work.results.get("posts_saving_in_year")
    if spread is not None:
        left = total - recurrent - one_off - spread.value
        work.add("residual_in_year", left, Unit.GBP, "left in the year itself if exits are spread over it")
    if residual < 0:
        work.warn("The savings are more than the gap.")
    _equal_steps(work, residual)
    _in_posts(work, residual)
    _bars(work, gap, increase, recurrent, one_off, posts)


def _savings(work: Work, gap: Used) -> tuple[float, float]:
    """Recurrent and one-off sums that count in the gap's year; a cumulative one is refused."""
    recurrent = one_off = 0.0
    for saving in work.many("savings"):
        if saving.kind == Nature.CUMULATIVE:
            raise Ambiguous(
                f"{saving.display} is a total over several years, and the gap is that of one year.",
                offer="Give the yearly amount by the gap's year.",
                missing="savings",
            )
        if saving.kind == Nature.ONE_OFF:
            same = not _in_other_year(saving, gap)
            one_off += saving.value if same else 0.0
            if not same:
                work.warn(f"{saving.display} once in {saving.period} is not money of {gap.period}.")
        elif _in_other_year(saving, gap) and (saving.period or "") > (gap.period or ""):
            work.warn(f"{saving.display} begins in {saving.period}, after {gap.period}, and is not counted.")
        else:
            recurrent += saving.value
    if recurrent and gap.period is None:
        work.assume("same_year", "yes", "All savings have begun by the year of the gap and last.")
    return recurrent, one_off


def _in_other_year(saving: Used, gap: Used) -> bool:
    """Whether both carry a financial year, and not the same one; years are compared in one spelling."""
    return is_year(saving.period) and is_year(gap.period) and saving.period != gap.period


def _posts_saving(work: Work) -> float:
    """Posts gone × their cost: a recurrent saving, in a full year and in the year they go."""
    posts, cost = work.get("posts"), work.get("cost_per_post")
    if posts is None:
        return 0.0
    if cost is None:
        cost = work.need("cost_per_post", "cost of a post", only_asker=True)
    _check_cost(cost)
    saving = work.add("posts_saving", posts.value * cost.value, Unit.GBP, "saved in a full year by the posts")
    work.add("posts_gone", posts.value, Unit.FTE, "posts gone")
    within = work.get("posts_in_year")
    if within is not None:
        amount = within.value * cost.value
        work.add(
            "posts_saving_in_year", amount, Unit.GBP, "saved in the year itself if exits are spread over it"
        )
    work.assume(
        "average_cost", "yes", "Posts of average cost go; no pay award and no redundancy cost is counted."
    )
    return saving


def _equal_steps(work: Work, residual: float) -> None:
    years = work.years
    if years is None:
        return
    if years <= 0:
        raise OutOfDomain("No time is left to close the gap.", offer="Give a horizon above 0.")
    work.add("per_year", residual / years, Unit.GBP, "of new recurrent savings a year")
    if not work.scenario.outputs:
        work.headline = "per_year"
    work.series = tuple(
        Point(t, f"Year {t:g}", residual * t / years, show(residual * t / years, Unit.GBP))
        for t in times_to(years)
    )


def _in_posts(work: Work, residual: float) -> None:
    cost = work.get("cost_per_post")
    if cost is None:
        return
    _check_cost(cost)
    fte = work.get("fte")
    posts = work.add("posts", residual / cost.value, Unit.FTE, "posts worth what is left")
    if fte is not None and fte.value > 0:
        work.add("posts_share", posts / fte.value * 100.0, Unit.PERCENT, "of FTE")
    if not work.many("savings") and work.get("posts") is None and not work.scenario.outputs:
        work.headline = "posts"


def _bars(
    work: Work, gap: Used, increase: Used | None, recurrent: float, one_off: float, posts: float
) -> None:
    """Gap, then each kind of saving, down to what is left; the bars sum to the change of the gap."""
    level, bars = gap.value, []
    parts = (
        ("Higher gap", increase.value if increase else 0.0),
        ("Recurrent savings", -recurrent),
        ("One-off savings", -one_off),
        ("Posts", -posts),
    )
    rows: list[tuple[float | str | None, ...]] = [("Gap", gap.value, gap.value)]
    for label, amount in parts:
        if amount:
            level += amount
            bars.append(Step(label, amount, level, Unit.GBP, show(amount, Unit.GBP)))
            rows.append((label, amount, level))
    work.waterfall = tuple(bars)
    work.steps.extend(bars)
    columns = (Column("line", "Line"), Column("amount", "Amount", Unit.GBP), Column("left", "Left", Unit.GBP))
    work.table = tabulate(columns, rows)


def _accumulate(work: Work, yearly: float | None) -> None:
    """A saving made anew each year that lasts, or savings that each run for the whole horizon."""
    years = whole_years(work.need_years(), "Savings")
    new, once = _begun(work, yearly or 0.0, years)
    level, total, rows = 0.0, 0.0, []
    points: list[Point] = []
    for index, amount in enumerate(new, start=1):
        level += amount
        worth = level + once[index - 1]
        total += worth
        label = f"Year {index}"
        rows.append((label, amount + once[index - 1], worth, total))
        points.append(Point(float(index), label, worth, show(worth, Unit.GBP)))
        work.step(label, amount, level, Unit.GBP)
    work.add("cumulative", math.fsum(point.value for point in points), Unit.GBP, "in all")
    work.add("yearly_level", level, Unit.GBP, "a year by the end")
    columns = tuple(
        Column(name, label, None if name == "year" else Unit.GBP)
        for name, label in (
            ("year", "Year"),
            ("new", "New"),
            ("level", "A year by then"),
            ("total", "In all so far"),
        )
    )
    work.series = tuple(points)
    work.table = tabulate(columns, list(rows))
    if not work.scenario.outputs:
        work.headline = "cumulative"


def _begun(work: Work, yearly: float, years: int) -> tuple[list[float], list[float]]:
    """What begins in each year and lasts, and what comes in that year only; dated savings begin in their year."""
    new, once = [yearly] * years, [0.0] * years
    savings = work.many("savings")
    dated = [financial_year(item.period or "")[0].year for item in savings if is_year(item.period)]
    for saving in savings:
        if saving.kind == Nature.CUMULATIVE:
            raise NoBaseline("A cumulative total cannot be added up again.", missing="savings", status=ASK)
        index = financial_year(saving.period or "")[0].year - min(dated) if is_year(saving.period) else 0
        if index >= years:
            raise OutOfDomain(
                f"{saving.display} begins in {saving.period}, after the {years} years that are added up.",
                offer="Give a longer horizon, or leave that saving out.",
            )
        (once if saving.kind == Nature.ONE_OFF else new)[index] += saving.value
    return new, once
