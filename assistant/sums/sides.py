"""The printed figures that go into a share or a total, and what every sum needs of the figures that it sets together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.figures.asked import Asked, stems_of
from assistant.figures.found import Found
from assistant.figures.signs import JOINT, Profile, moment_of, time_fit
from assistant.likely.field import measured, says_total
from assistant.reading.asks import scored
from assistant.reading.spans import Type
from ingest.fact_model import Fact
from ingest.facts.word_lists import lists

LEAST_COVERED = 0.75
NEAR_THE_TOP = 6
CELLS = " | "
"""The share of a question's words that the two figures of a share must hold between them."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The figures of a sum in its order: a difference is the first less the second, a share the first of the second."""

    facts: tuple[Fact, ...]


def held(found: Found, facts: Iterable[Fact]) -> frozenset[str]:
    """The stems that stand with any of these figures."""
    ids = {fact.id for fact in facts}
    return frozenset[str]().union(*(one.all for one in found.profiles if one.fact.id in ids))


def same_time(one: Fact, other: Fact) -> bool:
    """Whether two figures may be of one time."""
    first, second = moment_of(one), moment_of(other)
    return first is None or second is None or time_fit(first, second) != "other_time"


def sides(first: Fact, second: Fact) -> Sides | None:
    """Two figures that may be set side by side; None where they are of other units or the same one."""
    alike = first.unit == second.unit and first.change == second.change
    return Sides((first, second)) if alike and first.id != second.id else None


def sharing(found: Found) -> Sides | None:
    """A part and what it is a share of: the total of its row or of its column, else of two figures the one that may hold the
    other, when they hold the question's words between them."""
    if found.best is None:
        return None
    part = found.best.fact
    for total in (_total_of_row(found, part), _total_of_column(found, part)):
        if total is not None and _may_hold(total, part):
            return Sides((part, total))
    return _holding_pair(found)


def _total_of_row(found: Found, part: Fact) -> Fact | None:
    """The figure of the same row under a column of totals, when the question names the row."""
    if not _named(found.asked, part.part.split(JOINT)[0]):
        return None
    same = (one.fact for one in found.profiles if one.fact.places[0].start == part.places[0].start)
    return next((fact for fact in same if fact.id != part.id and _says_total(fact)), None)


def _total_of_column(found: Found, part: Fact) -> Fact | None:
    """The figure of the row of totals in the same column."""
    column = (measured(part)[0], moment_of(part), part.unit)
    totals = (
        one.fact
        for one in found.profiles
        if one.fact.id != part.id
        and (not one.fact.part or _is_of_totals(one.fact))
        and (measured(one.fact)[0], moment_of(one.fact), one.fact.unit) == column
    )
    return next(totals, None) if part.part else None


def _says_total(fact: Fact) -> bool:
    return any("total" in lists("total").labels(label) for label in fact.measure.split(JOINT))


def _holding_pair(found: Found) -> Sides | None:
    """Two figures of one sentence of which the one may hold the other, when they hold the question's words."""
    first = found.candidates[:NEAR_THE_TOP]
    by_id = {one.fact.id: one for one in found.profiles}
    for part in first:
        for whole in first:
            one, other = by_id[part.fact.id], by_id[whole.fact.id]
            told = covered(found.asked, one.all | other.all) >= LEAST_COVERED
            together = part.fact.places[0].start == whole.fact.places[0].start
            if together and told and one.own != other.own and _may_hold(whole.fact, part.fact):
                return Sides((part.fact, whole.fact))
    return None


_NO_AMOUNT = frozenset({"share", "percent", "points", "days_per_fte", "years"})


def _may_hold(whole: Fact, part: Fact) -> bool:
    same = (whole.unit, whole.kind, whole.places[0].document) == (
        part.unit,
        part.kind,
        part.places[0].document,
    )
    larger = (whole.value or 0.0) > (part.value or 0.0) > 0.0
    return same and larger and whole.unit not in _NO_AMOUNT and same_time(whole, part)


def summed(found: Found) -> Sides | None:
    """The figures of one column for the rows that the question names: of all columns that fit, the one that has most of them.

    Rows of one time and stage go before rows that each have their own (dates by which actions are due).
    """
    alike, mixed = rows_by_column(found, strictly=True), rows_by_column(found, strictly=False)
    best = alike if len(alike) >= len(mixed) else mixed
    if len(best) < 2:
        return None
    words = held(found, best.values())
    if any(not stems_of(ref) <= words for ref in _refs(found.asked.text)):
        return None  # a row that is named is not among them: the sum would not be what is asked
    return Sides(tuple(best.values())) if covered(found.asked, words) >= LEAST_COVERED else None


def _refs(text: str) -> list[str]:
    """The references that a question types ("A1"), each of which is a row that it wants."""
    return [span.text for span in scored(text)[0] if span.type is Type.REF]


def rows_by_column(found: Found, *, strictly: bool) -> dict[str, Fact]:
    """Of all columns that fit, the rows with the most names of the question, by part."""
    columns: dict[tuple[object, ...], dict[str, Fact]] = {}
    for one in found.profiles:
        fact = one.fact
        named = [
            piece
            for piece in (_first_cell(fact), *fact.part.split(JOINT))
            if piece and _named(found.asked, piece)
        ]
        if fact.part and named and _fits(found.asked, one) and not _is_of_totals(fact):
            own = (moment_of(fact), fact.kind) if strictly else ()
            columns.setdefault((measured(fact)[0], fact.unit, *own), {}).setdefault(fact.part, fact)
    order = {one.fact.id: place for place, one in enumerate(found.candidates)}
    return max(
        columns.values(),
        key=lambda rows: (len(rows), -min(order.get(fact.id, len(order)) for fact in rows.values())),
        default={},
    )


def _is_of_totals(fact: Fact) -> bool:
    return any(map(says_total, fact.part.split(JOINT)))


def _first_cell(fact: Fact) -> str:
    """The first cell of a figure's row, which often names it ("A1")."""
    return fact.quote.partition(CELLS)[0].strip() if CELLS in fact.quote else ""


def covered(wanted: Asked, held: frozenset[str]) -> float:
    """The share of the question's words among these stems."""
    return sum(weight for key, weight in wanted.words.items() if key in held)


def _fits(wanted: Asked, one: Profile) -> bool:
    """Whether a figure is of the time and at the stage asked for, where any is."""
    at_time = not wanted.moments or any(
        time_fit(one.moment, moment) in ("same_time", "part_time") for moment in wanted.moments
    )
    return at_time and (not wanted.stages or one.fact.kind.value in wanted.stages)


def _named(wanted: Asked, part: str) -> bool:
    said = stems_of(part)
    return bool(said) and said <= stems_of(wanted.text)
