"""The ledger over the sample papers: the figures that a colleague would look up."""

from __future__ import annotations

import pytest

from assistant.planner.ledger import Lacking, PlannerLedger
from assistant.reading.model import Ref
from ingest.library import Library

RAVENSHOLT = "ravensholt-council"
STANBECK = "stanbeck-metropolitan-borough-council"
LARKMERE = "larkmere-district-council"


@pytest.fixture(scope="module")
def kept(sample_library: Library) -> PlannerLedger:
    return PlannerLedger.of(sample_library)


@pytest.mark.parametrize(
    ("ref", "value", "unit"),
    [
        (Ref("workforce.headcount", body=RAVENSHOLT), 2486, "person"),
        (Ref("workforce.fte", body=RAVENSHOLT), 2104.7, "fte"),
        (Ref("leavers.rate", body=RAVENSHOLT), 11.8, "%"),
        (Ref("sickness.days", body=RAVENSHOLT), 19_612, "day"),
        (Ref("agency.spend", body=RAVENSHOLT), 3_600_000, "gbp"),
        (Ref("budget.gap", body=RAVENSHOLT, when="2026/27"), 7_500_000, "gbp"),
        (Ref("budget.gap_left", body=RAVENSHOLT, when="2027/28", kind="target"), 6_200_000, "gbp"),
        (Ref("workforce.headcount", body=STANBECK), 3941, "person"),
        (Ref("workforce.headcount", body=STANBECK, when="2018-04-01"), 4187, "person"),
        (Ref("div.share", group="women", body=STANBECK), 67.42, "%"),
        (Ref("sickness.days_per_fte", body=STANBECK, kind="target"), 9.0, "day/fte"),
        (Ref("workforce.headcount", body=LARKMERE), 612, "person"),
        (Ref("workforce.headcount", body=LARKMERE, part="Larkmere Homes"), 54, "person"),
        (Ref("agency.spend", body=LARKMERE, when="2020/21"), 600_000, "gbp"),
    ],
)
def test_the_figure_that_is_meant_comes_first(kept: PlannerLedger, ref: Ref, value: float, unit: str) -> None:
    found = kept.find(ref)

    assert (found[0].value, found[0].unit) == (value, unit)


def test_the_companies_that_a_council_owns_are_not_the_council(kept: PlannerLedger) -> None:
    found = kept.find(Ref("workforce.headcount", body=LARKMERE))

    assert {one.value for one in found} & {754, 88, 54} == set()


def test_a_body_without_a_figure_of_its_own_gets_none_of_another(kept: PlannerLedger) -> None:
    asked = Ref("sickness.days_per_fte", body="ellenshire-county-council")

    assert kept.find(asked) == []
    assert kept.lacking(asked) is Lacking.BODY


def test_a_part_of_the_papers_is_a_ledger_of_its_own(sample_library: Library) -> None:
    old = [card.id for card in sample_library.documents() if card.period == "2018-2022"]

    found = PlannerLedger.of(sample_library, old).find(Ref("workforce.headcount", body=STANBECK))

    assert [one.value for one in found] == [4187]
