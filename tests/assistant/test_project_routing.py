"""Which questions go to the engine: a digit is no evidence, a stated figure is looked up."""

# ruff: noqa: E501 (a case stays on one line)
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.assistant.council_facts import ask, routed

NOT_FOR_THE_ENGINE = [
    "What are Barrowmere's five priorities?",
    "Which of Thornby's 14 reviews cover waste?",
    "What does Thornby's 2030 vision say?",
    "What is Barrowmere's 80% job-matching threshold?",
    "Summarise paragraph 40 of the Thornby report.",
    "Who answers 0207 496 0000?",
    "What turnover does Thornby report?",
    "How many employees does Thornby have?",
    "How many Thornby staff work part time?",
    "What is Barrowmere's agency spend?",
    "How will Thornby close the budget gap?",
    "What is Thornby doing to reduce sickness?",
    "When will Barrowmere's skills audit be done?",
    "What did Thornby's cabinet decide on 18 April 2024?",
    "How has the tone of these strategies changed between 2014 and 2024?",
    "Does Valewick's strategy cover 24/7 working?",
    "Tell me about the Future Workforce project at Barrowmere",
    "Hello",
]
FOR_THE_ENGINE = [
    "What if Thornby lost 5% of its staff?",
    "How many women work at Thornby?",
    "How many people leave Barrowmere each year?",
    "Rank the councils by their share of women.",
    "What is the chance that Thornby closes its gap?",
    "Which staff should Thornby sack?",
]


@pytest.mark.parametrize("question", NOT_FOR_THE_ENGINE)
def test_what_a_paper_says_is_not_computed(question: str) -> None:
    assert not routed(question).route_is_project


@pytest.mark.parametrize("question", FOR_THE_ENGINE)
def test_changes_and_derived_figures_are_computed(question: str) -> None:
    decision = routed(question)

    assert decision.route_is_project
    assert decision.reason


def test_a_horizon_after_a_looked_up_figure_asks_for_a_rate() -> None:
    assert routed("And in three years' time?", "How many people does Thornby employ?").route_is_project
    outcome = ask("And in three years' time?", "How many people does Thornby employ?")

    assert outcome.status.value.startswith("clarify")


def test_a_year_after_a_figure_that_the_engine_does_not_know_is_looked_up() -> None:
    before = "What uplift did Thornby allow on fees and charges in 2023/24?"

    assert not routed("And for the year after?", before).route_is_project


NUMBER = re.compile(r"(?<![\w.])£?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:\s?(million|bn|k|m)\b)?", re.I)
SCALE = {"k": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9}


def _figures(text: str) -> list[tuple[float, float]]:
    found = []
    for whole, part, suffix in NUMBER.findall(re.sub(r"\[\d+\]", " ", text)):
        value = float(whole.replace(",", "") + part)
        found.append((value, value * SCALE.get(suffix.lower(), 1)))
    return found


def test_every_figure_in_an_answer_comes_from_a_quote_the_question_or_the_projection() -> None:
    from tests.assistant.test_project_answers import CASES as ANSWERED
    from tests.assistant.test_project_refusals import CASES as REFUSED

    for question in [case[0] for case in ANSWERED] + [case[0] for case in REFUSED]:
        outcome = ask(question)
        told = " ".join(
            [question, json.dumps(outcome.projection), *(item.quote for item in outcome.evidence)]
        )
        known = [value for pair in _figures(told) for value in pair]
        for written, scaled in _figures(outcome.text):
            small = written <= 12 and written == int(written)
            near = any(abs(v - k) <= max(0.051, abs(k) * 0.006) for k in known for v in (written, scaled))
            assert small or near, f"{written} in {outcome.text}"


def test_no_rule_names_a_council_or_a_paper() -> None:
    """Words of the development papers must not stand in the rules."""
    folder = Path(__file__).parents[2] / "assistant" / "scenario"
    source = " ".join(path.read_text("utf-8").lower() for path in folder.glob("*.py"))

    for name in ("colchester", "stockton", "sefton", "leicestershire", "barrowmere"):
        assert name not in source
