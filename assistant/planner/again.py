"""A derivation worked out again, without searching: for another year, reading or cell of a grid, or before the change."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from assistant.planner.derivation import Carry, Derivation, Source, value_of, worked
from assistant.reading.model import Ref

MOVING = "moving"
_ENOUGH = 1e-9
Now = Callable[[Ref], Derivation | None]


@dataclass(frozen=True)
class Change:
    """What is different: typed figures by mark, printed ones by fact, years later, the straight line, defaults, the stock."""

    typed: Mapping[str, float] = field(default_factory=dict)
    printed: Mapping[str, float] = field(default_factory=dict)
    later: float = 0.0
    basis: str = ""
    defaults: Mapping[str, float] = field(default_factory=dict)
    stock: Derivation | None = None


def again(tree: Derivation, change: Change) -> Derivation | None:
    """The same tree with the change; None where it has no value."""
    return _Again(change).of(tree)


class _Pass(ABC):
    """One pass over a tree, each figure that stands in several places worked once; what it makes of one is ``_made``'s."""

    def __init__(self) -> None:
        self._done: dict[int, Derivation | None] = {}

    def of(self, node: Derivation) -> Derivation | None:
        """What the pass makes of a figure."""
        if id(node) not in self._done:
            self._done[id(node)] = self._made(node)
        return self._done[id(node)]

    @abstractmethod
    def _made(self, node: Derivation) -> Derivation | None: ...

    def _members(self, node: Derivation) -> tuple[tuple[str, Derivation], ...] | None:
        """What the pass makes of the members of a figure: its own where none changed, None where one has no value."""
        children = [(name, self.of(child)) for name, child in node.of]
        present = tuple((name, child) for name, child in children if child is not None)
        if len(present) < len(children):
            return None
        same = all(new is old for (_, new), (_, old) in zip(present, node.of, strict=True))
        return node.of if same else present


class _Again(_Pass):
    """The tree with a change."""

    def __init__(self, change: Change) -> None:
        super().__init__()
        self._change = change

    def _made(self, node: Derivation) -> Derivation | None:
        if node.leaf is not None:
            return self._leaf(node)
        if node.carry is not None:
            return self._carried(node, node.carry)
        options = tuple(self._option(name, value) for name, value in node.options)
        if node.rule == "growth" and self._change.basis and "basis" not in dict(options):
            options += (("basis", self._change.basis),)
        present = self._members(node)
        if present is None:
            return None
        was = self.of(node.was) if isinstance(node.was, Derivation) else node.was
        if present is node.of and options == node.options and was is node.was:
            return node
        value = value_of(node.rule, present, options)
        return None if value is None else replace(node, value=value, of=present, options=options, was=was)

    def _option(self, name: str, value: float | str) -> tuple[str, float | str]:
        return (
            (name, value + self._change.later)
            if name == "years" and not isinstance(value, str)
            else (name, value)
        )

    def _leaf(self, node: Derivation) -> Derivation:
        assert node.leaf is not None
        change, source, name = self._change, node.leaf.source, node.leaf.name
        if source is Source.TYPED and name in change.typed:
            return replace(node, value=change.typed[name])
        if source is Source.PRINTED and name in change.printed:
            return replace(node, value=change.printed[name])
        if source is Source.DEFAULT and name in change.defaults:
            return replace(node, value=change.defaults[name])
        if source is Source.YEARS and name == MOVING:
            return replace(node, value=node.value + change.later)
        if source is Source.CARRIED and change.stock is not None:
            return change.stock
        return node

    def _carried(self, node: Derivation, carry: Carry) -> Derivation | None:
        """The stock carried for the changed years; its flows move with the years when it is carried."""
        inner = _Again(replace(self._change, later=0.0, stock=None))
        start = self.of(carry.start)
        flows = tuple((name, inner.of(flow)) for name, flow in carry.flows)
        if start is None or any(flow is None for _, flow in flows):
            return None
        held = tuple((name, flow) for name, flow in flows if flow is not None)
        years = carry.years + self._change.later
        return unrolled(replace(carry, start=start, flows=held, years=years))


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a stock carried forward: what flowed, in the part of the year that counts, and the stock at its end."""

    flows: tuple[tuple[str, Derivation], ...]
    part: float
    stock: Derivation


def years_of(carry: Carry) -> list[Year]:
    """A stock carried forward year by year."""
    stock, found, done = carry.start, list[Year](), 0
    while carry.years - done > _ENOUGH:
        part = min(1.0, carry.years - done)
        change = Change(stock=replace(stock, carried=True), later=float(done))
        flows = [(name, again(flow, change)) for name, flow in carry.flows]
        held = tuple((name, flow) for name, flow in flows if flow is not None)
        members: dict[str, Derivation] = {carry.stock: stock, **dict(held)}
        options = {} if part == 1.0 else {"part": part}
        closing = worked(carry.rule, stock.unit, members, options=options, relation=carry.rule)
        if closing is None or len(held) < len(flows):
            return []
        stock, done = replace(closing, cost=carry.cost), done + 1
        found.append(Year(held, part, stock))
    return found


def unrolled(carry: Carry) -> Derivation | None:
    """The stock after the years, as one derivation that can be carried for other years."""
    if carry.years <= _ENOUGH:
        return carry.start
    found = years_of(carry)
    if not found:
        return None
    last = found[-1].stock
    says = tuple(dict.fromkeys((*last.says, *carry.says)))
    return replace(last, was=carry.start, carry=carry, says=says, carried=carry.start.carried)


def before(tree: Derivation, now: Now) -> Derivation | None:
    """The same tree with the changes taken out; None when what stood before is not known."""
    return _Before(now).of(tree)


class _Before(_Pass):
    """The tree back to what was before the change."""

    def __init__(self, now: Now) -> None:
        super().__init__()
        self._now = now

    def _made(self, node: Derivation) -> Derivation | None:
        if isinstance(node.was, Derivation):
            return node.was
        if isinstance(node.was, Ref):
            return self._now(node.was)
        present = self._members(node)
        if present is None:
            return None
        if present is node.of:
            return node
        value = value_of(node.rule, present, node.options)
        return None if value is None else _resting_on(replace(node, value=value, of=present), node)


def _resting_on(new: Derivation, old: Derivation) -> Derivation:
    """A node with other members, and the figures that those rest on in the place of the old ones."""
    own = old.used.difference(*(child.used for _, child in old.of))
    used = own.union(*(child.used for _, child in new.of))
    facts = tuple(dict.fromkeys(fact for _, child in new.of for fact in child.facts))
    return replace(new, used=used, facts=facts)
