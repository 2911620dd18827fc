"""The engine against plain decimals: thousands of random scenarios, drawn from a fixed seed."""

from __future__ import annotations

import random
from decimal import Decimal as D

import pytest

from engine import run
from engine.model import Assumption, Change, ChangeKind, Horizon, Operation, Per, Scenario, Typed, Unit
from tests.engine import plain_decimals as plain

ROUNDS = 400
CLOSE = 1e-9


def draw() -> random.Random:
    return random.Random(20261122)


def number(chance: random.Random, low: float, high: float, decimals: int = 1) -> float:
    return round(chance.uniform(low, high), decimals)


def exact(value: float) -> D:
    return D(repr(value))


def share(value: float) -> Typed:
    return Typed(value, Unit.SHARE)


def fte(value: float) -> Typed:
    return Typed(value, Unit.FTE)


def change(percent: float, per: Per = Per.YEAR) -> Change:
    return Change(ChangeKind.RATE, (Typed(percent, Unit.PERCENT),), per)


@pytest.mark.parametrize("operation", [Operation.PROJECT_COMPOUND, Operation.PROJECT_LINEAR])
def test_paths_agree_year_by_year(operation: Operation) -> None:
    chance = draw()
    reference = plain.compound if operation is Operation.PROJECT_COMPOUND else plain.straight
    for _ in range(ROUNDS):
        start, rate, years = number(chance, 1, 9999), number(chance, -40, 40), chance.randint(1, 15)

        made = run(Scenario(operation, baseline=fte(start), changes=(change(rate),), horizon=Horizon(years)))

        wanted = reference(exact(start), exact(rate) / 100, years)
        assert [point.value for point in made.series] == pytest.approx([float(v) for v in wanted], rel=CLOSE)


def test_required_rates_and_times_agree() -> None:
    chance = draw()
    for _ in range(ROUNDS):
        start, end, years = number(chance, 10, 9999), number(chance, 10, 9999), number(chance, 0.5, 12)
        rate = -number(chance, 0.5, 30) if end < start else number(chance, 0.5, 30)
        goal = Change(ChangeKind.TARGET, (fte(end),))

        asked = Scenario(
            Operation.REQUIRED_RATE, baseline=fte(start), changes=(goal,), horizon=Horizon(years)
        )
        timed = Scenario(Operation.TIME_TO_TARGET, baseline=fte(start), changes=(goal, change(rate)))

        wanted = plain.required_rate(exact(start), exact(end), exact(years)) * 100
        assert run(asked).result("rate").value == pytest.approx(float(wanted), rel=1e-8, abs=1e-9)
        time = plain.years_to(exact(start), exact(end), exact(rate) / 100)
        if start != end:
            assert run(timed).result("years").value == pytest.approx(float(time), rel=1e-8)


def test_stock_and_flow_agree() -> None:
    chance = draw()
    for _ in range(ROUNDS):
        start, q, b = number(chance, 50, 9999), number(chance, 1, 40), number(chance, 0, 130)
        years = chance.randint(1, 10)

        made = run(
            Scenario(
                Operation.STOCK_FLOW,
                baseline=fte(start),
                inputs={"turnover": (share(q),), "backfill": (share(b),)},
                horizon=Horizon(years),
            )
        )

        wanted = plain.stock_flow(exact(start), exact(q) / 100, exact(b) / 100, years)
        rows = [(row[1], row[2], row[3], row[6]) for row in made.table.rows]
        assert rows == [pytest.approx([float(v) for v in line], rel=CLOSE) for line in wanted]


def test_redundancies_and_the_average_stock_agree() -> None:
    chance = draw()
    for _ in range(ROUNDS):
        start, q, b = number(chance, 50, 9999), number(chance, 1, 40), number(chance, 0, 100)
        cut, years = number(chance, 0, 20), chance.randint(1, 8)
        inputs = {"turnover": (share(q),), "backfill": (share(b),)}
        base = Scenario(Operation.STOCK_FLOW, baseline=fte(start), inputs=inputs)

        falling = run(
            Scenario(
                base.operation,
                baseline=fte(start),
                inputs=inputs,
                changes=(change(-cut),),
                horizon=Horizon(years),
            )
        )
        average = run(
            Scenario(
                base.operation,
                baseline=fte(start),
                inputs=inputs,
                horizon=Horizon(1),
                assumptions=(Assumption("leaver_base", "average"),),
            )
        )

        wanted = plain.redundancies(exact(start), exact(q) / 100, exact(b) / 100, exact(cut) / 100, years)
        assert falling.result("redundancies").value == pytest.approx(float(wanted), rel=1e-8, abs=1e-7)
        closing = plain.average_stock_year(exact(start), exact(q) / 100, exact(b) / 100)
        assert average.result("value").value == pytest.approx(float(closing), rel=CLOSE)


