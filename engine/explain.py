"""Formula, steps and assumptions in words: what any number of a projection came from."""

from __future__ import annotations

from collections.abc import Iterator

from engine.projection import Projection, Used
from engine.scenario import Origin

_FROM = {
    Origin.DOCUMENT: "from the document",
    Origin.PARAMETER: "from the table of national rates",
    Origin.ASKER: "your figure, not the council's",
    Origin.ENGINE: "the engine's default",
    Origin.COMPUTED: "computed",
}


def explain(projection: Projection) -> tuple[str, ...]:
    """Plain sentences: the figure, its formula, each input, each step, each assumption, other readings."""
    return tuple(_sentences(projection))


def _sentences(projection: Projection) -> Iterator[str]:
    head = projection.result(projection.headline)
    yield f"{projection.display} {head.label}".rstrip() + "."
    if projection.formula.words:
        yield f"Formula: {projection.formula.words} ({projection.formula.symbols})."
    for item in projection.inputs:
        yield _input(item)
    for step in projection.steps:
        yield f"{step.label}: {step.display}."
    for note in projection.assumptions:
        if note.note:
            yield f"Assumed: {note.note}"
    for reading in projection.readings:
        yield f"Read another way ({reading.label}): {reading.display}."


def _input(item: Used) -> str:
    what = item.label or item.metric or item.name.replace("_", " ")
    when = item.as_of or item.period
    dated = f", {when}" if when else ", stated without a date" if item.origin is Origin.DOCUMENT else ""
    kind = f" ({item.kind})" if item.kind not in ("", "actual", "user") else ""
    source = f" Source: {item.note}." if item.note else ""
    return f"{item.display}: {what}{dated}, {_FROM[item.origin]}{kind}.{source}"
