"""The packaged question scorer: what it says of questions that nobody learnt from, and what it is made of."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from assistant.reading.learned import WEIGHTS, Scored, packaged
from assistant.reading.spans import tag
from tests.left_out import SHARED
from training import questions

DIGEST = "9bbcee9280934d9be3681c842e48234c41f326bb6bd315cb72ce92f85dbf96ff"
OWN = Path(__file__).parents[2] / "questions" / "reading.jsonl"
MOST_BYTES = 1_500_000


def scored(question: str, before: str = "") -> Scored:
    return packaged().score(question, tag(question), before=before)


@pytest.mark.parametrize(
    ("question", "op", "roles"),
    [
        (
            "If headcount drops 3% a year from 1,600, where are we in five years?",
            "O1",
            ("rate", "base", "hor"),
        ),
        ("when do we get below 1,500 FTE at 2% a year", "O5", ("target", "rate")),
        (
            "Turnover is 12% and we replace 60% of leavers, how many staff by 2030?",
            "O6",
            ("turnover", "backfill", "end"),
        ),
        ("What does a 3% pay award cost on £40m?", "O8", ("award", "base")),
        ("how many apprentices were there in 2023/24", "lookup", ("asof",)),
        ("Why has the leisure centre closed?", "text", ()),
    ],
)
def test_the_packaged_weights_read_a_plain_question(question: str, op: str, roles: tuple[str, ...]) -> None:
    best = scored(question).candidates[0]

    assert (best.op, best.roles) == (op, roles)


def test_probabilities_are_ranked_and_whole() -> None:
    question = "cut 5% a year for 3 years from page 12"
    found = scored(question)

    for ranked in (found.direction, found.per, found.curve, *found.roles):
        shares = [item.probability for item in ranked]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) == pytest.approx(1, abs=1e-6)
    assert len(found.operations) == 26
    assert sum(item.probability for item in found.operations) == pytest.approx(1, abs=1e-6)
    assert [len(ranked) for ranked in found.roles] == [27, 27, 27]
    assert found.roles[2][0].label == "none"


def test_neither_the_body_nor_the_digits_of_a_figure_make_a_difference() -> None:
    first = "what will staff at Leeds be in 3 years at 6% a year off"
    second = "what will staff at Selby be in 4 years at 7% a year off"

    readings = [
        packaged().score(text, tag(text, [(text.index(name), text.index(name) + len(name))]))
        for text, name in ((first, "Leeds"), (second, "Selby"))
    ]

    assert [r.label for r in readings[0].operations] == [r.label for r in readings[1].operations]
    assert readings[0].candidates[0].probability == pytest.approx(readings[1].candidates[0].probability)


def test_a_follow_up_leans_on_the_operation_before_it() -> None:
    alone, after_time, after_level = (scored("at 7%?", before) for before in ("", "O5", "O1"))

    assert after_time.operations[0].label == "O5"
    assert after_level.operations[0].label == "O1"
    assert alone.operations[0].probability < after_time.operations[0].probability


def test_it_abstains_from_what_nobody_could_read_and_not_from_what_is_plain() -> None:
    assert scored("blue seven sideways").abstains
    assert not scored("When will headcount fall below 900 at 3% a year?").abstains


def test_an_embedding_is_weighed_in_when_there_is_one() -> None:
    question = "how long till we are under 900"
    vector = np.zeros(384)
    vector[5] = 1.0

    with_one = packaged().score(question, tag(question), vector)

    assert with_one.operations[0].probability != scored(question).operations[0].probability


def test_questions_by_a_third_hand_are_read_as_often_as_was_measured() -> None:
    """Written for this test before the weights were tried on them."""
    rows = [json.loads(line) for line in OWN.read_text("utf-8").splitlines()]
    found = [(row, scored(row["text"])) for row in rows]
    first = sum(row["op"] == reading.operations[0].label for row, reading in found)
    three = sum(row["op"] in [item.label for item in reading.operations[:3]] for row, reading in found)
    figures = [
        (role, ranked[0].label)
        for row, reading in found
        for (_, role), ranked in zip(row["figures"], _of_figures(row, reading), strict=True)
    ]
    roles = sum(role == label for role, label in figures)

    assert len(rows) == 40
    assert first >= 38
    assert three == 40
    assert len(figures) == 67
    assert roles >= 63


def _of_figures(row: dict[str, list[list[str]]], reading: Scored) -> list[tuple[object, ...]]:
    spans = [(span.text, ranked) for span, ranked in zip(tag(str(row["text"])), reading.roles, strict=True)]
    return [next(ranked for text, ranked in spans if text == figure) for figure, _ in row["figures"]]


def test_the_weights_are_small_plain_arrays_that_name_their_data() -> None:
    content = files("assistant").joinpath(WEIGHTS)

    with np.load(str(content), allow_pickle=False) as kept:
        assert all(kept[name].dtype.kind in "uif" for name in kept.files)
    assert len(content.read_bytes()) < MOST_BYTES
    assert packaged().digest == DIGEST


def test_reading_a_question_loads_no_training_library() -> None:
    heavy = ["torch", "sklearn", "scipy", "sentence_transformers", "pandas"]
    program = (
        "import sys; from assistant.reading import learned, spans; q = 'cut 3% by 2030'; "
        f"learned.packaged().score(q, spans.tag(q)); print([n for n in {heavy!r} if n in sys.modules])"
    )

    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True
    )

    assert run.stdout.strip() == "[]"


@pytest.mark.slow
def test_the_questions_learnt_from_are_the_ones_named_and_are_read() -> None:
    """The files stay outside the repository; where they are, they must be those of the weights."""
    folder = SHARED / "training"
    if not (folder / questions.FILES[0]).is_file():
        pytest.skip("the training questions are not on this machine")

    rows = [row for row in questions.read(folder) if not row.previous][::7]
    right = sum(row.weight * (scored(row.text).operations[0].label == row.op) for row in rows)

    assert questions.digest(folder) == packaged().digest
    assert right / sum(row.weight for row in rows) >= 0.9
