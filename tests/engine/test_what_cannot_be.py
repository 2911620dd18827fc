"""Paths as long as their horizon, deficits like any number, staff and shares that can be, and halves rounded one way."""

from __future__ import annotations

import pytest

from engine.display import show
from engine.errors import Ambiguous, NotComparable, OutOfDomain
from engine.scenario import Unit
from tests.engine.writing import Json, fig, make, project, rate, rates, result_of, step, target, years

FTE, HEADS = fig(640.5, "fte"), fig(800, "persons")
FLOW = {"baseline": HEADS, "turnover": fig(12, "%"), "backfill": fig(70, "%")}
PATH = make("project_compound", baseline=FTE, changes=[rates(-5, -7, -3)])
DEFICIT = fig(-5e6, "gbp")
WEIGHTS = [fig(50, "%"), fig(30, "%"), fig(20, "%")]
POSTS = [fig(n, "persons") for n in (4, 5, 6)]

LENGTHS: list[tuple[str, Json, str]] = [
    ("a path longer than the horizon", {**PATH, "horizon": years(2)}, "gives 3 years and the horizon is 2"),
    ("a path shorter than the horizon", {**PATH, "horizon": years(4)}, "gives 3 years and the horizon is 4"),
    ("a path to a date", {**PATH, "horizon": {"start": "2024-04-01", "end": "2026-04-01"}}, "the horizon is 2"),
    (
        "a path after a delay",
        {**PATH, "changes": [{**rates(-5, -7, -3), "delay": 1}], "horizon": years(3)},
        "gives 3 years and the horizon is 3, 1 of them before it begins",
    ),
    (
        "steps of money",
        make(
            "project_linear",
            baseline=fig(9e6, "gbp"),
            changes=[{"kind": "step", "values": [1e5, 2e5, 3e5], "unit": "gbp"}],
            horizon=years(2),
        ),
        "gives 3 years and the horizon is 2",
    ),
    (
        "awards beside a longer cut",
        make(
            "pay_bill",
            baseline=FTE,
            pay=fig(3e4, "gbp_each"),
            changes=[rates(-5, -7, -3), {**rates(3, 2), "on": "pay"}],
        ),
        "gives 2 years and the horizon is 3",
    ),
    ("agency", make("agency", baseline=fig(1e6, "gbp"), changes=[rates(-5, -7, -3)], horizon=years(2)), "gives 3 years"),
    ("a required cut", make("stock_flow", **FLOW, changes=[rates(-5, -7, -3)], horizon=years(2)), "gives 3 years"),
    ("posts by year", make("stock_flow", **FLOW, new_posts=POSTS, horizon=years(2)), "3 figures of new_posts are given for 2"),
    ("transfers by year", make("stock_flow", **FLOW, transfers=POSTS, horizon=years(4)), "3 figures of transfers are given for 4"),
    (
        "weights of a path",
        make("trajectory_to_target", baseline=FTE, changes=[target(500, "fte")], weights=WEIGHTS, horizon=years(2)),
        "3 weights are given and the horizon is 2",
    ),
    (
        "weights of a total",
        make("trajectory_to_target", total=fig(9e6, "gbp"), weights=WEIGHTS, horizon=years(4)),
        "3 weights are given and the horizon is 4",
    ),
    (
        "instalments over part of a year",
        make("trajectory_to_target", total=fig(9e6, "gbp"), horizon=years(2.5)),
        "counted in whole years, and the horizon is 2.5",
    ),
    (
        "savings over part of a year",
        make("budget_gap", changes=[step(1e5, "gbp")], horizon=years(2.5)),
        "counted in whole years, and the horizon is 2.5",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("scenario", "said"), [c[1:] for c in LENGTHS], ids=[c[0] for c in LENGTHS])
def test_a_list_by_year_is_as_long_as_its_horizon_or_refused_with_both_lengths(
    scenario: Json, said: str
) -> None:
    with pytest.raises(OutOfDomain) as refused:
        project(scenario)

    assert said in refused.value.sentence
    assert refused.value.offer


def test_the_last_year_of_a_path_may_be_a_part_of_one() -> None:
    made = project({**PATH, "horizon": years(2.5)})

    assert made.value == pytest.approx(640.5 * 0.95 * 0.93 * 0.97**0.5)


def test_a_change_that_has_not_begun_by_the_end_says_so() -> None:
    made = project({**PATH, "changes": [rate(-5, delay=3)], "horizon": years(2)})

    assert made.value == 640.5
    assert made.warnings == ("The change begins after 3 years, so nothing has changed after 2.",)


# A deficit


@pytest.mark.parametrize(
    ("changes", "basis", "levels"),
    [
        ([rate(10)], "linear", [-5e6, -5.5e6, -6e6, -6.5e6]),
        ([rate(10)], "compound", [-5e6, -5.5e6, -6.05e6, -6.655e6]),
        ([step(2e6, "gbp")], None, [-5e6, -3e6, -1e6, 1e6]),
        ([step(-1e6, "gbp")], None, [-5e6, -6e6, -7e6, -8e6]),
    ],
)
def test_a_deficit_is_projected_like_any_other_number(
    changes: list[Json], basis: str | None, levels: list[float]
) -> None:
    more = {"basis": basis} if basis else {}

    made = project(make("project_compound", baseline=DEFICIT, changes=changes, horizon=years(3), **more))

    assert [point.value for point in made.series] == pytest.approx(levels)


def test_a_balance_of_nothing_may_fall_and_a_stock_of_nothing_says_it_cannot() -> None:
    balance = make("project_linear", baseline=fig(0, "gbp"), changes=[step(-4e5, "gbp")], horizon=years(2))
    staff = make("project_linear", baseline=fig(0, "fte"), changes=[step(-4, "fte")], horizon=years(2))

    assert project(balance).value == -8e5
    assert project(staff).value == 0
    assert project(staff).warnings == ("It stands at 0 and cannot fall.",)


def test_a_deficit_has_a_required_rate_a_time_and_a_path() -> None:
    goal = target(-2.5e6, "gbp")
    asked = project(make("required_rate", baseline=DEFICIT, changes=[goal], horizon=years(2)))
    timed = project(make("time_to_target", baseline=DEFICIT, changes=[rate(-20), goal]))
    even = project(
        make(
            "trajectory_to_target",
            baseline=DEFICIT,
            changes=[goal],
            horizon=years(2),
            choices={"shape": "geometric"},
        )
    )

    assert asked.result("rate").value == pytest.approx((0.5**0.5 - 1) * 100)  # -29.29% a year
    assert timed.result("year").value == 4  # 0.8^3 is 0.512, 0.8^4 is 0.4096
    assert [point.value for point in even.series] == pytest.approx([-5e6, -5e6 * 0.5**0.5, -2.5e6])


@pytest.mark.parametrize("operation", ["pay_bill", "agency"])
def test_a_bill_or_spend_below_nothing_is_refused(operation: str) -> None:
    with pytest.raises(OutOfDomain, match="−£5m is impossible"):
        project(make(operation, baseline=DEFICIT))


# Staff and shares that cannot be

NO_STAFF: list[tuple[str, Json, str]] = [
    (
        "more FTE than heads",
        make("fte_headcount", baseline=fig(900, "fte"), headcount=HEADS),
        "900.0 FTE is more than one FTE for each of 800 people",
    ),
    (
        "a ratio above 1",
        make("fte_headcount", ratio=fig(1.2, "ratio"), convert=HEADS),
        "1.2 FTE per head is impossible",
    ),
    (
        "more full-timers than FTE",
        make("fte_headcount", baseline=FTE, headcount=HEADS, full_time=fig(700, "persons")),
        "700 full-timers at 1.0 FTE each leave nothing of 640.5 FTE",
    ),
    (
        "more full-timers than heads",
        make("fte_headcount", baseline=FTE, headcount=HEADS, full_time=fig(801, "persons")),
        "no part-timers to average",
    ),
    (
        "as many full-timers as FTE",
        make("fte_headcount", baseline=fig(640, "fte"), headcount=HEADS, full_time=fig(640, "persons")),
        "leave nothing of 640.0 FTE",
    ),
    (
        "part-timers above the ratio's heads",
        make(
            "fte_headcount",
            baseline=fig(900, "fte"),
            headcount=HEADS,
            ratio=fig(0.8, "ratio"),
            full_time=fig(10, "persons"),
        ),
        "more than one FTE for each",
    ),
]


@pytest.mark.parametrize(("scenario", "said"), [c[1:] for c in NO_STAFF], ids=[c[0] for c in NO_STAFF])
def test_staff_that_cannot_be_are_refused_in_a_sentence(scenario: Json, said: str) -> None:
    with pytest.raises(OutOfDomain) as refused:
        project(scenario)

    assert said in refused.value.sentence
    assert refused.value.offer


def test_fte_and_heads_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(NotComparable, match="800 is in persons where the FTE belongs"):
        project(make("fte_headcount", baseline=HEADS, headcount=FTE))


SHARES = {"baseline": fig(8, "%"), "turnover": fig(12, "%"), "horizon": years(5)}
PAST_ALL: list[tuple[str, Json]] = [
    ("a share of hires as a number", make("representation", **SHARES, hires_share=fig(120, "number"))),
    ("a share of hires over 100%", make("representation", **SHARES, hires_share=fig(120, "%"))),
    ("a target as a number", make("representation", baseline=fig(8, "%"), headcount=HEADS, target=fig(1.5, "number"))),
    ("a share as a number", make("representation", baseline=fig(1.2, "ratio"), headcount=HEADS, target=fig(10, "%"))),
    ("points past 100%", make("representation", baseline=fig(8, "%"), headcount=HEADS, changes=[step(95, "points", per="total")])),
    ("people past the staff", make("representation", baseline=fig(8, "%"), headcount=fig(10.5, "persons"), target=fig(100, "%"))),
    ("a share that grows past 100%", make("project_compound", baseline=fig(60, "%"), changes=[rate(20)], horizon=years(5))),
]  # fmt: skip


@pytest.mark.parametrize("scenario", [case[1] for case in PAST_ALL], ids=[case[0] for case in PAST_ALL])
def test_no_group_grows_past_all_staff(scenario: Json) -> None:
    with pytest.raises(OutOfDomain) as refused:
        project(scenario)

    assert refused.value.offer


def test_points_a_year_over_several_years_are_asked_about() -> None:
    yearly = make("representation", **SHARES, changes=[step(2, "points")])

    with pytest.raises(Ambiguous, match="each year, or of the 5 years in all"):
        project(yearly)


def test_turnover_and_a_target_want_a_time() -> None:
    timeless = make("representation", baseline=fig(8, "%"), turnover=fig(12, "%"), target=fig(10, "%"))

    with pytest.raises(Ambiguous, match="By when"):
        project(timeless)


# Halves


def test_half_a_leaver_is_rounded_up_in_whatever_order_it_is_worked_out() -> None:
    """In year 10 the leavers and what was carried make 725.5 exactly; floats make it 725.4999999999999."""
    staff = make(
        "stock_flow",
        baseline=fig(6888, "persons"),
        turnover=fig(31.5, "%"),
        backfill=fig(63.6, "%"),
        horizon=years(12),
        choices={"people": "whole"},
    )
    quotients = {
        "turnover": result_of(make("ratio", baseline=fig(63, "persons"), denominator=fig(200, "persons"))),
        "backfill": result_of(make("ratio", baseline=fig(15.9, "fte"), denominator=fig(25, "fte"))),
    }

    rows = project(staff).table.rows

    assert rows[9][2] == 726
    assert project(staff).display == "1,598"
    assert project({**staff, "inputs": quotients}).display == "1,598"  # 63/200 and 15.9/25
    assert project(make("compare", scenarios=[staff, staff])).result("value_2").value == 1598


@pytest.mark.parametrize(
    "value", [313.5, 313.49999999999994, 28.5 / 100 * 1100, 0.285 * 1100, 1100 * (1 - 0.715)]
)
def test_a_half_is_shown_the_same_however_it_was_worked_out(value: float) -> None:
    assert show(value, Unit.PERSONS) == "314"


def test_what_is_not_a_half_is_not_made_one() -> None:
    assert show(313.4999999999, Unit.PERSONS) == "313"
