"""A ledger held in memory: the rules of the ledger in small, over facts that a test writes down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.planner.periods import Period, period
from assistant.planner.printed import Printed
from assistant.planner.refs import parted, tidy
from assistant.reading.model import Ref
from ingest.measures.table import table

KINDS = {"actual": 0.0, "derived": 0.1, "budget": 0.6, "forecast": 0.6, "assumption": 0.8, "user": 0.0}
SETTLED = ("actual", "derived", "user")


class InMemory:
    """Facts by body, quantity and group."""

    def __init__(self, facts: Iterable[Printed]) -> None:
        self._facts: dict[tuple[str, str], list[Printed]] = {}
        for fact in facts:
            kept = replace(fact, part="" if fact.part == "all" else fact.part)
            self._facts.setdefault(parted(fact.metric), []).append(kept)

    def every(self, ref: Ref) -> Sequence[Printed]:
        ref = tidy(ref)
        facts = self._facts.get((ref.metric, ref.group), [])
        return [fact for fact in facts if not ref.body or fact.body in ref.body.split("|")]

    def find(self, ref: Ref) -> Sequence[Printed]:
        ref = tidy(ref)
        found = [fit for fact in self.every(ref) if (fit := _fit(fact, ref)) is not None]
        if ref.when:
            return sorted(found, key=lambda f: (round(f.cost, 2), -_end(f)))[:3]
        if not found:
            return []
        quantity = table().get(ref.metric)
        decided = ("budget",) if quantity is not None and quantity.decided else ()
        settled = [fact for fact in found if fact.kind in SETTLED + decided]
        pool = settled or found
        pool = sorted(pool, key=lambda f: (f.cost >= 4, -_end(f) + (0 if f.cost < 1.5 else 0.001), f.cost))
        return [fact for fact in pool if _end(fact) == _end(pool[0])][:2]


def _end(fact: Printed) -> int:
    own = period(fact.when)
    return own.end if own is not None else 0


def _fit(fact: Printed, ref: Ref) -> Printed | None:
    quantity = table().get(ref.metric)
    if ref.kind == "benchmark":
        if ref.part and fact.part != ref.part:
            return None
    elif fact.part != ref.part:
        return None
    cost = _kind_cost(fact, ref)
    if cost is None:
        return None
    own, wanted = period(fact.when), period(ref.when)
    flows = quantity is not None and (quantity.nature == "flow" or quantity.adds)
    if not ref.when:
        part_year = own is not None and own.months not in (0, 12)
        return replace(fact, cost=cost + (3 if part_year and flows else 0))
    if fact.when == ref.when or (own is not None and own == wanted):
        return replace(fact, cost=cost)
    stock = quantity is not None and quantity.nature == "stock"
    if own is not None and wanted is not None and _beside(own, wanted, stock):
        return replace(fact, cost=cost + 0.2)
    return None


def _beside(own: Period, wanted: Period, stock: bool) -> bool:
    dated_within = own.months == 0 and stock and wanted.months > 0 and wanted.first <= own.first <= wanted.end
    year_up_to = wanted.months == 0 and own.months == 12 and own.end == wanted.first
    return dated_within or year_up_to


def _kind_cost(fact: Printed, ref: Ref) -> float | None:
    if ref.kind:
        return 1.0 if fact.kind == ref.kind else None
    if fact.kind in KINDS:
        return 1.0 + KINDS[fact.kind]
    quantity = table().get(ref.metric)
    return 1.9 if fact.kind == "target" and quantity is not None and quantity.planned else None
