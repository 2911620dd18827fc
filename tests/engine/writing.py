"""Short ways to write scenarios in tests, so that each case reads as a line of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine import run
from engine.model import Projection, Scenario
from ingest.fact_model import Fact

Json = dict[str, Any]
NAMES = {"heads": "persons", "£": "gbp", "£ each": "gbp_each", "%": "share"}


def fig(value: float, unit: str, **more: Any) -> Json:
    """A typed figure: fig(761.5, "fte")."""
    return {"value": value, "unit": NAMES.get(unit, unit), **more}


def rate(percent: float, per: str = "year", **more: Any) -> Json:
    return {"kind": "rate", "value": percent, "unit": "percent", "per": per, **more}


def rates(*percents: float) -> Json:
    return {"kind": "rate", "values": list(percents), "unit": "percent"}


def step(value: float, unit: str, **more: Any) -> Json:
    return {"kind": "step", "value": value, "unit": NAMES.get(unit, unit), **more}


def target(value: float, unit: str, sense: str = "get_to", **more: Any) -> Json:
    return {"kind": "target", "value": value, "unit": NAMES.get(unit, unit), "sense": sense, **more}


def years(length: float) -> Json:
    return {"length": length}


def make(operation: str, **fields: Any) -> Json:
    """A scenario in JSON; keyword arguments that are not its fields are inputs."""
    known = {
        *("bodies", "metric", "scope", "baseline", "changes", "horizon", "basis", "assumptions", "outputs"),
        *("scenarios", "vary", "goal", "name", "inputs"),
    }
    choices = fields.pop("choices", {})
    made: Json = {"operation": operation, **{k: v for k, v in fields.items() if k in known}}
    inputs = {**fields.get("inputs", {}), **{k: v for k, v in fields.items() if k not in known}}
    if inputs:
        made["inputs"] = inputs
    if choices:
        made["assumptions"] = [{"name": k, "value": v} for k, v in choices.items()] + made.get(
            "assumptions", []
        )
    return made


def project(scenario: Json, facts: Mapping[str, Fact] | None = None) -> Projection:
    return run(Scenario.from_json(scenario), facts)


def result_of(scenario: Json, take: str = "value") -> Json:
    return {"scenario": scenario, "take": take}


def shown(projection: Projection) -> list[str]:
    return [point.display for point in projection.series]
