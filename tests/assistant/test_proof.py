"""Labels, what they stand for, and the last check: no figure from nowhere, no label without evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.check import checked, figures
from assistant.evidence import heading_at, passage_url
from assistant.model import Answer, Evidence, EvidenceKind, Route, Source, Status
from tests.assistant.small_paper import citing, read_paper

SOURCE = Source(
    "d1", "Workforce Plan 2023–2027", "Westmarch Borough Council", "2023-2027", "approved", "plan.pdf"
)
PROOF = Evidence("1", EvidenceKind.PASSAGE, "Westmarch employs 1,204 people in five depots.", SOURCE, page=3)


def answer(text: str) -> Answer:
    return Answer(Status.ANSWERED, Route.LOOKUP, text, evidence=(PROOF,))


def test_a_figure_that_stands_in_a_quote_is_kept() -> None:
    assert (
        checked(answer("It employs **1,204** people [1]"), "how many?").text
        == "It employs **1,204** people [1]"
    )


def test_a_figure_from_nowhere_goes_with_its_line() -> None:
    kept = checked(answer("It employs 1,204 people [1]\nTurnover is 12.6% [1]"), "how many?")

    assert kept.text == "It employs 1,204 people [1]"
    assert kept.status is Status.ANSWERED


def test_an_answer_with_nothing_safe_left_is_withheld() -> None:
    kept = checked(answer("Turnover is 12.6% [1]"), "turnover?")

    assert kept.status is Status.WITHHELD
    assert kept.evidence == ()
    assert "12.6" not in kept.text


def test_a_label_without_evidence_goes_with_its_line() -> None:
    assert checked(answer("It has five depots [1]\nIt is large [7]"), "").text == "It has five depots [1]"


def test_a_figure_of_the_question_may_be_repeated() -> None:
    assert (
        checked(answer("Nothing is said of 2031 [1]"), "what happens in 2031?").text
        == "Nothing is said of 2031 [1]"
    )


def test_a_figure_of_the_projection_may_be_stated() -> None:
    computed = replace(answer("It would be 1,156.3"), projection={"series": [{"display": "1,156.3"}]})

    assert checked(computed, "").text == "It would be 1,156.3"


def test_the_years_in_a_papers_title_name_the_paper() -> None:
    silent = Answer(Status.NOT_STATED, Route.LOOKUP, "I searched Skills Plan 2019–2022.")

    assert checked(silent, "turnover?", ["Skills Plan 2019–2022"]).text == "I searched Skills Plan 2019–2022."
    assert checked(silent, "turnover?").status is Status.WITHHELD


def test_the_numbers_of_a_list_are_no_figures() -> None:
    assert checked(answer("1. Kindness [1]\n2. Courage [1]"), "").text == "1. Kindness [1]\n2. Courage [1]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("£2,621.50 and 2621.5", ["2621.5", "2621.5"]),
        ("12.60%", ["12.6"]),
        ("see [12]", []),
        ("1,204 in 2023", ["1204", "2023"]),
    ],
)
def test_a_figure_is_its_shortest_digits(text: str, found: list[str]) -> None:
    assert list(figures(text)) == found


def test_labels_count_up_and_the_same_span_has_one_label() -> None:
    document = read_paper()
    citations = citing(document)
    start = document.text.index("Westmarch employs")
    other = document.text.index("The canteen")

    labels = [
        citations.span(document.id, start, start + 20),
        citations.span(document.id, other, other + 10),
        citations.span(document.id, start, start + 9),
    ]

    assert labels == ["[1]", "[2]", "[1]"]
    assert len(citations.evidence) == 2


def test_a_quote_is_verbatim_with_its_offsets_and_heading() -> None:
    document = read_paper()
    citations = citing(document)
    start = document.text.index("The canteen")

    citations.span(document.id, start - 1, start + 35)

    (item,) = citations.evidence
    assert item.start is not None
    assert document.text[item.start : item.end] == item.quote
    assert item.quote.startswith("The canteen")
    assert item.heading == heading_at(document, start)
    assert item.heading.endswith("Our workforce")
    assert item.page is None


def test_the_address_of_a_passage_leaves_out_a_page_that_is_not_known() -> None:
    assert passage_url("d1", None, 5, 9) == "/documents/d1?start=5&end=9#passage"
    assert passage_url("d1", 3, 5, 9) == "/documents/d1?page=3&start=5&end=9#passage"
