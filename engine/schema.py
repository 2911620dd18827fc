"""Scenarios to and from JSON: unknown keys refused, accepted whole or not at all, every fault listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import Enum
from typing import TypeVar

from engine import reading
from engine.check import faults_of
from engine.errors import InvalidScenario
from engine.reading import Faults
from engine.scenario import (
    Assumption,
    Axis,
    Basis,
    Change,
    ChangeKind,
    FactRef,
    Goal,
    Horizon,
    Input,
    Nature,
    Operation,
    Origin,
    ParameterRef,
    Per,
    ResultOf,
    Scenario,
    Sense,
    Typed,
    Unit,
)
from engine.steps import step_from_json

MAX_DEPTH = 5
Made = TypeVar("Made")
_TYPED_KEYS = tuple(item.name for item in fields(Typed))


def scenario_from_json(data: object) -> Scenario:
    """Read a mapping, or JSON text; raises InvalidScenario with every fault at once."""
    faults: Faults = []
    if isinstance(data, str | bytes):
        data = reading.load(data, faults)
    scenario = _scenario(data, "scenario", faults, 1) if not faults else None
    if faults or scenario is None:
        raise InvalidScenario(faults or ["the scenario is empty"])
    wrong = faults_of(scenario)
    if wrong:
        raise InvalidScenario(wrong)
    return scenario


def scenario_to_json(scenario: Scenario) -> dict[str, object]:
    """Only what was given: a key at its default value is left out."""
    return {key: value for key, value in _plain(scenario).items() if value not in ({}, [])}


def _scenario(data: object, at: str, faults: Faults, depth: int) -> Scenario | None:
    if depth > MAX_DEPTH:
        faults.append(f"{at}: scenarios are nested more than {MAX_DEPTH} deep")
        return None
    form = reading.mapping(data, at, faults, tuple(item.name for item in fields(Scenario)))
    if form is None:
        return None
    operation = reading.choice(form, "operation", Operation, at, faults, required=True)
    baseline = form.get("baseline")
    return Scenario(
        operation=operation or Operation.ADJUST,
        bodies=reading.texts(form, "bodies", at, faults),
        metric=reading.text(form, "metric", at, faults) or "",
        scope=reading.text(form, "scope", at, faults) or "",
        baseline=None if baseline is None else _input(baseline, f"{at}.baseline", faults, depth),
        inputs=_inputs(form.get("inputs"), f"{at}.inputs", faults, depth),
        changes=tuple(_each(form, "changes", at, faults, depth, _change)),
        horizon=_horizon(form.get("horizon"), f"{at}.horizon", faults),
        basis=reading.choice(form, "basis", Basis, at, faults),
        assumptions=tuple(_each(form, "assumptions", at, faults, depth, _assumption)),
        outputs=reading.texts(form, "outputs", at, faults),
        scenarios=tuple(_each(form, "scenarios", at, faults, depth + 1, _scenario)),
        vary=tuple(_each(form, "vary", at, faults, depth, _axis)),
        goal=_goal(form.get("goal"), f"{at}.goal", faults),
        steps=tuple(_each(form, "steps", at, faults, depth, step_from_json)),
        name=reading.text(form, "name", at, faults) or "",
    )


def _each(
    form: reading.Form, key: str, at: str, faults: Faults, depth: int, read: reading.Read[Made]
) -> list[Made]:
    made = [
        read(item, f"{at}.{key}[{number}]", faults, depth)
        for number, item in enumerate(reading.items(form, key, at, faults))
    ]
    return [item for item in made if item is not None]


def _inputs(data: object, at: str, faults: Faults, depth: int) -> dict[str, tuple[Input, ...]]:
    if data is None:
        return {}
    form = reading.mapping(data, at, faults, None) or {}
    made: dict[str, tuple[Input, ...]] = {}
    for name, value in form.items():
        values = value if isinstance(value, list | tuple) else [value]
        read = [_input(item, f"{at}.{name}", faults, depth) for item in values]
        made[name] = tuple(item for item in read if item is not None)
    return made


def _input(data: object, at: str, faults: Faults, depth: int) -> Input | None:
    """A fact, a parameter, a result of another scenario, or a typed value: told apart by their first key."""
    if not isinstance(data, Mapping):
        example = '{"value": 5, "unit": "percent"}'
        faults.append(f"{at}: {reading.said(data)} where an input such as {example} belongs")
        return None
    if "fact" in data:
        form = reading.mapping(data, at, faults, ("fact",)) or {}
        return FactRef(reading.text(form, "fact", at, faults) or "")
    if "parameter" in data:
        form = reading.mapping(data, at, faults, ("parameter", "on")) or {}
        day = reading.day(form, "on", at, faults)
        return ParameterRef(reading.text(form, "parameter", at, faults) or "", day)
    if "scenario" in data:
        form = reading.mapping(data, at, faults, ("scenario", "take")) or {}
        inner = _scenario(form.get("scenario"), f"{at}.scenario", faults, depth + 1)
        take = reading.text(form, "take", at, faults) or "value"
        return None if inner is None else ResultOf(inner, take)
    return _typed(data, at, faults)


def _typed(data: object, at: str, faults: Faults, unit: Unit | None = None) -> Typed | None:
    form = reading.mapping(data, at, faults, _TYPED_KEYS)
    if form is None:
        return None
    value = reading.number(form, "value", at, faults, required=True)
    unit = reading.unit(form, at, faults, unit)
    high = reading.number(form, "high", at, faults)
    decimals = reading.number(form, "decimals", at, faults)
    approx = reading.text(form, "approx", at, faults) or "none"
    if approx not in ("none", "about", "over", "under", "up_to"):
        faults.append(f"{at}.approx: {approx!r} is not one of none, about, over, under, up_to")
    if value is None or unit is None:
        return None
    return Typed(
        value,
        unit,
        origin=reading.choice(form, "origin", Origin, at, faults) or Origin.ASKER,
        high=high,
        approx=approx,
        decimals=None if decimals is None else int(decimals),
        label=reading.text(form, "label", at, faults) or "",
        body=reading.text(form, "body", at, faults) or "",
        as_of=reading.day(form, "as_of", at, faults),
        period=reading.text(form, "period", at, faults),
        scope=reading.text(form, "scope", at, faults) or "",
        nature=reading.choice(form, "nature", Nature, at, faults),
    )


def _change(data: object, at: str, faults: Faults, depth: int) -> Change | None:
    own = ("kind", "amounts", "amount", "values", "per", "on", "direction", "sense", "delay")
    form = reading.mapping(data, at, faults, (*own, *_TYPED_KEYS))
    if form is None:
        return None
    kind = reading.choice(form, "kind", ChangeKind, at, faults, required=True)
    direction = reading.text(form, "direction", at, faults) or "up"
    if direction not in ("up", "down"):
        faults.append(f"{at}.direction: {direction!r} is not one of up, down")
    delay = reading.number(form, "delay", at, faults) or 0.0
    if delay < 0 or delay != int(delay):
        faults.append(f"{at}.delay: {delay:g} is not a whole number of years")
    amounts = _amounts(form, kind, at, faults, depth)
    return Change(
        kind=kind or ChangeKind.RATE,
        amounts=amounts,
        per=reading.choice(form, "per", Per, at, faults) or Per.YEAR,
        on=reading.text(form, "on", at, faults) or "baseline",
        direction=direction,
        sense=reading.choice(form, "sense", Sense, at, faults) or Sense.GET_TO,
        delay=int(delay),
    )


def _amounts(
    form: reading.Form, kind: ChangeKind | None, at: str, faults: Faults, depth: int
) -> tuple[Input, ...]:
    """``amounts`` or ``amount`` in full; or, in short, value(s) with a unit beside the kind."""
    if "amounts" in form or "amount" in form:
        given = reading.items(form, "amounts", at, faults) if "amounts" in form else [form["amount"]]
        made = [_input(item, f"{at}.amounts[{n}]", faults, depth) for n, item in enumerate(given)]
        return tuple(item for item in made if item is not None)
    usual = Unit.PERCENT if kind is ChangeKind.RATE else None
    typed = {key: form[key] for key in _TYPED_KEYS if key in form}
    if "values" not in form:
        one = _typed(typed, at, faults, usual)
        return (one,) if one is not None else ()
    many = [
        _typed({**typed, "value": item}, f"{at}.values[{n}]", faults, usual)
        for n, item in enumerate(reading.items(form, "values", at, faults))
    ]
    return tuple(item for item in many if item is not None)


def _horizon(data: object, at: str, faults: Faults) -> Horizon | None:
    if data is None:
        return None
    form = reading.mapping(data, at, faults, ("length", "unit", "start", "end"))
    if form is None:
        return None
    unit = reading.text(form, "unit", at, faults) or "years"
    if unit not in ("years", "months"):
        faults.append(f"{at}.unit: {unit!r} is not one of years, months")
    length = reading.number(form, "length", at, faults)
    return Horizon(length, unit, reading.day(form, "start", at, faults), reading.day(form, "end", at, faults))


def _assumption(data: object, at: str, faults: Faults, depth: int) -> Assumption | None:
    form = reading.mapping(data, at, faults, ("name", "value", "unit", "origin", "note"))
    if form is None:
        return None
    name = reading.text(form, "name", at, faults, required=True)
    value = form.get("value")
    if not isinstance(value, str):
        value = reading.number(form, "value", at, faults, required=True)
    if name is None or value is None:
        return None
    unit = None if isinstance(value, str) else reading.unit(form, at, faults, None)
    origin = reading.choice(form, "origin", Origin, at, faults) or Origin.ASKER
    return Assumption(name, value, unit, origin, reading.text(form, "note", at, faults) or "")


def _axis(data: object, at: str, faults: Faults, depth: int) -> Axis | None:
    form = reading.mapping(data, at, faults, ("name", "values"))
    if form is None:
        return None
    name = reading.text(form, "name", at, faults, required=True)
    values = [
        reading.number({"value": item}, "value", f"{at}.values[{n}]", faults, required=True)
        for n, item in enumerate(reading.items(form, "values", at, faults))
    ]
    return Axis(name or "", tuple(value for value in values if value is not None))


def _goal(data: object, at: str, faults: Faults) -> Goal | None:
    if data is None:
        return None
    form = reading.mapping(data, at, faults, ("unknown", "value", "result", "low", "high"))
    if form is None:
        return None
    unknown = reading.text(form, "unknown", at, faults, required=True)
    value = reading.number(form, "value", at, faults, required=True)
    if unknown is None or value is None:
        return None
    result = reading.text(form, "result", at, faults) or "value"
    low, high = reading.number(form, "low", at, faults), reading.number(form, "high", at, faults)
    return Goal(unknown, value, result, low, high)


def _plain(value: object) -> dict[str, object]:
    """A dataclass as JSON without the fields that stand at their default."""
    made: dict[str, object] = {}
    for item in fields(value):  # type: ignore[arg-type]
        held = getattr(value, item.name)
        if item.default is not MISSING and held == item.default:
            continue
        made[item.name] = _json(held)
    return made


def _json(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, Mapping):
        return {key: _json_list(items) for key, items in value.items()}
    if isinstance(value, tuple | list):
        return [_json(item) for item in value]
    return scenario_to_json(value) if isinstance(value, Scenario) else _plain(value)


def _json_list(items: object) -> object:
    """A list of one input is written as that input alone."""
    made = _json(items)
    return made[0] if isinstance(made, list) and len(made) == 1 else made
