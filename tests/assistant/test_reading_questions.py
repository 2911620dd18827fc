"""What a question asks for: the shape of answer, the words that matter, periods and counts."""

from __future__ import annotations

import pytest

from assistant.question import Expected, read

SHAPES = {
    Expected.FIGURE: [
        "How many people does the council employ?",
        "What percentage of staff work part time?",
        "how much do we spend on agency workers",
        "what is the vacancy rate",
        "What is the budget gap in 2026/27?",
        "headcount",
    ],
    Expected.WHO: [
        "Who is responsible for the skills audit?",
        "who owns it",
        "Which officer leads on pay?",
        "What is the name of the chief executive?",
        "wellbeing lead",
    ],
    Expected.WHEN: [
        "When is the skills audit due?",
        "By what date will the fleet be electric?",
        "what's the deadline for the review?",
        "coaching strategy launch date",
    ],
    Expected.LIST: [
        "What are our values?",
        "List the recommendations",
        "Which projects are in the second round?",
        "What does the wellbeing offer include?",
    ],
    Expected.OVERVIEW: [
        "Summarise the plan",
        "Give me an overview of the people strategy",
        "tell me about wellbeing",
    ],
    Expected.YES_NO: ["Is there a target for sickness?", "Does the plan mention climate?"],
    Expected.PROSE: ["How will we reduce sickness absence?", "Why is the workforce changing?"],
    Expected.TOPIC: ["hybrid working", "menopause"],
}


@pytest.mark.parametrize(
    ("expected", "text"), [(shape, text) for shape, texts in SHAPES.items() for text in texts]
)
def test_the_wording_says_what_shape_of_answer_is_wanted(expected: Expected, text: str) -> None:
    assert read(text).expected is expected


def test_the_name_of_a_body_is_no_topic() -> None:
    text = "staff turnover Colchester"

    question = read(text, body_spans=[(15, 25)])

    assert question.words == ("staff", "turnover")


def test_words_of_asking_carry_no_meaning() -> None:
    assert read("Please can you tell me what the apprenticeship levy is?").words == ("apprenticeship", "levy")


def test_years_and_financial_years_are_kept_as_written() -> None:
    assert read("What was spent in 2020/21, and in 2023?").years == ("2020/21", "2023")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("What are its seven priorities?", 7),
        ("List the 14 service reviews", 14),
        ("What are the two aims?", 2),
        ("What are the aims?", None),
        ("What happens in the next three years?", None),
    ],
)
def test_a_number_of_things_is_read_and_a_span_of_time_is_not(text: str, count: int | None) -> None:
    assert read(text).count == count


def test_the_thing_asked_for_is_told_from_what_is_said_of_it() -> None:
    assert read("What are the core values that guide the council?").head == ("core", "values")


def test_keywords_without_a_verb_are_a_question_too() -> None:
    question = read("staff turnover")

    assert question.words == ("staff", "turnover")
    assert question.expected is Expected.FIGURE
