"""2,000 drawn scenarios a family against arithmetic written here: staff, shares, pay, gaps and the plain steps."""

from __future__ import annotations

import math
from fractions import Fraction as F

import pytest

from tests.engine.generated import Chance, Drawn, Family, agree, as_printed
from tests.engine.writing import fig, make, rate, step, target, years


def printed(value: float) -> F:
    """The number as it is printed: 31.5 is 63/2."""
    return F(str(value))


def flow(chance: Chance) -> Drawn:
    """Opening - leavers + hires + new posts - redundancies - transfers = closing, year by year."""
    start, q, b = chance.number(50, 9999), chance.number(1, 40), chance.number(0, 130)
    length, new, out, cut = (
        chance.randint(1, 9),
        chance.randint(0, 9),
        chance.randint(0, 9),
        chance.randint(0, 3),
    )
    stock, left, hired, gone = printed(start), F(0), F(0), F(0)
    for _ in range(length):
        leavers = stock * printed(q) / 100
        hires = leavers * printed(b) / 100 + new
        stock += hires - leavers - cut - out
        left, hired, gone = left + leavers, hired + hires, gone + cut
        if stock < 0:
            stock = F(0)
    scenario = make(
        "stock_flow",
        baseline=fig(start, "fte"),
        turnover=fig(q, "%"),
        backfill=fig(b, "%"),
        new_posts=fig(new, "fte"),
        transfers=fig(out, "fte"),
        redundancies=fig(cut, "fte"),
        horizon=years(length),
    )
    totals = {"leavers_total": float(left), "hires_total": float(hired), "redundancies": float(gone)}
    return scenario, {"value": float(stock), **totals}


def whole_people(chance: Chance) -> Drawn:
    """Each flow rounded half up, its remainder carried to the next year, all in exact fractions."""
    start, q, b = chance.randint(20, 9999), chance.number(1, 40), chance.number(0, 120)
    length, stock, owed = chance.randint(1, 15), F(start), [F(0), F(0)]
    for _ in range(length):
        leavers = stock * printed(q) / 100
        flows = []
        for index, amount in enumerate((leavers, leavers * printed(b) / 100)):
            whole = math.floor(amount + owed[index] + F(1, 2))
            owed[index] += amount - whole
            flows.append(whole)
        stock += flows[1] - flows[0]
    scenario = make(
        "stock_flow",
        baseline=fig(start, "persons"),
        turnover=fig(q, "%"),
        backfill=fig(b, "%"),
        horizon=years(length),
        choices={"people": "whole"},
    )
    return scenario, {"value": float(stock)}


def required_cut(chance: Chance) -> Drawn:
    """Leavers who are not replaced come first, redundancies make up the rest of the cut."""
    start, q, b = chance.number(50, 9999), chance.number(1, 30), chance.number(0, 100)
    cut, length = chance.number(0, 15), chance.randint(1, 8)
    stock, dismissed = printed(start), F(0)
    for _ in range(length):
        lost = stock * printed(q) / 100 * (1 - printed(b) / 100)
        more = max(F(0), stock * printed(cut) / 100 - lost)
        dismissed, stock = dismissed + more, stock - lost - more
    scenario = make(
        "stock_flow",
        baseline=fig(start, "fte"),
        turnover=fig(q, "%"),
        backfill=fig(b, "%"),
        changes=[rate(-cut)],
        horizon=years(length),
    )
    return scenario, {"value": float(stock), "redundancies": float(dismissed)}


def cost_of_turnover(chance: Chance) -> Drawn:
    staff, q, b, each = (
        chance.randint(50, 9999),
        chance.number(1, 30),
        chance.number(0, 100),
        chance.randint(500, 9000),
    )
    scenario = make(
        "turnover_cost",
        baseline=fig(staff, "persons"),
        turnover=fig(q, "%"),
        backfill=fig(b, "%"),
        cost_per_leaver=fig(each, "gbp_each"),
    )
    leavers = staff * q / 100
    return scenario, {"leavers": leavers, "replaced": leavers * b / 100, "cost": leavers * b / 100 * each}


def part_timers(chance: Chance) -> Drawn:
    full, part, each = chance.randint(10, 900), chance.randint(1, 900), chance.number(0.1, 0.99, 2)
    fte, heads = round(full + part * each, 1), full + part
    scenario = make(
        "fte_headcount",
        baseline=fig(fte, "fte"),
        headcount=fig(heads, "persons"),
        full_time=fig(full, "persons"),
        convert=fig(heads, "persons"),
    )
    if fte <= full:
        return part_timers(chance)
    return scenario, {"ratio": fte / heads, "part_time_fte": (fte - full) / part, "converted": fte}


