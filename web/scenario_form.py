"""A scenario as number fields, and the fields back into a scenario. Names are paths into its JSON."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.model import Json
from web.problems import invalid
from web.scenario_record import Given, inputs_of, source_words
from web.scenario_steps import fitted, shaped, with_driver
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
SIZES: Mapping[str, float] = {
    **{"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9},
    **dict.fromkeys(("fte", "people", "staff", "posts", "days", "years", "year", "points", "percent"), 1.0),
}
"""Words that people type after a number, and what they multiply it by."""


def number_fields(
    result: Json, errors: Mapping[str, str] | None = None, given: Sequence[Given] = ()
) -> list[NumberField]:
    """A field for every number of the scenario that produced this result; ``given`` are its sources."""
    scenario: Json = result["scenario"]
    faults = errors or {}
    inputs = inputs_of(result)
    return [
        _field(path, item, scenario, _source(item, inputs, given), faults)
        for path, item in numbers_of(scenario, result)
    ]


def settings_of(result: Json) -> dict[str, str]:
    """The numbers of a scenario by their names: {"how long": "3 years"}."""
    return {one.label.lower(): with_unit(one.value, one.unit) for one in number_fields(result)}


def with_unit(value: str, unit: str) -> str:
    """ "£3.6m" written out, "12%", "3 years"."""
    if unit.startswith("£"):
        return f"£{float(value):,.12g}{unit[1:]}"
    return f"{value}%" if unit == "%" else f"{value} {unit}".strip()


def _source(item: Json, inputs: Sequence[Json], given: Sequence[Given]) -> Given | None:
    """Where a stated figure comes from; nothing for one that somebody typed."""
    if not item.get("fact") or len(given) != len(inputs):
        return None
    return next((one for one, used in zip(given, inputs, strict=True) if used == item), None)


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


def _field(
    path: Path, item: Json, scenario: Json, source: Given | None, errors: Mapping[str, str]
) -> NumberField:
    name = ".".join(map(str, path))
    value, unit = float(item["value"]), str(item.get("unit", "number"))
    low, high, step = _range(path, value, unit)
    stated = source is not None and bool(source.paper)
    return NumberField(
        name=name,
        label=label_of(path, scenario),
        value=plain(value),
        low=plain(low),
        high=plain(high),
        step=plain(step),
        unit=UNITS.get(unit, unit),
        proof=source.quote if source else "",
        proof_url=source.url if source else "",
        proof_of=source_words(source) if source and stated else "",
        own=path[0] in ("baseline", "inputs") and not item.get("fact"),
        error=errors.get(name, ""),
    )


def label_of(path: Path, scenario: Json) -> str:
    """What a number is called on the page."""
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
    return words + (f", year {int(path[3]) + 1}" if len(amounts) > 1 else "")


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
    """The scenario with the form's numbers, steps and basis put in; raises a 422 Problem by field.

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
        fault = _fault(path, text, number, label_of(path, scenario), item)
        if fault or number is None:
            errors[name] = fault
        elif abs(number - float(item["value"])) > 1e-9:
            _put(made, path, number, item)
    if errors:
        raise invalid(errors)
    if "basis" in form:
        made.pop("basis", None)
        if form["basis"] in ("compound", "linear", "simple"):
            made["basis"] = form["basis"]
    made = with_driver(made, form.get("driver", ""), read_number(form.get("driver_value", "")), result)
    return fitted(shaped(made, form.get("shape", "")))


def _fault(path: Path, text: str, number: float | None, label: str, item: Json) -> str:
    """What is wrong with a typed number, in a sentence; empty when nothing is."""
    example = plain(float(item["value"]) or 3.0)
    if not text.strip():
        return f"{label} is empty: type a number, such as {example}."
    if number is None:
        return f"{label} must be a number, such as {example}."
    if path[0] == "horizon" and number <= 0:
        return f"{label} must be more than 0, such as {example}."
    return ""


def at_field(errors: Mapping[str, str], form: Mapping[str, str]) -> dict[str, str]:
    """The engine's faults at the fields that they are about; what belongs to none stands over the form."""
    found: dict[str, str] = {}
    for place, text in errors.items():
        name = place.removeprefix("scenario.").replace("[", ".").replace("]", "")
        near = [f"inputs.{name}", name, f"{name}.length", name.removesuffix(".value")]
        field = next((one for one in near if one in form), "numbers")
        found.setdefault(field, f"{text[:1].upper()}{text[1:].rstrip('.')}.")
    return found


def read_number(text: str) -> float | None:
    """A number as people type it ("1,234.5", "£45,000", "£3.6m", "12 FTE", "-4%", "−4"), or None."""
    cleaned = text.replace("−", "-").replace(",", "").replace("£", "").replace("%", "").strip().lower()
    digits = cleaned.rstrip("abcdefghijklmnopqrstuvwxyz").strip()
    word = cleaned[len(digits) :].strip()
    if word and word not in SIZES:
        return None
    try:
        number = float(digits) * SIZES.get(word, 1.0)
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
