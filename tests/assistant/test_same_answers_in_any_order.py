"""The same papers give the same answers, byte for byte, in whatever order they were taken in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answer_json import answer_to_json
from assistant.bootstrap import Moothall
from assistant.conversation import Conversations
from assistant.model import Asked
from ingest.library import Library

PAPERS = Path(__file__).parents[2] / "samples" / "library"
NAMES = (
    "ellenshire-people-strategy-2021-2025.html",
    "employers-forum-good-work-consultation.md",
    "stanbeck-workforce-strategy-2018-2022-superseded.docx",
)
QUESTIONS = (
    "How many people does Ellenshire employ?",
    "What are the priorities of the strategies?",
    "compare turnover at Ellenshire and Stanbeck",
    "Which councils mention apprenticeships?",
    "Who is responsible for wellbeing at Stanbeck?",
    "Why does recruitment matter?",
    "What will Ellenshire's FTE be after three years at -2% a year?",
    "What is the moon made of?",
)


def answers(folder: Path, names: tuple[str, ...], questions: tuple[str, ...]) -> dict[str, str]:
    """Each answer as JSON, without what differs from run to run by design (ids and times)."""
    told = {}
    with Library.open(folder) as library:
        for name in names:
            library.ingest([PAPERS / name])
        moothall = Moothall(library, Conversations.open(None))
        for question in questions:
            data = answer_to_json(moothall.ask(Asked(question)))
            kept = {
                key: value
                for key, value in data.items()
                if key not in ("timings", "answer_id", "conversation_id")
            }
            told[question] = json.dumps(kept, ensure_ascii=False, sort_keys=True, default=str)
    return told


@pytest.mark.slow
def test_answers_do_not_depend_on_the_order_of_ingestion_nor_of_questions(tmp_path: Path) -> None:
    first = answers(tmp_path / "first", NAMES, QUESTIONS)
    second = answers(tmp_path / "second", NAMES[::-1], QUESTIONS[::-1])

    assert {question: second[question] for question in first} == first
