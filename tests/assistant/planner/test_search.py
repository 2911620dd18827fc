"""The search: what is printed comes first, what is typed is used, each kind of step, and the bounds it keeps."""

from __future__ import annotations

import pytest

from assistant.planner.derivation import Source
from assistant.planner.plan import plan
from assistant.planner.refusal import Open
from assistant.planner.result import Status
from assistant.reading.model import frozen
from tests.assistant.planner.asking import COUNCIL, OTHER, asked, fact, of, readings, typed
from tests.assistant.planner.in_memory import InMemory


def test_a_printed_figure_wins_over_a_worked_out_one() -> None:
    # 12% of 2,000 would be 240.
    result = asked({"ask": "value", "of": of("leavers.count")}, fact("leavers.count", 236))

    assert result.value == 236
    assert result.derivation is not None
    assert result.derivation.rule == ""


def test_a_quantity_that_is_not_printed_follows_from_a_ratio() -> None:
    result = asked({"ask": "value", "of": of("leavers.count")})

    assert result.value == 240  # 12% of 2,000
    assert {one.metric for one in result.facts} == {"leavers.rate", "workforce.headcount"}


def test_a_typed_figure_takes_the_place_of_a_printed_one() -> None:
    result = asked({"ask": "value", "of": of("leavers.count"), "figures": [typed(10, "%", "leavers.rate")]})

    assert result.value == 200  # 10% of 2,000


def test_two_relations_follow_one_another() -> None:
    price = typed(3000, "gbp/person", "cost.per_leaver")

    result = asked({"ask": "value", "of": of("leavers.cost"), "figures": [price]})

    assert result.value == 720_000  # 2,000 x 12% = 240; 240 x £3,000
    assert [step.value for step in result.steps] == [240]


def test_a_ratio_is_not_turned_round_to_invent_an_input() -> None:
    """180 joiners for 75% of the leavers would be 240 leavers, but nobody prints or types those."""
    facts = [fact("joiners.count", 180, body="Marlow"), fact("backfill.rate", 75, body="Marlow"),
             fact("cost.per_leaver", 3000, body="Marlow")]  # fmt: skip

    assert asked({"ask": "value", "of": of("leavers.cost"), "body": "Marlow"}, *facts).status is Status.ASK
    typed_too = {
        "ask": "value",
        "of": of("leavers.cost"),
        "body": "Marlow",
        "figures": [typed(75, "%", "backfill.rate")],
    }
    assert asked(typed_too, *facts).value == 720_000  # 240 x £3,000


def test_a_ratio_is_turned_round_for_the_very_thing_asked() -> None:
    result = asked(
        {"ask": "value", "of": of("workforce.headcount"), "body": "Marlow"},
        fact("leavers.count", 57, body="Marlow"),
        fact("leavers.rate", 9.5, body="Marlow"),
    )

    assert result.value == 600  # 57 / 9.5%


def test_an_identity_gives_a_part_from_the_whole() -> None:
    result = asked({"ask": "value", "of": of("vacancy.posts")}, fact("establishment.fte", 1760, "2026-03-31"))

    assert result.value == 160  # 1,760 - 1,600


def test_an_optional_part_counts_only_when_it_is_named() -> None:
    gap = (fact("budget.gap", 6e6), fact("budget.saving", 5e6), fact("budget.pressure", 2e6))
    reading = {"ask": "value", "of": of("budget.gap_left", when="2025/26")}

    assert asked(reading, *gap).value == 1e6  # 6 - 5
    named = {**reading, "terms": [of("budget.pressure", when="2025/26")]}
    assert asked(named, *gap).value == 3e6  # 6 - 5 + 2


def test_several_savings_are_added_and_not_taken_for_rivals() -> None:
    savings = [typed(2e6, "gbp", "budget.saving"), typed(3e6, "gbp", "budget.saving")]

    result = asked(
        {"ask": "value", "of": of("budget.gap_left"), "figures": [typed(6e6, "gbp", "budget.gap"), *savings]}
    )

    assert result.value == 1e6  # 6 - (2 + 3)


