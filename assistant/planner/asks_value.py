"""The value of a quantity: printed, worked out now, after a supposed change, or over years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.planner.again import Change, again, before
from assistant.planner.again import years_of as years_carried
from assistant.planner.by_accumulation import carried
from assistant.planner.choose import best, rivals
from assistant.planner.context import DEEPEST, NOW, Context, Point, World
from assistant.planner.derivation import Derivation, Source, worked
from assistant.planner.figures import first, on, supposes
from assistant.planner.finish import finish, need, nothing_found, per, step, years_of
from assistant.planner.limits import within_limits
from assistant.planner.pace import a_year
from assistant.planner.result import CHANGE_PERCENT, Result, Said, Status, said
from assistant.reading.model import Reading, Ref, Role

_SAME = 1e-9
_MOST_YEARS = 60


def value(context: Context) -> Result:
    """What a quantity is, or comes to after what the question supposes."""
    reading = context.reading
    if isinstance(reading.of, Reading):
        return _of_reading(context, reading.of)
    if not isinstance(reading.of, Ref):
        return finish(context, per(context, need(context, reading.of, "of")), "value")
    of = context.whole(reading.of)
    then = supposes(context) or (
        reading.years is not None and any(f.role is Role.IS for f in context.figures)
    )
    years = years_of(context, reading.of) if reading.years is not None or reading.end else None
    nature = context.nature(of.metric)
    if reading.span in ("in_all", "each") and years and nature not in ("stock", "level"):
        return over_years(context, of, years)
    return _at_the_end(context, of, World(then, years))


def _of_reading(context: Context, inner: Reading) -> Result:
    """What another question comes to, shared out or flagged where the outer one asks or types more."""
    inner = inner if inner.body else replace(inner, body=context.reading.body)
    result = context.plan(inner, context.apart(inner, "of."))
    if result.status is not Status.ANSWERED or result.derivation is None:
        return result
    if not context.figures and not context.reading.per:
        return result
    return finish(context, per(context, result.derivation), result.label)


def _at_the_end(context: Context, of: Ref, world: World) -> Result:
    found = context.derive(context, of, world)
    changes = any(figure.role in (Role.BECOMES, Role.BY) for figure in context.figures)
    if not found and world.then and not changes:
        found = context.derive(context, of, NOW)
    chosen = best(found)
    if chosen is None:
        raise nothing_found(context, of)
    within_limits(context, of, chosen)
    base, counted = _base(context, of, chosen) if world.then else (None, ())
    result = finish(context, per(context, chosen), _label(context, of), counted)
    result = replace(result, rivals=rivals(found, chosen), base=base)
    if base is not None and base.value != chosen.value:
        result = result.also(*changes_from(base, chosen), a_year(context))
    return result.also(
        series=series(chosen, world), readings=(*_straight(context, chosen), *_defaults(context, chosen))
    )


def _base(context: Context, of: Ref, chosen: Derivation) -> tuple[Derivation | None, tuple[str, ...]]:
    """What the quantity was before: typed and not used otherwise, or the same tree without the changes."""
    for place in on(context, of, Role.IS):
        mark = context.mark("figures", place)
        if mark not in chosen.used:
            return first(context, place), (mark,)
    return before(chosen, lambda ref: best(context.derive(context, ref, NOW))), ()


def changes_from(base: Derivation, after: Derivation) -> tuple[Said | None, ...]:
    """What it was before, and the change as a number and in per cent."""
    both = {"first": after, "second": base}
    unit = "point" if after.unit == "%" else after.unit
    return (
        said("before", base),
        said("change", worked("difference", unit, both)),
        said(CHANGE_PERCENT, worked("relative change", "%", both)),
    )


def series(tree: Derivation, world: World) -> tuple[float, ...]:
    """The value at the end of each year on the way, where it changes from year to year."""
    years = world.years or 0.0
    if not world.then or not 1 < years <= _MOST_YEARS or not _moves(tree):
        return ()
    on_the_way = [again(tree, Change(later=year - years)) for year in range(1, int(years) + 1)]
    return tuple(one.value for one in on_the_way if one is not None)


def _moves(tree: Derivation) -> bool:
    """Whether the tree holds a figure that hangs on the year."""
    return any(
        node.carry is not None
        or "years" in dict(node.options)
        or (node.leaf is not None and (node.leaf.source, node.leaf.name) == (Source.YEARS, "moving"))
        for node in tree.nodes()
    )


def _straight(context: Context, tree: Derivation) -> tuple[Said | None, ...]:
    """The straight line beside a yearly rate that was said to be neither."""
    straight = again(tree, Change(basis="straight"))
    if straight is None or abs(straight.value - tree.value) <= _SAME:
        return ()
    base = before(straight, lambda ref: best(context.derive(context, ref, NOW)))
    members = {} if base is None else {"first": straight, "second": base}
    unit = "point" if tree.unit == "%" else tree.unit
    return said("straight line", straight), said("straight line, change", worked("difference", unit, members))


def _defaults(context: Context, tree: Derivation) -> tuple[Said | None, ...]:
    """What comes out with each other value of a default that was used."""
    found: list[Said | None] = []
    for node in tree.nodes():
        if node.leaf is None or node.leaf.source is not Source.DEFAULT:
            continue
        quantity = context.table.quantities[node.leaf.name]
        for other in quantity.readings:
            changed = again(tree, Change(defaults={quantity.id: other}))
            found.append(said(f"{quantity.name} {other:g}", changed))
    return tuple(found)


def over_years(context: Context, of: Ref, years: float) -> Result:
    """A flow over several years: the total, with each year beside it."""
    yearly = _from_a_stock(context, of, years) or _each_year(context, of, years)
    options = {"lasting": 1.0} if context.reading.lasting else {}
    total = step("sum", yearly[0].unit, {"items": yearly}, options=options)
    result = finish(context, total, _label(context, of))
    return result.also(series=tuple(one.value for one in _lasting(context, yearly)))


def _lasting(context: Context, yearly: Sequence[Derivation]) -> list[Derivation]:
    """Each year's amount; one that lasts counts again in each year that follows."""
    if not context.reading.lasting:
        return list(yearly)
    count = len(yearly)
    return [
        step("scaled", one.unit, {"amount": one}, options={"times": float(count - k)})
        for k, one in enumerate(yearly)
    ]


