"""A stock carried forward: a year on it is itself and what comes in, less what goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.planner.again import unrolled
from assistant.planner.context import NOW, Candidates, Point, Stock, World
from assistant.planner.derivation import Carry, Derivation
from assistant.reading.model import Ref
from engine.rules_of_table import accumulation_name
from ingest.measures.table import Accumulation, Member

_STARTS = 2


def by_accumulation(at: Point) -> Candidates:
    """The stock after the years of the world; one stock at a time."""
    years = at.world.years
    if not years or years <= 0 or at.world.stock is not None:
        return
    for accumulation in at.context.table.accumulations:
        if accumulation.stock == at.ref.metric:
            for start in at.instead(at.ref, NOW)[:_STARTS]:
                carry = carried(at, accumulation, start, years)
                yield None if carry is None else unrolled(carry)


def carried(at: Point, accumulation: Accumulation, start: Derivation, years: float) -> Carry | None:
    """What flows in the first year, to be carried on year by year; None when a flow that is needed is not known."""
    stock = Stock(at.ref.metric, at.ref.group, start.value, start.unit)
    world = World(True, 1.0, stock)
    flows: list[tuple[str, Derivation]] = []
    for member in (*accumulation.into, *accumulation.out):
        found = _flow(at, member, world)
        if found is None and not member.optional:
            return None
        if found is not None:
            flows.append((member.quantity, found))
    cost = start.cost + 1.0 + sum(flow.cost for _, flow in flows) / 2.0
    says = (accumulation.says,) if accumulation.says else ()
    return Carry(accumulation_name(accumulation), at.ref.metric, start, tuple(flows), years, cost, says)


def _flow(at: Point, member: Member, world: World) -> Derivation | None:
    """The flow of a year: what hangs on the stock first, then what is typed, then the cheapest."""
    ref: Ref = replace(at.towards(member.quantity), when="")
    found: Sequence[Derivation] = at.afresh(ref, world)
    moved = [one for one in found if one.carried or one.used]
    choice = moved or ([] if member.optional else list(found))
    return min(choice, key=lambda one: (not one.carried, -len(one.used), one.cost), default=None)