def pay(chance: Chance) -> Drawn:
    fte, each, heads = chance.number(50, 5000), chance.randint(15000, 60000), chance.randint(5000, 9000)
    ni, threshold, lgps, share = (
        chance.number(5, 20),
        chance.randint(3000, 9000),
        chance.number(10, 30),
        chance.number(50, 100),
    )
    scenario = make(
        "pay_bill",
        baseline=fig(fte, "fte"),
        pay=fig(each, "gbp_each"),
        headcount=fig(heads, "persons"),
        membership=fig(share, "%"),
        ni_rate=fig(ni, "percent"),
        ni_threshold=fig(threshold, "gbp_each"),
        lgps_rate=fig(lgps, "percent"),
        choices={"on_costs": "yes", "tax_year": chance.choice(("2025/26", "25/26"))},
    )
    basic = fte * each
    national = ni / 100 * max(0.0, basic - threshold * heads)
    pension, levy = lgps / 100 * basic * share / 100, max(0.0, 0.005 * basic - 15000)
    return scenario, {
        "basic": basic,
        "ni": national,
        "lgps": pension,
        "levy": levy,
        "gross": basic + national + pension + levy,
    }


def pay_over_years(chance: Chance) -> Drawn:
    fte, each, length = chance.number(50, 5000), chance.randint(15000, 60000), chance.randint(1, 9)
    cut, award = chance.number(-9, 9), chance.number(0, 9)
    scenario = make(
        "pay_bill",
        basis="compound",
        baseline=fig(fte, "fte"),
        pay=fig(each, "gbp_each"),
        changes=[rate(cut), rate(award, on="pay")],
        horizon=years(length),
    )
    staff = [fte * (1 + cut / 100) ** year for year in range(length + 1)]
    wage = [each * (1 + award / 100) ** year for year in range(length + 1)]
    saved = math.fsum((fte - staff[year]) * wage[year] for year in range(1, length + 1))
    one, two = (staff[-1] - fte) * each, fte * (wage[-1] - each)
    end = staff[-1] * wage[-1]
    return scenario, {"bill_end": end, "saving_total": saved, "interaction": end - fte * each - one - two}


def agency(chance: Chance) -> Drawn:
    spend, percent, length = chance.randint(10**5, 10**7), chance.number(-30, 10), chance.randint(1, 6)
    cost, premium = chance.randint(20000, 60000), chance.number(0, 60)
    scenario = make(
        "agency",
        basis="compound",
        baseline=fig(spend, "gbp"),
        changes=[rate(percent)],
        horizon=years(length),
        cost_per_post=fig(cost, "gbp_each"),
        premium=fig(premium, "%"),
    )
    end = spend * (1 + percent / 100) ** length
    return scenario, {
        "value": end,
        "posts": end / cost,
        "replacement_saving": end - end / (1 + premium / 100),
    }


def sickness(chance: Chance) -> Drawn:
    days, fte, each, after = (
        chance.number(5, 15),
        chance.number(50, 5000),
        chance.randint(15000, 60000),
        chance.number(1, 5),
    )
    available, paid = chance.randint(210, 230), chance.randint(240, 262)
    scenario = make(
        "sickness",
        baseline=fig(days, "days_per_fte"),
        fte=fig(fte, "fte"),
        pay=fig(each, "gbp_each"),
        available_days=fig(available, "days"),
        paid_days=fig(paid, "days"),
        changes=[target(after, "days_per_fte")],
    )
    saved = (days - after) * fte
    return scenario, {
        "days_saved": saved,
        "cost_saved": saved * each / paid,
        "fte_lost": days * fte / available,
    }


def retirements(chance: Chance) -> Drawn:
    count, percent, length = chance.randint(5, 900), chance.number(1, 20), chance.randint(1, 9)
    scenario = make(
        "age_exposure",
        baseline=fig(count, "persons"),
        retirement_rate=fig(percent, "%"),
        horizon=years(length),
    )
    left = count * (1 - percent / 100) ** length
    return scenario, {"first_year": count * percent / 100, "remaining": left, "total": count - left}


def representation(chance: Chance) -> Drawn:
    """The group this year: its share of those who stay, and of those who are hired. Never past 100%."""
    now, hires, q = chance.number(0, 100), chance.number(0, 100), chance.number(1, 99)
    length, share = chance.randint(1, 9), now / 100
    for _ in range(length):
        share = share * (1 - q / 100) + hires / 100 * q / 100
    scenario = make(
        "representation",
        baseline=fig(now, "%"),
        turnover=fig(q, "%"),
        hires_share=fig(hires, "%"),
        horizon=years(length),
    )
    assert 0 <= share <= 1
    return scenario, {"share_after": share * 100, "points": share * 100 - now}


