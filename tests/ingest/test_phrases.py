"""Words and phrases as lists hold them: folded, whole, the longest first; and the pieces that a sentence falls into."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import clauses
from ingest.phrases import Phrases, fold, words
from ingest.quantities import find

MOST = Phrases({"rate": ["turnover", "staff turnover"], "count": ["leavers"]})


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Councils’", "council"),
        ("council's", "council"),
        ("vacancies", "vacancy"),
        ("boxes", "box"),
        ("analysis", "analysis"),
    ],
)
def test_possessives_and_plurals_are_one_word(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_the_longest_phrase_at_a_place_is_found_and_none_within_it() -> None:
    text = "Staff turnover and leavers"

    found = [(text[hit.start : hit.end], hit.labels) for hit in MOST.find(text)]

    assert found == [("Staff turnover", ("rate",)), ("leavers", ("count",))]


def test_a_phrase_is_found_only_as_whole_words() -> None:
    assert not MOST.find("overturnover")
    assert [hit.labels for hit in MOST.find("turnovers, overturnover")] == [("rate",)]


@given(st.text(max_size=200))
def test_words_lie_in_order_within_their_text(text: str) -> None:
    spans = [(word.start, word.end) for word in words(text)]

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))


def pieces(text: str) -> list[str]:
    return [text[piece.start : piece.end].strip() for piece in clauses.pieces(text, find(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12% were women and 8% disabled", ["12% were women", "8% disabled"]),
        (
            "We lost 9.6 days, against 10.4 days the year before.",
            ["We lost 9.6 days", "10.4 days the year before"],
        ),
        ("Turnover was 12% (10% in 2022).", ["Turnover was 12% (10% in 2022)", "10% in 2022"]),
        ("The target is no more than 8.0 days.", ["The target is no more than 8.0 days"]),
        ("The forecast is a deficit of (£1,298).", ["The forecast is a deficit of (£1,298)"]),
        ("It rose by £1,204,000 in 2023/24", ["It rose by £1,204,000 in 2023/24"]),
    ],
)
def test_a_sentence_is_cut_between_statements_and_never_within_a_quantity(
    text: str, expected: list[str]
) -> None:
    assert pieces(text) == expected


@given(st.text(alphabet="ab 1,.(%)£–;", max_size=60))
def test_every_place_of_a_sentence_lies_in_a_piece_or_a_cut(text: str) -> None:
    found = clauses.pieces(text, find(text))

    assert all(0 <= piece.start <= piece.end <= len(text) for piece in found)
    assert not found or 0 <= clauses.piece_at(found, 0) < len(found)


def test_brackets_are_blanked_letter_by_letter() -> None:
    assert clauses.outside("Staff (1,204) left") == "Staff         left"
