"""Each figure must be able to be what it is taken for: its unit, its size, its share of something, every numeral."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.reading.fits import Misfit, faults
from assistant.reading.model import frozen
from tests.assistant.planner.asking import of, typed


def found(*figures: dict[str, Any], **said: Any) -> list[tuple[Misfit, str]]:
    reading = frozen({"ask": "value", "of": of("pay.bill_basic"), "figures": list(figures), **said})
    return [(fault.misfit, fault.where) for fault in faults(reading)]


@pytest.mark.parametrize(
    "figure",
    [
        typed(1600, "fte", "workforce.fte"),
        typed(-2, "%", "workforce.fte", "by", per="year"),
        typed(-2, "point", "leavers.rate", "by"),
        typed(40, "%", "complaints.upheld"),
        typed(40, "%", "other: managers", of=of("workforce.headcount")),
        typed(50, "%", "agency.spend", "target"),
        typed(91, "gbp", "tax.band_d"),
        typed(-3, "%", "workforce.net_rate"),
        typed(-470_000, "gbp", "budget.variance"),
        typed([50, 30, 20], "%", "", "weights"),
        typed(None, "%", "backfill.rate", "becomes"),
        typed(6180, "tCO2e", "emissions.council"),
        typed(0, "person", "workforce.headcount", "target"),
    ],
)
def test_a_figure_that_can_be_what_it_is_taken_for_has_no_fault(figure: dict[str, Any]) -> None:
    assert found(figure) == []


@pytest.mark.parametrize(
    ("figure", "misfit"),
    [
        (typed(37_500, "gbp", "workforce.fte"), Misfit.UNIT),
        (typed(12, "%", "pay.avg_per_fte"), Misfit.SHARE_OF_WHAT),
        (typed(12, "%"), Misfit.SHARE_OF_WHAT),
        (typed(-50, "gbp", "workforce.fte", "by"), Misfit.STEP),
        (typed(-130, "%", "workforce.fte", "by"), Misfit.CUT),
        (typed([-10, -100], "%", "workforce.fte", "by"), Misfit.CUT),
        (typed(37_500, "day/fte", "sickness.days_per_fte"), Misfit.RANGE),
        (typed(-12, "%", "leavers.rate"), Misfit.BELOW),
        (typed(-5, "advert", "recruit.adverts"), Misfit.BELOW),
    ],
)
def test_a_figure_that_cannot_be_what_it_is_taken_for_is_named(
    figure: dict[str, Any], misfit: Misfit
) -> None:
    assert found(typed(1600, "fte", "workforce.fte"), figure) == [(misfit, "figures[1]")]


def test_a_figure_of_a_part_may_be_small() -> None:
    assert found(typed(4, "fte", "workforce.fte", part="Lifeguards")) == []


def test_readings_within_a_reading_are_checked_where_they_stand() -> None:
    inner = {"ask": "value", "of": of("workforce.fte"), "figures": [typed(-130, "%", "workforce.fte", "by")]}

    assert found(terms=[of("agency.spend"), inner]) == [(Misfit.CUT, "terms[1].figures[0]")]


def test_each_numeral_is_a_figure_of_the_reading_or_says_why_it_is_none() -> None:
    figure = typed(5, "%", "workforce.fte", "by", span=[8, 10])
    numerals = [
        {"span": [8, 9], "text": "5", "taken": "figure"},
        {"span": [20, 27], "text": "2025/26", "taken": "period"},
        {"span": [30, 31], "text": "3", "taken": "figure"},
        {"span": [40, 41], "text": "7", "taken": ""},
    ]

    assert found(figure, numerals=numerals) == [
        (Misfit.NUMERAL, "numerals[2]"),
        (Misfit.NUMERAL, "numerals[3]"),
    ]


def test_a_time_needs_a_level_to_be_reached() -> None:
    cut = typed(-5, "%", "workforce.fte", "by", per="year")
    goal = typed(1400, "fte", "workforce.fte", "target")

    assert found(cut, ask="time", of=of("workforce.fte")) == [(Misfit.NO_GOAL, "ask")]
    assert found(cut, goal, ask="time", of=of("workforce.fte")) == []


def test_a_fault_says_in_words_what_is_wrong_and_where() -> None:
    reading = frozen({"ask": "value", "figures": [typed(-130, "%", "workforce.fte", "by")]})

    assert [str(fault) for fault in faults(reading)] == ["figures[0]: a cut of everything or more"]
