"""The same fact said twice is one fact with two places; facts that disagree know each other.

Two facts disagree only when body, measure, part, dimension, period and kind are the same and the values differ by
more than their rounding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.fact_model import Approx, Fact, FactKind
from ingest.facts.times import without_times
from ingest.metrics import base
from ingest.phrases import Found, listed, words

_MANY_AT_ONCE = (
    "budget.",
    "apprentice.",
    "service.",
    "cost.",
    "joiners.",
    "redundancy.",
    "agency.headcount",
    "leavers.count",
)

_CELLS = frozenset({"corner", "row and column", "column", "row", "caption", "row alone", "all labels"})
_MOST_VALUES = 2


def link(facts: Sequence[Fact]) -> list[Fact]:
    """Facts of any number of documents, merged where they are the same and linked where they disagree."""
    merged = merge(facts)
    rivals: dict[str, set[str]] = {}
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in merged:
        if fact.value is not None and not fact.change:
            groups.setdefault(of_what(fact), []).append(fact)
    for every in groups.values():
        group = _told_apart(every)
        for i, one in enumerate(group):
            for other in group[i + 1 :]:
                if _disagree(one, other):
                    rivals.setdefault(one.id, set()).add(other.id)
                    rivals.setdefault(other.id, set()).add(one.id)
    return [_knowing(fact, tuple(sorted(rivals.get(fact.id, ())))) for fact in merged]


def _knowing(fact: Fact, rivals: tuple[str, ...]) -> Fact:
    """The fact with those it disagrees with; most disagree with none and stay as they are."""
    return fact if fact.conflicts_with == rivals else replace(fact, conflicts_with=rivals)


def merge(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each id, in the order first met, with all its places; the most precise wording is kept."""
    kept: dict[str, Fact] = {}
    for fact in facts:
        before = kept.get(fact.id)
        if before is None:
            kept[fact.id] = fact
            continue
        best = before if _precision(before) >= _precision(fact) else fact
        kept[fact.id] = replace(best, places=tuple(dict.fromkeys((*before.places, *fact.places))))
    return list(kept.values())


def absorb(facts: Sequence[Fact]) -> list[Fact]:
    """Facts of one document; one without a time joins the dated one that says the same of the same people."""
    dated: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if fact.dated and (fact.as_of or fact.period):
            dated.setdefault(_but_time(fact), []).append(fact)
    kept = {fact.id: fact for fact in facts}
    for fact in facts:
        timeless = not (fact.dated and (fact.as_of or fact.period))
        twins = dated.get(_but_time(fact), []) if timeless else []
        if len(twins) == 1 and fact.id in kept:
            twin = kept[twins[0].id]
            kept[twin.id] = replace(twin, places=tuple(dict.fromkeys((*twin.places, *fact.places))))
            del kept[fact.id]
    return [kept[fact.id] for fact in facts if fact.id in kept]


def _told_apart(facts: list[Fact]) -> list[Fact]:
    """Facts of one thing, without those of a paper that gives it more than two values at one time: these are values of
    parts or cases that the labels do not tell apart, and no contradiction.
    """
    values: dict[tuple[str, str], set[float | None]] = {}
    for fact in facts:
        values.setdefault((fact.places[0].document, _time(fact)), set()).add(fact.value)
    return [fact for fact in facts if len(values[fact.places[0].document, _time(fact)]) <= _MOST_VALUES]


def _in_one_table(one: Fact, other: Fact) -> bool:
    """Whether both are cells under one heading of one paper: its rows and columns are there to tell them apart."""
    cells = all(
        any(item.field == "measure" and item.place in _CELLS for item in fact.origins)
        for fact in (one, other)
    )
    return cells and one.heading == other.heading and one.places[0].document == other.places[0].document


def of_what(fact: Fact) -> tuple[str, ...]:
    """What a fact is of, whenever and however much: only facts that share it can disagree."""
    measure = fact.metric or _measure(fact)
    return (
        fact.body,
        measure,
        fact.unit,
        fact.scope.value,
        fact.part.lower(),
        fact.dimension,
        fact.kind.value,
    )


def _measure(fact: Fact) -> str:
    """The words of a measure that say what is counted, in any order: those of its part, of time, of grammar
    and of the heading over it left out.

    A table's "Complaints 2024/25 ; Service ; Complaints ; Highways" is then a sentence's "Highways received complaints in".
    """
    pieces = fact.measure.split(" ; ")
    said = without_times(" ; ".join([piece for piece in pieces if piece != fact.heading] or pieces))
    weak = {place for found in _weak(said) for place in range(found.first, found.last)}
    part = {word.fold for word in words(fact.part)}
    folds = [word.fold for word in words(said)]
    kept = {fold for place, fold in enumerate(folds) if place not in weak and fold not in part}
    return " ".join(sorted(kept)) or " ".join(folds)


def _weak(text: str) -> Iterator[Found]:
    """Words that only frame a measure: of grammar, verbs that add nothing to the noun, and the heads of columns of services and bodies."""
    for file, table in (
        ("figure_words", "empty"),
        ("figure_words", "organisation"),
        ("reconcile_words", "framing"),
    ):
        yield from listed(f"{file}.toml", table).find(text)


def _but_time(fact: Fact) -> tuple[object, ...]:
    return (*of_what(fact), fact.change, fact.value, fact.high, fact.approx)


def _precision(fact: Fact) -> tuple[bool, int]:
    return (fact.approx is Approx.NONE, fact.decimals)


def _disagree(one: Fact, other: Fact) -> bool:
    """Whether two facts of one thing cannot both stand: other value, like time, not told in one breath."""
    if {(place.document, place.start) for place in one.places} & {
        (place.document, place.start) for place in other.places
    }:
        return False  # one row or sentence that prints both tells a story, not a contradiction
    if _in_one_table(one, other):
        return False
    if one.metric.startswith(_MANY_AT_ONCE) or not one.metric and one.kind is not FactKind.ACTUAL:
        return False
    if one.high is not None or other.high is not None or _round_alike(one, other):
        return False
    return _same_time(one, other)


def _round_alike(one: Fact, other: Fact) -> bool:
    """Whether the values are the same once rounded as the coarser is printed; "about" rounds a step further."""
    first, second = one.value or 0.0, other.value or 0.0
    step = max(one.step, other.step, _round_to(one), _round_to(other))
    return abs(first - second) <= step / 2 + 1e-9


def _round_to(fact: Fact) -> float:
    """What a value that is only about right is rounded to: its noughts ("about 1,600" to 100)."""
    step = fact.step if fact.approx is not Approx.NONE and fact.value else 0.0
    while step and fact.value and abs(fact.value / (step * 10) - round(fact.value / (step * 10))) < 1e-9:
        step *= 10
    return step


def _same_time(one: Fact, other: Fact) -> bool:
    """Times compare when both are said and the same, or when one paper leaves one of them open for a named metric."""
    first, second = _time(one), _time(other)
    if first and second:
        return first == second
    same_paper = {place.document for place in one.places} & {place.document for place in other.places}
    return bool(one.metric) and (bool(same_paper) or base(one.metric) == "workforce.change_hist")


def _time(fact: Fact) -> str:
    return (fact.as_of or fact.period or "") if fact.dated else ""
