"""What each typed amount is a figure of: its learned role and the quantities named near it, under the constraint of units."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.reading.cues import bare, figure_role
from assistant.reading.model import Role
from assistant.reading.naming import Named, unit_of
from assistant.reading.place import Placed
from assistant.reading.spans import Type
from assistant.reading.typed import Typed
from assistant.reading.typed_units import EACH_OF
from ingest.measures.table import plain_id, table
from ingest.measures.units import alike

FAR, BREAK, BETWEEN, UNNAMED = 0.16, 0.5, 0.9, 1.4
SMALL = 60.0
"""Up to this a number of days may be days for each person."""
LEAST_CHANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that an amount may be: its role, quantity (with group) and unit. ``label`` is the learned role, ``score`` in nats."""

    typed: Typed
    label: str
    role: Role
    metric: str
    unit: str
    score: float
    each: bool = False
    named: Named | None = None


def choices(
    typed: Typed, placed: Placed, names: Sequence[Named], roles: Sequence[tuple[str, float]]
) -> list[Choice]:
    """The readings of one amount, best first. ``roles`` are learned roles with their chances."""
    found = [
        choice
        for label, chance in roles
        for choice in _of_role(typed, placed, names, label, math.log(max(chance, LEAST_CHANCE)))
    ]
    best: dict[tuple[Role, str, bool], Choice] = {}
    for choice in sorted(found, key=lambda one: -one.score):
        best.setdefault((choice.role, choice.metric, choice.each), choice)
    return list(best.values())


def _of_role(
    typed: Typed, placed: Placed, names: Sequence[Named], label: str, score: float
) -> Iterator[Choice]:
    row = figure_role(label)
    if row.of == "none":
        yield Choice(typed, label, row.role, "", typed.unit, score)
        return
    role = _role(row.role, typed, label)
    wanted = set(row.metrics)
    hits = 0
    for name in names:
        beside = (
            replace(typed, unit="") if typed.type is Type.NUM and 0 <= name.start - typed.end <= 1 else typed
        )
        unit = fitting(beside, "%" if typed.unit == "%" and is_part(name.metric) else name.unit, role)
        if (
            unit is None
            or not is_plausible(typed, name.metric, role, unit)
            or (row.of == "price" and "/" not in name.unit)
        ):
            continue
        near = _nearness(typed, placed, name) - _unlikely(typed, name, role, placed)
        own = name.metric in wanted
        rate = _is_rate_of_growth(name.metric)
        if role is Role.TARGET and unit == "%" and name.unit != "%":
            near -= 1.2
        if wanted and not own:
            near -= 1.6
        if rate and role is Role.BY and not own and typed.unit == "%":
            near += 0.2
        yield Choice(typed, label, _for(role, name), name.id, unit, score + near + 0.6 * own, row.each, name)
        hits += 1
    if row.of == "price" and typed.unit == EACH_OF:
        unit = _counted_unit(names)
        yield Choice(typed, label, role, bare().get(unit, ""), unit, score - UNNAMED / 2)
    for place, metric in enumerate(row.metrics):
        unit = fitting(typed, unit_of(metric), role)
        if unit is not None:
            yield Choice(typed, label, role, metric, unit, score - UNNAMED * 0.6 - 0.2 * place, row.each)
    if not row.metrics:
        metric = bare().get(typed.unit, "")
        yield Choice(
            typed, label, role, metric, typed.unit, score - UNNAMED - (0 if metric else 0.5), row.each
        )


def is_part(metric: str) -> bool:
    """Whether a quantity is a part of another that has no name for its share, so that a per cent is a level of it."""
    plain = plain_id(metric)
    quantity = table().get(plain)
    if quantity is None or not quantity.part_of:
        return False
    return not any(ratio.of == plain for ratio in table().ratios_with.get(plain, ()))


def _counted_unit(names: Sequence[Named]) -> str:
    """A sum "each" is for each post where posts are spoken of, else for each person."""
    units = {name.unit for name in names}
    return (
        "gbp/fte"
        if "fte" in units
        and "person" not in units
        or "fte" in units
        and any(n.metric == "posts.equivalent" for n in names)
        else "gbp/person"
    )


