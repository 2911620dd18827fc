"""Numbers and dates are read as a spreadsheet shows them under their formats."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest.parse.workbook_dates import shown_moment
from ingest.parse.workbook_shown import shown

ACCOUNTING = '_-£* #,##0.00_-;-£* #,##0.00_-;_-£* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234567.5, "#,##0", "1,234,568"),
        (1234.56, "£#,##0.0", "£1,234.6"),
        (0.045, "0.0%", "4.5%"),
        (-1234, "#,##0;[Red](#,##0)", "(1,234)"),
        (-1234, "#,##0", "-1,234"),
        (1234000, "#,##0,", "1,234"),
        (12345678.9, '£#,##0.0,,"m"', "£12.3m"),
        (1000000, "[$£-809]#,##0", "£1,000,000"),
        (1.5, '0.0" FTE"', "1.5 FTE"),
        (7, "000", "007"),
        (-12.5, ACCOUNTING, "-£12.50"),
        (0, ACCOUNTING, "£-"),
        (5, "+0;-0;0", "+5"),
        (1500, '[>=1000]#,##0.0,"k";0', "1.5k"),
        (900, '[>=1000]#,##0.0,"k";0', "900"),
        (5, ";;;", ""),
        (0, "#,##0;(#,##0);", ""),
        (12.5, "# ?/?", "12.5"),
        (45, "0.00E+00", "45"),
    ],
)
def test_a_number_is_shown_by_its_format(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "text"), [(12.0, "12"), (0.1 + 0.2, "0.3"), (1 / 3, "0.3333333333"), (-2.5, "-2.5")]
)
def test_a_number_without_a_format_is_shown_with_the_digits_that_it_needs(value: float, text: str) -> None:
    assert shown(value, "General") == text


def test_halves_round_away_from_zero_as_spreadsheets_do() -> None:
    assert [shown(value, "0.00") for value in (2.675, -2.675, 0.005)] == ["2.68", "-2.68", "0.01"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("dd/mm/yyyy", "05/04/2025"),
        ("mmm-yy", "Apr-25"),
        ("[$-809]dd mmmm yyyy;@", "05 April 2025"),
        ("dddd, d mmm", "Saturday, 5 Apr"),
        ("mm-dd-yy", "5 April 2025"),
        ("General", "5 April 2025"),
    ],
)
def test_a_date_is_shown_by_its_format_and_a_regional_one_in_words(code: str, text: str) -> None:
    assert shown_moment(dt.datetime(2025, 4, 5), code) == text


def test_minutes_are_told_from_months() -> None:
    moment = dt.datetime(2025, 4, 5, 14, 7, 9)

    assert shown_moment(moment, "dd/mm/yyyy hh:mm:ss") == "05/04/2025 14:07:09"
    assert shown_moment(moment, "h:mm AM/PM") == "2:07 pm"
    assert shown_moment(dt.timedelta(hours=36, minutes=5), "[h]:mm") == "36:05"
