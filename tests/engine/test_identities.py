"""Laws that hold for every scenario, tried on what hypothesis can think of."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import kernels, run
from engine.batch import run_many
from engine.model import (
    Assumption,
    Change,
    ChangeKind,
    Horizon,
    Input,
    Operation,
    Projection,
    Scenario,
    Typed,
    Unit,
)

LEVELS = st.floats(1.0, 1e6)
RATES = st.floats(-60.0, 60.0)
SHARES = st.floats(0.0, 100.0)
YEARS = st.integers(1, 12)


def level(value: float, unit: Unit = Unit.FTE) -> Typed:
    return Typed(value, unit)


def rate(percent: float) -> Change:
    return Change(ChangeKind.RATE, (Typed(percent, Unit.PERCENT),))


def goal(value: float) -> Change:
    return Change(ChangeKind.TARGET, (level(value),))


def staff(start: float, q: float, b: float, years: float, *more: Change, whole: bool = False) -> Projection:
    inputs: dict[str, tuple[Input, ...]] = {
        "turnover": (level(q, Unit.SHARE),),
        "backfill": (level(b, Unit.SHARE),),
    }
    chosen = (Assumption("people", "whole"),) if whole else ()
    horizon = Horizon(float(years))
    return run(
        Scenario(
            Operation.STOCK_FLOW,
            baseline=level(start, Unit.PERSONS),
            inputs=inputs,
            horizon=horizon,
            changes=more,
            assumptions=chosen,
        )
    )


@given(start=LEVELS, end=LEVELS, years=YEARS)
@settings(max_examples=60, deadline=None)
def test_the_required_rate_projected_returns_the_target(start: float, end: float, years: int) -> None:
    horizon = Horizon(float(years))

    asked = run(
        Scenario(Operation.REQUIRED_RATE, baseline=level(start), changes=(goal(end),), horizon=horizon)
    )
    found = asked.result("rate").value
    if found <= -100 + 1e-9:
        return

    there = Scenario(
        Operation.PROJECT_COMPOUND, baseline=level(start), changes=(rate(found),), horizon=horizon
    )
    assert run(there).value == pytest.approx(end, rel=1e-8)


@given(start=LEVELS, percent=RATES, years=YEARS)
@settings(max_examples=60, deadline=None)
def test_the_loop_equals_the_closed_form(start: float, percent: float, years: int) -> None:
    loop = run(
        Scenario(
            Operation.PROJECT_COMPOUND,
            baseline=level(start),
            changes=(rate(percent),),
            horizon=Horizon(years),
        )
    )

    assert loop.value == pytest.approx(float(kernels.compound(start, percent / 100, years)), rel=1e-10)


@given(start=st.floats(100, 1e4), percent=st.floats(-30, -0.5), part=st.floats(0.2, 0.99))
@settings(max_examples=60, deadline=None)
def test_the_first_year_end_that_satisfies_is_the_first(start: float, percent: float, part: float) -> None:
    wanted = start * part

    found = run(
        Scenario(Operation.TIME_TO_TARGET, baseline=level(start), changes=(rate(percent), goal(wanted)))
    )
    year = int(found.result("year").value)

    levels = [start * (1 + percent / 100) ** t for t in range(year + 1)]
    assert levels[year] <= wanted * (1 + 1e-8)
    assert all(value > wanted * (1 - 1e-8) for value in levels[:year])


@given(start=st.integers(10, 20_000), q=st.floats(0, 60), b=st.floats(0, 130), years=st.integers(1, 10))
@settings(max_examples=60, deadline=None)
def test_whole_people_are_conserved(start: int, q: float, b: float, years: int) -> None:
    made = staff(float(start), q, b, years, whole=True)

    stock = float(start)
    for _, opening, leavers, hires, redundancies, transfers, closing in made.table.rows:
        assert opening == stock
        assert all(float(str(v)).is_integer() for v in (leavers, hires, redundancies, closing))
        assert closing == opening - leavers + hires - redundancies - transfers  # type: ignore[operator]
        stock = float(str(closing))


@given(start=LEVELS, q=st.floats(0, 60), b=SHARES, cut=st.floats(-40, 0), years=st.integers(1, 10))
@settings(max_examples=60, deadline=None)
def test_a_waterfall_sums_to_the_change(start: float, q: float, b: float, cut: float, years: int) -> None:
    made = staff(start, q, b, years, rate(cut))

    change = made.result("change").value

    assert math.fsum(bar.change for bar in made.waterfall) == pytest.approx(change, abs=1e-7 * start)
    assert math.fsum(step.change for step in made.steps) == pytest.approx(change, abs=1e-7 * start)


@given(fte=LEVELS, cut=RATES, award=st.floats(-10, 20), years=YEARS)
@settings(max_examples=60, deadline=None)
def test_the_bars_of_a_pay_bill_sum_to_its_change(fte: float, cut: float, award: float, years: int) -> None:
    pay = Change(ChangeKind.RATE, (Typed(award, Unit.PERCENT),), on="pay")
    made = run(
        Scenario(
            Operation.PAY_BILL,
            baseline=level(fte),
            inputs={"pay": (level(3e4, Unit.GBP_EACH),)},
            changes=(rate(cut), pay),
            horizon=Horizon(float(years)),
        )
    )

    change = made.result("bill_change").value

    assert math.fsum(bar.change for bar in made.waterfall) == pytest.approx(change, rel=1e-8, abs=1.0)


@given(parts=st.lists(st.floats(1, 1e5), min_size=2, max_size=6), percent=RATES, years=YEARS)
@settings(max_examples=60, deadline=None)
def test_a_group_is_the_sum_of_its_parts(parts: list[float], percent: float, years: int) -> None:
    def at_end(start: float) -> float:
        return run(
            Scenario(
                Operation.PROJECT_COMPOUND,
                baseline=level(start),
                changes=(rate(percent),),
                horizon=Horizon(years),
            )
        ).value

    assert at_end(math.fsum(parts)) == pytest.approx(math.fsum(at_end(part) for part in parts), rel=1e-9)


@given(start=LEVELS, q=st.floats(0, 60), b=SHARES, more=SHARES, years=st.integers(1, 10))
@settings(max_examples=60, deadline=None)
def test_more_backfill_never_means_fewer_staff(
    start: float, q: float, b: float, more: float, years: int
) -> None:
    low, high = sorted((b, more))

    assert staff(start, q, low, years).value <= staff(start, q, high, years).value * (1 + 1e-12)


@given(start=LEVELS, slow=st.floats(-50, 0), fast=st.floats(-50, 0), years=YEARS)
@settings(max_examples=60, deadline=None)
def test_a_deeper_cut_never_leaves_more(start: float, slow: float, fast: float, years: int) -> None:
    deep, shallow = sorted((slow, fast))
    starts, horizons = np.full(2, start), np.full(2, float(years))

    ends = run_many(
        Operation.PROJECT_COMPOUND, {"start": starts, "rate": np.array([deep, shallow]), "years": horizons}
    )

    assert ends[0] <= ends[1]


@given(start=LEVELS, q=st.floats(1, 60), b=SHARES, years=st.integers(1, 10))
@settings(max_examples=40, deadline=None)
def test_many_at_once_equal_one_by_one(start: float, q: float, b: float, years: int) -> None:
    arrays = {"start": [start], "turnover": [q], "backfill": [b], "years": [float(years)]}

    assert run_many(Operation.STOCK_FLOW, arrays)[0] == pytest.approx(
        staff(start, q, b, years).value, rel=1e-9
    )


@given(cut=st.floats(-40, -0.1), q=st.floats(41, 80), years=st.integers(1, 6))
@settings(max_examples=40, deadline=None)
def test_the_backfill_that_is_found_delivers_its_goal(cut: float, q: float, years: int) -> None:
    from engine import solve
    from engine.model import Goal

    base = Scenario(
        Operation.STOCK_FLOW,
        baseline=level(1000.0),
        inputs={"turnover": (level(q, Unit.SHARE),)},
        horizon=Horizon(float(years)),
    )
    found = solve(base, Goal("backfill", cut, "net_rate")).value

    assert staff(1000.0, q, found, years).result("net_rate").value == pytest.approx(cut, rel=1e-7)
