"""The engine's front door: run a scenario and everything that is to be shown beside it.

Steps: check the scenario, read it once, read it the other ways (straight line, ends of ranges, rival facts,
other stock for leavers), find what bounds do to it, and put the projection together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.assemble import projection_of
from engine.check import faults_of
from engine.errors import InvalidScenario
from engine.evaluate import evaluate
from engine.explain import explain
from engine.parameters import Parameters, packaged
from engine.projection import Projection
from engine.readings import readings_of
from engine.resolve import Env, How
from engine.scenario import Axis, Goal, Operation, Scenario
from engine.work import Work
from ingest.fact_model import Fact

__all__ = ["compare", "explain", "grid", "run", "solve"]


def run(
    scenario: Scenario, facts: Mapping[str, Fact] | None = None, parameters: Parameters | None = None
) -> Projection:
    """The projection of a scenario.

    ``facts`` maps the ids that the scenario refers to; ``parameters`` is the packaged table unless given.
    Raises InvalidScenario with every fault, or another EngineError that says what is missing or impossible.
    """
    faults = faults_of(scenario)
    if faults:
        raise InvalidScenario(faults)
    table = parameters or packaged()
    known = facts or {}

    def read(how: How, other: Scenario) -> tuple[Work, Env]:
        env = Env(known, table, how, evaluate)
        return evaluate(other, env), env

    work, env = read(How(), scenario)
    readings, bound = readings_of(scenario, work, env, read)
    return projection_of(work, env, readings, bound)


def compare(
    scenarios: Sequence[Scenario],
    facts: Mapping[str, Fact] | None = None,
    parameters: Parameters | None = None,
) -> Projection:
    """Two to ten scenarios side by side, each first differing from the last."""
    return run(Scenario(Operation.COMPARE, scenarios=tuple(scenarios)), facts, parameters)


def grid(
    scenario: Scenario,
    axes: Sequence[Axis],
    facts: Mapping[str, Fact] | None = None,
    parameters: Parameters | None = None,
) -> Projection:
    """The scenario for each value of one input, or of two (at most 7 by 7)."""
    made = Scenario(Operation.SENSITIVITY, scenarios=(scenario,), vary=tuple(axes))
    return run(made, facts, parameters)


def solve(
    scenario: Scenario,
    goal: Goal,
    facts: Mapping[str, Fact] | None = None,
    parameters: Parameters | None = None,
) -> Projection:
    """The value of one input that brings a result of the scenario to a goal."""
    return run(Scenario(Operation.SOLVE_FOR, scenarios=(scenario,), goal=goal), facts, parameters)
