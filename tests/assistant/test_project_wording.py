"""Everyday wording is put into the usual form before any figure is read, and words of ours are not "corrected"."""

from __future__ import annotations

import pytest

from assistant.scenario import frame
from assistant.scenario.cues import is_own
from assistant.scenario.rule_tests import gives_two_figures
from assistant.scenario.wording import everyday


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("after 4 yrs at 2% pa", "after 4 years at 2% a year"),
        ("down 2.5% p.a.", "down 2.5% a year"),
        ("38000 per fte", "£38000 per fte"),
        ("assume 36k", "assume £36k"),
        ("how many £50k posts", "how many posts at £50k each"),
        ("3 grand a head", "£3k a head"),
        ("the nine million", "the £9m"),
        ("over the years 40/30/20/10", "over the years 40%, 30%, 20% and 10%"),
        ("saves 2m, 3m and 3.5m", "saves £2m, £3m and £3.5m"),
        ("every twelve months", "every year"),
    ],
)
def test_shorthand_is_written_in_full(said: str, read: str) -> None:
    assert everyday(said) == read


@pytest.mark.parametrize(
    "said", ["by 2026/27", "24/7 services", "3,000 staff", "two thousand people", "paragraph 4/5/6", "in 6m"]
)
def test_what_is_no_shorthand_is_left_alone(said: str) -> None:
    assert everyday(said) == said


@pytest.mark.parametrize("word", ["halve", "halved", "wastage", "backfill"])
def test_words_that_the_rules_read_are_known(word: str) -> None:
    assert is_own(word)


def test_two_years_are_not_two_figures() -> None:
    assert gives_two_figures(frame.read("What is the percentage change from 400 to 460?", ()))
    assert not gives_two_figures(frame.read("How did it change from 2020 to 2022?", ()))


def test_a_printed_minus_is_a_fall_of_that_size() -> None:
    rate = frame.read("What will FTE be in three years at -4% a year?", ()).amounts[0]

    assert (rate.value, rate.sign) == (4.0, -1)