def test_a_formula_of_national_rates_takes_those_of_the_year() -> None:
    result = asked({"ask": "value", "of": of("oncost.ni", when="2025/26")}, fact("pay.bill_basic", 6e7))

    assert result.value == pytest.approx(0.15 * (6e7 - 5000 * 2000))  # 15% above £5,000 for 2,000 jobs
    assert result.derivation is not None
    assert any(node.leaf and node.leaf.source is Source.RATE for node in result.derivation.nodes())


def test_a_default_is_said_and_its_other_reading_stands_beside_it() -> None:
    result = asked({"ask": "value", "of": of("sickness.fte_lost")})

    assert result.value == 64  # 9 x 1,600 = 14,400 days; / 225
    assert result.assumed == ("days a full-timer is available in a year: 225",)
    assert readings(result) == {"days a full-timer is available in a year 260": pytest.approx(14400 / 260)}


def test_pay_and_unit_costs_are_never_invented() -> None:
    result = asked({"ask": "value", "of": of("leavers.cost")})

    assert result.status is Status.ASK
    assert [want.metric for want in result.wants] == ["cost.per_leaver"]


def test_an_assumption_of_a_relation_is_said() -> None:
    result = asked({"ask": "value", "of": of("leavers.fte")})

    assert result.value == 192  # 12% of 1,600
    assert "turnover is measured in heads; used on FTE" in result.assumed


def test_a_group_passes_on_to_what_it_is_worked_out_from() -> None:
    reading = {"ask": "value", "of": of("age.count[60,)")}

    assert asked(reading, fact("age.share[60,)", 14)).value == 280  # 14% of 2,000
    in_words = {"ask": "value", "of": of("age.count", group="60+")}
    assert asked(in_words, fact("age.share[60,)", 14)).value == 280


def test_people_from_a_printed_share_are_a_whole_number_where_one_fits() -> None:
    small = {"ask": "value", "of": of("div.count[men]"), "body": "Marlow"}

    result = asked(
        small,
        fact("div.share[men]", 14.3, decimals=1, body="Marlow"),
        fact("workforce.headcount", 70, body="Marlow"),
    )

    assert result.value == 10  # 10 of 70 is 14.29%, printed as 14.3%; no other number is


def test_people_from_a_share_stand_between_the_least_and_the_most_that_fit() -> None:
    result = asked({"ask": "value", "of": of("complaints.upheld", unit="complaint")},
                   fact("complaints.upheld", 40, unit="%"), fact("complaints.received", 480))  # fmt: skip

    assert result.value == 192  # complaints are no people: 40% of 480

    people = asked({"ask": "value", "of": of("workforce.parttime")}, fact("workforce.parttime", 40, unit="%"))
    assert people.value == 800  # 40% of 2,000
    assert [one.value for one in people.readings] == [790, 810]  # 39.5% and 40.5% of 2,000


def test_a_share_whose_whole_is_not_known_stays_a_share() -> None:
    result = asked({"ask": "value", "of": of("complaints.upheld")}, fact("complaints.upheld", 40, unit="%"))

    assert (result.value, result.unit) == (40, "%")


def test_those_that_are_not_are_the_rest_of_the_share() -> None:
    result = asked(
        {"ask": "value", "of": of("workforce.permanent", rest=True, unit="person")},
        fact("workforce.permanent", 90, unit="%"),
    )

    assert result.value == 200  # (100% - 90%) of 2,000


def test_a_whole_is_worked_out_from_a_part_and_its_share() -> None:
    part = typed(480, "person", "other: managers")
    share = typed(40, "%", "other: managers", of=of("other: staff in the field"))

    result = asked(
        {"ask": "value", "of": of("other: staff in the field", unit="person"), "figures": [part, share]}
    )

    assert result.value == 1200  # 480 / 40%


