"""What people say of figures holds wherever figures are read: in chat, comparison, projection and tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.bootstrap import Moothall, open_moothall
from assistant.lookup import list_facts
from assistant.model import Answer, Asked, Status
from assistant.settings import Settings
from ingest.fact_model import Fact, FactKind, Review

PAPER = """# Workforce Plan 2024-2027

Westmarch Borough Council

## Our workforce

At 31 March 2024 the council employed 640 staff. Staff turnover was 12.4% in 2023/24.

## Pay

The annual pay bill is set by the board.
"""
OTHER = PAPER.replace("Westmarch", "Eastmere").replace("12.4%", "9.9%").replace("640", "700")
TURNOVER, STAFF = "leavers.rate", "workforce.headcount"


@pytest.fixture
def moothall(tmp_path: Path) -> Iterator[Moothall]:
    opened = open_moothall(Settings(data=tmp_path / "data"))
    for name, text in (("westmarch.md", PAPER), ("eastmere.md", OTHER)):
        (tmp_path / name).write_text(text)
        opened.library.ingest([tmp_path / name])
    yield opened
    opened.close()


def fact_of(moothall: Moothall, metric: str) -> Fact:
    """The figure that Westmarch states."""
    body = next(body.id for body in moothall.library.bodies() if "Westmarch" in body.name)
    found = moothall.library.facts(body=body, metric=metric, rejected=True)
    return next(fact for fact in found if fact.kind is FactKind.ACTUAL)


def ask(moothall: Moothall, question: str) -> Answer:
    return moothall.ask(Asked(question))


def test_a_corrected_figure_answers_in_chat_with_the_person_as_its_source(moothall: Moothall) -> None:
    fact = fact_of(moothall, TURNOVER)

    moothall.library.review(fact.id, review=Review.CORRECTED, value=14.25)
    answer = ask(moothall, "What is the staff turnover at Westmarch?")

    assert answer.text.startswith("**14.25%** [1][2]")
    assert "corrected by a person" in answer.text.split("\n")[0]
    assert "12.4%" in answer.evidence[0].quote
    assert answer.evidence[1].quote == "A person who reviewed the figure corrected it: 14.25%."


def test_a_corrected_figure_is_compared_and_projected(moothall: Moothall) -> None:
    moothall.library.review(fact_of(moothall, TURNOVER).id, review=Review.CORRECTED, value=14.25)
    moothall.library.review(fact_of(moothall, STAFF).id, review=Review.CORRECTED, value=600)

    compared = ask(moothall, "Compare staff turnover at Westmarch and Eastmere")
    projected = ask(moothall, "What would Westmarch's headcount be in two years if it fell 10% a year?")

    assert compared.comparison is not None
    cells = dict(zip(compared.comparison.rows, compared.comparison.cells, strict=True))
    assert cells["Westmarch Borough Council"][0].text == "14.25%"
    assert set(cells["Westmarch Borough Council"][0].evidence) <= {item.label for item in compared.evidence}
    assert "486" in projected.text and "corrected by a person" in projected.text
    assert projected.projection is not None
    assert projected.projection["baseline"]["note"] == "corrected by a person"


def test_a_rejected_figure_is_given_nowhere(moothall: Moothall) -> None:
    fact = fact_of(moothall, TURNOVER)

    moothall.library.review(fact.id, review=Review.REJECTED)
    stated = ask(moothall, "What is the staff turnover at Westmarch?")
    compared = ask(moothall, "Compare staff turnover at Westmarch and Eastmere")

    assert stated.status is Status.NOT_STATED
    assert "rejected by a person" in stated.text and "12.4" not in stated.text
    assert compared.comparison is not None and "12.4" not in compared.text
    assert fact.id not in {one.id for one in moothall.library.facts()}
    assert fact.id not in {str(one["id"]) for one in list_facts(moothall.library)}


@pytest.mark.parametrize("review", [Review.REJECTED, Review.CORRECTED])
def test_a_quotation_with_a_reviewed_figure_says_so(moothall: Moothall, review: Review) -> None:
    moothall.library.review(fact_of(moothall, TURNOVER).id, review=review, value=14.25)

    answer = ask(moothall, "Is it true that Westmarch's staff turnover was 12.4% in 2023/24?")

    assert any(f"A person {review.value} the figure for turnover" in text for text in answer.warnings)


def test_figures_disagree_as_they_stand_after_review(moothall: Moothall, tmp_path: Path) -> None:
    (tmp_path / "later.md").write_text(PAPER.replace("12.4%", "13%").replace("# Workforce", "# People"))
    moothall.library.ingest([tmp_path / "later.md"])
    first, second = (
        fact
        for fact in moothall.library.facts(body=fact_of(moothall, TURNOVER).body, metric=TURNOVER)
        if fact.kind is FactKind.ACTUAL
    )
    assert first.conflicts_with == (second.id,)

    moothall.library.review(first.id, review=Review.CORRECTED, value=second.value)

    now = {fact.id: fact for fact in moothall.library.facts(metric=TURNOVER)}
    assert now[first.id].conflicts_with == now[second.id].conflicts_with == ()
