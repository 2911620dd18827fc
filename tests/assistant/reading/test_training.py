"""The scripts that make the weights: what counts as one wording, and that the same rows give the same weights."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.reading.spans import tag
from training import questions
from training.calibration import floor
from training.fitting import Example, fit, make_ready
from training.questions import Mark, Row

KINDS = [
    ("What is the {0} in 2024", "lookup", "-", [("2024", "YEAR", "asof")]),
    ("{0} in 2023 please", "lookup", "-", [("2023", "YEAR", "asof")]),
    (
        "{0} falls 3% a year for 5 years, what is left",
        "O1",
        "d",
        [("3%", "PCT", "rate"), ("5 years", "DUR", "hor")],
    ),
    (
        "what is left if {0} falls 4% a year until 2030",
        "O1",
        "d",
        [("4%", "PCT", "rate"), ("2030", "YEAR", "end")],
    ),
]
THINGS = ["headcount", "recycling", "spending", "tree cover", "staffing", "the budget"]


def row(words: str, op: str, direction: str, marks: list[tuple[str, str, str]], group: str) -> Row:
    found = tuple(
        Mark(words.index(text), words.index(text) + len(text), kind, role) for text, kind, role in marks
    )
    return Row(words, "", op, direction, "-", "-", found, "a", group, ask=False)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    rows = [
        row(words.format(thing), op, direction, marks, f"{words}{thing}")
        for words, op, direction, marks in KINDS
        for thing in THINGS
    ]
    return make_ready(rows, {})


def test_a_scorer_learns_what_its_examples_show(examples: list[Example]) -> None:
    scorer = fit(examples)
    question = "what is left if sickness falls 7% a year for 2 years"

    scored = scorer.score(question, tag(question))

    assert scored.operations[0].label == "O1"
    assert scored.direction[0].label == "d"
    assert scored.candidates[0].roles == ("rate", "hor")


def test_the_same_examples_give_the_same_weights(examples: list[Example]) -> None:
    first, second = fit(examples), fit(examples)

    for name, model in first.models.items():
        assert model.names == second.models[name].names
        assert np.array_equal(model.steps, second.models[name].steps), name


def test_realisations_of_one_template_are_one_group_and_weigh_one_together(tmp_path: Path) -> None:
    template = {
        "op": "O1",
        "dir": "d",
        "per": "y",
        "curve": "-",
        "prev": "",
        "spans": [],
        "template": "lose {P}",
    }
    lines = [json.dumps({**template, "text": text}) for text in ("lose 3%", "lose 4%")]
    (tmp_path / questions.FILES[0]).write_text("\n".join(lines), "utf-8")
    plain = {
        "op": "O1",
        "dir": "d",
        "per": "y",
        "curve": "-",
        "prev": "",
        "text": "3% off £31,500,",
        "writer": "b",
    }
    spans = [
        {"text": "3%", "type": "PCT", "role": "rate"},
        {"text": "£31,500,", "type": "MON", "role": "base"},
    ]
    (tmp_path / questions.FILES[1]).write_text(json.dumps({**plain, "spans": spans, "ask": True}), "utf-8")

    rows = questions.read(tmp_path)

    assert [row.weight for row in rows] == [0.5, 0.5, 1.0]
    assert rows[0].group == rows[1].group != rows[2].group
    assert rows[2].marks == (Mark(0, 2, "PCT", "rate"), Mark(7, 14, "MON", "base"))


def test_the_floor_is_the_lowest_probability_that_keeps_nineteen_in_twenty() -> None:
    probabilities = [0.9] * 38 + [0.8] * 2 + [0.2] * 10
    right = [True] * 38 + [False] * 2 + [False] * 10

    at, share = floor(probabilities, right, [1.0] * 50)

    # 38 of the first 40 are right: 95%; one more wrong one would be too many
    assert at == 0.8
    assert share == pytest.approx(0.8)
