"""The line that says a reading back."""

from __future__ import annotations

from assistant.reading.model import Ask, Figure, Reading, Ref, Role
from assistant.reading.said import said


def test_a_reading_is_said_with_sign_pace_part_kind_and_period() -> None:
    reading = Reading(
        ask=Ask.VALUE,
        of=Ref("workforce.fte", part="Highways", when="2025/26", kind="target"),
        figures=(
            Figure(-2.0, "%", "workforce.fte", Role.BY, "year"),
            Figure(45000.0, "gbp/fte", "pay.cost_per_post"),
        ),
        years=3.0,
        body="tarrowby",
    )

    assert said(reading) == (
        "read as: full-time equivalents in post (part Highways, for 2025/26, target), body tarrowby, 3 years on; "
        "full-time equivalents in post changed by −2% a year; cost of a post with on-costs at £45,000 for each FTE"
    )


def test_in_all_is_said_where_it_is_not_a_year() -> None:
    reading = Reading(
        ask=Ask.CHANGE,
        of=Ref("agency.spend"),
        figures=(Figure(-20.0, "%", "agency.spend", Role.BY, "total"),),
    )

    assert said(reading) == "read as: the change in agency spend; agency spend changed by −20% in all"


def test_both_sides_of_a_difference_are_said() -> None:
    reading = Reading(
        Ask.DIFFERENCE,
        of=Ref("leavers.rate", body="tarrowby"),
        against=Ref("leavers.rate", body="hollinswick"),
        lead="point",
    )

    assert (
        said(reading)
        == "read as: the difference between turnover (of tarrowby) and turnover (of hollinswick), in points"
    )
