"""Readings written by hand for the development papers, over the papers' gold facts: what the planner makes of them.

The floors are what it reached when it was written. What is left either is not among the gold facts or is labelled there
in a way that no reading can tell (a quarter's figure that counts from April).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.planner.derivation import value_of
from assistant.planner.plan import plan
from assistant.planner.result import Result, Status
from assistant.reading.fits import Misfit, faults
from assistant.reading.model import frozen
from tests.assistant.planner import gold
from tests.assistant.planner.in_memory import InMemory

SHARED = gold.shared()
pytestmark = pytest.mark.skipif(SHARED is None, reason="the development papers are not on this machine")

RIGHT = 181
ASKED_BACK = 16
MOST_TRIED = 2_200


def rows() -> Iterator[dict[str, Any]]:
    assert SHARED is not None
    for line in (SHARED / gold.READINGS).read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["set"] in gold.FACTS:
            yield row


@pytest.fixture(scope="module")
def planned() -> list[tuple[dict[str, Any], Result]]:
    assert SHARED is not None
    ledgers: dict[str, InMemory] = {name: gold.ledger(SHARED / path) for name, path in gold.FACTS.items()}
    return [(row, plan(frozen(gold.reading(row["reading"])), ledgers[row["set"]])) for row in rows()]


def figures_of(result: Result) -> list[float]:
    """Every figure that an answer can show."""
    found = [] if result.value is None else [result.value]
    found += [one.value for one in (*result.others, *result.readings)]
    return found + list(result.series) + [step.value for step in result.steps]


def is_right(row: dict[str, Any], result: Result) -> bool:
    """Whether every wanted figure is among those that the answer shows, whatever its sign."""
    got = [abs(value) for value in figures_of(result)]
    wanted = [(abs(value), tolerance) for value, tolerance in row["values"]]
    return result.status is Status.ANSWERED and all(
        any(abs(value - want) <= tolerance for value in got) for want, tolerance in wanted
    )


def test_as_many_questions_are_answered_right_as_ever(planned: list[tuple[dict[str, Any], Result]]) -> None:
    figures = [(row, result) for row, result in planned if row["route"] == "project"]

    wrong = [row["id"] for row, result in figures if not is_right(row, result)]

    assert len(figures) - len(wrong) >= RIGHT, wrong


def test_what_must_be_asked_or_refused_is(planned: list[tuple[dict[str, Any], Result]]) -> None:
    open_ones = [result for row, result in planned if row["route"] != "project"]

    assert sum(result.status is not Status.ANSWERED for result in open_ones) == ASKED_BACK == len(open_ones)


def test_no_plan_goes_on_for_long(planned: list[tuple[dict[str, Any], Result]]) -> None:
    assert max(result.tried for _, result in planned) <= MOST_TRIED


def test_each_step_of_each_answer_is_what_the_engine_gives(
    planned: list[tuple[dict[str, Any], Result]],
) -> None:
    for row, result in planned:
        for node in result.derivation.nodes() if result.derivation is not None else ():
            if node.rule:
                value = value_of(node.rule, node.of, node.options)
                assert value == pytest.approx(node.value, rel=0, abs=1e-9), row["id"]


def test_right_readings_pass_the_check_of_types() -> None:
    found = {row["id"]: faults(frozen(gold.reading(row["reading"]))) for row in rows()}

    assert [[fault.misfit for fault in one] for one in found.values() if one] == [
        [Misfit.CUT]
    ]  # a cut of 130%
