"""What ranges over several things: their sum, mean and pooled rate, and the first, last and spread of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.planner.back import missing
from assistant.planner.by_parts import items
from assistant.planner.choose import best
from assistant.planner.context import NOW, Context
from assistant.planner.convert import in_one_unit
from assistant.planner.derivation import Derivation, worked
from assistant.planner.finish import Thing, finish, need, per, step
from assistant.planner.refs import BENCHMARK, towards
from assistant.planner.refusal import Open, Refused
from assistant.planner.result import Result, said
from assistant.reading.model import Figure, Reading, Ref


@dataclass(frozen=True, slots=True)
class _Item:
    """One of the things ranged over, and where the reading says it."""

    thing: Ref | Figure | Reading
    where: str


def _items(context: Context) -> list[_Item]:
    """Every single thing that the reading ranges over."""
    reading = context.reading
    named = [_Item(thing, f"terms[{place}]") for place, thing in enumerate(reading.terms)]
    if reading.of is not None and reading.of not in reading.terms:
        named.insert(0, _Item(reading.of, "of"))
    return [
        _Item(single, item.where)
        for item in named
        for single in (items(context, item.thing) if isinstance(item.thing, Ref) else [item.thing])
    ]


def _some(context: Context) -> list[_Item]:
    found = _items(context)
    if not found:
        raise Refused(Open.NOT_STATED, "Nothing is named to take together.")
    return found


def total(context: Context) -> Result:
    """Everything named, added up, or taken off where the question says so."""
    found = _some(context)
    nodes = in_one_unit([need(context, item.thing, item.where) for item in found])
    signs = [item.thing.sign if isinstance(item.thing, Ref) else 1 for item in found]
    result = finish(context, per(context, _signed(context, nodes, signs)), "sum")
    return result.also(series=tuple(node.value for node in nodes))


def _signed(context: Context, nodes: Sequence[Derivation], signs: Sequence[int]) -> Derivation:
    unit = nodes[0].unit
    if any(sign < 0 for sign in signs):
        plus = [node for node, sign in zip(nodes, signs, strict=True) if sign > 0]
        minus = [node for node, sign in zip(nodes, signs, strict=True) if sign < 0]
        return step("net", unit, {"plus": plus, "minus": minus})
    options = {"lasting": 1.0} if context.reading.lasting else {}
    return step("sum", unit, {"items": nodes}, options=options)


def mean(context: Context) -> Result:
    """The mean of everything named, each counting alike."""
    nodes = in_one_unit([need(context, item.thing, item.where) for item in _some(context)])
    if len(nodes) == 1 and context.reading.per:
        return finish(context, per(context, nodes[0]), "mean")
    return finish(context, step("mean", nodes[0].unit, {"items": nodes}), "mean")


def pool(context: Context) -> Result:
    """One rate for several bodies, parts or periods: each weighted by what it is a rate of."""
    rates: list[Derivation] = []
    weights: list[Derivation] = []
    for item in _some(context):
        if not isinstance(item.thing, Ref):
            raise Refused(Open.NOT_STATED, "A rate to pool must be one that is named.")
        one = context.whole(item.thing)
        rates.append(need(context, one, item.where))
        weights.append(_weight(context, one))
    node = step("weighted mean", rates[0].unit, {"items": rates, "weights": weights})
    return finish(context, node, "pooled").also(*(said("part", rate) for rate in rates))


def _weight(context: Context, one: Ref) -> Derivation:
    """What a rate is weighted by: what the question names, else the base of its ratio."""
    quantity, said_weight = context.table.get(one.metric), context.reading.weight
    if said_weight is not None:
        ref = replace(context.whole(said_weight), body=one.body, part=one.part)
    elif quantity is not None and quantity.ratios:
        ref = replace(towards(one, quantity.ratios[0].per, context.table), when="")
    else:
        raise Refused(Open.NOT_STATED, "By what should the rates be weighted?", wants=(one,))
    for choice in (ref, replace(ref, when=one.when)):
        found = best(context.derive(context, choice, NOW))
        if found is not None:
            return found
    raise missing(context, ref)


def rank(context: Context) -> Result:
    """The things named in order, by their value or their distance from another."""
    rows = [_row(context, item) for item in _some(context)]
    rows.sort(key=lambda row: row[0].value, reverse=context.reading.which != "low")
    nodes = [node for node, _ in rows]
    top, last = nodes[0], nodes[-1]
    spread = worked("difference", top.unit, {"first": top, "second": last})
    chosen = spread if context.reading.which == "spread" and spread is not None else top
    every = frozenset().union(*(node.used for node in nodes))
    result = finish(context, replace(chosen, used=every), f"rank: {rows[0][1]}")
    result = result.also(series=tuple(node.value for node in nodes))
    if len(nodes) < 2:
        return result
    two = {"first": top, "second": nodes[1]}
    return result.also(
        said("first less second", worked("difference", top.unit, two)),
        said("first over second, %", worked("relative change", "%", two)),
        said("spread", spread),
    )


def _row(context: Context, item: _Item) -> tuple[Derivation, str]:
    node, against = need(context, item.thing, item.where), context.reading.against
    if not isinstance(item.thing, Ref):
        return node, str(item.where)
    name = " ".join(word for word in (item.thing.body, item.thing.part, item.thing.when) if word)
    if against is None:
        return node, name
    other = need(context, _against(against, item.thing), "against")
    return step("difference", node.unit, {"first": node, "second": other}), name


def _against(against: Ref | Figure | Reading, one: Ref) -> Thing:
    """The other side for one body and part; a benchmark is the same for all."""
    if not isinstance(against, Ref) or against.kind == BENCHMARK:
        return against
    return replace(against, body=one.body, part=one.part)
