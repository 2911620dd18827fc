"""Facts of accounts and statistics: years that end, pounds said once, brackets, limits, shares in words, areas beside a nation."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.fact_model import Fact, FactKind
from ingest.facts import read
from ingest.quantities import find
from tests.ingest.fact_papers import Part, Table, paper
from tests.ingest.test_whose import body_name
from tests.ingest.test_whose import paper as written

SPENT = [
    ["Parks", "(4,022)", "(132,000)"],
    ["Museums", "(94,886)", "(190,000)"],
    ["Grants", "(101,510)", "(118,172)"],
    ["Income from fees", "6,500", "7,000"],
    ["Net surplus", "(193,918)", "433,172"],
]


def facts_of(*parts: Part) -> list[Fact]:
    return list(read(paper(*parts, title="Statement of Accounts")))


def one(found: list[Fact], *words: str) -> Fact:
    held = [fact for fact in found if all(word in f"{fact.measure} {fact.part}" for word in words)]
    assert len(held) == 1, held
    return held[0]


def test_a_bare_year_under_a_year_ended_is_the_financial_year_that_ends_then() -> None:
    table = Table(["", "2017 £ Budget", "2018 £ Budget"], SPENT)

    found = facts_of(Part("Budget comparison for the year ended 31 March 2018", [table]))

    assert {fact.period for fact in found if "Museums" in fact.part} == {"2016/17", "2017/18"}


def test_a_bare_year_of_a_balance_sheet_is_its_day() -> None:
    table = Table(
        ["", "2017 £", "2018 £"], [["Debtors", "60,473", "52,602"], ["Cash", "1,354,007", "2,291,650"]]
    )

    found = facts_of(Part("Balance sheet as at 31 March 2018", [table]))

    assert [fact.as_of for fact in found if fact.value == 2_291_650] == ["2018-03-31"]
    assert [fact.as_of for fact in found if fact.value == 1_354_007] == ["2017-03-31"]


def test_calendar_years_stay_where_no_end_of_year_is_said() -> None:
    table = Table(["Measure", "2017", "2018"], [["Homes built", "212", "240"], ["Homes sold", "31", "28"]])

    found = facts_of(Part("Housing in 2018", [table]))

    assert {fact.period for fact in found} == {"2017", "2018"}


def test_brackets_throughout_a_column_mean_spending_and_below_nought_only_for_what_is_left() -> None:
    found = facts_of(Part("Spending by service, 2017/18", [Table(["Service", "£ Spent", "£ Budget"], SPENT)]))

    spent = [fact.value for fact in found if fact.kind is not FactKind.BUDGET]
    assert spent == [4_022, 94_886, 101_510, 6_500, -193_918]


def test_a_table_of_sums_without_a_unit_takes_the_pounds_that_the_others_print() -> None:
    marked = Table(["Service", "£ Spent"], [["Parks", "4,022"], ["Museums", "94,886"]])
    bare = Table(["", "2018"], [["Staff costs", "152,360"], ["Visits to the museum", "31,200"]])

    found = facts_of(Part("Parks", [marked]), Part("Museums", [marked]), Part("Annual figures", [bare]))

    costs, visits = one(found, "Staff costs"), one(found, "Visits")
    assert (costs.value, costs.unit) == (152_360, "gbp")
    assert [origin.place for origin in costs.origins if origin.field == "unit"] == ["paper"]
    assert visits.unit != "gbp"


def test_without_pounds_elsewhere_staff_costs_are_no_pounds_and_no_staff_either() -> None:
    bare = Table(["", "2018"], [["Staff costs", "152,360"], ["Loans", "31,200"]])

    costs = one(facts_of(Part("Annual figures", [bare])), "Staff costs")

    assert (costs.metric, costs.unit) == ("", "number")


def test_scales_that_differ_give_a_bare_table_none() -> None:
    thousands = Table(["Service", "Spent £000"], [["Parks", "4"], ["Museums", "95"]])
    pounds = Table(["Service", "£ Spent"], [["Parks", "4,022"], ["Museums", "94,886"]])
    bare = Table(["", "2018"], [["Staff costs", "152,360"], ["Loans", "31,200"]])

    found = facts_of(Part("Parks", [thousands]), Part("Museums", [pounds]), Part("Annual figures", [bare]))

    assert one(found, "Staff costs").unit == "number"


def test_the_limits_of_an_interval_are_no_facts_of_their_own() -> None:
    table = Table(
        ["Area", "Obese %", "LCI", "UCI"],
        [["Arun", "8.8%", "7.5%", "10.4%"], ["Adur", "7.6%", "5.8%", "9.9%"]],
    )

    assert sorted(fact.value or 0 for fact in facts_of(Part("Weight of children", [table]))) == [7.6, 8.8]


def test_areas_beside_a_nation_are_no_benchmarks() -> None:
    table = Table(["Area", "Obese %"], [["Arun", "8.8%"], ["Adur", "7.6%"], ["England", "9.3%"]])

    found = facts_of(Part("Weight of children in Marshford and England", [table]))

    kinds = {fact.value: fact.kind for fact in found}
    assert kinds[8.8] is FactKind.ACTUAL
    assert kinds[9.3] is FactKind.BENCHMARK


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("One employee in four (25%) is aged 55 or over.", 25.0),
        ("Two households in five are in debt.", 40.0),
        ("We run two teams in three areas.", None),
        ("One officer in six districts left.", None),
    ],
)
def test_so_many_of_so_many_is_a_share_unless_a_noun_follows(text: str, value: float | None) -> None:
    shares = [item.value for item in find(text) if item.kind.value == "percent" and item.words]

    assert shares == ([] if value is None else [value])


def test_a_programme_in_the_title_owns_no_paper_that_a_council_signs(tmp_path: Path) -> None:
    text = "# National Reading Programme: 2015/16 Library Briefing\n\n7 November 2016\n\nResearch Unit\n\nWest Sussex County Council\n\n"

    document = written(tmp_path, text + "Children read more than they did. " * 20, "west-sussex-reading.md")

    assert body_name(document) == "West Sussex County Council"


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Budget comparison for the year ended on the 31 March 2018", "2017/18"),
        ("Income for the year to 31 March 2018", "2017/18"),
        ("Spending, report to the Cabinet of 31 January 2019", "2018"),
    ],
)
def test_only_what_says_how_a_year_ends_moves_a_bare_year(heading: str, period: str) -> None:
    found = facts_of(
        Part(heading, [Table(["", "2017 £", "2018 £"], [["Parks", "4", "6"], ["Roads", "5", "7"]])])
    )

    assert {fact.period for fact in found if fact.value in (6, 7)} == {period}


def test_a_noun_of_money_over_a_table_makes_no_pounds_of_counts() -> None:
    marked = Table(["Service", "£ Spent"], [["Parks", "4,022"], ["Museums", "94,886"]])
    counts = [
        Part(
            "Pension Fund membership", [Table(["", "2018"], [["Pensioners", "3,210"], ["Deferred", "2,104"]])]
        ),
        Part(
            "Budget and performance", [Table(["", "2018"], [["Library visits", "31,200"], ["Trees", "512"]])]
        ),
        Part("Activity", [Table(["", "Budget"], [["Trees planted", "12"], ["Library visits", "40"]])]),
        Part("Giving", [Table(["", "2018"], [["Number of grants", "57"], ["Number of fees", "58"]])]),
    ]

    found = facts_of(Part("Parks", [marked]), Part("Museums", [marked]), *counts)

    assert {fact.unit for fact in found if fact.value in (3210, 2104, 31200, 512, 12, 40, 57, 58)} & {
        "gbp"
    } == set()


def test_a_column_of_differences_keeps_its_minus_though_most_of_it_is_in_brackets() -> None:
    table = Table(
        ["Service", "£ Variance"], [["Parks", "(40)"], ["Roads", "(12)"], ["Tax", "(7)"], ["Waste", "9"]]
    )

    assert [fact.value for fact in facts_of(Part("Spending in 2017/18", [table]))] == [-40, -12, -7, 9]


def test_limits_that_are_policy_are_figures() -> None:
    table = Table(
        ["Maturity", "Lower limit %", "Upper limit %"],
        [["Under a year", "0%", "40%"], ["Over ten", "20%", "90%"]],
    )

    assert sorted(fact.value or 0 for fact in facts_of(Part("Borrowing in 2017/18", [table]))) == [
        0,
        20,
        40,
        90,
    ]


def test_figures_above_a_hundred_under_numbers_and_percentages_are_no_shares() -> None:
    """Nothing is 118,778%, though the heading speaks of percentages; 15.7 under no other word is one."""
    table = Table(["Number and % of pupils", "Roll", "Known"], [["All pupils", "118,778", "15.7"]])

    facts = facts_of(Part("Known to be eligible", [table]))

    assert [(fact.value, fact.unit == "share") for fact in facts] == [(118778, False), (15.7, True)]
