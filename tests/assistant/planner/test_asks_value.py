"""Values after a supposed change, over years, and changes: each worked out by hand."""

from __future__ import annotations

import pytest

from assistant.planner.result import Status
from tests.assistant.planner.asking import asked, fact, of, others, readings, typed


def test_a_yearly_fall_compounds_with_the_straight_line_beside_it() -> None:
    result = asked({"ask": "value", "of": of("workforce.fte"), "years": 2,
                    "figures": [typed(-2, "%", "workforce.fte", "by", per="year")]})  # fmt: skip

    assert result.value == pytest.approx(1600 * 0.98 * 0.98)
    assert result.series == pytest.approx((1568, 1536.64))
    assert others(result)["before"] == 1600
    assert others(result)["change, %"] == pytest.approx(-3.96)
    assert readings(result)["straight line"] == pytest.approx(1536)


def test_a_basis_that_was_said_leaves_no_other_reading() -> None:
    fall = typed(-2, "%", "workforce.fte", "by", per="year")

    result = asked(
        {"ask": "value", "of": of("workforce.fte"), "years": 2, "basis": "linear", "figures": [fall]}
    )

    assert result.value == pytest.approx(1536)
    assert result.readings == ()


def test_a_fall_in_all_is_spread_over_the_years_with_the_rate_a_year_beside_it() -> None:
    fall = typed(-10, "%", "workforce.fte", "by", per="total")

    result = asked({"ask": "value", "of": of("workforce.fte"), "years": 2, "figures": [fall]})

    assert result.value == pytest.approx(1440)
    assert result.series == pytest.approx((1600 * 0.9**0.5, 1440))
    assert others(result)["a year"] == pytest.approx(100 * (0.9**0.5 - 1))


def test_a_step_each_year_is_added() -> None:
    step = typed(-150_000, "gbp", "agency.spend", "by", per="year")

    result = asked({"ask": "value", "of": of("agency.spend"), "years": 4, "figures": [step]})

    assert result.value == 1_800_000  # £2.4m - 4 x £150,000


def test_a_path_takes_one_rate_for_each_year() -> None:
    path = typed([-2, -3, -5], "%", "workforce.fte", "by", per="year")

    result = asked({"ask": "value", "of": of("workforce.fte"), "years": 3, "figures": [path]})

    assert result.value == pytest.approx(1600 * 0.98 * 0.97 * 0.95)


def test_a_change_that_comes_later_is_counted_from_then() -> None:
    late = typed(-10, "%", "workforce.fte", "by", per="year", delay=1)

    result = asked({"ask": "value", "of": of("workforce.fte"), "years": 3, "figures": [late]})

    assert result.value == pytest.approx(1600 * 0.9 * 0.9)


def test_award_and_fewer_posts_together_change_the_pay_bill() -> None:
    figures = [
        typed(-2, "%", "workforce.fte", "by", per="year"),
        typed(3, "%", "pay.award", "by", per="year", relative=True),
    ]

    result = asked({"ask": "value", "of": of("pay.bill_basic"), "years": 1, "figures": figures})

    assert result.value == pytest.approx(1600 * 0.98 * 37_500 * 1.03)


def test_a_product_that_is_only_printed_is_scaled() -> None:
    figures = [typed(2, "%", "pay.award", "by"), typed(-3, "%", "workforce.fte", "by")]

    result = asked(
        {"ask": "value", "of": of("pay.bill_gross"), "figures": figures}, fact("pay.bill_gross", 80e6)
    )

    assert result.value == pytest.approx(80e6 * 1.02 * 0.97)


def test_a_product_is_scaled_by_an_input_that_is_set_anew() -> None:
    facts = (fact("survey.replies", 742, body="Marlow"), fact("survey.rate", 61, body="Marlow"))
    reading = {
        "ask": "change",
        "of": of("survey.replies"),
        "figures": [typed(70, "%", "survey.rate", "becomes")],
    }

    assert asked({**reading, "body": "Marlow"}, *facts).value == pytest.approx(742 * 70 / 61 - 742)


def test_a_stock_is_carried_forward_through_its_leavers_and_joiners() -> None:
    result = asked({"ask": "value", "of": of("workforce.headcount"), "years": 2,
                    "figures": [typed(50, "%", "backfill.rate", "becomes")]})  # fmt: skip

    assert result.value == pytest.approx(2000 * 0.94**2)  # 12% leave, half are replaced
    assert result.series == pytest.approx((1880, 2000 * 0.94**2))


def test_reserves_fall_by_what_is_drawn_each_year() -> None:
    result = asked({"ask": "value", "of": of("reserves.balance"), "years": 3,
                    "figures": [typed(1.5e6, "gbp", "reserves.use")]})  # fmt: skip

    assert result.value == 9_000_000  # £13.5m - 3 x £1.5m


