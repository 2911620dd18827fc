"""How numbers are shown, and how spans are counted."""

from __future__ import annotations

from datetime import date

import pytest

from engine.dates import after, as_date, financial_year, span, year_of
from engine.display import half_up, show, stated
from engine.scenario import Unit

SHOWN = [
    (753.303, Unit.PERSONS, None, "753"),
    (752.5, Unit.PERSONS, None, "753"),
    (3.2, Unit.PERSONS, None, "fewer than 5"),
    (0.0, Unit.PERSONS, None, "0"),
    (652.8910625, Unit.FTE, None, "652.9 FTE"),
    (0.25, Unit.FTE, None, "0.3 FTE"),  # half up, not to even
    (2.675, Unit.PERCENT, None, "2.68%"),  # by the shortest decimal form, though the float lies below
    (14.3, Unit.SHARE, 1, "14.3%"),
    (65.9, Unit.SHARE, 2, "65.90%"),
    (45.0, Unit.SHARE, 0, "45.0%"),
    (-1.3, Unit.POINTS, None, "−1.30 points"),
    (1.0, Unit.YEARS, None, "1.00 year"),
    (0.8663253, Unit.RATIO, None, "0.8663"),
    (1_713_375, Unit.GBP, None, "£1.713m"),
    (880_000, Unit.GBP, None, "£880,000"),
    (9_999_499, Unit.GBP, None, "£9.999m"),
    (9_999_500, Unit.GBP, None, "£10m"),
    (86_509_500, Unit.GBP, None, "£86.5m"),
    (-2_163_074, Unit.GBP, None, "−£2.163m"),
    (9_000_000, Unit.GBP, None, "£9m"),
    (120e6, Unit.GBP, None, "£120m"),
    (412, Unit.GBP, None, "£412"),
    (27693.72, Unit.GBP_EACH, None, "£27,694"),
    (126.923, Unit.GBP_FINE, None, "£126.92"),
    (26_477.15, Unit.DAYS, None, "26,477 days"),
    (10.1, Unit.DAYS_PER_FTE, None, "10.1 days per FTE"),
    (9.09, Unit.DAYS_PER_FTE, None, "9.09 days per FTE"),
    (-0.0, Unit.FTE, None, "0.0 FTE"),
]


@pytest.mark.parametrize(("value", "unit", "decimals", "shown"), SHOWN)
def test_each_kind_is_shown_by_its_rule(value: float, unit: Unit, decimals: int | None, shown: str) -> None:
    assert show(value, unit, decimals) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (38_500, "£38,500"),  # in thousands it would be £39,000, which nobody typed
        (39_000, "£39,000"),
        (4.8, "£4.80"),
        (1_234_567, "£1,234,567"),
        (1_235_000, "£1.235m"),
        (14_842_000, "£14.8m"),
    ],
)
def test_a_sum_of_money_is_shown_as_it_was_stated_to_the_pound(value: float, shown: str) -> None:
    assert stated(value, Unit.GBP, 0) == shown


def test_a_number_too_large_to_round_is_still_shown() -> None:
    assert half_up(1e300, 2) == 10**300 or show(1e300, Unit.FTE)


SPANS = [
    (date(2023, 9, 30), date(2027, 3, 31), 3.5),  # month-end to month-end counts whole
    (date(2022, 4, 1), date(2026, 4, 1), 4.0),
    (date(2024, 2, 29), date(2025, 2, 28), 1.0),
    (date(2024, 1, 15), date(2024, 2, 14), 30 / 365),
    (date(2024, 1, 15), date(2024, 3, 20), 2 / 12 + 5 / 365),
    (date(2024, 5, 1), date(2024, 5, 1), 0.0),
    (date(2026, 4, 1), date(2022, 4, 1), -4.0),
]


@pytest.mark.parametrize(("start", "end", "years"), SPANS)
def test_a_span_is_its_whole_months_and_left_over_days(start: date, end: date, years: float) -> None:
    assert span(start, end) == pytest.approx(years)


def test_so_many_years_on_is_the_same_day_or_the_month_s_end() -> None:
    assert after(date(2023, 9, 30), 3.5) == date(2027, 3, 31)
    assert after(date(2022, 4, 1), 9) == date(2031, 4, 1)


def test_a_financial_year_ends_on_31_march() -> None:
    assert financial_year("2026/27") == (date(2026, 4, 1), date(2027, 3, 31))
    assert financial_year("1999/00") == (date(1999, 4, 1), date(2000, 3, 31))
    assert as_date("2026-27") == date(2027, 3, 31)
    assert (year_of(date(2023, 9, 30)), year_of(date(2024, 3, 31))) == ("2023/24", "2023/24")


@pytest.mark.parametrize("text", ["2026/28", "2014-2017", "soon", "2026"])
def test_what_is_no_financial_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="year"):
        financial_year(text)
