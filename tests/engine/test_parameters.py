"""National rates by id and date: never carried to another year, each with its source and status."""

from __future__ import annotations

from datetime import date

import pytest

from engine.errors import NoBaseline
from engine.parameters import packaged

TABLE = packaged()

HELD = [
    ("employer_ni.rate", "2024/25", 13.8),
    ("employer_ni.rate", "2025/26", 15.0),
    ("employer_ni.rate", "2025-04-05", 13.8),
    ("employer_ni.rate", "2025-04-06", 15.0),
    ("employer_ni.threshold", "2024/25", 9100.0),
    ("employer_ni.threshold", "2026/27", 5000.0),
    ("lgps.employer_rate", "2025/26", 21.1),
    ("lgps.employer_rate", "2022/23", 22.9),
    ("njc.award.percent", "2025/26", 3.2),
    ("njc.spine.scp10", "2025/26", 27694.0),
    ("apprenticeship_levy.allowance", "2025/26", 15000.0),
    ("turnover.sector_median", None, 13.4),
    ("working_days.available", None, 225.0),
]


@pytest.mark.parametrize(("name", "on", "value"), HELD)
def test_a_rate_is_found_by_its_date(name: str, on: str | None, value: float) -> None:
    assert TABLE.value(name, on).value == value


NOT_HELD = [
    ("employer_ni.rate", "2014/15", "No value of"),
    ("employer_ni.rate", "2023/24", "No value of"),  # start not recorded: covers 2024/25 only
    ("lgps.employer_rate", "2026/27", "amount is not known"),
    ("lgps.employer_rate", "2021/22", "No value of"),
    ("njc.award.percent", "2026/27", "No value of"),
    ("employer_ni.rate", None, "no year was given"),
    ("redundancy.week_limit", "2026/27", "amount is not known"),
    ("pay.average", None, "no national value called"),
]


@pytest.mark.parametrize(("name", "on", "said"), NOT_HELD)
def test_a_rate_of_another_year_is_asked_for(name: str, on: str | None, said: str) -> None:
    with pytest.raises(NoBaseline, match=said) as caught:
        TABLE.value(name, on)

    assert caught.value.status == "clarify_missing_input"
    assert caught.value.offer.startswith("Type the value")


def test_only_defaults_enter_without_being_named() -> None:
    with pytest.raises(NoBaseline):
        TABLE.value("turnover.sector_median", None, default_only=True)


def test_every_row_carries_a_source_and_a_status() -> None:
    assert all(row.source and row.status for row in TABLE.rows)


def test_no_offer_forecast_or_example_is_a_default() -> None:
    kept = {row.status for row in TABLE.rows if row.is_default}

    assert kept == {"statutory", "benchmark"}


def test_the_twelve_spine_points_of_2025_are_those_of_2024_times_the_award() -> None:
    for point in range(2, 14):
        before, after = (
            TABLE.value(f"njc.spine.scp{point:02d}", year).value for year in ("2024/25", "2025/26")
        )
        assert before is not None and after == round(before * 1.032)


def test_the_levy_is_nil_at_three_million() -> None:
    rate = TABLE.value("apprenticeship_levy.rate", "2025/26").value
    allowance = TABLE.value("apprenticeship_levy.allowance", "2025/26").value

    assert rate is not None and rate / 100 * 3_000_000 == allowance


def test_an_open_end_is_still_in_force() -> None:
    row = TABLE.value("employer_ni.rate", "2027-01-01")

    assert row.valid_from == date(2025, 4, 6) and row.valid_to is None
