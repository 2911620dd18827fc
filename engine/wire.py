"""A projection as plain JSON: every figure that an answer may state, unrounded and as displayed."""

from __future__ import annotations

import dataclasses
from enum import Enum

from engine.explain import explain
from engine.projection import Projection, Table
from engine.scenario import Scenario
from engine.schema import scenario_to_json


def projection_to_json(projection: Projection) -> dict[str, object]:
    """The projection's fields, the scenario in its own form, and the explanation in words."""
    made = {
        item.name: _plain(getattr(projection, item.name))
        for item in dataclasses.fields(projection)
        if item.name != "scenario"
    }
    return {
        "operation": projection.scenario.operation.value,
        "scenario": scenario_to_json(projection.scenario),
        **made,
        "table": {**_object(projection.table), "displays": _plain(projection.table.displays)},
        "explanation": list(explain(projection)),
    }


def _object(value: Table) -> dict[str, object]:
    return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}


def _plain(value: object) -> object:
    if isinstance(value, Scenario):
        return scenario_to_json(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    return value
