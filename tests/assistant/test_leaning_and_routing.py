"""Questions that lean on earlier turns, and which way a question goes."""

from __future__ import annotations

import pytest

from assistant.follow_up import Earlier, stand_alone
from assistant.model import Route
from assistant.question import read
from assistant.route import route
from tests.assistant.small_paper import EASTMERE, WESTMARCH

TURNOVER = Earlier("What is staff turnover at Westmarch?", (WESTMARCH,))


def test_the_first_question_stands_as_it_is() -> None:
    stood = stand_alone("What is the vacancy rate?", [], [], [])

    assert (stood.text, stood.bodies, stood.leaned, stood.carried) == (
        "What is the vacancy rate?",
        (),
        False,
        False,
    )


def test_what_about_another_council_asks_the_same_of_it() -> None:
    stood = stand_alone("What about Eastmere?", [EASTMERE], [(11, 19)], [TURNOVER])

    assert stood.bodies == (EASTMERE,)
    assert "turnover" in stood.text
    assert "Eastmere" in stood.text
    assert "Westmarch" not in stood.text


def test_how_many_after_a_statement_asks_for_the_figure_and_not_for_the_statement_again() -> None:
    before = Earlier("Westmarch has 3,000 employees, right?", (WESTMARCH,))

    stood = stand_alone("and how many at Eastmere", [EASTMERE], [(16, 24)], [before])

    assert stood.text == "How many employees at Eastmere County Council?"
    assert stood.bodies == (EASTMERE,)


def test_a_pronoun_leans_on_the_earlier_question() -> None:
    stood = stand_alone("Who is responsible for it?", [], [], [TURNOVER])

    assert stood.leaned
    assert stood.history == TURNOVER.question
    assert stood.bodies == (WESTMARCH,)


def test_a_question_that_leans_on_one_that_leant_reaches_the_topic() -> None:
    topic = Earlier("What is the Riverside Academy?", ())
    leant = Earlier("Which partners were involved in it?", ())

    stood = stand_alone("Who should I contact about it?", [], [], [topic, leant])

    assert stood.history == f"{topic.question} {leant.question}"


def test_the_council_is_carried_to_a_question_that_names_none() -> None:
    stood = stand_alone("What are the workforce priorities for apprentices?", [], [], [TURNOVER])

    assert stood.bodies == (WESTMARCH,)
    assert stood.carried


def test_a_question_across_the_councils_drops_the_carried_one() -> None:
    stood = stand_alone("Which councils mention apprentices?", [], [], [TURNOVER])

    assert stood.bodies == ()


def test_a_comparison_asks_the_earlier_question_of_both() -> None:
    stood = stand_alone("How does that compare with Eastmere?", [EASTMERE], [(27, 35)], [TURNOVER])

    assert stood.bodies == (WESTMARCH, EASTMERE)


def test_a_comparison_that_names_a_topic_of_its_own_is_a_question_of_its_own() -> None:
    question = "what is Eastmere paying agency staff, is that more than last year?"

    stood = stand_alone(question, [EASTMERE], [(8, 16)], [TURNOVER])

    assert stood.text == question
    assert stood.bodies == (EASTMERE,)


def test_greetings_in_between_are_stepped_over() -> None:
    stood = stand_alone("and the target?", [], [], [TURNOVER, Earlier("thanks", ())])

    assert stood.history == TURNOVER.question


@pytest.mark.parametrize(
    ("text", "bodies", "way"),
    [
        ("Who leads the mentoring scheme?", [WESTMARCH], Route.LOOKUP),
        ("When is the audit due?", [], Route.LOOKUP),
        ("How many depots are there?", [WESTMARCH], Route.LOOKUP),
        ("What are the values?", [WESTMARCH], Route.PASSAGES),
        ("Why is the plan needed?", [], Route.PASSAGES),
        ("Compare turnover across the councils", [], Route.COMPARE),
        ("How do Westmarch and Eastmere recruit?", [WESTMARCH, EASTMERE], Route.COMPARE),
        ("Which councils mention menopause?", [], Route.COMPARE),
    ],
)
def test_the_route_follows_from_what_is_asked_and_of_whom(
    text: str, bodies: list[object], way: Route
) -> None:
    assert route(read(text), bodies, has_fact=False).route is way  # type: ignore[arg-type]


def test_a_figure_that_several_state_is_set_side_by_side_when_no_council_is_named() -> None:
    assert route(read("staff turnover"), [], has_fact=True, several=True).route is Route.COMPARE


def test_a_metric_in_keywords_is_looked_up() -> None:
    assert route(read("staff turnover"), [WESTMARCH], has_fact=True).route is Route.LOOKUP


def test_every_route_gives_its_reason_in_words() -> None:
    assert route(read("Why?"), [], has_fact=False).why
