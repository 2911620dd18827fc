"""The arithmetic of the linear models, worked out in view."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.reading.features import Token
from assistant.reading.linear import Linear, from_arrays, log_shares
from assistant.reading.measures import Measure, joined

MODEL = Linear(
    names=("w:cut", "w:when", "op:O5"),
    labels=("rate", "target"),
    steps=np.array([[100, 0], [0, 50], [0, 120]], dtype=np.int8),
    scale=np.array([0.01, 0.02]),
    bias=np.array([0.5, -0.5]),
)


def test_a_score_is_the_sum_of_the_known_features_over_the_root_of_their_number_and_the_bias() -> None:
    logits = MODEL.logits(["w:cut", "w:when", "w:never seen"])

    # 100 × 0.01 / √2 + 0.5 and 50 × 0.02 / √2 − 0.5
    assert logits == pytest.approx([1 / 2**0.5 + 0.5, 1 / 2**0.5 - 0.5])


def test_what_is_given_weighs_in_full() -> None:
    assert MODEL.logits(["w:cut"], ["op:O5"]) == pytest.approx([1.0 + 0.5, 120 * 0.02 - 0.5])


def test_a_question_of_unknown_words_gets_the_bias() -> None:
    assert MODEL.logits(["w:nothing"]) == pytest.approx([0.5, -0.5])


def test_a_vector_has_a_value_for_every_name() -> None:
    assert MODEL.dense_logits(np.array([1.0, 2.0, 0.0])) == pytest.approx([1.0 + 0.5, 2.0 - 0.5])


def test_logits_become_probabilities_that_sum_to_one() -> None:
    shares = np.exp(log_shares(np.array([1000.0, 1000.0 - np.log(3.0)])))

    assert shares == pytest.approx([0.75, 0.25])


def test_a_model_kept_as_arrays_comes_back_the_same() -> None:
    back = from_arrays(MODEL.arrays("role"), "role")

    assert (back.names, back.labels) == (MODEL.names, MODEL.labels)
    assert back.logits(["w:cut", "w:when"]) == pytest.approx(MODEL.logits(["w:cut", "w:when"]), abs=1e-6)


def test_labels_of_words_are_joined_to_measures() -> None:
    question = "complaints per thousand homes"
    said = [Token("complaint", 0, 10), Token("per", 11, 14), Token("<PER>", 15, 23), Token("home", 24, 29)]

    found = joined(question, said, ["B-asked", "O", "B-per", "I-per"])

    assert found == (Measure("asked", 0, 10, "complaints"), Measure("per", 15, 29, "thousand homes"))


def test_a_second_measure_of_the_same_role_begins_anew_and_one_without_beginning_still_counts() -> None:
    said = [Token("staff", 0, 5), Token("cost", 6, 10), Token("rise", 11, 15)]

    found = joined("staff cost rise", said, ["I-asked", "B-asked", "I-other"])

    assert [(m.role, m.text) for m in found] == [("asked", "staff"), ("asked", "cost"), ("other", "rise")]
