"""Statements put to the papers: read out of the question, and told supported, otherwise and unsaid apart."""

from __future__ import annotations

import pytest

from assistant import question as questions
from assistant.binding.asked import statement_of
from assistant.binding.bind import Verdict
from assistant.compose.verdict import verdict
from assistant.decide import Band, band
from tests.assistant.small_paper import citing, pool_of, read_paper

PLAN = """# Climate Plan

## Our target

Westmarch aims to be carbon neutral by 2030 across all of its buildings.

## Our depots

The depots will buy twelve electric vans with £1.4 million of capital in 2026.

The number of car parks fell in the last year. The climate board does not take binding decisions on transport.

Over half of the fleet, 53%, runs on diesel.
"""


def answered(statement: str) -> tuple[Verdict | None, str]:
    """The verdict on a statement over the small plan, and the text of the answer."""
    plan = read_paper(PLAN)
    draft = verdict(pool_of(statement, plan), statement)
    assert draft is not None
    return draft.verdict, draft.write(citing(plan)).text


@pytest.mark.parametrize(
    ("asked", "statement"),
    [
        ("Does Westmarch aim for net zero by 2030?", "Westmarch aim for net zero by 2030"),
        ("is westmarch closing depots", "westmarch closing depots"),
        ("True or false: Westmarch has five depots.", "Westmarch has five depots"),
        ("Westmarch has five depots, right?", "Westmarch has five depots"),
        ("Can you confirm that Westmarch owns a farm?", "Westmarch owns a farm"),
        ("Is it true that Westmarch owns a farm?", "Westmarch owns a farm"),
        (
            "Westmarch will plant a tree for every child born.",
            "Westmarch will plant a tree for every child born",
        ),
    ],
)
def test_a_statement_is_read_out_of_the_way_it_is_asked(asked: str, statement: str) -> None:
    assert statement_of(questions.read(asked)) == statement


@pytest.mark.parametrize(
    "asked",
    [
        "What is Westmarch's target?",
        "turnover rate westmarch",
        "Can you book me a room?",
        "Do I have to pay council tax?",
        "Is turnover 14.3% or about 15%?",
        "Tell me about the depots.",
        "If staff fall by 3% a year, what would the bill be?",
    ],
)
def test_what_asks_for_something_else_is_no_statement(asked: str) -> None:
    assert statement_of(questions.read(asked)) is None


def test_a_statement_that_the_paper_makes_is_answered_with_its_sentence() -> None:
    given, text = answered("Westmarch aims to be carbon neutral by 2030")

    assert given is Verdict.YES
    assert text.startswith("**Yes, the paper says so.**")
    assert "carbon neutral by 2030" in text


@pytest.mark.parametrize(
    "statement",
    [
        "Westmarch aims to be carbon neutral by 2050",
        "The depots will buy twelve electric hovercraft in 2026",
        "Westmarch fleet runs on more diesel than the fleet of its neighbours",
    ],
)
def test_what_is_not_bound_is_shown_without_a_verdict(statement: str) -> None:
    given, text = answered(statement)

    assert given is None
    assert text.startswith("**The papers may not answer this directly.**")


@pytest.mark.parametrize(
    "statement",
    [
        "The number of car parks rose in the last year",
        "The climate board does take binding decisions on transport",
    ],
)
def test_what_the_same_clause_tells_the_other_way_is_denied(statement: str) -> None:
    given, text = answered(statement)

    assert given is Verdict.NO
    assert text.startswith("**No.** What the paper says:")


def test_a_thing_that_is_only_planned_is_not_yet_done() -> None:
    assert answered("has the depots bought twelve electric vans")[0] is Verdict.NOT_YET


def test_what_no_sentence_comes_near_is_not_answered() -> None:
    plan = read_paper(PLAN)
    pool = pool_of("Westmarch runs a lido", plan)

    assert band(verdict(pool, "Westmarch runs a lido"), pool) not in (Band.ANSWER, Band.CLOSEST)


def test_what_is_asked_is_answered_by_a_near_sentence_alone() -> None:
    statement = "Westmarch aims to be carbon neutral by 2050"
    plan = read_paper(PLAN)
    draft = verdict(pool_of(statement, plan), statement, asked=True)

    assert draft is not None and draft.verdict is None
    assert "carbon neutral" in draft.write(citing(plan)).text.splitlines()[0]
