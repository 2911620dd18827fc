"""A flow of a period from those of others: its pieces, the whole less the rest, a run rate, a part of a full year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.planner.by_stated import from_print
from assistant.planner.context import Candidates, Point
from assistant.planner.derivation import Derivation, Of, printed, worked
from assistant.planner.figures import first, on, touched
from assistant.planner.periods import YEAR, Period, period
from assistant.planner.printed import Printed
from assistant.planner.refs import part_of
from assistant.reading.model import Role

PERIODS = "periods"
EVENLY = "evenly through the year"
_AT_THE_PACE = "the pace so far holds"
_FULL_YEARS = ("", "full year", "a year")
_ROLLING = ("12 months", "year to")


@dataclass(frozen=True, slots=True)
class _Piece:
    period: Period
    value: Derivation


def by_periods(at: Point) -> Candidates:
    """A flow, or a ratio that adds, of the period asked."""
    wanted = period(at.ref.when)
    if wanted is None or not wanted.months or not _adds(at):
        return
    if at.world.then and touched(at.context, at.ref.metric):
        return
    pieces = list(_pieces(at))
    yield _together(at, _cover(pieces, wanted.first, wanted.end))
    yield from _without_the_rest(at, pieces, wanted)
    if at.context.reading.pace == "same":
        yield _run_rate(at, pieces, wanted)
    if at.context.reading.pace == "even":
        yield from _part_years(at, pieces, wanted)


def _adds(at: Point) -> bool:
    quantity = at.quantity
    if quantity is None:
        return True
    return quantity.nature == "flow" or quantity.adds


def _pieces(at: Point) -> Iterator[_Piece]:
    """Every stated value of the quantity with its period."""
    for place in on(at.context, at.ref, Role.IS):
        figure = at.context.figures[place]
        own = period(figure.when)
        if own is not None and own.months:
            value = first(at.context, place)
            monthly = worked("scaled", value.unit, {"amount": value}, options={"times": own.months}, cost=0.0)
            yield _Piece(own, monthly if figure.per == "month" and monthly is not None else value)
    for fact in at.context.ledger.every(at.ref):
        own = period(fact.when)
        if own is not None and own.months and _settled(at, fact):
            yield _Piece(own, replace(printed(fact, at.ref), cost=1.0))


def _settled(at: Point, fact: Printed) -> bool:
    return (
        part_of(fact) == at.ref.part
        and fact.kind in ("actual", "derived")
        and not fact.when.startswith(_ROLLING)
    )


def _cover(pieces: Sequence[_Piece], start: int, end: int) -> list[Derivation] | None:
    """Stated pieces that make up the months without a hole, the longest first; None when there are none."""
    if start == end:
        return []
    for piece in sorted(pieces, key=lambda one: (-one.period.months, one.value.cost)):
        if piece.period.first == start and piece.period.end <= end:
            rest = _cover(pieces, piece.period.end, end)
            if rest is not None:
                return [piece.value, *rest]
    return None


def _together(at: Point, found: list[Derivation] | None) -> Derivation | None:
    if found is None or len(found) < 2:
        return None
    return worked("sum", at.unit or found[0].unit, {"items": found}, relation=PERIODS)


def _without_the_rest(at: Point, pieces: Sequence[_Piece], wanted: Period) -> Candidates:
    """A longer period less the pieces before and after the one asked."""
    for piece in pieces:
        around = piece.period.first <= wanted.first and piece.period.end >= wanted.end
        if not around or piece.period == wanted:
            continue
        earlier = _cover(pieces, piece.period.first, wanted.first)
        later = _cover(pieces, wanted.end, piece.period.end)
        if earlier is not None and later is not None:
            members: Of = {"whole": piece.value, "parts": [*earlier, *later]}
            yield worked("less", at.unit or piece.value.unit, members, relation=PERIODS)


def _run_rate(at: Point, pieces: Sequence[_Piece], wanted: Period) -> Derivation | None:
    """What the longest stretch from the start comes to over the whole period."""
    for end in range(wanted.end - 1, wanted.first, -1):
        found = _cover(pieces, wanted.first, end)
        if found:
            unit = at.unit or found[0].unit
            so_far = worked("sum", unit, {"items": found}, cost=0.0)
            options = {"times": float(wanted.months), "over": float(end - wanted.first)}
            members = {"amount": so_far} if so_far is not None else {}
            return worked(
                "scaled", unit, members, options=options, cost=1.5, relation=PERIODS, says=(_AT_THE_PACE,)
            )
    return None


def _part_years(at: Point, pieces: Sequence[_Piece], wanted: Period) -> Candidates:
    """The share of a full year's amount that falls in the months asked."""
    for piece in pieces:
        around = piece.period.first <= wanted.first and piece.period.end >= wanted.end
        if around and piece.period != wanted:
            yield _evenly(at, piece.value, wanted.months, piece.period.months, 1.0)
    for place in on(at.context, at.ref, Role.IS):
        if not at.context.figures[place].when:
            yield _evenly(at, first(at.context, place), wanted.months, YEAR, 1.0)
    for when in _FULL_YEARS:
        for one in from_print(at, replace(at.ref, when=when)):
            own = period(one.facts[0].when)
            if own is None or own.months == YEAR:
                yield _evenly(at, one, wanted.months, YEAR, 1.5)


def _evenly(at: Point, amount: Derivation, months: int, over: int, cost: float) -> Derivation | None:
    options = {"times": float(months), "over": float(over)}
    unit = at.unit or amount.unit
    members = {"amount": amount}
    return worked("scaled", unit, members, options=options, cost=cost, relation=PERIODS, says=(EVENLY,))
