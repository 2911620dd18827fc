"""Every relation of the table, in every direction, from typed figures alone: the planner finds what was left out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.planner.plan import plan
from assistant.planner.result import Status
from assistant.reading.model import Ask, Figure, Reading, Ref
from ingest.measures.table import Quantity, table
from ingest.measures.units import whole_of
from tests.assistant.planner.in_memory import InMemory

Case = tuple[str, str, dict[str, float], float]
GROUP = "[g]"
TABLE = table()

# Formulas whose inputs must fit one another, with values that do.
FITTING = {
    "part-timer": {"f": 1600.0, "full": 1200.0, "part": 800.0},
    "redundancies": {"cut": 96.0, "l": 192.0, "b": 75.0},
    "mean pay gap": {"h": 20.0, "l": 19.0},
    "median pay gap": {"h": 20.0, "l": 19.0},
    "National Insurance": {"b": 6e7, "n": 15.0, "t": 5000.0, "h": 2000.0},
    "levy": {"b": 6e7, "r": 0.5, "a": 15000.0},
    "all on-costs": {"ni": 7.5e6, "p": 1.2e7, "l": 285000.0},
}


def between(quantity: Quantity, part: float) -> float:
    """A value within the range of a quantity, so far along it."""
    if quantity.low is None or quantity.high is None:
        low, high = (1.0, 90.0) if quantity.unit == "%" else (10.0, 1000.0)
    else:
        low, high = quantity.low, quantity.high
    return low + (high - low) * part


def ratios() -> Iterator[Case]:
    for quantity in TABLE.quantities.values():
        for ratio in quantity.ratios:
            rate, base = between(quantity, 0.37), between(TABLE.quantities[ratio.per], 0.11)
            grouped = quantity.group

            def of(metric: str, grouped: bool = grouped) -> str:
                return metric + GROUP if grouped and TABLE.quantities[metric].group else metric

            values = {of(ratio.rate): rate, of(ratio.per): base}
            values[of(ratio.of)] = rate / whole_of(quantity.unit) * base
            for out, value in values.items():
                # A whole that is asked without its group cannot tell which group's share was meant.
                if not (grouped and out == ratio.per):
                    yield f"{ratio.rate} = {ratio.of} / {ratio.per}", out, _without(values, out), value


def identities() -> Iterator[Case]:
    for identity in TABLE.identities:
        names = [member.quantity for member in identity.members]
        values = {name: 100.0 + 37.0 * place for place, name in enumerate(names)}
        values[names[0]] = 5000.0
        if TABLE.quantities[names[0]].unit == "%":
            values = {name: 3.0 + place for place, name in enumerate(names)}
        if identity.whole == "100%":
            values = dict(zip(names, (88.0, 12.0), strict=True))
        else:
            values[identity.whole] = sum(one.sign * values[one.quantity] for one in identity.members)
        for out, value in values.items():
            yield f"identity {identity.id}", out, _without(values, out), value


def formulas() -> Iterator[Case]:
    for formula in TABLE.formulas:
        if any(given.how for given in formula.inputs.values()):
            continue  # those that need a target or a span are asked for in their own tests
        names = {name: given.quantities[-1] for name, given in formula.inputs.items()}
        values = FITTING.get(formula.id) or {name: _plain(TABLE.quantities[q]) for name, q in names.items()}
        result = formula.arithmetic(values)
        given = {names[name]: value for name, value in values.items()}
        yield f"formula {formula.id}", formula.out, given, result
        for name in formula.inverse:
            turned = _without(given, names[name]) | {formula.out: result}
            yield f"inverse {formula.id}", names[name], turned, values[name]


def _plain(quantity: Quantity) -> float:
    if quantity.low is not None:
        return between(quantity, 0.3)
    return 12.0 if quantity.unit == "%" else 700.0


def _without(values: dict[str, float], out: str) -> dict[str, float]:
    return {name: value for name, value in values.items() if name != out}


CASES = [*ratios(), *identities(), *formulas()]


@pytest.mark.parametrize(
    ("relation", "out", "given", "expected"), CASES, ids=lambda v: v if isinstance(v, str) else ""
)
def test_what_is_left_out_of_a_relation_is_found_from_the_figures_typed(
    relation: str, out: str, given: dict[str, float], expected: float
) -> None:
    figures = tuple(
        Figure(value, unit=TABLE.quantities[metric.removesuffix(GROUP)].unit, metric=metric)
        for metric, value in given.items()
    )

    result = plan(Reading(Ask.VALUE, Ref(out), figures=figures), InMemory([]))

    assert result.status is Status.ANSWERED
    assert result.value == pytest.approx(expected, rel=1e-6)


def test_there_are_as_many_cases_as_the_table_has_directions() -> None:
    assert len(CASES) == 268
