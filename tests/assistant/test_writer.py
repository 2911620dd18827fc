"""The writer over real HTTP: what a model phrases well is shown, and whatever it does, the answer is
there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from assistant.breaker import Breaker
from assistant.check import figures
from assistant.model import Answer, Comparison, ComparisonCell, Route, Status
from assistant.settings import Settings
from assistant.writer import Writer, open_writer
from tests import fakes_model
from tests.assistant.answers import PRIORITIES, TURNOVER, WELLBEING, passage
from tests.fakes_model import Behaviour, FakeModel, fake_model, findings

QUESTION = "What is Elmford's staff turnover?"


@contextmanager
def writing(behaviour: Behaviour, **settings: object) -> Iterator[tuple[Writer, FakeModel]]:
    """A writer as the settings make it, with this model at the other end."""
    with fake_model(behaviour) as model:
        limits = {"model_timeout_s": 4.0, "model_first_s": 0.5} | settings
        writer = open_writer(Settings(model="openai:fake", model_url=model.url, **limits))  # type: ignore[arg-type]
        assert writer is not None
        yield writer, model


def colleague(prompt: str) -> Iterator[str]:
    """Says it in other words, in one go."""
    yield "In 2023/24, Elmford's staff turnover was 12.4% [1]. The sickness absence rate was 4.1% [1]. "
    yield "Turnover is elsewhere put at about 13% [2].\n"


def test_sentences_that_pass_are_the_answer() -> None:
    with writing(colleague) as (writer, _):
        answer = writer.phrased(TURNOVER, QUESTION)

    assert answer.text == (
        "In 2023/24, Elmford's staff turnover was 12.4% [1].\n\n"
        "The sickness absence rate was 4.1% [1]. Turnover is elsewhere put at about 13% [2]."
    )
    assert (answer.written.by, answer.written.kept, answer.written.dropped) == ("model", 3, 0)


def test_tokens_and_cost_are_kept_with_the_answer() -> None:
    with writing(colleague, model_price_in=1.0, model_price_out=2.0) as (writer, _):
        written = writer.phrased(TURNOVER, QUESTION).written

    assert (written.tokens_in, written.tokens_out) == (100, 20)
    assert written.cost == (100 * 1.0 + 20 * 2.0) / 1e6
    assert written.model == "openai:fake"


def test_what_the_model_leaves_out_follows_in_the_documents_words() -> None:
    def half(prompt: str) -> Iterator[str]:
        yield "Staff turnover was 12.4% in 2023/24 [1].\n"

    with writing(half) as (writer, _):
        answer = writer.phrased(TURNOVER, QUESTION)

    assert answer.text.startswith("Staff turnover was 12.4% in 2023/24 [1].\n\n")
    assert set(figures(answer.text)) == set(figures(TURNOVER.text))
    assert answer.written.by == "model_and_documents"


def test_half_a_sentence_does_not_stand_for_the_whole() -> None:
    def shortens(prompt: str) -> Iterator[str]:
        yield "Managers hold a wellbeing conversation with every colleague [1].\n"

    with writing(shortens) as (writer, _):
        answer = writer.phrased(WELLBEING, "How often do Elmford's managers talk about wellbeing?")

    assert "each quarter [1]" in answer.text
    assert "does not pay for private counselling [2]" in answer.text


def test_a_name_is_never_lost() -> None:
    quote = "Culture and heritage: Ruth Calder, Head of Culture"
    person = replace(TURNOVER, text=f"**Ruth Calder**: {quote} [1].", evidence=(passage("1", quote),))

    def leaves_the_name_out(prompt: str) -> Iterator[str]:
        yield "The Head of Culture is responsible for culture and heritage [1].\n"

    with writing(leaves_the_name_out) as (writer, _):
        answer = writer.phrased(person, "Who is responsible for culture at Elmford?")

    assert "Ruth Calder" in answer.text


def test_a_list_stays_whole_below_the_sentence_that_introduces_it() -> None:
    def introduces(prompt: str) -> Iterator[str]:
        yield "The plan sets out three priorities for Elmford [1].\nWellbeing at work [1].\n"

    with writing(introduces) as (writer, _):
        answer = writer.phrased(
            replace(PRIORITIES, text=PRIORITIES.text.replace("its", "three")), "priorities?"
        )

    assert answer.text.endswith("- Wellbeing at work\n- Skills for the future\n- A fair place to work")
    assert answer.text.count("Wellbeing at work") == 1


def test_the_deltas_are_the_text_and_nothing_unchecked_is_among_them() -> None:
    heard: list[str] = []

    def mixed(prompt: str) -> Iterator[str]:
        yield "Turnover was 99.9% [1]. "
        yield from colleague(prompt)

    with writing(mixed) as (writer, _):
        answer = writer.phrased(TURNOVER, QUESTION, lambda kind, text: heard.append(text))

    assert "".join(heard) == answer.text
    assert "99.9" not in "".join(heard)
    assert answer.written.dropped == 1
    assert "failed the check" in answer.written.reason


DEAD: tuple[Behaviour, ...] = (
    *(fakes_model.never_begins, fakes_model.says_nothing, fakes_model.too_many_requests, fakes_model.breaks),
    *(fakes_model.invents_figures, fakes_model.invents_labels, fakes_model.invents_links),
    *(fakes_model.speaks_another_language, fakes_model.obeys_papers, fakes_model.drips),
)


@pytest.mark.parametrize("behaviour", DEAD, ids=lambda behaviour: behaviour.__name__)
def test_a_model_of_no_use_costs_nobody_the_answer(behaviour: Behaviour) -> None:
    began = time.monotonic()

    with writing(behaviour, model_timeout_s=1.0) as (writer, _):
        answer = writer.phrased(TURNOVER, QUESTION)
        spent = time.monotonic() - began

    assert (answer.text, answer.evidence) == (TURNOVER.text, TURNOVER.evidence)
    assert answer.written.by == "documents_instead"
    assert answer.written.reason
    assert spent < 2.0


@pytest.mark.parametrize("behaviour", [fakes_model.cuts_the_connection, fakes_model.stops_in_the_middle])
def test_switched_off_in_mid_answer_the_rest_is_there_within_a_second(behaviour: Behaviour) -> None:
    heard: list[tuple[float, str]] = []

    def slowly(prompt: str) -> Iterator[str]:
        yield from (f"{line}\n" for line in findings(prompt)[:1])
        yield from behaviour(prompt)

    with writing(slowly) as (writer, _):
        writer.phrased(TURNOVER, QUESTION)  # the first call opens connections
        heard.clear()
        answer = writer.phrased(TURNOVER, QUESTION, lambda kind, text: heard.append((time.monotonic(), text)))
        done = time.monotonic()

    assert done - heard[0][0] < 1.0
    assert "".join(text for _, text in heard) == answer.text
    assert set(figures(answer.text)) == set(figures(TURNOVER.text))
    assert answer.written.reason.startswith("the language model failed: ")


def test_a_server_that_is_gone_costs_no_time() -> None:
    with writing(colleague) as (writer, model):
        model.close()
        began = time.monotonic()
        answer = writer.phrased(TURNOVER, QUESTION)

    assert answer.text == TURNOVER.text
    assert time.monotonic() - began < 1.5


def test_after_failures_in_a_row_the_model_is_left_alone() -> None:
    with writing(fakes_model.breaks) as (writer, model):
        writer.breaker = Breaker(limit=2, rest_s=60)
        answers = [writer.phrased(TURNOVER, QUESTION) for _ in range(4)]

    assert len(model.asked) == 4  # two answers, each tried twice
    assert "left alone" in answers[-1].written.reason
    assert {answer.text for answer in answers} == {TURNOVER.text}


@pytest.mark.parametrize(
    "answer",
    [
        replace(TURNOVER, status=Status.NOT_STATED),
        replace(TURNOVER, status=Status.ANSWERED_PARTLY),
        replace(TURNOVER, evidence=()),
        replace(TURNOVER, route=Route.CHAT),
    ],
)
def test_only_answers_from_evidence_are_phrased(answer: Answer) -> None:
    with writing(colleague) as (writer, model):
        assert writer.phrased(answer, QUESTION) is answer
        assert model.asked == []


def test_the_model_gets_no_address_no_file_name_and_no_tools() -> None:
    with writing(colleague) as (writer, model):
        writer.phrased(TURNOVER, f"{QUESTION} see https://intranet.example/x")

    assert "tools" not in model.asked[0]
    assert "/documents/" not in model.last_prompt
    assert "elmford.pdf" not in model.last_prompt
    assert "intranet" not in model.last_prompt


def compared() -> Answer:
    cell = ComparisonCell("found", "12.4% in 2023/24", ("1",))
    text = "| Council | turnover |\n|---|---|\n| Elmford Borough Council | 12.4% in 2023/24 [1] |"
    table = Comparison(("Elmford Borough Council",), ("turnover",), ((cell,),))
    return replace(TURNOVER, route=Route.COMPARE, text=text, comparison=table)


def overview(prompt: str) -> Iterator[str]:
    """One true sentence and one invented."""
    yield "Elmford Borough Council states turnover of 12.4% in 2023/24 [1].\n"
    yield "It is the highest in England [1].\n"


def test_a_comparison_is_opened_with_a_paragraph_only_when_that_is_switched_on() -> None:
    with writing(overview) as (plain, _):
        assert plain.phrased(compared(), "Compare turnover").text == compared().text
    with writing(overview, model_help=("overview",)) as (writer, _):
        answer = writer.phrased(compared(), "Compare turnover")

    assert (
        answer.text
        == f"Elmford Borough Council states turnover of 12.4% in 2023/24 [1].\n\n{compared().text}"
    )
    assert answer.written.helped == ("overview",)


def test_no_model_is_the_default() -> None:
    make: Callable[[Settings], Writer | None] = open_writer

    assert make(Settings()) is None
