"""Scenarios meant to break the engine: each is refused with an error that names the place and the value."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from engine import run
from engine.errors import EngineError, InvalidScenario, OutOfDomain
from engine.model import Change, ChangeKind, Horizon, Operation, Scenario, Typed, Unit
from tests.engine.writing import Json, fig, make, project, rate, result_of, step, years

GOOD = make("project_compound", baseline=fig(100, "fte"), changes=[rate(-5)], horizon=years(3))


def with_value(value: Any) -> Json:
    return {**GOOD, "baseline": {"value": value, "unit": "fte"}}


FAULTS: list[tuple[str, Any, str]] = [
    ("NaN", with_value(math.nan), "not a finite number"),
    ("infinity", with_value(math.inf), "not a finite number"),
    ("1e308", with_value(1e308), "larger than any figure"),
    ("a number of 400 digits", with_value(10**400), "larger than any figure"),
    ("text for a number", with_value("five"), "'five' is not a number"),
    ("a boolean for a number", with_value(True), "True is not a number"),
    ("no value", {**GOOD, "baseline": {"unit": "fte"}}, "baseline.value: missing"),
    ("no unit", {**GOOD, "baseline": {"value": 5}}, "baseline.unit: missing"),
    ("an unknown unit", {**GOOD, "baseline": fig(5, "furlongs")}, "'furlongs' is not one of"),
    ("an unknown key", {**GOOD, "colour": "red"}, "unknown key 'colour'"),
    ("an unknown operation", {**GOOD, "operation": "divine"}, "'divine' is not one of"),
    ("ten thousand years", {**GOOD, "horizon": years(10_000)}, "10000 years is more than the 100"),
    ("a negative horizon", {**GOOD, "horizon": years(-3)}, "only history looks backwards"),
    ("a list for a scenario", [GOOD], "where an object belongs"),
    ("text for a list", {**GOOD, "changes": "all"}, "where a list belongs"),
    ("no amount", {**GOOD, "changes": [{"kind": "rate"}]}, "missing; a number belongs here"),
    ("a half-year delay", {**GOOD, "changes": [rate(-5, delay=0.5)]}, "not a whole number of years"),
    ("a wrong date", {**GOOD, "horizon": {"end": "31 March"}}, "neither a date"),
    ("a wrong financial year", {**GOOD, "horizon": {"end": "2026/29"}}, "is not a financial year"),
    ("an input it does not know", {**GOOD, "inputs": {"moon": fig(1, "number")}}, "no such input"),
    ("a change of nothing known", {**GOOD, "changes": [rate(-5, on="moon")]}, "no input 'moon'"),
    ("an output it does not give", {**GOOD, "outputs": ["moon"]}, "no result 'moon'"),
    (
        "a choice it does not know",
        {**GOOD, "assumptions": [{"name": "moon", "value": "full"}]},
        "no choice 'moon'",
    ),
    ("not JSON", "{", "this is not JSON"),
    ("a key twice", '{"operation": "sum", "operation": "sum"}', "the key 'operation' stands twice"),
    ("NaN in JSON text", json.dumps(with_value(math.nan)), "not a finite number"),
    ("endless nesting", "[" * 100_000 + "]" * 100_000, "nested too deeply"),
    (
        "a grid of 8 by 8",
        make("sensitivity", scenarios=[GOOD], vary=[{"name": "change", "values": list(range(8))}]),
        "at most 7 by 7",
    ),
    ("nothing to compare", make("compare", scenarios=[GOOD]), "works on 2 to 10, 1 were given"),
    ("no goal", make("solve_for", scenarios=[GOOD]), "goal: missing"),
]


@pytest.mark.parametrize(("data", "said"), [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS])
def test_a_malformed_scenario_is_refused_with_its_fault(data: Any, said: str) -> None:
    with pytest.raises(InvalidScenario) as caught:
        Scenario.from_json(data)

    assert said in str(caught.value)
    assert caught.value.code == "E_SCHEMA"


def test_scenarios_within_scenarios_end_somewhere() -> None:
    deep = GOOD
    for _ in range(8):
        deep = {**GOOD, "baseline": result_of(deep)}

    with pytest.raises(InvalidScenario, match="nested more than 5 deep"):
        Scenario.from_json(deep)


def test_all_faults_are_listed_at_once() -> None:
    bad = {**GOOD, "colour": "red", "baseline": fig("many", "stones"), "horizon": {"length": "long"}}  # type: ignore[arg-type]

    with pytest.raises(InvalidScenario) as caught:
        Scenario.from_json(bad)

    assert len(caught.value.faults) == 4


def test_a_scenario_made_in_python_is_checked_as_well() -> None:
    change = Change(ChangeKind.RATE, (Typed(math.nan, Unit.PERCENT),))
    made = Scenario(
        Operation.PROJECT_COMPOUND, baseline=Typed(1.0, Unit.FTE), changes=(change,), horizon=Horizon(1)
    )

    with pytest.raises(InvalidScenario, match="not a finite number"):
        run(made)


IMPOSSIBLE: list[tuple[str, Json]] = [
    ("a fall of 110%", {**GOOD, "changes": [rate(-110)]}),
    ("a compound fall of 100%", {**GOOD, "changes": [rate(-100)]}),
    ("fewer than no staff", with_value(-5)),
    ("a result past all numbers", {**GOOD, "changes": [rate(1e14)], "horizon": years(100)}),
    ("a share over 100%", make("share_of_stock", baseline=fig(120, "%"), stock=fig(10, "persons"))),
    ("a share that grows past 100%", {**GOOD, "baseline": fig(60, "%"), "changes": [rate(50)]}),
    ("division by nothing", make("ratio", baseline=fig(1, "gbp"), denominator=fig(0, "fte"))),
    ("a post that costs nothing", make("agency", baseline=fig(1e6, "gbp"), cost_per_post=fig(0, "gbp_each"))),
    ("a negative premium", make("agency", baseline=fig(1e6, "gbp"), premium=fig(-5, "%"))),
    (
        "no time to reach a target",
        make("required_rate", baseline=fig(5, "fte"), changes=[rate(-5, "total")], horizon=years(0)),
    ),
    ("a negative turnover", make("stock_flow", baseline=fig(5, "fte"), turnover=fig(-5, "%"))),
    (
        "a negative backfill",
        make(
            "stock_flow",
            baseline=fig(5, "fte"),
            turnover=fig(5, "%"),
            backfill=fig(-5, "%"),
            horizon=years(1),
        ),
    ),
    (
        "weights over 1",
        make("trajectory_to_target", total=fig(1, "gbp"), weights=[fig(60, "%"), fig(60, "%")]),
    ),
    ("an end before the start", {**GOOD, "horizon": {"start": "2026-04-01", "end": "2025-04-01"}}),
    ("a path shorter than the horizon", {**GOOD, "changes": [{"kind": "rate", "values": [-5, -3]}]}),
    ("no working days", make("sickness", days=fig(10, "days"), available_days=fig(0, "days"))),
    (
        "half a person",
        make(
            "stock_flow",
            baseline=fig(50, "persons"),
            turnover=fig(5, "%"),
            backfill=fig(0, "%"),
            horizon=years(1.5),
            choices={"people": "whole"},
        ),
    ),
]


@pytest.mark.parametrize("scenario", [case[1] for case in IMPOSSIBLE], ids=[case[0] for case in IMPOSSIBLE])
def test_an_impossible_value_is_refused_with_the_allowed_range(scenario: Json) -> None:
    with pytest.raises(OutOfDomain) as caught:
        project(scenario)

    assert caught.value.code == "E_DOMAIN"
    assert caught.value.sentence.endswith(".")
    assert caught.value.offer or "past" in caught.value.sentence


ZEROES: list[Json] = [
    with_value(0),
    {**GOOD, "changes": [rate(0)]},
    make("project_linear", baseline=fig(0, "fte"), changes=[step(-5, "fte")], horizon=years(2)),
    make("stock_flow", baseline=fig(0, "fte"), turnover=fig(5, "%"), backfill=fig(5, "%"), horizon=years(2)),
    make("stock_flow", baseline=fig(10, "fte"), turnover=fig(0, "%"), backfill=fig(5, "%"), horizon=years(2)),
    make(
        "pay_bill",
        baseline=fig(0, "fte"),
        pay=fig(0, "gbp_each"),
        choices={"on_costs": "yes", "tax_year": "2025/26"},
        headcount=fig(0, "persons"),
    ),
    make("budget_gap", baseline=fig(0, "gbp"), cost_per_post=fig(1, "gbp_each"), fte=fig(0, "fte")),
    make("sickness", baseline=fig(0, "days_per_fte"), fte=fig(0, "fte"), days=fig(0, "days")),
    make("sum", values=[fig(0, "fte"), fig(0, "fte")]),
    make("benchmark", values=[fig(0, "%"), fig(0, "%")]),
    make("age_exposure", baseline=fig(0, "%"), headcount=fig(10, "persons"), retirement_rate=fig(0, "%")),
]


@pytest.mark.parametrize("scenario", ZEROES)
def test_nothing_of_anything_is_a_figure_like_another(scenario: Json) -> None:
    made = project(scenario).to_json()

    assert "NaN" not in json.dumps(made)


def test_random_nonsense_never_raises_anything_but_the_engine_s_own_errors() -> None:
    import random

    chance = random.Random(7)
    odd = [
        None,
        "",
        "x",
        -1,
        0,
        1e15,
        [],
        {},
        True,
        {"value": 1},
        {"fact": 3},
        {"parameter": "x", "on": "2025/26"},
        {"scenario": GOOD, "take": "moon"},
        fig(-3, "%"),
        fig(50, "%"),
        fig(7, "gbp"),
    ]
    keys = list(GOOD) + ["inputs", "basis", "goal", "vary", "scenarios", "outputs", "assumptions", "metric"]
    operations = [item.value for item in Operation]
    for _ in range(1500):
        data = {**GOOD, "operation": chance.choice(operations)}
        for key in chance.sample(keys, 2):
            data[key] = chance.choice(odd)
        try:
            project(data)
        except EngineError as error:
            assert error.sentence
