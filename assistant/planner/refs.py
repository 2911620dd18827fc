"""Refs in one form: the group out of the metric's brackets, "all" as the whole, open words spaced alike."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.model import OPEN, Figure, Ref
from ingest.measures.table import Table, group_of, plain_id

WHOLE = "all"
AVERAGE = "average"
EVERY = "*"
UP_TO = ".."
BENCHMARK = "benchmark"


def tidy(ref: Ref) -> Ref:
    """The ref with its group apart and its part empty for the whole."""
    metric, group = parted(ref.metric)
    part = "" if ref.part == WHOLE else ref.part
    return replace(ref, metric=metric, group=ref.group or group, part=part)


def parted(metric: str) -> tuple[str, str]:
    """An id and its group: "div.share[women]" is div.share of women; an interval such as "[55,)" keeps its brackets."""
    if metric.startswith(OPEN):
        return f"{OPEN} {' '.join(metric.removeprefix(OPEN).split())}", ""
    group = group_of(metric)
    if group.startswith("[") and group.endswith("]") and "," not in group:
        group = group[1:-1]
    return plain_id(metric), group


def of_figure(figure: Figure) -> Ref:
    """What a figure is a figure of."""
    return tidy(Ref(figure.metric, body=figure.body, part=figure.part, when=figure.when))


def towards(ref: Ref, metric: str, table: Table) -> Ref:
    """Another quantity of the same body, part and period; the group goes with it where it carries one."""
    quantity = table.get(metric)
    group = ref.group if quantity is not None and quantity.group else ""
    return replace(ref, metric=metric, group=group, unit="")


def holds_several(ref: Ref) -> bool:
    """Whether a ref stands for several parts or periods."""
    return "|" in ref.when or "|" in ref.part or EVERY in (ref.part, ref.when) or ref.when.startswith(UP_TO)