def test_leavers_over_three_years_while_the_workforce_shrinks() -> None:
    result = asked({"ask": "value", "of": of("leavers.count"), "years": 3, "span": "in_all",
                    "figures": [typed(50, "%", "backfill.rate", "becomes")]})  # fmt: skip

    yearly = [240, 240 * 0.94, 240 * 0.94**2]
    assert result.series == pytest.approx(yearly)
    assert result.value == pytest.approx(sum(yearly))


def test_the_pay_bill_of_each_year_is_worked_out_once_and_again() -> None:
    result = asked({"ask": "value", "of": of("pay.bill_basic"), "years": 3, "span": "each", "figures": [
        typed(1600, "fte", "workforce.fte"), typed(-2, "%", "workforce.fte", "by", per="year"),
        typed(37500, "gbp/fte", "pay.avg_per_fte"), typed(3, "%", "pay.award", "by", per="year", relative=True)]})  # fmt: skip

    assert result.series == pytest.approx((60.564e6, 61.1333e6, 61.7079e6), rel=1e-5)


def test_what_lasts_counts_again_in_each_later_year() -> None:
    result = asked({"ask": "value", "of": of("budget.saving"), "years": 3, "span": "in_all", "lasting": True,
                    "figures": [typed(1e6, "gbp", "budget.saving")]})  # fmt: skip

    assert result.value == 6e6  # 3 + 2 + 1


def test_a_share_after_hiring_moves_with_turnover() -> None:
    result = asked({"ask": "value", "of": of("div.share[women]"), "years": 1, "figures": [
        typed(60, "%", "div.hires_share[women]", "becomes"), typed(10, "%", "leavers.rate")]}, fact("div.share[women]", 20))  # fmt: skip

    assert result.value == pytest.approx(24)  # 60% + (20% - 60%) x 0.9


def test_an_amount_a_month_is_a_twelfth_of_a_year() -> None:
    result = asked({"ask": "value", "of": of("agency.spend"), "per": "month"})

    assert result.value == 200_000


def test_the_change_of_a_quantity_that_was_and_will_be() -> None:
    result = asked({"ask": "change", "of": of("sickness.days"),
                    "figures": [typed(8.5, "day/fte", "sickness.days_per_fte", "becomes")]})  # fmt: skip

    assert result.value == pytest.approx(-800)  # (8.5 - 9.0) x 1,600
    assert others(result)["before"] == 14_400
    assert others(result)["after"] == 13_600


def test_a_change_leads_with_per_cent_when_that_is_asked() -> None:
    cut = typed(-160, "fte", "workforce.fte", "by")

    result = asked({"ask": "change", "of": of("workforce.fte"), "figures": [cut], "lead": "%"})

    assert (result.value, result.unit) == (-10, "%")
    assert others(result)["change"] == -160


def test_a_change_of_a_part_changes_the_whole() -> None:
    part = fact("workforce.fte", 400, "2026-03-31", part="Highways")
    cut = typed(-10, "%", "workforce.fte", "by", part="Highways")

    assert asked({"ask": "value", "of": of("workforce.fte"), "figures": [cut]}, part).value == 1560


def test_a_flow_of_posts_saved_costs_less() -> None:
    figures = [typed(-2, "%", "workforce.fte", "by"), typed(50_000, "gbp/fte", "pay.cost_per_post")]

    result = asked({"ask": "change", "of": of("pay.bill_gross"), "figures": figures})

    assert result.value == pytest.approx(-1.6e6)  # 2% x 1,600 x £50,000


def test_the_fall_of_a_year_feeds_the_redundancies() -> None:
    figures = [typed(-6, "%", "workforce.fte", "by", per="year"), typed(75, "%", "backfill.rate")]

    result = asked({"ask": "value", "of": of("redundancy.count"), "years": 1, "figures": figures})

    assert result.value == pytest.approx(48)  # 96 must go; a quarter of the 192 who leave are not replaced


def test_what_follows_from_another_question_is_shared_out() -> None:
    inner = {"ask": "value", "of": of("leavers.count")}

    assert asked({"ask": "value", "of": inner, "per": "month"}).value == 20


def test_a_figure_beside_another_question_is_not_passed_over() -> None:
    inner = {"ask": "value", "of": of("leavers.count")}

    assert asked({"ask": "value", "of": inner, "figures": [typed(7, "minute")]}).status is Status.UNUSED


def test_a_change_from_a_typed_value_rests_on_both_ends() -> None:
    figures = [typed(8.6, "day/fte", "sickness.days_per_fte"), typed(8, "day/fte", "sickness.days_per_fte", "becomes"),
               typed(2826.7, "fte", "workforce.fte")]  # fmt: skip

    result = asked({"ask": "change", "of": of("sickness.days"), "figures": figures})

    assert result.status is Status.ANSWERED
    assert result.value == pytest.approx(-0.6 * 2826.7)
