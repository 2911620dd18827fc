"""Facts from sentences and list items of made-up papers."""

from __future__ import annotations

import pytest

from ingest.fact_model import Approx, Fact, FactKind
from ingest.facts import read
from tests.ingest.fact_papers import Part, extract, paper, sentence

Stated = tuple[str, float | None, str, str | None]


def stated(text: str) -> list[Stated]:
    """Metric, value, kind, and date or period of each fact of one sentence."""
    return [
        (fact.metric, fact.value, fact.kind.value, fact.as_of or fact.period)
        for fact in extract(sentence(text))
    ]


def only(text: str) -> Fact:
    facts = extract(sentence(text))
    assert len(facts) == 1, facts
    return facts[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sickness absence fell from 9.8 days per FTE in 2021/22 to 8.9 days in 2022/23.",
            [
                ("sickness.days_per_fte", 9.8, "actual", "2021/22"),
                ("sickness.days_per_fte", 8.9, "actual", "2022/23"),
            ],
        ),
        (
            "Our establishment is 4,512 FTE (5,380 headcount).",
            [("workforce.fte", 4512, "actual", None), ("workforce.headcount", 5380, "actual", None)],
        ),
        (
            "As at 31 March 2023 we employed 4,105 people, equating to 3,377.4 full time equivalents.",
            [
                ("workforce.headcount", 4105, "actual", "2023-03-31"),
                ("workforce.fte", 3377.4, "actual", "2023-03-31"),
            ],
        ),
        ("We spent £3.4m on agency staff in 2023/24.", [("agency.spend", 3_400_000, "actual", "2023/24")]),
        ("The vacancy rate was 9.5% at 31 March 2024.", [("vacancy.rate", 9.5, "actual", "2024-03-31")]),
        (
            "The median gender pay gap is 4.2% and the mean is 6.1%.",
            [("paygap.median", 4.2, "actual", None), ("paygap.mean", 6.1, "actual", None)],
        ),
        (
            "Turnover increased to 15.6% in 2022/23 (from 12.1% in 2021/22).",
            [("leavers.rate", 15.6, "actual", "2022/23"), ("leavers.rate", 12.1, "actual", "2021/22")],
        ),
        (
            "The workforce has reduced from 4,200 in 2015 to 3,750 in 2023.",
            [
                ("workforce.headcount", 4200, "actual", "2015"),
                ("workforce.headcount", 3750, "actual", "2023"),
            ],
        ),
        (
            "The funding shortfall is forecast to be £12.5m in 2025/26 rising to £19.1m in 2026/27.",
            [
                ("budget.gap", 12_500_000, "actual", "2025/26"),
                ("budget.gap", 19_100_000, "actual", "2026/27"),
            ],
        ),
        ("Savings of £6.3m were delivered in 2023/24.", [("budget.saving", 6_300_000, "actual", "2023/24")]),
        (
            "The net revenue budget for 2024/25 is £182.4m.",
            [("budget.net", 182_400_000, "actual", "2024/25")],
        ),
        ("Our pay bill is £145m a year.", [("pay.bill_gross", 145_000_000, "actual", "a year")]),
        ("The average age of our workforce is 47.", [("age.mean", 47, "actual", None)]),
        ("45% of our workforce are aged 50 or over.", [("age.share[50+]", 45, "actual", None)]),
        (
            "62.9% of employees are women; 37.1% are men.",
            [("div.share[sex=female]", 62.9, "actual", None), ("div.share[sex=male]", 37.1, "actual", None)],
        ),
        ("In 2022-23, 512 people left the organisation.", [("leavers.count", 512, "actual", "2022-23")]),
        ("There are currently 120 vacant posts.", [("vacancy.posts", 120, "actual", None)]),
        ("We lost 42,310 days to sickness in 2022/23.", [("sickness.days", 42310, "actual", "2022/23")]),
        ("Sickness absence was 4.1% in 2023/24.", [("sickness.rate", 4.1, "actual", "2023/24")]),
        (
            "The Council has recruited 85 apprentices since 2017.",
            [("apprentice.new", 85, "actual", "since 2017")],
        ),
    ],
)
def test_a_sentence_states_its_figures(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We will reduce sickness to 8 days by March 2026.", FactKind.TARGET),
        ("We need to save £45 million by 2027/28.", FactKind.TARGET),
        ("Turnover should not exceed 12%.", FactKind.TARGET),
        ("We aim for 12% of staff to be from ethnic minorities by 2027.", FactKind.TARGET),
        ("We will need to reduce our operating costs by 25% over the next 3 years.", FactKind.TARGET),
        ("We assume a pay award of 3%.", FactKind.ASSUMPTION),
        ("The plan assumes an annual reduction of staff (FTE) of 5%.", FactKind.ASSUMPTION),
        ("The national average for turnover is 13.4%.", FactKind.BENCHMARK),
        ("Staff turnover is 12.9%.", FactKind.ACTUAL),
        ("The council faces a budget gap of £9m by 2026/27.", FactKind.ACTUAL),
    ],
)
def test_a_target_is_never_an_actual(text: str, kind: FactKind) -> None:
    assert only(text).kind is kind


