"""A quantity after what the question supposes: set, grown, scaled by changes of its inputs, fallen, or changed in a part."""

from __future__ import annotations

from dataclasses import replace

from assistant.planner.again import before
from assistant.planner.by_stated import set_to
from assistant.planner.choose import best
from assistant.planner.context import NOW, Candidates, Point
from assistant.planner.derivation import Derivation, Of, Source, leaf, worked
from assistant.planner.figures import on
from assistant.planner.growth import from_a_hundred, growing, grown
from assistant.planner.refs import WHOLE, of_figure
from assistant.reading.model import Ref, Role

SCALING = "scaling"
_SCALED = 2.0
_FEW = 3
_TWO = 2


def changed(at: Point) -> list[Derivation] | None:
    """The quantity as a figure sets or changes it; None when none does."""
    if not at.world.then:
        return None
    becomes = on(at.context, at.ref, Role.BECOMES)
    if becomes:
        return [set_to(at, becomes[0])]
    places = growing(at.context, at.ref)
    if not places:
        return None
    places += [place for place in _of_inputs(at) if place not in places]
    now = list(at.instead(at.ref, NOW))
    starts = now or [one for one in (from_a_hundred(at.context, at.ref),) if one is not None]
    after = (grown(at.context, start, places, at.world, at.unit) for start in starts)
    return [one for one in after if one is not None]


def _of_inputs(at: Point) -> list[int]:
    """The figures that change an input of a product which is this quantity."""
    places: list[int] = []
    for ratio in at.context.table.ratios_with.get(at.ref.metric, ()):
        if ratio.of == at.ref.metric:
            for metric in (ratio.rate, ratio.per):
                places += [p for p in growing(at.context, at.towards(metric)) if p not in places]
    return places


def by_scaling(at: Point) -> Candidates:
    """A known product after changes of its inputs, of which only what changes need be known."""
    own = growing(at.context, at.ref)
    for ratio in at.context.table.ratios_with.get(at.ref.metric, ()):
        if ratio.of != at.ref.metric:
            continue
        of_inputs = [growing(at.context, at.towards(metric)) for metric in (ratio.rate, ratio.per)]
        places = [place for places in of_inputs for place in places if place not in own]
        for start in _known_products(at) if places else ():
            yield _scaled(grown(at.context, start, places, at.world))
        for metric in (ratio.rate, ratio.per):
            yield from _by_input_set(at, at.towards(metric))


def _known_products(at: Point) -> list[Derivation]:
    return [one for one in at.instead(at.ref, NOW)[:_FEW] if not one.relations]


def _by_input_set(at: Point, of: Ref) -> Candidates:
    """The product times what an input is set to, over what that input is now."""
    places = on(at.context, of, Role.BECOMES)
    now = best(at.on(of, NOW)) if places else None
    for start in _known_products(at) if now is not None else ():
        if now is not None and now.unit == at.context.figures[places[0]].unit:
            after = set_to(replace(at, ref=of), places[0])
            members: Of = {"factors": [start, after], "divisors": now}
            yield _scaled(worked("product", start.unit, members, cost=0.5, was=start))


def _scaled(node: Derivation | None) -> Derivation | None:
    if node is None:
        return None
    return replace(node, cost=node.cost + _SCALED, relations=node.relations | {SCALING})


def by_fall(at: Point) -> Candidates:
    """The fall of a stock: within the year, or since the start."""
    quantity = at.quantity
    if quantity is None or not quantity.fall_of:
        return
    years = at.world.years or 1.0
    for metric in quantity.fall_of:
        stock = at.towards(metric)
        if not growing(at.context, stock):
            continue
        for last in at.on(stock, replace(at.world, years=years))[:_TWO]:
            yearly = quantity.fall == "year" and years > 1.0
            earlier = replace(at.world, years=years - 1.0) if yearly else NOW
            for start in at.on(stock, earlier)[:_TWO]:
                nothing = leaf(0.0, last.unit, Source.CONSTANT, quantity.id)
                members = {"first": start, "second": last}
                yield worked("difference", last.unit, members, cost=0.5, relation="fall", was=nothing)


def by_part_changed(at: Point) -> Candidates:
    """The whole after a change of some of its parts."""
    if at.ref.part not in ("", WHOLE) or at.context.nature(at.ref.metric, "flow") not in (
        "stock",
        "flow",
        "level",
    ):
        return
    parts = _changed_parts(at)
    if not parts:
        return
    whole = best(at.instead(at.ref, NOW))
    after = [best(at.instead(replace(at.ref, part=part))) for part in parts]
    was = [one and before(one, lambda ref: best(at.instead(ref, NOW))) for one in after]
    if whole is None:
        return
    plus = [whole, *(one for one in after if one is not None)]
    minus = [one for one in was if one is not None]
    if len(plus) == len(parts) + 1 and len(minus) == len(parts):
        members = {"plus": plus, "minus": minus}
        yield worked("net", whole.unit, members, cost=0.5, relation="total", was=whole)


def _changed_parts(at: Point) -> list[str]:
    """The parts of this quantity that a figure changes or sets."""
    found: list[str] = []
    for figure in at.context.figures:
        of: Ref = of_figure(figure)
        same = (of.metric, of.group) == (at.ref.metric, at.ref.group)
        if same and of.part and figure.role in (Role.BY, Role.BECOMES):
            found.append(of.part)
    return found
