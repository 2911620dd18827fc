"""Financial years in each of their spellings, national rates past the last year known, and spans by the printed rule."""

from __future__ import annotations

import calendar
import random
from datetime import date, timedelta

import pytest

from engine.dates import after, financial_year, span, year_name
from engine.errors import EngineError, InvalidScenario, NoBaseline
from engine.parameters import packaged
from tests.engine.writing import Json, fig, make, project, rate, years

FTE, HEADS, PAY = fig(1000, "fte"), fig(1250, "persons"), fig(30000, "gbp_each")


def ni_in(year: str, **more: Json) -> Json:
    choices = {"on_costs": "yes", "tax_year": year}
    return make(
        "pay_bill", baseline=FTE, pay=PAY, headcount=HEADS, choices=choices, lgps_rate=fig(20, "%"), **more
    )


@pytest.mark.parametrize("spelling", ["25/26", "25-26", "2025-26", "2025/2026", "2025/26"])
def test_a_financial_year_is_read_in_each_of_its_spellings(spelling: str) -> None:
    made = project(ni_in(spelling))

    assert made.result("ni").value == pytest.approx(0.15 * (1000 * 30_000 - 5_000 * 1_250))  # £3,562,500
    assert made.hash == project(ni_in("2025/26")).hash


def test_a_year_of_two_digits_is_of_this_century_below_70() -> None:
    assert financial_year("25/26") == (date(2025, 4, 1), date(2026, 3, 31))
    assert financial_year("99/00") == (date(1999, 4, 1), date(2000, 3, 31))
    assert (year_name("69/70"), year_name("70/71"), year_name("soon")) == ("2069/70", "1970/71", "soon")


SHORT_YEARS: list[tuple[str, Json]] = [
    ("an end", make("project_compound", baseline=fig(9, "fte", as_of="2023-03-31"), changes=[rate(-5)], horizon={"end": "25/26"})),
    ("a date", make("project_compound", baseline=fig(9, "fte", as_of="22/23"), changes=[rate(-5)], horizon={"end": "2025/26"})),
    ("a period", make("project_compound", baseline=fig(9, "fte", period="22/23"), changes=[rate(-5)], horizon={"end": "2025/26"})),
    ("a start", make("project_compound", baseline=fig(9, "fte"), changes=[rate(-5)], horizon={"start": "22/23", "end": "25/26"})),
]  # fmt: skip


@pytest.mark.parametrize("scenario", [case[1] for case in SHORT_YEARS], ids=[case[0] for case in SHORT_YEARS])
def test_a_short_year_is_read_wherever_a_year_is(scenario: Json) -> None:
    assert project(scenario).years == 3  # 31 March 2023 to 31 March 2026


def test_a_national_rate_is_found_by_a_short_year() -> None:
    spine = make("adjust", baseline={"parameter": "njc.spine.scp10", "on": "25/26"})

    assert project(spine).value == 27694


@pytest.mark.parametrize("wrong", ["25/27", "2025", "next year", "2025/29"])
def test_what_is_no_financial_year_is_refused_in_a_sentence(wrong: str) -> None:
    with pytest.raises(InvalidScenario, match="tax_year: '" + wrong):
        project(ni_in(wrong))


@pytest.mark.parametrize("wrong", ["2024-13", "soon", "2024-03"])
def test_a_rate_asked_for_on_no_date_is_refused_by_the_engine_s_own_error(wrong: str) -> None:
    with pytest.raises(EngineError, match=wrong):
        packaged().value("employer_ni.rate", wrong)


def test_a_saving_in_the_gap_s_year_is_counted_in_whatever_spelling() -> None:
    savings = [fig(2e5, "gbp", nature="one_off", period="26/27"), fig(3e5, "gbp", period="25/26")]

    made = project(make("budget_gap", baseline=fig(1e6, "gbp", period="2026/27"), savings=savings))

    assert made.value == 1_000_000 - 200_000 - 300_000


def test_a_saving_that_begins_after_the_gap_is_left_out_and_said_so() -> None:
    late = [fig(2e5, "gbp", period="2027/28"), fig(1e5, "gbp", nature="one_off", period="2025/26")]

    made = project(make("budget_gap", baseline=fig(1e6, "gbp", period="2026/27"), savings=late))

    assert made.value == 1_000_000
    assert "£200,000 begins in 2027/28, after 2026/27, and is not counted." in made.warnings
    assert "£100,000 once in 2025/26 is not money of 2026/27." in made.warnings


def test_savings_that_are_added_up_begin_in_their_year_and_a_one_off_comes_once() -> None:
    savings = [
        fig(100e3, "gbp", period="25/26"),
        fig(50e3, "gbp", period="2026/27", nature="one_off"),
        fig(30e3, "gbp", period="26/27"),
    ]

    made = project(make("budget_gap", savings=savings, horizon=years(3)))

    assert [point.value for point in made.series] == [100e3, 180e3, 130e3]  # 100; 100 + 30 + 50; 100 + 30
    assert (made.value, made.result("yearly_level").value) == (410e3, 130e3)


