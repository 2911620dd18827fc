"""The type check: each rule with a reading that breaks only it."""

from __future__ import annotations

import pytest

from assistant.reading.check import faults
from assistant.reading.model import Ask, Figure, Reading, Ref, Role

OF = Ref("workforce.fte")


@pytest.mark.parametrize(
    ("figure", "fault"),
    [
        (Figure(-120.0, "%", "workforce.fte", Role.BY), "a cut of 120% is more than the whole"),
        (
            Figure(2.0, "point", "workforce.fte", Role.BY),
            "points do not change full-time equivalents in post",
        ),
        (
            Figure(5000.0, "gbp", "workforce.fte", Role.BY),
            "a step in gbp does not change full-time equivalents in post",
        ),
        (Figure(150.0, "%", "leavers.rate", Role.IS), "150 is no plausible turnover"),
        (Figure(-1.0, "%", "leavers.rate", Role.BECOMES), "turnover is not below nought"),
        (Figure(40.0, "%", "workforce.fte", Role.IS), "40% is no level of full-time equivalents in post"),
        (
            Figure(9000000.0, "gbp", "workforce.fte", Role.IS),
            "gbp is no unit of full-time equivalents in post",
        ),
    ],
)
def test_a_figure_that_cannot_be_is_found(figure: Figure, fault: str) -> None:
    assert fault in faults(Reading(Ask.VALUE, of=OF, figures=(figure,)))


@pytest.mark.parametrize(
    "figure",
    [
        Figure(-5.0, "%", "workforce.fte", Role.BY, "year"),
        Figure(-20.0, "%", "workforce.fte", Role.TARGET, relative=True),
        Figure(40.0, "fte", "workforce.fte", Role.BY),
        Figure(1.0, "point", "leavers.rate", Role.BY),
        Figure(12.0, "%", "leavers.rate", Role.IS),
    ],
)
def test_a_figure_that_can_be_has_no_fault(figure: Figure) -> None:
    assert faults(Reading(Ask.VALUE, of=OF, figures=(figure,))) == ()


def test_a_time_needs_a_level_to_be_reached() -> None:
    cut = Figure(-5.0, "%", "workforce.fte", Role.BY, "year")
    goal = Figure(1400.0, "fte", "workforce.fte", Role.TARGET)

    assert faults(Reading(Ask.TIME, of=OF, figures=(cut,))) == ("a time needs a level to be reached",)
    assert faults(Reading(Ask.TIME, of=OF, figures=(cut, goal))) == ()
