"""A printed figure is linked to the quantity of the table that its label, unit and range say, and to no other."""

from __future__ import annotations

import pytest

from ingest.fact_model import Fact, FactKind, Review
from ingest.measures.fact_units import table_unit, unit_in
from ingest.measures.groups import group_in, same_group
from ingest.measures.linking import link_of
from ingest.measures.linking_data import data, labels
from ingest.measures.table import table
from tests.ingest.measures.figures import figure


def quantity_of(fact: Fact) -> tuple[str, str] | None:
    """The quantity and group that a fact is linked to."""
    link = link_of(fact)
    return (link.quantity, link.group) if link else None


@pytest.mark.parametrize(
    ("fact", "linked"),
    [
        (figure(12.4, "share", "Turnover 2024/25"), ("leavers.rate", "")),
        (figure(240, "persons", "Leavers ; 2024/25"), ("leavers.count", "")),
        (figure(201.5, "fte", "Leavers ; 2024/25"), ("leavers.fte", "")),
        (figure(2_400_000, "gbp", "Agency staff ; £000"), ("agency.spend", "")),
        (figure(60, "persons", "Agency staff"), ("agency.headcount", "")),
        (figure(4.1, "share", "Agency staff"), ("agency.share", "")),
        (figure(9.4, "days_per_fte", "Days lost to sickness per FTE"), ("sickness.days_per_fte", "")),
        (figure(14_400, "days", "Total days lost"), ("sickness.days", "")),
        (figure(13_500_000, "gbp", "General reserves"), ("reserves.balance", "")),
        (figure(480, "number", "Complaints received"), ("complaints.received", "")),
    ],
    ids=lambda value: value.measure if isinstance(value, Fact) else None,
)
def test_one_label_means_what_its_unit_says(fact: Fact, linked: tuple[str, str]) -> None:
    assert quantity_of(fact) == linked


def test_the_quantity_may_stand_in_the_heading_and_the_part_in_the_row() -> None:
    fact = figure(
        17.9,
        "share",
        "2024/25 ; Children and Families",
        part="Children and Families",
        heading="Table 4: Turnover",
    )

    assert quantity_of(fact) == ("leavers.rate", "")


def test_a_caption_that_names_two_quantities_names_none() -> None:
    heading = "Table 1: Vacancies and turnover by directorate"

    assert (
        quantity_of(figure(17.9, "share", "2024/25 ; Resources", part="Resources", heading=heading)) is None
    )


def test_a_column_of_heads_says_what_is_counted_only_where_no_row_does() -> None:
    assert quantity_of(figure(812, "persons", "Headcount ; Highways", part="Highways")) == (
        "workforce.headcount",
        "",
    )
    assert quantity_of(figure(34, "persons", "Headcount ; Agency workers")) == ("agency.headcount", "")


@pytest.mark.parametrize(
    ("value", "unit", "label"),
    [
        (900_000, "gbp", "Cost of vacancies"),
        (3.0, "percent", "Change in turnover"),
        (400_000, "gbp", "Reduction in agency staff"),
        (1_200_000, "gbp", "Overtime savings lost to a change in overtime policy"),
        (2_000_000, "gbp", "Workforce reserve"),
        (90_000, "gbp", "Cost of general reserves"),
        (14, "number", "Employees in temporary accommodation"),
    ],
)
def test_what_a_word_beside_the_label_turns_into_another_thing_is_not_linked_to_it(
    value: float, unit: str, label: str
) -> None:
    linked = quantity_of(figure(value, unit, label))

    assert linked is None or linked[0] not in {
        "vacancy.posts", "leavers.rate", "agency.spend", "overtime.spend", "reserves.balance", "workforce.headcount"
    }  # fmt: skip


def test_what_is_spent_on_agency_staff_is_agency_spend_and_what_turnover_costs_is_not_turnover() -> None:
    assert quantity_of(figure(2_400_000, "gbp", "Spending on agency workers in", prose=True)) == (
        "agency.spend",
        "",
    )
    assert quantity_of(figure(720_000, "gbp", "Cost of turnover")) == ("leavers.cost", "")


def test_a_difference_is_no_level_but_a_rise_is_the_value_of_a_rise() -> None:
    assert quantity_of(figure(1.5, "share", "Turnover", change=True)) is None
    assert quantity_of(figure(3.0, "share", "Pay award", change=True)) == ("pay.award", "")


def test_a_threshold_is_linked_to_nothing() -> None:
    assert quantity_of(figure(12, "share", "Turnover", kind=FactKind.THRESHOLD)) is None


def test_a_value_out_of_range_is_not_linked_unless_it_is_of_a_part() -> None:
    assert quantity_of(figure(8, "persons", "Headcount")) is None  # the least headcount of a body is 20
    assert quantity_of(figure(8, "persons", "Headcount", part="Legal")) == ("workforce.headcount", "")
    assert quantity_of(figure(950, "share", "Turnover")) is None  # the most is 60%


def test_a_share_whose_whole_is_named_is_of_the_count() -> None:
    assert quantity_of(figure(61, "share", "Full-time staff")) == ("workforce.fulltime", "")


