"""Two typed amounts make a sum by how they are typed; where they may belong together in several ways, they make none."""

from __future__ import annotations

import pytest

from assistant.sums.own import own_sum, scenario_of
from engine import run
from engine.model import Unit
from engine.parameters import packaged


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("how many posts does £14.8m pay for at £42,000 a post", 14_800_000 / 42_000, Unit.NUMBER),
        ("how many posts is 14.8m at £42,000 per post", 14_800_000 / 42_000, Unit.NUMBER),
        ("what do 60 agency workers cost at £18,600 each", 60 * 18_600, Unit.GBP_EACH),
        ("how many £ does the whole 4.75% bring in at £840k a point", 4.75 * 840_000, Unit.GBP_EACH),
        ("£180,000 over 300 sets of kit is how much each", 180_000 / 300, Unit.GBP_EACH),
        ("16,020 sick days as posts at 225 days each", 16_020 / 225, Unit.NUMBER),
        ("if 17% of all 1,216 staff left how many is that", 0.17 * 1_216, Unit.NUMBER),
        ("what is 5% of £2.4m", 0.05 * 2_400_000, Unit.GBP_EACH),
        ("what do 212,000 calls cost at £4.80 each", 212_000 * 4.8, Unit.GBP_FINE),
        ("how many staff were there if 43 is 24.5%", 43 / 0.245, Unit.NUMBER),
    ],
)
def test_two_typed_amounts_are_worked_out_as_they_belong_together(
    question: str, value: float, unit: Unit
) -> None:
    own = own_sum(question)

    assert own is not None
    projection = run(scenario_of(own), {}, packaged())
    assert projection.value == pytest.approx(value)
    assert own.unit is unit


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("what do 3 posts cost at £40,000 a year", "a year says how often, not of which each"),
        ("what is 1,216 raised by 17%", "the amount is changed, not shared"),
        ("it grows by 3% of 500 each year, up 3%", "three amounts"),
        ("how many staff are 55 and over", "an age is no amount"),
        ("what is £40,000 and £50,000", "two sums of money and nothing between them"),
        ("what would 5% of 200 come to if it rose", "a share that goes up is a change"),
        ("what did 20 cost", "one amount"),
    ],
)
def test_amounts_that_may_belong_together_in_several_ways_make_no_sum(question: str, why: str) -> None:
    assert own_sum(question) is None, why


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("how much would 45 posts at £38,500 each cost", ("45", "£38,500", "£1,732,500")),
        ("what is 7% of £38,550", ("7%", "£38,550", "£2,699")),  # 2,698.50, half up
        ("what do 212,000 calls cost at £4.80 each", ("212,000", "£4.80", "£1,017,600.00")),
        ("60 workers at 18,600 each", ("60", "18,600", "1,116,000")),
    ],
)
def test_what_was_typed_and_what_it_comes_to_are_shown_to_the_pound(
    question: str, shown: tuple[str, str, str]
) -> None:
    own = own_sum(question)

    assert own is not None
    projection = run(scenario_of(own), {}, packaged())
    assert (*(used.display for used in projection.inputs), projection.display) == shown
