"""A figure with the tree it came from: leaves that were typed, printed or fixed, and rules of the engine that join them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.planner.printed import Printed
from assistant.reading.model import Ref
from engine.rules import BadStep, work

Of = Mapping[str, "Derivation | Sequence[Derivation]"]
Options = Mapping[str, float | str]


class Source(StrEnum):
    """Where a leaf comes from."""

    TYPED = "typed"
    PRINTED = "printed"
    RATE = "national rate"
    DEFAULT = "default"
    CONSTANT = "constant"
    START = "start of 100"
    YEARS = "years"
    CARRIED = "carried forward"
    FOUND = "found by trying"


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a leaf is: ``name`` is the mark of a typed figure, the id of a fact or rate, or a quantity; ``ref`` what was sought.

    ``name`` of years is "moving" when they change with the year asked for.
    """

    source: Source
    name: str
    on: str = ""
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Carry:
    """A stock carried forward: where it starts, what flows in and out in the first year, and for how many years."""

    rule: str
    stock: str
    start: Derivation
    flows: tuple[tuple[str, Derivation], ...]
    years: float
    cost: float
    says: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Derivation:
    """One figure. A leaf has no ``rule``; ``of`` names the members of the rule, a name given several times being a list.

    ``used`` are the marks of typed figures, ``facts`` the printed ones, ``says`` what an answer must state. ``was`` is the
    value before the supposed change, or the thing to look up for it; ``relations`` the rules on the way.
    """

    value: float
    unit: str
    rule: str = ""
    of: tuple[tuple[str, Derivation], ...] = ()
    options: tuple[tuple[str, float | str], ...] = ()
    leaf: Leaf | None = None
    cost: float = 0.0
    used: frozenset[str] = frozenset()
    facts: tuple[Printed, ...] = ()
    says: tuple[str, ...] = ()
    relations: frozenset[str] = frozenset()
    was: Derivation | Ref | None = None
    carry: Carry | None = None
    carried: bool = False

    def members(self, name: str) -> tuple[Derivation, ...]:
        """The members of one name."""
        return tuple(child for member, child in self.of if member == name)

    def nodes(self) -> Iterator[Derivation]:
        """This figure and each one behind it, once, the nearest first."""
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            node = waiting.pop(0)
            if id(node) not in seen:
                seen.add(id(node))
                yield node
                waiting.extend(child for _, child in node.of)


def leaf(
    value: float, unit: str, source: Source, name: str, *, cost: float = 0.0, on: str = ""
) -> Derivation:
    """A figure that is given: by law, by the table, or by the question's years."""
    return Derivation(float(value), unit, leaf=Leaf(source, name, on), cost=cost)


def typed(value: float, unit: str, mark: str) -> Derivation:
    """A figure that the question types."""
    return Derivation(
        float(value), unit, leaf=Leaf(Source.TYPED, mark), used=frozenset({mark} if mark else ())
    )


def printed(fact: Printed, ref: Ref, extra: float = 0.0) -> Derivation:
    """A figure that a paper prints."""
    found = Leaf(Source.PRINTED, fact.fact, ref=ref)
    return Derivation(fact.value, fact.unit, leaf=found, cost=fact.cost + extra, facts=(fact,))


def worked(
    rule: str,
    unit: str,
    of: Of,
    *,
    options: Options | None = None,
    cost: float = 1.0,
    relation: str = "",
    says: Sequence[str] = (),
    was: Derivation | Ref | None = None,
) -> Derivation | None:
    """The figure that a rule gives for its members; None when it cannot be worked."""
    children = tuple(pair for name, value in of.items() for pair in _pairs(name, value))
    chosen = tuple((options or {}).items())
    value = value_of(rule, children, chosen)
    if value is None:
        return None
    figures = [child for _, child in children]
    return Derivation(
        value,
        unit,
        rule,
        children,
        chosen,
        cost=cost + sum(figure.cost for figure in figures),
        used=frozenset().union(*(figure.used for figure in figures)),
        facts=tuple(dict.fromkeys(fact for figure in figures for fact in figure.facts)),
        says=tuple(dict.fromkeys((*says, *(said for figure in figures for said in figure.says)))),
        relations=frozenset({relation} if relation else ()).union(*(f.relations for f in figures)),
        was=was,
        carried=any(figure.carried for figure in figures),
    )


def value_of(
    rule: str, of: Sequence[tuple[str, Derivation]], options: Sequence[tuple[str, float | str]]
) -> float | None:
    """What the engine's rule comes to, None where it has no value."""
    given: dict[str, float | tuple[float, ...]] = {}
    for name, child in of:
        before = given.get(name)
        if before is None:
            given[name] = child.value
        else:
            given[name] = (*(before if isinstance(before, tuple) else (before,)), child.value)
    try:
        value = work(rule, given, dict(options))
    except (BadStep, ArithmeticError):
        return None
    return value if not isinstance(value, complex) and math.isfinite(value) else None


def _pairs(name: str, value: Derivation | Sequence[Derivation]) -> Iterator[tuple[str, Derivation]]:
    if isinstance(value, Derivation):
        yield name, value
    else:
        yield from ((name, item) for item in value)
