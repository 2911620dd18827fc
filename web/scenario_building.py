"""A scenario from a sentence, or put together from the fields of a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request

from assistant.model import Json
from web.parts import library_of, moothall_of
from web.problems import invalid
from web.scenario_form import read_number
from web.scenario_running import attempt
from web.scenario_start import UNIT_CHOICES


def from_words(request: Request, words: str) -> Json:
    """The scenario that a sentence asks for; raises a 422 Problem that says what is missing."""
    read = attempt(lambda: moothall_of(request).parse_scenario(words[:2000], None))
    scenario = read.get("scenario", read if "operation" in read else None)
    if not isinstance(scenario, Mapping):
        said = read.get("missing") or read.get("reason") or "Say what changes, by how much and for how long."
        raise invalid({"question": f"That could not be read as a scenario. {said}"})
    return scenario


def from_fields(request: Request, form: Mapping[str, str]) -> dict[str, Any]:
    """The scenario of the fields; raises a 422 Problem by field."""
    numbers: dict[str, float] = {}
    for name in ("value", "rate", "years", "turnover", "backfill", "target", "pay"):
        text = form.get(name, "").strip()
        number = read_number(text)
        if text and number is None:
            raise invalid({name: f"“{text[:40]}” is not a number: type one such as 12.5."})
        if number is not None:
            numbers[name] = number
    fact = next((one for one in library_of(request).facts() if one.id == form.get("baseline")), None)
    if "value" not in numbers and fact is None:
        raise invalid({"value": "Choose a stated figure, or type one to start from."})
    scenario: dict[str, Any] = {"operation": form.get("operation") or "project_compound"}
    if fact is not None:
        scenario |= {"metric": fact.metric, "bodies": [fact.body]}
    typed = _unit_within(form.get("value", "")) or form.get("unit", "")
    unit = fact.unit if fact is not None else typed if typed in dict(UNIT_CHOICES) else "fte"
    scenario["baseline"] = (
        {"value": numbers["value"], "unit": unit} if "value" in numbers else {"fact": form["baseline"]}
    )
    return scenario | _moves(scenario["operation"], numbers, unit)


def _unit_within(text: str) -> str:
    """The unit that a typed figure carries itself."""
    return next((unit for sign, unit in (("£", "gbp"), ("%", "percent")) if sign in text), "")


def _moves(operation: str, numbers: Mapping[str, float], unit: str) -> dict[str, Any]:
    def need(name: str, said: str) -> float:
        if name not in numbers:
            raise invalid({name: said})
        return numbers[name]

    if need("years", "Say for how many years.") <= 0:
        raise invalid({"years": "The years must be more than 0, such as 3."})
    horizon = {"horizon": {"length": numbers["years"]}}
    if operation == "stock_flow":
        turnover = {"value": need("turnover", "Give the turnover a year."), "unit": "percent"}
        backfill = {"value": need("backfill", "Say how many leavers are replaced."), "unit": "percent"}
        return horizon | {"inputs": {"turnover": turnover, "backfill": backfill}}
    if operation == "required_rate":
        target = {"value": need("target", "Give the level to reach."), "unit": unit}
        return horizon | {"changes": [{"kind": "target", "amounts": [target]}]}
    rate = {"value": need("rate", "Give the change a year."), "unit": "percent"}
    changes = {"changes": [{"kind": "rate", "amounts": [rate], "per": "year"}]}
    if operation == "pay_bill":
        pay = {"value": need("pay", "Give the pay per FTE."), "unit": "gbp_each"}
        return horizon | changes | {"inputs": {"pay": pay}}
    return horizon | changes
