"""Differences, shares, ratios, sums, means, pooled rates and ranks: each worked out by hand."""

from __future__ import annotations

import pytest

from assistant.planner.refusal import Open
from assistant.planner.result import Status
from tests.assistant.planner.asking import OTHER, asked, fact, of, others, typed


def test_the_difference_of_two_bodies_is_in_points_where_both_are_shares() -> None:
    result = asked({"ask": "difference", "of": of("leavers.rate"), "against": of("leavers.rate", body=OTHER)})

    assert (result.value, result.unit) == (2.5, "point")  # 12% and 9.5%
    assert others(result) | {"first": 12, "second": 9.5} == others(result)
    assert others(result)["difference, %"] == pytest.approx(100 * 2.5 / 9.5)


def test_the_difference_between_two_years_is_the_later_less_the_earlier() -> None:
    facts = (fact("calls.received", 400, "2024/25"), fact("calls.received", 460, "2025/26"))

    result = asked({"ask": "change", "of": of("calls.received", when="2024/25|2025/26")}, *facts)

    assert result.value == 60
    assert others(result)["difference, %"] == 15


def test_the_difference_of_two_bodies_or_parts_that_are_named_together() -> None:
    parts = [fact("agency.spend", 9e5, part="Care"), fact("agency.spend", 7e5, part="Roads")]

    bodies = asked({"ask": "difference", "of": of("leavers.rate")}, body=f"{OTHER}|Tarrowby")
    between = asked({"ask": "difference", "of": of("agency.spend", part="Care|Roads")}, *parts)

    assert (bodies.value, bodies.unit) == (-2.5, "point")  # Hollinswick's 9.5% less Tarrowby's 12%
    assert between.value == 200_000


def test_the_distance_from_a_target() -> None:
    target = fact("leavers.rate", 10, "2027/28", kind="target")

    result = asked(
        {"ask": "difference", "of": of("leavers.rate"), "against": of("leavers.rate", kind="target")}, target
    )

    assert result.value == 2


def test_a_share_says_its_rest() -> None:
    facts = (fact("complaints.upheld", 132), fact("complaints.received", 480))

    result = asked(
        {"ask": "share", "of": of("complaints.upheld"), "against": of("complaints.received")}, *facts
    )

    assert (result.value, result.unit) == (27.5, "%")
    assert others(result)["rest"] == 72.5


def test_a_ratio_is_in_times_or_so_many_for_each() -> None:
    top, median = typed(180_000, "gbp", "pay.top"), typed(36_000, "gbp", "pay.median")
    times = asked({"ask": "ratio", "of": top, "against": median})
    each = asked({"ask": "ratio", "of": of("agency.spend"), "against": of("workforce.headcount")})

    assert (times.value, times.unit) == (5, "x")
    assert (each.value, each.unit) == (1200, "gbp/person")


def test_a_sum_over_bodies_parts_and_things() -> None:
    result = asked({"ask": "sum", "of": of("workforce.headcount", body=f"Tarrowby|{OTHER}")})

    assert result.value == 2600
    assert result.series == (2000, 600)


def test_a_signed_sum_takes_off_what_counts_against() -> None:
    terms = [of("other: land"), of("other: works"), of("other: grant", sign=-1)]
    facts = [fact("other: land", 150_000, unit="gbp"), fact("other: works", 20_000, unit="gbp"),
             fact("other: grant", 45_000, unit="gbp")]  # fmt: skip

    assert asked({"ask": "sum", "terms": terms}, *facts).value == 125_000


def test_everything_printed_by_part_is_ranged_over() -> None:
    parts = [
        fact("agency.spend", 100 * n, part=name) for n, name in ((3, "Care"), (1, "Roads"), (2, "Waste"))
    ]

    total = asked({"ask": "sum", "of": of("agency.spend", part="*")}, *parts)
    first = asked({"ask": "rank", "of": of("agency.spend", part="*"), "which": "high"}, *parts)

    assert total.value == 600
    assert (first.value, first.label) == (300, "rank: Tarrowby Care")
    assert first.series == (300, 200, 100)


def test_years_up_to_one_are_ranged_over() -> None:
    years = [fact("budget.saving", n * 1e6, f"202{n}/2{n + 1}", kind="target") for n in (5, 6, 7, 8)]

    assert (
        asked({"ask": "sum", "of": of("budget.saving", when="..2027/28", kind="target")}, *years).value
        == 18e6
    )


def test_a_mean_counts_each_alike_and_a_pooled_rate_by_its_base() -> None:
    both = of("leavers.rate", body=f"Tarrowby|{OTHER}")

    assert asked({"ask": "mean", "of": both}).value == pytest.approx(10.75)
    pooled = asked({"ask": "pool", "of": both})
    assert pooled.value == pytest.approx((12 * 2000 + 9.5 * 600) / 2600)


def test_an_open_rate_is_pooled_by_the_weight_that_is_named() -> None:
    rates = [
        fact("other: score", 10, part="Care", unit="score"),
        fact("other: score", 20, part="Roads", unit="score"),
    ]
    weights = [fact("survey.replies", 600, part="Care"), fact("survey.replies", 200, part="Roads")]
    reading = {"ask": "pool", "of": of("other: score", part="Care|Roads")}

    assert asked({**reading, "weight": of("survey.replies")}, *rates, *weights).value == 12.5
    assert asked(reading, *rates, *weights).status is Status.ASK


def test_ranks_the_lowest_the_spread_and_the_distance_from_a_target() -> None:
    both = of("leavers.rate", body=f"Tarrowby|{OTHER}")
    targets = (fact("leavers.rate", 9, kind="target"), fact("leavers.rate", 8, kind="target", body=OTHER))

    assert asked({"ask": "rank", "of": both, "which": "low"}).value == 9.5
    assert asked({"ask": "rank", "of": both, "which": "spread"}).value == 2.5
    apart = asked({"ask": "rank", "of": both, "against": of("leavers.rate", kind="target")}, *targets)
    assert apart.series == (3, 1.5)


def test_pence_are_turned_into_pounds_before_they_are_added_or_multiplied() -> None:
    fees = [fact("other: fee", 250, unit="penny"), fact("other: levy", 1.5, unit="gbp")]
    price = [typed(40, "penny/journey"), typed(200, "journey")]

    added = asked({"ask": "sum", "terms": [of("other: fee"), of("other: levy")]}, *fees)
    taken = asked({"ask": "difference", "of": of("other: levy"), "against": of("other: fee")}, *fees)
    multiplied = asked({"ask": "value", "of": of("other: takings", unit="gbp"), "figures": price}, body="")

    assert (added.value, added.unit) == (pytest.approx(400), "penny")  # 250p and £1.50
    assert (taken.value, taken.unit) == (pytest.approx(-1), "gbp")  # £1.50 less £2.50
    assert multiplied.value == pytest.approx(80)  # 200 at 40p


def test_figures_of_different_units_are_not_set_beside_one_another() -> None:
    result = asked({"ask": "difference", "of": of("workforce.headcount"), "against": of("agency.spend")})

    assert (result.status, result.why) == (Status.REFUSED, Open.UNITS)
