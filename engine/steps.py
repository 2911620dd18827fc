"""The steps of ``derive``: read from JSON, checked for what they take, and put into one form for the hash."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine import reading
from engine.reading import Faults, number_fault
from engine.rules import every_rule
from engine.scenario import DerivedStep, Scenario, Unit

MOST_STEPS = 400
MOST_MEMBERS = 60
_KEYS = ("name", "rule", "of", "unit", "label", "options", "at")
# Rules in which the figures of one member may change places without another meaning.
_ANY_ORDER = frozenset({"sum", "mean", "product", "net", "less"})
Canon = dict[str, object]


def step_from_json(data: object, at: str, faults: Faults, depth: int) -> DerivedStep | None:
    """One step; None with its faults noted."""
    form = reading.mapping(data, at, faults, _KEYS)
    if form is None:
        return None
    name = reading.text(form, "name", at, faults, required=True)
    rule = reading.text(form, "rule", at, faults, required=True)
    if name is None or rule is None:
        return None
    return DerivedStep(
        name,
        rule,
        _members(form.get("of"), f"{at}.of", faults),
        reading.unit(form, at, faults, Unit.NUMBER) or Unit.NUMBER,
        reading.text(form, "label", at, faults) or "",
        _options(form.get("options"), f"{at}.options", faults),
        reading.number(form, "at", at, faults),
    )


def _members(data: object, at: str, faults: Faults) -> dict[str, tuple[str, ...]]:
    form = reading.mapping(data, at, faults, None) or {}
    made: dict[str, tuple[str, ...]] = {}
    for name, value in form.items():
        given = value if isinstance(value, list | tuple) else [value]
        if not given or not all(isinstance(item, str) for item in given):
            faults.append(f"{at}.{name}: {reading.said(value)} where names of inputs or steps belong")
            continue
        made[name] = tuple(str(item) for item in given)
    return made


def _options(data: object, at: str, faults: Faults) -> dict[str, float | str]:
    if data is None:
        return {}
    form = reading.mapping(data, at, faults, None) or {}
    made: dict[str, float | str] = {}
    for name, value in form.items():
        if isinstance(value, str):
            made[name] = value
        elif (number := reading.number(form, name, at, faults)) is not None:
            made[name] = number
    return made


def step_faults(scenario: Scenario, at: str) -> Iterator[str]:
    """Steps that cannot be done: no rule of that name, a member that nothing gives, a figure that no step uses."""
    if not scenario.steps:
        yield f"{at}.steps: {scenario.operation} needs at least one"
    if len(scenario.steps) > MOST_STEPS:
        yield f"{at}.steps: at most {MOST_STEPS}, {len(scenario.steps)} were given"
        return
    known = set(scenario.inputs)
    for number, step in enumerate(scenario.steps):
        where = f"{at}.steps[{number}]"
        yield from _one(step, known, where)
        known.add(step.name)
    if scenario.steps:
        yield from _idle(scenario, at)


def _one(step: DerivedStep, known: set[str], at: str) -> Iterator[str]:
    if step.name in known:
        yield f"{at}.name: {step.name!r} stands twice among inputs and steps"
    rule = every_rule().get(step.rule)
    if rule is None:
        yield f"{at}.rule: {step.rule!r} is no relation of the table and no shape"
        return
    for member, names in step.of.items():
        yield from (
            f"{at}.of.{member}: nothing before it is called {name!r}" for name in names if name not in known
        )
        if len(names) > MOST_MEMBERS:
            yield f"{at}.of.{member}: at most {MOST_MEMBERS} names, {len(names)} were given"
        if member not in rule.members:
            yield f"{at}.of.{member}: {step.rule} takes {', '.join(rule.members)}"
    for name, value in step.options.items():
        if not isinstance(value, str) and (bad := number_fault(value)):
            yield f"{at}.options.{name}: {bad}"


def _idle(scenario: Scenario, at: str) -> Iterator[str]:
    """Whatever the result does not rest on would be ignored in silence."""
    points = [step.name for step in scenario.steps if step.at is not None]
    used = _reached(scenario.steps, headline_step(scenario), *scenario.outputs, *points)
    for place, names in (
        ("inputs", tuple(scenario.inputs)),
        ("steps", tuple(step.name for step in scenario.steps)),
    ):
        for name in names:
            if name not in used:
                yield f"{at}.{place}.{name}: the result of {scenario.operation} does not rest on it; leave it out"


def headline_step(scenario: Scenario) -> str:
    """The step whose value is the result: the first one among the outputs, else the last."""
    names = [step.name for step in scenario.steps]
    return next((name for name in scenario.outputs if name in names), names[-1] if names else "")


def _reached(steps: Sequence[DerivedStep], *ends: str) -> set[str]:
    by_name = {step.name: step for step in steps}
    used: set[str] = set()
    open_ = list(ends)
    while open_:
        name = open_.pop()
        if name not in used:
            used.add(name)
            open_ += [
                item for names in (by_name[name].of.values() if name in by_name else ()) for item in names
            ]
    return used


def canon_steps(scenario: Scenario, inputs: Mapping[str, object]) -> Canon:
    """The tree of the result without the names of its steps, what may change places in order: one form for one meaning."""
    by_name = {step.name: step for step in scenario.steps}

    def tree(name: str) -> object:
        step = by_name.get(name)
        if step is None:
            return inputs[name]
        of = {member: [tree(item) for item in names] for member, names in step.of.items()}
        if step.rule in _ANY_ORDER:
            of = {member: sorted(items, key=repr) for member, items in of.items()}
        made: Canon = {"rule": step.rule, "of": of}
        if step.options:
            made["options"] = {key: str(value) for key, value in sorted(step.options.items())}
        return made

    points = {str(step.at): tree(step.name) for step in scenario.steps if step.at is not None}
    also = [tree(name) for name in scenario.outputs if name in by_name][1:]
    made: Canon = {"is": tree(headline_step(scenario)), "points": points, "also": also}
    return {key: value for key, value in made.items() if value}
