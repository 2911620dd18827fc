import pytest

from assistant.compose.tense import Tense, due


@pytest.mark.parametrize(
    ("question", "ahead", "past"),
    [
        ("By when does the council aim to be carbon neutral?", True, False),
        ("What is the target year for net zero?", True, False),
        ("When will the fleet be electric?", True, False),
        ("When was the emergency declared?", False, True),
        ("When did the council set its target?", False, True),
        ("When is the bus survey?", False, False),
    ],
)
def test_a_question_asks_for_what_is_to_come_or_for_what_has_been(
    question: str, ahead: bool, past: bool
) -> None:
    tense = Tense.of(question)

    assert (tense.ahead, tense.past) == (ahead, past)


def test_a_date_to_be_met_is_told_from_one_on_which_something_happened() -> None:
    text = "In July 2019 we declared an emergency, to be carbon neutral by the end of 2030."

    assert due(text, "2030") and not due(text, "July 2019")
    assert Tense.of("By when will it be carbon neutral?").first(text, ["July 2019", "2030"]) == [
        "2030",
        "July 2019",
    ]
    assert Tense.of("When was it declared?").first(text, ["2030", "July 2019"]) == ["July 2019", "2030"]
