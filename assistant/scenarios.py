"""Scenarios for every face: a question read as one, one run, several set side by side, all through the same engine.

A past result is opened again by its hash from where results are kept (``assistant.conversation``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial

from assistant import project
from assistant.evidence import Citations
from assistant.model import Answer, Json, Route, Status
from assistant.room import Room
from engine import compare, explain, run
from engine.catalogue import NEEDS
from engine.errors import EngineError
from engine.model import Operation, Projection, Scenario
from engine.parameters import packaged
from ingest.fact_model import Fact


def parsed(room: Room, question: str, earlier: Sequence[project.EarlierTurn]) -> Json:
    """The scenario that a question asks for, or its status and what is missing; nothing is kept."""
    outcome = outcome_of(room, question, earlier)
    if outcome is None:
        return {"scenario": None, "status": "none", "reason": "The question asks for nothing to compute."}
    clarification = outcome.clarification
    return {
        "scenario": outcome.scenario,
        "status": outcome.status.value,
        "code": outcome.code,
        "intent": outcome.intent,
        "missing": clarification.question if clarification else None,
        "options": [{"label": option.label, "question": option.question} for option in clarification.options]
        if clarification
        else [],
    }


def outcome_of(
    room: Room, question: str, earlier: Sequence[project.EarlierTurn]
) -> project.ProjectionOutcome | None:
    """What the engine has to say to a question; None when it is not one for the engine."""
    named = tuple(dict.fromkeys(mention.body for mention in room.subjects(question)))
    return project.answer(
        question,
        bodies=named,
        loaded=room.bodies(),
        facts=partial(room.library.facts, named=True),
        parameters=packaged(),
        earlier=earlier,
        source_of=room.source,
    )


def ran(room: Room, scenario: Json) -> Json:
    """The projection of a scenario as JSON. Raises EngineError with every fault."""
    return dict(_projection(room, scenario).to_json())


def takes_basis(scenario: Json) -> bool:
    """Whether compound or straight line makes a difference to it; elsewhere the engine refuses a basis."""
    operation = Operation(scenario["operation"])
    needs = NEEDS[operation]
    rates = any(
        change.get("kind") == "rate" and change.get("on", "baseline") in ("baseline", needs.baseline)
        for change in scenario.get("changes") or ()
    )
    return rates and needs.basis and operation is not Operation.PROJECT_LINEAR


def compared(room: Room, scenarios: Sequence[Json]) -> Json:
    """Two scenarios or more, side by side. Raises EngineError with every fault."""
    made = [Scenario.from_json(dict(scenario)) for scenario in scenarios]
    return dict(compare(made, facts_by_id(room), packaged()).to_json())


def answered(room: Room, scenario: Json) -> Answer:
    """An edited scenario as an answer: the figure, how it came about, and the quotes it starts from."""
    try:
        projection = _projection(room, scenario)
    except EngineError as error:
        return Answer(
            Status(error.status),
            Route.PROJECT,
            f"**{error.sentence}** {error.offer}".strip(),
            why="an edited scenario",
        )
    citations = Citations(room.document, room.source)
    facts = facts_by_id(room)
    labels = [citations.fact(facts[used]) for used in _facts_used(projection) if used in facts]
    first, *rest = explain(projection)
    text = "\n\n".join((f"**{first}** {''.join(labels)}".strip(), "\n".join(f"- {line}" for line in rest)))
    return Answer(
        Status.ANSWERED,
        Route.PROJECT,
        text,
        evidence=citations.evidence,
        projection=dict(projection.to_json()),
        warnings=tuple(projection.warnings),
        why="computed from an edited scenario",
    )


def facts_by_id(room: Room) -> Mapping[str, Fact]:
    """Every fact of the library by its id, as a scenario refers to it."""
    return {fact.id: fact for fact in room.library.facts(named=True)}


def _projection(room: Room, scenario: Json) -> Projection:
    return run(Scenario.from_json(dict(scenario)), facts_by_id(room), packaged())


def _facts_used(projection: Projection) -> list[str]:
    """Ids of the facts that the scenario names, wherever in it."""
    text = json.dumps(projection.scenario.to_json())
    found: list[str] = []

    def look(value: object) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("fact"), str):
                found.append(value["fact"])
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    look(json.loads(text))
    return list(dict.fromkeys(found))
