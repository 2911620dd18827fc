"""Which quantity of the table of relations a printed figure is a figure of, by its labels, its unit and its range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ingest.fact_model import Fact, FactKind, Review
from ingest.measures.fact_units import NONE, SHARE, agreement, in_range, table_unit
from ingest.measures.groups import group_in, group_of_metric
from ingest.measures.labels import Hit, Turn, caption_of, hits
from ingest.measures.linking_data import Meaning, data, ids
from ingest.measures.table import Quantity, plain_id, table

JOINT = " ; "
_CELL = frozenset({"row", "column", "corner", "caption", "group", "all labels"})
_OWN, _WITHIN, _READ, _AROUND, _WEAK = 5, 4, 3, 2, 1
_LONGEST = 12
_FEW = 8
_TABLE = frozenset({"table", "chart", "figure"})
_PEOPLE = frozenset({"workforce.headcount", "workforce.fte"})
_PAST = frozenset({FactKind.ACTUAL, FactKind.DERIVED, FactKind.BENCHMARK, FactKind.WITHDRAWN})
_COUNTED = {"div.share": "div.count", "age.share": "age.count"}


@dataclass(frozen=True, slots=True)
class Link:
    """A quantity with its group, and the words of the label beside it, which may narrow it ("wholetime")."""

    quantity: str
    group: str = ""
    rest: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Candidate:
    quantity: Quantity
    tier: int
    unit: int
    length: int
    place: int
    rank: int
    rest: frozenset[str]

    @property
    def order(self) -> tuple[object, ...]:
        return self.tier, self.unit, self.length, self.place, self.rank, self.quantity.id


@lru_cache(maxsize=50_000)
def link_of(fact: Fact) -> Link | None:
    """The quantity that a fact is a figure of, its group ("women") and the words beside its label; None when the table has
    none. What a person gave a fact stands."""
    if fact.review is Review.CORRECTED and (said := table().get(fact.metric)):
        return Link(said.id, group_of_metric(fact.metric))
    if fact.kind in (FactKind.CHANGE, FactKind.THRESHOLD):
        return None
    best = max(_candidates(fact), key=lambda one: one.order, default=None)
    if best is None:
        return None
    return _grouped(fact, best)


def _candidates(fact: Fact) -> Iterator[_Candidate]:
    own, around = _labels(fact)
    turned = False
    for place, label in enumerate(own):
        for hit in hits(label):
            turned = turned or hit.turn is Turn.OTHER
            yield from _of(fact, hit, _OWN if hit.whole else _WITHIN, place)
    for label in own if is_of_table(fact) else ():
        for hit in hits(label.rpartition(", ")[2]):
            yield from (one for one in _of(fact, hit, _WEAK, 0) if hit.whole and one.tier == _WEAK)
    if turned:
        return
    for place, label in enumerate(around):
        named = hits(caption_of(label))
        if len(named) == 1 and len(named[0].rest) <= 1:
            yield from _of(fact, named[0], _AROUND, -place)
    read = table().get(fact.metric)
    if read is not None and _may_be_read(fact, read) and (fits := _fit(fact, read)):
        yield _Candidate(read, _WEAK if read.id in _PEOPLE else _READ, fits, 0, 0, 0, frozenset())


def _may_be_read(fact: Fact, read: Quantity) -> bool:
    """Whether the metric that was read with a figure says what it is of. In a table it may come from a caption that heads other
    rows too, so that there it counts for groups, which no label names, and for a unit that few quantities have."""
    return not is_of_table(fact) or read.group or _sharing(read.unit) <= _FEW


@cache
def _sharing(unit: str) -> int:
    return sum(quantity.unit == unit for quantity in table().quantities.values())


def _of(fact: Fact, hit: Hit, tier: int, place: int) -> Iterator[_Candidate]:
    """What a label may mean for a figure in this unit."""
    for rank, meaning in enumerate(hit.meanings):
        quantity = table().quantities[meaning.quantity]
        if not _may_mean(fact, hit, meaning, quantity):
            continue
        fits = _fit(fact, quantity)
        if fits and (fits != SHARE or is_of_table(fact)):
            yield _Candidate(
                quantity, _WEAK if meaning.weak else tier, fits, len(hit.phrase), place, -rank, hit.rest
            )


def _may_mean(fact: Fact, hit: Hit, meaning: Meaning, quantity: Quantity) -> bool:
    if hit.turn is Turn.OTHER or (hit.turn is Turn.BASE and table_unit(fact.unit) == "%"):
        return False
    if hit.turn is Turn.COST and (quantity.unit != "gbp" or quantity.nature != "flow"):
        return False
    cue = bool(meaning.units)
    if cue and (fact.unit not in meaning.units or not is_of_table(fact)):
        return False
    return hit.whole or not meaning.weak


def _fit(fact: Fact, quantity: Quantity) -> int:
    """How well the unit agrees; none when the figure is out of range, or a change where the quantity is a level."""
    if fact.change and not (quantity.growth_of or quantity.id in ids("moves", "also")):
        return NONE
    if not fact.change and quantity.id in ids("moves", "only"):
        return NONE
    return agreement(fact.unit, quantity) if in_range(fact, quantity) else NONE


def _labels(fact: Fact) -> tuple[list[str], list[str]]:
    """The labels that are the figure's own, and those around it, the nearest first.

    In a table all but caption and heading are its own, and a part that no other label says; in running text the first is.
    """
    pieces = [piece for piece in fact.measure.split(JOINT) if piece]
    if is_of_table(fact):
        outer = [piece for piece in pieces if piece == fact.heading or _is_caption(piece)]
        own = [piece for piece in pieces if piece not in outer]
        return [*own, *([fact.part] if fact.part and fact.part not in own else [])], [*outer, fact.heading]
    return pieces[:1], []


def is_of_table(fact: Fact) -> bool:
    """Whether a figure stands in a table; one that was added by hand, with no place of reading, has labels too."""
    places = {origin.place for origin in fact.origins if origin.field == "measure"}
    return not places or bool(places & _CELL)


def _is_caption(piece: str) -> bool:
    return len(piece.split()) > _LONGEST or caption_of(piece) != piece and piece.split()[0].lower() in _TABLE


def _grouped(fact: Fact, best: _Candidate) -> Link:
    """A link with its group: counts and shares of people in a group are quantities of their own."""
    read = group_of_metric(fact.metric) if plain_id(fact.metric) == best.quantity.id else ""
    said = (group for label in (*fact.measure.split(JOINT), fact.part) if (group := group_in(label)))
    group = read or next(said, "")
    quantity = best.quantity.id
    if group in data()["compared"].get(quantity, ()):
        group = ""
    if quantity == "workforce.headcount" and group:
        quantity = (
            "age.count" if group[:1].isdigit() or group.split()[0] in ("over", "under") else "div.count"
        )
    elif quantity in data()["planned_as"] and fact.kind not in _PAST:
        quantity = data()["planned_as"][quantity]
    elif quantity in _COUNTED and fact.unit in ("persons", "number"):
        quantity = _COUNTED[quantity]
    return Link(quantity, group, best.rest)
