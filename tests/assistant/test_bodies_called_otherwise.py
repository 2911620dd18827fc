"""Bodies that a question calls by what they are, by their place, by a word of their own, or that others tell of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.follow_up import Earlier
from assistant.room import Room
from assistant.standing import standing
from ingest.bodies import by_id, recognise
from tests.assistant.several_papers import room_of

WESTMARCH = "Westmarch Borough Council"
NOTTS_FIRE = "Nottinghamshire Fire and Rescue Service"
OTTERFORD_FIRE = "Otterford Fire and Rescue Service"

FIRE = """# Nottinghamshire Fire and Rescue Service

## Plan 2024

Nottinghamshire Fire and Rescue Service employs 412 firefighters. The Zephyrine kit is tried once a month.
"""
SECOND_FIRE = """# Otterford Fire and Rescue Service

## Plan 2024

Otterford Fire and Rescue Service employs 655 firefighters. The kit is tried once a week.
"""
COUNCIL = """# Westmarch Borough Council

## Workforce Plan 2024

Westmarch Borough Council employs 1,204 people. The depot keeps brolgas. Moorhen ponds are cleared in May. Qat walls are built in June.
Ferry boats run on Fridays. Churn is 12%. Absenteeism is 4%.
"""


@pytest.fixture(scope="module")
def one_of_a_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with room_of(tmp_path_factory.mktemp("one"), FIRE, COUNCIL) as room:
        yield room


@pytest.fixture(scope="module")
def two_of_a_kind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with room_of(tmp_path_factory.mktemp("two"), FIRE, SECOND_FIRE, COUNCIL) as room:
        yield room


def about(room: Room, question: str) -> list[str]:
    """The bodies that a first question is about."""
    return [body.name for body in standing(room, question, []).bodies]


def named(room: Room, text: str) -> list[str]:
    return [mention.body.name for mention in room.mentions(text)]


def owners(room: Room, ids: Sequence[str] | None) -> list[str]:
    """Whose papers these are, by name."""
    return sorted(card.body.name for card in room.library.documents() if card.body and card.id in (ids or ()))


def test_a_body_is_known_by_its_kind_where_one_of_that_kind_is_loaded(one_of_a_kind: Room) -> None:
    assert named(one_of_a_kind, "How many people does the fire service employ?") == [NOTTS_FIRE]


def test_a_kind_is_known_by_each_of_the_words_for_it(one_of_a_kind: Room) -> None:
    assert named(one_of_a_kind, "How many people work for the fire brigade?") == [NOTTS_FIRE]


def test_a_kind_of_which_none_is_loaded_names_nobody(one_of_a_kind: Room) -> None:
    assert named(one_of_a_kind, "How many people does the police force employ?") == []


def test_the_council_is_no_name_even_where_one_council_alone_is_loaded(one_of_a_kind: Room) -> None:
    assert named(one_of_a_kind, "How many people does the borough council employ?") == []


def test_a_kind_within_a_full_name_names_nobody_beside_that_name(one_of_a_kind: Room) -> None:
    found = named(one_of_a_kind, "How many people does Saltwick Fire and Rescue Service employ?")

    assert found == ["Saltwick Fire and Rescue Service"]


def test_a_kind_right_after_a_place_is_part_of_the_name_of_another_body(one_of_a_kind: Room) -> None:
    found = named(one_of_a_kind, "How many people does Leicestershire Fire and Rescue Service employ?")

    assert NOTTS_FIRE not in found


def test_a_kind_and_a_name_may_stand_in_one_question(one_of_a_kind: Room) -> None:
    found = named(one_of_a_kind, "Does the fire service employ more people than Westmarch?")

    assert found == [NOTTS_FIRE, WESTMARCH]


def test_a_kind_of_which_several_are_loaded_names_none_of_them(two_of_a_kind: Room) -> None:
    assert named(two_of_a_kind, "How many people does the fire service employ?") == []


def test_a_kind_of_which_several_are_loaded_leaves_out_the_papers_of_other_kinds(two_of_a_kind: Room) -> None:
    searched = two_of_a_kind.narrowed("How many people does the fire service employ?", (), (), ())

    assert owners(two_of_a_kind, searched) == [NOTTS_FIRE, OTTERFORD_FIRE]


def test_a_kind_leaves_out_no_paper_of_a_body_that_is_named(two_of_a_kind: Room) -> None:
    room = two_of_a_kind
    both = [body for body in room.bodies() if body.name in (WESTMARCH, OTTERFORD_FIRE)]

    searched = room.narrowed("Does Otterford employ more for the fire service than Westmarch?", (), (), both)

    assert owners(room, searched) == [OTTERFORD_FIRE, WESTMARCH]


@pytest.mark.parametrize("place", ["Nottinghamshire", "nottinghamshire's", "Notts", "notts"])
def test_a_place_whose_council_has_no_papers_means_the_loaded_body_of_that_place(
    one_of_a_kind: Room, place: str
) -> None:
    assert named(one_of_a_kind, f"How many firefighters are there in {place}?") == [NOTTS_FIRE]


@pytest.mark.parametrize("council", ["Nottinghamshire County Council", "Notts County Council"])
def test_a_council_without_papers_that_is_named_in_full_is_no_other_body(
    one_of_a_kind: Room, council: str
) -> None:
    (mention,) = one_of_a_kind.mentions(f"How many people does {council} employ?")

    assert mention.body == by_id("NTT")
    assert not one_of_a_kind.has(mention.body)


def test_a_place_in_the_name_of_no_loaded_body_stays_that_of_its_council(one_of_a_kind: Room) -> None:
    assert named(one_of_a_kind, "How many people work in Leicestershire?") == [
        "Leicestershire County Council"
    ]


def test_a_place_in_the_names_of_two_loaded_bodies_stays_that_of_its_council(tmp_path: Path) -> None:
    police = FIRE.replace("Fire and Rescue Service", "Police").replace("firefighters", "officers")

    with room_of(tmp_path, FIRE, police) as room:
        assert named(room, "How many people work in Nottinghamshire?") == ["Nottinghamshire County Council"]


def test_the_short_form_of_a_county_is_its_name_in_full() -> None:
    short = recognise("What is the budget of Notts County Council?", [])
    full = recognise("What is the budget of Nottinghamshire County Council?", [])

    assert [mention.body.id for mention in short] == [mention.body.id for mention in full] == ["NTT"]


def test_a_word_that_one_paper_alone_writes_as_a_name_names_its_body_and_is_still_looked_for(
    one_of_a_kind: Room,
) -> None:
    text = "How often is the zephyrine kit tried?"

    (mention,) = one_of_a_kind.by_own_word(text)

    assert mention.body.name == NOTTS_FIRE
    assert mention.start == mention.end == text.index(" kit")  # no width: the word is not cut out as a name


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("When does the ferry run?", "English, though only Westmarch writes it, and with a capital letter"),
        ("What is the churn?", "a measure"),
        ("What is the absenteeism?", "a common word of these papers"),
        ("Who feeds the brolgas?", "written in small letters"),
        ("Who pays for the quagga lamps?", "written by nobody"),
        ("Who mends the qat?", "of three letters, though the paper writes it with a capital letter"),
    ],
)
def test_a_word_that_is_no_name_of_one_paper_names_nobody(
    one_of_a_kind: Room, question: str, why: str
) -> None:
    assert about(one_of_a_kind, question) == [], why


def test_a_word_that_two_papers_write_names_neither(tmp_path: Path) -> None:
    with room_of(tmp_path, FIRE, SECOND_FIRE.replace("The kit", "The Zephyrine kit")) as room:
        assert about(room, "How often is the zephyrine kit tried?") == []


def test_words_of_two_papers_name_neither(two_of_a_kind: Room) -> None:
    assert about(two_of_a_kind, "Is the zephyrine kit tried beside the moorhen ponds?") == []


def test_a_body_that_is_named_goes_before_the_word_of_another_paper(one_of_a_kind: Room) -> None:
    assert about(one_of_a_kind, "Does the fire service clear the moorhen ponds?") == [NOTTS_FIRE]


def test_a_later_question_is_not_moved_to_the_paper_that_alone_writes_a_word(one_of_a_kind: Room) -> None:
    before = Earlier("How many firefighters are there?", ())

    assert standing(one_of_a_kind, "How often is the zephyrine kit tried?", [before]).bodies == ()
