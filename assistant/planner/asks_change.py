"""The change of a quantity, and the difference, share or ratio of two."""

from __future__ import annotations

from dataclasses import replace

from assistant.planner.again import Change, again, before
from assistant.planner.asks_value import series
from assistant.planner.choose import best
from assistant.planner.context import NOW, Context, World
from assistant.planner.convert import in_one_unit
from assistant.planner.derivation import Derivation, worked
from assistant.planner.figures import first, on
from assistant.planner.finish import Thing, finish, need, nothing_found, per, step, years_of
from assistant.planner.limits import within_limits
from assistant.planner.refs import of_figure
from assistant.planner.result import CHANGE_PERCENT, DIFFERENCE_PERCENT, TIMES, Result, Said, said
from assistant.reading.model import Ask, Reading, Ref, Role
from ingest.measures.units import powers

_SAME = 1e-12
_PERCENT = "%"


def change(context: Context) -> Result:
    """By how much a quantity changes through what the question supposes, or between two times."""
    reading = context.reading
    if isinstance(reading.of, Reading):
        figures = (*reading.of.figures, *reading.figures)
        inner = replace(reading.of, ask=Ask.CHANGE, figures=figures, body=reading.of.body or reading.body)
        return context.plan(inner, context.apart(inner, "of."))
    if reading.against is not None or not isinstance(reading.of, Ref) or "|" in reading.of.when:
        return difference(context)
    of = context.whole(reading.of)
    years = years_of(context, reading.of) if reading.years is not None or reading.end else None
    then, base, counted = _then_and_base(context, of, World(True, years))
    within_limits(context, of, then)
    unit = _of_difference(then.unit)
    node = per(context, step("difference", unit, {"first": then, "second": base}, cost=0.0))
    result = replace(finish(context, node, "change", counted), base=base)
    result = result.also(said("before", base), said("after", then), _percent(CHANGE_PERCENT, then, base))
    return _through_the_years(context, of, result, then, base, years)


def _then_and_base(context: Context, of: Ref, world: World) -> tuple[Derivation, Derivation, tuple[str, ...]]:
    """The value after, the value before, and the typed figure that the value before is."""
    found = sorted(context.derive(context, of, world), key=lambda one: (-len(one.used), one.cost))
    for then in found:
        base, counted = _base(context, of, then)
        moves = base is not None and abs(base.value - then.value) > _SAME
        if base is not None and (moves or len(then.used) == len(context.figures)):
            return then, base, counted
    raise nothing_found(context, of)


def _base(context: Context, of: Ref, then: Derivation) -> tuple[Derivation | None, tuple[str, ...]]:
    mine = [place for place in on(context, of, Role.IS) if context.mark("figures", place) not in then.used]
    if mine:
        return first(context, mine[0]), tuple(context.mark("figures", place) for place in mine)
    return before(then, lambda ref: best(context.derive(context, ref, NOW))), ()


def _through_the_years(
    context: Context, of: Ref, result: Result, then: Derivation, base: Derivation, years: float | None
) -> Result:
    """What changes by the end of each year, and what a flow changes by when its cause comes evenly through the year."""
    yearly = any(figure.role is Role.BY and figure.per == "year" for figure in context.figures)
    if years is not None and years > 1 and yearly:
        levels = series(then, World(True, years))
        by_year = tuple(level - base.value for level in levels)
        result = result.also(Said("sum of the yearly changes", sum(by_year), then.unit), series=by_year)
    if years is not None and years >= 1 and context.nature(of.metric) == "flow" and _stock_changed(context):
        last = again(then, Change(later=-1.0)) if years > 1 else base
        if last is not None:
            middle = step("mean", then.unit, {"items": [then, last]})
            evenly = worked("difference", then.unit, {"first": middle, "second": base})
            result = result.also(said("if evenly through the last year", evenly))
    return result


def _stock_changed(context: Context) -> bool:
    return any(f.role is Role.BY and context.nature(of_figure(f).metric) == "stock" for f in context.figures)


def difference(context: Context) -> Result:
    """The first less the second, with both beside it and the difference in per cent of the second."""
    (one, where), (other, elsewhere) = _sides(context)
    first_side, second_side = in_one_unit([need(context, one, where), need(context, other, elsewhere)])
    both = {"first": first_side, "second": second_side}
    node = per(context, step("difference", _of_difference(first_side.unit), both))
    result = finish(context, node, "difference")
    return result.also(
        said("first", first_side),
        said("second", second_side),
        _percent(DIFFERENCE_PERCENT, first_side, second_side),
    )


def _sides(context: Context) -> tuple[tuple[Thing, str], tuple[Thing, str]]:
    """The two sides: two periods, bodies or parts of one thing, what is asked and what it is set against, or the first two named."""
    reading = context.reading
    if reading.against is None and isinstance(reading.of, Ref) and not reading.terms:
        both = _two_of(context.whole(reading.of))
        if both is not None:
            return (both[0], "of"), (both[1], "of")
    if reading.of is None and len(reading.terms) > 1:
        return (reading.terms[0], "terms[0]"), (reading.terms[1], "terms[1]")
    if reading.against is None and reading.terms:
        return (reading.of, "of"), (reading.terms[0], "terms[0]")
    return (reading.of, "of"), (reading.against, "against")


def _two_of(of: Ref) -> tuple[Ref, Ref] | None:
    """A thing in two periods, the later first, or of two bodies or parts as they are named; None for any other number."""
    whens, names, parts = of.when.split("|"), of.body.split("|"), of.part.split("|")
    if len(whens) == 2:
        return replace(of, when=whens[1]), replace(of, when=whens[0])
    if len(names) == 2:
        return replace(of, body=names[0]), replace(of, body=names[1])
    if len(parts) == 2:
        return replace(of, part=parts[0]), replace(of, part=parts[1])
    return None


def share(context: Context) -> Result:
    """A part in per cent of its whole."""
    (one, where), (other, elsewhere) = _sides(context)
    part, whole = in_one_unit([need(context, one, where), need(context, other, elsewhere)])
    node = step("share", _PERCENT, {"part": part, "whole": whole})
    rest = worked("rest", _PERCENT, {"share": node})
    times = worked("times", "x", {"first": part, "second": whole})
    result = finish(context, node, "share")
    return result.also(said("part", part), said("whole", whole), said("rest", rest), said(TIMES, times))


def ratio(context: Context) -> Result:
    """The first over the second: in times where their units are alike, else so many for each."""
    (one, where), (other, elsewhere) = _sides(context)
    first_side, second_side = need(context, one, where), need(context, other, elsewhere)
    alike = powers(first_side.unit) == powers(second_side.unit)
    unit = "x" if alike else f"{first_side.unit}/{second_side.unit}"
    both = {"first": first_side, "second": second_side}
    node = per(context, step("times", unit, both))
    result = finish(context, node, "ratio").also(said("first", first_side), said("second", second_side))
    in_percent = worked("share", _PERCENT, {"part": first_side, "whole": second_side}) if alike else None
    return result.also(said("share", in_percent))


def _percent(name: str, one: Derivation, other: Derivation) -> Said | None:
    return said(name, worked("relative change", _PERCENT, {"first": one, "second": other}))


def _of_difference(unit: str) -> str:
    return "point" if unit == _PERCENT else unit
