"""Figures in one unit, so that they may be added or multiplied: pounds for pence, tonnes for kilograms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.planner.derivation import Derivation, worked
from assistant.planner.refusal import Open, Refused
from ingest.measures.table import table
from ingest.measures.units import alike, base_of

_MONEY = "gbp"
_POINTS = frozenset({"%", "point"})


def in_base_units(one: Derivation) -> Derivation:
    """The figure in the units of which its own are multiples."""
    times, bases = 1.0, []
    for place, name in enumerate(one.unit.split("/")):
        factor = float(table().units.get(name, {}).get("times", 1.0))
        times *= factor if place == 0 else 1.0 / factor
        bases.append(base_of(name))
    return _scaled(one, times, "/".join(bases))


def in_one_unit(figures: Sequence[Derivation]) -> list[Derivation]:
    """The figures in the unit of the first; raises Refused where they cannot be set beside one another."""
    unit = figures[0].unit
    return [one if one.unit == unit else _in_unit(one, figures[0]) for one in figures]


def _in_unit(one: Derivation, first: Derivation) -> Derivation:
    if not one.unit or not first.unit or {one.unit, first.unit} <= _POINTS or _prices(one.unit, first.unit):
        return one
    if not alike(one.unit, first.unit):
        words = f"{one.unit} and {first.unit} cannot be set beside one another."
        raise Refused(Open.UNITS, words, status="refused")
    ours, theirs = in_base_units(one), in_base_units(replace(first, value=1.0))
    return _scaled(ours, 1.0 / theirs.value, first.unit)


def _prices(one: str, other: str) -> bool:
    """Whether both are money and one does not say what for: the price of a call may be printed as pounds."""
    return _MONEY in (one, other) and one.partition("/")[0] == other.partition("/")[0] == _MONEY


def _scaled(one: Derivation, times: float, unit: str) -> Derivation:
    if times == 1.0:
        return one if unit == one.unit else replace(one, unit=unit)
    node = worked("scaled", unit, {"amount": one}, options={"times": times}, cost=0.0)
    assert node is not None
    return node
