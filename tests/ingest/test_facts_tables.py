"""Facts from tables and profile pages of made-up papers."""

from __future__ import annotations

from tests.ingest.fact_papers import Part, Table, extract, paper


def test_each_column_of_a_table_by_year_dates_its_figures() -> None:
    table = Table(
        ["Measure", "2022/23", "2023/24"],
        [
            ["Headcount", "5,305", "5,380"],
            ["Staff turnover", "13.0%", "12.4%"],
            ["Sickness days per FTE", "9.8", "8.9"],
        ],
    )

    facts = extract(paper(Part("Workforce profile", [table])))

    assert [(fact.metric, fact.value, fact.as_of, fact.period) for fact in facts] == [
        ("workforce.headcount", 5305, "2023-03-31", "2022/23"),
        ("workforce.headcount", 5380, "2024-03-31", "2023/24"),
        ("leavers.rate", 13.0, None, "2022/23"),
        ("leavers.rate", 12.4, None, "2023/24"),
        ("sickness.days_per_fte", 9.8, None, "2022/23"),
        ("sickness.days_per_fte", 8.9, None, "2023/24"),
    ]


def test_columns_say_what_is_baseline_target_and_benchmark() -> None:
    table = Table(
        ["Indicator", "Baseline", "Target 2025/26", "Actual 2024/25", "National average"],
        [["Staff turnover (%)", "14.1", "12", "13.2", "13.4"]],
    )

    facts = extract(paper(Part("Performance of our workforce plan", [table])))

    assert [(fact.value, fact.kind.value) for fact in facts] == [
        (14.1, "actual"),
        (12, "target"),
        (13.2, "actual"),
        (13.4, "benchmark"),
    ]


def test_a_target_takes_the_date_of_its_row() -> None:
    table = Table(
        ["Measure", "Now", "Target", "By"], [["Employees aged under 25", "5.9%", "8%", "March 2027"]]
    )

    now, target = extract(paper(Part("Measures", [table])))

    assert (now.kind.value, target.kind.value, target.as_of) == ("actual", "target", "2027-03-31")


def test_a_lead_in_makes_all_rows_targets_and_a_row_can_hold_two_populations() -> None:
    table = Table([], [["% BME and % BME grade 13 and above", "12%"], ["% declaring as LGB", "1%"]])

    facts = extract(
        paper(Part("Equality in our workforce", ["For 2015/16, our targets are as follows:", table]))
    )

    assert [(fact.metric, fact.value, fact.kind.value, fact.population) for fact in facts] == [
        ("div.share[ethnicity=ethnic minority]", 12, "target", "council"),
        ("div.share[ethnicity=ethnic minority]", 12, "target", "grade 13 and above"),
        ("div.share[orientation=lgb]", 1, "target", "declared"),
    ]
    assert {fact.period for fact in facts} == {"2015/16"}


def test_a_header_names_the_unit_of_bare_numbers() -> None:
    table = Table(
        ["", "2024/25 £m", "2025/26 £m"],
        [["Budget gap", "12.3", "19.1"], ["Savings required", "8.0", "10.5"]],
    )

    facts = extract(paper(Part("Budget", [table])))

    assert [(fact.metric, fact.value, fact.kind.value) for fact in facts] == [
        ("budget.gap", 12_300_000, "actual"),
        ("budget.gap", 19_100_000, "actual"),
        ("budget.saving", 8_000_000, "target"),
        ("budget.saving", 10_500_000, "target"),
    ]


def test_rows_by_directorate_are_parts_and_the_total_is_the_council() -> None:
    table = Table(
        ["Directorate", "Headcount", "FTE"],
        [["Adult Social Care", "1,200", "1,010.5"], ["Place", "900", "820"], ["Total", "2,100", "1,830.5"]],
    )

    facts = extract(paper(Part("Workforce by directorate", [table])))

    assert [fact.value for fact in facts if fact.population == "council"] == [2100, 1830.5]


