"""A reviewed fact as the planner's ledger holds it: its quantity and group, its part, its time, and the words it may be found by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assistant.figures.asked import stems_of
from assistant.figures.settled import measure_key, telling
from assistant.figures.signs import JOINT, part_stems
from assistant.planner.periods import Months, months, narrowed
from ingest.fact_model import Approx, Fact, FactKind, Scope
from ingest.facts.times import without_times
from ingest.facts.word_lists import lists
from ingest.measures.fact_units import table_unit, unit_in
from ingest.measures.linking import Link, is_of_table, link_of
from ingest.measures.linking_data import ids, phrase_of, ways
from ingest.measures.nature import nature_of
from ingest.measures.table import Quantity, table

AVERAGE = "average"
_AT_A_DATE = frozenset({"stock", "level"})
_WHOLE_FIRST = frozenset({"all", "total", "together"})
_COUNTS = frozenset("both two three four five six seven eight nine ten eleven twelve".split())
_ROUGH = 0.05


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact with what is settled about it. ``part`` is empty for the whole; ``narrowed`` are the words of its label that narrow
    the quantity without naming a part."""

    fact: Fact
    quantity: Quantity | None
    group: str
    part: str
    narrowed: frozenset[str]
    when: str
    months: Months | None
    nature: str

    @property
    def own(self) -> frozenset[str]:
        """The stems of what its labels measure and of its part."""
        return _own(self.fact)

    @property
    def said(self) -> frozenset[str]:
        """The stems of all that its labels say but times, and of its part."""
        return _said(self.fact)

    @property
    def around(self) -> frozenset[str]:
        """The stems of what it stands under."""
        return stems_of(self.fact.heading)

    @property
    def is_part_of_a_year(self) -> bool:
        """Whether it is of less than a year or of several, and is of what adds up over one."""
        adds = self.nature == "flow" or (self.quantity is not None and self.quantity.adds)
        return adds and self.months is not None and self.months[1] not in (0, 12)

    @property
    def unit(self) -> str:
        """Its unit in the terms of the table of relations."""
        return unit_in(self.fact, self.quantity)

    @property
    def value(self) -> float:
        """Its value with the sign of the quantity: a change that is said to go down is below nought; a sum in brackets is what goes
        out, unless the quantity itself may be below nought."""
        value = self.fact.value or 0.0
        if self.quantity and self.quantity.growth_of and set(ways().labels(self.fact.measure)) == {"down"}:
            return -abs(value)
        signed = (
            self.quantity is None or self.quantity.id in ids("signed", "ids") or (self.quantity.low or 0) < 0
        )
        return value if signed else abs(value)


@lru_cache(maxsize=50_000)
def entry_of(fact: Fact) -> Entry:
    """The entry of a fact; kept, for the same facts are asked for by every question."""
    link = link_of(fact)
    quantity = table().get(link.quantity) if link else None
    nature = (
        quantity.nature
        if quantity
        else nature_of(fact.measure, table_unit(fact.unit), pence=_shows_pence(fact))
    )
    when = _when(fact, nature)
    return Entry(
        fact,
        quantity,
        link.group if link else "",
        _part(fact, nature),
        _narrowed(fact, link),
        when,
        months(when),
        nature,
    )


@lru_cache(maxsize=50_000)
def _own(fact: Fact) -> frozenset[str]:
    return stems_of(JOINT.join(telling(fact))) | part_stems(fact.part)


@lru_cache(maxsize=50_000)
def _said(fact: Fact) -> frozenset[str]:
    return stems_of(without_times(fact.measure)) | part_stems(fact.part)


def _shows_pence(fact: Fact) -> bool:
    return fact.unit.startswith("gbp") and fact.decimals == 2 and abs(fact.value or 0.0) < 1000


def _when(fact: Fact, nature: str) -> str:
    """The date of a stock, else the period, narrowed to the months that a label beside it names."""
    at, over = fact.as_of or "", fact.period or ""
    if nature in _AT_A_DATE and at or not months(over):
        return at or over
    for label in fact.measure.split(JOINT):
        if (within := narrowed(over, label)) != over:
            return within
    return over


def _part(fact: Fact, nature: str) -> str:
    """The part that a fact is of: none when its name says all of the body; an average is no count at a date."""
    part = "" if names_the_whole(fact.part, fact.owner) else fact.part
    averaged = nature == "stock" and AVERAGE in phrase_of(fact.measure) and not part
    return AVERAGE if averaged else part


@lru_cache(maxsize=8192)
def names_the_whole(part: str, owner: str) -> bool:
    """Whether a row's name means all of the body: "Total", "All six", or the body's own name."""
    said = phrase_of(part)
    if not said or part in lists("total"):
        return True
    small = _COUNTS | frozenset(
        fold for word in ("staff", "employees", "council") for fold in phrase_of(word)
    )
    return set(said) <= set(phrase_of(owner)) or (said[0] in _WHOLE_FIRST and set(said[1:]) <= small)


def _narrowed(fact: Fact, link: Link | None) -> frozenset[str]:
    """The words of a table's label beside the quantity that neither its part nor its group accounts for."""
    if link is None or not is_of_table(fact):
        return frozenset()
    quantity = table().quantities[link.quantity]
    names = (fact.part, fact.owner, quantity.name, *quantity.aliases)
    known = {word for name in names for word in phrase_of(name)}
    return frozenset() if link.group else link.rest - known


def is_level(fact: Fact) -> bool:
    """Whether a figure says how much there is: no difference, threshold or figure taken back."""
    return fact.kind not in (FactKind.CHANGE, FactKind.THRESHOLD, FactKind.WITHDRAWN)


def is_of_place(entry: Entry) -> bool:
    """Whether a figure is of the residents and not of the body's own people."""
    people = entry.quantity is not None and (entry.quantity.group or entry.quantity.unit in ("person", "fte"))
    return entry.fact.scope is Scope.AREA and people


def agree(one: Fact, other: Fact) -> bool:
    """Whether two values are the same after rounding; one that is only about so much agrees when it is near."""
    if one.value is None or other.value is None:
        return one.value == other.value
    apart = abs(abs(one.value) - abs(other.value))
    if Approx.NONE not in (one.approx, other.approx) or one.approx is not other.approx:
        return apart <= _ROUGH * max(abs(one.value), abs(other.value))
    return apart <= max(one.step, other.step) / 2 + 1e-9 * abs(one.value)


def measure_of(entry: Entry) -> tuple[object, ...]:
    """What makes two entries one measure: quantity and group, or the labels where the table names none."""
    return (entry.quantity.id, entry.group) if entry.quantity else measure_key(entry.fact)


def of_one_thing(one: Entry, other: Entry) -> bool:
    """Whether two figures are of one thing at one time, so that they agree or contradict each other."""
    when = one.months == other.months and (one.months is not None or one.when == other.when)
    return when and _what(one) == _what(other)


def _what(entry: Entry) -> tuple[object, ...]:
    fact = entry.fact
    measure: object = (entry.quantity.id, entry.group) if entry.quantity else (entry.own, fact.heading)
    part = phrase_of(entry.part)
    return fact.body, measure, entry.unit, part, entry.narrowed, fact.dimension, fact.kind, fact.change
