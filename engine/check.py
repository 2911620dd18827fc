"""What is wrong with the meaning of a scenario, all at once, before anything is computed."""

from __future__ import annotations

from collections.abc import Iterator

from engine.catalogue import NEEDS, Needs
from engine.dates import as_date
from engine.reading import number_fault
from engine.scenario import Change, Horizon, Input, Operation, ResultOf, Scenario, Typed

MAX_YEARS = 100
MAX_CELLS = 7
_GENERAL_OUTPUTS = ("value", "series", "change", "waterfall", "grid", "table", "steps", "readings")
_INNER = {
    Operation.COMPARE: (2, 10),
    Operation.SENSITIVITY: (1, 1),
    Operation.SOLVE_FOR: (1, 1),
}


def faults_of(scenario: Scenario, at: str = "scenario") -> list[str]:
    """Every fault as a sentence that begins with the place where it stands; empty when it can be run."""
    needs = NEEDS[scenario.operation]
    return [
        *_inputs(scenario, needs, at),
        *_changes(scenario, needs, at),
        *_horizon(scenario.horizon, scenario.operation, at),
        *_choices(scenario, needs, at),
        *_outputs(scenario, needs, at),
        *_inner(scenario, at),
    ]


def _inputs(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    if scenario.baseline is not None:
        if not needs.baseline:
            yield f"{at}.baseline: {scenario.operation} takes none; give inputs or scenarios"
        yield from _input(scenario.baseline, f"{at}.baseline")
    allowed = tuple(name for name in (needs.baseline, *needs.inputs) if name)
    for name, values in scenario.inputs.items():
        if name not in allowed:
            named = ", ".join(allowed) or "none"
            yield f"{at}.inputs.{name}: {scenario.operation} has no such input; it knows {named}"
        if not values:
            yield f"{at}.inputs.{name}: empty"
        if len(values) > 1 and name not in (*needs.lists, "transfers", "new_posts"):
            yield f"{at}.inputs.{name}: one figure belongs here, {len(values)} were given"
        for number, value in enumerate(values):
            yield from _input(value, f"{at}.inputs.{name}[{number}]")


def _input(value: Input, at: str) -> Iterator[str]:
    if isinstance(value, ResultOf):
        yield from faults_of(value.scenario, f"{at}.scenario")
    if not isinstance(value, Typed):
        return
    for name, number in (("value", value.value), ("high", value.high)):
        if number is not None and (wrong := number_fault(number)):
            yield f"{at}.{name}: {wrong}"
    if value.as_of is not None:
        yield from _date(value.as_of, f"{at}.as_of")
    if value.decimals is not None and not 0 <= value.decimals <= 9:
        yield f"{at}.decimals: {value.decimals} is outside 0 to 9"


def _changes(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    allowed = ("baseline", needs.baseline, *needs.inputs)
    for number, change in enumerate(scenario.changes):
        where = f"{at}.changes[{number}]"
        yield from _change(change, where)
        if change.on not in allowed:
            named = ", ".join(name for name in allowed if name)
            yield f"{where}.on: {scenario.operation} has no input {change.on!r}; it knows {named}"


def _change(change: Change, at: str) -> Iterator[str]:
    if not change.amounts:
        yield f"{at}: no amount given"
    if len(change.amounts) > MAX_YEARS:
        yield f"{at}: a path of more than {MAX_YEARS} years"
    if change.delay < 0 or change.delay > MAX_YEARS:
        yield f"{at}.delay: {change.delay} is outside 0 to {MAX_YEARS} years"
    for number, amount in enumerate(change.amounts):
        yield from _input(amount, f"{at}.amounts[{number}]")


def _horizon(horizon: Horizon | None, operation: Operation, at: str) -> Iterator[str]:
    if horizon is None:
        return
    where = f"{at}.horizon"
    if horizon.length is not None:
        yield from _length(horizon, operation, where)
        if horizon.end is not None and horizon.start is not None:
            yield f"{where}: a length and two dates were given; one of them is enough"
    elif horizon.end is None and horizon.start is None:
        yield f"{where}: neither a length nor a date"
    for name, text in (("start", horizon.start), ("end", horizon.end)):
        if text is not None:
            yield from _date(text, f"{where}.{name}")


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


def _choices(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    for number, item in enumerate(scenario.assumptions):
        where = f"{at}.assumptions[{number}]"
        if isinstance(item.value, str):
            allowed = needs.choices.get(item.name)
            if item.name == "note":
                continue
            if allowed is None:
                named = ", ".join(("note", *needs.choices))
                yield f"{where}: {scenario.operation} has no choice {item.name!r}; it knows {named}"
            elif allowed and item.value not in allowed:
                yield f"{where}: {item.name} is {item.value!r}; allowed are {', '.join(allowed)}"
            continue
        if item.name not in (needs.baseline, *needs.inputs):
            named = ", ".join((*needs.inputs, *needs.choices))
            yield f"{where}: {scenario.operation} has no input {item.name!r}; it knows {named}"
        if wrong := number_fault(item.value):
            yield f"{where}.value: {wrong}"
        if item.unit is None:
            yield f"{where}.unit: missing"


def _outputs(scenario: Scenario, needs: Needs, at: str) -> Iterator[str]:
    for name in scenario.outputs:
        free = scenario.operation in (Operation.COMPARE, Operation.SENSITIVITY, Operation.SOLVE_FOR)
        known = name in (*needs.results, *_GENERAL_OUTPUTS) or name.startswith("saving_year_")
        if not free and not known:
            named = ", ".join(needs.results)
            yield f"{at}.outputs: {scenario.operation} has no result {name!r}; it gives {named}"


def _inner(scenario: Scenario, at: str) -> Iterator[str]:
    low, high = _INNER.get(scenario.operation, (0, 0))
    if not low <= len(scenario.scenarios) <= high:
        wanted = f"{low} to {high}" if low != high else str(low)
        yield f"{at}.scenarios: {scenario.operation} works on {wanted}, {len(scenario.scenarios)} were given"
    for number, inner in enumerate(scenario.scenarios):
        yield from faults_of(inner, f"{at}.scenarios[{number}]")
    if scenario.operation is Operation.SENSITIVITY:
        yield from _vary(scenario, at)
    elif scenario.vary:
        yield f"{at}.vary: only sensitivity varies inputs"
    if (scenario.goal is None) == (scenario.operation is Operation.SOLVE_FOR):
        yield f"{at}.goal: " + ("missing" if scenario.goal is None else "only solve_for has one")


def _vary(scenario: Scenario, at: str) -> Iterator[str]:
    if not 1 <= len(scenario.vary) <= 2:
        yield f"{at}.vary: one or two inputs may vary, {len(scenario.vary)} were given"
    for axis in scenario.vary:
        if not 1 <= len(axis.values) <= MAX_CELLS:
            yield f"{at}.vary.{axis.name}: {len(axis.values)} values; a grid is at most 7 by 7"
        yield from (f"{at}.vary.{axis.name}: {wrong}" for v in axis.values if (wrong := number_fault(v)))
