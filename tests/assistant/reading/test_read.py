"""Sentences of our own, field by field: what each of them asks and what its figures are."""

from __future__ import annotations

import pytest

from assistant.reading.fits import faults
from assistant.reading.model import Ask, Figure, Reading, Ref, Role
from assistant.reading.read import MOST, read
from tests.assistant.reading.library import KNOWN


def first(question: str) -> Reading:
    return read(question, KNOWN)[0].reading


def figures(question: str) -> dict[str, Figure]:
    return {figure.metric: figure for figure in first(question).figures}


def test_a_yearly_cut_of_the_workforce_is_a_change_with_its_sign_and_pace() -> None:
    reading = first("Tarrowby's FTE falls 3% a year for four years. What is left?")

    assert (reading.ask, reading.years, reading.body) == (Ask.VALUE, 4.0, "tarrowby")
    assert isinstance(reading.of, Ref)
    assert reading.of.metric == "workforce.fte"
    (cut,) = reading.figures
    assert (cut.value, cut.unit, cut.metric, cut.role, cut.per) == (
        -3.0,
        "%",
        "workforce.fte",
        Role.BY,
        "year",
    )


def test_the_same_words_with_a_rise_have_the_other_sign() -> None:
    assert first("Tarrowby's FTE rises 3% a year for four years. What is it then?").figures[0].value == 3.0


def test_a_cut_over_the_years_is_in_all_and_not_each_year() -> None:
    assert (
        figures("Show Tarrowby's headcount if it falls 12% over three years")["workforce.headcount"].per
        == "total"
    )


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("At £48,000 a post, how many posts is Tarrowby's £6m gap?", "gbp/fte"),
        ("Tarrowby's gap is £6m. How many posts is that at £48,000 each?", "gbp/fte"),
    ],
)
def test_a_price_is_for_each_post(question: str, unit: str) -> None:
    found = figures(question)

    assert (found["pay.cost_per_post"].value, found["pay.cost_per_post"].unit) == (48000.0, unit)
    assert (found["budget.gap"].value, found["budget.gap"].role) == (6e6, Role.IS)


def test_a_time_asked_for_has_a_level_to_reach_and_a_pace() -> None:
    reading = first("When does Tarrowby get down to 1,400 FTE if it falls 2% a year?")

    assert reading.ask is Ask.TIME
    roles = {figure.role: figure.value for figure in reading.figures}
    assert roles == {Role.TARGET: 1400.0, Role.BY: -2.0}


def test_a_rate_asked_for_has_a_level_to_reach_and_years() -> None:
    reading = first("Get Tarrowby's agency spend down to £0.8m in two years: what is that a year?")

    assert (reading.ask, reading.years) == (Ask.RATE, 2.0)
    assert [(f.value, f.metric, f.role) for f in reading.figures] == [(800000.0, "agency.spend", Role.TARGET)]


def test_the_whole_of_a_share_is_what_the_share_is_of() -> None:
    found = figures("How many leavers is a turnover of 11% of 900?")

    assert (found["leavers.rate"].value, found["workforce.headcount"].value) == (11.0, 900.0)


def test_a_freeze_replaces_nobody_though_no_numeral_says_so() -> None:
    reading = first("What does a six-month recruitment freeze do to Tarrowby's headcount?")

    assert reading.years == 0.5
    assert [(f.metric, f.value, f.role) for f in reading.figures] == [("backfill.rate", 0.0, Role.BECOMES)]


def test_values_to_be_tried_in_turn_are_one_figure() -> None:
    (grid,) = first("Where is Tarrowby's FTE in three years if we lose 2%, 3% or 4% a year?").figures

    assert (grid.value, grid.each, grid.per) == ((-2.0, -3.0, -4.0), True, "year")


def test_weights_that_make_a_whole_phase_an_amount() -> None:
    reading = first("Spread a £4m saving 50/30/20 over three years")

    assert reading.ask is Ask.PHASE
    assert [(f.role, f.value) for f in reading.figures] == [(Role.WEIGHTS, (50.0, 30.0, 20.0))]


