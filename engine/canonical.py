"""The hash of a projection: what it means, not how it was phrased.

SHA-256 of canonical JSON (UTF-8, keys sorted, no white space, numbers as strings in their shortest form)
over the scenario, the values of the facts used, the version of the parameter table and that of the
engine. No clock, file path, fact id or wording goes in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal

from engine.catalogue import NEEDS
from engine.dates import as_date, span, year_name
from engine.parameters import Parameters
from engine.scenario import (
    Assumption,
    Change,
    ChangeKind,
    FactRef,
    Goal,
    Horizon,
    Input,
    ParameterRef,
    ResultOf,
    Scenario,
    Sense,
    Typed,
    Unit,
)
from engine.steps import canon_steps
from ingest.fact_model import Fact

ENGINE_VERSION = "1"
Canon = dict[str, object]


def fingerprint(scenario: Scenario, facts: Mapping[str, Fact], parameters: Parameters) -> str:
    """The hash in hexadecimal."""
    whole = {"engine": ENGINE_VERSION, "parameters": parameters.version, "scenario": canon(scenario, facts)}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def canon(scenario: Scenario, facts: Mapping[str, Fact]) -> Canon:
    """The meaning of a scenario as plain JSON: defaults, names and notes dropped, facts by value."""
    needs = NEEDS[scenario.operation]
    given: dict[str, tuple[Input, ...]] = dict(scenario.inputs)
    if scenario.baseline is not None:
        given[needs.baseline] = (scenario.baseline,)
    choices: Canon = {}
    for item in scenario.assumptions:
        if not isinstance(item.value, str):
            given.setdefault(item.name, (_as_typed(item),))
        elif item.name != "note" and item.value not in needs.choices.get(item.name, ())[:1]:
            choices[item.name] = year_name(item.value) or ""
    base = given.get(needs.baseline, (None,))[0]
    headline = [name for name in scenario.outputs if name in needs.results][:1]
    parts: Canon = {
        "operation": scenario.operation.value,
        "metric": scenario.metric,
        "scope": scenario.scope,
        "inputs": _inputs(given, facts),
        "changes": [_change(change, needs.baseline, facts) for change in scenario.changes],
        "horizon": _horizon(scenario.horizon, base, facts),
        "basis": "linear" if scenario.basis == "simple" else scenario.basis,
        "choices": choices,
        "headline": headline,
        "scenarios": [canon(inner, facts) for inner in scenario.scenarios],
        "vary": [{"name": axis.name, "values": [_number(v) for v in axis.values]} for axis in scenario.vary],
        "goal": _goal(scenario.goal),
    }
    if scenario.steps:
        parts["inputs"] = canon_steps(
            scenario, {name: items[0] for name, items in _inputs(given, facts).items()}
        )
        parts["headline"] = ""  # the tree says what is the result
    return {key: value for key, value in parts.items() if value not in (None, "", [], {})}


def _inputs(given: Mapping[str, tuple[Input, ...]], facts: Mapping[str, Fact]) -> dict[str, list[Canon]]:
    return {name: [_input(item, facts) for item in items] for name, items in given.items()}


def _number(value: float) -> str:
    """Shortest decimal form: 5.0 and 5 are "5", minus nought is "0"."""
    return format(Decimal(repr(float(value))).normalize() + 0, "f")


def _as_typed(item: Assumption) -> Typed:
    assert not isinstance(item.value, str)
    return Typed(item.value, item.unit or Unit.NUMBER, origin=item.origin)


def _input(given: Input, facts: Mapping[str, Fact]) -> Canon:
    if isinstance(given, ResultOf):
        return {"take": given.take, "of": canon(given.scenario, facts)}
    if isinstance(given, ParameterRef):
        return {"parameter": given.parameter, "on": year_name(given.on) or ""}
    if isinstance(given, FactRef):
        return _fact(facts.get(given.fact))
    parts: Canon = {
        "value": _number(given.value),
        "unit": given.unit.value,
        "origin": given.origin.value,
        "high": None if given.high is None else _number(given.high),
        "approx": "" if given.approx == "none" else given.approx,
        "body": given.body,
        "as_of": given.as_of,
        "period": year_name(given.period),
        "scope": given.scope,
        "nature": given.nature,
    }
    return {key: value for key, value in parts.items() if value not in (None, "")}


def _fact(fact: Fact | None) -> Canon:
    if fact is None or fact.value is None:
        return {"missing": "fact"}
    parts: Canon = {
        "body": fact.body,
        "metric": fact.metric,
        "scope": fact.population,
        "date": fact.as_of or fact.period,
        "value": _number(fact.value),
        "high": None if fact.high is None else _number(fact.high),
        "approx": "" if fact.approx.value == "none" else fact.approx.value,
        "unit": fact.unit,
    }
    return {key: value for key, value in parts.items() if value not in (None, "")}


def _change(change: Change, baseline: str, facts: Mapping[str, Fact]) -> Canon:
    """Direction and sign are folded together where the amount is typed."""
    down = change.direction == "down" and change.kind is not ChangeKind.TARGET
    amounts = []
    for amount in change.amounts:
        made = _input(amount, facts)
        if down and isinstance(amount, Typed):
            made["value"] = _number(-amount.value)
        elif down:
            made["direction"] = "down"
        amounts.append(made)
    parts: Canon = {
        "kind": change.kind.value,
        "amounts": amounts,
        "per": change.per.value if change.per and change.kind is not ChangeKind.TARGET else None,
        "on": "baseline" if change.on == baseline else change.on,
        "sense": change.sense.value if change.sense is not Sense.GET_TO else None,
        "delay": change.delay or None,
    }
    return {key: value for key, value in parts.items() if value is not None}


def _horizon(horizon: Horizon | None, base: Input | None, facts: Mapping[str, Fact]) -> Canon | None:
    """Years and start, whether they were said as a length or as dates."""
    if horizon is None:
        return None
    start = horizon.start or _date_of(base, facts)
    years = horizon.length
    if years is not None and horizon.unit == "months":
        years = years / 12
    if years is None and horizon.end is not None and start is not None:
        years = span(as_date(start), as_date(horizon.end))
    parts: Canon = {
        "start": as_date(horizon.start).isoformat() if horizon.start else None,
        "years": None if years is None else _number(years),
        "end": as_date(horizon.end).isoformat() if horizon.end and years is None else None,
    }
    if horizon.start and horizon.start == _date_of(base, facts):
        parts["start"] = None
    return {key: value for key, value in parts.items() if value is not None}


def _date_of(base: Input | None, facts: Mapping[str, Fact]) -> str | None:
    if isinstance(base, Typed):
        return base.as_of
    fact = facts.get(base.fact) if isinstance(base, FactRef) else None
    return fact.as_of if fact is not None else None


def _goal(goal: Goal | None) -> Canon | None:
    if goal is None:
        return None
    made: Canon = {"unknown": goal.unknown, "value": _number(goal.value), "result": goal.result}
    ends = {"low": goal.low, "high": goal.high}
    return {**made, **{name: _number(end) for name, end in ends.items() if end is not None}}