def people_needed(chance: Chance) -> Drawn:
    """Counts by trying: the fewest people who make up the share, at the same size and when staff grow."""
    staff, there = chance.randint(200, 3000), chance.randint(1, 20)
    now, goal = as_printed(100 * there / staff, 4), chance.randint(12, 40)
    needed = next(n for n in range(staff + 1) if 100 * n >= goal * staff)
    grown = next(n for n in range(10**5) if 100 * (there + n) >= goal * (staff + n))
    scenario = make(
        "representation", baseline=fig(now, "%"), headcount=fig(staff, "persons"), changes=[target(goal, "%")]
    )
    return scenario, {"count": there, "extra": needed - there, "extra_growth": grown, "count_target": needed}


def gap(chance: Chance) -> Drawn:
    whole, lasting, once = chance.randint(10**6, 10**7), chance.randint(0, 10**6), chance.randint(1, 10**6)
    late, cost = chance.randint(1, 10**6), chance.randint(20000, 60000)
    scenario = make(
        "budget_gap",
        baseline=fig(whole, "gbp", period="2026/27"),
        savings=[
            fig(lasting, "gbp", period=chance.choice(("25/26", "2025/26", "2026/27"))),
            fig(once, "gbp", nature="one_off", period=chance.choice(("26/27", "2026-27"))),
            fig(late, "gbp", period=chance.choice(("27/28", "2028/29"))),
        ],
        cost_per_post=fig(cost, "gbp_each"),
    )
    left = whole - lasting - once
    return scenario, {
        "residual": left,
        "residual_next_year": left + once,
        "posts": left / cost,
        "saved": lasting + once,
    }


def avoided(chance: Chance) -> Drawn:
    """A saving made anew each year that lasts: s × (N + … + 1)."""
    yearly, length = chance.randint(10**4, 10**6), chance.randint(1, 12)
    scenario = make("budget_gap", changes=[step(yearly, "gbp")], horizon=years(length))
    return scenario, {"cumulative": yearly * length * (length + 1) / 2, "yearly_level": yearly * length}


def pooled(chance: Chance) -> Drawn:
    size = chance.randint(2, 6)
    shares, staff = (
        [chance.number(0, 100) for _ in range(size)],
        [chance.randint(10, 9999) for _ in range(size)],
    )
    scenario = make(
        "benchmark", values=[fig(s, "%") for s in shares], weights=[fig(n, "persons") for n in staff]
    )
    rate_of_all = math.fsum(s * n for s, n in zip(shares, staff, strict=True)) / sum(staff)
    return scenario, {
        "pooled": rate_of_all,
        "mean": sum(shares) / size,
        "highest": max(shares),
        "lowest": min(shares),
    }


def quotient(chance: Chance) -> Drawn:
    above, below, length = chance.number(1, 9999), chance.number(1, 9999), chance.randint(1, 9)
    scenario = make("ratio", baseline=fig(above, "gbp"), denominator=fig(below, "gbp"), horizon=years(length))
    return scenario, {"percent": 100 * above / below, "times": above / below, "total": above * length}


def counted(chance: Chance) -> Drawn:
    """A share printed from a count of people finds that count again."""
    staff, there = chance.randint(20, 900), chance.randint(0, 20)
    scenario = make(
        "share_of_stock",
        baseline=fig(as_printed(100 * there / staff, 2), "%", decimals=2),
        stock=fig(staff, "persons"),
    )
    return scenario, {"count": there}


def added(chance: Chance) -> Drawn:
    values = [chance.number(-999, 999) for _ in range(chance.randint(1, 9))]
    return make("sum", values=[fig(value, "gbp") for value in values]), {"value": math.fsum(values)}


def taken_off(chance: Chance) -> Drawn:
    one, two = chance.number(1, 999), chance.number(1, 999)
    scenario = make("difference", values=[fig(one, "fte"), fig(two, "fte")])
    return scenario, {"value": one - two, "change_percent": 100 * (one - two) / two}


def adjusted(chance: Chance) -> Drawn:
    share, staff, points = chance.number(20, 80), chance.randint(50, 9999), chance.number(-15, 15)
    scenario = make(
        "adjust", baseline=fig(share, "%"), stock=fig(staff, "persons"), changes=[step(points, "points")]
    )
    after = share + points
    return scenario, {"value": after, "count_before": share * staff / 100, "count_after": after * staff / 100}


FAMILIES: dict[str, tuple[Family, ...]] = {
    "stock_flow": (flow, whole_people, required_cut),
    "turnover_cost": (cost_of_turnover,),
    "fte_headcount": (part_timers,),
    "age_exposure": (retirements,),
    "representation": (representation, people_needed),
    "pay_bill": (pay, pay_over_years),
    "agency": (agency,),
    "sickness": (sickness,),
    "budget_gap": (gap, avoided),
    "benchmark": (pooled,),
    "ratio": (quotient,),
    "share_of_stock": (counted,),
    "sum": (added,),
    "difference": (taken_off,),
    "adjust": (adjusted,),
}


@pytest.mark.parametrize("name", FAMILIES)
def test_drawn_scenarios_agree_with_plain_arithmetic(name: str) -> None:
    agree(*FAMILIES[name])
