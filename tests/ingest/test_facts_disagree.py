"""Figures of one paper that cannot both stand, and those that only look so."""

from __future__ import annotations

import pytest

from ingest.facts import link
from ingest.facts import read as extract
from tests.ingest.fact_papers import Part, Table, paper

STAFF = Table(
    ["Directorate", "Headcount at 31 March 2025"],
    [["Adults", "212"], ["Children", "148"], ["Highways", "61"], ["Total", "421"]],
)
COMPLAINTS = Table(
    ["Service", "Complaints 2024/25"], [["Adults", "212"], ["Highways", "421"], ["Total", "633"]]
)
MONEY = Table(["Measure", "2024/25"], [["Agency spend", "£5.02m"], ["Overtime", "£1.1m"]])
QUARTER = Table(
    ["Measure", "Q1 2024/25", "2024/25"], [["Leavers", "41", "160"], ["Days lost per FTE", "2.4", "9.8"]]
)


def disagreeing(*blocks: str | Table) -> set[tuple[float | None, ...]]:
    """The pairs of values that disagree, the smaller first."""
    facts = link(extract(paper(Part("Our workforce", list(blocks)))))
    values = {fact.id: fact.value or 0.0 for fact in facts}
    return {
        tuple(sorted((values[fact.id], values[other]))) for fact in facts for other in fact.conflicts_with
    }


def test_a_sentence_and_a_table_that_print_other_digits_disagree() -> None:
    assert disagreeing("At 31 March 2025 the council employed 412 staff.", STAFF) == {(412.0, 421.0)}


def test_they_disagree_on_a_measure_that_no_taxonomy_names_too() -> None:
    assert disagreeing("Highways received 412 complaints in 2024/25.", COMPLAINTS) == {(412.0, 421.0)}


def test_one_page_disagrees_with_another() -> None:
    said = ("Staff turnover was 12.4% in 2024/25.", "In 2024/25 staff turnover was 14.2%.")

    assert disagreeing(*said) == {(12.4, 14.2)}


@pytest.mark.parametrize(
    "blocks",
    [
        ("Staff turnover was 12.4% in 2024/25. The target for 2024/25 is 10%.",),
        (QUARTER,),
        (
            "At 31 March 2025 the council employed 421 staff. At 31 March 2025 the Highways service employed 61 staff.",
            STAFF,
        ),
        (
            "Highways received 421 complaints in 2024/25. The council received 633 complaints in 2024/25.",
            COMPLAINTS,
        ),
        ("Staff turnover was 12.4% in 2024/25. The England average for turnover was 14.0% in 2024/25.",),
        ("Agency spend was about £5m in 2024/25.", MONEY),
        (Table(["Grade", "From £", "To £"], [["1", "28,554", "29,346"], ["2", "29,805", "31,701"]]),),
        (
            "Highways received 421 complaints in 2024/25. Highways received 390 complaints in 2023/24.",
            COMPLAINTS,
        ),
    ],
    ids=["target", "quarter", "part", "whole", "other body", "rounding", "rows", "year"],
)
def test_what_is_of_another_stage_time_part_body_or_rounding_does_not(
    blocks: tuple[str | Table, ...],
) -> None:
    assert disagreeing(*blocks) == set()
