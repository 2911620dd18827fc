"""Whether each figure of a reading can be what it is taken for, before anything is searched.

A fault is never put right here: the reader takes its next best reading, and asks when there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.reading.model import Ask, Figure, Reading, Ref, Role
from ingest.measures.table import Quantity, Table, table
from ingest.measures.units import powers

_PERCENT, _POINT, _MONEY = "%", "point", "gbp"
_LEVELS = frozenset({Role.IS, Role.BECOMES, Role.TARGET})
_WHOLE = 100.0
_SPARE = 2.0


class Misfit(StrEnum):
    """In what way a figure does not fit."""

    UNIT = "the unit is not that of the quantity"
    STEP = "the step is not in the unit of what it changes"
    RANGE = "the level is far from what one body has"
    BELOW = "the level is below nought"
    SHARE_OF_WHAT = "a share of nothing that is named"
    CUT = "a cut of everything or more"
    NUMERAL = "a numeral that is not accounted for"
    NO_GOAL = "nothing says what is to be reached"
    NO_PHASES = "phasing without weights or years"


@dataclass(frozen=True, slots=True)
class Fault:
    """One misfit and where it stands in the reading: "figures[0]", "terms[1].figures[0]", "numerals[2]"."""

    misfit: Misfit
    where: str

    def __str__(self) -> str:
        """The misfit in words, with its place."""
        return f"{self.where}: {self.misfit}"


def faults(reading: Reading, kept: Table | None = None) -> tuple[Fault, ...]:
    """Every figure and numeral that cannot be what it is taken for, and what the ask lacks."""
    known = kept or table()
    return (*_faults(reading, known, ""), *(Fault(misfit, "ask") for misfit in _of_ask(reading, known)))


def _faults(reading: Reading, known: Table, prefix: str) -> Iterator[Fault]:
    for place, figure in enumerate(reading.figures):
        where = f"{prefix}figures[{place}]"
        yield from (Fault(misfit, where) for misfit in _misfits(figure, known))
        if isinstance(figure.value, Reading):
            yield from _faults(figure.value, known, f"{where}.")
    inner = [("of", reading.of), ("against", reading.against)]
    inner += [(f"terms[{place}]", term) for place, term in enumerate(reading.terms)]
    for name, thing in inner:
        if isinstance(thing, Reading):
            yield from _faults(thing, known, f"{prefix}{name}.")
    yield from _numerals(reading, prefix)


def _misfits(figure: Figure, known: Table) -> Iterator[Misfit]:
    quantity = known.get(figure.metric)
    if figure.role is Role.WEIGHTS:
        return
    if figure.role is Role.BY:
        yield from _of_change(figure, quantity)
    elif quantity is None:
        if figure.unit == _PERCENT and figure.of is None and not figure.metric:
            yield Misfit.SHARE_OF_WHAT
    else:
        yield from _of_level(figure, quantity)


def _of_change(figure: Figure, quantity: Quantity | None) -> Iterator[Misfit]:
    """A change in per cent may be of anything; a step is in the unit of what it changes."""
    if figure.unit == _PERCENT:
        if any(value <= -_WHOLE for value in _numbers(figure)):
            yield Misfit.CUT
    elif quantity is not None and figure.unit and not _same_unit(figure.unit, quantity):
        yield Misfit.STEP


def _of_level(figure: Figure, quantity: Quantity) -> Iterator[Misfit]:
    if figure.unit == _PERCENT and quantity.unit != _PERCENT:
        of_today = figure.role is Role.TARGET
        if not quantity.part_of and figure.of is None and not of_today:
            yield Misfit.SHARE_OF_WHAT
        return
    if figure.unit and not _same_unit(figure.unit, quantity):
        yield Misfit.UNIT
    elif figure.relative is None and not (figure.role is Role.IS and figure.part):
        yield from _of_size(figure, quantity)


def _of_size(figure: Figure, quantity: Quantity) -> Iterator[Misfit]:
    """A level is within twice the range of the quantity, and below nought only where that can be."""
    for value in _numbers(figure):
        if value < 0 and not _may_be_negative(quantity):
            yield Misfit.BELOW
        elif quantity.low is not None and quantity.high is not None:
            lowest = quantity.low / _SPARE if quantity.low > 0 else quantity.low * _SPARE
            if not lowest <= value <= quantity.high * _SPARE and value != 0:
                yield Misfit.RANGE


def _may_be_negative(quantity: Quantity) -> bool:
    """Whether a quantity has a sign of its own: its range says so, or it is a balance of two sides."""
    return quantity.unit == _MONEY if quantity.low is None else quantity.low < 0


def _same_unit(unit: str, quantity: Quantity) -> bool:
    """Whether a figure in a unit may be a figure of the quantity; a price may be typed without what it is for."""
    one, other = unit.lower(), quantity.unit
    shares = {_PERCENT, _POINT}
    if one in shares and other in shares:
        return True
    if quantity.nature == "price" and one == _MONEY:
        return True
    return powers(one) == powers(other) and (one in shares) == (other in shares)


def _of_ask(reading: Reading, known: Table) -> Iterator[Misfit]:
    """What an ask cannot do without: a time and a rate what is to be reached, phasing its weights or years."""
    roles = {figure.role for figure in reading.figures}
    goal = Role.TARGET in roles or reading.against is not None
    of = reading.of if isinstance(reading.of, Ref) else None
    quantity = known.get(of.metric) if of is not None else None
    is_a_time = quantity is not None and quantity.unit == "year"
    if reading.ask is Ask.TIME and not goal and not is_a_time:
        yield Misfit.NO_GOAL
    two_periods = of is not None and "|" in of.when
    if reading.ask is Ask.RATE and not goal and Role.BY not in roles and not two_periods:
        yield Misfit.NO_GOAL
    if reading.ask is Ask.PHASE and Role.WEIGHTS not in roles and reading.years is None and not reading.end:
        yield Misfit.NO_PHASES


def _numbers(figure: Figure) -> tuple[float, ...]:
    if isinstance(figure.value, tuple):
        return figure.value
    return (figure.value,) if isinstance(figure.value, int | float) else ()


def _numerals(reading: Reading, prefix: str) -> Iterator[Fault]:
    """A numeral says what it was taken for, and one taken for a figure lies within the span of a figure."""
    spans = tuple(_spans(reading))
    for place, numeral in enumerate(reading.numerals):
        first, last = numeral.span
        lost = numeral.taken == "figure" and not any(start <= first and last <= end for start, end in spans)
        if not numeral.taken or lost:
            yield Fault(Misfit.NUMERAL, f"{prefix}numerals[{place}]")


def _spans(thing: Reading | Ref | Figure | None) -> Iterator[tuple[int, int]]:
    match thing:
        case Figure():
            if thing.span is not None:
                yield thing.span
            if isinstance(thing.value, Reading):
                yield from _spans(thing.value)
        case Reading():
            for inner in (thing.of, thing.against, *thing.terms, *thing.figures):
                yield from _spans(inner)
