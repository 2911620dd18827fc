"""What is wrong with the meaning of a scenario, all at once, before anything is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.catalogue import NEEDS
from engine.dates import as_date, financial_year
from engine.needs import BASELINE, Acts, Needs, Span
from engine.reading import number_fault
from engine.scenario import (
    Assumption,
    Change,
    ChangeKind,
    Horizon,
    Input,
    Operation,
    ParameterRef,
    Per,
    ResultOf,
    Scenario,
    Sense,
    Typed,
)
from engine.steps import step_faults

MAX_YEARS = 100
MAX_CELLS = 7


def faults_of(scenario: Scenario, at: str = "scenario") -> list[str]:
    """Every fault as a sentence that begins with the place where it stands; empty when it can be run."""
    needs = NEEDS[scenario.operation]
    return [
        *_inputs(scenario, needs, at),
        *_twice(scenario, needs, at),
        *_changes(scenario, needs, at),
        *_horizon(scenario, needs, at),
        *_basis(scenario, needs, at),
        *_assumptions(scenario, needs, at),
        *_outputs(scenario, needs, at),
        *_steps(scenario, needs, at),
        *_inner(scenario, needs, at),
    ]


def _inputs(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    if scenario.baseline is not None:
        if not needs.baseline:
            yield f"{at}.baseline: {scenario.operation} has none; it takes {needs.takes}"
        yield from _input(scenario.baseline, f"{at}.baseline")
    for name, values in scenario.inputs.items():
        if name not in needs.figures and not needs.steps:
            yield f"{at}.inputs.{name}: {scenario.operation} has no such input; it takes {needs.takes}"
        if not values:
            yield f"{at}.inputs.{name}: empty"
        if len(values) > 1 and name not in (*needs.lists, *needs.yearly):
            yield f"{at}.inputs.{name}: one figure belongs here, {len(values)} were given"
        for number, value in enumerate(values):
            yield from _input(value, f"{at}.inputs.{name}[{number}]")
            if isinstance(value, Typed) and value.nature is not None and name != "savings":
                yield f"{at}.inputs.{name}.nature: only savings are of a kind; {value.nature} was given"


def _twice(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    """A figure or a choice stands once: of two the second would be left out."""
    names = [item.name for item in scenario.assumptions if item.name != "note"] + list(scenario.inputs)
    if scenario.baseline is not None:
        names.append(needs.baseline)
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{at}: {name} is given {times} times; once is wanted"


def _input(value: Input, at: str) -> Iterator[str]:
    if isinstance(value, ResultOf):
        yield from faults_of(value.scenario, f"{at}.scenario")
    if isinstance(value, ParameterRef) and value.on is not None:
        yield from _date(value.on, f"{at}.on")
    if not isinstance(value, Typed):
        return
    for name, number in (("value", value.value), ("high", value.high)):
        if number is not None and (wrong := number_fault(number)):
            yield f"{at}.{name}: {wrong}"
    if value.high is not None and value.approx != "none":
        yield f"{at}.approx: a range has its own ends; {value.approx} says nothing beside them"
    if value.as_of is not None:
        yield from _date(value.as_of, f"{at}.as_of")
    if value.decimals is not None and not 0 <= value.decimals <= 9:
        yield f"{at}.decimals: {value.decimals} is outside 0 to 9"


def _changes(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    for number, change in enumerate(scenario.changes):
        where = f"{at}.changes[{number}]"
        yield from _change(change, where)
        on = BASELINE if change.on == needs.baseline else change.on
        if on in needs.changes:
            yield from _acts(change, needs.changes[on], scenario.operation, where)
        else:
            named = ", ".join(needs.changes) or "nothing"
            has = "does not change its input" if on in needs.figures else "has no input"
            yield f"{where}.on: {scenario.operation} {has} {change.on!r}; it changes {named}"


def _change(change: Change, at: str) -> Iterator[str]:
    if not change.amounts:
        yield f"{at}: no amount given"
    if len(change.amounts) > MAX_YEARS:
        yield f"{at}: a path of more than {MAX_YEARS} years"
    if change.delay < 0 or change.delay > MAX_YEARS:
        yield f"{at}.delay: {change.delay} is outside 0 to {MAX_YEARS} years"
    if len(change.amounts) > 1 and change.per is Per.TOTAL:
        yield f"{at}.per: total is one amount for all years, and {len(change.amounts)} amounts were given"
    for number, amount in enumerate(change.amounts):
        yield from _input(amount, f"{at}.amounts[{number}]")


def _acts(change: Change, allowed: tuple[Acts, ...], operation: Operation, at: str) -> Iterator[str]:
    """What of a change the operation does not use: its kind, span, path, delay or wording."""
    acts = next((item for item in allowed if change.kind in item.kinds), None)
    if acts is None:
        kinds = ", ".join(kind for item in allowed for kind in item.kinds)
        yield f"{at}.kind: {operation} makes no {change.kind} of {change.on}; it takes {kinds}"
        return
    level = change.kind is ChangeKind.TARGET
    if not level and change.per is not None and change.per not in acts.pers:
        yield f"{at}.per: {operation} takes a {change.kind} per {' or '.join(acts.pers)}, not per {change.per}"
    if len(change.amounts) > 1 and not acts.path:
        yield f"{at}.amounts: {operation} takes one {change.kind}, {len(change.amounts)} were given"
    if change.delay and not acts.delay:
        yield f"{at}.delay: {operation} begins its {change.kind} at once; {change.delay} years were given"
    if change.sense is not Sense.GET_TO and not acts.sense:
        yield f"{at}.sense: {operation} only gets to a level; {change.sense} was given"
    if level and change.direction == "down":
        yield f"{at}.direction: a target is a level and has no direction; down was given"


def _horizon(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    horizon, where = scenario.horizon, f"{at}.horizon"
    if horizon is None:
        return
    runs = horizon.length is not None or horizon.end is not None
    if needs.horizon is Span.NONE:
        yield f"{where}: {scenario.operation} has no horizon; it takes {needs.takes}"
    elif needs.horizon is Span.START and runs:
        yield f"{where}: {scenario.operation} finds the time itself; it takes {needs.takes}"
    if not runs and horizon.start is None:
        yield f"{where}: neither a length nor a date"
    if horizon.length is not None:
        yield from _length(horizon, scenario.operation, where)
        if horizon.end is not None:
            yield f"{where}: a length and an end were given; one of them is enough"
    for name, text in (("start", horizon.start), ("end", horizon.end)):
        if text is not None:
            yield from _date(text, f"{where}.{name}")


def _basis(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    if scenario.basis is not None and not needs.basis:
        yield f"{at}.basis: {scenario.operation} has none ({scenario.basis} was given); it takes {needs.takes}"


def _length(horizon: Horizon, operation: Operation, at: str) -> Iterator[str]:
    length = horizon.length or 0.0
    wrong = number_fault(length)
    if wrong:
        yield f"{at}.length: {wrong}"
        return
    years = length / 12 if horizon.unit == "months" else length
    if abs(years) > MAX_YEARS:
        yield f"{at}.length: {years:g} years is more than the {MAX_YEARS} that a projection may run"
    if years < 0 and operation is not Operation.HISTORY:
        yield f"{at}.length: {years:g} years; only history looks backwards"


def _date(text: str, at: str) -> Iterator[str]:
    try:
        as_date(text)
    except ValueError as error:
        yield f"{at}: {error}"


def _assumptions(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    for number, item in enumerate(scenario.assumptions):
        where = f"{at}.assumptions[{number}]"
        if isinstance(item.value, str):
            if item.name != "note":
                yield from _choice(item, item.value, scenario.operation, needs, where)
            continue
        if item.name not in needs.figures:
            yield f"{where}: {scenario.operation} has no input {item.name!r}; it takes {needs.takes}"
        if wrong := number_fault(item.value):
            yield f"{where}.value: {wrong}"
        if item.unit is None:
            yield f"{where}.unit: missing"


def _choice(item: Assumption, value: str, operation: Operation, needs: Needs, at: str) -> Iterator[str]:
    allowed = needs.choices.get(item.name)
    if allowed is None:
        yield f"{at}: {operation} has no choice {item.name!r}; it takes {needs.takes}"
    elif allowed and value not in allowed:
        yield f"{at}: {item.name} is {value!r}; allowed are {', '.join(allowed)}"
    elif not allowed:
        try:
            financial_year(value)
        except ValueError as error:
            yield f"{at}: {item.name}: {error}"


def _outputs(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    """Names that the operation never gives; those it gives beside other figures only are left to ``unused``."""
    for name in scenario.outputs:
        known = name in (*needs.results, *needs.shows, *_step_names(scenario)) or name.startswith(
            needs.numbered
        )
        if not known and not needs.scenarios[1]:
            named = ", ".join((*needs.results, *_step_names(scenario), *needs.shows))
            yield f"{at}.outputs: {scenario.operation} has no result {name!r}; it gives {named}"


def _step_names(scenario: Scenario) -> tuple[str, ...]:
    return tuple(step.name for step in scenario.steps)


def _steps(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    if needs.steps:
        yield from step_faults(scenario, at)
    elif scenario.steps:
        yield f"{at}.steps: {scenario.operation} has none; it takes {needs.takes}"


def _inner(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    low, high = needs.scenarios
    if not low <= len(scenario.scenarios) <= high:
        wanted = f"{low} to {high}" if low != high else str(low)
        yield f"{at}.scenarios: {scenario.operation} works on {wanted}, {len(scenario.scenarios)} were given"
    for number, inner in enumerate(scenario.scenarios):
        yield from faults_of(inner, f"{at}.scenarios[{number}]")
    if needs.axes[1]:
        yield from _vary(scenario, at)
    elif scenario.vary:
        yield f"{at}.vary: {scenario.operation} varies nothing; it takes {needs.takes}"
    if (scenario.goal is None) == needs.goal:
        wrong = "missing" if needs.goal else f"{scenario.operation} has none; it takes {needs.takes}"
        yield f"{at}.goal: {wrong}"


def _vary(scenario: Scenario, at: str) -> Iterator[str]:
    if not 1 <= len(scenario.vary) <= 2:
        yield f"{at}.vary: one or two inputs may vary, {len(scenario.vary)} were given"
    if len({axis.name for axis in scenario.vary}) < len(scenario.vary):
        yield f"{at}.vary: {scenario.vary[0].name} varies twice; give two different inputs"
    for axis in scenario.vary:
        if not 1 <= len(axis.values) <= MAX_CELLS:
            yield f"{at}.vary.{axis.name}: {len(axis.values)} values; a grid is at most 7 by 7"
        yield from (f"{at}.vary.{axis.name}: {wrong}" for v in axis.values if (wrong := number_fault(v)))
