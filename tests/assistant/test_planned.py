"""Numeric questions that the planner answers: when it does, what it says, and when it keeps silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import question as questions
from assistant.bootstrap import Moothall
from assistant.model import Answer, Asked, Route, Status
from assistant.planned import MOST_AMOUNTS, Meant, is_sure, leaves_out, likeliest
from assistant.planner.plan import plan
from assistant.planner.printed import Printed
from assistant.reading.asks import amounts
from assistant.reading.model import Ask, Figure, Reading, Ref
from assistant.reading.read import Read
from tests.assistant.planner.in_memory import InMemory

LEAVERS = (
    "What would it cost Ravensholt if 12% of its 1,300 staff left and each leaver cost £3,000 to replace?"
)


def ask(moothall: Moothall, question: str) -> Answer:
    return moothall.ask(Asked(question))


def test_every_amount_that_was_typed_goes_in_and_how_it_was_read_is_said(sample_moothall: Moothall) -> None:
    """12% of 1,300 are 156 leavers; 156 × £3,000 = £468,000."""
    answer = ask(sample_moothall, LEAVERS)

    assert answer.status is Status.ANSWERED and answer.route is Route.PROJECT
    assert answer.text.startswith("**£468,000**: cost of turnover.")
    assert (
        "*Read as.* Cost of turnover, body Ravensholt; turnover at 12%; headcount at 1,300 people"
        in answer.text
    )
    assert (
        "*Worked out.* 12% × 1,300 = 156 (leavers); £3,000 × 156 = £468,000 (cost of turnover)" in answer.text
    )
    assert not leaves_out(answer, LEAVERS)


def test_a_printed_figure_that_goes_in_is_cited(sample_moothall: Moothall) -> None:
    """Ravensholt's papers print 2,486 staff and a turnover of 11.8%: 293.3 leavers at £4,000 are £1.173m."""
    answer = ask(sample_moothall, "each leaver costs 4k to replace. annual bill for Ravensholt?")

    cited = {item.quote for item in answer.evidence}
    assert "£1.173m" in answer.text
    assert any("2,486" in quote for quote in cited) and any("11.8%" in quote for quote in cited)


def test_what_the_engine_refuses_stays_refused(sample_moothall: Moothall) -> None:
    answer = ask(
        sample_moothall, "How much is saved by reducing Ravensholt's spending on agency workers by 120%?"
    )

    assert answer.status is Status.INVALID_SCENARIO


def test_a_question_that_types_no_amount_is_looked_up(sample_moothall: Moothall) -> None:
    answer = ask(sample_moothall, "How many people work for Ravensholt?")

    assert answer.route is Route.LOOKUP and "*Read as.*" not in answer.text


def test_a_projection_of_other_figures_than_the_typed_ones_leaves_them_out(sample_moothall: Moothall) -> None:
    answer = ask(sample_moothall, LEAVERS)

    assert leaves_out(answer, LEAVERS.replace("1,300", "1,400"))


def test_the_amounts_of_a_question_are_its_figures_without_its_times() -> None:
    assert amounts("1,600 FTE fall 2% a year for 3 years from 2026/27") == (1600.0, 2.0)


def test_a_question_of_very_many_amounts_is_not_read_as_a_sum(sample_moothall: Moothall) -> None:
    answer = ask(sample_moothall, "Ravensholt: " + "10 posts " * (MOST_AMOUNTS + 1))

    assert "*Read as.*" not in answer.text


@pytest.mark.parametrize(
    "question", ["Is it true that Ravensholt has 2,486 staff?", "Ravensholt has 2,000 staff, right?"]
)
def test_a_statement_with_a_figure_is_checked_and_not_computed(
    sample_moothall: Moothall, question: str
) -> None:
    assert "*Read as.*" not in ask(sample_moothall, question).text


HEADS = Printed("heads", "workforce.headcount", 2000.0, "person", "tarrowby", when="2026-03-31")
RATE = Printed("rate", "leavers.rate", 12.0, "%", "tarrowby", when="2025/26")
COST = Reading(
    Ask.VALUE,
    Ref("leavers.cost"),
    body="tarrowby",
    figures=(Figure(3000.0, "gbp/person", "cost.per_leaver"),),
)
ASKED = questions.read("What is the cost of turnover when replacing a leaver takes £3,000?")


def meant(reading: Reading = COST, *facts: Printed, share: float = 0.9) -> Meant:
    return Meant(reading, plan(reading, InMemory(facts or (HEADS, RATE))), share)


def test_a_plan_that_most_readings_come_to_is_sure() -> None:
    assert is_sure(meant(), ASKED, {})
    assert not is_sure(meant(share=0.4), ASKED, {})


def test_a_plan_over_a_figure_that_is_not_just_what_was_asked_for_is_not_sure() -> None:
    """A forecast serves at a cost of 1.6."""
    assert not is_sure(meant(COST, HEADS, replace(RATE, kind="forecast")), ASKED, {})


def test_a_plan_for_a_quantity_that_the_table_does_not_name_is_not_sure() -> None:
    typed = (Figure(40.0, "caddy", "other: caddies"), Figure(5.0, "gbp/caddy", "other: price"))
    cost = Reading(Ask.VALUE, Ref("other: cost", unit="gbp"), figures=typed, body="tarrowby")
    found = meant(cost)

    assert found.result.value == 200.0  # 40 × £5
    assert not is_sure(found, questions.read("What do 40 caddies at £5 cost?"), {})


def test_a_plan_that_accounts_for_none_of_the_words_is_not_sure() -> None:
    asked = questions.read("How many swans nest beside the weir when leaving takes £3,000?")

    assert not is_sure(meant(), asked, {})


def test_a_reading_with_a_fault_comes_to_nothing() -> None:
    """£3m for each leaver is far from what one costs."""
    dear = replace(COST, figures=(Figure(3e6, "gbp/person", "cost.per_leaver"),))

    assert plan(dear, InMemory([HEADS, RATE])).value == 720e6  # 240 × £3m
    assert likeliest([Read(dear, 0.0, ())], InMemory([HEADS, RATE])) is None
    assert likeliest([Read(COST, 0.0, ())], InMemory([HEADS, RATE])) is not None


def test_two_quantities_that_stand_in_each_other_s_place_end_the_search(sample_moothall: Moothall) -> None:
    assert ask(sample_moothall, "Why – | 60%?").status is not Status.ERROR_UNEXPECTED
