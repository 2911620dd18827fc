"""The bounded backward search: from a quantity to what is typed, printed, or follows from both."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from assistant.planner.by_accumulation import by_accumulation
from assistant.planner.by_change import by_fall, by_part_changed, by_scaling, changed
from assistant.planner.by_formula import by_formula
from assistant.planner.by_identity import by_identity
from assistant.planner.by_parts import by_last_part, by_leaving_out, by_rest, by_whole, total_of_items
from assistant.planner.by_periods import by_periods
from assistant.planner.by_ratio import by_ratio
from assistant.planner.by_stated import (
    fixed,
    share_of_part,
    stated,
    stated_or_share,
    total_of_many,
    typed_or_printed,
)
from assistant.planner.by_units import by_units
from assistant.planner.choose import best, kept
from assistant.planner.context import DEEPEST, NOW, Candidates, Context, Point, Step, World, step_of
from assistant.planner.derivation import Derivation
from assistant.planner.refs import holds_several
from assistant.reading.model import Ref, Role


def derive(context: Context, ref: Ref, world: World) -> Sequence[Derivation]:
    """Candidates for a quantity, best first: one relation deeper each time until every typed figure is used."""
    found: Sequence[Derivation] = ()
    for deepest in range(1, DEEPEST + 1):
        got = search(Point(context, context.whole(ref), world, (), deepest))
        found = got or found
        if got and (deepest > 1 or context.figures) and _all_used(context, got, world):
            break
    return found


def _all_used(context: Context, found: Sequence[Derivation], world: World) -> bool:
    """Whether the best uses each figure that could be used in this world."""
    roles = (Role.IS, Role.BY, Role.BECOMES) if world != NOW else (Role.IS,)
    usable = sum(figure.role in roles for figure in context.figures) + len(context.terms)
    chosen = best(found)
    return chosen is not None and len(chosen.used) >= usable


def search(at: Point) -> Sequence[Derivation]:
    """Candidates within the depth left; at its end only what is stated."""
    step = step_of(at.ref)
    if step in at.path:
        return ()
    if len(at.path) >= at.deepest:
        return _stated(at)
    key = (at.ref, at.world, frozenset(at.path), at.deepest)
    if key not in at.context.found:
        if not at.context.budget.spend():
            return _stated(at)
        on_the_way = Point(at.context, at.ref, at.world, (*at.path, step), at.deepest)
        at.context.found[key] = kept(at, _sound(_candidates(on_the_way)))
    return at.context.found[key]


def _stated(at: Point) -> Sequence[Derivation]:
    """What is stated of the quantity, looked up once."""
    key = (at.ref, at.world, frozenset[Step](), 0)
    if key not in at.context.found:
        at.context.found[key] = list(_sound(stated(at)))
    return at.context.found[key]


def _sound(found: Candidates) -> Iterator[Derivation]:
    return (one for one in found if one is not None and math.isfinite(one.value))


def _candidates(at: Point) -> Candidates:
    """Every way to the quantity; some kinds of ref, and a supposed change, leave no other way open."""
    if at.ref.rest:
        yield from by_rest(at)
        return
    yield from by_whole(at)
    if at.ref.without:
        yield from by_leaving_out(at)
    elif holds_several(at.ref):
        yield total_of_items(at)
    elif (carried := fixed(at)) is not None:
        yield carried
    else:
        yield from share_of_part(at)
        only = changed(at) or total_of_many(at)
        yield from only if only is not None else _open(at)


def _open(at: Point) -> Candidates:
    """The ways to a quantity that no figure of the question changes or sets."""
    yield from stated_or_share(at)
    yield from by_last_part(at)
    yield from by_ratio(at)
    yield from by_identity(at)
    yield from by_formula(at)
    if at.world.then:
        yield from by_part_changed(at)
        yield from by_accumulation(at)
        yield from by_scaling(at)
        yield from by_fall(at)
    yield from by_periods(at)
    yield from by_units(at)
    yield from typed_or_printed(at)
