"""Small councils with round figures, and readings put to the planner over them."""

from __future__ import annotations

from typing import Any

from assistant.planner.context import MOST_DERIVATIONS
from assistant.planner.plan import plan
from assistant.planner.printed import Printed
from assistant.planner.result import Result
from assistant.reading.model import frozen
from ingest.measures.table import table
from tests.assistant.planner.in_memory import InMemory

BODY = "Tarrowby"
OTHER = "Hollinswick"


def fact(metric: str, value: float, when: str = "2025/26", **said: Any) -> Printed:
    """A printed figure of Tarrowby in the unit of its quantity, unless something else is said."""
    quantity = table().get(metric)
    unit = said.pop("unit", quantity.unit if quantity is not None else "")
    name = said.pop("fact", f"{metric} {said.get('part', '')} {when} {said.get('kind', '')} {value:g}")
    return Printed(name, metric, float(value), unit, said.pop("body", BODY), when=when, **said)


COUNCIL = (
    fact("workforce.headcount", 2000, "2026-03-31"),
    fact("workforce.fte", 1600, "2026-03-31"),
    fact("leavers.rate", 12),
    fact("pay.avg_per_fte", 37500),
    fact("sickness.days_per_fte", 9),
    fact("agency.spend", 2_400_000),
    fact("reserves.balance", 13_500_000, "2026-03-31"),
    fact("leavers.rate", 9.5, body=OTHER),
    fact("workforce.headcount", 600, "2026-03-31", body=OTHER),
)


def asked(reading: dict[str, Any], *facts: Printed, body: str = BODY, most: int = MOST_DERIVATIONS) -> Result:
    """What a reading comes to over the council and further facts, after at most so many derivations."""
    return plan(frozen({"body": body, **reading}), InMemory((*COUNCIL, *facts)), most=most)


def others(result: Result) -> dict[str, float]:
    """The further figures of an answer by name."""
    return {one.name: one.value for one in result.others}


def readings(result: Result) -> dict[str, float]:
    """The figures of other readings by name."""
    return {one.name: one.value for one in result.readings}


def typed(value: Any, unit: str, metric: str = "", role: str = "is", **said: Any) -> dict[str, Any]:
    """A figure of a reading."""
    return {"value": value, "unit": unit, "metric": metric, "role": role, **said}


def of(metric: str, **said: Any) -> dict[str, Any]:
    """A thing named in a reading."""
    return {"metric": metric, **said}
