"""Where no passage settles a question, those that hold the sort of thing asked for are shown first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.compose.prose import nearest
from assistant.holding import holding
from assistant.model import Answer, Asked
from assistant.pool import Scored
from assistant.room import Room
from assistant.standing import standing
from assistant.text_case import Case, case_of
from assistant.units import Unit
from tests.assistant.asking import Ask, asking
from tests.assistant.several_papers import room_of
from tests.assistant.small_paper import pool_of, read_paper

PAPER = """# Westmarch Borough Council

## Boathouse

The boathouse roof leaks, and mending the boathouse roof is talked of by everyone who rows.

Rowers say that the boathouse roof was last looked at with care in June 2026.

Olive Farnham, Head of Parks, has spoken to rowers of the boathouse roof.

The roof of the boathouse is heavy, rowers say.

The canteen opened in May 2019. Ravi Sandell runs the canteen, which takes £310 a day.
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with room_of(tmp_path_factory.mktemp("room"), PAPER) as made:
        yield made


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    with asking(tmp_path_factory.mktemp("ask"), PAPER) as made:
        yield made


def case(room: Room, question: str) -> Case:
    return case_of(room, Asked(question), standing(room, question, []), lambda step: None)


def held(room: Room, question: str) -> list[str]:
    """The first words of each passage that holds what the question asks for."""
    made = case(room, question)
    return openings(holding(made, made.pool))


def openings(found: Sequence[Scored[Unit]]) -> list[str]:
    return [" ".join(one.item.text.split()[:2]) for one in found]


def shown(answer: Answer) -> list[str]:
    """The first two words of each passage that is shown."""
    quoted = [line.split(": ", 1)[1] for line in answer.text.splitlines() if line.startswith("- ")]
    return [" ".join(text.split()[:2]) for text in quoted]


def test_a_question_of_who_is_held_by_the_passages_that_name_people(room: Room) -> None:
    assert held(room, "Who drives rowers to the boathouse on Sundays?") == ["Olive Farnham,", "Ravi Sandell"]


def test_a_question_of_when_is_held_by_the_passages_that_print_dates(room: Room) -> None:
    assert held(room, "When do rowers leave the boathouse on Sundays?") == ["Rowers say", "The canteen"]


def test_a_question_of_how_much_is_held_by_the_passage_of_a_figure_of_that_sort(room: Room) -> None:
    assert held(room, "How much do rowers spend on mending the boathouse?") == ["Ravi Sandell"]


def test_a_figure_of_another_sort_holds_nothing(room: Room) -> None:
    assert held(room, "How many rowers mend boathouses?") == []  # £310 is no number of rowers


def test_a_figure_of_another_time_holds_nothing(tmp_path: Path) -> None:
    dated = PAPER.replace("takes £310 a day", "took £310 a day in 2018/19")

    with room_of(tmp_path, dated) as room:
        assert held(room, "How much did the canteen take a day in 2018/19?") == ["Ravi Sandell"]
        assert held(room, "How much did the canteen take a day in 2012/13?") == []


def test_a_question_that_asks_for_words_is_held_by_none(room: Room) -> None:
    assert held(room, "Why does the boathouse roof leak?") == []


def test_a_passage_far_from_the_question_does_not_go_before_the_best(room: Room) -> None:
    question = "Who is mending the boathouse roof?"  # the passage of Ravi Sandell has not half of the best one's score

    assert held(room, question) == ["Olive Farnham,"]


def test_passages_that_hold_a_person_are_shown_before_better_ones_that_do_not(ask: Ask) -> None:
    answer = ask("Who drives rowers to the boathouse on Sundays?")

    assert "may not answer" in answer.text
    assert shown(answer)[:2] == ["Olive Farnham,", "Ravi Sandell"]


def test_passages_that_hold_a_date_are_shown_before_better_ones_that_do_not(ask: Ask) -> None:
    answer = ask("When do rowers leave the boathouse on Sundays?")

    assert "may not answer" in answer.text
    assert shown(answer)[:2] == ["Rowers say", "The canteen"]


QUESTION = "How heavy is the old oak beside the mill?"
WITHOUT = "The old oak beside the mill is very heavy indeed."
WITH = "The old oak beside the mill is 400 years heavy with age."
OTHER = "A swing was hung from the oak by children."
LAST = "The pond has ducks and a heron."


def nearest_of(*texts: str, first: str) -> list[str]:
    """The passages shown of a paper of these sentences, where this one holds what is asked for."""
    pool = pool_of(QUESTION, read_paper("# Trees\n\n## Oaks\n\n" + "\n\n".join(texts) + "\n"))
    ahead = [one for one in pool.units if one.item.text == first]
    assert len(ahead) == 1
    draft = nearest(pool, 0.0, first=ahead)
    assert draft is not None
    return [one.item.text for one in draft.spans]


def test_what_holds_the_thing_asked_for_goes_before_a_best_passage_without_a_figure() -> None:
    assert nearest_of(WITHOUT, OTHER, LAST, first=LAST) == [LAST, WITHOUT, OTHER]


def test_a_best_passage_with_a_figure_stays_first() -> None:
    assert nearest_of(WITH, OTHER, LAST, first=LAST) == [WITH, LAST, OTHER]


def test_each_passage_is_shown_once_and_one_more_than_three_at_most() -> None:
    shown = nearest_of(WITHOUT, OTHER, LAST, "The mill has four sails.", first=WITHOUT)

    assert shown[0] == WITHOUT
    assert len(shown) == len(set(shown)) == 4
