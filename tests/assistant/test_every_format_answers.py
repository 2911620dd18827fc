"""The same paper as a Word document, a deck, a message and a scan answers the same questions, each cited by its own kind of place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.model import Answer, Asked, Status
from assistant.planner.ledger import PlannerLedger
from assistant.room import Room
from assistant.scenario.ledger import Ledger
from ingest.fact_model import Fact, Review
from ingest.library import Library
from tests.ingest.one_paper import QUESTIONS, Question, as_docx, as_mail, as_pptx, put
from tests.ingest.scans import copied, printed_paper, scanned, words_at

NO_PROGRAM = not shutil.which("tesseract")
LIE = words_at([(700.0, "Westmarch Borough Council employs 7,204 people. Staff turnover was 11.2%")], mode=3)


def paper(folder: Path, form: str) -> Path:
    """The paper in one format."""
    if form == "scan":
        return scanned(
            folder / "scan.pdf", copied(printed_paper(folder / "p.pdf"), degrees=1.2, specks=0.002)
        )
    made = {"docx": as_docx(), "pptx": as_pptx(), "eml": as_mail(attached=False)}[form]
    return put(folder, f"paper.{form}", made)


FORMS = {
    "docx": "",
    "pptx": "slide ",
    "eml": "message",
    "scan": "page 1, read from its picture, ",
}


IN_THE_TABLE = QUESTIONS[3]
"""A question to the table of actions, which the message does not hold."""
PAIRS = [
    pytest.param(
        form,
        question,
        id=f"{form}-{question.answer}",
        marks=pytest.mark.skipif(form == "scan" and NO_PROGRAM, reason="tesseract is not installed"),
    )
    for form in FORMS
    for question in QUESTIONS
    if (form, question) != ("eml", IN_THE_TABLE)
]


@pytest.fixture(scope="module")
def room_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Room]]:
    """Gives a room with the paper in one format, made once."""
    with ExitStack() as kept:

        @cache
        def room(form: str) -> Room:
            folder = tmp_path_factory.mktemp("paper")
            library = kept.enter_context(Library.open(folder / "data"))
            library.ingest([paper(folder, form)])
            return Room(library)

        yield room


@pytest.mark.parametrize(("form", "question"), PAIRS)
def test_a_question_is_answered_and_cited(
    room_of: Callable[[str], Room], form: str, question: Question
) -> None:
    room = room_of(form)

    answer = ask(room, Asked(question.text), [])

    assert answer.status is Status.ANSWERED
    assert question.answer in answer.text
    assert {item.ref.startswith(FORMS[form]) for item in answer.evidence} == {True}


@pytest.fixture
def doubted(tmp_path: Path) -> Iterator[Room]:
    pictures = copied(printed_paper(tmp_path / "paper.pdf"))
    with Library.open(tmp_path / "data") as library:
        library.ingest([scanned(tmp_path / "scan.pdf", pictures, after=LIE)])
        yield Room(library)


@pytest.mark.skipif(NO_PROGRAM, reason="tesseract is not installed")
def test_an_answer_from_a_page_with_another_hidden_text_says_so(doubted: Room) -> None:
    answer: Answer = ask(doubted, Asked("How many people does Westmarch employ?"), [])

    assert answer.text.startswith("**1,204 people** [1]") and "7,204" not in answer.text
    assert (
        "At [1] the file contradicts itself. The hidden text of page 1 says “7,204” where the picture does not: "
        "the picture was read in its place." in answer.warnings
    )


@pytest.mark.skipif(NO_PROGRAM, reason="tesseract is not installed")
def test_a_figure_read_too_unsurely_is_no_baseline_until_a_person_confirms_it(doubted: Room) -> None:
    def unsure(fact: Fact) -> Fact:
        return replace(fact, places=tuple(replace(place, confidence=62) for place in fact.places))

    surely = doubted.library.facts(metric="workforce.headcount")
    facts = [unsure(fact) for fact in surely]
    confirmed = [replace(fact, review=Review.CONFIRMED) for fact in facts]

    assert [len(list(Ledger(lambda body, one=one: one).all("x"))) for one in (surely, facts, confirmed)] == [
        4,
        0,
        4,
    ]
    assert [len(PlannerLedger(one)._facts) for one in (surely, facts, confirmed)] == [4, 0, 4]