def test_an_actual_keeps_its_kind_beside_a_target_or_a_benchmark() -> None:
    against_target = extract(sentence("Voluntary turnover was 9.8% against a target of 10%."))
    against_others = extract(
        sentence("Our turnover rate of 11.2% compares with a national average of 13.4%.")
    )

    assert [(fact.value, fact.kind.value) for fact in against_target] == [(9.8, "actual"), (10, "target")]
    assert [(fact.value, fact.kind.value) for fact in against_others] == [
        (11.2, "actual"),
        (13.4, "benchmark"),
    ]


def test_the_share_of_the_population_is_no_share_of_staff() -> None:
    facts = extract(
        sentence("BAME employees make up 15.3% of the workforce against 21% of the local population.")
    )

    assert [(fact.value, fact.kind.value) for fact in facts] == [(15.3, "actual"), (21, "benchmark")]


@pytest.mark.parametrize(
    "text",
    [
        "Over 300 staff attended the leadership conference in May 2023.",
        "61% of residents are satisfied with the council.",
        "The number of residents aged over 65 has increased by nearly 20% in the last 10 years.",
        "Our staff survey had a response rate of 64%, and 78% of staff feel proud to work here.",
        "Agency spend has reduced by £1.2m since 2021.",
        "Paragraph 4.5 sets out 12 priorities and 3 themes for 2024.",
        "Fees for hiring a hall will rise by 50-60%, and vehicle costs rose 20% over 3 years.",
        "The town won £20m of regeneration funding in November 2023.",
        "Mental health was the cause of 35% of days lost.",
        "Vacant shops in the town centre stand at 12%.",
        "Insulation saves households £300 a year on their energy bills.",
        "Support for 140 care leavers will continue until they are 25.",
        "We are in the top quartile in 5 out of the 9 indicators.",
        "Telephone our human resources team on 01632 960 145.",
        "Staff may review a job matching threshold of 80%.",
        "A 1% pay award costs £1.1m.",
        "We received 1,240 applications for 85 posts.",
        "Council tax will rise by 4.99% in 2025/26, raising £3.4m.",
        "By 2030, 25% of the population will be over 65.",
        "The Chief Executive's salary is £185,000.",
    ],
)
def test_figures_that_are_not_about_the_workforce_or_the_budget_are_left_alone(text: str) -> None:
    assert extract(sentence(text)) == []


def test_a_blank_is_a_fact_without_a_value() -> None:
    blanks = extract(
        sentence("The council employs approximately X people, of whom around X are based in schools.")
    )

    assert [(blank.metric, blank.value, blank.approx, blank.population) for blank in blanks] == [
        ("workforce.headcount", None, Approx.ABOUT, "council"),
        ("workforce.headcount", None, Approx.ABOUT, "schools"),
    ]


def test_the_figure_of_another_body_is_that_body_s() -> None:
    fact = only("Oldtown City Council employs 9,000 staff.")

    assert (fact.owner, fact.body == "xyz") == ("Oldtown City Council", False)