def test_shares_and_counts_of_a_group_carry_its_name() -> None:
    share = figure(66.4, "share", "Women ; Our workforce", metric="div.share[sex=female]")
    age = figure(27.5, "share", "Aged 55 and over", metric="age.share[55+]")

    assert quantity_of(share) == ("div.share", "women")
    assert quantity_of(age) == ("age.share", "55 and over")
    assert quantity_of(figure(1_320, "persons", "Women ; Headcount")) == ("div.count", "women")
    assert quantity_of(figure(540, "persons", "Aged 55 and over ; Headcount")) == ("age.count", "55 and over")


def test_the_sexes_that_a_pay_gap_compares_are_no_group_of_it() -> None:
    assert quantity_of(figure(4.9, "share", "Median pay gap between men and women")) == ("paygap.median", "")
    assert quantity_of(figure(11.4, "share", "Median ethnicity pay gap")) == ("paygap.median", "ethnicity")


def test_a_planned_change_of_the_workforce_is_another_quantity_than_a_past_one() -> None:
    label = "Reduction in headcount"

    assert quantity_of(figure(4, "share", label, change=True)) == ("workforce.change_hist", "")
    assert quantity_of(figure(4, "share", label, change=True, kind=FactKind.ASSUMPTION)) == (
        "workforce.change",
        "",
    )


def test_a_statement_that_people_agreed_with_names_no_quantity() -> None:
    assert quantity_of(figure(48, "share", "I had an appraisal in the last year")) is None
    assert quantity_of(figure(48, "share", "Staff with an appraisal")) == ("appraisal.count", "")


def test_a_phrase_that_holds_a_label_and_means_something_else_is_outdone_by_a_label_that_holds_it() -> None:
    assert quantity_of(figure(318, "number", "Households in temporary accommodation")) == (
        "ta.households",
        "",
    )


def test_what_a_person_gave_a_figure_stands() -> None:
    fact = figure(300, "number", "Cars", metric="leavers.count", review=Review.CORRECTED)

    assert quantity_of(fact) == ("leavers.count", "")


def test_a_label_that_is_turned_into_another_thing_is_not_rescued_by_its_heading() -> None:
    assert quantity_of(figure(3, "share", "Change in vacancies", heading="Turnover")) is None


def test_the_metric_read_in_a_table_counts_only_for_a_unit_that_few_quantities_have() -> None:
    """It may come from a caption over other rows: pounds may be anything, days for each FTE are days lost."""
    quarter = figure(2.9, "days_per_fte", "Jul to Sep", metric="sickness.days_per_fte")
    other = figure(640_000, "gbp", "Market supplements", part="Market supplements", metric="budget.saving")

    assert quantity_of(quarter) == ("sickness.days_per_fte", "")
    assert quantity_of(other) is None


def test_words_beside_a_label_are_kept_for_they_may_narrow_it() -> None:
    link = link_of(figure(20, "fte", "Vacant firefighter posts (FTE)", metric="vacancy.posts"))

    assert link is not None
    assert "firefighter" in link.rest


def test_a_figure_in_running_text_is_what_its_own_clause_says() -> None:
    clause = "The vacancy rate was ; 4 Turnover and agency staff"

    assert quantity_of(figure(9.1, "share", clause, heading="Turnover", prose=True)) == ("vacancy.rate", "")


def test_every_listed_label_and_word_belongs_to_a_quantity_of_the_table() -> None:
    kept = data()
    named = {
        *kept["label"], *kept["moves"]["also"], *kept["moves"]["only"], *kept["compared"], *kept["signed"]["ids"],
        *kept["planned_as"], *kept["planned_as"].values(),
    }  # fmt: skip

    assert named <= set(table().quantities)
    assert len(labels()) > len(table().quantities)


def test_a_label_of_two_quantities_of_one_unit_is_listed_nowhere() -> None:
    """The unit must tell apart what one label means; the table's own aliases are told apart there."""
    said: dict[tuple[str, str], set[str]] = {}
    for quantity, phrases in data()["label"].items():
        for phrase in phrases:
            said.setdefault((phrase, table().quantities[quantity].unit), set()).add(quantity)

    assert {key: ids for key, ids in said.items() if len(ids) > 1} == {}


def test_units_of_facts_have_their_name_in_the_table() -> None:
    assert [table_unit(unit) for unit in ("persons", "share", "days_per_fte", "tonnes")] == [
        "person",
        "%",
        "day/fte",
        "tonne",
    ]
    price = table().quantities["pay.avg_per_fte"]
    assert unit_in(figure(37_500, "gbp_each", "Average pay"), price) == "gbp/fte"
    assert (
        unit_in(figure(480, "number", "Complaints"), table().quantities["complaints.received"]) == "complaint"
    )


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("Female employees", "women"),
        ("Staff aged over 55", "over 55"),
        ("BAME staff", "ethnic minority"),
        ("Highways", ""),
    ],
)
def test_a_group_has_one_name(label: str, group: str) -> None:
    assert group_in(label) == group


def test_two_names_of_one_group_are_one() -> None:
    assert same_group("55 and over", "55+")
    assert same_group("women", "Females")
    assert not same_group("55 and over", "over 55")
    assert not same_group("women", "")
