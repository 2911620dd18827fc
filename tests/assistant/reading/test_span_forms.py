"""Forms of dates, ages, paces and weights that people type and papers do not print."""

from __future__ import annotations

import pytest

from assistant.reading.moments import moments, said_period
from assistant.reading.place import Placed
from assistant.reading.spans import Span, Type, tag


def only(question: str) -> Span:
    (span,) = tag(question)
    return span


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("headcount in may 2024", "2024-05"),
        ("leavers apr-dec 2022", "2022-04/2022-12"),
        ("leavers nov to feb 2023", "2022-11/2023-02"),
        ("turnover in 2024/25", "2024/25"),
        ("on 31 March 2025", "2025-03-31"),
    ],
)
def test_a_period_is_read_in_small_letters_and_over_months(words: str, period: str) -> None:
    assert said_period(only(words)) == period


@pytest.mark.parametrize("words", ["how many staff are 55 plus", "how many are 55+ at the county"])
def test_an_age_and_over_needs_no_noun_behind_it(words: str) -> None:
    span = only(words)

    assert (span.type, span.value, span.unit) == (Type.AGE, 55.0, "from")


def test_numbers_with_strokes_are_shares_when_they_make_a_whole() -> None:
    assert [(s.type, s.value) for s in tag("spread it 20/30/30/20")] == [
        (Type.PCT, value) for value in (20.0, 30.0, 30.0, 20.0)
    ]
    assert all(s.type is not Type.PCT for s in tag("spread it 20/30/30/30"))


def test_a_short_year_makes_a_rate() -> None:
    assert only("2.4m a yr").per == "year"


def test_a_numbered_year_is_so_many_years_ahead() -> None:
    placed = Placed("headcount in year three", tag("headcount in year three"))

    assert moments(placed, ["hor"], "2024/25").years == 3.0


def test_a_bare_quarter_is_one_of_the_latest_year() -> None:
    assert said_period(Span(Type.DATE, 0, 2, "q2"), "2024/25") == "Q2 2024/25"
