"""A scenario as number fields, and the fields back into a scenario. Names are paths into its JSON."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.model import Json
from web.problems import invalid
from web.views import NumberField

Path = tuple[str | int, ...]
UNITS: Mapping[str, str] = {
    "persons": "people",
    "fte": "FTE",
    "percent": "%",
    "share": "%",
    "points": "points",
    "years": "years",
    "gbp": "£",
    "gbp_each": "£ each",
    "gbp_fine": "£ each",
    "days": "days",
    "days_per_fte": "days per FTE",
    "ratio": "FTE per person",
    "number": "",
}
INPUT_NAMES: Mapping[str, str] = {
    "turnover": "Turnover a year",
    "backfill": "Leavers who are replaced",
    "new_posts": "New posts a year",
    "pay": "Pay per FTE",
    "award": "Pay award",
    "redundancies": "Redundancies",
    "transfers": "Transfers out",
    "cost_per_post": "Cost of a post",
    "cost_each": "Cost of each",
    "convert": "To convert",
}
KIND_NAMES = {"rate": "Change", "step": "Change", "target": "Target"}
PER_NAMES = {"year": " a year", "month": " a month", "total": " in all"}
BASES = [
    ("", "Not said: compound, with the straight line beside it"),
    ("compound", "Compound: of a changing total"),
    ("linear", "Straight line: of today's figure"),
]
MAX_YEARS = 50


def number_fields(result: Json, errors: Mapping[str, str] | None = None) -> list[NumberField]:
    """A field for every number of the scenario that produced this result."""
    scenario: Json = result["scenario"]
    faults = errors or {}
    return [_field(path, value, scenario, result, faults) for path, value in numbers_of(scenario, result)]


def numbers_of(scenario: Json, result: Json) -> Iterator[tuple[Path, Json]]:
    """Where each editable number stands, with its typed value (a fact's value is looked up in the result)."""
    if scenario.get("baseline"):
        yield from _typed(("baseline",), scenario["baseline"], result, first=True)
    for name, held in (scenario.get("inputs") or {}).items():
        values = held if isinstance(held, list) else [held]
        for number, item in enumerate(values[:6]):
            path: Path = ("inputs", name, number) if isinstance(held, list) else ("inputs", name)
            yield from _typed(path, item, result)
    for number, change in enumerate(scenario.get("changes") or ()):
        for place, item in enumerate((change.get("amounts") or ())[:10]):
            yield from _typed(("changes", number, "amounts", place), item, result)
    length = (scenario.get("horizon") or {}).get("length")
    years = (result.get("years") or None) if length is None else length  # a length of nought is one to change
    if years is not None and scenario.get("operation") not in ("time_to_target", "history"):
        unit = str((scenario.get("horizon") or {}).get("unit", "years"))
        yield ("horizon", "length"), {"value": years, "unit": unit}
    if scenario.get("goal"):
        yield ("goal", "value"), {"value": scenario["goal"]["value"], "unit": "number"}


def _typed(path: Path, item: Json, result: Json, *, first: bool = False) -> Iterator[tuple[Path, Json]]:
    if "value" in item:
        yield path, item
        return
    if "fact" in item:
        used = [one for one in result.get("inputs") or () if one.get("fact") == item["fact"]]
        base = result.get("baseline") if first else None
        if used or base:
            yield path, used[0] if used else base or {}


def _field(path: Path, item: Json, scenario: Json, result: Json, errors: Mapping[str, str]) -> NumberField:
    name = ".".join(map(str, path))
    value = float(item["value"])
    unit = str(item.get("unit", "number"))
    low, high, step = _range(path, value, unit)
    used: Json = next(
        (one for one in result.get("inputs") or () if one.get("value") == value and one.get("quote")), {}
    )
    return NumberField(
        name=name,
        label=_label(path, scenario),
        value=plain(value),
        low=plain(low),
        high=plain(high),
        step=plain(step),
        unit=UNITS.get(unit, unit),
        proof=str(item.get("quote") or used.get("quote") or ""),
        proof_url=str(item.get("url") or used.get("url") or ""),
        error=errors.get(name, ""),
    )


def _label(path: Path, scenario: Json) -> str:
    if path[0] == "baseline":
        return "Start from"
    if path[0] == "horizon":
        return "How long"
    if path[0] == "goal":
        return "Goal"
    if path[0] == "inputs":
        name = str(path[1])
        place = f" {int(path[2]) + 1}" if len(path) > 2 else ""
        return INPUT_NAMES.get(name, name.replace("_", " ").capitalize()) + place
    changes = scenario["changes"]
    change = changes[int(path[1])]
    words = KIND_NAMES.get(str(change.get("kind")), "Change")
    if change.get("kind") != "target":
        words = ("Fall" if change.get("direction") == "down" else words) + PER_NAMES.get(
            change.get("per", "year"), ""
        )
    on = str(change.get("on", "baseline"))
    words += "" if on == "baseline" else f": {INPUT_NAMES.get(on, on.replace('_', ' ')).lower()}"
    amounts = change.get("amounts") or ()
    return words + (f", step {int(path[3]) + 1}" if len(amounts) > 1 else "")


def _range(path: Path, value: float, unit: str) -> tuple[float, float, float]:
    if path[0] == "horizon":
        return min(1.0, value), max(15.0 if unit == "years" else 60.0, value), 1
    if unit in ("percent", "points", "share"):
        if path[0] == "changes":
            wide = max(20.0, math.ceil(abs(value) * 2))
            return -min(wide, 99.0), wide, 0.1 if value != int(value) or abs(value) < 5 else 0.5
        return 0, max(100.0 if value > 30 else 40.0, value), 0.1
    wide = abs(value) * 2 or 100.0
    size = 10 ** (math.floor(math.log10(wide)) - 2)
    step = size if abs(value / size - round(value / size)) < 1e-9 else _last_digit(value)
    return (0 if value >= 0 else -wide), wide, step


def _last_digit(value: float) -> float:
    decimals = len(plain(value).partition(".")[2])
    return 10.0**-decimals


def plain(value: float) -> str:
    """The shortest digits of a number, without an exponent."""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def edited(scenario: Json, form: Mapping[str, str], result: Json) -> dict[str, Any]:
    """The scenario with the form's numbers and basis put in; raises a 422 Problem by field.

    A fact stays a fact as long as its number is left alone; a changed one becomes the asker's own value.
    """
    made: dict[str, Any] = copy.deepcopy(dict(scenario))
    errors: dict[str, str] = {}
    for path, item in numbers_of(scenario, result):
        name = ".".join(map(str, path))
        text = form.get(name)
        if text is None:
            continue
        number = read_number(text)
        if number is None:
            errors[name] = (
                f"{_label(path, scenario)} must be a number, such as {plain(float(item['value']))}."
            )
        elif abs(number - float(item["value"])) > 1e-9:
            _put(made, path, number, item)
    if errors:
        raise invalid(errors)
    if "basis" in form:
        made.pop("basis", None)
        if form["basis"] in ("compound", "linear", "simple"):
            made["basis"] = form["basis"]
    return made


def read_number(text: str) -> float | None:
    """A number as people type it ("1,234.5", "£45,000", "-4%", "−4"), or None."""
    cleaned = text.replace("−", "-").replace(",", "").replace("£", "").replace("%", "").strip()
    try:
        number = float(cleaned)
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) < 1e15 else None


def _put(scenario: dict[str, Any], path: Path, number: float, item: Json) -> None:
    if path[0] == "horizon":
        unit = (scenario.get("horizon") or {}).get("unit", "years")
        scenario["horizon"] = {"length": number, "unit": unit}
        return
    holder: Any = scenario
    for part in path[:-1]:
        holder = holder[part]
    if path[0] == "goal":
        holder[path[-1]] = number
        return
    kept = {key: item[key] for key in ("unit", "as_of", "period", "scope", "nature", "body") if item.get(key)}
    holder[path[-1]] = {"value": number, "origin": "asker", **kept}
