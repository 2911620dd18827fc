"""Shapes of a scenario that a person may change: one figure for all years or one for each, and further drivers."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from typing import Any

from assistant.model import Json

MOST_STEPS = 10
DRIVERS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "stock_flow": {
        "new_posts": ("New posts a year", ""),
        "redundancies": ("Redundancies a year", ""),
        "transfers": ("Transfers out a year", ""),
    },
    "pay_bill": {"award": ("Pay award a year", "percent")},
    "project_compound": {"target": ("A target to measure against", "")},
    "project_linear": {"target": ("A target to measure against", "")},
}
"""What may be added to an operation, by the names of its inputs; an empty unit is that of the start."""


def drivers_of(scenario: Json) -> list[tuple[str, str]]:
    """What can still be added to this scenario: name and words."""
    known = DRIVERS.get(str(scenario.get("operation")), {})
    given = set(scenario.get("inputs") or {})
    if any(change.get("on") == "pay" for change in scenario.get("changes") or ()):
        given.add("award")
    return [(name, words) for name, (words, _) in known.items() if name not in given]


def with_driver(scenario: dict[str, Any], name: str, value: float | None, result: Json) -> dict[str, Any]:
    """The scenario with a further driver; unchanged when none was chosen or no figure typed."""
    known = DRIVERS.get(str(scenario.get("operation")), {})
    if name not in known or value is None or name not in dict(drivers_of(scenario)):
        return scenario
    unit = known[name][1] or str((result.get("baseline") or {}).get("unit", "number"))
    typed = {"value": value, "unit": unit, "origin": "asker"}
    if name == "award":
        award = {"kind": "rate", "on": "pay", "amounts": [typed]}
        return {**scenario, "changes": [*(scenario.get("changes") or ()), award]}
    return {**scenario, "inputs": {**(scenario.get("inputs") or {}), name: typed}}


def shape_of(scenario: Json) -> str:
    """ "even" for one figure of change, "yearly" for one a year, nothing where that makes no difference."""
    change = _change(scenario)
    if change is None or not 1 < _years(scenario) <= MOST_STEPS:
        return ""
    return "even" if len(change["amounts"]) == 1 else "yearly"


def shaped(scenario: dict[str, Any], wanted: str) -> dict[str, Any]:
    """The scenario with a figure for each year, or with the first for all of them."""
    if wanted not in ("even", "yearly") or shape_of(scenario) in ("", wanted):
        return scenario
    made = copy.deepcopy(scenario)
    change = _change(made)
    assert change is not None
    first = change["amounts"][0]
    change["amounts"] = [first] if wanted == "even" else [copy.deepcopy(first) for _ in range(_years(made))]
    return made


def fitted(scenario: dict[str, Any]) -> dict[str, Any]:
    """A figure for each year of a horizon that was changed: the last one goes on, those past the end are dropped."""
    made = copy.deepcopy(scenario)
    change, years = _change(made), _years(made)
    if change is None or len(change["amounts"]) < 2 or not years or len(change["amounts"]) == years:
        return scenario
    given = change["amounts"]
    change["amounts"] = [copy.deepcopy(given[min(year, len(given) - 1)]) for year in range(years)]
    return made


def _change(scenario: Json) -> dict[str, Any] | None:
    """The change of the start by a rate or a step a year, where there is one and nothing delays it."""
    for change in scenario.get("changes") or ():
        yearly = change.get("per", "year") == "year" and not change.get("delay")
        if change.get("on", "baseline") == "baseline" and change.get("kind") in ("rate", "step") and yearly:
            return change  # type: ignore[no-any-return]
    return None


def _years(scenario: Json) -> int:
    """The years of the horizon, a part of one counted; 0 when it is told otherwise than in years."""
    horizon = scenario.get("horizon") or {}
    length = horizon.get("length")
    return (
        math.ceil(length)
        if isinstance(length, int | float) and horizon.get("unit", "years") == "years"
        else 0
    )
