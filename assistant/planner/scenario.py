"""A derivation as a Scenario: every figure an input with its origin, every rule a step, so that the engine alone computes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.planner.derivation import Derivation, Leaf, Source
from assistant.reading.model import Figure
from engine.model import (
    DerivedStep,
    FactRef,
    Horizon,
    Input,
    Operation,
    Origin,
    ParameterRef,
    Scenario,
    Typed,
    Unit,
)
from engine.rules import rule_named
from ingest.fact_model import Fact
from ingest.measures.table import table

_EACH = "gbp/*"
_GIVEN = frozenset({Source.DEFAULT, Source.CONSTANT, Source.START, Source.YEARS})
_SAME = 1e-9


class NotPrinted(ValueError):
    """A figure of a derivation is not the one that its paper prints, so that no quote would prove it."""


@dataclass(slots=True)
class Chain:
    """Inputs and steps as they are found; one for each figure, however often the derivation uses it."""

    figures: Mapping[str, Figure]
    facts: Mapping[str, Fact]
    inputs: dict[str, tuple[Input, ...]] = field(default_factory=dict)
    steps: list[DerivedStep] = field(default_factory=list)
    _names: dict[object, str] = field(default_factory=dict)

    def name_of(self, node: Derivation, *, at: float | None = None, label: str = "") -> str:
        """The name of a figure among inputs and steps, put there when it is new."""
        key: object = (_key(node), at, label)
        if key not in self._names:
            self._names[key] = self._leaf(node, node.leaf) if node.leaf else self._step(node, at, label)
        return self._names[key]

    def _leaf(self, node: Derivation, leaf: Leaf) -> str:
        name = f"figure_{len(self.inputs) + 1}"
        if leaf.source is not Source.PRINTED:
            self.inputs[name] = (self._input(node, leaf),)
            return name
        sign = _sign_of(node.value, self.facts.get(leaf.name))
        self.inputs[name] = (FactRef(leaf.name),)
        return name if sign > 0 else self._turned(name, unit_of(node.unit))

    def _turned(self, name: str, unit: Unit) -> str:
        """A figure that is printed without the sign that it has: "a reduction of 4%" is a change of −4%."""
        step = f"step_{len(self.steps) + 1}"
        self.steps.append(DerivedStep(step, "net", {"minus": (name,)}, unit, "as a fall"))
        return step

    def _input(self, node: Derivation, leaf: Leaf) -> Input:
        unit = unit_of(node.unit)
        if leaf.source is Source.RATE:
            return ParameterRef(leaf.name, leaf.on or None)
        if leaf.source is Source.TYPED:
            figure = self.figures.get(leaf.name)
            label = named(figure.metric) if figure is not None else ""
            return Typed(node.value, _typed_unit(figure, unit), label=label)
        return Typed(
            node.value,
            unit,
            Origin.ENGINE if leaf.source in _GIVEN else Origin.COMPUTED,
            label=named(leaf.name),
        )

    def _step(self, node: Derivation, at: float | None, label: str) -> str:
        of: dict[str, tuple[str, ...]] = {}
        for member, child in node.of:
            of[member] = (*of.get(member, ()), self.name_of(child))
        name = f"step_{len(self.steps) + 1}"
        said = label or given_by(node)
        self.steps.append(DerivedStep(name, node.rule, of, unit_of(node.unit), said, dict(node.options), at))
        return name


def scenario_of(
    result: Derivation,
    *,
    figures: Mapping[str, Figure],
    facts: Mapping[str, Fact],
    metric: str = "",
    body: str = "",
    scope: str = "",
    label: str = "",
    points: Sequence[tuple[float, Derivation]] = (),
    beside: Sequence[Derivation] = (),
    start: str | None = None,
) -> Scenario:
    """The scenario of a derivation; ``points`` are its values by year, ``beside`` others that the answer states.

    ``figures`` are the typed ones by mark, ``facts`` the printed ones by id, ``start`` the date from which points count.
    Raises NotPrinted.
    """
    chain = Chain(figures, facts)
    for at, point in points:
        chain.name_of(_as_step(point), at=at, label=label)
    also = [chain.name_of(_as_step(other)) for other in beside]
    head = chain.name_of(_as_step(result), label=label)
    return Scenario(
        Operation.DERIVE,
        bodies=(body,) if body else (),
        metric=metric,
        scope=scope,
        inputs=chain.inputs,
        horizon=Horizon(start=start) if start else None,
        outputs=tuple(dict.fromkeys((head, *also))),
        steps=tuple(chain.steps),
    )


def _sign_of(value: float, fact: Fact | None) -> int:
    """Whether a figure is the printed one, or that with the other sign; raises NotPrinted where it is neither."""
    for sign in (1, -1):
        if (
            fact is not None
            and fact.value is not None
            and math.isclose(sign * fact.value, value, rel_tol=_SAME)
        ):
            return sign
    raise NotPrinted(f"{value:g} is no printed figure.")


def _as_step(node: Derivation) -> Derivation:
    """A bare figure as a step that restates it, so that there is always a result."""
    if node.rule:
        return node
    return Derivation(node.value, node.unit, "named", (("figure", node),), facts=node.facts, used=node.used)


def _key(node: Derivation) -> object:
    """What makes two figures one: the same leaf, or the same rule over the same figures."""
    if node.leaf is not None:
        return (node.leaf.source, node.leaf.name, node.leaf.on, node.value, node.unit)
    return (node.rule, tuple((member, _key(child)) for member, child in node.of), node.options, node.unit)


def unit_of(unit: str) -> Unit:
    """The unit in which the engine shows a figure of a unit of the table; any noun is a plain number."""
    units = table().units
    known = units.get(unit) or (units[_EACH] if unit.startswith("gbp/") else {})
    return Unit(str(known.get("engine", Unit.NUMBER.value)))


def _typed_unit(figure: Figure | None, unit: Unit) -> Unit:
    """A per cent by which something changes is shown with the decimals of a rate."""
    return Unit.PERCENT if figure is not None and figure.role == "by" and unit is Unit.SHARE else unit


def named(metric: str) -> str:
    """What a quantity is called: its name in the table, or the words of an open one."""
    quantity = table().get(metric)
    return quantity.name if quantity is not None else metric.removeprefix("other:").strip()


def given_by(node: Derivation) -> str:
    """What a step gives, in a few words: the quantity that its relation leaves out, else what the rule does."""
    rule = rule_named(node.rule)
    given = {member for member, _ in node.of}
    missing = [name for member, name in rule.members.items() if member not in given]
    relation = any(sign in node.rule for sign in (" = ", "identity ", "formula "))
    return missing[0] if relation and len(missing) == 1 else rule.words
