"""The two printed figures of a difference: of one measure, at two times, stages, rows or columns that the question names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.figures.asked import Asked, listed, stems_of
from assistant.figures.found import Found
from assistant.figures.settled import StatusOf, measure_key, settled
from assistant.figures.signs import JOINT, moment_of, time_fit
from assistant.sums.sides import (
    CELLS,
    LEAST_COVERED,
    Sides,
    covered,
    held,
    rows_by_column,
    same_time,
    sides,
)
from assistant.words import TOKEN, stem
from ingest.fact_model import Fact, FactKind
from ingest.quantities import find

_LEVELS = frozenset({FactKind.ACTUAL, FactKind.DERIVED, FactKind.USER})
AKIN = 2.5
"""How far in score a figure may lie behind the best and still be what the question sets side by side."""


def differing(found: Found, status_of: StatusOf) -> Sides | None:
    """Two figures of one measure: at the two times that are named, or of the two rows, or at the stage named and as it is,
    or under two columns, or from one to the other, or of the latest year and the one before.

    The measure is that of the best figure, or of the next one that has both sides.
    """
    for fact in _akin(found):
        sides = _of_one_measure(found, fact, status_of)
        if sides is not None:
            return sides
    return None


def _akin(found: Found) -> list[Fact]:
    """The best figure, and those that are all but as good."""
    least = found.candidates[0].score - AKIN if found.candidates else 0.0
    return [one.fact for one in found.candidates if one.score >= least]


def _of_one_measure(found: Found, fact: Fact, status_of: StatusOf) -> Sides | None:
    moments = _ends_of_a_span(list(dict.fromkeys(found.asked.moments)))
    if len(moments) >= 2:
        return _at_two_times(found, fact, moments[:2], status_of)
    if listed("before").find(found.asked.text):
        return _on_the_year_before(found, fact, status_of)
    return (
        _of_two_rows(found)
        or _at_two_stages(found, fact, status_of)
        or _of_two_columns(found, fact)
        or _from_and_to(found, fact)
        or (_on_the_year_before(found, fact, status_of) if listed("moved").find(found.asked.text) else None)
    )


def _ends_of_a_span(moments: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """ "2018 to 2023" is read as one time; a difference over it is between its first year and its last."""
    if len(moments) != 1 or int(moments[0][1][:4]) - int(moments[0][0][:4]) < 2:
        return moments
    first, last = moments[0]
    return [(first, f"{first[:4]}-12-31"), (f"{last[:4]}-01-01", last)]


def _of_two_rows(found: Found) -> Sides | None:
    """The figures of one column for the two rows that the question names, in its order."""
    rows = rows_by_column(found, strictly=True)
    if len(rows) != 2 or covered(found.asked, held(found, rows.values())) < LEAST_COVERED:
        return None
    text = found.asked.text
    order = sorted(rows.values(), key=lambda fact: _first_named(text, stems_of(fact.part)))
    return sides(*order)


def _first_named(text: str, said: frozenset[str]) -> int:
    places = [match.start() for match in TOKEN.finditer(text) if stem(match.group().lower()) in said]
    return min(places, default=len(text))


def _from_and_to(found: Found, fact: Fact) -> Sides | None:
    """The two figures of a sentence that says from what a measure went to what."""
    same = [
        one.fact
        for one in found.profiles
        if one.fact.measure == fact.measure
        and one.fact.unit == fact.unit
        and one.fact.places[0].start == fact.places[0].start
        and CELLS not in one.fact.quote
    ]
    if len(same) != 2:
        return None
    order = sorted(same, key=lambda one: one.quote.find(_printed(one)))
    told = order[0].quote
    between = told[told.find(_printed(order[0])) : told.find(_printed(order[1]))].casefold().split()
    return sides(order[1], order[0]) if "to" in between and "from" in told.casefold().split() else None


def _printed(fact: Fact) -> str:
    """The figure as its sentence prints it; empty when it is not to be found there."""
    return next((item.text for item in find(fact.quote) if item.value == fact.value), "")


def _of_two_columns(found: Found, best: Fact) -> Sides | None:
    """Two figures of one row and time whose own labels the question both names, in its order; by stage the plan comes second."""
    text = found.asked.text
    row = [one.fact for one in found.profiles if one.fact.places[0].start == best.places[0].start]
    for other in row:
        if other.id != best.id and other.unit == best.unit and same_time(other, best):
            places = _place(text, best, other, found.asked), _place(text, other, best, found.asked)
            if None not in places:
                late = best.kind in _AHEAD and other.kind not in _AHEAD
                early = other.kind in _AHEAD and best.kind not in _AHEAD
                first = best if late or (not early and places[0] < places[1]) else other  # type: ignore[operator]
                return sides(first, other if first is best else best)
    return None


_AHEAD = frozenset({FactKind.FORECAST})


def _place(text: str, fact: Fact, other: Fact, wanted: Asked) -> int | None:
    """Where the question names what tells a figure from the other of its row; None when it does not."""
    own = set(fact.measure.split(JOINT)) - set(other.measure.split(JOINT))
    said = stems_of(" ".join(own))
    places = [match.start() for match in TOKEN.finditer(text) if stem(match.group().lower()) in said]
    if places:
        return min(places)
    return len(text) if fact.kind.value in wanted.stages and fact.kind is not other.kind else None


def _pick(found: Found, wanted: Asked, best: Fact, status_of: StatusOf) -> Fact:
    return settled(wanted, best, found.profiles, status_of)


def _at_two_times(
    found: Found, best: Fact, moments: Sequence[tuple[str, str]], status_of: StatusOf
) -> Sides | None:
    """The measure at both times, from one sentence or row where there is one that has both."""
    picked = [_pick(found, replace(found.asked, moments=(moment,)), best, status_of) for moment in moments]
    for one in (best, *picked):
        beside = [_beside(found, one, moment) for moment in moments]
        if all(beside):
            picked = [fact for fact in beside if fact is not None]
            break
    fits = [time_fit(moment_of(fact), moment) for fact, moment in zip(picked, moments, strict=True)]
    if set(fits) <= {"same_time", "part_time"}:
        late, early = sorted(picked, key=lambda fact: moment_of(fact) or ("", ""), reverse=True)
        return sides(late, early)
    return None


def _beside(found: Found, fact: Fact, moment: tuple[str, str]) -> Fact | None:
    """The figure of the same measure and place that is of exactly this time; None when there is none, or two."""
    same = [
        one.fact
        for one in found.profiles
        if measure_key(one.fact) == measure_key(fact)
        and one.fact.places[0].start == fact.places[0].start
        and one.fact.part == fact.part
        and time_fit(one.moment, moment) == "same_time"
        and (
            not found.asked.stages or one.fact.kind.value in found.asked.stages or one.fact.kind is fact.kind
        )
    ]
    return same[0] if len({one.value for one in same}) == 1 else None


def _on_the_year_before(found: Found, best: Fact, status_of: StatusOf) -> Sides | None:
    late = _pick(found, found.asked, best, status_of)
    moment = moment_of(late)
    if moment is None:
        return None
    before = (_year_earlier(moment[0]), _year_earlier(moment[1]))
    early = _pick(found, replace(found.asked, moments=(before,)), best, status_of)
    return sides(late, early) if time_fit(moment_of(early), before) == "same_time" else None


def _year_earlier(day: str) -> str:
    return f"{int(day[:4]) - 1}{day[4:]}"


def _at_two_stages(found: Found, best: Fact, status_of: StatusOf) -> Sides | None:
    """A target, budget or forecast beside what is; a target or budget beside the forecast where nothing is yet."""
    planned = found.asked.stages - {"actual", "forecast", "benchmark"}
    if len(planned) != 1:
        return None
    there = _pick(found, replace(found.asked, stages=frozenset(planned)), best, status_of)
    here = _pick(found, replace(found.asked, stages=frozenset({"actual"})), best, status_of)
    if "forecast" in found.asked.stages or here.kind not in _LEVELS:
        here = _pick(found, replace(found.asked, stages=frozenset({"forecast"})), best, status_of)
    fits = there.kind.value in planned and (here.kind in _LEVELS or here.kind is FactKind.FORECAST)
    return sides(here, there) if fits and same_time(here, there) else None
