"""A total phased over steps, changes alone and together, several questions in one, and each cell of a grid."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

from assistant.planner.again import Change, again
from assistant.planner.context import Context
from assistant.planner.derivation import Derivation, Source, leaf
from assistant.planner.figures import resolved
from assistant.planner.finish import finish, need, step
from assistant.planner.refusal import Open, Option, Refused
from assistant.planner.result import Result, Said, Status, asked_back, said
from assistant.reading.model import Ask, Figure, Reading, Role

_FULL = 100.0
_NEAR_FULL = 0.6
_MOST_CELLS = 49
_MOST_BODIES = 3


def phase(context: Context) -> Result:
    """A total over its steps: by the weights typed, or in equal parts."""
    total = need(context, context.reading.of, "of")
    places = [place for place, figure in enumerate(context.figures) if figure.role is Role.WEIGHTS]
    weights = list(resolved(context, places[0])) if places else _equal(context)
    together = math.fsum(weight.value for weight in weights)
    if abs(together - _FULL) > _NEAR_FULL:
        raise Refused(Open.WEIGHTS, f"The shares add up to {together:g}%.", status="refused")
    steps = [step("phase", total.unit, {"total": total, "weight": weight}) for weight in weights]
    used = [context.mark("figures", place) for place in places]
    return finish(context, steps[0], "phased", used).also(series=tuple(one.value for one in steps))


def _equal(context: Context) -> list[Derivation]:
    count = int(context.reading.years or 0)
    if count < 1:
        raise Refused(Open.NO_YEARS, "Over how many steps?")
    return [leaf(_FULL / count, "%", Source.CONSTANT, "an equal share")] * count


def split(context: Context) -> Result:
    """The change that each figure makes alone, that all make together, and what they share."""
    changes = [place for place, figure in enumerate(context.figures) if figure.role is Role.BY]
    if not changes:
        raise Refused(Open.NO_VALUE, "Which changes are to be told apart?")
    alone = [_change(context, {place}, changes) for place in changes]
    both = _change(context, set(changes), changes)
    result = replace(alone[0], label="alone", others=(), readings=(), series=())
    result = result.also(*(Said("alone", one.value or 0.0, one.unit, one.derivation) for one in alone[1:]))
    together = Said("together", both.value or 0.0, both.unit, both.derivation)
    shared = (both.value or 0.0) - math.fsum(one.value or 0.0 for one in alone)
    return result.also(together, Said("shared", shared, both.unit))


def _change(context: Context, kept: set[int], changes: list[int]) -> Result:
    figures = tuple(f for place, f in enumerate(context.figures) if place in kept or place not in changes)
    reading = replace(context.reading, ask=Ask.CHANGE, figures=figures)
    result = context.plan(reading, context.apart(reading, ""))
    if result.status is not Status.ANSWERED:
        raise asked_back(result)
    return result


def several(context: Context) -> Result:
    """Several questions in one, answered one after the other."""
    inner = [term for term in context.terms if isinstance(term, Reading)]
    if not inner:
        raise Refused(Open.NOT_STATED, "No question is named.")
    results = [_inner(context, reading, place) for place, reading in enumerate(inner)]
    first = results[0]
    for result in results[1:]:
        also = Said("also", result.value or 0.0, result.unit, result.derivation)
        series = first.series + result.series
        first = first.also(also, *result.others, readings=result.readings, series=series)
    return first


def _inner(context: Context, reading: Reading, place: int) -> Result:
    inner = reading if reading.body else replace(reading, body=context.reading.body)
    result = context.plan(inner, context.apart(inner, f"terms[{place}]."))
    if result.status is not Status.ANSWERED:
        raise asked_back(result)
    return result


_OF_ONE_BODY = frozenset({Ask.VALUE, Ask.CHANGE, Ask.RATE, Ask.TIME, Ask.ENOUGH, Ask.SOLVE})


def bodies(context: Context) -> Result | None:
    """Two or three bodies that may be meant, each answered; more are asked back. None where there is one, or none."""
    reading = context.reading
    names = reading.body.split("|")
    if len(names) < 2 or reading.ask not in _OF_ONE_BODY:
        return None
    each = [replace(reading, body=name) for name in names]
    if len(each) > _MOST_BODIES:
        options = tuple(Option(one.body, one) for one in each)
        raise Refused(Open.WHICH_BODY, f"Which one is meant: {', '.join(names)}?", options=options)
    results = [context.plan(one, context.apart(one, "")) for one in each]
    first = next((result for result in results if result.status is not Status.ANSWERED), results[0])
    if first.status is not Status.ANSWERED:
        return first
    beside = [
        Said(name, one.value or 0.0, one.unit, one.derivation)
        for name, one in zip(names, results, strict=True)
    ]
    return first.also(*beside[1:])


def grid(context: Context) -> Result | None:
    """Each cell of a grid: planned once, and worked out again for the other values. None where there is no grid."""
    axes = [place for place, figure in enumerate(context.figures) if _is_axis(figure)]
    if not axes:
        return None
    cells = list(product(*(_values(context.figures[place]) for place in axes)))
    if len(cells) > _MOST_CELLS:
        raise Refused(
            Open.TOO_MANY, f"A grid may have {_MOST_CELLS} cells, not {len(cells)}.", status="refused"
        )
    results = [_cell(context, axes, cells[0], None)]
    for cell in cells[1:]:
        results.append(_cell(context, axes, cell, results[0]))
    failed = next((result for result in results if result.status is not Status.ANSWERED), None)
    return failed or _together(results)


def _is_axis(figure: Figure) -> bool:
    return figure.each and isinstance(figure.value, tuple)


def _values(figure: Figure) -> tuple[float, ...]:
    return figure.value if isinstance(figure.value, tuple) else ()


def _cell(context: Context, axes: list[int], cell: tuple[float, ...], planned: Result | None) -> Result:
    """One cell: the tree of the first worked out again, or a plan of its own where its figure was found by trying."""
    tree = planned.derivation if planned is not None else None
    if planned is not None and tree is not None and tree.leaf is None and tree.value == planned.value:
        marks = {context.mark("figures", place): value for place, value in zip(axes, cell, strict=True)}
        node = again(tree, Change(typed=marks))
        if node is not None:
            readings = [
                said(one.name, one.derivation and again(one.derivation, Change(typed=marks)))
                for one in planned.readings
            ]
            others = tuple(one for one in readings if one is not None)
            return replace(planned, value=node.value, derivation=node, readings=others)
    figures = list(context.figures)
    for place, value in zip(axes, cell, strict=True):
        figures[place] = replace(figures[place], value=value, each=False)
    reading = replace(context.reading, figures=tuple(figures))
    return context.plan(reading, context.apart(reading, ""))


def _together(results: list[Result]) -> Result:
    """The first cell with the others beside it."""
    first = results[0]
    cells = [Said("grid", one.value or 0.0, one.unit, one.derivation) for one in results[1:]]
    readings = tuple(said for one in results[1:] for said in one.readings)
    result = first.also(*cells, readings=readings)
    if len(results) == 2 and first.value is not None and results[1].value is not None:
        apart = Said("between them", abs(first.value - results[1].value), first.unit)
        result = result.also(apart)
    return result
