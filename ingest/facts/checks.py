"""Checks that documents offer for free: parts that sum to a printed total, shares that give whole people.

A fact that passes is confirmed by arithmetic; one that does not is left alone, since denominators differ.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations

from ingest.metrics import base
from ingest.model import Fact, FactKind

_STOCKS = ("workforce.headcount", "workforce.fte")
_MOST_PARTS = 12


def confirmations(facts: Sequence[Fact]) -> dict[str, tuple[str, ...]]:
    """What arithmetic confirms, by fact id: plain sentences such as "879 + 241 + 49 = 1,169"."""
    found: dict[str, list[str]] = {}
    actual = [fact for fact in facts if fact.kind is FactKind.ACTUAL and fact.value is not None]
    for group in _by_paper(actual):
        for sentence, members in (*_totals(group), *_halves(group), *_whole_people(group)):
            for fact in members:
                found.setdefault(fact.id, []).append(sentence)
    return {key: tuple(sentences) for key, sentences in found.items()}


def whole_people(share: float, decimals: int, headcount: float) -> tuple[int, int] | None:
    """Lowest and highest whole number of people whose share is printed so; None when no number fits."""
    half = 0.5 * 10.0**-decimals
    low = math.ceil((share - half) * headcount / 100 - 1e-9)
    high = math.floor((share + half) * headcount / 100 - 1e-9)
    return (low, high) if low <= high else None


def _by_paper(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Facts of one body, document and date together."""
    groups: dict[tuple[str, str, str | None], list[Fact]] = {}
    for fact in facts:
        groups.setdefault((fact.body, fact.places[0].document, fact.as_of), []).append(fact)
    return list(groups.values())


def _totals(facts: Sequence[Fact]) -> list[tuple[str, tuple[Fact, ...]]]:
    """Totals of two parts or more among the stocks of one metric."""
    made: list[tuple[str, tuple[Fact, ...]]] = []
    for metric_id in _STOCKS:
        stocks = [fact for fact in facts if fact.metric == metric_id][:_MOST_PARTS]
        for total in stocks:
            others = [fact for fact in stocks if fact.id != total.id and fact.population != total.population]
            parts = _parts_of(total, others)
            if parts:
                words = " + ".join(_number(part) for part in parts)
                made.append((f"{words} = {_number(total)}", (total, *parts)))
    return made


def _parts_of(total: Fact, others: Sequence[Fact]) -> tuple[Fact, ...]:
    """The largest set of other facts that sums to a total; empty when none does."""
    for size in range(len(others), 1, -1):
        for parts in combinations(others, size):
            if abs(sum(part.value or 0.0 for part in parts) - (total.value or 0.0)) < 0.06:
                return parts
    return ()


def _halves(facts: Sequence[Fact]) -> list[tuple[str, tuple[Fact, ...]]]:
    """Full-timers and part-timers that make up the headcount."""
    heads = [fact for fact in facts if fact.metric == "workforce.headcount"]
    full = [fact for fact in facts if fact.metric == "workforce.fulltime" and fact.unit == "persons"]
    part = [fact for fact in facts if fact.metric == "workforce.parttime" and fact.unit == "persons"]
    return [
        (f"{_number(one)} + {_number(other)} = {_number(head)}", (head, one, other))
        for head in heads
        for one in full
        for other in part
        if (one.value or 0.0) + (other.value or 0.0) == head.value
    ]


def _whole_people(facts: Sequence[Fact]) -> list[tuple[str, tuple[Fact, ...]]]:
    """Shares that exactly one whole number of the council's people fits."""
    heads = [fact for fact in facts if fact.metric == "workforce.headcount" and fact.population == "council"]
    if len(heads) != 1 or not heads[0].value:
        return []
    made: list[tuple[str, tuple[Fact, ...]]] = []
    for fact in facts:
        of_staff = base(fact.metric) in {"div.share", "age.share", "workforce.parttime", "workforce.fulltime"}
        if not of_staff or fact.unit != "share" or fact.value is None or fact.high is not None:
            continue
        people = whole_people(fact.value, fact.decimals, heads[0].value)
        if people and people[0] == people[1]:
            share = f"{fact.value:.{fact.decimals}f}%"
            made.append((f"{share} of {_number(heads[0])} is {people[0]:,} people", (fact, heads[0])))
    return made


def _number(fact: Fact) -> str:
    return f"{fact.value or 0.0:,.{fact.decimals}f}"
