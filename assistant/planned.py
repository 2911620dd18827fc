"""The doorway of the planner: a numeric question read into typed readings, each planned over the ledger, the one meant answered.

A question is read several ways; the readings that come to the same figure speak for it together. A figure is given only where
most of what the reader holds likely comes to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.compose.planned import Worked, worked, written
from assistant.model import Answer
from assistant.planner.constraints import is_settled
from assistant.planner.entries import Entry, entry_of
from assistant.planner.ledger import PlannerLedger
from assistant.planner.periods import YEAR
from assistant.planner.plan import plan
from assistant.planner.result import Result
from assistant.planner.result import Status as Planned
from assistant.reading.known import Known, Label, Part
from assistant.reading.model import Figure, Reading
from assistant.reading.read import Read, read
from assistant.reading.said import said
from assistant.text_case import Case
from ingest.fact_model import Fact
from ingest.model import Body

SURE = 0.6
"""The share of the likelihood that readings with one figure must have together."""
_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Meant:
    """A plan with the reading it is of and how likely it is that it was meant."""

    reading: Reading
    result: Result
    share: float


def planned(case: Case) -> Answer | None:
    """The answer to a question that wants a figure worked out; None when it wants none, or what it wants is not sure."""
    documents = [document.id for document in case.pool.documents]
    ledger = PlannerLedger.of(case.room.library, documents)
    facts = {fact.id: fact for document in documents for fact in case.room.library.facts(document=document)}
    known = known_of(case.stood.bodies or case.room.bodies(), facts.values())
    meant = likeliest(_of_body(case, read(case.question.text, known)), ledger)
    if meant is None or meant.share < SURE or not meant.result.derivation or not meant.result.derivation.rule:
        return None
    found = worked(meant.reading, meant.result, facts, marks(meant.reading))
    return None if found is None else written(case, found, facts, said(meant.reading))


def likeliest(reads: Sequence[Read], ledger: PlannerLedger) -> Meant | None:
    """The plan to which most of the likelihood of the readings comes; those that come to nothing count against it."""
    if not reads:
        return None
    weights = [math.exp(one.score - reads[0].score) for one in reads]
    whole = math.fsum(weights)
    found: dict[tuple[float, str], Meant] = {}
    for one, weight in zip(reads, weights, strict=True):
        result = plan(one.reading, ledger)
        if result.status is not Planned.ANSWERED or result.value is None:
            continue
        key = (float(f"{result.value:.{_DIGITS}g}"), result.unit)
        before = found.get(key)
        share = weight / whole + (before.share if before else 0.0)
        found[key] = Meant(one.reading, result, share) if before is None else replace(before, share=share)
    return max(found.values(), key=lambda meant: meant.share, default=None)


def known_of(bodies: Sequence[Body], facts: Iterable[Fact]) -> Known:
    """What the reader may know of the papers in play."""
    entries = [entry_of(fact) for fact in facts]
    labels = dict.fromkeys(
        Label(entry.fact.measure, entry.unit, entry.quantity.id if entry.quantity else "", entry.fact.body)
        for entry in entries
    )
    parts = dict.fromkeys(Part(entry.part, entry.fact.body) for entry in entries if entry.part)
    return Known(tuple(bodies), tuple(labels), tuple(parts), periods=tuple(_latest(entries)))


def _latest(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """By body the last whole year of which it has a settled figure."""
    last: dict[str, tuple[int, str]] = {}
    for entry in entries:
        if entry.months is not None and entry.months[1] == YEAR and is_settled(entry):
            found = (sum(entry.months), entry.when)
            last[entry.fact.body] = max(last.get(entry.fact.body, found), found)
    for body, (_, when) in sorted(last.items()):
        yield body, when


def marks(reading: Reading) -> Mapping[str, Figure]:
    """The typed figures by the marks that a plan gives them."""
    return {f"figures[{place}]": figure for place, figure in enumerate(reading.figures)}


def _of_body(case: Case, reads: Sequence[Read]) -> list[Read]:
    """Readings that name no body are of the one that the conversation is about."""
    one = case.stood.bodies[0].id if len(case.stood.bodies) == 1 else ""
    return [
        replace(item, reading=replace(item.reading, body=one)) if one and not item.reading.body else item
        for item in reads
    ]


__all__ = ["Worked", "planned"]
