"""The printed figures that go into a sum: those of one measure at the two times, stages, bodies or parts that the question names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.figures.asked import Asked, listed, stems_of
from assistant.figures.found import Found
from assistant.figures.settled import StatusOf, measure_key, settled
from assistant.figures.signs import Profile, moment_of, time_fit
from assistant.words import TOKEN, stem
from ingest.fact_model import Fact, FactKind
from ingest.facts.word_lists import lists

JOINT = " ; "
_LEVELS = frozenset({FactKind.ACTUAL, FactKind.DERIVED, FactKind.USER})
LEAST_COVERED = 0.75
NEAR_THE_TOP = 6
CELLS = " | "
"""The share of a question's words that the two figures of a share must hold between them."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The figures of a sum in its order: a difference is the first less the second, a share the first of the second."""

    facts: tuple[Fact, ...]


def differing(found: Found, status_of: StatusOf) -> Sides | None:
    """Two figures of the best measure: at the two times that are named, or at the stage named and as it is, or of the part
    that is named and of all, or of the latest year and the one before."""
    if found.best is None:
        return None
    best = found.best.fact
    moments = list(dict.fromkeys(found.asked.moments))
    if len(moments) >= 2:
        return _at_two_times(found, best, moments[:2], status_of)
    if listed("before").find(found.asked.text):
        return _on_the_year_before(found, best, status_of)
    return (
        _at_two_stages(found, best, status_of)
        or _of_two_columns(found, best)
        or _on_the_year_before(found, best, status_of)
    )


def _of_two_columns(found: Found, best: Fact) -> Sides | None:
    """Two figures of one row and time whose own labels the question both names, in its order; by stage the plan comes second."""
    text = found.asked.text
    row = [one.fact for one in found.profiles if one.fact.places[0].start == best.places[0].start]
    for other in row:
        if other.id != best.id and other.unit == best.unit and _same_time(other, best):
            places = _place(text, best, other, found.asked), _place(text, other, best, found.asked)
            if None not in places:
                late = best.kind in _AHEAD and other.kind not in _AHEAD
                early = other.kind in _AHEAD and best.kind not in _AHEAD
                first = best if late or (not early and places[0] < places[1]) else other  # type: ignore[operator]
                return _sides(first, other if first is best else best)
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
        return _sides(late, early)
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
    return _sides(late, early) if time_fit(moment_of(early), before) == "same_time" else None


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
    return _sides(here, there) if fits and _same_time(here, there) else None


def _same_time(one: Fact, other: Fact) -> bool:
    first, second = moment_of(one), moment_of(other)
    return first is None or second is None or time_fit(first, second) != "other_time"


def _sides(first: Fact, second: Fact) -> Sides | None:
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
    column = (_without_part(part), moment_of(part), part.kind)
    totals = (
        one.fact
        for one in found.profiles
        if one.fact.id != part.id
        and not one.fact.part
        and (_without_part(one.fact), moment_of(one.fact), one.fact.kind) == column
    )
    return next(totals, None) if part.part else None


def _says_total(fact: Fact) -> bool:
    return any(label in lists("total") or lists("total").find(label) for label in fact.measure.split(JOINT))


def _holding_pair(found: Found) -> Sides | None:
    """Two figures of one sentence of which the one may hold the other, when they hold the question's words."""
    first = found.candidates[:NEAR_THE_TOP]
    by_id = {one.fact.id: one for one in found.profiles}
    for part in first:
        for whole in first:
            one, other = by_id[part.fact.id], by_id[whole.fact.id]
            told = _covered(found.asked, one.all | other.all) >= LEAST_COVERED
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
    return same and larger and whole.unit not in _NO_AMOUNT and _same_time(whole, part)


def summed(found: Found) -> Sides | None:
    """The figures of one column for the rows that the question names: of all columns that fit, the one that has most of them.

    Rows of one time and stage go before rows that each have their own (dates by which actions are due).
    """
    alike, mixed = _rows_by_column(found, strictly=True), _rows_by_column(found, strictly=False)
    best = alike if len(alike) >= len(mixed) else mixed
    if len(best) < 2:
        return None
    held = frozenset[str]().union(*(one.all for one in found.profiles if one.fact in best.values()))
    return Sides(tuple(best.values())) if _covered(found.asked, held) >= LEAST_COVERED else None


def _rows_by_column(found: Found, *, strictly: bool) -> dict[str, Fact]:
    columns: dict[tuple[object, ...], dict[str, Fact]] = {}
    for one in found.profiles:
        fact = one.fact
        named = [
            piece
            for piece in (_first_cell(fact), *fact.part.split(JOINT))
            if piece and _named(found.asked, piece)
        ]
        if fact.part and named and _fits(found.asked, one):
            own = (moment_of(fact), fact.kind) if strictly else ()
            columns.setdefault((_without_part(fact), fact.unit, *own), {}).setdefault(named[-1], fact)
    order = {one.fact.id: place for place, one in enumerate(found.candidates)}
    return max(
        columns.values(),
        key=lambda rows: (len(rows), -min(order.get(fact.id, len(order)) for fact in rows.values())),
        default={},
    )


def _first_cell(fact: Fact) -> str:
    """The first cell of a figure's row, which often names it ("A1")."""
    return fact.quote.partition(CELLS)[0].strip() if CELLS in fact.quote else ""


def _covered(wanted: Asked, held: frozenset[str]) -> float:
    return sum(weight for key, weight in wanted.words.items() if key in held)


def _fits(wanted: Asked, one: Profile) -> bool:
    """Whether a figure is of the time and at the stage asked for, where any is."""
    at_time = not wanted.moments or any(
        time_fit(one.moment, moment) in ("same_time", "part_time") for moment in wanted.moments
    )
    return at_time and (not wanted.stages or one.fact.kind.value in wanted.stages)


def _without_part(fact: Fact) -> tuple[str, ...]:
    """The measure of a fact without the names of its part: what the rows of one table have in common."""
    parts = set(fact.part.split(JOINT))
    return tuple(key for key in measure_key(fact) if key not in parts and key != fact.part)


def _named(wanted: Asked, part: str) -> bool:
    said = stems_of(part)
    return bool(said) and said <= stems_of(wanted.text)
