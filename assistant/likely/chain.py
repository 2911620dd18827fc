"""A sum as a scenario: its figures as inputs, its shape as steps, so that the engine alone computes what is answered."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.likely.field import is_share
from assistant.likely.shapes import Sum
from assistant.likely.two import MONEY
from assistant.planner.scenario import unit_of
from assistant.reading.spans import Span, Type
from engine.model import DerivedStep, FactRef, Input, Operation, Origin, Scenario, Typed, Unit
from ingest.measures.fact_units import table_unit

HUNDRED = 100.0
TYPED_UNITS = {
    Type.PCT: Unit.PERCENT,
    Type.MON: Unit.GBP,
    Type.NUM: Unit.NUMBER,
    Type.DAYS: Unit.DAYS,
    Type.PTS: Unit.POINTS,
}
"""The unit in which the engine takes a typed amount of each type."""
_PLAIN = {"times": Unit.NUMBER, "number": Unit.NUMBER, "points": Unit.POINTS, "share": Unit.SHARE}


def scenario_of(made: Sum, body: str) -> Scenario:
    """The scenario of a sum; its first output is the result, a change in per cent or a straight line stands beside."""
    chain = _Chain(made)
    head = chain.build()
    return Scenario(
        Operation.DERIVE,
        bodies=(body,) if body else (),
        inputs=chain.inputs,
        outputs=tuple(dict.fromkeys((head, *chain.beside))),
        steps=tuple(chain.steps),
    )


@dataclass
class _Chain:
    """Inputs and steps of one sum as they are made."""

    made: Sum
    inputs: dict[str, tuple[Input, ...]] = field(default_factory=dict)
    steps: list[DerivedStep] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    def build(self) -> str:
        """Make every step; the name of the one that gives the result."""
        figures = [self._figure(one.fact.id) for one in self.made.of]
        match self.made.shape:
            case "share" | "rest_of_share":
                share = self._step("share", Unit.SHARE, part=figures[:1], whole=figures[1:])
                return self._step("rest", Unit.SHARE, share=[share]) if "rest" in self.made.shape else share
            case "difference":
                return self._gap(*figures)
            case "change":
                return self._step("relative change", Unit.SHARE, first=figures[:1], second=figures[1:])
            case "times" | "per":
                return self._step("times", self._unit, first=figures[:1], second=figures[1:])
            case "complement":
                return self._step("rest", Unit.SHARE, share=figures)
            case "left":
                return self._step("less", self._unit, whole=figures[:1], parts=figures[1:])
            case "rate_of":
                return self._step("part", self._unit, share=figures[:1], whole=figures[1:])
            case "rest_of":
                rest = self._step("rest", Unit.SHARE, share=figures[:1])
                return self._step("part", self._unit, share=[rest], whole=figures[1:])
            case "whole_of":
                return self._step("whole", self._unit, share=figures[:1], part=figures[1:])
            case "before" | "after":
                return self._changed(*figures)
            case "again":
                return self._again(*figures)
            case shape if shape.startswith("mean"):
                return self._step("mean", self._unit, items=figures)
            case shape if shape.startswith("sum"):
                return self._step("sum", self._unit, items=figures)
        return self._with_typed(figures[0])

    def _with_typed(self, figure: str) -> str:
        amount = self._typed(self.made.typed[0])
        match self.made.shape:
            case "typed_share" if self.made.typed[0].type is Type.PCT:
                return self._step("part", self._unit, share=[amount], whole=[figure])
            case "typed_share":
                return self._step("part", self._unit, share=[figure], whole=[amount])
            case "to_typed":
                return self._gap(amount, figure)
            case "share_typed":
                return self._step("share", Unit.SHARE, part=[amount], whole=[figure])
            case "typed_over":
                return self._step("times", self._unit, first=[amount], second=[figure])
            case "over_typed":
                return self._step("times", self._unit, first=[figure], second=[amount])
            case "cost":
                return self._step("product", self._unit, factors=[amount, figure])
        return self._moved(figure, amount)

    def _moved(self, figure: str, amount: str) -> str:
        """Raised or lowered by a typed rate or step, once or each year."""
        spell = self.made.typed[1:]
        years = spell[0].in_years if spell else 1.0
        by = self._step("net", self._typed_unit, minus=[amount]) if self.made.down else amount
        rule = "growth" if self.made.typed[0].type is Type.PCT else "steps"
        return self._step(rule, self._unit, {"years": years}, start=[figure], by=[by])

    def _gap(self, first: str, second: str) -> str:
        gap = self._step("difference", self._unit, first=[first], second=[second])
        if self._unit not in (Unit.POINTS, Unit.SHARE) and self._second_is_not_nought:
            self.beside.append(self._step("relative change", Unit.SHARE, first=[first], second=[second]))
        return gap

    def _changed(self, level: str, change: str) -> str:
        if not is_share(self.made.of[1].fact):
            plus = self.made.shape == "after"
            fall = self.made.shape == "before" and self.made.down and (self.made.of[1].fact.value or 0.0) > 0
            signs = {"plus": [level, change]} if plus or fall else {"plus": [level], "minus": [change]}
            return self._step("net", self._unit, **signs)
        if self.made.shape == "after":
            return self._step("growth", self._unit, {"years": 1.0}, start=[level], by=[change])
        whole = self._given(HUNDRED)
        fall = self.made.down and (self.made.of[1].fact.value or 0.0) > 0
        signs = {"plus": [whole], "minus": [change]} if fall else {"plus": [whole, change]}
        return self._step(
            "product", self._unit, factors=[whole, level], divisors=[self._step("net", Unit.SHARE, **signs)]
        )

    def _again(self, late: str, early: str) -> str:
        """The same growth once more; the same step beside it."""
        rate = self._step("relative change", Unit.SHARE, first=[late], second=[early])
        gap = self._step("difference", self._unit, first=[late], second=[early])
        self.beside.append(self._step("net", self._unit, plus=[late, gap]))
        return self._step("growth", self._unit, {"years": 1.0}, start=[late], by=[rate])

    @property
    def _unit(self) -> Unit:
        unit = self.made.unit
        if unit in _PLAIN:
            return _PLAIN[unit]
        return Unit.GBP if unit.startswith(MONEY) else unit_of(table_unit(unit))

    @property
    def _typed_unit(self) -> Unit:
        return TYPED_UNITS.get(self.made.typed[0].type, Unit.NUMBER)

    @property
    def _second_is_not_nought(self) -> bool:
        return bool(self.made.of[-1].fact.value)

    def _figure(self, fact: str) -> str:
        return self._input(FactRef(fact))

    def _typed(self, span: Span) -> str:
        return self._input(Typed(span.value or 0.0, TYPED_UNITS.get(span.type, Unit.NUMBER)))

    def _given(self, value: float) -> str:
        return self._input(Typed(value, Unit.PERCENT, Origin.ENGINE, label="all of it"))

    def _input(self, given: Input) -> str:
        name = f"figure_{len(self.inputs) + 1}"
        self.inputs[name] = (given,)
        return name

    def _step(
        self,
        rule: str,
        unit: Unit,
        options: dict[str, float | str] | None = None,
        /,
        **of: list[str],
    ) -> str:
        name = f"step_{len(self.steps) + 1}"
        members = {member: tuple(names) for member, names in of.items()}
        self.steps.append(DerivedStep(name, rule, members, unit, options=options or {}))
        return name
