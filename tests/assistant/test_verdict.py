"""Statements put to the papers: read out of the question, and told supported, otherwise and unsaid apart."""

from __future__ import annotations

import pytest

from assistant import question as questions
from assistant.claim import claim_of
from assistant.compose.verdict import read_claim, verdict
from assistant.decide import Band, band
from assistant.model import Status
from tests.assistant.small_paper import citing, pool_of, read_paper

PLAN = """# Climate Plan

## Our target

Westmarch aims to be carbon neutral by 2030 across all of its buildings.

## Our depots

The depots will buy twelve electric vans with £1.4 million of capital in 2026.

The number of car parks fell in the last year. The climate board does not take binding decisions on transport.

Over half of the fleet, 53%, runs on diesel.
"""


def answered(statement: str) -> tuple[Status, str]:
    """The status and the text of the verdict on a statement over the small plan."""
    plan = read_paper(PLAN)
    draft = verdict(pool_of(statement, plan), read_claim(statement, [(0, len("Westmarch"))]))
    assert draft is not None
    return draft.status, draft.write(citing(plan)).text


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
    assert claim_of(questions.read(asked)) == statement


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
    assert claim_of(questions.read(asked)) is None


def test_a_statement_that_the_paper_makes_is_answered_with_its_sentence() -> None:
    status, text = answered("Westmarch aims to be carbon neutral by 2030")

    assert status is Status.ANSWERED
    assert text.startswith("**Yes, the paper says so.**")
    assert "carbon neutral by 2030" in text


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("Westmarch aims to be carbon neutral by 2050", "2050"),
        ("Westmarch depots will buy twenty electric vans in 2026", "twenty"),
        ("Westmarch depots will buy twelve electric vans with £9 million of capital", "£9 million"),
    ],
)
def test_another_figure_or_year_is_not_taken_for_the_one_asked(statement: str, said: str) -> None:
    status, text = answered(statement)

    assert status is Status.ANSWERED_PARTLY
    assert text.startswith(f"**The paper does not say “{said}” of this.**")


def test_a_figure_within_a_bound_is_the_one_asked() -> None:
    assert answered("Over half of the Westmarch fleet runs on diesel")[0] is Status.ANSWERED


def test_a_name_that_the_paper_never_writes_is_said_to_be_missing() -> None:
    status, text = answered("Westmarch aims to be carbon neutral with Eastmere by 2030 across its buildings")

    assert status is Status.ANSWERED_PARTLY
    assert text.startswith("**The paper says nothing of “Eastmere” here.**")


@pytest.mark.parametrize(
    "statement",
    [
        "Westmarch says the number of car parks rose in the last year",
        "Westmarch climate board does take binding decisions on transport",
    ],
)
def test_the_opposite_is_not_taken_for_support(statement: str) -> None:
    status, text = answered(statement)

    assert status is Status.ANSWERED_PARTLY
    assert text.startswith("**The paper seems to say the reverse.**")


def test_what_no_sentence_comes_near_is_not_answered() -> None:
    plan = read_paper(PLAN)
    pool = pool_of("Westmarch runs a lido", plan)

    assert band(verdict(pool, read_claim("Westmarch runs a lido")), pool) not in (Band.ANSWER, Band.CLOSEST)


def test_a_telling_word_that_stands_nowhere_in_the_paper_keeps_a_statement_from_being_taken_as_made() -> None:
    plan = read_paper(PLAN)
    statement = "The depots will buy twelve electric hovercraft in 2026"
    # Of a hundred passages, the other words stand in many and "hovercraft" in none: it tells what is meant.
    common = dict.fromkeys(("depots", "buy", "twelve", "electric", "2026"), 30)

    taken = verdict(pool_of(statement, plan, common), read_claim(statement))
    without = verdict(pool_of(statement.replace(" hovercraft", " vans"), plan, common), read_claim(statement))

    assert taken is not None and taken.status is Status.ANSWERED_PARTLY
    assert without is not None and without.status is Status.ANSWERED


def test_a_comparison_that_the_sentence_does_not_make_is_not_confirmed() -> None:
    status, text = answered("Westmarch fleet runs on more diesel than the fleet of its neighbours")

    assert status is Status.ANSWERED_PARTLY
    assert not text.startswith("**Yes")
