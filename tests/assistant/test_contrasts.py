"""A figure of another side of a measure is not the one asked for: of women where men are asked for, of net where gross is."""

from __future__ import annotations

import pytest

from assistant.figures.signs import is_contrary, profile
from assistant.words import contrasts, stem
from ingest.fact_model import Fact, FactKind, Place


def fact(measure: str, quote: str) -> Fact:
    place = Place("paper", None, 0, len(quote), quote)
    return Fact("f1", "xyz", "", 4.9, "percent", FactKind.ACTUAL, (place,), measure)


@pytest.mark.parametrize(
    ("asked", "measure", "contrary"),
    [
        ("ethnicity pay gap", "Gender pay gap", True),
        ("gender pay gap", "Gender pay gap", False),
        ("pay gap", "Gender pay gap", False),
        ("gross spending on parks", "Net spending on parks", True),
        ("net or gross spending on parks", "Net spending on parks", False),
        ("gross spending on parks", "Gross less net spending on parks", False),
        ("leavers aged over 55", "Joiners aged over 55", True),
    ],
)
def test_a_figure_of_another_side_is_contrary(asked: str, measure: str, contrary: bool) -> None:
    words = {stem(word): 1.0 for word in asked.split()}

    assert is_contrary(words, profile(fact(measure, f"{measure}: 4.9%"))) is contrary


def test_every_row_of_contrasts_has_sides_that_share_no_word() -> None:
    for row in contrasts():
        assert len(row) > 1
        assert sum(map(len, row)) == len(frozenset().union(*row))
