import pytest

from assistant.compose.table_row import when
from assistant.compose.tense import Tense, due, of_others
from assistant.compose.whose import is_of_another
from tests.assistant.small_paper import citing, pool_of, read_paper


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


def test_of_two_dates_the_one_that_stands_with_the_verb_of_the_question_comes_first() -> None:
    text = "Work will begin in February 2025 and is expected to finish in October 2026."

    assert (
        Tense.of("When does it start?").first(text, ["October 2026", "February 2025"])[0] == "February 2025"
    )
    assert (
        Tense.of("When will it be completed?").first(text, ["February 2025", "October 2026"])[0]
        == "October 2026"
    )


def test_the_governments_own_date_is_no_date_of_the_council() -> None:
    text = "The whole town will be carbon neutral well ahead of the government's 2050 target."
    paper = read_paper(f"# Plan\n\n{text}\n\nThe council's target for the town is to be neutral by 2039.\n")

    def first(question: str) -> str:
        draft = when(pool_of(question, paper))
        return draft.write(citing(paper)).text.split("[")[0] if draft else ""

    assert of_others(text, "2050")
    assert "2039" in first("When will the town be neutral?")
    assert "2050" in first("When is the government's target for the whole town to be carbon neutral?")


def test_what_another_council_did_is_told_from_what_this_one_did() -> None:
    paper = read_paper("# Plan\n\nThe rivers rise.\n")
    question = "When did Westmarch declare a climate emergency?"

    assert is_of_another("Eastmere County Council declared an emergency in February 2019.", paper, question)
    assert not is_of_another("Westmarch Borough Council declared an emergency in 2020.", paper, question)
    assert not is_of_another(
        "With Eastmere County Council we declared an emergency in 2020.", paper, question
    )
    assert not is_of_another(
        "Eastmere County Council declared it in 2019.", paper, "When did Eastmere declare an emergency?"
    )
