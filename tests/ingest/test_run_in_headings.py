"""Headings on one line with their text, bullets within lines, labels on a line of their own."""

from __future__ import annotations

import pytest

from ingest.parse.run_in import separate


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("INTRODUCTION On 23 July the council agreed to act on the climate", "INTRODUCTION"),
        (
            "What is already being done? There are some projects under way in the town",
            "What is already being done?",
        ),
        ("The co-benefits Alongside each action, we have named what else it brings", "The co-benefits"),
        (
            "1.2 Scope of the inventory The council has counted all of its buildings",
            "1.2 Scope of the inventory",
        ),
        ("Consultation Initially, residents were asked about the whole of the plan", "Consultation"),
    ],
)
def test_a_heading_before_a_sentence_stands_alone(line: str, heading: str) -> None:
    assert separate([line]) == [heading, line.removeprefix(heading).strip()]


@pytest.mark.parametrize(
    "line",
    [
        "Powering Our Future sets out a planned approach to change in the borough",
        "NHS England and the council have agreed to share the new building in town",
        "We will work with the schools. The first trees will be planted in October",
        "The Council has agreed to plant two thousand trees in the parks this year",
        "Play Your Part To Thrive",
    ],
)
def test_a_line_of_running_text_stays_whole(line: str) -> None:
    assert separate([line]) == [line]


def test_a_heading_is_not_sought_in_the_middle_of_a_sentence() -> None:
    lines = [
        "the plan was written by the team in the",
        "Housing Service The team has since grown to nine people",
    ]

    assert separate(lines) == lines


def test_bullets_within_a_line_begin_lines_of_their_own() -> None:
    assert separate(["How we will do this: • Plant trees • Mend roads"]) == [
        "How we will do this:",
        "• Plant trees",
        "• Mend roads",
    ]


def test_a_label_alone_goes_with_the_title_below_it() -> None:
    assert separate(["Theme one:", "Protecting our parks"]) == ["Theme one: Protecting our parks"]