def _from_a_stock(context: Context, of: Ref, years: float) -> list[Derivation]:
    """The flow of each year while the stock that it empties or fills is carried forward; none without a typed figure."""
    for accumulation in context.table.accumulations:
        if of.metric not in {member.quantity for member in (*accumulation.into, *accumulation.out)}:
            continue
        stock = replace(of, metric=accumulation.stock, unit="")
        at = Point(context, stock, World(True, years), (), DEEPEST)
        start = best(context.derive(context, stock, NOW))
        carry = None if start is None else carried(at, accumulation, start, years)
        if carry is None or not any(flow.used for _, flow in carry.flows):
            continue
        return [
            _flow(one, year.part)
            for year in years_carried(carry)
            for name, one in year.flows
            if name == of.metric
        ]
    return []


def _flow(one: Derivation, part: float) -> Derivation:
    return one if part == 1.0 else step("scaled", one.unit, {"amount": one}, options={"times": part})


def _each_year(context: Context, of: Ref, years: float) -> list[Derivation]:
    """The flow of each year, worked out once and again for the others."""
    tree = best(context.derive(context, of, World(supposes(context), years)))
    found = [] if tree is None else [again(tree, Change(later=k - years)) for k in range(1, int(years) + 1)]
    present = [one for one in found if one is not None]
    if not present or len(present) < len(found):
        raise nothing_found(context, of)
    return present


def _label(context: Context, of: Ref) -> str:
    quantity = context.table.get(of.metric)
    return quantity.name if quantity is not None else of.words or of.metric