def test_two_bodies_are_put_in_order() -> None:
    reading = first("Which has the higher turnover, Tarrowby or Hollinswick?")

    assert (reading.ask, reading.which) == (Ask.RANK, "high")
    assert isinstance(reading.of, Ref)
    assert (reading.of.metric, reading.of.body) == ("leavers.rate", "tarrowby|hollinswick")


def test_a_group_of_staff_stays_with_its_share() -> None:
    reading = first("How many more women would Tarrowby need to reach 60%?")

    assert reading.ask is Ask.CHANGE
    assert isinstance(reading.of, Ref)
    assert (reading.of.metric, reading.of.group) == ("div.count", "sex=female")
    assert [f.metric for f in reading.figures] == ["div.share[sex=female]"]


def test_a_part_is_read_where_it_is_named_and_not_elsewhere() -> None:
    named, unnamed = (
        first("What is the headcount of Highways at Tarrowby?"),
        first("What is Tarrowby's headcount?"),
    )

    assert isinstance(named.of, Ref)
    assert isinstance(unnamed.of, Ref)
    assert (named.of.part, unnamed.of.part) == ("Highways", "")


def test_two_years_of_the_past_are_the_periods_of_a_change() -> None:
    of = first("By what % did Tarrowby's agency spend fall between 2022/23 and 2023/24?").of

    assert isinstance(of, Ref)
    assert of.when == "2022/23|2023/24"


def test_last_year_is_the_latest_that_the_papers_print() -> None:
    of = first("How many leavers did Tarrowby have last year?").of

    assert isinstance(of, Ref)
    assert (of.metric, of.when) == ("leavers.count", "2024/25")


def test_a_measure_that_only_the_papers_know_is_asked_for_in_their_words() -> None:
    of = first("How many swimming lessons booked at Tarrowby?").of

    assert isinstance(of, Ref)
    assert of.metric == "other: swimming lessons booked"


def test_a_question_for_words_has_no_reading() -> None:
    assert read("Why does Tarrowby want an apprentice academy?", KNOWN) == ()


def test_readings_come_best_first_are_few_and_sound() -> None:
    found = read(
        "If Tarrowby cuts FTE 2% a year for three years at £45,000 a post, how much of the £9m gap is left?",
        KNOWN,
    )

    assert 1 < len(found) <= MOST
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert [faults(one.reading) for one in found] == [()] * len(found)
    assert len({repr(one.reading) for one in found}) == len(found)


def test_the_same_question_is_read_the_same_twice() -> None:
    question = "What is 2.5% of Tarrowby's headcount?"

    assert read(question, KNOWN) == read(question, KNOWN)


def test_one_body_is_lent_what_is_another_s() -> None:
    reading = first("If Hollinswick had Tarrowby's turnover, how many more would leave a year?")

    assert (reading.ask, reading.body) == (Ask.CHANGE, "hollinswick")
    assert [(f.value, f.metric, f.role) for f in reading.figures] == [
        (Ref("leavers.rate", body="tarrowby"), "leavers.rate", Role.BECOMES)
    ]


def test_compound_or_straight_line_sets_the_same_reading_against_itself() -> None:
    reading = first(
        "Does it matter whether Tarrowby's 5% a year for three years is compound or straight line?"
    )

    assert reading.ask is Ask.DIFFERENCE
    assert isinstance(reading.of, Reading)
    assert isinstance(reading.against, Reading)
    assert (reading.of.basis, reading.against.basis) == ("compound", "linear")


def test_a_fall_to_be_reached_in_all_is_a_target_and_a_yearly_one_a_rate() -> None:
    in_all = figures("What share of leavers can Tarrowby replace and still be 10% smaller in two years?")
    yearly = figures("What share of leavers can Tarrowby replace and still fall 4% a year?")

    assert (in_all["workforce.headcount"].value, in_all["workforce.headcount"].role) == (-10.0, Role.TARGET)
    assert (yearly["workforce.net_rate"].value, yearly["workforce.net_rate"].role) == (-4.0, Role.IS)


@pytest.mark.parametrize(
    "question", ["", "?", "%", "and", "£££ 5", "5% " * 60, "١٢٪", "20/30/50/0", "½ of staff", "per " * 40]
)
def test_no_question_however_odd_stops_the_reader(question: str) -> None:
    assert len(read(question, KNOWN)) <= MOST