def test_parts_are_added_and_a_missing_one_spoils_the_sum() -> None:
    parts = (fact("agency.spend", 7e5, part="Care"), fact("agency.spend", 9e5, part="Highways"))
    reading = {"ask": "value", "of": of("agency.spend", part="Care|Highways")}

    assert asked(reading, *parts).value == 1.6e6
    assert asked(reading, parts[0]).status is Status.ASK


def test_ratios_are_never_added() -> None:
    parts = (
        fact("leavers.rate", 10, part="Care", unit="%"),
        fact("vacancy.rate", 5, part="Care"),
        fact("vacancy.rate", 6, part="Highways"),
    )

    assert asked({"ask": "value", "of": of("vacancy.rate", part="Care|Highways")}, *parts).value is None


def test_a_whole_without_some_of_its_parts() -> None:
    result = asked({"ask": "value", "of": of("workforce.headcount", without="Schools")},
                   fact("workforce.headcount", 700, "2026-03-31", part="Schools"))  # fmt: skip

    assert result.value == 1300  # 2,000 - 700


def test_a_year_is_the_sum_of_its_quarters() -> None:
    quarters = [fact("calls.received", 100 + n, f"Q{n} 2025/26") for n in (1, 2, 3, 4)]

    result = asked({"ask": "value", "of": of("calls.received", when="2025/26")}, *quarters)

    assert result.value == 101 + 102 + 103 + 104


def test_the_rest_of_a_year_is_the_year_less_what_is_past() -> None:
    facts = (fact("calls.received", 4000), fact("calls.received", 2900, "2025-04/2025-12"))

    result = asked({"ask": "value", "of": of("calls.received", when="2026-01/2026-03")}, *facts)

    assert result.value == 1100


def test_a_pace_that_holds_is_carried_to_the_end_of_the_year_and_said() -> None:
    reading = {"ask": "value", "of": of("agency.spend", when="2026/27"), "pace": "same"}

    result = asked(reading, fact("agency.spend", 1.5e6, "2026-04/2026-12"))

    assert result.value == 2e6  # £1.5m x 12 / 9
    assert result.assumed == ("the pace so far holds",)


def test_a_run_rate_is_not_taken_unasked() -> None:
    result = asked(
        {"ask": "value", "of": of("overtime.spend", when="2026/27")},
        fact("overtime.spend", 1.5e6, "2026-04/2026-12"),
    )

    assert result.value is None


def test_a_full_year_is_shared_out_evenly_when_that_is_said() -> None:
    reading = {"ask": "value", "of": of("budget.saving", when="2026-07/2027-03"), "pace": "even",
               "figures": [typed(400_000, "gbp", "budget.saving")]}  # fmt: skip

    assert asked(reading).value == 300_000  # nine of twelve months


def test_typed_figures_multiply_out_when_their_units_do() -> None:
    figures = [typed(18, "person"), typed(2000, "gbp/person"), typed(25, "%", "oncost.total")]

    result = asked({"ask": "value", "of": of("other: payment", unit="gbp"), "figures": figures}, body="")

    assert result.value == 45_000  # 18 x £2,000 = £36,000, and a quarter on top


def test_units_that_do_not_come_out_are_not_multiplied() -> None:
    figures = [typed(18, "person"), typed(2000, "gbp/day")]

    assert asked({"ask": "value", "of": of("other: payment", unit="gbp"), "figures": figures}).value is None


def test_a_value_far_outside_its_range_is_dropped() -> None:
    result = asked({"ask": "value", "of": of("sickness.days_per_head"), "body": "Marlow"},
                   fact("sickness.days", 90_000, body="Marlow"), fact("workforce.headcount", 900, body="Marlow"))  # fmt: skip

    assert result.value is None  # 100 days a head is more than twice the 40 of the range


def test_two_flows_of_different_periods_are_never_divided() -> None:
    cost = fact("leavers.cost", 720_000, "2025/26", body="Marlow")
    reading = {"ask": "value", "of": of("cost.per_leaver"), "body": "Marlow"}

    assert asked(reading, cost, fact("leavers.count", 60, "Q1 2025/26", body="Marlow")).value is None
    assert asked(reading, cost, fact("leavers.count", 240, "2025/26", body="Marlow")).value == 3000


