"""A figure of another side of a measure is not the one asked for: of women where men are asked for, of net where gross is."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.figures.asked import Asked as FigureAsked
from assistant.figures.found import Candidate, score, sure
from assistant.figures.signs import is_contrary, profile
from assistant.model import Asked
from assistant.room import Room
from assistant.words import contrasts, stem
from ingest.fact_model import Fact, FactKind, Place
from ingest.library import Library


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


def test_a_contrary_figure_stands_behind_one_that_meets_nothing_and_is_never_sure() -> None:
    met = {"names": 1.0}
    gap = fact("Gender pay gap", "Gender pay gap: 4.9%")
    asked = FigureAsked("ethnicity pay gap", {"ethnic": 1.0}, (), frozenset(), frozenset(), many=False)

    assert score(met, "plain") > score({}, "plain") > score({**met, "contrary": 1.0}, "plain")
    assert sure(asked, [Candidate(gap, met, 9.0)]) > 0
    assert sure(asked, [Candidate(gap, {**met, "contrary": 1.0}, 9.0)]) == 0


PAPER = """# Westmarch Borough Council Spending Report 2024/25

## Parks

Net spending on parks was £3.1 million in 2024/25. Parks had 412,000 visits.
"""


@pytest.mark.parametrize(("asked", "answered"), [("net", True), ("gross", False)])
def test_only_the_side_that_is_printed_is_given_as_the_answer(
    asked: str, answered: bool, tmp_path: Path
) -> None:
    (tmp_path / "parks.md").write_text(PAPER, "utf-8")
    with Library.open(tmp_path / "data") as library:
        library.ingest([tmp_path / "parks.md"])
        room = Room(library)

        answer = ask(room, Asked(f"What was {asked} spending on parks at Westmarch in 2024/25?"), [])

    assert answer.text.startswith("**£3.1 million**") is answered
