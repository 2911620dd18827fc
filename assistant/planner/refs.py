"""Refs in one form: the group out of the metric's brackets, "all" as the whole, open words spaced alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

from assistant.planner.printed import Printed
from assistant.reading.model import OPEN, Figure, Ref
from ingest.measures.table import Table, table

WHOLE = "all"
AVERAGE = "average"
EVERY = "*"
UP_TO = ".."
BENCHMARK = "benchmark"


@lru_cache(maxsize=16384)
def tidy(ref: Ref) -> Ref:
    """The ref with its group apart, its part empty for the whole, and open words that name a quantity as that quantity."""
    metric, group = parted(ref.metric)
    part = "" if ref.part == WHOLE else ref.part
    group = group_form(ref.group) or group
    if (metric, group, part) == (ref.metric, ref.group, ref.part):
        return ref
    return replace(ref, metric=metric, group=group, part=part)


@lru_cache(maxsize=4096)
def parted(metric: str) -> tuple[str, str]:
    """An id and its group: "div.share[women]" is div.share of women; an interval such as "[55,)" keeps its brackets."""
    if metric.startswith(OPEN):
        words = " ".join(metric.removeprefix(OPEN).split())
        return _named().get(words.lower(), f"{OPEN} {words}"), ""
    plain, bracket, rest = metric.partition("[" if "[" in metric else "(")
    return plain, group_form(bracket + rest)


def group_form(group: str) -> str:
    """One form for a group: "[women]" is women; ">55", "55+" and "<25" are the intervals (55,), [55,) and [0,25)."""
    if group.startswith("[") and group.endswith("]") and "," not in group:
        group = group[1:-1]
    if group.startswith(">") and group[1:].isdigit():
        return f"({group[1:]},)"
    if group.startswith("<") and group[1:].isdigit():
        return f"[0,{group[1:]})"
    return f"[{group[:-1]},)" if group.endswith("+") and group[:-1].isdigit() else group


@cache
def _named() -> Mapping[str, str]:
    """The quantity of each alias of the table."""
    return {alias.lower(): one.id for one in table().quantities.values() for alias in one.aliases}


def of_figure(figure: Figure) -> Ref:
    """What a figure is a figure of."""
    return tidy(Ref(figure.metric, body=figure.body, part=figure.part, when=figure.when))


def towards(ref: Ref, metric: str, table: Table) -> Ref:
    """Another quantity of the same body, part and period; the group goes with it where it carries one."""
    quantity = table.get(metric)
    group = ref.group if quantity is not None and quantity.group else ""
    return Ref(
        metric, group, ref.body, ref.part, ref.without, ref.when, ref.kind, rest=ref.rest, sign=ref.sign
    )


def part_of(fact: Printed) -> str:
    """The part that a printed figure is of, empty for the whole."""
    return "" if fact.part == WHOLE else fact.part


def holds_several(ref: Ref) -> bool:
    """Whether a ref stands for several parts or periods."""
    return "|" in ref.when or "|" in ref.part or EVERY in (ref.part, ref.when) or ref.when.startswith(UP_TO)
