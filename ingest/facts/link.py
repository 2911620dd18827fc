"""The same fact said twice is one fact with two places; facts that disagree know each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.metrics import base
from ingest.model import Approx, Fact, FactKind

_MANY_AT_ONCE = ("budget.", "apprentice.", "service.", "cost.", "joiners.", "redundancy.", "agency.headcount")


def link(facts: Sequence[Fact]) -> list[Fact]:
    """Facts of any number of documents, merged where they are the same and linked where they disagree."""
    merged = merge(facts)
    rivals: dict[str, set[str]] = {}
    groups: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in merged:
        if fact.kind is FactKind.ACTUAL and fact.value is not None:
            groups.setdefault((fact.body, fact.metric, fact.unit), []).append(fact)
    for group in groups.values():
        for i, one in enumerate(group):
            for other in group[i + 1 :]:
                if _disagree(one, other):
                    rivals.setdefault(one.id, set()).add(other.id)
                    rivals.setdefault(other.id, set()).add(one.id)
    return [replace(fact, conflicts_with=tuple(sorted(rivals.get(fact.id, ())))) for fact in merged]


def merge(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each id, in the order first met, with all its places; the most precise wording is kept."""
    kept: dict[str, Fact] = {}
    for fact in facts:
        before = kept.get(fact.id)
        if before is None:
            kept[fact.id] = fact
            continue
        best = before if _precision(before) >= _precision(fact) else fact
        places = tuple(dict.fromkeys((*before.places, *fact.places)))
        kept[fact.id] = replace(best, places=places)
    return list(kept.values())


def absorb(facts: Sequence[Fact]) -> list[Fact]:
    """Facts of one document; an undated one joins the dated one that says the same of the same people."""
    dated = [fact for fact in facts if fact.as_of or fact.period]
    kept: dict[str, Fact] = {fact.id: fact for fact in facts}
    for fact in facts:
        twins = [] if fact.as_of or fact.period else [other for other in dated if _same_but_date(fact, other)]
        if len(twins) == 1:
            twin = kept[twins[0].id]
            kept[twin.id] = replace(twin, places=tuple(dict.fromkeys((*twin.places, *fact.places))))
            del kept[fact.id]
    return [kept[fact.id] for fact in facts if fact.id in kept]


def _same_but_date(one: Fact, other: Fact) -> bool:
    return all(
        getattr(one, part) == getattr(other, part)
        for part in ("body", "metric", "scope", "kind", "unit", "value", "high", "approx")
    )


def _precision(fact: Fact) -> tuple[bool, int]:
    return (fact.approx is Approx.NONE, fact.decimals)


def _disagree(one: Fact, other: Fact) -> bool:
    """Whether two actuals of one metric cannot both stand: other value, like population and date."""
    if {(place.document, place.start) for place in one.places} & {
        (place.document, place.start) for place in other.places
    }:
        return False  # one row or sentence that prints both tells a story, not a contradiction
    if one.metric.startswith(_MANY_AT_ONCE) or _scope_family(one) != _scope_family(other):
        return False
    if (one.value, one.approx, one.high) == (other.value, other.approx, other.high):
        return False
    if (
        one.value == other.value
        and one.approx is not Approx.NONE
        and other.approx is not Approx.NONE
        and one.approx is other.approx
    ):
        return False
    return _comparable_dates(one, other)


def _scope_family(fact: Fact) -> str:
    return "council" if fact.scope in {"council", ""} else fact.scope


def _comparable_dates(one: Fact, other: Fact) -> bool:
    """Dates compare unless both are known and differ: a trend is no conflict."""
    first, second = one.as_of or one.period, other.as_of or other.period
    if first and second:
        return first == second
    same_paper = {place.document for place in one.places} & {place.document for place in other.places}
    return bool(same_paper) or base(one.metric) == "workforce.change_hist"
