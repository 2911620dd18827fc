"""The table of quantities and relations as frozen objects, read once from ``ingest/data/relations.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from typing import Any, TypeVar

from ingest.measures.expression import Expression, expression

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Ratio:
    """``rate`` is ``of`` over ``per``; ``on`` says which value of ``per``, "start", "average" or "end" of the period."""

    rate: str
    of: str
    per: str
    on: str = ""
    whole_people: bool = False
    says: str = ""
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity. ``nature`` is stock, flow, ratio, price or level; ``low`` and ``high`` bound one body's value.

    ``part_of`` is the whole of which a value in % is a share; ``growth_of`` the quantities of which it is a yearly rate;
    ``fall_of`` the stocks whose fall it is, within the "year" or in "all" (``fall``). ``settled`` quantities have a budget
    or decision that counts like an actual (``decided``), ``planned`` ones a plan that does. Papers and questions say the
    aliases of ``named`` ones, which have no entry elsewhere.
    """

    id: str
    name: str
    unit: str
    nature: str
    aliases: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    alone: bool = False
    part_of: str = ""
    group: bool = False
    adds: bool = False
    growth_of: tuple[str, ...] = ()
    fall_of: tuple[str, ...] = ()
    fall: str = ""
    decided: bool = False
    planned: bool = False
    many: bool = False
    bridge: bool = False
    uplift: bool = False
    named: bool = False
    default: float | None = None
    readings: tuple[float, ...] = ()
    parameter: str = ""
    constants: Mapping[str, float] = field(default_factory=dict)
    says: str = ""
    ratios: tuple[Ratio, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A part of an identity with its sign; ``optional`` ones count only when typed, named or printed."""

    quantity: str
    sign: int
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """``whole`` is the signed sum of ``members``; "100%" is the whole of shares that fill it."""

    id: str
    whole: str
    members: tuple[Member, ...]
    holds: str = ""
    says: str = ""
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Accumulation:
    """``stock`` a year on is itself and what comes ``into`` it less what goes ``out``."""

    id: str
    stock: str
    into: tuple[Member, ...]
    out: tuple[Member, ...]
    part_year: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Input:
    """What a name in a formula stands for: one of ``quantities``, as it is, the ``target`` for it, ``now``, or a ``span``."""

    quantities: tuple[str, ...]
    how: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """``out`` worked out by ``arithmetic`` from ``inputs``, and what each input is by ``inverse``."""

    id: str
    out: str
    inputs: Mapping[str, Input]
    arithmetic: Expression
    inverse: Mapping[str, Expression]
    then_only: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """How the nature of a quantity that the table does not name is told: by unit, words and how it is shown."""

    nature: str
    units: frozenset[str]
    words: tuple[str, ...] = ()
    shown: str = ""


@dataclass(frozen=True)
class Table:
    """Everything declared, with what each quantity takes part in."""

    version: str
    quantities: Mapping[str, Quantity]
    identities: tuple[Identity, ...]
    accumulations: tuple[Accumulation, ...]
    formulas: tuple[Formula, ...]
    units: Mapping[str, Mapping[str, Any]]
    open: tuple[Open, ...]

    def get(self, metric: str) -> Quantity | None:
        """The quantity of an id, its group in brackets left aside; None for one that the table does not name."""
        return self.quantities.get(plain_id(metric))

    @cached_property
    def ratios_with(self) -> Mapping[str, tuple[Ratio, ...]]:
        """By quantity the ratios that hold it, as rate, as numerator or as denominator."""
        every = [ratio for quantity in self.quantities.values() for ratio in quantity.ratios]
        return _by_member((ratio, (ratio.rate, ratio.of, ratio.per)) for ratio in every)

    @cached_property
    def identities_with(self) -> Mapping[str, tuple[Identity, ...]]:
        """By quantity the identities that hold it."""
        return _by_member(
            (one, (one.whole, *(member.quantity for member in one.members))) for one in self.identities
        )

    @cached_property
    def formulas_with(self) -> Mapping[str, tuple[Formula, ...]]:
        """By quantity the formulas that give it or need it."""
        return _by_member(
            (one, (one.out, *(q for given in one.inputs.values() for q in given.quantities)))
            for one in self.formulas
        )

    @cached_property
    def growth_rates_of(self) -> Mapping[str, tuple[str, ...]]:
        """By quantity the yearly rates at which it grows."""
        return _by_member((quantity.id, quantity.growth_of) for quantity in self.quantities.values())


def plain_id(metric: str) -> str:
    """An id without its group: "div.share" of "div.share[sex=female]"."""
    return metric.partition("[")[0]


def group_of(metric: str) -> str:
    """The group of an id with its brackets, empty without one."""
    return metric[len(plain_id(metric)) :]


@cache
def table() -> Table:
    """The packaged table."""
    text = resources.files("ingest").joinpath("data/relations.toml").read_text(encoding="utf-8")
    return read_table(tomllib.loads(text))


def read_table(data: Mapping[str, Any]) -> Table:
    """A table from its parsed data; raises KeyError and BadExpression where it is not whole."""
    return Table(
        version=str(data["version"]),
        quantities={row["id"]: _quantity(row) for row in data["quantity"]},
        identities=tuple(_identity(row) for row in data["identity"]),
        accumulations=tuple(_accumulation(row) for row in data["accumulation"]),
        formulas=tuple(_formula(row) for row in data["formula"]),
        units=data["unit"],
        open=tuple(
            Open(row["nature"], frozenset(row["units"]), tuple(row.get("words", ())), row.get("shown", ""))
            for row in data["open"]
        ),
    )


_FLAGS = ("alone", "group", "adds", "decided", "planned", "many", "bridge", "uplift", "named")
_WORDS = ("part_of", "fall", "parameter", "says")
_LISTS = ("aliases", "growth_of", "fall_of", "readings")


def _quantity(row: Mapping[str, Any]) -> Quantity:
    low, high = row.get("range", (None, None))
    fields: dict[str, Any] = {name: row[name] for name in ("id", "name", "unit", "nature")}
    fields |= {name: bool(row.get(name)) for name in _FLAGS}
    fields |= {name: row.get(name, "") for name in _WORDS}
    fields |= {name: tuple(row.get(name, ())) for name in _LISTS}
    fields |= {"low": low, "high": high, "default": row.get("default"), "constants": row.get("constants", {})}
    return Quantity(**fields, ratios=tuple(_ratio(row["id"], one) for one in row.get("ratio", ())))


def _ratio(rate: str, row: Mapping[str, Any]) -> Ratio:
    return Ratio(
        rate, row["of"], row["per"], row.get("on", ""), bool(row.get("whole_people")), row.get("says", ""), row.get("engine", "")
    )  # fmt: skip


def _member(text: str) -> Member:
    return Member(text.strip("+-?"), -1 if text.startswith("-") else 1, text.endswith("?"))


def _identity(row: Mapping[str, Any]) -> Identity:
    members = tuple(_member(part) for part in row["parts"])
    return Identity(
        row["id"], row["whole"], members, row.get("holds", ""), row.get("says", ""), row.get("engine", "")
    )


def _accumulation(row: Mapping[str, Any]) -> Accumulation:
    into, out = (tuple(_member(part) for part in row[side]) for side in ("in", "out"))
    return Accumulation(row["id"], row["stock"], into, out, row.get("part_year", ""), row.get("says", ""))


def _formula(row: Mapping[str, Any]) -> Formula:
    inputs = {}
    for name, text in row["inputs"].items():
        quantities, _, how = text.partition("@")
        inputs[name] = Input((), "span") if text == "span" else Input(tuple(quantities.split("|")), how)
    inverse = {name: expression(text) for name, text in row.get("inverse", {}).items()}
    return Formula(
        row["id"], row["out"], inputs, expression(row["expr"]), inverse, bool(row.get("then_only")), row.get("says", "")
    )  # fmt: skip


def _by_member(pairs: Iterable[tuple[T, Iterable[str]]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for item, members in pairs:
        for member in dict.fromkeys(members):
            found.setdefault(member, []).append(item)
    return {member: tuple(items) for member, items in found.items()}
