"""The doorway of the planner: a numeric question read into typed readings, each planned over the ledger, the one meant answered.

A question is read several ways; the readings that come to the same figure speak for it together. A figure is given only where
half of what the reader holds likely comes to it, from a quantity of the table and figures that are just what was asked for, and
where the reading and its figures account for enough of the question's words.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.compose.planned import worked, written
from assistant.figures.asked import stems_of
from assistant.model import Answer
from assistant.planner.constraints import is_settled
from assistant.planner.entries import Entry, entry_of
from assistant.planner.ledger import PlannerLedger
from assistant.planner.periods import YEAR
from assistant.planner.plan import plan
from assistant.planner.printed import Ledger
from assistant.planner.result import Result
from assistant.planner.result import Status as Planned
from assistant.planner.scenario import named as name_of
from assistant.question import Question
from assistant.reading.asks import amounts
from assistant.reading.fits import faults
from assistant.reading.known import Known, Label, Part
from assistant.reading.model import Figure, Reading, Ref
from assistant.reading.read import Read, read
from assistant.reading.said import said
from assistant.text_case import Case
from ingest.fact_model import Fact
from ingest.model import Body

SURE = 0.5
"""The share of the likelihood that readings with one figure must have together."""
UNSAID = 0.8
"""The share of the question's words that may stand neither in the reading nor in the labels of its figures: asking takes words too."""
OWN_SHARE, OWN_AMONG = 0.2, 0.75
"""The same of a sum of typed figures alone, of all readings and of those that come to a figure: no printed one can be mistaken."""
UNTYPED_SHARE, UNTYPED_UNSAID = 0.7, 0.35
"""The same of a sum of printed figures alone, and what of its words may be left unsaid: nothing typed says that a sum is wanted."""
COST = 1.3
"""What a printed figure may cost: one of another kind, an undated one beside a period asked, and the like cost more."""
MOST_AMOUNTS = 12
"""Amounts in one question: more are no sum that anybody asks, and would take long to read."""
_DIGITS = 9
_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Meant:
    """A plan with the reading it is of and how likely it is that it was meant: among all readings, and among those that come to
    a figure with all that was typed in it."""

    reading: Reading
    result: Result
    share: float
    among_figures: float = 0.0


def planned(case: Case, *, instead: bool = False) -> Answer | None:
    """The answer to a question that wants a figure worked out; None when it wants none, or what it wants is not sure.

    ``instead`` of an answer that leaves out what was typed a figure need only be the likeliest of those that do not.
    """
    if case.claim is not None or len(amounts(case.question.text)) > MOST_AMOUNTS:
        return None
    documents = [document.id for document in case.pool.documents]
    ledger = PlannerLedger.of(case.room.library, documents)
    facts = {fact.id: fact for document in documents for fact in case.room.library.facts(document=document)}
    known = known_of(case.stood.bodies or case.room.bodies(), facts.values())
    meant = likeliest(_of_body(case, read(case.question.text, known)), ledger)
    if meant is None or not is_sure(meant, case.question, facts, instead=instead):
        return None
    found = worked(meant.reading, meant.result, facts, marks(meant.reading))
    return None if found is None else written(case, found, facts, said(_by_name(case, meant.reading)))


def _by_name(case: Case, reading: Reading) -> Reading:
    """The reading with the names of bodies in the place of their ids, to be shown."""
    names = {body.id: body.short_name for body in (*case.room.bodies(), *case.stood.bodies)}

    def told(thing: Ref | Figure | Reading | None) -> Ref | Figure | Reading | None:
        return replace(thing, body=names.get(thing.body, thing.body)) if isinstance(thing, Ref) else thing

    return replace(
        reading,
        body=names.get(reading.body, reading.body),
        of=told(reading.of),
        against=told(reading.against),
    )


def leaves_out(answer: Answer, question: str) -> bool:
    """Whether a projection does not take in every amount that was typed."""
    made = answer.projection
    if made is None:
        return False
    runs = [made, *made.get("beside", [])]
    used = {abs(float(item["value"])) for run in runs for item in run["inputs"]}
    used |= {abs(float(run["years"])) for run in runs if run.get("years") is not None}
    return any(
        not any(math.isclose(abs(amount), one, rel_tol=_NEAR) for one in used) for amount in amounts(question)
    )


def is_sure(meant: Meant, question: Question, facts: Mapping[str, Fact], *, instead: bool = False) -> bool:
    """Whether a plan may be given as the answer; ``instead`` as in ``planned``."""
    of, tree = meant.reading.of, meant.result.derivation
    typed = {abs(figure.value) for figure in meant.reading.figures if isinstance(figure.value, float | int)}
    made = bool(meant.result.value) and abs(meant.result.value or 0.0) not in typed
    whose = bool(meant.reading.body) or not meant.result.facts
    plain = all(fact.cost <= COST for fact in meant.result.facts)
    if not (
        isinstance(of, Ref) and not of.open and tree is not None and tree.rule and made and whose and plain
    ):
        return False
    share, unsaid = meant.share, UNSAID
    if not meant.reading.figures:
        least, unsaid = UNTYPED_SHARE, UNTYPED_UNSAID
    elif not meant.result.facts:
        least = OWN_SHARE if meant.among_figures >= OWN_AMONG else SURE
    else:
        least, share = SURE, meant.among_figures if instead else meant.share
    asked = stems_of(" ".join(question.words))
    said_of = _said(meant, facts)
    return share >= least and sum(stem not in said_of for stem in asked) <= unsaid * len(asked)


def _said(meant: Meant, facts: Mapping[str, Fact]) -> frozenset[str]:
    """The stems of everything that the reading names and that its printed figures are labelled with."""
    reading = meant.reading
    refs = [thing for thing in (reading.of, reading.against, *reading.terms) if isinstance(thing, Ref)]
    words = [f"{name_of(ref.metric)} {ref.group} {ref.part} {ref.kind} {ref.when}" for ref in refs]
    words += [f"{name_of(figure.metric)} {figure.part}" for figure in reading.figures]
    printed = [facts[fact.fact] for fact in meant.result.facts if fact.fact in facts]
    words += [f"{fact.measure} {fact.part} {fact.heading}" for fact in printed]
    return frozenset(stem for text in words for stem in stems_of(text))


def likeliest(reads: Sequence[Read], ledger: Ledger) -> Meant | None:
    """The plan to which most of the likelihood of the readings comes; those that come to nothing count against it."""
    if not reads:
        return None
    weights = [math.exp(one.score - reads[0].score) for one in reads]
    whole = math.fsum(weights)
    found: dict[tuple[float, str], Meant] = {}
    for one, weight in zip(reads, weights, strict=True):
        if faults(one.reading):
            continue
        result = plan(one.reading, ledger)
        if result.status is not Planned.ANSWERED or result.value is None:
            continue
        key = (float(f"{result.value:.{_DIGITS}g}"), result.unit)
        before = found.get(key)
        share = weight / whole + (before.share if before else 0.0)
        found[key] = Meant(one.reading, result, share) if before is None else replace(before, share=share)
    best = max(found.values(), key=lambda meant: meant.share, default=None)
    figures = math.fsum(meant.share for meant in found.values() if meant.result.value)
    return None if best is None else replace(best, among_figures=best.share / (figures or 1.0))


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
