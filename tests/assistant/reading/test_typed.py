"""What is read for certain of an amount, whatever it is a figure of."""

from __future__ import annotations

from itertools import permutations

import pytest

from assistant.reading.numerals import NO_PART, UNREAD
from assistant.reading.place import Placed
from assistant.reading.read import read
from assistant.reading.spans import tag
from assistant.reading.typed import Typed, typed
from tests.assistant.reading.library import KNOWN


def amounts(question: str) -> tuple[Typed, ...]:
    return typed(Placed(question, tag(question)))


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("a 5% cut", -1),
        ("5% fewer posts", -1),
        ("posts down 5%", -1),
        ("posts drop by 5%", -1),
        ("take 5% a year out of agency", -1),
        ("5% more posts", 1),
        ("posts grow by 5%", 1),
        ("a 5% pay award", 1),
        ("turnover of 5%", 0),
    ],
)
def test_the_sign_is_that_of_the_nearest_word_of_direction(words: str, sign: int) -> None:
    assert [one.sign for one in amounts(words)] == [sign]


@pytest.mark.parametrize(
    ("words", "per"),
    [
        ("5% a year", "year"),
        ("5% each year", "year"),
        ("2.4m a yr", "year"),
        ("an annual 5% cut", "year"),
        ("5% over three years", "total"),
        ("5% in all", "total"),
        ("three years of 2% inflation", "year"),
        ("£200 a month", "month"),
        ("by 5%", ""),
    ],
)
def test_the_pace_is_said_or_empty(words: str, per: str) -> None:
    assert [one.per for one in amounts(words)] == [per]


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("£40,000 a post", "gbp/fte"),
        ("£3,000 per leaver", "gbp/person"),
        ("each leaver costs £3,000", "gbp/person"),
        ("£150 a day", "gbp/day"),
        ("£9m", "gbp"),
        ("38 FTE", "fte"),
        ("1.5 points", "point"),
        ("12%", "%"),
        ("two and a half per cent", "%"),
        ("120 people", "person"),
        ("8 days", "day"),
        ("804", ""),
    ],
)
def test_the_unit_is_one_of_the_table(words: str, unit: str) -> None:
    assert [one.unit for one in amounts(words)] == [unit]


def test_a_list_shares_its_unit_and_pace() -> None:
    assert [(one.values, one.unit, one.per) for one in amounts("1, 2 and 3% a year")] == [
        ((1.0,), "%", "year"),
        ((2.0,), "%", "year"),
        ((3.0,), "%", "year"),
    ]


def test_from_and_to_lead_the_two_ends_of_a_step() -> None:
    assert [one.lead for one in amounts("from 8.6 to 8 days")] == ["from", "to"]


def test_a_number_of_bodies_is_no_amount() -> None:
    assert amounts("the six councils together") == ()


PIECES = ("awards are 3% a year", "posts fall 2% a year", "turnover is 12%", "a post costs £45,000")


@pytest.mark.parametrize("order", list(permutations(PIECES))[::4])
def test_the_order_of_clauses_changes_no_amount(order: tuple[str, ...]) -> None:
    found = {
        (one.values, one.unit, one.sign, one.per)
        for one in amounts("If " + ", ".join(order) + ", what is the pay bill?")
    }

    assert {(values, unit) for values, unit, _, _ in found} == {
        ((3.0,), "%"),
        ((2.0,), "%"),
        ((12.0,), "%"),
        ((45000.0,), "gbp/fte"),
    }
    assert ((2.0,), "%", -1, "year") in found
    assert {per for values, _, _, per in found if values == (3.0,)} == {"year"}


@pytest.mark.parametrize(
    "question",
    [
        "If posts fall 2% a year from 1,600 FTE at £37,500, and awards are 3%, what is the pay bill in 3 years?",
        "How many of the 480 complaints in 2025/26 were upheld, 132 or 27.5%?",
        "On page 12, table 4: what is 15% of £2.4m by March 2028?",
        "Spread 190 post losses 20/30/30/20 over 4 years",
        "How many staff are 55 plus or under 25 in April 2026?",
        "What does 5 in 10 of 1,204 staff cost at 3k each in 24/25?",
    ],
)
def test_every_numeral_of_a_question_is_accounted_for(question: str) -> None:
    reading = read(question, KNOWN)[0].reading
    covered = {place for numeral in reading.numerals for place in range(*numeral.span)}

    assert [i for i, sign in enumerate(question) if sign.isdigit() and i not in covered] == []
    assert all(question[slice(*numeral.span)] == numeral.text for numeral in reading.numerals)
    assert {numeral.taken for numeral in reading.numerals} & {UNREAD, NO_PART} == set()