def test_a_total_with_companies_is_the_group() -> None:
    table = Table(
        ["Employer", "Headcount"],
        [["Marshford Borough Council", "612"], ["Marshford Leisure Ltd", "88"], ["Total", "700"]],
    )

    facts = extract(paper(Part("Our people", [table])))

    assert [(fact.value, fact.population) for fact in facts] == [
        (612, "council"),
        (88, "Marshford Leisure Ltd"),
        (700, "group"),
    ]


def test_age_bands_are_rows_and_never_counts() -> None:
    table = Table(["Age band", "Headcount", "%"], [["16-24", "230", "4.3%"], ["65+", "188", "3.5%"]])

    facts = extract(paper(Part("Age profile of our workforce", [table])))

    assert [(fact.metric, fact.value, fact.unit) for fact in facts] == [
        ("age.share[16-24]", 230, "persons"),
        ("age.share[16-24]", 4.3, "share"),
        ("age.share[65+]", 188, "persons"),
        ("age.share[65+]", 3.5, "share"),
    ]


def test_a_profile_with_values_over_labels() -> None:
    panel = (
        "5,380\nemployees\n4,512.5 FTE\n63%\nfemale\n12.4%\nturnover\n"
        "8.9 days\nlost per FTE\n40,161 days\n3,100 occurrences"
    )

    facts = extract(paper(Part("Our workforce profile", [panel])))

    assert [(fact.metric, fact.value) for fact in facts] == [
        ("workforce.headcount", 5380),
        ("workforce.fte", 4512.5),
        ("div.share[sex=female]", 63),
        ("leavers.rate", 12.4),
        ("sickness.days_per_fte", 8.9),
        ("sickness.days", 40161),
        ("sickness.occurrences", 3100),
    ]


def test_a_profile_with_labels_before_values_and_dashes() -> None:
    panel = (
        "We employ – 612 staff\nFTE is: 508.4 staff\nAgency workers -£ 0.9 million\n2022/23\n"
        "Male -54%\nStaff turnover 13.2%\n"
        "Full time staff - 398/65%\nDisability (declared) -\n6.83%"
    )

    facts = extract(paper(Part("Our current workforce profile", [panel])))

    assert [(fact.metric, fact.value, fact.period, fact.population) for fact in facts] == [
        ("workforce.headcount", 612, None, "council"),
        ("workforce.fte", 508.4, None, "council"),
        ("agency.spend", 900_000, "2022/23", "council"),
        ("div.share[sex=male]", 54, None, "council"),
        ("leavers.rate", 13.2, None, "council"),
        ("workforce.fulltime", 398, None, "council"),
        ("workforce.fulltime", 65, None, "council"),
        ("div.share[disability=disabled]", 6.83, None, "declared"),
    ]


def test_a_word_glued_to_a_figure_does_not_take_it_from_its_label() -> None:
    panel = "Our staff\nGender pay gap\n2.4% in favour of\nEthnic minority staff (declared) -\n5.81%women"

    facts = extract(paper(Part("Profile", [panel])))

    assert [(fact.metric, fact.value) for fact in facts] == [
        ("paygap.unstated", 2.4),
        ("div.share[ethnicity=ethnic minority]", 5.81),
    ]


def test_companies_of_the_family_stand_outside_the_council() -> None:
    panel = (
        "We employ – 500 staff\nAcross our family:\nABC – 120 headcount – 101.5 FTE\n"
        "Homes Ltd – 30 HC – 28 FTE\nTotal employees:\n650 headcount"
    )

    facts = extract(paper(Part("Profile", [panel])))

    heads = [(fact.value, fact.population) for fact in facts if fact.metric == "workforce.headcount"]
    assert heads == [(500, "council"), (120, "ABC"), (30, "Homes Ltd"), (650, "group")]


def test_long_cells_are_read_as_sentences() -> None:
    cell = (
        "The service has had difficulty in recruiting drivers for some time. "
        "Agency spend was £1.4m in 2022/23 and the fleet is ageing."
    )
    table = Table(["Challenge", "Owner"], [[cell, "Director"]])

    (agency,) = extract(paper(Part("Scope", [table])))

    assert (agency.metric, agency.value, agency.period) == ("agency.spend", 1_400_000, "2022/23")
