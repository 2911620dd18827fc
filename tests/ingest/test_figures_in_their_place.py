"""Whose a figure is, of which part, when and of what kind: the rules of reading, each on a paper made for it."""

from __future__ import annotations

import pytest

from ingest.fact_model import Fact, FactKind, Scope
from ingest.facts import read
from ingest.facts.kinds import is_change, stage_in_label
from ingest.facts.parts import comparator_in, is_own, is_total, organisation_in
from ingest.facts.times import time_over, without_times, written_on
from ingest.model import Document
from tests.ingest.fact_papers import Part, Table, paper, sentence


def one(document: Document, value: float) -> Fact:
    """The fact of this value; the paper must state it once."""
    found = [fact for fact in read(document) if fact.value == value]
    assert len(found) == 1, found
    return found[0]


def test_any_measured_quantity_is_a_fact_under_the_paper_s_own_words() -> None:
    fact = one(sentence("The council repaired 4,310 potholes in 2023/24."), 4310)

    assert fact.metric == ""
    assert "potholes" in fact.measure
    assert (fact.unit, fact.period) == ("number", "2023/24")


def test_numbers_of_paragraphs_pages_and_times_are_no_facts() -> None:
    text = "3.2 The cabinet met on 4 May 2024 to note the report of 2023/24."

    assert read(sentence(text)) == []


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("The target for 2024/25 is no more than 8.0 working days lost per FTE.", 8.0, FactKind.TARGET),
        ("The budget for nine months was £390,000 and for the full year £520,000.", 520_000, FactKind.BUDGET),
        ("We assume a pay award of 3% in 2025/26.", 3.0, FactKind.ASSUMPTION),
        ("The average for districts in England was 9.1 days per FTE.", 9.1, FactKind.BENCHMARK),
        (
            "Marshford is the largest town in the south of England with a turnover of £34.2m.",
            34_200_000,
            FactKind.ACTUAL,
        ),
        ("Agency spend was £3.4m in 2023/24.", 3_400_000, FactKind.ACTUAL),
    ],
)
def test_the_kind_of_a_figure_is_read_from_its_own_clause(text: str, value: float, kind: FactKind) -> None:
    assert one(sentence(text), value).kind is kind


def test_a_difference_is_marked_and_is_no_level() -> None:
    facts = read(sentence("Headcount fell by 30 to 640 in 2023/24."))

    assert [(fact.value, fact.change) for fact in facts] == [(30, True), (640, False)]


def test_a_note_before_a_table_dates_its_figures() -> None:
    table = Table(["Measure", "Figure"], [["Employees", "2,486"], ["Turnover", "11.8%"]])
    note = "The figures are at 31 March 2024, with the exception of turnover, which is for April 2023 to March 2024."
    document = paper(Part("Our workforce profile", [note, table]))

    assert one(document, 2486).as_of == "2024-03-31"
    assert one(document, 11.8).period == "April 2023 to March 2024"


def test_the_years_of_a_plan_date_none_of_its_figures() -> None:
    document = paper(
        Part("Workforce Strategy 2024-2028", ["We employ 640 people."]), title="Workforce Strategy 2024-2028"
    )

    assert one(document, 640).dated is False or one(document, 640).period is None
    assert time_over([("heading", "Workforce Strategy 2024-2028")]) is None
    assert without_times("Budget 2024/25").strip() == "Budget"


def test_rows_are_parts_and_a_total_is_the_whole() -> None:
    table = Table(["Directorate", "Headcount"], [["Adults", "120"], ["Place", "80"], ["Total", "200"]])
    document = paper(Part("Headcount by directorate", [table]))

    assert [(one(document, value).scope, one(document, value).part) for value in (120, 80, 200)] == [
        (Scope.PART, "Adults"), (Scope.PART, "Place"), (Scope.WHOLE, ""),
    ]  # fmt: skip


def test_a_total_of_all_leaves_the_group_that_it_stands_under() -> None:
    rows = [
        ["Transport", "", ""], ["Buses", "10", "12"], ["Rail", "5", "6"],
        ["Skills", "", ""], ["Colleges", "20", "21"], ["Bootcamps", "4", "5"],
        ["Total net expenditure", "39", "44"],
    ]  # fmt: skip
    document = paper(Part("Net expenditure", [Table(["Service £000", "2023/24", "2024/25"], rows)]))

    assert one(document, 39_000).part == ""  # 10 + 5 + 20 + 4: all of it, and not 20 + 4, the group above
    assert "Transport" in one(document, 10_000).part


