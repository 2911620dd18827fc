"""A printed figure is found by body, measure, part, kind and period: what was said is met, what was not has one reading."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.planner.ledger import Lacking, Paper, PlannerLedger
from assistant.planner.printed import Ledger, Printed
from assistant.reading.model import Ref
from ingest.fact_model import Approx, Fact, FactKind, Review
from ingest.model import DocumentStatus
from tests.ingest.measures.figures import figure

OWN = {"body": "tarrowby", "owner": "Tarrowby Borough Council"}
HEADS = Ref("workforce.headcount", body="tarrowby")
TURNOVER = Ref("leavers.rate", body="tarrowby")


def values(found: Sequence[Printed]) -> list[float]:
    return [printed.value for printed in found]


def ledger(*facts: Fact, **papers: Paper) -> PlannerLedger:
    return PlannerLedger(facts, papers)


def test_it_is_the_ledger_that_the_planner_asks() -> None:
    asked: Ledger = ledger(figure(2000, "persons", "Headcount", at="2025-03-31"))

    assert asked.find(HEADS)[0] == Printed(
        asked.find(HEADS)[0].fact, "workforce.headcount", 2000, "person", "tarrowby", "", "2025-03-31"
    )  # cost 1, no reasons: just what was asked


# ---------------------------------------------------------------------------------------------------------------- body


def test_another_body_s_figure_is_never_taken() -> None:
    kept = ledger(figure(2000, "persons", "Headcount", body="hollinswick", owner="Hollinswick Council"))

    assert kept.find(HEADS) == []
    assert kept.lacking(HEADS) is Lacking.BODY


def test_a_body_may_be_named_by_its_id_or_by_its_name() -> None:
    kept = ledger(figure(2000, "persons", "Headcount"))

    assert values(kept.find(Ref("workforce.headcount", body="Tarrowby Borough Council"))) == [2000]


def test_a_comparator_s_figure_is_taken_only_when_one_is_asked_for() -> None:
    kept = ledger(
        figure(13.1, "share", "Turnover", part="London boroughs", kind=FactKind.BENCHMARK, when="2024/25"),
        figure(14.3, "share", "Turnover", when="2024/25"),
    )

    assert values(kept.find(TURNOVER)) == [14.3]
    assert values(kept.find(Ref("leavers.rate", body="tarrowby", part="London boroughs"))) == []
    assert values(kept.find(Ref("leavers.rate", body="tarrowby", kind="benchmark"))) == [13.1]
    assert values(kept.every(TURNOVER)) == [14.3]


def test_a_part_that_its_paper_prints_as_a_body_of_its_own_is_found_under_its_name() -> None:
    district = figure(
        812, "persons", "Headcount", body="mellow", owner="Mellow District Council", part="Mellow District"
    )
    kept = ledger(district, plan=Paper(body="tarrowby"))

    found = kept.find(Ref("workforce.headcount", body="tarrowby", part="Mellow District"))

    assert values(found) == [812]
    assert kept.find(HEADS) == []


def test_several_bodies_named_together_are_each_found() -> None:
    kept = ledger(
        figure(12, "share", "Turnover", when="2024/25"),
        figure(9.5, "share", "Turnover", when="2024/25", body="hollinswick", owner="Hollinswick Council"),
    )

    assert values(kept.find(Ref("leavers.rate", body="tarrowby|hollinswick"))) == [12, 9.5]


# ---------------------------------------------------------------------------------------------------------------- part


def test_the_whole_is_never_replaced_by_a_part() -> None:
    kept = ledger(figure(215, "persons", "Headcount ; Highways", part="Highways", at="2025-03-31"))

    assert kept.find(HEADS) == []
    assert kept.lacking(HEADS) is Lacking.PART
    assert values(kept.offered(HEADS)) == [215]


def test_a_part_is_found_by_its_name_and_by_a_name_within_it() -> None:
    kept = ledger(
        figure(215, "persons", "Headcount ; Highways", part="Highways"),
        figure(420, "persons", "Headcount ; Adults and Health", part="Adults and Health"),
        figure(2000, "persons", "Headcount"),
    )

    exact = kept.find(Ref("workforce.headcount", body="tarrowby", part="highways"))
    contained = kept.find(Ref("workforce.headcount", body="tarrowby", part="Adults"))

    assert values(exact) == [215]
    assert values(contained) == [420]
    assert exact[0].cost < contained[0].cost
    assert kept.find(Ref("workforce.headcount", body="tarrowby", part="Legal")) == []


@pytest.mark.parametrize("row", ["Total", "All six", "Whole council", "Tarrowby"])
def test_a_row_that_names_all_of_the_body_is_the_whole(row: str) -> None:
    kept = ledger(figure(2000, "persons", f"Headcount ; {row}", part=row))

    assert values(kept.find(HEADS)) == [2000]


def test_every_part_is_found_when_each_is_asked_for() -> None:
    kept = ledger(
        figure(215, "persons", "Headcount ; Highways", part="Highways"),
        figure(420, "persons", "Headcount ; Adults", part="Adults"),
        figure(2000, "persons", "Headcount"),
    )

    found = kept.find(Ref("workforce.headcount", body="tarrowby", part="*"))

    assert {(one.part, one.value) for one in found} == {("Highways", 215), ("Adults", 420)}


def test_an_average_over_a_year_is_no_count_at_its_end() -> None:
    kept = ledger(figure(2050, "persons", "Average headcount", when="2024/25"))

    assert kept.find(HEADS) == []


def test_a_label_that_narrows_the_quantity_stands_behind_one_that_does_not() -> None:
    kept = ledger(
        figure(20, "fte", "Vacant firefighter posts (FTE)", at="2025-03-31"),
        figure(31, "fte", "Vacant posts (FTE)", at="2024-03-31"),
    )

    assert values(kept.find(Ref("vacancy.posts", body="tarrowby"))) == [31]


def test_what_is_counted_of_residents_is_no_figure_of_the_staff() -> None:
    kept = ledger(figure(51, "share", "Women", metric="div.share[sex=female]", area=True))

    assert kept.find(Ref("div.share", group="women", body="tarrowby")) == []


def test_a_group_is_one_of_its_own() -> None:
    kept = ledger(
        figure(66.4, "share", "Women", metric="div.share[sex=female]"),
        figure(7.9, "share", "Disabled staff", metric="div.share[disability=disabled]"),
    )

    assert values(kept.find(Ref("div.share", group="women", body="tarrowby"))) == [66.4]
    assert values(kept.find(Ref("div.share[disabled]", body="tarrowby"))) == [7.9]
    assert kept.find(Ref("div.share", body="tarrowby")) == []


# ---------------------------------------------------------------------------------------------------------------- kind


def test_a_target_never_poses_as_an_actual() -> None:
    kept = ledger(figure(11.5, "share", "Turnover", when="2027/28", kind=FactKind.TARGET))

    assert kept.find(TURNOVER) == []
    assert kept.lacking(TURNOVER) is Lacking.KIND
    assert [(one.value, one.kind) for one in kept.offered(TURNOVER)] == [(11.5, "target")]
    assert values(kept.find(Ref("leavers.rate", body="tarrowby", kind="target"))) == [11.5]


def test_an_actual_stands_before_a_later_forecast() -> None:
    kept = ledger(
        figure(2_400_000, "gbp", "Agency spend", when="2024/25"),
        figure(1_900_000, "gbp", "Agency spend", when="2025/26", kind=FactKind.FORECAST),
    )

    found = kept.find(Ref("agency.spend", body="tarrowby"))
    forecast = kept.find(Ref("agency.spend", body="tarrowby", when="2025/26"))

    assert values(found) == [2_400_000]
    assert [(one.value, one.kind, one.cost) for one in forecast] == [(1_900_000, "forecast", 1.6)]


def test_a_budget_counts_like_an_actual_only_for_what_is_decided() -> None:
    kept = ledger(
        figure(180_000_000, "gbp", "Net revenue budget", when="2025/26", kind=FactKind.BUDGET),
        figure(2_000_000, "gbp", "Agency spend", when="2025/26", kind=FactKind.BUDGET),
    )

    assert kept.find(Ref("budget.net", body="tarrowby"))[0].cost == 1.0
    assert kept.find(Ref("agency.spend", body="tarrowby"))[0].cost == 1.6


def test_the_target_of_what_is_planned_serves_where_no_actual_is_printed() -> None:
    kept = ledger(figure(6_100_000, "gbp", "Savings", when="2026/27", kind=FactKind.TARGET))

    assert kept.find(Ref("budget.saving", body="tarrowby"))[0].why == "a plan"


@pytest.mark.parametrize("kind", [FactKind.CHANGE, FactKind.THRESHOLD, FactKind.WITHDRAWN])
def test_a_change_a_threshold_and_a_withdrawn_figure_are_no_level(kind: FactKind) -> None:
    kept = ledger(figure(12, "share", "Turnover", kind=kind))

    assert kept.find(TURNOVER) == []


# -------------------------------------------------------------------------------------------------------------- period


def test_the_latest_is_meant_when_no_time_is_said() -> None:
    kept = ledger(
        figure(2100, "persons", "Headcount", at="2024-03-31"),
        figure(2000, "persons", "Headcount", at="2025-03-31"),
    )

    assert values(kept.find(HEADS)) == [2000]
    assert values(kept.find(Ref("workforce.headcount", body="tarrowby", when="31 March 2024"))) == [2100]
    assert kept.lacking(Ref("workforce.headcount", body="tarrowby", when="2019/20")) is Lacking.PERIOD


def test_a_date_inside_the_year_serves_for_a_stock_and_the_last_one_best() -> None:
    kept = ledger(
        figure(2050, "persons", "Headcount", at="2024-09-30"),
        figure(2000, "persons", "Headcount", at="2025-03-31"),
    )

    found = kept.find(Ref("workforce.headcount", body="tarrowby", when="2024/25"))

    assert values(found) == [2000, 2050]
    assert [one.cost for one in found] == [1.2, 1.26]  # six months before the end: 0.06 more


def test_a_whole_year_of_a_flow_stands_before_a_later_part_of_one() -> None:
    kept = ledger(
        figure(480, "number", "Complaints received", when="2024/25"),
        figure(150, "number", "Complaints received", when="Q1 2025/26"),
    )

    assert values(kept.find(Ref("complaints.received", body="tarrowby"))) == [480]
    assert values(kept.find(Ref("complaints.received", body="tarrowby", when="Q1 2025/26"))) == [150]


def test_a_part_of_a_year_is_dear_where_no_whole_one_is_printed() -> None:
    kept = ledger(figure(150, "number", "Complaints received", when="Q1 2025/26"))

    assert kept.find(Ref("complaints.received", body="tarrowby"))[0].cost == 4.0


def test_a_row_of_a_quarter_under_a_year_is_no_figure_of_the_year() -> None:
    kept = ledger(
        figure(3.5, "days_per_fte", "Days lost per FTE ; Oct to Dec", when="2024/25", decimals=1),
        figure(12.5, "days_per_fte", "Days lost per FTE", when="2024/25", decimals=1),
    )
    asked = Ref("sickness.days_per_fte", body="tarrowby", when="2024/25")

    assert values(kept.find(asked)) == [12.5]
    assert values(kept.find(Ref("sickness.days_per_fte", body="tarrowby", when="Q3 2024/25"))) == [3.5]


def test_each_year_and_years_up_to_one_are_found_when_asked_for() -> None:
    kept = ledger(
        *(
            figure(value, "gbp", "Savings", when=year)
            for value, year in ((1e6, "2024/25"), (2e6, "2025/26"), (3e6, "2026/27"))
        )
    )

    assert sorted(values(kept.find(Ref("budget.saving", body="tarrowby", when="*")))) == [1e6, 2e6, 3e6]
    assert sorted(values(kept.find(Ref("budget.saving", body="tarrowby", when="..2025/26")))) == [1e6, 2e6]
    assert sorted(values(kept.find(Ref("budget.saving", body="tarrowby", when="2024/25|2026/27")))) == [
        1e6,
        3e6,
    ]


def test_a_figure_without_a_date_is_of_when_its_paper_begins_and_says_so() -> None:
    kept = ledger(
        figure(648, "persons", "Headcount", at="2021-03-31", paper="old"),
        figure(612, "persons", "Headcount", paper="new"),
        new=Paper(begins=2025 * 12),
    )

    found = kept.find(HEADS)

    assert values(found) == [612]
    assert found[0].why == "its paper does not date it"


def test_a_blank_is_found_to_be_one() -> None:
    kept = ledger(figure(None, "fte", "Vacant posts (FTE)", at="2025-03-31"))

    assert kept.find(Ref("vacancy.posts", body="tarrowby")) == []
    assert kept.lacking(Ref("vacancy.posts", body="tarrowby")) is Lacking.BLANK


# --------------------------------------------------------------------------------------------------------------- paper


def test_the_figure_that_a_person_corrected_comes_first() -> None:
    kept = ledger(
        figure(2000, "persons", "Headcount", at="2025-03-31"),
        figure(
            2010,
            "persons",
            "Headcount",
            at="2025-03-31",
            metric="workforce.headcount",
            review=Review.CORRECTED,
        ),
    )

    found = kept.find(HEADS)

    assert values(found) == [2010, 2000]
    assert found[0].why == "corrected by a person"


def test_a_paper_in_force_stands_before_a_draft_and_a_newer_before_an_older() -> None:
    kept = ledger(
        figure(1, "persons", "Headcount", part="Legal", at="2025-03-31", paper="draft"),
        figure(2, "persons", "Headcount", part="Legal", at="2025-03-31", paper="older"),
        figure(3, "persons", "Headcount", part="Legal", at="2025-03-31", paper="the_newer"),
        figure(4, "persons", "Headcount", part="Legal", at="2025-03-31", paper="replaced"),
        draft=Paper(DocumentStatus.DRAFT, 9),
        older=Paper(DocumentStatus.APPROVED, 1),
        the_newer=Paper(DocumentStatus.APPROVED, 2),
        replaced=Paper(DocumentStatus.SUPERSEDED, 8),
    )

    assert values(kept.find(Ref("workforce.headcount", body="tarrowby", part="Legal"))) == [3, 2, 1, 4]


def test_of_plans_the_newest_paper_s_comes_first_and_then_the_nearest() -> None:
    def target(value: float, year: str, paper: str) -> Fact:
        return figure(value, "share", "Turnover", when=year, kind=FactKind.TARGET, paper=paper)

    kept = ledger(
        target(12, "2023/24", "a"),
        target(10, "2028/29", "b"),
        target(11, "2026/27", "b"),
        a=Paper(DocumentStatus.APPROVED, 1),
        b=Paper(DocumentStatus.APPROVED, 2),
    )

    assert values(kept.find(Ref("leavers.rate", body="tarrowby", kind="target"))) == [11, 10, 12]


def test_an_exact_figure_stands_before_one_that_is_about_so_much_and_is_told_once() -> None:
    kept = ledger(
        figure(2000, "persons", "Headcount", at="2025-03-31", approx=Approx.ABOUT),
        figure(1987, "persons", "Headcount", at="2025-03-31"),
    )

    assert values(kept.find(HEADS)) == [1987]


def test_a_rejected_figure_is_not_in_the_ledger() -> None:
    assert ledger(figure(2000, "persons", "Headcount", review=Review.REJECTED)).every(HEADS) == []


# -------------------------------------------------------------------------------------------------------------- rivals


def test_places_that_say_another_value_of_one_thing_are_rivals() -> None:
    kept = ledger(
        figure(12.4, "share", "Turnover", when="2024/25", decimals=1),
        figure(13.9, "share", "Turnover", when="2024/25", decimals=1),
        figure(12.0, "share", "Turnover", when="2024/25"),
        figure(11.0, "share", "Turnover", when="2023/24", decimals=1),
        figure(15.8, "share", "Turnover", part="Adults", when="2024/25", decimals=1),
        figure(11.5, "share", "Turnover", when="2024/25", kind=FactKind.TARGET),
    )
    first = kept.find(TURNOVER)[0]

    assert first.value == 12.4
    assert values(kept.rivals(first)) == [
        13.9
    ]  # 12 is 12.4 rounded; the others are of another time, part or kind


def test_every_figure_of_a_quantity_is_listed_in_the_papers_order() -> None:
    kept = ledger(
        figure(12, "share", "Turnover", when="2024/25"),
        figure(15.8, "share", "Turnover", part="Adults", when="2024/25"),
        figure(11.5, "share", "Turnover", when="2027/28", kind=FactKind.TARGET),
        figure(9.5, "share", "Turnover", when="2024/25", body="hollinswick", owner="Hollinswick Council"),
    )

    assert values(kept.every(TURNOVER)) == [12, 15.8, 11.5]
    assert values(kept.every(Ref("leavers.rate", body="tarrowby|hollinswick"))) == [12, 15.8, 11.5, 9.5]


# --------------------------------------------------------------------------------------------- units, signs, open words


def test_values_come_in_the_units_of_the_table() -> None:
    kept = ledger(
        figure(37_500, "gbp", "Average pay"),
        figure(61, "share", "Full-time staff"),
        figure(480, "number", "Complaints received"),
    )

    pay, part, count = (
        kept.find(Ref(metric, body="tarrowby"))[0]
        for metric in ("pay.avg_per_fte", "workforce.fulltime", "complaints.received")
    )

    assert (pay.unit, part.unit, part.share_of, count.unit) == (
        "gbp/fte",
        "%",
        "workforce.headcount",
        "complaint",
    )


def test_a_sum_in_brackets_is_what_goes_out_and_a_cut_is_below_nought() -> None:
    kept = ledger(
        figure(-8_500_000, "gbp", "Planned use of reserves", when="2025/26"),
        figure(-1_200_000, "gbp", "Variance", when="2025/26"),
        figure(4, "share", "Reduction in headcount of", change=True, kind=FactKind.ASSUMPTION),
    )

    found = [
        kept.find(Ref(metric, body="tarrowby"))[0].value
        for metric in ("reserves.use", "budget.variance", "workforce.change")
    ]

    assert found == [8_500_000, -1_200_000, -4]


def test_open_words_find_the_same_label_first_and_a_longer_one_at_a_cost() -> None:
    kept = ledger(
        figure(31, "number", "Allotments on the waiting list", when="2024/25"),
        figure(14, "number", "Allotments", when="2024/25"),
    )

    allotments = kept.find(Ref("other: allotments", body="tarrowby"))
    waiting = kept.find(Ref("other: allotment waiting list", body="tarrowby"))

    assert [(one.value, one.cost) for one in allotments] == [(14, 1.0), (31, 1.7)]
    assert values(waiting)[0] == 31
    assert allotments[0].metric == "other: allotments"


def test_open_words_that_fit_several_measures_find_each_with_a_doubt() -> None:
    kept = ledger(
        figure(77, "share", "Fly-tips removed in a day", when="2024/25"),
        figure(64, "share", "Fly-tips removed in a week", when="2024/25"),
    )

    found = kept.find(Ref("other: fly-tips removed", body="tarrowby"))

    assert values(found) == [77, 64]
    assert all("several measures fit" in one.why for one in found)


def test_open_words_found_nowhere_lack_the_measure() -> None:
    kept = ledger(figure(77, "share", "Fly-tips removed in a day"))

    assert kept.lacking(Ref("other: library loans", body="tarrowby")) is Lacking.MEASURE


def test_open_words_take_the_unit_that_was_said() -> None:
    kept = ledger(
        figure(77, "share", "Library visits online", when="2024/25"),
        figure(431_950, "number", "Library visits online", when="2024/25"),
    )

    assert values(kept.find(Ref("other: library visits online", body="tarrowby", unit="%"))) == [77]
