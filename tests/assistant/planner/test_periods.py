"""Periods and dates are counted in months, in every form in which papers and readings write them."""

from __future__ import annotations

import pytest

from assistant.planner.periods import Period, period, years_between

APRIL_2025 = 2025 * 12 + 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025/26", Period(APRIL_2025, 12)),
        ("2025", Period(2025 * 12, 12)),
        ("Q1 2025/26", Period(APRIL_2025, 3)),
        ("Q3 2025/26", Period(APRIL_2025 + 6, 3)),
        ("H2 2025/26", Period(APRIL_2025 + 6, 6)),
        ("2025/26 to 2029/30", Period(APRIL_2025, 60)),
        ("2025/26-2026/27", Period(APRIL_2025, 24)),
        ("2025-04/2025-12", Period(APRIL_2025, 9)),
        ("2025/26 to 31 December", Period(APRIL_2025, 9)),
        ("2025/26 to March", Period(APRIL_2025, 12)),
        ("April to June 2025", Period(APRIL_2025, 3)),
        ("October to March 2026", Period(APRIL_2025 + 6, 6)),
        ("12 months to 2025-09", Period(APRIL_2025 - 6, 12)),
        ("average, year to 2025-09-30", Period(APRIL_2025 - 6, 12)),
        ("2024/25 average", Period(APRIL_2025 - 12, 12)),
        ("2025/26 at Q1", Period(APRIL_2025, 12)),
        ("May 2025", Period(APRIL_2025 + 1, 1)),
        ("12 November 2024", Period(2024 * 12 + 10, 1)),
        ("2025-03-31", Period(APRIL_2025, 0)),
        ("2025-04-01", Period(APRIL_2025, 0)),
        ("2025-03", Period(APRIL_2025, 0)),
    ],
)
def test_a_period_is_its_first_month_and_how_many(text: str, expected: Period) -> None:
    assert period(text) == expected


@pytest.mark.parametrize(
    "text", ["", "each year", "since 2014", "Q5 2025/26", "2025/2", "soon", "to", "Q1 2025"]
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert period(text) is None


def test_years_are_counted_from_end_to_end() -> None:
    assert years_between("2024/25", "2029/30") == 5
    assert years_between("2025-09-30", "2027-03-31") == 1.5
    assert years_between("2024/25", "") is None
