"""A period or a date is a run of whole months, however it is written."""

from __future__ import annotations

import pytest

from assistant.planner.periods import ends, months, narrowed, same, within, years_between

APRIL_2024 = 2024 * 12 + 3


@pytest.mark.parametrize(
    ("when", "first", "length"),
    [
        ("2024/25", APRIL_2024, 12),
        ("2024-25", APRIL_2024, 12),
        ("Q2 2024/25", APRIL_2024 + 3, 3),
        ("2024/25 Q2", APRIL_2024 + 3, 3),
        ("H2 2024/25", APRIL_2024 + 6, 6),
        ("first half of 2024/25", APRIL_2024, 6),
        ("April 2024", APRIL_2024, 1),
        ("2024-04", APRIL_2024, 1),
        ("2024-04/2024-09", APRIL_2024, 6),
        ("April to December 2024", APRIL_2024, 9),
        ("2024", APRIL_2024 - 3, 12),
        ("2024/25 to 2026/27", APRIL_2024, 36),
        ("2024/25 to 31 December", APRIL_2024, 9),
        ("12 months to March 2025", APRIL_2024, 12),
        ("average, year to 2025-03", APRIL_2024, 12),
        ("year to 2025-03-31", APRIL_2024, 12),
        ("the year ended 31 March 2025", APRIL_2024, 12),
        ("31 March 2024", APRIL_2024, 0),
        ("2024-04-01", APRIL_2024, 0),
        ("2011-12", 2011 * 12 + 3, 12),
    ],
)
def test_a_time_is_its_first_month_and_how_many_there_are(when: str, first: int, length: int) -> None:
    assert months(when) == (first, length)


@pytest.mark.parametrize("when", ["", "a year", "since 2010", "next spring", "Q2", "latest"])
def test_what_says_no_whole_time_is_none(when: str) -> None:
    assert months(when) is None
    assert ends(when) is None


def test_a_year_ends_on_the_date_that_closes_it() -> None:
    assert ends("2024/25") == ends("31 March 2025") == ends("2025-04-01") == APRIL_2024 + 12


def test_years_are_counted_from_end_to_end() -> None:
    assert years_between("2024/25", "2026/27") == 2.0
    assert years_between("31 March 2025", "30 September 2026") == 1.5
    assert years_between("2024/25", "soon") is None


def test_two_ways_to_write_a_time_are_one_time() -> None:
    assert same("2024-25", "2024/25")
    assert same("31 March 2025", "2025-04-01")
    assert not same("2024/25", "31 March 2025")
    assert same("A year", "a year ")
    assert not same("a year", "2024/25")


def test_the_day_on_which_a_year_begins_is_not_within_it_and_its_last_day_is() -> None:
    year = (APRIL_2024, 12)

    assert within((APRIL_2024 + 12, 0), year)
    assert not within((APRIL_2024, 0), year)
    assert within((APRIL_2024, 3), year)
    assert not within(year, (APRIL_2024, 0))


@pytest.mark.parametrize(
    ("label", "time"),
    [
        ("Oct to Dec", "2024-10/2024-12"),
        ("January to March", "2025-01/2025-03"),
        ("Q3", "2024-10/2024-12"),
        ("Quarter 1", "2024-04/2024-06"),
        ("Junction repairs", "2024/25"),
        ("Highways", "2024/25"),
        ("Quarter by quarter", "2024/25"),
        ("Dec to Apr", "2024/25"),
    ],
)
def test_a_label_may_name_the_months_of_a_year(label: str, time: str) -> None:
    assert narrowed("2024/25", label) == time


def test_only_a_year_is_narrowed() -> None:
    assert narrowed("31 March 2025", "Oct to Dec") == "31 March 2025"
