"""Any well-formed scenario, from a fixed seed, gives a projection or one of the engine's own refusals."""

from __future__ import annotations

import json
import random

from engine import run
from engine.catalogue import NEEDS
from engine.errors import EngineError
from engine.model import (
    Assumption,
    Axis,
    Basis,
    Change,
    ChangeKind,
    DerivedStep,
    Goal,
    Horizon,
    Input,
    Operation,
    Scenario,
    Sense,
    Typed,
    Unit,
)
from engine.needs import Acts, Needs, Span
from engine.rules import every_rule

USUAL = {
    **dict.fromkeys(
        ("turnover", "backfill", "target", "hires_share", "share", "premium", "weights"), Unit.SHARE
    ),
    **dict.fromkeys(("pay", "cost_per_post", "cost_per_leaver"), Unit.GBP_EACH),
    **dict.fromkeys(("spend", "gap", "savings"), Unit.GBP),
    **{"headcount": Unit.PERSONS, "fte": Unit.FTE, "days": Unit.DAYS, "rate": Unit.DAYS_PER_FTE},
}
VALUES = (0.0, 1.0, 5.0, 12.5, 50.0, 100.0, 879.0, 1e6, -3.0, 0.3)
HORIZONS = (
    None,
    Horizon(3.0),
    Horizon(2.5),
    Horizon(0.0),
    Horizon(6.0, "months"),
    Horizon(end="2026/27"),
    Horizon(start="2024-04-01", end="2027-03-31"),
)
TOGETHER = (Operation.COMPARE, Operation.SENSITIVITY, Operation.SOLVE_FOR)


class Draw:
    """Scenarios by chance, the same ones in each run."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def figure(self, name: str) -> Typed:
        unit = USUAL.get(name) if name in USUAL and self.chance.random() < 0.85 else None
        value = self.chance.choice(VALUES)
        high = value + 3 if self.chance.random() < 0.1 else None
        return Typed(
            value,
            unit or self.chance.choice(list(Unit)),
            high=high,
            approx="none" if high else self.chance.choice(("none", "none", "none", "about", "over", "up_to")),
            as_of=self.chance.choice((None, None, "2023-09-30")),
        )

    def change(self, on: str, acts: Acts) -> Change:
        """A change that the operation makes of a figure, or now and then one that it may not make."""
        if self.chance.random() < 0.1:
            acts = Acts(tuple(ChangeKind), path=True, delay=True, sense=True)
        units = (Unit.PERCENT, Unit.PERCENT, Unit.PERCENT, Unit.FTE, Unit.POINTS, Unit.GBP)
        amounts = tuple(
            Typed(self.chance.choice((-5.0, 5.0, -25.0, 0.0, 75.0)), self.chance.choice(units))
            for _ in range(self.chance.choice((1, 1, 3)) if acts.path else 1)
        )
        kind = self.chance.choice(acts.kinds)
        return Change(
            kind,
            amounts,
            self.chance.choice(acts.pers),
            on=on,
            direction="up" if kind is ChangeKind.TARGET else self.chance.choice(("up", "down")),
            sense=self.chance.choice(list(Sense)) if acts.sense else Sense.GET_TO,
            delay=self.chance.choice((0, 0, 1)) if acts.delay else 0,
        )

    def changes(self, needs: Needs) -> tuple[Change, ...]:
        able = [(on, acts) for on, several in needs.changes.items() for acts in several]
        drawn = self.chance.sample(able, min(len(able), self.chance.choice((0, 1, 1, 2))))
        return tuple(self.change(on, acts) for on, acts in drawn)

    def horizon(self, needs: Needs) -> Horizon | None:
        if needs.horizon is Span.START and self.chance.random() < 0.9:
            return self.chance.choice((None, Horizon(start="2024-04-01")))
        takes = needs.horizon is Span.FULL or self.chance.random() < 0.1
        return self.chance.choice(HORIZONS) if takes else None

    def derived(self) -> Scenario:
        """A chain of rules over three figures; a step takes any figures and steps before it."""
        names = ["a", "b", "c"]
        inputs: dict[str, tuple[Input, ...]] = {name: (self.figure(name),) for name in names}
        steps = []
        for number in range(self.chance.choice((1, 2, 4))):
            rule = self.chance.choice(list(every_rule().values()))
            of = {
                member: tuple(self.chance.choices(names, k=self.chance.choice((1, 1, 2))))
                for member in rule.members
                if self.chance.random() < 0.8
            }
            options = self.chance.choice(({}, {"years": 3.0}, {"basis": "straight"}, {"decimals": 1.0}))
            at = self.chance.choice((None, None, float(number)))
            steps.append(
                DerivedStep(f"s{number}", rule.name, of, self.chance.choice(list(Unit)), "", options, at)
            )
            names.append(f"s{number}")
        used = {name for step in steps for items in step.of.values() for name in items}
        return Scenario(
            Operation.DERIVE,
            inputs={name: item for name, item in inputs.items() if name in used},
            steps=tuple(steps),
            outputs=tuple(step.name for step in steps[::-1]),
        )

    def scenario(self, *, inner: bool = False) -> Scenario:
        operation = self.chance.choice([item for item in Operation if not inner or item not in TOGETHER])
        if operation is Operation.DERIVE:
            return self.derived()
        needs = NEEDS[operation]
        inputs: dict[str, tuple[Input, ...]] = {
            name: tuple(self.figure(name) for _ in range(2 if name in needs.lists else 1))
            for name in needs.inputs
            if name in needs.required or self.chance.random() < 0.4
        }
        within = self.within(operation)
        names = (*NEEDS[within[0].operation].inputs, "change", "horizon", "baseline") if within else ()
        takes_basis = needs.basis or self.chance.random() < 0.1
        return Scenario(
            operation,
            baseline=self.figure(needs.baseline) if needs.baseline and self.chance.random() < 0.9 else None,
            inputs=inputs,
            changes=self.changes(needs),
            horizon=self.horizon(needs),
            basis=self.chance.choice((None, None, Basis.LINEAR, Basis.COMPOUND)) if takes_basis else None,
            assumptions=tuple(
                Assumption(name, self.chance.choice(allowed or ("2025/26", "25/26")))
                for name, allowed in needs.choices.items()
                if self.chance.random() < 0.3
            ),
            scenarios=within,
            vary=(Axis(self.chance.choice(names), (1.0, 5.0)),) if operation is Operation.SENSITIVITY else (),
            goal=Goal(self.chance.choice(names), 5.0) if operation is Operation.SOLVE_FOR else None,
        )

    def within(self, operation: Operation) -> tuple[Scenario, ...]:
        if operation not in TOGETHER:
            return ()
        one = self.scenario(inner=True)
        return (one, one) if operation is Operation.COMPARE else (one,)


def test_any_scenario_gives_a_projection_or_a_refusal_in_words() -> None:
    draw, answered = Draw(11), 0
    for _ in range(2500):
        scenario = draw.scenario()
        try:
            projection = run(scenario)
        except EngineError as refusal:
            assert refusal.sentence
            continue
        answered += 1
        assert json.dumps(projection.to_json(), allow_nan=False)
        assert len(projection.frame()) == len(projection.table.rows)
        assert Scenario.from_json(scenario.to_json()) == scenario

    assert answered > 250
