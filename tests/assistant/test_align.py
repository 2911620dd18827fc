"""Alignment: how many of a question's words have a counterpart in a text, by meaning."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.align import alignment, asked_tokens
from ingest.reading import Reading


def reading(*tokens: tuple[float, float], spans: tuple[tuple[int, int], ...]) -> Reading:
    """A text of these token vectors, two numbers each."""
    return Reading(np.ones(2, np.float32), np.asarray(tokens, np.float16).reshape(-1, 2), spans)


def test_each_word_counts_by_its_weight_and_its_nearest_word() -> None:
    text = "plant trees"
    asked = asked_tokens(
        [text], [reading((1, 0), (0, 1), spans=((0, 5), (6, 11)))], {"plant": 0.25, "tree": 0.75}
    )
    assert asked is not None

    aligned = alignment(asked, reading((0, 1), (0.6, 0.8), spans=((0, 1), (2, 3))))

    # plant: the nearer of 0 and 0.6; trees: the nearer of 1 and 0.8.
    assert aligned == pytest.approx(0.25 * 0.6 + 0.75 * 1, abs=1e-3)


def test_a_word_cut_into_pieces_shares_its_weight_among_them() -> None:
    pieces = reading((1, 0), (0, 1), spans=((0, 2), (2, 8)))

    asked = asked_tokens(["replants"], [pieces], {"replant": 1.0})

    # Two of the eight letters, and six of them.
    assert asked is not None and asked.weights.tolist() == [0.25, 0.75]


def test_words_without_weight_are_left_out() -> None:
    asked = asked_tokens(["does it"], [reading((1, 0), (0, 1), spans=((0, 4), (5, 7)))], {"plant": 1.0})

    assert asked is None


def test_a_text_without_tokens_is_aligned_with_nothing() -> None:
    asked = asked_tokens(["plant"], [reading((1, 0), spans=((0, 5),))], {"plant": 1.0})
    assert asked is not None

    assert alignment(asked, reading(spans=())) == 0
