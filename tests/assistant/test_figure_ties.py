"""A figure is tied to what it counts: the right number of the wrong thing is wrong."""

from __future__ import annotations

import pytest

from assistant.figure_ties import fits, in_order, read_figures

PROFILE = "Staff turnover was 14.3% in 2023/24 and sickness absence 4.2%, against 12.1% in 2022/23."


def holds(printed: str, written: str) -> bool:
    """Whether every figure of a written sentence fits what is printed."""
    there, here = read_figures(printed), read_figures(written)
    return all(fits(figure, there.figures) for figure in here.figures) and in_order(here, [there])


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        (PROFILE, "Turnover was 14.3%."),
        (PROFILE, "Sickness absence stood at 4.2%, and turnover at 14.3% in 2023/24."),
        ("14.3%\nStaff turnover", "Staff turnover is 14.3%."),
        ("We employ 640 staff, which is 512.5 FTE.", "It employs 640 people, or 512.5 FTE."),
        ("Turnover fell from 14.3% to 12.1%.", "Turnover fell from 14.3% to 12.1%."),
        ("Agency spend was £2.1m.", "Agency spend was £2.1 million."),
        ("The audit is due by October 2025; the review by March 2026.", "The audit is due in October 2025."),
    ],
)
def test_a_figure_with_its_own_words_and_unit_holds(printed: str, written: str) -> None:
    assert holds(printed, written)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        (PROFILE, "Turnover was 4.2%."),  # the neighbour's
        (PROFILE, "Turnover was 14.3% in 2022/23."),  # the other year's
        (PROFILE, "Turnover stood at 4.2% and sickness absence at 14.3%."),  # swapped
        (PROFILE, "Turnover was 14.4%."),  # near is not the same
        ("We employ 640 staff, which is 512.5 FTE.", "It employs 640 FTE."),  # another unit
        ("We employ 640 staff, which is 512.5 FTE.", "It employs 512.5 staff."),
        ("Turnover fell from 14.3% to 12.1%.", "Turnover fell from 12.1% to 14.3%."),  # the wrong way round
        ("Turnover fell by 3%.", "Turnover fell by 3 percentage points."),
        ("Over 600 staff work here.", "600 staff work here."),  # no longer a bound
        ("The audit is due by October 2025; the review by March 2026.", "The audit is due by March 2026."),
        ("Agency spend was £2.1m.", "Agency spend was £2.1 billion."),
        ("Staff: 640.", "Two thirds of staff are women."),  # a figure in words
        (
            "Level 3 Team Leader\nLevel 5 Operations Manager",
            "Level 5 Team Leader.",
        ),  # a number that is a name
        ("Priority 1: Trust\nPriority 2: Skills", "Priority 2 is trust."),
        ("Priority 1: Trust\nPriority 2: Skills", "Priority 3 is skills."),
    ],
)
def test_the_right_number_of_the_wrong_thing_does_not_hold(printed: str, written: str) -> None:
    assert not holds(printed, written)