def test_dated_inputs_lie_within_eighteen_months_of_the_period_asked() -> None:
    near = fact("workforce.headcount", 1000, "2024-03-31", body="Marlow")
    far = fact("workforce.headcount", 1000, "2020-03-31", body="Marlow")
    rate = fact("leavers.rate", 10, "2024/25", body="Marlow")
    reading = {"ask": "value", "of": of("leavers.count", when="2024/25"), "body": "Marlow"}

    assert asked(reading, near, rate).value == 100
    assert asked(reading, far, rate).value is None


def test_another_bodys_figure_is_never_taken() -> None:
    result = asked({"ask": "value", "of": of("leavers.count"), "body": OTHER})

    assert result.value == 57  # 9.5% of Hollinswick's 600


def test_the_search_stops_and_asks_when_too_many_ways_were_tried() -> None:
    reading = {"ask": "value", "of": of("oncost.ni", when="2025/26")}
    basic = (fact("pay.avg_per_fte", 37_500, "2025/26"),)
    assert asked(reading, *basic).value is not None

    result = asked(reading, *basic, most=1)

    assert (result.status, result.why) == (Status.ASK, Open.TOO_MANY)


def test_one_reading_gives_one_derivation_in_any_order_of_the_facts() -> None:
    reading = frozen({"ask": "value", "of": of("sickness.fte_lost"), "body": "Tarrowby"})

    one, other = (plan(reading, InMemory(facts)) for facts in (COUNCIL, tuple(reversed(COUNCIL))))

    assert (one.value, one.derivation.relations) == (other.value, other.derivation.relations)  # type: ignore[union-attr]


def test_a_rival_with_the_same_figures_is_shown() -> None:
    facts = (fact("sickness.days_per_fte", 9, body="Marlow"), fact("workforce.fte", 1600, body="Marlow"),
             fact("sickness.days_per_head", 8, body="Marlow"), fact("workforce.headcount", 2000, body="Marlow"))  # fmt: skip

    result = asked({"ask": "value", "of": of("sickness.days"), "body": "Marlow"}, *facts)

    assert result.value == 14_400  # 9 x 1,600
    assert [rival.value for rival in result.rivals] == [16_000]  # 8 x 2,000


def test_a_typed_figure_that_is_not_used_is_asked_about() -> None:
    result = asked({"ask": "value", "of": of("leavers.count"), "figures": [typed(7, "minute", "calls.wait")]})

    assert result.status is Status.UNUSED
    assert [figure.value for figure in result.unused] == [7]  # type: ignore[union-attr]


def test_a_typed_figure_that_repeats_a_printed_one_is_said_to_be_the_papers() -> None:
    result = asked({"ask": "value", "of": of("leavers.count"), "figures": [typed(2000, "person")]})

    assert result.status is Status.ANSWERED
    assert "2000 is as the paper says" in result.assumed


def test_two_printed_values_of_one_thing_are_shown_with_what_each_gives() -> None:
    twice = (
        fact("workforce.headcount", 1000, body="Marlow", fact="a"),
        fact("workforce.headcount", 1100, body="Marlow", fact="b"),
    )

    result = asked(
        {"ask": "value", "of": of("leavers.count"), "body": "Marlow"},
        *twice,
        fact("leavers.rate", 10, body="Marlow"),
    )

    assert result.value == 100
    assert [(one.value, other.value) for one, other in result.conflicts] == [(1000, 1100)]
    assert readings(result) == {"with 1100 as printed elsewhere": 110}


def test_a_figure_typed_of_the_whole_is_no_figure_of_a_part() -> None:
    whole = typed(4_000_000, "gbp", "agency.spend", part="all")

    result = asked(
        {"ask": "value", "of": of("agency.spend", part="Care"), "figures": [whole]},
        fact("agency.spend", 700_000, part="Care"),
    )

    assert result.value == 700_000
    assert result.status is Status.UNUSED
