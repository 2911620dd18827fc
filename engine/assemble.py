"""Puts a projection together from the working paper of its run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from engine.canonical import fingerprint
from engine.display import show
from engine.projection import Projection, Reading, Used
from engine.resolve import Env
from engine.scenario import Assumption, Origin
from engine.work import Work

Kept = TypeVar("Kept")
_LABELLED = ("benchmark", "offer", "example", "forecast")


def projection_of(work: Work, env: Env, readings: Sequence[Reading], bound: str) -> Projection:
    """The projection, with the inputs, assumptions and warnings of inner scenarios gathered in."""
    works = [work, *env.inner]
    inputs = _unique([item for each in works for item in _inputs(each)])
    head = work.results[work.headline]
    falling = head.value < 0 and bound != ""
    bounded = show(-head.value, head.unit) if falling else head.display
    display = _display(bounded, readings, f"a fall of {bound}" if falling else bound)
    warnings = _unique([text for each in works for text in each.warnings] + _labels(inputs))
    stated = [item for item in work.scenario.assumptions if isinstance(item.value, str)]
    assumed: list[Assumption] = [*stated, *(item for each in works for item in each.assumptions)]
    assumed += [_carried(item) for item in inputs if item.carried]
    return Projection(
        scenario=work.scenario,
        value=head.value,
        unit=head.unit,
        display=display,
        headline=work.headline,
        results=tuple(work.results.values()),
        formula=work.formula,
        hash=fingerprint(work.scenario, env.facts, env.parameters),
        baseline=work.baseline,
        series=work.series,
        steps=tuple(work.steps),
        waterfall=work.waterfall,
        inputs=tuple(inputs),
        assumptions=tuple(_unique(assumed)),
        readings=tuple(readings),
        warnings=tuple(warnings),
        table=work.table,
        bound=bound,
        start=work.start.isoformat() if work.start else None,
        end=work.end.isoformat() if work.end else None,
        years=work.span,
    )


def _inputs(work: Work) -> list[Used]:
    """Figures in the order baseline, inputs, changes, then what came from the parameter table."""
    base = [work.baseline] if work.baseline is not None else []
    named = [item for items in work.figures.values() for item in items if item is not work.baseline]
    moved = [item for move in work.moves for item in move.used]
    return [*base, *named, *moved, *work.extra_inputs]


def _display(display: str, readings: Sequence[Reading], bound: str) -> str:
    """A range is displayed from lowest to highest, a bound with its word."""
    ends = {item.name: item for item in readings if item.name in ("low", "high")}
    if len(ends) == 2 and ends["low"].display != ends["high"].display:
        return f"{ends['low'].display} to {ends['high'].display}"
    return f"{bound} {display}" if bound else display


def _labels(inputs: Sequence[Used]) -> list[str]:
    """Figures that are no agreed or statutory rate keep their label; targets and assumptions too."""
    said = []
    for item in inputs:
        if item.carried:
            said.append(f"{item.label}: {item.display}. {item.carried}")
        if item.origin is Origin.PARAMETER and item.kind in _LABELLED and not item.name.endswith("_days"):
            said.append(
                f"{item.label}: {item.display} is {_article(item.kind)}, not the council's own figure."
            )
        elif item.origin is Origin.DOCUMENT and item.kind in ("target", "assumption"):
            said.append(f"{item.display} is {_article(item.kind)} in the document, not an actual figure.")
    return said


def _carried(item: Used) -> Assumption:
    return Assumption(f"{item.name}_carried_on", item.value, item.unit, Origin.ENGINE, item.carried)


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _unique(items: Sequence[Kept]) -> list[Kept]:
    """The same items without repeats, in order."""
    seen: list[object] = []
    kept: list[Kept] = []
    for item in items:
        key: object = replace(item, name="") if isinstance(item, Used) else item
        if key not in seen:
            seen.append(key)
            kept.append(item)
    return kept
