"""A derivation is worked out again for another year, reading or figure without searching, and before its changes."""

from __future__ import annotations

import math

import pytest

from assistant.planner.again import Change, again, before
from assistant.planner.derivation import Derivation, value_of
from tests.assistant.planner.asking import asked, of, typed

FALL = typed(-2, "%", "workforce.fte", "by", per="year")
BILL = {
    "ask": "value",
    "of": of("pay.bill_basic"),
    "figures": [FALL, typed(3, "%", "pay.award", "by", per="year", relative=True)],
}
LEAVING = {
    "ask": "value",
    "of": of("workforce.headcount"),
    "figures": [typed(50, "%", "backfill.rate", "becomes")],
}


def tree(reading: dict[str, object], years: float) -> Derivation:
    found = asked({**reading, "years": years}).derivation
    assert found is not None
    return found


def nothing(ref: object) -> None:
    return None


@pytest.mark.parametrize("reading", [BILL, LEAVING], ids=["a product that grows", "a stock carried forward"])
@pytest.mark.parametrize("years", [1.0, 2.0, 4.5])
def test_the_tree_of_three_years_gives_every_other_year(reading: dict[str, object], years: float) -> None:
    other = again(tree(reading, 3.0), Change(later=years - 3.0))

    assert other is not None
    assert other.value == pytest.approx(tree(reading, years).value, rel=1e-12)


def test_a_typed_figure_is_changed_in_the_tree() -> None:
    other = again(tree(LEAVING, 2.0), Change(typed={"figures[0]": 75.0}))

    assert other is not None
    assert other.value == pytest.approx(2000 * (1 - 0.12 * 0.25) ** 2)


def test_a_printed_figure_is_changed_in_the_tree() -> None:
    start = tree(LEAVING, 1.0)
    heads = next(fact for fact in start.facts if fact.metric == "workforce.headcount")

    other = again(start, Change(printed={heads.fact: 1000.0}))

    assert other is not None
    assert other.value == pytest.approx(940)  # 1,000 less half of 12%


def test_the_straight_line_is_another_reading_of_the_same_tree() -> None:
    reading = {"ask": "value", "of": of("workforce.fte"), "figures": [FALL]}

    other = again(tree(reading, 2.0), Change(basis="straight"))

    assert other is not None
    assert other.value == pytest.approx(1536)  # 1,600 x (1 - 2 x 2%)


def test_a_change_that_touches_nothing_gives_the_same_tree() -> None:
    start = tree({"ask": "value", "of": of("leavers.count")}, 1.0)

    assert again(start, Change(typed={"figures[9]": 1.0}, later=2.0)) is start


def test_a_value_that_cannot_be_is_none() -> None:
    reading = {"ask": "value", "of": of("workforce.fte"), "figures": [FALL]}

    assert again(tree(reading, 1.5), Change(typed={"figures[0]": -130.0})) is None


def test_before_the_change_is_the_same_tree_without_it() -> None:
    was = before(tree(BILL, 3.0), nothing)

    assert was is not None
    assert was.value == 60_000_000  # 1,600 x £37,500


def test_before_a_stock_was_carried_forward_it_is_what_it_is_now() -> None:
    was = before(tree(LEAVING, 3.0), nothing)

    assert was is not None
    assert was.value == 2000


def test_each_figure_of_a_tree_is_what_its_rule_gives_for_its_members() -> None:
    for reading in (BILL, LEAVING):
        for node in tree(reading, 3.0).nodes():
            if node.rule:
                value = value_of(node.rule, node.of, node.options)
                assert value is not None
                assert math.isclose(value, node.value, rel_tol=0, abs_tol=1e-9)
