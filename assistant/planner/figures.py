"""The typed figures of a reading as derivations, and which of them are figures of a quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.planner.back import missing
from assistant.planner.choose import best
from assistant.planner.context import NOW, Context
from assistant.planner.derivation import Derivation, typed, worked
from assistant.planner.refs import of_figure
from assistant.planner.refusal import Open, Option, Refused
from assistant.planner.result import Status, asked_back
from assistant.reading.model import Ask, Figure, Reading, Ref, Role


def on(context: Context, ref: Ref, *roles: Role) -> list[int]:
    """The places of figures with these roles of a quantity, of its body and part where they say one."""
    return [
        place
        for place, (figure, of) in enumerate(zip(context.figures, context.refs, strict=True))
        if figure.role in roles and of.metric and _fits(figure, of, ref)
    ]


def _fits(figure: Figure, of: Ref, ref: Ref) -> bool:
    """Whether a figure is of this quantity and group, and of its body and part where it says one; "all" says the whole."""
    return (
        (of.metric, of.group) == (ref.metric, ref.group)
        and (not of.body or not ref.body or of.body == ref.body)
        and (not figure.part or of.part == ref.part)
    )


def resolved(context: Context, place: int) -> Sequence[Derivation]:
    """The derivations of a figure: several for a path."""
    mark = context.mark("figures", place)
    if mark not in context.resolved:
        context.resolved[mark] = ()  # so that two shares of one another come to an end
        context.resolved[mark] = _resolved(context, place, mark)
    return context.resolved[mark]


def first(context: Context, place: int) -> Derivation:
    """The derivation of a figure that is one number; several are asked about, and none is given up."""
    found = resolved(context, place)
    if len(found) == 1:
        return found[0]
    name = name_of(context, context.figures[place].metric)
    if not found:
        raise Refused(Open.NO_VALUE, f"{name} is said as a share of itself.")
    figures = list(context.figures)
    figures[place] = replace(figures[place], each=True)
    each = replace(context.reading, figures=tuple(figures))
    words = f"Several values are given for {name}. Shall each be tried?"
    raise Refused(Open.SEVERAL_VALUES, words, options=(Option("each", each),))


def _resolved(context: Context, place: int, mark: str) -> list[Derivation]:
    figure = context.figures[place]
    match figure.value:
        case None:
            raise Refused(Open.NO_VALUE, f"What value should {name_of(context, figure.metric)} have?")
        case Ref() as ref if "|" in ref.when and figure.role is Role.BY:
            return [_stands_for(context, replace(ref, when=when), mark) for when in ref.when.split("|")]
        case Ref() | Reading() as thing:
            return [_stands_for(context, thing, mark)]
        case tuple() as values:
            return [typed(value, figure.unit, mark) for value in values]
        case number:
            return [_number(context, place, float(number), mark)]


def _number(context: Context, place: int, value: float, mark: str) -> Derivation:
    """A number, or the share of a whole that a per cent of something is."""
    figure = context.figures[place]
    plain = typed(value, figure.unit, mark)
    if figure.of is None or figure.unit != "%":
        return plain
    whole = _whole_of(context, place, context.whole(figure.of))
    part = worked("part", whole.unit, {"share": plain, "whole": whole}, cost=0.0)
    assert part is not None
    return part


def _whole_of(context: Context, place: int, of: Ref) -> Derivation:
    own = [other for other in on(context, of, Role.IS) if other != place]
    whole = first(context, own[0]) if own else best(looked_up(context, of))
    if whole is None:
        raise missing(context, of)
    return whole


def _stands_for(context: Context, thing: Ref | Reading, mark: str) -> Derivation:
    """A thing that stands for a figure, counted as the figure typed."""
    found = result_of(context, thing, f"{mark}.") if isinstance(thing, Reading) else None
    if isinstance(thing, Ref):
        found = best(looked_up(context, thing))
        if found is None:
            raise missing(context, thing)
    assert found is not None
    return named(found, mark)


def named(found: Derivation, mark: str) -> Derivation:
    """A derivation that counts as the use of a figure or a term."""
    node = worked("named", found.unit, {"figure": found}, cost=0.0)
    assert node is not None
    return replace(node, used=frozenset({mark}))


def looked_up(context: Context, ref: Ref) -> Sequence[Derivation]:
    """What is printed, or follows from printed figures alone, for a thing that the question names."""
    ref = context.whole(ref)
    known = f"printed {ref}"
    if known not in context.resolved:
        apart = context.apart(Reading(Ask.VALUE, ref, body=ref.body), "")
        context.resolved[known] = context.derive(apart, ref, NOW)
    return context.resolved[known]


def result_of(context: Context, reading: Reading, prefix: str) -> Derivation:
    """The figure of a reading inside a reading; the outer one's body holds, and what it asks back is asked back."""
    inner = reading if reading.body else replace(reading, body=context.reading.body)
    result = context.plan(inner, context.apart(inner, prefix.removeprefix(context.prefix)))
    if result.status is not Status.ANSWERED or result.derivation is None:
        raise asked_back(result)
    return result.derivation


def term(context: Context, place: int) -> Derivation | None:
    """A further thing that the question names, counted as used; None when nothing states it."""
    thing, mark = context.terms[place], context.mark("terms", place)
    match thing:
        case Reading():
            return named(result_of(context, thing, f"{mark}."), mark)
        case Figure(value=int() | float() as value):
            return typed(float(value), thing.unit, mark)
        case Ref():
            found = best(looked_up(context, thing))
            return None if found is None else named(found, mark)
    return None


def terms_on(context: Context, ref: Ref) -> list[int]:
    """The places of further things named that are this quantity."""
    return [
        place
        for place, thing in enumerate(context.terms)
        if isinstance(thing, Ref) and context.whole(thing).metric == ref.metric
    ]


def supposes(context: Context) -> bool:
    """Whether the question supposes a change: a figure that changes or sets something, or a growth rate and years."""
    for figure in context.figures:
        quantity = context.table.get(of_figure(figure).metric)
        grows = quantity is not None and bool(quantity.growth_of) and bool(context.reading.years)
        if figure.role in (Role.BY, Role.BECOMES) or (figure.role is Role.IS and grows):
            return True
    return False


def touched(context: Context, metric: str) -> bool:
    """Whether a figure changes or sets this quantity."""
    return any(
        figure.role in (Role.BY, Role.BECOMES) and of_figure(figure).metric == metric
        for figure in context.figures
    )


def name_of(context: Context, metric: str) -> str:
    """What people read for a quantity."""
    ref = of_figure(Figure(None, metric=metric))
    quantity = context.table.get(ref.metric)
    return quantity.name if quantity is not None else ref.words or metric
