"""The unit of a printed figure in the terms of the table of relations, and whether a quantity may have it."""

from __future__ import annotations

from ingest.fact_model import Fact, Scope
from ingest.measures.linking_data import data
from ingest.measures.table import Quantity, table

COUNT = "count"
EACH = "gbp/*"
EXACT, LIKELY, COUNTED, SHARE, NONE = 4, 3, 2, 1, 0
"""How well a unit agrees: the quantity's own; one that it may be printed in; a bare number; a share of what it is a part of; not at all."""
_MANY = frozenset({"x", "score", "day", "minute", "tonne", "per 10,000", "per 100,000", "fte/person", "fte"})
_LEAST, _MOST = 0.5, 2.0


def table_unit(unit: str) -> str:
    """What the table calls the unit of a fact; a unit that it does not know stays as it is."""
    return str(data()["unit"].get(unit, unit))


def agreement(unit: str, quantity: Quantity) -> int:
    """How well figures in this unit of a fact agree with the unit of a quantity."""
    mine, own = table_unit(unit), quantity.unit
    if mine == own or (mine == EACH and own.startswith("gbp/")):
        return EXACT
    if mine == "%":
        return SHARE if quantity.part_of else NONE
    if mine == "gbp":
        return LIKELY if own.startswith("gbp/") else NONE
    if mine == EACH:
        return LIKELY if own == "gbp" and quantity.nature == "price" else NONE
    if mine == "day/fte":
        return LIKELY if own == "day/person" else NONE
    if mine == "person":
        return LIKELY if own == "fte" and quantity.nature != "stock" or _is_of_posts(quantity) else NONE
    if mine == COUNT:
        return LIKELY if _counts(own) else COUNTED if own in _MANY else NONE
    return NONE


def _is_of_posts(quantity: Quantity) -> bool:
    """Posts may be printed as a count, which a reader takes for people."""
    return quantity.id in ("vacancy.posts", "establishment.fte")


def _counts(unit: str) -> bool:
    """Whether a unit is a noun: one thing counted, and no measure."""
    known = table().units.get(unit)
    return (
        "/" not in unit and (known is None or known.get("engine") == "persons") and unit not in ("%", "kwh")
    )


def unit_in(fact: Fact, quantity: Quantity | None) -> str:
    """The unit in which a fact of this quantity is computed with: a count takes the quantity's noun, a sum its "each"."""
    mine = table_unit(fact.unit)
    if quantity is None or mine == quantity.unit:
        return mine
    return mine if mine in ("%", "point") or not agreement(fact.unit, quantity) else quantity.unit


def in_range(fact: Fact, quantity: Quantity) -> bool:
    """Whether a figure can be one of this quantity: a part of a body may lie under what a whole one must reach."""
    is_share_of_it = table_unit(fact.unit) == "%" and quantity.unit != "%"
    if fact.value is None or quantity.high is None or is_share_of_it:
        return True
    value, low = abs(fact.value), quantity.low or 0.0
    least = 0.0 if fact.part or fact.scope is not Scope.WHOLE else low * _LEAST
    return value <= quantity.high * _MOST and (low <= 0 or value >= least)