def test_whole_people_agree_to_the_last_person() -> None:
    chance = draw()
    for _ in range(ROUNDS):
        start, q, b = chance.randint(20, 9999), number(chance, 1, 40), number(chance, 0, 120)
        years = chance.randint(1, 8)

        made = run(
            Scenario(
                Operation.STOCK_FLOW,
                baseline=Typed(float(start), Unit.PERSONS),
                inputs={"turnover": (share(q),), "backfill": (share(b),)},
                horizon=Horizon(years),
                assumptions=(Assumption("people", "whole"),),
            )
        )

        wanted = plain.whole_people(start, exact(q) / 100, exact(b) / 100, years)
        assert [(row[2], row[3], row[6]) for row in made.table.rows] == wanted


def test_pay_bills_agree() -> None:
    chance = draw()
    for _ in range(ROUNDS):
        heads = chance.randint(50, 9999)
        staff, pay = number(chance, 0.3 * heads, heads), number(chance, 15000, 60000, 0)
        n, threshold, lgps = number(chance, 5, 20), number(chance, 3000, 12000, 0), number(chance, 10, 35)

        made = run(
            Scenario(
                Operation.PAY_BILL,
                baseline=fte(staff),
                inputs={
                    "pay": (Typed(pay, Unit.GBP_EACH),),
                    "headcount": (Typed(float(heads), Unit.PERSONS),),
                    "ni_rate": (Typed(n, Unit.PERCENT),),
                    "ni_threshold": (Typed(threshold, Unit.GBP_EACH),),
                    "lgps_rate": (Typed(lgps, Unit.PERCENT),),
                },
                assumptions=(Assumption("on_costs", "yes"), Assumption("tax_year", "2025/26")),
            )
        )

        wanted = plain.gross_pay(
            exact(staff), D(heads), exact(pay), exact(n) / 100, exact(threshold), exact(lgps) / 100
        )
        assert made.result("gross").value == pytest.approx(float(wanted), rel=CLOSE)


def test_representation_and_gaps_agree() -> None:
    chance = draw()
    for _ in range(ROUNDS):
        now, goal, q = number(chance, 5, 20), number(chance, 20, 25), number(chance, 10, 30)
        stock, years = chance.randint(500, 5000), chance.randint(3, 10)
        wanted_share = plain.hires_share(exact(now) / 100, exact(goal) / 100, exact(q) / 100, years)
        gap, savings = number(chance, 1e6, 9e6, 0), [number(chance, 0, 1e6, 0) for _ in range(3)]

        hires = Scenario(
            Operation.REPRESENTATION,
            baseline=share(now),
            inputs={"turnover": (share(q),), "target": (share(goal),)},
            horizon=Horizon(years),
        )
        count = Typed(float(stock), Unit.PERSONS)
        people = Scenario(
            Operation.REPRESENTATION,
            baseline=share(now),
            inputs={"headcount": (count,), "target": (share(goal),)},
        )
        left = Scenario(
            Operation.BUDGET_GAP,
            baseline=Typed(gap, Unit.GBP),
            inputs={"savings": tuple(Typed(item, Unit.GBP) for item in savings)},
        )

        if wanted_share <= 1:
            assert run(hires).result("hires_share").value == pytest.approx(
                float(wanted_share) * 100, rel=1e-8
            )
        made = run(people)
        present = D(repr(made.result("count").value))
        assert made.result("extra").value == float(plain.swap(exact(goal) / 100, D(stock), present))
        assert run(left).value == pytest.approx(
            float(plain.residual(exact(gap), [exact(s) for s in savings])), abs=1e-3
        )
