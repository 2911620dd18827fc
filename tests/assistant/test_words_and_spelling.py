"""Words as the search sees them, and typing errors put right only where no paper writes the word so."""

from __future__ import annotations

import pytest

from assistant.clean import clean
from assistant.spelling import corrected, nearest
from assistant.words import alike, content_words, spelled_out, stem, stems, tokens


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
