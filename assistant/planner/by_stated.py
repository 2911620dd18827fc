"""What is stated: typed, printed, fixed by law or by the table; and a count from a stated share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.planner.context import Candidates, Point
from assistant.planner.derivation import Derivation, Leaf, Source, leaf, worked
from assistant.planner.figures import first, on, term, terms_on
from assistant.planner.growth import from_a_hundred, growing, grown
from assistant.planner.periods import period
from assistant.planner.refs import tidy
from assistant.reading.model import Ref, Role
from engine.rules_of_people import fitting

_SHARE_KEPT = 2.6  # a share whose whole is not known stays a share, behind whatever gives the quantity itself
_PERCENT = "%"
_WIDEST_BAND = 400


def fixed(at: Point) -> Derivation | None:
    """The stock that is carried forward, while its flows are worked out."""
    stock = at.world.stock
    if stock is None or (stock.metric, stock.group) != (at.ref.metric, at.ref.group):
        return None
    return Derivation(stock.value, stock.unit, leaf=Leaf(Source.CARRIED, stock.metric), carried=True)


def stated(at: Point) -> Candidates:
    """At the end of the search: only what is stated, set, changed or carried."""
    carried = fixed(at)
    if carried is not None:
        yield carried
    elif at.world.then and (growing(at.context, at.ref) or on(at.context, at.ref, Role.BECOMES)):
        yield from _changed(at)
    else:
        yield from (one for one in given(at) if not _share_for_a_count(at, one))
        yield default(at)


def _changed(at: Point) -> Candidates:
    becomes = on(at.context, at.ref, Role.BECOMES)
    if becomes:
        yield set_to(at, becomes[0])
        return
    now = [
        one for one in stated(replace(at, world=replace(at.world, then=False, years=None))) if one is not None
    ]
    for start in now or [one for one in (from_a_hundred(at.context, at.ref),) if one is not None]:
        yield grown(at.context, start, growing(at.context, at.ref), at.world, at.unit)


def set_to(at: Point, place: int) -> Derivation:
    """The value that a figure sets; what it was before is looked up when it is wanted."""
    figure = at.context.figures[place]
    was = replace(at.ref, when=figure.when or at.ref.when)
    return replace(first(at.context, place), was=was)


def given(at: Point) -> Iterator[Derivation]:
    """The figures typed of it, then those printed."""
    if at.ref.kind in ("", "actual"):
        yield from (first(at.context, place) for place in _typed(at))
    yield from from_print(at)


def _typed(at: Point) -> Iterator[int]:
    """The figures given as they stand, of the period asked where both say one; none while a pace is to give that period."""
    if _at_a_pace(at, at.ref):
        return
    for place in on(at.context, at.ref, Role.IS):
        when = at.context.figures[place].when
        if not when or not at.ref.when or period(when) == period(at.ref.when):
            yield place


def from_print(at: Point, ref: Ref | None = None) -> Iterator[Derivation]:
    """The printed figures that fit; while the pace so far is to hold, not the one of the whole time asked."""
    sought = at.ref if ref is None else ref
    if not _at_a_pace(at, sought):
        yield from at.context.printed_for(sought)


def _at_a_pace(at: Point, ref: Ref) -> bool:
    of = at.context.reading.of
    if not at.context.reading.pace or not isinstance(of, Ref):
        return False
    asked = tidy(of)
    return bool(ref.when) and (ref.metric, ref.group, ref.when) == (asked.metric, asked.group, asked.when)


def _share_for_a_count(at: Point, one: Derivation) -> bool:
    quantity = at.quantity
    return one.unit == _PERCENT and quantity is not None and bool(quantity.part_of)


def stated_or_share(at: Point) -> Candidates:
    """What is stated, a stated share standing for a count only behind the count that it gives."""
    for one in given(at):
        if _share_for_a_count(at, one) and at.unit != _PERCENT:
            assert at.quantity is not None
            yield replace(one, cost=one.cost + (0.0 if at.ref.unit == _PERCENT else _SHARE_KEPT))
            yield from _counted(at, one, at.quantity.part_of)
        elif (
            one.unit == _PERCENT and one.facts and one.facts[0].share_of and (at.unit or _PERCENT) != _PERCENT
        ):
            yield from _counted(at, one, one.facts[0].share_of)
        elif not _other_unit(at, one):
            yield one


def _other_unit(at: Point, one: Derivation) -> bool:
    """Whether an open quantity is asked in a unit that this is not in."""
    in_print = one.leaf is not None and one.leaf.source is Source.PRINTED
    return at.quantity is None and bool(at.ref.unit) and in_print and at.ref.unit != one.unit


def _counted(at: Point, share: Derivation, whole: str) -> Candidates:
    """The share of its whole; people as a whole number where exactly one fits, else between the least and the most."""
    ref = replace(
        tidy(replace(at.ref, metric=whole, group="")), unit="", when=at.ref.when if not share.facts else ""
    )
    for base in at.on(ref):
        decimals = share.facts[0].decimals if share.facts else None
        people = at.unit == base.unit == "person" and decimals is not None
        options: dict[str, float | str] = {}
        says: tuple[str, ...] = ()
        if people and decimals is not None:
            band = fitting(share.value, base.value, decimals)
            if band is not None and band[1] - band[0] < _WIDEST_BAND:
                options = {"decimals": float(decimals)}
                says = (f"between {band[0]} and {band[1]} people fit the share",) if band[1] > band[0] else ()
        cost = 1.0 if share.facts else 0.5
        members = {"share": share, "whole": base}
        yield worked(
            "part", at.unit or base.unit, members, options=options, cost=cost, relation="part", says=says
        )


def share_of_part(at: Point) -> Candidates:
    """A count asked as a share of its whole."""
    quantity = at.quantity
    if at.ref.unit != _PERCENT or quantity is None or not quantity.part_of or quantity.unit == _PERCENT:
        return
    for part in at.on(replace(at.ref, unit="")):
        for whole in at.on(at.towards(quantity.part_of)):
            yield worked("share", _PERCENT, {"part": part, "whole": whole}, relation="part")


def total_of_many(at: Point) -> list[Derivation] | None:
    """Several values of a quantity that are added, not rivals: those typed and those named; None when there are none."""
    quantity = at.quantity
    if quantity is None or not quantity.many or _at_a_pace(at, at.ref):
        return None
    typed, named = list(_typed(at)) if at.ref.kind in ("", "actual") else [], terms_on(at.context, at.ref)
    if not typed and not named:
        return None
    items = [first(at.context, place) for place in typed]
    items += [found for place in named if (found := term(at.context, place)) is not None]
    node = worked("sum", quantity.unit, {"items": items}, cost=0.2, relation="total") if items else None
    return [node] if node is not None else []


def typed_or_printed(at: Point) -> Candidates:
    """What the table or the law gives where nothing is typed or printed."""
    yield default(at)
    quantity = at.quantity
    if quantity is None:
        return
    if quantity.parameter:
        on_day = at.ref.when or at.context.reading.end or _first_date(at)
        rate = at.context.rates(quantity.parameter, on_day)
        if rate is not None:
            yield leaf(rate, quantity.unit, Source.RATE, quantity.parameter, cost=2.0, on=on_day)
    if at.ref.part in quantity.constants:
        value = quantity.constants[at.ref.part]
        yield leaf(value, quantity.unit, Source.CONSTANT, quantity.id, cost=0.5, on=at.ref.part)


def _first_date(at: Point) -> str:
    return next((figure.when for figure in at.context.figures if figure.when), "")


def default(at: Point) -> Derivation | None:
    """The value that the table gives unasked, and says."""
    quantity = at.quantity
    if quantity is None or quantity.default is None:
        return None
    node = leaf(quantity.default, quantity.unit, Source.DEFAULT, quantity.id, cost=2.0)
    return replace(node, says=(f"{quantity.name}: {quantity.default:g}",))
