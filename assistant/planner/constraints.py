"""How an entry of the ledger meets what a Ref says, constraint by constraint: with what cost and why, or not at all.

What is said must be met. What is not said has one reading: the whole before a part, what is before what is planned, the latest.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.figures.signs import part_stems
from assistant.planner.entries import Entry, is_level, is_of_place, names_the_whole
from assistant.planner.periods import YEAR, months, same, within
from assistant.reading.model import Ref
from ingest.fact_model import FactKind, Scope
from ingest.measures.groups import same_group
from ingest.measures.linking_data import ids, phrase_of

NOT_SAID = frozenset({"", "latest", "now", "today", "current"})
EACH = "*"
UP_TO = ".."
SETTLED = frozenset({FactKind.ACTUAL, FactKind.USER, FactKind.DERIVED})
_KINDS = {
    FactKind.ACTUAL: 0.0,
    FactKind.USER: 0.0,
    FactKind.DERIVED: 0.1,
    FactKind.BUDGET: 0.6,
    FactKind.FORECAST: 0.6,
    FactKind.ASSUMPTION: 0.8,
}
_PLANNED, _NEAR, _CONTAINED, _NARROWED, _UNDATED, _DECLARED = 0.9, 0.2, 0.2, 0.5, 0.2, 0.2
PART_YEAR = 3.0


@dataclass(frozen=True, slots=True)
class Fit:
    """What an entry costs beyond a figure that is just what was asked, and the reasons, in words."""

    cost: float = 0.0
    why: tuple[str, ...] = ()

    def __add__(self, other: Fit) -> Fit:
        return Fit(self.cost + other.cost, self.why + other.why)


EXACT = Fit()


def body_fit(entry: Entry, ref: Ref) -> Fit | None:
    """The body that was named, or the part of another that bears its name; never a comparator unless one was asked for."""
    fact = entry.fact
    if ref.kind == FactKind.BENCHMARK:
        return EXACT if fact.kind is FactKind.BENCHMARK else None
    if fact.kind is FactKind.BENCHMARK:
        return None
    if not ref.body or _is_named(ref.body, fact.body) or _is_named(ref.body, fact.owner):
        return EXACT
    return Fit(_NEAR, (f"printed as a part of {fact.owner}",)) if _is_named(ref.body, fact.part) else None


def body_fit_of_part(entry: Entry, ref: Ref, paper_body: str) -> Fit | None:
    """The part that was named, where the paper of the body named prints it as a body of its own; never a comparator."""
    own = _is_named(ref.part, entry.fact.owner) or _is_named(ref.part, entry.fact.part)
    of_it = (
        own
        and bool(ref.part)
        and _is_named(ref.body, paper_body)
        and entry.fact.kind is not FactKind.BENCHMARK
    )
    return Fit(_NEAR, (f"under the name of {entry.fact.owner}",)) if of_it else None


def _is_named(asked: str, name: str) -> bool:
    return bool(name) and phrase_of(asked.replace("-", " ")) == phrase_of(name.replace("-", " "))


def part_fit(entry: Entry, ref: Ref) -> Fit | None:
    """The part that was named, exactly or within a longer name; the whole when none was named."""
    if ref.part == EACH:
        return EXACT if entry.part else None
    if ref.part and not ref.group and entry.group and same_group(ref.part, entry.group):
        return _whole(entry, ref)
    if names_the_whole(ref.part, ref.body):
        return _whole(entry, ref)
    if phrase_of(ref.part) in (
        phrase_of(entry.part),
        phrase_of(entry.fact.part),
        phrase_of(entry.fact.owner),
    ):
        return EXACT
    wanted, held = part_stems(ref.part), part_stems(entry.part)
    if not wanted:
        return None
    if held and (wanted <= held or held <= wanted):
        return Fit(_CONTAINED, (f"part called {entry.part}",))
    if not entry.part and wanted <= entry.said:
        narrows = bool(entry.narrowed) and part_stems(" ".join(sorted(entry.narrowed))) <= wanted
        return Fit(_CONTAINED if narrows else 2 * _CONTAINED, ("part named in its label",))
    return None


def _whole(entry: Entry, ref: Ref) -> Fit | None:
    named_as_body = bool(entry.part) and _is_named(ref.body, entry.part)
    as_benchmark = ref.kind == FactKind.BENCHMARK
    if (entry.part and not named_as_body and not as_benchmark) or is_of_place(entry):
        return None
    if entry.fact.scope is Scope.PART and not entry.fact.part:
        return None
    fit = Fit(_NARROWED, ("its label narrows it",)) if entry.narrowed else EXACT
    return fit + Fit(_DECLARED, (f"of those {entry.fact.dimension}",)) if entry.fact.dimension else fit


def kind_fit(entry: Entry, ref: Ref) -> Fit | None:
    """The kind that was named; else an actual, and at a cost what may stand for one."""
    fact = entry.fact
    if ref.kind:
        return EXACT if fact.kind == ref.kind else None
    if not is_level(fact) or (fact.change and not _moves(entry)):
        return None
    quantity = entry.quantity
    if quantity and quantity.decided and fact.kind is FactKind.BUDGET:
        return EXACT
    if quantity and quantity.planned and fact.kind is FactKind.TARGET:
        return Fit(_PLANNED, ("a plan",))
    cost = _KINDS.get(fact.kind)
    return None if cost is None else Fit(cost, (f"a figure that is {fact.kind}",) if cost else ())


def _moves(entry: Entry) -> bool:
    """Whether the quantity is itself a change, so that one may be its value."""
    quantity = entry.quantity
    return quantity is not None and (bool(quantity.growth_of) or quantity.id in ids("moves", "also"))


def is_settled(entry: Entry) -> bool:
    """Whether nothing better may be hoped for: an actual, or a budget where the decision counts as one."""
    decided = entry.quantity is not None and entry.quantity.decided
    return entry.fact.kind in SETTLED or (decided and entry.fact.kind is FactKind.BUDGET)


def time_fit(entry: Entry, ref: Ref) -> Fit | None:
    """The months that were named; a date within the year for a stock; anything when no time was named."""
    undated = (
        Fit(_UNDATED, ("its paper does not date it",))
        if not entry.fact.dated or entry.months is None
        else EXACT
    )
    part_year = Fit(PART_YEAR, ("only part of a year",)) if entry.is_part_of_a_year else EXACT
    if ref.when in NOT_SAID:
        return undated + part_year
    if ref.when == EACH:
        return undated
    if ref.when.startswith(UP_TO):
        last = months(ref.when.removeprefix(UP_TO))
        fits = last and entry.months and sum(entry.months) <= sum(last)
        return undated if fits else None
    near = _nearness(entry, ref.when)
    return None if near is None else near + undated


def _nearness(entry: Entry, when: str) -> Fit | None:
    if same(entry.when, when):
        return EXACT
    wanted, held = months(when), entry.months
    if wanted is None or held is None:
        return None
    short = held[1] in (0, 1)
    if entry.nature in ("stock", "level") and short and wanted[1] and within(held, wanted):
        left = wanted[0] + wanted[1] - held[0] - held[1]
        return Fit(_NEAR + left / 100, (f"as at {entry.when}",))
    if sum(wanted) == sum(held) and {wanted[1], held[1]} == {0, YEAR}:
        return Fit(_NEAR, (f"of {entry.when}",))
    if wanted[1] == 0 and held[1] == 1 and sum(held) == wanted[0]:
        return Fit(_NEAR / 2, (f"of {entry.when}",))
    return None
