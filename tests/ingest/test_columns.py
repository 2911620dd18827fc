"""Columns printed line by line across the page are told apart, and no quotation joins what the source has apart."""

from __future__ import annotations

import difflib
import hashlib
import textwrap

import pytest

from ingest.model import Document
from ingest.parse.columns import apart, kept_apart, may_be_interleaved
from ingest.parse.follows import Follows
from ingest.parse.structure import assemble
from ingest.parse.text import read_text

_LEFT = (
    "The council has agreed to plant two thousand trees in the parks of the borough by the end of the year. "
    "Residents have told us that they want to see more shade. We will work with the schools to choose the "
    "places where it is needed most. The first trees will be planted in October, when the ground is wet. "
    "Each of them will be looked after by a group of volunteers for three years. Our own nursery will grow them."
)
_RIGHT = (
    "Our buses carry more people than they did before the pandemic. They are still too slow in the centre "
    "of the town. We have asked the county to give them a lane of their own. It will be open from the spring. "
    "A new ticket for young people will be sold from April, and it will cost one pound for any journey. "
    "The drivers have been trained to help people who are new to the service. We expect to need more of them."
)


def _two_columns(width: int = 48) -> list[str]:
    """The stories as extraction prints two columns: the left one goes on behind each line of the right one."""
    left, right = textwrap.wrap(_LEFT, width), textwrap.wrap(_RIGHT, width)
    rows = [f"{right[place]} {left[place + 1]}" for place in range(min(len(right), len(left) - 1))]
    return [left[0], *rows, *right[len(rows) :]]


def _paper(pages: list[list[str]]) -> Document:
    data = "\f".join("\n".join(page) for page in pages).encode()
    return assemble(read_text(data), digest=hashlib.sha256(data).hexdigest(), file="paper.txt")


def test_two_columns_printed_across_the_page_are_told_apart() -> None:
    lines = _two_columns()

    columns = apart(lines, Follows("\n".join(lines)))

    assert columns is not None
    stories = [" ".join(piece.text for piece in column) for column in columns]
    assert [
        difflib.SequenceMatcher(None, *pair).ratio() > 0.9
        for pair in zip(stories, (_LEFT, _RIGHT), strict=True)
    ] == [True] * 2


def test_a_page_that_reads_well_stays_as_printed() -> None:
    lines = textwrap.wrap(f"{_LEFT} {_RIGHT}", 46)

    assert not may_be_interleaved(lines)
    assert apart(lines, Follows("\n".join(lines))) is None


def test_a_list_of_short_lines_is_no_set_of_columns() -> None:
    lines = [
        f"{name} Street car park"
        for name in "Abbey Bridge Castle Dean East Friar Grange High Iron Jury".split()
    ]

    assert apart(lines, Follows("\n".join(lines))) is None


def test_sentences_of_parted_columns_can_be_read_whole() -> None:
    paper = _paper([["Our plan for the borough"], _two_columns(), ["The end of the plan."]])

    assert "The first trees will be planted in October, when the ground is wet." in paper.text
    assert "They are still too slow in the centre of the town." in paper.text


def test_no_quotation_joins_lines_that_the_source_has_apart() -> None:
    lines = _two_columns()
    printed = " ".join(lines)

    paper = _paper([["Our plan for the borough"], lines, ["The end of the plan."]])

    start = paper.text.index("The first trees")
    runs = [
        paper.text[a:b].strip() for a, b in paper.runs(start, paper.text.index("is wet.") + len("is wet."))
    ]
    assert len(runs) > 1
    assert all(run in printed for run in runs)


def test_a_sentence_over_a_page_break_is_two_quotations() -> None:
    text = "The council will publish its plan for the town in the spring of"
    paper = _paper([["Plan", text], ["next year, after the vote.", "The end."]])

    start = paper.text.index("The council will")
    runs = [paper.text[a:b].strip() for a, b in paper.runs(start, paper.text.index("vote.") + len("vote."))]

    assert runs == [text, "next year, after the vote."]


@pytest.mark.parametrize("text", ["One line.", "", "Nothing to see here"])
def test_short_text_is_never_searched_for_columns(text: str) -> None:
    assert not may_be_interleaved(text.split("\n"))


def test_lines_that_cannot_follow_stay_apart_where_columns_cannot_be_told() -> None:
    lines = [
        "The work was done by the end.",
        "of the new depot in the north",
        "This will cost less than before",
    ]

    kept = kept_apart(lines, Follows("\n".join(lines)))

    assert kept == ["The work was done by the end.", "", "of the new depot in the north", "", lines[2]]
