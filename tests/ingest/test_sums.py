"""The sums check: what is reported, what is left alone, and how it does on planted slips."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from ingest.facts import slips
from ingest.parse import read
from ingest.slip import Slip
from tests.ingest.fact_papers import Part, Table, paper
from tests.ingest.planted_sums import Planted, page, tables


def said(columns: list[str], *rows: list[str]) -> list[str]:
    return [slip.sentence for slip in slips(paper(Part("Staff", [Table(columns, list(rows))])))]


def test_a_column_that_does_not_add_up_is_reported_with_both_values() -> None:
    rows = [["Adults", "212", "180.4"], ["Children", "148", "131.2"], ["Place", "52", "47.0"]]

    found = said(["Directorate", "Headcount", "FTE"], *rows, ["Total", "421", "358.6"])

    assert found == ["The column “Headcount” adds up to 412, the paper prints 421 for “Total”."]


def test_a_slip_carries_its_place_its_terms_and_the_difference() -> None:
    rows = [["Adults", "212", "180.4"], ["Children", "148", "131.2"], ["Total", "421", "358.6"]]
    rows.insert(2, ["Place", "52", "47.0"])
    document = paper(Part("Staff", [Table(["Directorate", "Headcount", "FTE"], rows)]))

    (slip,) = slips(document)

    assert document.text[slip.start : slip.end] == "421" == slip.figure
    assert (slip.computed, slip.printed, slip.difference) == (412.0, 421.0, 9.0)
    assert slip.terms == ("Adults", "Children", "Place")
    assert (slip.place, slip.heading, slip.kind) == ("Total, Headcount", "Staff", "total")


def test_rounding_of_each_figure_is_no_slip() -> None:
    rows = [["Adults", "10.4", "3.3"], ["Children", "10.4", "3.3"], ["Place", "10.4", "3.3"]]

    assert said(["£m", "2024/25", "2025/26"], *rows, ["Total", "31.3", "10.0"]) == []


def test_people_are_not_rounded() -> None:
    rows = [["Adults", "104", "90"], ["Children", "105", "91"], ["Place", "106", "92"]]

    found = said(["", "Headcount 2024", "Headcount 2025"], *rows, ["Total", "316", "273"])

    assert found == ["The column “Headcount 2024” adds up to 315, the paper prints 316 for “Total”."]


@pytest.mark.parametrize("memo", ["of which agency", "Including overheads", "Memo: apprentices"])
def test_a_memo_row_is_not_added(memo: str) -> None:
    rows = [["Adults", "212", "180"], [memo, "40", "35"], ["Children", "148", "131"], ["Place", "52", "47"]]

    assert said(["Directorate", "Headcount", "FTE"], *rows, ["Total", "412", "358"]) == []


def test_brackets_are_negative_and_a_less_row_is_taken_off_either_way() -> None:
    top = [
        ["Adults", "640", "700"],
        ["Place", "85", "90"],
        ["Homes", "92", "99"],
        ["Total cost", "817", "889"],
    ]

    signed = said(
        ["£000", "2025/26", "2026/27"], *top, ["Less grants", "(100)", "(200)"], ["Net cost", "717", "689"]
    )
    plain = said(
        ["£000", "2025/26", "2026/27"], *top, ["Less grants", "100", "200"], ["Net cost", "717", "689"]
    )

    assert signed == plain == []


def test_a_wrong_subtotal_is_reported_once_and_not_again_in_the_grand_total() -> None:
    rows = [
        ["Care", "640", "700"], ["Schools", "85", "90"], ["Subtotal people", "752", "790"],
        ["Roads", "300", "310"], ["Parks", "41", "42"], ["Subtotal place", "341", "352"], ["Grand total", "1,066", "1,142"],
    ]  # fmt: skip

    found = said(["£000", "2025/26", "2026/27"], *rows)

    assert found == ["The column “2025/26” adds up to 725, the paper prints 752 for “Subtotal people”."]


def test_quarters_make_the_year_where_they_can_be_added() -> None:
    rows = [
        ["Calls", "310", "290", "305", "330", "1,325"], ["Visits", "71", "77", "79", "80", "307"],
        ["Average wait", "4.1", "4.0", "3.9", "4.2", "4.1"], ["Letters", "20", "31", "25", "26", "102"],
    ]  # fmt: skip

    found = said(["Measure", "Q1", "Q2", "Q3", "Q4", "Year"], *rows)

    assert found == ["The row “Calls” adds up to 1,235, the paper prints 1,325 for “Year”."]


def test_a_variance_is_recomputed_and_its_sign_may_be_printed_either_way() -> None:
    rows = [
        ["Adults", "86,420", "88,910", "2,490"],
        ["Place", "47,200", "46,730", "470"],
        ["Homes", "33,630", "32,880", "(705)"],
    ]
    rows.append(["Fleet", "4,000", "4,100", "100"])

    found = said(["£000", "Budget", "Forecast", "Over / (under)"], *rows)

    assert found == [
        "For “Homes”, “Forecast” less “Budget” is −750, the paper prints (705) for “Over / (under)”."
    ]


def test_a_share_is_recomputed_from_its_count_and_total() -> None:
    rows = [
        ["Wholetime", "548", "371", "68%"],
        ["On-call", "402", "158", "39%"],
        ["Control", "44", "37", "48%"],
        ["Support", "222", "176", "79%"],
    ]

    found = said(["Group", "People employed", "Replies", "Response rate"], *rows)

    assert found == ["For “Control”, 37 of 44 is 84%, the paper prints 48%."]


def test_answers_that_make_no_hundred_are_reported_where_other_questions_do() -> None:
    rows = [
        ["Pay", "60%", "25%", "15%"],
        ["Safety", "70%", "20%", "10%"],
        ["Line manager", "41%", "30%", "29%"],
        ["Tools", "64%", "20%", "61%"],
    ]

    assert said(["Question", "Agree", "Neither", "Disagree"], *rows) == [
        "The shares in the row “Tools” add up to 145%, not to 100%."
    ]


def test_a_row_left_out_is_one_slip_that_says_so() -> None:
    rows = [["Adults", "212", "180.4"], ["Children", "148", "131.2"], ["Place", "52", "47.0"]]

    found = said(["Directorate", "Headcount", "FTE"], *rows, ["Total", "521", "450.9"])

    assert found == [
        "The column “Headcount” adds up to 412, the paper prints 521 for “Total”."
        " The other columns fall short too: a row may be missing."
    ]


@pytest.mark.parametrize(
    "table",
    [
        Table(["", "Turnover", "Score"], [["A", "12.4", "64"], ["B", "16.0", "61"], ["C", "13.1", "70"], ["All", "13.9", "65"]]),
        Table(["Council", "Agency spend"], [["Farley", "£14.2m"], ["Marden", "£27.8m"], ["Penmoor", "£19m"], ["All in England", "£402m"]]),
        Table(["Service", "Budget"], [["Adults", "1,204"], ["Parks", "388"], ["Homes", "TBC"], ["Total", "4,002"]]),
        Table(["Service", "Budget"], [["Adults", "1,204"], ["Parks", "388"], ["Homes", ""], ["Total", "1,700"]]),
        Table(["Measure", "2023", "2024"], [["Headcount", "640", "650"], ["FTE", "512", "520"], ["Leavers", "61", "55"]]),
        Table(["Group", "Posts"], [["Largest team", "about 120"], ["Second", "90"], ["Total", "400"]]),
    ],
)  # fmt: skip
def test_where_it_is_not_plain_what_a_figure_is_made_of_nothing_is_said(table: Table) -> None:
    assert slips(paper(Part("Profile", [table]))) == []


SEEDS = (11, 12)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_planted_slips_are_found_and_sound_tables_left_alone(seed: int, tmp_path: Path) -> None:
    planted = tables(seed, 100)
    file = tmp_path / "tables.html"
    file.write_text(page(planted), "utf-8")
    found: dict[str, list[Slip]] = defaultdict(list)
    for slip in slips(read(file)):
        found[slip.heading].append(slip)

    reported = [(item, slip) for item in planted for slip in found[item.name]]
    right = {(item.name, slip.start) for item, slip in reported if is_of(slip, item)}
    recall = len({name for name, _ in right}) / sum(bool(item.how) for item in planted)
    precision = len(right) / len(reported)

    assert sum(bool(item.how) for item in planted) == 100
    assert recall >= 0.9
    assert precision >= 0.95


def is_of(slip: Slip, item: Planted) -> bool:
    """Whether a slip names the planted figure, as what is printed or among what was added."""
    told = " | ".join((slip.place, *slip.terms))
    return bool(item.how) and (item.how == "row" or (item.row in told and item.column in told))
