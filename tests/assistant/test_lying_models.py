"""Over all our questions and every way of lying: no figure from nowhere, no false quote, no dead link, no
answer lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.breaker import Breaker
from assistant.check import figures
from assistant.model import Answer, Asked
from assistant.room import Room
from assistant.settings import Settings
from assistant.writer import Writer, open_writer
from tests import fakes_model
from tests.fakes_model import LIARS, Behaviour, fake_model

QUESTIONS = Path(__file__).parents[1] / "questions"
QUOTED = re.compile(r"[\u201c\"]([^\u201c\u201d\"]+)[\u201d\"]")
Composed = Sequence[tuple[str, Answer]]


@pytest.fixture(scope="module")
def composed(sample_room: Room) -> Composed:
    """Every question that stands on its own, with the answer made without a model."""
    rows = [json.loads(line) for name in ("text", "numeric") for line in (QUESTIONS / f"{name}.jsonl").open()]
    asked = [row["q"] for row in rows if not row["history"]]
    return [(question, ask(sample_room, Asked(question), [])) for question in asked]


def writer_for(url: str) -> Writer:
    """The writer as in production, but never giving up on its model."""
    writer = open_writer(Settings(model="openai:fake", model_url=url, model_timeout_s=3.0))
    assert writer is not None
    writer.breaker = Breaker(limit=10**9)
    return writer


def assert_no_less_true(question: str, plain: Answer, phrased: Answer) -> None:
    """What the acceptance asks of every answer that a model had a hand in."""
    assert set(figures(phrased.text)) == set(figures(plain.text)), question
    assert (phrased.status, phrased.route) == (plain.status, plain.route)
    assert phrased.projection == plain.projection
    labels = {item.label for item in phrased.evidence}
    assert set(re.findall(r"\[(\d+)\]", phrased.text)) <= labels, question
    assert set(re.findall(r"\[(\d+)\]", plain.text)) <= set(re.findall(r"\[(\d+)\]", phrased.text)), question
    assert phrased.evidence[: len(plain.evidence)] == plain.evidence
    assert not re.search(r"://|\]\(|<[a-z]|evil|javascript|Wolverhampton|HACKED", phrased.text), question
    proof = " ".join(" ".join(item.quote.split()) for item in phrased.evidence) + plain.text
    assert all(" ".join(quote.split()) in proof for quote in QUOTED.findall(phrased.text)), question


@pytest.mark.slow
@pytest.mark.parametrize("lie", LIARS, ids=lambda behaviour: behaviour.__name__)
def test_a_lying_model_makes_no_answer_less_true(lie: Behaviour, composed: Composed) -> None:
    with fake_model(lie) as model:
        writer = writer_for(model.url)
        for question, plain in composed:
            assert_no_less_true(question, plain, writer.phrased(plain, question))

    assert model.asked, "the model was never asked, so this proves nothing"


@pytest.mark.slow
def test_an_honest_model_is_mostly_let_through(composed: Composed) -> None:
    with fake_model(fakes_model.honest) as model:
        writer = writer_for(model.url)
        phrased = [writer.phrased(plain, question) for question, plain in composed]

    asked = [answer for answer in phrased if answer.written.by != "documents"]
    shown = [answer for answer in asked if answer.written.by != "documents_instead"]
    assert len(shown) >= 0.75 * len(asked)
    for (question, plain), answer in zip(composed, phrased, strict=True):
        assert_no_less_true(question, plain, answer)