# National rates past the last year that the table knows


def test_a_rate_in_force_is_carried_on_past_the_last_year_known_and_says_so() -> None:
    made = project(ni_in("2031/32"))

    said = "The rate of 2026/27, the last year known, is carried on to 2031/32."
    assert made.result("ni").value == pytest.approx(0.15 * (1000 * 30_000 - 5_000 * 1_250))
    assert [item.value for item in made.assumptions if item.name == "ni_rate_carried_on"] == [15.0]
    assert {item.note for item in made.assumptions if item.name.endswith("_carried_on")} == {said}
    assert any(said in warning and "15%" in warning for warning in made.warnings)


@pytest.mark.parametrize("year", ["2025/26", "2026/27", "26/27"])
def test_a_year_that_is_known_carries_nothing_on(year: str) -> None:
    made = project(ni_in(year))

    assert [item.name for item in made.assumptions if "carried" in item.name] == []
    assert [item for item in made.warnings if "carried" in item] == []


def test_the_last_year_known_ends_for_taxes_on_5_april_and_for_the_rest_on_31_march() -> None:
    table = packaged()

    assert table.value("employer_ni.rate", "2027-04-05").carried == ""
    assert table.value("employer_ni.rate", "2027-04-06").carried.endswith("carried on to 2027/28.")
    assert table.value("lgps.employer_rate.example_unitary", "2027-03-31").carried == ""
    assert table.value("lgps.employer_rate.example_unitary", "2027-04-01").carried != ""


def test_a_rate_with_an_end_is_never_carried_past_it() -> None:
    with pytest.raises(NoBaseline, match="No value of"):
        packaged().value("njc.award.percent", "2031/32")


# Spans


def printed_rule(start: date, end: date) -> float:
    """Whole months ÷ 12 plus left-over days ÷ 365, counted day by day; a month-end is followed to month-ends."""

    def marks() -> list[date]:
        last = start.day == calendar.monthrange(start.year, start.month)[1]
        found, month = [], start.month - 1
        for ahead in range((end.year - start.year) * 12 + 13):
            year, number = start.year + (month + ahead) // 12, (month + ahead) % 12 + 1
            days = calendar.monthrange(year, number)[1]
            found.append(date(year, number, days if last else min(start.day, days)))
        return found

    passed = [mark for mark in marks() if mark <= end]
    return (len(passed) - 1) / 12 + (end - passed[-1]).days / 365


SPANS = [
    (date(2023, 2, 28), date(2023, 5, 10), 2 / 12 + 10 / 365),  # to 30 April, and ten days
    (date(2023, 4, 30), date(2023, 5, 30), 30 / 365),  # the month ends on the 31st
    (date(2023, 4, 30), date(2023, 5, 31), 1 / 12),
    (date(2023, 1, 30), date(2023, 2, 28), 1 / 12),  # there is no 30 February
    (date(2023, 1, 30), date(2023, 3, 29), 1 / 12 + 29 / 365),
    (date(2024, 2, 29), date(2025, 2, 28), 1.0),
    (date(2024, 2, 28), date(2025, 2, 28), 1.0),
]


@pytest.mark.parametrize(("start", "end", "wanted"), SPANS)
def test_a_start_on_a_month_end_is_counted_from_month_end_to_month_end(
    start: date, end: date, wanted: float
) -> None:
    assert span(start, end) == pytest.approx(wanted)
    assert printed_rule(start, end) == pytest.approx(wanted)


def drawn_days(count: int) -> list[tuple[date, date]]:
    """Pairs of days, every third one on a month-end."""
    chance, first = random.Random(20261122), date(2000, 1, 1)

    def day() -> date:
        found = first + timedelta(days=chance.randint(0, 5_000))
        last = calendar.monthrange(found.year, found.month)[1]
        return found.replace(day=last) if chance.random() < 0.33 else found

    return [(min(pair), max(pair)) for pair in ((day(), day()) for _ in range(count))]


def test_20_000_drawn_spans_follow_the_printed_rule() -> None:
    off = [pair for pair in drawn_days(20_000) if abs(span(*pair) - printed_rule(*pair)) > 1e-12]

    assert off == []


def test_a_later_end_is_never_a_shorter_span_and_backwards_is_the_same_span_below_zero() -> None:
    for start, end in drawn_days(2_000):
        assert span(start, end) <= span(start, end + timedelta(days=1))
        assert span(end, start) == -span(start, end)


def test_the_end_of_a_span_is_found_again_from_its_length() -> None:
    for start, end in drawn_days(2_000):
        assert after(start, span(start, end)) == end


def test_a_horizon_of_years_ends_as_long_after_its_start() -> None:
    made = project(
        make(
            "project_compound",
            baseline=fig(9, "fte", as_of="2024-02-29"),
            changes=[rate(1)],
            horizon=years(3),
        )
    )

    assert made.end == "2027-02-28"
