"""Words as the search sees them, and typing errors put right only where no paper writes the word so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.clean import clean
from assistant.spelling import corrected, nearest, nearest_written
from assistant.words import alike, content_words, spelled_out, stem, stems, tokens
from tests.assistant.asking import asking


def never_written(word: str) -> bool:
    return False


def nowhere(offset: int) -> bool:
    return False


def test_tokens_are_lower_case_with_straight_apostrophes() -> None:
    assert tokens("The Council’s £2m plan") == ["the", "council's", "£", "2m", "plan"]


@pytest.mark.parametrize(
    ("one", "other"), [("apprentices", "apprentice"), ("values", "value"), ("council's", "council")]
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_content_words_come_once_in_order_without_function_words() -> None:
    assert content_words("What is the gap, and why is the gap growing?") == ["gap", "growing"]


def test_a_word_counts_as_itself_even_without_synonyms() -> None:
    assert alike("zzz") == frozenset({"zzz"})


def test_a_synonym_of_the_list_counts_as_the_word() -> None:
    assert stem("staff") in alike(stem("employees"))


def test_a_short_form_is_spelled_out() -> None:
    assert spelled_out("who is the ceo") == ["chief", "executive"]


def test_stems_keep_every_word_of_a_text() -> None:
    assert len(stems("one two three two")) == 4


def test_a_typing_error_is_put_right_and_reported() -> None:
    text, changes = corrected("sickness absense", never_written, nowhere)

    assert text == "sickness absence"
    assert changes == [("absense", "absence")]


def test_a_word_that_the_papers_write_is_left_alone() -> None:
    text, changes = corrected("sickness absense", lambda word: True, nowhere)

    assert (text, changes) == ("sickness absense", [])


def test_the_name_of_a_body_is_left_alone() -> None:
    text, changes = corrected("absense", never_written, lambda offset: offset == 0)

    assert (text, changes) == ("absense", [])


def test_figures_and_short_forms_are_never_corrected() -> None:
    text = "2024/25 FTE at 5% or £3m"

    assert corrected(text, never_written, nowhere) == (text, [])


def test_nonsense_is_near_no_word() -> None:
    assert nearest("qwxzkjv") is None


def test_the_apostrophe_that_hurried_people_leave_out_is_put_in() -> None:
    assert clean("hows the plan paid for and whats next") == "how's the plan paid for and what's next"


def writing(*words: str) -> Callable[[str], bool]:
    """Papers that write these words and no others."""
    return lambda word: word in words


@pytest.mark.parametrize(
    ("typed", "written", "meant"),
    [
        ("cemetary", "cemetery", "cemetery"),  # one letter for another
        ("statoin", "station", "station"),  # two letters the wrong way round
        ("brigde", "bridge", "bridge"),  # "bride" and "brigade" are as near, but no paper writes them
        ("cathidrel", "cathedral", "cathedral"),  # two slips in nine letters
        ("warchose", "warehouse", None),  # two slips in eight
        ("cematary", "cemetery", None),  # two slips in eight
        ("xemetery", "cemetery", None),  # another first letter
        ("chapl", "chapel", None),  # one slip, in five letters
        ("cemetary", "burial", None),  # no paper writes what is near
    ],
)
def test_a_slip_is_read_as_the_english_word_that_the_papers_write(
    typed: str, written: str, meant: str | None
) -> None:
    assert nearest(typed) is None  # no common word is near
    assert nearest_written(typed, writing(written)) == meant


def test_a_slip_that_may_be_either_of_two_written_words_is_left_alone() -> None:
    either = writing("bridge", "brigade")

    assert nearest_written("brigde", either) is None
    assert corrected("the brigde", either, nowhere) == ("the brigde", [])


def test_of_two_written_words_the_one_with_fewer_slips_is_meant() -> None:
    assert nearest_written("commissoner", writing("commissioner", "commissioned")) == "commissioner"


def test_a_slip_in_a_word_of_the_papers_is_put_right_and_reported() -> None:
    text, changes = corrected("who keeps the Cemetary", writing("cemetery"), nowhere)

    assert text == "who keeps the cemetery"
    assert changes == [("Cemetary", "cemetery")]


def test_a_common_word_that_is_near_goes_before_one_of_the_papers() -> None:
    assert nearest_written("millon", writing("mellon")) == "mellon"
    assert corrected("a millon", writing("mellon"), nowhere) == ("a million", [("millon", "million")])


def test_an_answer_says_how_a_slip_in_a_word_of_the_papers_was_read(tmp_path: Path) -> None:
    paper = "# Westmarch Borough Council\n\n## Plan\n\nThe cemetery has 214 yew trees. The orchard has 90 pear trees.\n"

    with asking(tmp_path, paper) as ask:
        answer = ask("How many yew trees has the cemetary?")

    assert "214" in answer.text
    assert "Read “cemetary” as “cemetery”." in answer.warnings
