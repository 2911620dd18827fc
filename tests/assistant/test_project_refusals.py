"""What is not worked out, and what is said instead: each code of the specification."""

# ruff: noqa: E501 (a case stays on one line)
from __future__ import annotations

import pytest

from assistant.model import Status
from tests.assistant.council_facts import ask

CASES = [
    (
        "How many people leave Valewick each year?",
        {Status.NOT_STATED, Status.PLACEHOLDER},
        {"E_NO_BASELINE", "E_PLACEHOLDER"},
    ),
    ("Project Valewick's headcount for the next three years.", {Status.PLACEHOLDER}, {"E_PLACEHOLDER"}),
    ("What if Barrowmere cut sickness by 10%?", {Status.PLACEHOLDER}, {"E_PLACEHOLDER"}),
    ("What would a 10% cut in Thornby's agency spend save?", {Status.NOT_STATED}, {"E_NO_BASELINE"}),
    ("How far is Valewick from 11% BME staff?", {Status.NOT_STATED}, {"E_NO_BASELINE"}),
    ("What will Thornby's pay bill be next year?", {Status.CLARIFY_MISSING_INPUT}, {"E_NO_BASELINE"}),
    ("What is Thornby's £6m in jobs?", {Status.CLARIFY_MISSING_INPUT}, {"E_NO_BASELINE"}),
    ("What if we reduce Thornby's turnover by 2%?", {Status.CLARIFY_AMBIGUOUS}, {"E_AMBIG"}),
    ("What if Barrowmere cuts 20%?", {Status.CLARIFY_AMBIGUOUS}, {"E_AMBIG"}),
    ("Show me a 4% cut in Barrowmere's FTE over three years.", {Status.CLARIFY_AMBIGUOUS}, {"E_AMBIG"}),
    ("Project Barrowmere's staff.", {Status.CLARIFY_AMBIGUOUS}, {"E_AMBIG"}),
    ("If Thornby's headcount falls 1% a year, what is it by 2027?", {Status.CLARIFY_AMBIGUOUS}, {"E_AMBIG"}),
    ("Close the gap at Thornby.", {Status.CLARIFY_AMBIGUOUS}, {"E_AMBIG"}),
    ("When is Thornby back to 1,900 staff if it grows 1% a year?", {Status.CLARIFY_AMBIGUOUS}, {"E_AMBIG"}),
    (
        "When does Barrowmere get to 550 FTE at a 4% cut every year?",
        {Status.INVALID_SCENARIO},
        {"E_UNREACHABLE"},
    ),
    (
        "Keep Barrowmere falling 4% a year until nobody is left. When is that?",
        {Status.INVALID_SCENARIO},
        {"E_UNREACHABLE"},
    ),
    ("How does Thornby get to 120% women?", {Status.INVALID_SCENARIO}, {"E_DOMAIN"}),
    ("What would a 110% cut in Barrowmere's agency spend save?", {Status.INVALID_SCENARIO}, {"E_DOMAIN"}),
    (
        "Compare the share of disabled staff at Barrowmere with Thornby's: which is higher?",
        {Status.NOT_STATED},
        {"E_NOT_COMPARABLE"},
    ),
    ("What will Thornby's turnover actually be in 2030?", {Status.CLARIFY_MISSING_INPUT}, {"E_FORECAST"}),
    ("What is the probability that Thornby closes its gap?", {Status.CLARIFY_MISSING_INPUT}, {"E_PROB"}),
    ("Which managers at Thornby should be made redundant?", {Status.REFUSED_PERSON}, {"E_PERSON"}),
    ("How many of Barrowmere's re-assigned 1% will leave?", {Status.REFUSED_PERSON}, {"E_PERSON"}),
]


@pytest.mark.parametrize(("question", "statuses", "codes"), CASES, ids=[case[0][:60] for case in CASES])
def test_a_question_without_an_answer_ends_in_its_status(
    question: str, statuses: set[Status], codes: set[str]
) -> None:
    outcome = ask(question)

    assert outcome.status in statuses, outcome.text
    assert outcome.code in codes


def test_an_ambiguous_question_gets_a_provisional_answer_for_each_reading() -> None:
    outcome = ask("What if we reduce Thornby's turnover by 2%?")

    assert "from 10% to 8%" in outcome.text.replace("10.0%", "10%") and "9.8%" in outcome.text
    assert "160 leavers" in outcome.text and "196 leavers" in outcome.text  # 2,000 × 8% and × 9.8%
    assert outcome.clarification is not None and len(outcome.clarification.options) == 2


def test_another_councils_figure_never_stands_in_for_a_missing_one() -> None:
    text = ask("What would a 10% cut in Thornby's agency spend save?").text

    assert "800,000" not in text and "0.8" not in text and "80,000" not in text


def test_a_blank_is_quoted() -> None:
    outcome = ask("Project Valewick's headcount for the next three years.")

    assert [item.quote for item in outcome.evidence] == ["The council employs X people"]


def test_a_target_is_never_used_as_a_baseline() -> None:
    outcome = ask("How many more ethnic minority staff would Valewick need to reach 15%?")

    assert outcome.status in {Status.NOT_STATED, Status.PLACEHOLDER}
    assert "target" in outcome.text


def test_a_typed_figure_takes_the_place_of_a_missing_one() -> None:
    outcome = ask("Assume 5,500 staff.", "If Valewick's headcount falls 2% a year for two years, what is it?")

    assert "5,282" in outcome.text  # 5,500 × 0.98²
    assert "your figure" in outcome.text


def test_the_benchmark_is_offered_and_labelled() -> None:
    outcome = ask("How many people leave Thornby each year if turnover is at the LGA median?")

    assert "268" in outcome.text and "benchmark" in outcome.text  # 2,000 × 13.4%