def _unlikely(typed: Typed, name: Named, role: Role, placed: Placed) -> float:
    """What speaks against a part: a change in the quantity's own unit without a pace, a direction or "by"; a level that is "a cut"."""
    if role is not Role.BY or typed.unit in {"%", "point"}:
        return 1.5 if typed.moved and role is not Role.BY else 0.0
    return 0.0 if typed.per or typed.lead == "by" else 0.5 if typed.sign else 2.5


def _role(role: Role, typed: Typed, label: str) -> Role:
    """A change by a level that is led by "to" is a target; a level given that way is a new level."""
    if role is Role.BY and typed.lead == "to" and typed.per == "" and not typed.change and label != "award":
        return Role.TARGET
    if role is Role.TARGET and typed.lead == "from":
        return Role.IS
    if (
        role is Role.IS
        and label in {"turnover", "base", "benchmark", "count"}
        and (typed.lead == "to" or (typed.supposed and typed.unit in {"%", "day", ""}))
    ):
        return Role.BECOMES
    if role is Role.TARGET and typed.per == "year" and typed.unit in {"%", "point"}:
        return Role.BY
    if role is not Role.BY and typed.change:
        return Role.BY
    return role


def _for(role: Role, name: Named) -> Role:
    """A share given of a rate that grows nothing stands as it is."""
    quantity = table().get(name.metric)
    if role is Role.BY and quantity is not None and quantity.uplift:
        return Role.IS
    return role


def _is_rate_of_growth(metric: str) -> bool:
    quantity = table().get(plain_id(metric))
    return quantity is not None and bool(quantity.growth_of)


def fitting(typed: Typed, unit: str, role: Role) -> str | None:
    """The unit that an amount has as a figure of a quantity in ``unit``; None when it cannot be one of it."""
    own = typed.unit
    if role in {Role.BY, Role.WEIGHTS}:
        if own == "%":
            return "%"
        if own == "point":
            return "point" if unit == "%" else None
        return _level(typed, unit)
    if own == "point":
        return None
    if role is Role.TARGET and own == "%" and unit != "%":
        return "%"
    return _level(typed, unit)


def is_plausible(typed: Typed, metric: str, role: Role, unit: str) -> bool:
    """Whether a level lies within twice the range of the quantity."""
    quantity = table().get(plain_id(metric))
    if (
        quantity is None
        or quantity.high is None
        or unit != quantity.unit
        or (role is Role.BY and unit == "%")
    ):
        return True
    values = [abs(value) for value in typed.values]
    low = quantity.low if quantity.low and role is not Role.BY else 0.0
    return bool(values) and low / 2 <= max(values) <= 2 * quantity.high


def _level(typed: Typed, unit: str) -> str | None:
    own, value = typed.unit, max(map(abs, typed.values), default=0.0)
    if not unit:
        return own
    if unit == "day" and value <= SMALL:
        return None
    if own == "":
        return unit if (unit != "%" or value <= 100) and _is_of_size(value, unit) else None
    if own == EACH_OF:
        return unit if unit.startswith("gbp/") else None
    if own == "day" and unit in {"day/fte", "day/person"} and value <= SMALL:
        return unit
    if (
        own == "gbp/person"
        and unit == "gbp/fte"
        or own == "gbp"
        and unit in {"gbp/fte", "gbp/person", "gbp/day", "gbp/home"}
        and value < 1e6
    ):
        return unit
    return unit if alike(own, unit) else None


def _is_of_size(value: float, unit: str) -> bool:
    """Whether a bare number can be so many of a unit: no million people, no fraction of a pound bill."""
    if unit == "gbp":
        return value >= 1000
    return not (unit in {"x", "fte/person"} and value > 60)


def _nearness(typed: Typed, placed: Placed, name: Named) -> float:
    """In nats what lies between the words of a quantity and an amount; nothing when they overlap."""
    spans = [placed.spans[place] for place in typed.places]
    tokens, breaks, others = min(placed.apart(name.start, name.end, span) for span in spans)
    return name.sure - FAR * tokens - BREAK * breaks - BETWEEN * others
