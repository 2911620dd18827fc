"""Quantities that grow: by a rate or a step, in all or each year, along a path, after a delay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.planner.context import Context, World
from assistant.planner.derivation import Derivation, Source, leaf, worked
from assistant.planner.figures import on, resolved
from assistant.planner.refs import of_figure, towards
from assistant.planner.refusal import Open, Option, Refused
from assistant.reading.model import Figure, Ref, Role

GROWTH = "growth"
_START = 100.0
_PERCENT = "%"
_Ways = Sequence[tuple[str, dict[str, str | bool]]]


def growing(context: Context, ref: Ref) -> list[int]:
    """The figures that make a quantity grow: on itself, or on a growth rate of it."""
    own = on(context, ref, Role.BY)
    for rate in context.table.growth_rates_of.get(ref.metric, ()):
        of_rate = towards(ref, rate, context.table)
        own += on(context, of_rate, Role.IS, Role.BECOMES, Role.BY)
    return own


def grown(
    context: Context, start: Derivation, places: Sequence[int], world: World, unit: str = ""
) -> Derivation | None:
    """The start after every one of these figures has changed it."""
    node: Derivation | None = start
    for place in places:
        node = None if node is None else _grown(context, node, place, world, unit or start.unit)
    if node is None or node is start:
        return node
    return replace(node, was=start, cost=start.cost + 0.5)


def _grown(context: Context, start: Derivation, place: int, world: World, unit: str) -> Derivation | None:
    figure, values = context.figures[place], resolved(context, place)
    is_step = values[0].unit != _PERCENT or (unit == _PERCENT and figure.relative is False)
    _settled(context, place, figure, unit, values[0].unit, is_step)
    options: dict[str, float | str] = {"years": _years(values, world)}
    if len(values) == 1:
        options |= _pace(context, figure, is_step)
    if figure.delay:
        options["delay"] = figure.delay
    rule = "steps" if is_step else "growth"
    return worked(
        rule, start.unit, {"start": start, "by": values}, options=options, cost=0.5, relation=GROWTH
    )


def _years(values: Sequence[Derivation], world: World) -> float:
    """The years of the world; where none were said the whole path, or one."""
    return world.years if world.years is not None else float(len(values))


def _pace(context: Context, figure: Figure, is_step: bool) -> dict[str, float | str]:
    """Each year or month, or in all; a rate without years and without a pace comes at once."""
    years, basis = context.reading.years, context.reading.basis
    per = figure.per or ("year" if years and not is_step else "total")
    options: dict[str, float | str] = {"per": per}
    if per == "total":
        options |= {"over": max(0.0, years or 0.0)}
    quantity = context.table.get(of_figure(figure).metric)
    by_rate = quantity is not None and bool(quantity.growth_of)
    if not is_step and (per == "total" or basis or by_rate):
        options["basis"] = "straight" if basis == "linear" else "compound"
    return options


def _settled(context: Context, place: int, figure: Figure, unit: str, typed_unit: str, is_step: bool) -> None:
    """Nothing of the growth is left open; otherwise each reading is asked back."""
    if unit == _PERCENT and typed_unit == _PERCENT and figure.relative is None:
        ways: _Ways = (("points", {"relative": False}), ("per cent of the rate", {"relative": True}))
        raise Refused(
            Open.POINTS_OR_RELATIVE, "Points, or per cent of the rate?", options=_each(context, place, ways)
        )
    years, quantity = context.reading.years, context.table.get(of_figure(figure).metric)
    yearly = quantity is not None and bool(quantity.growth_of)
    one_number = not isinstance(figure.value, tuple)
    if not figure.per and one_number and not is_step and (years or 0.0) > 1 and not yearly:
        ways = (("in all", {"per": "total"}), ("each year", {"per": "year"}))
        raise Refused(Open.TOTAL_OR_EACH, "In all, or each year?", options=_each(context, place, ways))


def _each(context: Context, place: int, ways: _Ways) -> tuple[Option, ...]:
    """The whole reading in each way, with what it comes to."""
    made = []
    for words, said in ways:
        figures = list(context.figures)
        figures[place] = replace(figures[place], **said)  # type: ignore[arg-type]
        reading = replace(context.reading, figures=tuple(figures))
        result = context.plan(reading, context.apart(reading, ""))
        if result.status == "answered":
            others = tuple((said.name, said.value, said.unit) for said in result.others)
            made.append(Option(words, reading, result.value, result.unit, others))
        else:
            made.append(Option(words, reading))
    return tuple(made)


def from_a_hundred(context: Context, ref: Ref) -> Derivation | None:
    """Today as 100, where nothing absolute was typed and no paper is asked for a level."""
    reading = context.reading
    if not only_relative(context) or (reading.body and reading.ask in ("value", "change")):
        return None
    return leaf(_START, context.unit(ref), Source.START, ref.metric, cost=3.0)


def only_relative(context: Context) -> bool:
    """Whether nothing absolute was typed, so that the answer does not depend on the level."""
    return not any(
        figure.role is Role.IS
        or (
            figure.role in (Role.BY, Role.TARGET, Role.BECOMES)
            and (figure.unit != _PERCENT or context.unit(of_figure(figure)) == _PERCENT)
        )
        for figure in context.figures
    )
