"""The planner's ledger: printed figures of the papers in play for what a reading names, best first, each with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from assistant.figures.settled import STANDING
from assistant.planner.constraints import (
    NOT_SAID,
    Fit,
    body_fit,
    body_fit_of_part,
    is_settled,
    kind_fit,
    part_fit,
    time_fit,
)
from assistant.planner.entries import Entry, agree, entry_of, is_level, measure_of, of_one_thing
from assistant.planner.open_words import worded
from assistant.planner.periods import ends, months
from assistant.planner.printed import Printed
from assistant.reading.model import Ref
from ingest.fact_model import Approx, Fact, FactKind, Review
from ingest.library import Library
from ingest.measures.groups import same_group
from ingest.measures.table import group_of, plain_id
from ingest.model import DocumentStatus
from ingest.owners import owner

BETWEEN = "|"
_PRINTED = 1.0
_OFFERED = 6
_AS_GOOD = 0.25
"""How much more a figure may cost than the best and still be looked at for being later."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Whose a paper is, whether it is in force, how new it is beside others (the greater the newer), and the month in which its
    period begins: that of its figures without a time."""

    status: DocumentStatus = DocumentStatus.UNKNOWN
    newest: int = 0
    body: str = ""
    begins: int = 0


class Lacking(StrEnum):
    """Why nothing was found: the first constraint that no figure met, or a cell that was left blank."""

    NOTHING = ""
    MEASURE = "measure"
    BODY = "body"
    PART = "part"
    KIND = "kind"
    PERIOD = "period"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class _Candidate:
    entry: Entry
    fit: Fit


class PlannerLedger:
    """The reviewed facts of a library, or of some of its papers; ``assistant.planner.printed.Ledger`` says what it answers."""

    def __init__(self, facts: Iterable[Fact], papers: Mapping[str, Paper] | None = None) -> None:
        """``papers`` says by document how each stands; rejected and doubtful facts are left out here at the latest."""
        self._papers = dict(papers or {})
        kept = [
            fact for fact in facts if fact.review is not Review.REJECTED and fact.places and not fact.doubtful
        ]
        self._facts = sorted(kept, key=lambda fact: (fact.places[0].document, fact.places[0].start, fact.id))

    @classmethod
    def of(cls, library: Library, documents: Sequence[str] | None = None) -> PlannerLedger:
        """The ledger of a library, or of some of its documents."""
        cards = [card for card in library.documents() if documents is None or card.id in documents]
        order = sorted(cards, key=lambda card: (ends(card.period or "") or 0, card.added))
        papers = {
            card.id: Paper(card.status, place, owner(card).id, (months(card.period or "") or (0, 0))[0])
            for place, card in enumerate(order)
        }
        return cls((fact for card in cards for fact in library.facts(document=card.id)), papers)

    def find(self, ref: Ref) -> Sequence[Printed]:
        """The figures that fit, best first; "|" in body, part or time names several things, each found by itself."""
        return [
            self._printed(one, ref.metric)
            for each in _each(ref)
            for one in self._told_once(self._found(each, self._values(each)))
        ]

    def every(self, ref: Ref) -> Sequence[Printed]:
        """Each printed figure of that body, quantity and group: of every part, period and kind, in the papers' order."""
        each = _each(ref)
        found = [one for one in self._values(ref) if any(self._body_fit(one.entry, body) for body in each)]
        place = {fact.id: number for number, fact in enumerate(self._facts)}
        return [
            self._printed(one, ref.metric) for one in sorted(found, key=lambda one: place[one.entry.fact.id])
        ]

    def offered(self, ref: Ref) -> Sequence[Printed]:
        """What is printed of that body and quantity where nothing fits: other kinds, periods and parts, the nearest first."""
        taken = {printed.fact for printed in self.find(ref)}
        every = [
            one for one in self._values(ref) if self._body_fit(one.entry, ref) and is_level(one.entry.fact)
        ]
        others = [one for one in every if one.entry.fact.id not in taken]
        others.sort(key=lambda one: (_missed(one.entry, ref), -self._end(one.entry), one.entry.fact.id))
        return [self._printed(one, ref.metric) for one in self._told_once(others)][:_OFFERED]

    def lacking(self, ref: Ref) -> Lacking:
        """Why ``find`` gives nothing; ``NOTHING`` when it gives something."""
        if self.find(ref):
            return Lacking.NOTHING
        asked = _each(ref)[0]
        left = [one.entry for one in self._named(asked)]
        if not left:
            return Lacking.MEASURE
        names = (Lacking.BODY, Lacking.PART, Lacking.KIND, Lacking.PERIOD)
        for name, test in zip(names, self._tests, strict=True):
            left = [entry for entry in left if test(entry, asked)]
            if not left:
                return name
        return Lacking.BLANK

    def rivals(self, printed: Printed) -> Sequence[Printed]:
        """Figures of the same body, measure, group, part, kind and period that say another value, the likelier first."""
        mine = self._by_id[printed.fact]
        same = [
            _Candidate(entry, Fit())
            for fact in self._facts
            if fact.id != mine.fact.id and fact.body == mine.fact.body and fact.value is not None
            if of_one_thing(entry := entry_of(fact), mine) and not agree(fact, mine.fact)
        ]
        same.sort(key=self._order)
        return [self._printed(one, printed.metric) for one in self._told_once(same)]

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {fact.id: entry_of(fact) for fact in self._facts}

    @cached_property
    def _by_body(self) -> Mapping[str, Sequence[Fact]]:
        """Facts by their body, and by the body of the paper that states them."""
        found: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in self._facts:
            for body in {fact.body, self._papers.get(fact.places[0].document, Paper()).body} - {""}:
                found[body].append(fact)
        return found

    @cached_property
    def _by_quantity(self) -> Mapping[str, Sequence[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for fact in self._facts:
            entry = entry_of(fact)
            if entry.quantity is not None:
                found[entry.quantity.id].append(entry)
        return found

    def _named(self, ref: Ref) -> list[_Candidate]:
        """The entries of the quantity and group, blanks too."""
        if ref.open:
            entries = [entry_of(fact) for fact in self._by_body.get(ref.body, self._facts)]
            return [_Candidate(entry, fit) for entry, fit in worded(entries, ref.words, ref.unit)]
        group = ref.group or group_of(ref.metric).strip("[]")
        return [
            _Candidate(entry, Fit())
            for entry in self._by_quantity.get(plain_id(ref.metric), ())
            if same_group(entry.group, group)
            or (entry.group and not group and same_group(entry.group, ref.part))
        ]

    def _values(self, ref: Ref) -> list[_Candidate]:
        return [one for one in self._named(ref) if one.entry.fact.value is not None]

    def _found(self, ref: Ref, among: Iterable[_Candidate]) -> list[_Candidate]:
        """Those that meet every constraint, best first; without a time named, only the latest that is settled."""
        met = []
        for one in among:
            fits = [test(one.entry, ref) for test in self._tests]
            if None not in fits:
                met.append(_Candidate(one.entry, sum((fit for fit in fits if fit), one.fit)))
        met.sort(key=lambda one: (round(one.fit.cost, 3), *self._order(one)))
        return met if ref.when not in NOT_SAID else self._latest(met)

    @property
    def _tests(self) -> tuple[Callable[[Entry, Ref], Fit | None], ...]:
        return self._body_fit, part_fit, kind_fit, time_fit

    def _body_fit(self, entry: Entry, ref: Ref) -> Fit | None:
        """Of the body named, or of a part of it that stands in its paper under a name of its own."""
        return body_fit(entry, ref) or body_fit_of_part(entry, ref, self._paper(entry).body)

    def _latest(self, met: Sequence[_Candidate]) -> list[_Candidate]:
        """Of each body, measure and part the settled figures of the latest time, a whole year before a part of one and what fits
        best before what only may; of plans alone the nearest first."""
        by_what: defaultdict[tuple[object, ...], list[_Candidate]] = defaultdict(list)
        for one in met:
            by_what[one.entry.fact.body, measure_of(one.entry), one.entry.part].append(one)
        return [one for ones in by_what.values() for one in self._latest_of_one(ones)]

    def _latest_of_one(self, ones: Sequence[_Candidate]) -> list[_Candidate]:
        settled = [one for one in ones if is_settled(one.entry)]
        least = min(one.fit.cost for one in settled or ones)
        best = [one for one in settled or ones if one.fit.cost < least + _AS_GOOD]
        if not settled:
            return sorted(best, key=self._nearest)
        last = max(self._end(one.entry) for one in best)
        return [one for one in best if self._end(one.entry) == last]

    def _nearest(self, one: _Candidate) -> tuple[int, ...]:
        """Of plans those of the paper in force, of several the newest, and what is to be reached first."""
        paper = self._paper(one.entry)
        return STANDING.get(paper.status, 0), -paper.newest, self._end(one.entry)

    def _end(self, entry: Entry) -> int:
        """The month that begins when a figure's time ends; without one, that in which its paper's period begins."""
        return sum(entry.months) if entry.months else self._paper(entry).begins

    def _paper(self, entry: Entry) -> Paper:
        return self._papers.get(entry.fact.places[0].document, Paper())

    def _order(self, one: _Candidate) -> tuple[object, ...]:
        """What makes one paper's figure the one to take before another's that is as fitting."""
        fact = one.entry.fact
        paper = self._paper(one.entry)
        return (
            fact.review is not Review.CORRECTED,
            STANDING.get(paper.status, 0),
            -paper.newest,
            fact.approx is not Approx.NONE,
            -fact.decimals,
            fact.places[0].document,
            fact.places[0].start,
        )

    def _told_once(self, found: Sequence[_Candidate]) -> list[_Candidate]:
        """Without those that say the same again in another place."""
        kept: list[_Candidate] = []
        for one in found:
            if not any(
                of_one_thing(one.entry, other.entry) and agree(one.entry.fact, other.entry.fact)
                for other in kept
            ):
                kept.append(one)
        return kept

    def _printed(self, one: _Candidate, metric: str) -> Printed:
        entry, fact = one.entry, one.entry.fact
        share_of = entry.quantity.part_of if entry.quantity and entry.unit == "%" else ""
        corrected = ("corrected by a person",) if fact.review is Review.CORRECTED else ()
        return Printed(
            fact.id, metric, entry.value, entry.unit, fact.body, entry.part, entry.when, fact.kind.value,
            fact.decimals, share_of, round(_PRINTED + one.fit.cost, 3), "; ".join((*one.fit.why, *corrected)),
        )  # fmt: skip


def _each(ref: Ref) -> list[Ref]:
    """One Ref for each body, part and time that it names."""
    return [
        replace(ref, body=body, part=part, when=when)
        for body in ref.body.split(BETWEEN)
        for part in ref.part.split(BETWEEN)
        for when in ref.when.split(BETWEEN)
    ]


def _missed(entry: Entry, ref: Ref) -> int:
    """How many constraints an entry does not meet, a kind counting least and a comparator most."""
    missed = [fits(entry, ref) is None for fits in (kind_fit, time_fit, part_fit)]
    benchmark = entry.fact.kind is FactKind.BENCHMARK
    return sum(weight for weight, miss in zip((1, 2, 4), missed, strict=True) if miss) + 8 * benchmark