def test_a_heading_of_rows_that_leaves_off_names_no_part() -> None:
    rows = [["Funded by:", "", ""], ["Government grants", "300", "310"], ["Use of reserves", "20", "25"]]
    document = paper(Part("Budget", [Table(["£000", "2023/24", "2024/25"], rows)]))

    assert "Funded by" not in one(document, 300_000).part


def test_words_behind_a_measure_narrow_it_to_a_part() -> None:
    table = Table(
        ["Measure", "Figure"],
        [["Turnover", "11.8%"], ["Turnover of those with caring duties", "1.9%"]],
    )
    document = paper(Part("Our workforce", [table]))

    assert one(document, 11.8).scope is Scope.WHOLE
    assert one(document, 1.9).part == "those with caring duties"


@pytest.mark.parametrize(
    "text", ["A third of our vacancies attract few applicants.", "We fill nine out of ten vacancies at once."]
)
def test_what_a_share_is_taken_of_is_not_what_it_measures(text: str) -> None:
    assert [fact.metric for fact in read(sentence(text)) if fact.unit == "share"] == [""]


def test_a_blank_is_of_the_unit_that_its_words_say() -> None:
    fact = one(sentence("Sickness absence: TBC days lost per FTE in 2024/25"), None)  # type: ignore[arg-type]

    assert (fact.metric, fact.unit) == ("sickness.days_per_fte", "days_per_fte")


def test_rows_of_other_councils_are_of_those_councils() -> None:
    rows = [["Eastmere Council", "9.1"], ["Northby Council", "8.4"], ["Marshford Borough Council", "7.9"]]
    document = paper(Part("Days lost per FTE, 2023/24", [Table(["Council", "Days lost per FTE"], rows)]))

    assert [one(document, value).owner for value in (9.1, 8.4, 7.9)] == [
        "Eastmere Council", "Northby Council", "Marshford Borough Council",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "total"),
    [
        ("Total", True),
        ("Grand total", True),
        ("Whole service", True),
        ("All staff", True),
        ("Total excluding schools", False),
        ("Adults", False),
    ],
)
def test_a_label_may_stand_for_all_that_is_listed(label: str, total: bool) -> None:
    assert is_total(label) is total


def test_a_body_is_known_by_any_form_of_its_name() -> None:
    assert is_own("The Borough Council of Marshford", ("marshford borough council",))
    assert not is_own("Eastmere Council", ("marshford borough council",))


def test_names_of_services_and_of_comparators_are_told() -> None:
    assert organisation_in("Fleet Services spent", ()) == "Fleet Services"
    assert comparator_in("the England average was") != ""
    assert comparator_in("our own was") == ""


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Target", FactKind.TARGET),
        ("Forecast outturn", FactKind.FORECAST),
        ("2026/27 budget", FactKind.BUDGET),
        ("Budget monitoring officer", None),
    ],
)
def test_a_column_s_head_says_of_what_stage_its_figures_are(label: str, kind: FactKind | None) -> None:
    found = stage_in_label(label)

    assert (found and found.kind) == kind


def test_a_column_of_differences_is_known_by_its_head() -> None:
    assert is_change("Change on last year")
    assert not is_change("Change management team days lost in all of the service")


def test_what_a_figure_came_from_does_not_take_the_time_of_what_it_became() -> None:
    document = sentence("Sickness has fallen from 10.2 days per FTE to 8.7 days in 2023/24.")

    assert [(fact.value, fact.period) for fact in read(document)] == [(10.2, None), (8.7, "2023/24")]


def test_a_time_in_brackets_is_of_the_figure_that_stands_with_it_there() -> None:
    document = sentence("The mean gender pay gap is 6.2% (7.0% in March 2023).")

    assert [(fact.value, fact.as_of or fact.period) for fact in read(document)] == [
        (6.2, None),
        (7.0, "March 2023"),
    ]


def test_people_work_in_a_part_by_its_name() -> None:
    document = sentence("Marshford employs 2,040 people, of whom 312 work in Planning.")

    assert [(fact.value, fact.part) for fact in read(document)] == [(2040, ""), (312, "Planning")]


def test_a_date_within_a_sentence_is_no_day_on_which_the_paper_was_written() -> None:
    settled = "The pay award that the employers settled with the unions in July 2023 cost more than the budget had allowed for."

    assert written_on(paper(Part("Our workforce", [settled]))) == ""
    assert (
        written_on(paper(Part("Our workforce", ["Report to Cabinet, 4 May 2024", settled]))) == "2024-05-04"
    )


def test_what_a_rate_is_counted_against_is_no_figure() -> None:
    found = read(sentence("We took 133 children per 10,000 into care in 2023/24."))

    assert [fact.value for fact in found] == [133]
