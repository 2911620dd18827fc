"""Whom a question is about, of the bodies it names."""

from __future__ import annotations

import pytest

from assistant.partners import meant
from ingest.bodies import recognise
from tests.assistant.small_paper import EASTMERE, WESTMARCH

HERE = "Westmarch"
PRINTED = ("Babergh and Mid Suffolk", "Suffolk Design")


def about(text: str, loaded: tuple[str, ...] = ("Westmarch",)) -> list[str]:
    """The short names of the bodies that this question is about, when those of ``loaded`` have papers."""
    found = recognise(text, [WESTMARCH, EASTMERE])
    kept = meant(text, found, lambda one: one.body.short_name in loaded, lambda words: words in PRINTED)
    return [mention.body.short_name for mention in kept]


@pytest.mark.parametrize(
    "text",
    [
        "Who paid for the Suffolk Design project mentioned by Westmarch?",
        "By what year does Suffolk, Westmarch included, want to be carbon neutral?",
        "Does Westmarch support the Suffolk-wide aim?",
        "Is Devon County Council responsible for transport in Westmarch?",
        "Does Westmarch share services with Braintree and Epping Forest?",
    ],
)
def test_a_body_inside_another_ones_affair_is_not_what_the_question_is_about(text: str) -> None:
    assert about(text) == [HERE]


def test_bodies_that_are_compared_are_each_meant() -> None:
    assert about("Compare Westmarch and Braintree on trees") == [HERE, "Braintree"]


def test_one_named_in_the_same_breath_is_meant_although_no_paper_of_it_is_here() -> None:
    assert about("What is the turnover at Westmarch and Braintree?") == [HERE, "Braintree"]


def test_two_that_the_papers_name_as_one_are_the_one_whose_paper_is_here() -> None:
    assert about("Babergh and Mid Suffolk: what does high cost mean?", ("Babergh",)) == ["Babergh"]


def test_a_body_alone_is_meant_whether_or_not_it_is_loaded() -> None:
    assert about("What is Braintree's turnover?") == ["Braintree"]


def test_a_name_that_is_part_of_another_in_the_papers_names_no_body() -> None:
    assert about("What is the Suffolk Design Charter?") == []


def test_of_two_with_papers_the_one_only_shared_with_is_not_set_beside_the_other() -> None:
    both = ("Westmarch", "Eastmere")

    assert about("What does Westmarch share with Eastmere?", both) == [HERE]
    assert about("How do Westmarch and Eastmere train people?", both) == [HERE, "Eastmere"]


def test_somebody_to_work_with_is_not_asked_about_although_nobody_else_is_named() -> None:
    assert about("When is the shared service with Braintree and Epping Forest due?") == []
