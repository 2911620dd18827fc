"""A question for what is printed gets the printed figure, not a sum made of it and not a question back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.model import Answer, Asked, Clarification, Route, Status
from assistant.room import Room
from assistant.standing import standing
from assistant.text_answer import printed_first
from assistant.text_case import Case, case_of
from tests.assistant.asking import Ask
from tests.assistant.several_papers import asking_several, room_of

WESTMARCH = """# Westmarch Borough Council

## Workforce Plan 2024

Westmarch Borough Council employs 1,204 people. Staff turnover was 12.5% in 2023/24. Of our staff, 310 work part time.
The budget for training rose by 5% to £420,000 in 2024/25. Savings of £3.2m are planned over three years.
"""
EASTMERE = """# Eastmere County Council

## Workforce Plan 2024

Eastmere County Council employs 4,080 people. Staff turnover was 14.5% in 2023/24.
"""
BACK = Answer(Status.CLARIFY_AMBIGUOUS, Route.PROJECT, "Which?", clarification=Clarification("Which?"))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with room_of(tmp_path_factory.mktemp("alone"), WESTMARCH) as room:
        yield room


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with room_of(tmp_path_factory.mktemp("both"), WESTMARCH, EASTMERE) as room:
        yield room


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking_several(tmp_path_factory.mktemp("ask"), WESTMARCH, EASTMERE) as made:
        yield made


def case(room: Room, question: str) -> Case:
    return case_of(room, Asked(question), standing(room, question, []), lambda step: None)


def test_a_printed_figure_goes_before_the_sum_whose_amount_stands_in_its_sentence(ask: Ask) -> None:
    answer = ask("What will Westmarch's training budget be after the 5% rise?")

    assert answer.text.startswith("**£420,000**")
    assert answer.projection is None


def test_an_amount_that_stands_elsewhere_is_worked_with(ask: Ask) -> None:
    answer = ask("What will Westmarch's training budget be after the 7% rise?")

    assert answer.projection is not None
    assert not answer.text.startswith("**£420,000**")


def test_no_printed_figure_goes_before_a_sum_where_no_body_is_known(ask: Ask) -> None:
    answer = ask("What will the training budget be after the 5% rise?")

    assert not answer.text.startswith("**£420,000**")


BUDGET = "What was the training budget in 2024/25?"


def test_a_printed_figure_goes_before_a_question_back(alone: Room) -> None:
    answer = printed_first(case(alone, BUDGET), BACK)

    assert answer is not None
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("**£420,000**")


def test_a_question_back_stands_where_it_is_not_known_of_which_body_it_asks(both: Room) -> None:
    assert printed_first(case(both, BUDGET), BACK) is None
    assert printed_first(case(both, "What was Westmarch's training budget in 2024/25?"), BACK) is not None


def test_a_question_back_on_an_amount_that_stands_elsewhere_stands(alone: Room) -> None:
    rise = "What will the training budget be after the {} rise?"

    assert printed_first(case(alone, rise.format("5%")), BACK) is not None
    assert printed_first(case(alone, rise.format("7%")), BACK) is None


def test_a_question_back_on_what_surely_asks_for_a_sum_stands(alone: Room) -> None:
    assert printed_first(case(alone, "What would the training budget be per head?"), BACK) is None


def test_a_question_back_on_a_time_that_the_papers_do_not_print_stands(alone: Room) -> None:
    assert printed_first(case(alone, "What was staff turnover in 2023/24?"), BACK) is not None
    assert printed_first(case(alone, "What was staff turnover in 2019/20?"), BACK) is None


def test_what_is_neither_worked_out_nor_asked_back_is_left_as_it_is(alone: Room) -> None:
    silent = Answer(Status.NOT_STATED, Route.PROJECT, "No figure is stated.")

    assert printed_first(case(alone, BUDGET), silent) is None
