"""Rates and times towards a level, what is enough, and unknowns to solve for: each worked out by hand."""

from __future__ import annotations

import math

import pytest

from assistant.planner.refusal import Open
from assistant.planner.result import Status
from tests.assistant.planner.asking import asked, fact, of, others, typed


def test_the_rate_a_year_that_leads_to_a_target() -> None:
    target = typed(1296, "fte", "workforce.fte", "target")

    result = asked({"ask": "rate", "of": of("workforce.fte"), "years": 2, "figures": [target]})

    assert (result.value, result.unit) == (pytest.approx(-10), "%")
    assert others(result)["step"] == -152
    assert others(result)["in all"] == -304
    assert result.series == pytest.approx((1440, 1296))


def test_a_share_moves_by_points_and_leads_with_the_rate_when_that_is_asked() -> None:
    reading = {
        "ask": "rate",
        "of": of("leavers.rate"),
        "years": 2,
        "figures": [typed(10, "%", "leavers.rate", "target")],
    }

    assert (asked(reading).value, asked(reading).unit) == (-1, "point")
    led = asked({**reading, "lead": "%"})
    assert led.value == pytest.approx(100 * ((10 / 12) ** 0.5 - 1))


def test_the_years_of_a_rate_are_those_between_the_dates() -> None:
    start, end = of("calls.received", when="2023/24"), of("calls.received", when="2025/26")
    facts = (fact("calls.received", 1000, "2023/24"), fact("calls.received", 1210, "2025/26"))

    assert asked({"ask": "rate", "of": start, "against": end}, *facts).value == pytest.approx(10)


def test_a_rate_without_a_span_is_asked_for() -> None:
    target = typed(1296, "fte", "workforce.fte", "target")
    undated = fact("workforce.fte", 1600, "", body="Marlow")

    result = asked({"ask": "rate", "of": of("workforce.fte"), "figures": [target], "body": "Marlow"}, undated)

    assert (result.status, result.why) == (Status.ASK, Open.NO_YEARS)


def test_the_time_until_a_level_is_reached_in_closed_form() -> None:
    figures = [
        typed(1500, "fte", "workforce.fte", "target"),
        typed(-2, "%", "workforce.fte", "by", per="year"),
    ]

    result = asked({"ask": "time", "of": of("workforce.fte"), "figures": figures})

    assert result.value == pytest.approx(math.log(1500 / 1600) / math.log(0.98))
    assert result.derivation is not None
    assert result.derivation.rule == "time to"
    assert others(result)["year-end"] == 4
    assert others(result)["level at the first year-end"] == pytest.approx(1600 * 0.98**4)
    assert others(result)["calendar year"] == 2030


def test_the_time_of_a_stock_that_is_carried_forward_lies_within_a_year() -> None:
    figures = [typed(10_000_000, "gbp", "reserves.balance", "target"), typed(2e6, "gbp", "reserves.use")]

    result = asked({"ask": "time", "of": of("reserves.balance"), "figures": figures})

    assert result.value == pytest.approx(1.75)  # £13.5m, £11.5m, £9.5m
    assert result.derivation is not None
    assert result.derivation.rule == "time within"


def test_a_target_that_is_a_share_of_today_is_reached() -> None:
    figures = [
        typed(50, "%", "agency.spend", "target"),
        typed(-300_000, "gbp", "agency.spend", "by", per="year"),
    ]

    assert asked({"ask": "time", "of": of("agency.spend"), "figures": figures}).value == pytest.approx(4)


def test_what_moves_the_other_way_is_never_reached() -> None:
    figures = [
        typed(1700, "fte", "workforce.fte", "target"),
        typed(-2, "%", "workforce.fte", "by", per="year"),
    ]

    result = asked({"ask": "time", "of": of("workforce.fte"), "figures": figures})

    assert (result.status, result.why) == (Status.REFUSED, Open.AWAY)


def test_today_is_a_hundred_where_nothing_absolute_is_said() -> None:
    figures = [
        typed(-20, "%", "workforce.fte", "target", relative=True),
        typed(-5, "%", "workforce.fte", "by", per="year"),
    ]

    result = asked({"ask": "time", "of": of("workforce.fte"), "figures": figures}, body="")

    assert result.value == pytest.approx(math.log(0.8) / math.log(0.95))


def test_enough_says_the_margin_and_the_share_covered() -> None:
    saving, gap = typed(5e6, "gbp", "budget.saving"), typed(6e6, "gbp", "budget.gap")

    result = asked(
        {"ask": "enough", "of": of("budget.saving"), "against": of("budget.gap"), "figures": [saving, gap]}
    )

    assert result.words == "no"
    assert others(result)["margin"] == -1e6
    assert others(result)["share of what is needed"] == pytest.approx(100 * 5 / 6)


def test_a_cut_is_enough_for_a_relative_target() -> None:
    figures = [
        typed(-6, "%", "workforce.fte", "by", per="year"),
        typed(-10, "%", "workforce.fte", "target", relative=True),
    ]

    result = asked({"ask": "enough", "of": of("workforce.fte"), "years": 2, "figures": figures})

    assert result.words == "yes"
    assert result.value == pytest.approx(100 * (0.94**2 - 1))


def test_the_share_of_leavers_to_replace_is_solved_for() -> None:
    figures = [
        typed(None, "%", "backfill.rate", "becomes"),
        typed(-10, "%", "workforce.headcount", "target", relative=True),
    ]

    result = asked({"ask": "solve", "of": of("workforce.headcount"), "years": 2, "figures": figures})

    # 2,000 x (1 - 12% x (1 - b))^2 = 1,800
    assert result.value == pytest.approx(100 * (1 - (1 - 0.9**0.5) / 0.12))
    assert others(result)["reached"] == pytest.approx(1800)


def test_a_goal_out_of_reach_within_the_range_of_the_unknown_is_refused() -> None:
    figures = [
        typed(None, "%", "backfill.rate", "becomes"),
        typed(-60, "%", "workforce.headcount", "target", relative=True),
    ]

    result = asked({"ask": "solve", "of": of("workforce.headcount"), "years": 1, "figures": figures})

    assert (result.status, result.why) == (Status.REFUSED, Open.NEVER)


def test_a_solve_without_an_unknown_or_a_goal_asks_for_it() -> None:
    goal = typed(1500, "fte", "workforce.fte", "target")
    unknown = typed(None, "%", "workforce.fte", "by")

    assert asked({"ask": "solve", "of": of("workforce.fte"), "figures": [goal]}).why is Open.NO_UNKNOWN
    assert asked({"ask": "solve", "of": of("workforce.fte"), "figures": [unknown]}).why is Open.NO_TARGET
