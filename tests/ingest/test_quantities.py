"""The quantity grammar: each phrase as papers print it, and what must never be taken for a quantity."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.fact_model import Approx
from ingest.quantities import Kind, Quantity, find


def only(text: str) -> Quantity:
    """The single quantity of a text."""
    found = find(text)
    assert len(found) == 1, found
    return found[0]


def amounts(text: str) -> list[tuple[Kind, float | None]]:
    return [(item.kind, item.value) for item in find(text)]


@pytest.mark.parametrize(
    "text", ["by 2026/27", "2026-27", "in 2026–27", "2026/2027", "FY27", "FY2026/27", "FY26/27"]
)
def test_a_financial_year_ends_on_31_march(text: str) -> None:
    year = only(text)

    assert year.kind is Kind.FINANCIAL_YEAR
    assert (year.start_date, year.end_date) == ("2026-04-01", "2027-03-31")
    assert year.flagged == ("FY" in text)


def test_the_year_2011_12_is_not_december_2011() -> None:
    assert (only("2011/12").start_date, only("2011/12").end_date) == ("2011-04-01", "2012-03-31")


def test_a_second_part_that_is_not_the_next_year_makes_a_span_of_calendar_years() -> None:
    assert only("2014-2017").kind is Kind.SPAN
    assert only("2022/25").kind is Kind.SPAN
    assert (only("2018 to 2022").start_date, only("2018 to 2022").end_date) == ("2018-01-01", "2022-12-31")


def test_financial_years_joined_by_to_are_one_span() -> None:
    span = only("over 2024/25 to 2026/27")

    assert (span.start_date, span.end_date) == ("2024-04-01", "2027-03-31")


def test_the_second_quarter_of_a_financial_year_is_july_to_september() -> None:
    quarter = only("Q2 2025/26")

    assert (quarter.kind, quarter.start_date, quarter.end_date) == (Kind.QUARTER, "2025-07-01", "2025-09-30")
    assert only("Q4 2025/26").start_date == "2026-01-01"


@pytest.mark.parametrize(
    ("text", "pounds", "decimals"),
    [
        ("£1.1m", 1_100_000, 1),
        ("£ 1.1 million", 1_100_000, 1),
        ("£9m", 9_000_000, 0),
        ("£1bn", 1_000_000_000, 0),
        ("£1.1bn", 1_100_000_000, 1),
        ("£250k", 250_000, 0),
        ("£2,432.50", 2432.5, 2),
        ("£half a million", 500_000, 0),
    ],
)
def test_a_suffix_belongs_to_its_pounds(text: str, pounds: float, decimals: int) -> None:
    assert (only(text).kind, only(text).value, only(text).decimals) == (Kind.MONEY, pounds, decimals)


def test_a_hyphen_between_a_label_and_pounds_is_a_dash() -> None:
    agency = find("Agency workers -£ 1.1 million 2022/23")[0]

    assert agency.value == 1_100_000


def test_a_hyphen_after_a_label_is_no_minus_but_one_after_by_is() -> None:
    assert only("Male -54%").value == 54
    assert only("Re-assigned -1%").value == 1
    assert only("FTE changes by -5%").value == -5
    assert only("-2.1%").value == -2.1
    assert only("a gap of −3%").value == -3


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("50-60%", 50, 60),
        ("45%-50%", 45, 50),
        ("3% to 5%", 3, 5),
        ("between five and six per cent", 5, 6),
        ("between 3% and 5%", 3, 5),
        ("plus or minus 2%", -2, 2),
        ("±2%", -2, 2),
    ],
)
def test_both_ends_of_a_range_carry_the_unit(text: str, low: float, high: float) -> None:
    found = only(text)

    assert (found.kind, found.value, found.high) == (Kind.PERCENT, low, high)


def test_ranges_of_money_share_their_suffix() -> None:
    assert (only("£2-3m").value, only("£2-3m").high) == (2_000_000, 3_000_000)
    assert (only("£1.5m to £2m").value, only("£1.5m to £2m").high) == (1_500_000, 2_000_000)


def test_from_one_stock_to_another_are_two_quantities() -> None:
    assert amounts("from 3,708 to 3,666 employees") == [(Kind.COUNT, 3708), (Kind.COUNT, 3666)]
    assert amounts("from 14.3% to 16%") == [(Kind.PERCENT, 14.3), (Kind.PERCENT, 16)]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("a quarter", 25),
        ("three quarters", 75),
        ("one in five", 20),
        ("1 in 4", 25),
        ("nine in ten", 90),
        ("seven out of ten", 70),
        ("half of staff", 50),
        ("two-fifths", 40),
    ],
)
def test_fractions_in_words_are_shares(text: str, percent: float) -> None:
    assert (only(text).kind, only(text).value, only(text).words) == (Kind.PERCENT, percent, True)


def test_a_third_is_not_rounded() -> None:
    assert only("a third of staff").value == pytest.approx(100 / 3)


@pytest.mark.parametrize(
    ("text", "change"), [("halve the bill", -50), ("double agency spend", 100), ("treble it", 200)]
)
def test_verbs_that_multiply_are_changes(text: str, change: float) -> None:
    assert (only(text).value, only(text).change) == (change, True)


def test_next_quarter_is_a_period_and_no_share() -> None:
    assert only("next quarter").kind is Kind.QUARTER
    assert only("the second quarter").kind is Kind.QUARTER


@pytest.mark.parametrize(
    "text", ["2 points", "2pp", "2 percentage points", "2 per cent points", "two points", "2%-points"]
)
def test_points_are_not_percent(text: str) -> None:
    assert (only(text).kind, only(text).value) == (Kind.POINTS, 2)


@pytest.mark.parametrize(
    ("text", "approx"),
    [
        ("around 15%", Approx.ABOUT),
        ("about 15%", Approx.ABOUT),
        ("approximately 15%", Approx.ABOUT),
        ("circa 15%", Approx.ABOUT),
        ("c.15%", Approx.ABOUT),
        ("over 15%", Approx.OVER),
        ("more than 15%", Approx.OVER),
        ("at least 15%", Approx.OVER),
        ("15% or more", Approx.OVER),
        ("nearly 15%", Approx.UNDER),
        ("fewer than 15%", Approx.UNDER),
        ("up to 15%", Approx.UP_TO),
        ("no more than 15%", Approx.UP_TO),
        ("15%", Approx.NONE),
    ],
)
def test_words_before_a_figure_say_how_exact_it_is(text: str, approx: Approx) -> None:
    assert (only(text).value, only(text).approx) == (15, approx)


def test_over_a_number_of_years_is_a_length_and_no_bound() -> None:
    fall, years = find("a fall of 20% over 12 years")

    assert (fall.approx, years.approx, years.value) == (Approx.NONE, Approx.NONE, 12)


def test_grade_thirteen_and_above_does_not_bound_the_share_after_it() -> None:
    assert only("grade 13 and above 12%").approx is Approx.NONE


@pytest.mark.parametrize("text", ["X people", "TBC", "XX%", "£XXm", "[insert figure]", "to be confirmed"])
def test_an_unfilled_blank_is_a_placeholder(text: str) -> None:
    assert (only(text).kind, only(text).value) == (Kind.PLACEHOLDER, None)


def test_a_count_and_its_share_are_two_figures_of_one_pair() -> None:
    count, share = find("Full time staff - 647/74%")

    assert (count.kind, count.value, count.pair) == (Kind.COUNT, 647, True)
    assert (share.kind, share.value, share.pair) == (Kind.PERCENT, 74, True)


@pytest.mark.parametrize(
    "text",
    [
        "0151 934 2610",
        "Phone no: 0207 664 3299",
        "+44 20 7946 0000",
        "ISO 27001",
        "ISO/IEC 27001:2013",
        "OHSAS 18001",
        "BS EN ISO 9001",
        "MT13",
        "M13",
        "TS18 1TU",
        "levels 3 – 7",
        "Level 5 & 7",
        "24/7",
        "24 hours a day, 365 days a year",
        "paragraph 40",
        "section 4.2",
        "item 4(a)",
        "Appendix 3",
        "Covid-19",
        "moved from 20th to 11th",
        "Objective 3",
        "phase 1 and 2",
        "at 9.30am",
        "a ratio of 1:4",
        "40. As outlined in the plan",
        "one of the best",
        "a two-way street",
        "a third party",
        "office@example.gov.uk",
        "https://example.gov.uk/2024/12",
    ],
)
def test_digits_that_name_things_are_never_quantities(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("30 September 2023", "2023-09-30", "2023-09-30"),
        ("1st April 2020", "2020-04-01", "2020-04-01"),
        ("the 1st of April 2020", "2020-04-01", "2020-04-01"),
        ("April 2026", "2026-04-01", "2026-04-30"),
        ("Sept 2024", "2024-09-01", "2024-09-30"),
        ("March/April 2024", "2024-03-01", "2024-04-30"),
        ("June to August 2024", "2024-06-01", "2024-08-31"),
        ("April 2022-March 23", "2022-04-01", "2023-03-31"),
        ("1 April 2022 to 31 March 2023", "2022-04-01", "2023-03-31"),
        ("31/03/2024", "2024-03-31", "2024-03-31"),
        ("2024-03-31", "2024-03-31", "2024-03-31"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("since 2019, and", "2019-01-01", "2019-12-31"),
    ],
)
def test_dates_have_a_first_and_a_last_day(text: str, start: str, end: str) -> None:
    assert (only(text).start_date, only(text).end_date) == (start, end)


def test_a_day_without_a_year_has_no_date() -> None:
    assert (only("on 30th September").kind, only("on 30th September").start_date) == (Kind.DATE, None)


def test_an_impossible_day_is_no_date() -> None:
    assert all(
        item.kind is not Kind.DATE or item.start_date != "2023-02-31" for item in find("31 February 2023")
    )


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("three years", 3, "year"),
        ("six-month", 6, "month"),
        ("the next 3 years", 3, "year"),
        ("over the next year", 1, "year"),
        ("a decade", 10, "year"),
        ("two and a half years", 2.5, "year"),
        ("18 months", 18, "month"),
    ],
)
def test_lengths_of_time(text: str, value: float, unit: str) -> None:
    assert (only(text).kind, only(text).value, only(text).unit) == (Kind.DURATION, value, unit)


def test_half_a_day_is_a_day_and_no_share() -> None:
    assert (only("half a day").kind, only("half a day").value) == (Kind.DAYS, 0.5)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("5% a year", "year"),
        ("5% per annum", "year"),
        ("38 FTE each year", "year"),
        ("an annual reduction of 5%", "year"),
        ("£45,000 a post", "post"),
        ("10.1 days lost per FTE", "fte"),
        ("9.4 days per employee", "head"),
    ],
)
def test_a_rate_says_per_what(text: str, per: str) -> None:
    assert only(text).per == per


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("2,621.5 FTE", Kind.FTE, 2621.5, "fte"),
        ("1025 - FTE", Kind.FTE, 1025, "fte"),
        ("41 full-time equivalents", Kind.FTE, 41, "fte"),
        ("879 staff", Kind.COUNT, 879, "staff"),
        ("**3,666** employees", Kind.COUNT, 3666, "employees"),
        ("twenty-five posts", Kind.COUNT, 25, "posts"),
        ("five thousand staff", Kind.COUNT, 5000, "staff"),
        ("1.5 million people", Kind.COUNT, 1_500_000, "people"),
        ("26,154 days", Kind.DAYS, 26154, "day"),
    ],
)
def test_counts_know_what_they_count(text: str, kind: Kind, value: float, unit: str) -> None:
    assert (only(text).kind, only(text).value, only(text).unit) == (kind, value, unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("staff are over 55", 55, None, "over"),
        ("aged 55 and over", 55, None, "from"),
        ("55+", 55, None, "from"),
        ("under-25s", 25, None, "under"),
        ("aged 16 to 24", 16, 24, "between"),
        ("37% of our workforce are over 55 years", 55, None, "over"),
    ],
)
def test_an_age_is_a_band_and_over_55_is_not_55_and_over(
    text: str, low: float, high: float | None, unit: str
) -> None:
    age = next(item for item in find(text) if item.kind is Kind.AGE)

    assert (age.value, age.high, age.unit) == (low, high, unit)


def test_2024_is_a_year_and_2024_with_a_comma_is_people() -> None:
    year, people = find("In 2024 we had 2,024 staff")

    assert (year.kind, people.kind, people.value) == (Kind.YEAR, Kind.COUNT, 2024)


@given(st.integers(min_value=0, max_value=9_999_999))
def test_a_printed_count_reads_back(number: int) -> None:
    assert only(f"we employ {number:,} staff").value == number


@given(st.integers(min_value=0, max_value=100_00), st.integers(min_value=0, max_value=2))
def test_a_printed_share_reads_back_with_its_decimals(hundredths: int, decimals: int) -> None:
    printed = f"{hundredths / 100:.{decimals}f}"

    share = only(f"a rate of {printed}% of staff")

    assert (share.value, share.decimals) == (float(printed), decimals)


@given(
    st.integers(min_value=1, max_value=9999),
    st.sampled_from([("m", 1e6), ("bn", 1e9), ("k", 1e3), (" million", 1e6)]),
)
def test_printed_money_reads_back(tenths: int, suffix: tuple[str, float]) -> None:
    money = only(f"a gap of £{tenths / 10:.1f}{suffix[0]} in all")

    assert money.value == pytest.approx(tenths / 10 * suffix[1], rel=1e-12)


@given(st.integers(min_value=2000, max_value=2098), st.sampled_from(["/", "-", "–"]))
def test_a_printed_financial_year_reads_back(year: int, dash: str) -> None:
    found = only(f"in {year}{dash}{(year + 1) % 100:02d}.")

    assert (found.start_date, found.end_date) == (f"{year}-04-01", f"{year + 1}-03-31")


@given(
    st.dates(
        min_value=__import__("datetime").date(1970, 1, 1), max_value=__import__("datetime").date(2069, 12, 31)
    )
)
def test_a_printed_day_reads_back(day: object) -> None:
    printed = f"{day:%d %B %Y}"

    assert only(printed).start_date == str(day)


_PIECES = st.sampled_from(
    list("0123456789.,%£-–/+ \n()|ABXxkm")
    + [
        "£",
        " per cent",
        " FTE",
        "TBC",
        " to ",
        "between ",
        "2026/27",
        " March ",
        "a quarter",
        "one in ",
        "half ",
        "²",
        "٣",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(_PIECES, max_size=30).map("".join)))
def test_no_text_makes_it_raise_and_spans_are_true(text: str) -> None:
    found = find(text)

    assert all(text[item.start : item.end] == item.text and item.text for item in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    "text",
    [
        "Net Zero Carbon by then",
        "a zero tolerance approach",
        "as Figure Two shows",
        "Scope 3 emissions",
        "Tier One posts",
    ],
)
def test_a_zero_in_a_name_and_a_place_in_a_sequence_are_no_counts(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("a dozen posts", 12.0), ("two dozen posts", 24.0), ("half a dozen posts", 6.0)]
)
def test_dozens_are_counted(text: str, value: float) -> None:
    assert [found.value for found in find(text)] == [value]


def test_the_last_decade_is_ten_years() -> None:
    (found,) = find("it grew in the last decade")

    assert (found.kind, found.value, found.unit) == (Kind.DURATION, 10.0, "year")
