"""What one search knows and shares: the reading, the table, the ledger, national rates, and what it found before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from assistant.planner.derivation import Derivation, printed
from assistant.planner.printed import Ledger
from assistant.planner.refs import of_figure, tidy, towards
from assistant.reading.model import Figure, Reading, Ref
from ingest.measures.table import Quantity, Table

if TYPE_CHECKING:
    from assistant.planner.result import Result

MOST_DERIVATIONS = 2000
DEEPEST = 4
MOST_PRINTED = 3


@dataclass(frozen=True, slots=True)
class Stock:
    """A stock whose value is fixed while its flows are worked out."""

    metric: str
    group: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class World:
    """Now, or after the supposed changes, so many years on, with a stock held fixed within an accumulation."""

    then: bool = False
    years: float | None = None
    stock: Stock | None = None

    def after(self, years: float) -> World:
        """The same world so many years later."""
        return self if self.years is None else replace(self, years=self.years + years)


NOW = World()


class Rates(Protocol):
    """National rates by date."""

    def __call__(self, name: str, on: str) -> float | None:
        """The rate in force on a date or in a financial year; None when there is no single one."""


@dataclass
class Budget:
    """How many derivations a whole plan may try, its nested readings counted in."""

    left: int = MOST_DERIVATIONS
    tried: int = 0

    def spend(self) -> bool:
        """Whether one more may be tried."""
        self.tried += 1
        self.left -= 1
        return self.left >= 0


Step = tuple[str, str, str]
Path = tuple[Step, ...]
Key = tuple[Ref, World, frozenset[Step], int]
Derive = Callable[["Context", Ref, World], Sequence[Derivation]]
Search = Callable[["Point"], Sequence[Derivation]]
Plan = Callable[[Reading, "Context"], "Result"]


@dataclass
class Context:
    """One reading's search. ``prefix`` marks its typed figures when it stands inside another reading.

    ``refs`` are what its figures are figures of. ``derive`` and ``search`` are the two doors of the search, ``plan`` that of
    the asks, handed in so that the modules that give candidates need not know who calls them.
    """

    reading: Reading
    table: Table
    ledger: Ledger
    rates: Rates
    derive: Derive
    search: Search
    plan: Plan
    prefix: str = ""
    budget: Budget = field(default_factory=Budget)
    found: dict[Key, Sequence[Derivation]] = field(default_factory=dict)
    resolved: dict[str, Sequence[Derivation]] = field(default_factory=dict)
    in_print: dict[Ref, Sequence[Derivation]] = field(default_factory=dict)
    under_way: set[tuple[Ref, World]] = field(default_factory=set)
    refs: tuple[Ref, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.refs = tuple(of_figure(figure) for figure in self.reading.figures)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The typed figures."""
        return self.reading.figures

    @property
    def terms(self) -> tuple[Ref | Figure | Reading, ...]:
        """Further things named."""
        return self.reading.terms

    def mark(self, kind: str, place: int) -> str:
        """The mark of a figure or a term: where it stands in the whole reading."""
        return f"{self.prefix}{kind}[{place}]"

    def whole(self, ref: Ref) -> Ref:
        """The ref in its one form, with the reading's body where it names none."""
        ref = tidy(ref)
        return ref if ref.body else replace(ref, body=self.reading.body)

    def printed_for(self, ref: Ref) -> Sequence[Derivation]:
        """The printed figures that fit a ref, the best few."""
        if ref not in self.in_print:
            self.in_print[ref] = [printed(fact, ref) for fact in self.ledger.find(ref)[:MOST_PRINTED]]
        return self.in_print[ref]

    def unit(self, ref: Ref) -> str:
        """The unit of a quantity, or the one asked for where the table does not name it."""
        quantity = self.table.get(ref.metric)
        return quantity.unit if quantity is not None else ref.unit

    def nature(self, metric: str, unasked: str = "") -> str:
        """stock, flow, ratio, price or level."""
        quantity = self.table.get(metric)
        return quantity.nature if quantity is not None else unasked

    def apart(self, reading: Reading, prefix: str) -> Context:
        """A context for another reading over the same ledger, within the same budget."""
        return replace(self, reading=reading, prefix=self.prefix + prefix, found={}, resolved={})


@dataclass(frozen=True, slots=True)
class Point:
    """Where the search stands: what is sought, in which world, on the way from what, and how deep it may go."""

    context: Context
    ref: Ref
    world: World
    path: Path
    deepest: int

    @property
    def quantity(self) -> Quantity | None:
        """What the table says of the quantity sought."""
        return self.context.table.get(self.ref.metric)

    @property
    def unit(self) -> str:
        """The unit of the quantity sought."""
        return self.context.unit(self.ref)

    def towards(self, metric: str) -> Ref:
        """Another quantity of the same body, part and period."""
        return towards(self.ref, metric, self.context.table)

    def on(self, ref: Ref, world: World | None = None) -> Sequence[Derivation]:
        """What is found for another quantity, this one being on the way."""
        there = self.world if world is None else world
        return self.context.search(Point(self.context, ref, there, self.path, self.deepest))

    def instead(self, ref: Ref, world: World | None = None) -> Sequence[Derivation]:
        """What is found for a quantity in the place of this one; nothing while that is being found: two that stand in each other's
        place would never end."""
        world = self.world if world is None else world
        if (ref, world) in self.context.under_way:
            return ()
        self.context.under_way.add((ref, world))
        try:
            if len(self.path) <= 1:
                return self.context.derive(self.context, ref, world)
            return self.context.search(Point(self.context, ref, world, self.path[:-1], self.deepest))
        finally:
            self.context.under_way.discard((ref, world))

    def afresh(self, ref: Ref, world: World) -> Sequence[Derivation]:
        """What is found for a quantity with nothing on the way."""
        return self.context.derive(self.context, ref, world)


def step_of(ref: Ref) -> Step:
    """What may stand only once on a path."""
    return ref.metric, ref.group, ref.part


Candidates = Iterator[Derivation | None]
