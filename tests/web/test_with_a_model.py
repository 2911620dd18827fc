"""What a person sees of a model over HTTP: the same figures as without one, and an answer when it dies."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from assistant.bootstrap import Moothall
from assistant.check import figures
from assistant.conversation import Conversations
from assistant.model import Asked
from assistant.settings import Settings
from assistant.writer import open_writer
from ingest.library import Library
from tests import fakes_model
from tests.fakes_model import Behaviour, fake_model, findings
from tests.journeys.conftest import serving

QUESTIONS = (
    "What is Larkmere's staff turnover?",
    "How many FTE does Larkmere have?",
    "What does the Larkmere plan say about artificial intelligence?",
    "Larkmere loses 20 FTE every year for four years: how many remain?",
)


@contextmanager
def site(library: Library, behaviour: Behaviour) -> Iterator[tuple[str, Moothall]]:
    """The application with this model at the other end; its address."""
    with fake_model(behaviour) as model:
        settings = Settings(model="openai:fake", model_url=model.url, model_timeout_s=5.0)
        moothall = Moothall(library, Conversations.open(None), open_writer(settings))
        with serving(moothall, settings) as address:
            yield address, moothall


def streamed(address: str, question: str) -> list[tuple[float, str, dict[str, Any]]]:
    """The events of an answer: when each came, its name and its data."""
    events, name = [], ""
    headers = {"accept": "text/event-stream"}
    with httpx.stream(
        "POST", f"{address}/api/chat", json={"question": question}, headers=headers, timeout=30
    ) as reply:
        for line in reply.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                events.append((time.monotonic(), name, json.loads(line.removeprefix("data: "))))
    return events


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_states_the_same_figures_with_and_without_a_model(
    sample_library: Library, question: str
) -> None:
    with site(sample_library, fakes_model.honest) as (_, moothall):
        with_model = moothall.ask(Asked(question))
        without = moothall.ask(Asked(question, plainly=True))

    assert set(figures(with_model.text)) == set(figures(without.text))
    assert with_model.status is without.status
    assert without.written.by == "documents"


def test_a_model_switched_off_in_mid_answer_costs_less_than_a_second(sample_library: Library) -> None:
    def dies(prompt: str) -> Iterator[str]:
        yield from (f"{line}\n" for line in findings(prompt)[:1])
        yield "The papers also say "
        raise fakes_model.Cut

    with site(sample_library, dies) as (address, moothall):
        plain = moothall.ask(Asked(QUESTIONS[0], plainly=True))
        events = streamed(address, QUESTIONS[0])

    told = [(at, data["text"]) for at, name, data in events if name == "delta"]
    last, name, answer = events[-1]
    assert name == "answer"
    assert last - told[0][0] < 1.0
    assert "".join(text for _, text in told) == answer["text"]
    assert set(figures(answer["text"])) == set(figures(plain.text))
    assert len(answer["evidence"]) == len(plain.evidence)
    assert answer["written"]["reason"].startswith("the language model failed")


def test_the_answer_keeps_who_worded_it_and_what_it_took(sample_library: Library) -> None:
    with site(sample_library, fakes_model.honest) as (address, _):
        first = httpx.post(f"{address}/api/chat", json={"question": QUESTIONS[0]}, timeout=30).json()
        kept = httpx.get(f"{address}/api/conversations/{first['conversation_id']}").json()

    assert first["written"]["by"].startswith("model")
    assert first["written"]["tokens_in"] == 100
    assert kept["turns"][0]["answer"]["written"] == first["written"]


def test_about_says_what_is_sent_where(sample_library: Library) -> None:
    with site(sample_library, fakes_model.honest) as (address, _):
        page = httpx.get(f"{address}/about").text

    assert "openai:fake at 127.0.0.1:" in page
    assert "the passages that the answer cites" in page