def test_what_is_considered_healthy_is_no_figure_of_the_council() -> None:
    assert only("Turnover of 10-12% is considered healthy.").kind is FactKind.BENCHMARK


def test_approximations_and_decimals_are_kept() -> None:
    assert only("Turnover is around 15%.").approx is Approx.ABOUT
    assert only("Our workforce has reduced by over 20% in the last 12 years.").approx is Approx.OVER
    assert only("6.70% of our employees declared a disability.").decimals == 2


def test_a_historic_fall_and_its_span() -> None:
    fall = only("Our workforce has reduced by over 20% in the last 12 years.")

    assert (fall.metric, fall.value, fall.period) == ("workforce.change_hist", 20, "last 12 years")


def test_declared_shares_have_their_own_scope() -> None:
    assert only("7.2% of our workforce have declared a disability.").population == "declared"
    assert only("Turnover of social workers stands at 18.3%.").population != "council"


def test_a_date_before_a_list_covers_the_list() -> None:
    document = paper(
        Part(
            "Profile",
            [
                "As of 1 April 2022:",
                ["44.4% of our employees work part time.", "6.4% of staff are under 25."],
            ],
        )
    )

    assert [fact.as_of for fact in extract(document)] == ["2022-04-01", "2022-04-01"]


def test_a_note_dates_the_figures_above_it_except_those_it_excepts() -> None:
    note = (
        "Figures above are as at 30 September 2023, "
        "except sickness and turnover which are for April 2022 to March 2023."
    )
    document = paper(Part("Profile", ["We employ 3,100 people.", "Staff turnover is 12.2%.", note]))

    heads, turnover = extract(document)

    assert (heads.as_of, turnover.as_of, turnover.period) == ("2023-09-30", None, "April 2022 to March 2023")


def test_every_quote_is_verbatim() -> None:
    document = paper(
        Part(
            "Profile",
            [
                "We employ **3,100** people (2,650.5 FTE). Turnover, at 12.2%, is falling.",
                ["58% are women", "£2.1m was spent on agency staff"],
            ],
        )
    )

    facts = extract(document)

    assert len(facts) == 5
    assert all(
        document.text[place.start : place.end] == place.quote for fact in facts for place in fact.places
    )


def test_the_same_figure_said_twice_is_one_fact_with_two_places() -> None:
    document = paper(
        Part("Summary", ["Staff turnover is 12.2%."]), Part("Profile", ["Turnover of staff stands at 12.2%."])
    )

    (turnover,) = extract(document)

    assert len(turnover.places) == 2


def test_an_undated_repeat_joins_the_dated_figure() -> None:
    document = paper(
        Part("One", ["We must cut our operating costs by 25% over the next 3 years."]),
        Part("Two", ["We must cut our operating costs by 25%."]),
    )

    (cut,) = extract(document)

    assert (cut.period, len(cut.places)) == ("next 3 years", 2)


def test_ids_do_not_depend_on_the_document() -> None:
    one = extract(paper(Part("A", ["Staff turnover is 12.2%."]), id="first"))
    other = extract(paper(Part("B", ["Annual staff turnover was 12.2%."]), id="second"))

    assert [fact.id for fact in one] == [fact.id for fact in other]


def test_a_figure_taken_up_again_is_no_second_fact() -> None:
    once = Part("Overspend", ["The overspend on placements was £850,000 in 2024/25."])
    pointed = Part("Equality", ["No assessment has been made of the £850,000."])
    anew = Part("Training", ["Training for managers cost £850,000."])

    assert [fact.value for fact in read(paper(once, pointed))] == [850_000]
    assert [fact.value for fact in read(paper(once, anew))] == [850_000, 850_000]


def test_a_figure_after_the_that_stands_nowhere_before_is_a_fact() -> None:
    text = "We spent £850,000 on agency staff in 2024/25. Half of the £900,000 budget paid for night cover."

    money = [fact.value for fact in read(sentence(text)) if fact.unit == "gbp"]

    assert money == [850_000, 900_000]
