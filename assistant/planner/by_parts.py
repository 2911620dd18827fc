"""Totals over parts and periods, wholes less parts, wholes from a part and its share, and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.planner.by_stated import stated
from assistant.planner.choose import best
from assistant.planner.context import Candidates, Context, Point
from assistant.planner.derivation import Derivation, typed, worked
from assistant.planner.figures import first, on
from assistant.planner.periods import YEAR, period
from assistant.planner.printed import Printed
from assistant.planner.refs import AVERAGE, EVERY, UP_TO, WHOLE, of_figure, part_of
from assistant.reading.model import Ref, Role

SETTLED = frozenset({"actual", "derived", "budget", "forecast", "assumption", "user"})
_PERCENT = "%"


def by_rest(at: Point) -> Candidates:
    """Those that are not: what a share leaves of a hundred per cent, and how many that is."""
    quantity = at.quantity
    for share in at.instead(replace(at.ref, rest=False, unit=_PERCENT)):
        if share.unit != _PERCENT:
            continue
        left = worked("rest", _PERCENT, {"share": share}, cost=0.5, relation="rest")
        of_part = quantity.part_of if quantity is not None else ""
        whole = next((fact.share_of for fact in share.facts if fact.share_of), of_part)
        if left is None or not whole or (at.ref.unit in ("", _PERCENT) and not of_part):
            yield left
            continue
        for base in at.on(Ref(whole, body=at.ref.body)):
            yield worked("part", base.unit, {"share": left, "whole": base}, cost=0.5, relation="part")


def by_whole(at: Point) -> Candidates:
    """The whole from a part and its share, where the question says of what the share is."""
    context = at.context
    for place, figure in enumerate(context.figures):
        of = None if figure.of is None else context.whole(figure.of)
        if (
            of is None
            or figure.unit != _PERCENT
            or of.metric != at.ref.metric
            or not isinstance(figure.value, int | float)
        ):
            continue
        share = typed(figure.value, _PERCENT, context.mark("figures", place))
        for other in on(context, of_figure(figure), Role.IS):
            if other != place and context.figures[other].unit != _PERCENT:
                part = first(context, other)
                yield worked("whole", part.unit, {"part": part, "share": share}, cost=0.5, relation="part")


def by_last_part(at: Point) -> Candidates:
    """A part that is not printed, as the whole less the one part that is: what a printed total proves complete."""
    if at.world.then or at.ref.part in ("", WHOLE, AVERAGE, EVERY) or at.context.ledger.find(at.ref):
        return
    if at.context.nature(at.ref.metric, "flow") not in ("stock", "flow", "level"):
        return
    whole = best(stated(replace(at, ref=replace(at.ref, part=""))))
    others = {fact.part for fact in _of_body(at.context, at.ref) if fact.part not in (AVERAGE, at.ref.part)}
    if whole is None or not whole.used or len(others) != 1:
        return
    part = best(stated(replace(at, ref=replace(at.ref, part=others.pop()))))
    if part is not None:
        says = ("the two parts make the whole",)
        members = {"whole": whole, "parts": part}
        yield worked("less", whole.unit, members, cost=1.5, relation="total", says=says)


def by_leaving_out(at: Point) -> Candidates:
    """The whole less some parts; a ratio is worked out anew from what its sides are without them."""
    quantity = at.quantity
    if quantity is not None and quantity.ratios and quantity.nature in ("ratio", "price"):
        ratio = quantity.ratios[0]
        sides = [best(at.afresh(at.towards(metric), at.world)) for metric in (ratio.of, ratio.per)]
        one, base = sides
        if one is not None and base is not None:
            rule = "share" if quantity.unit == _PERCENT else "times"
            names = ("part", "whole") if rule == "share" else ("first", "second")
            yield worked(rule, quantity.unit, {names[0]: one, names[1]: base}, relation="total")
        return
    whole = best(at.instead(replace(at.ref, without="")))
    parts = [best(at.instead(replace(at.ref, part=part, without=""))) for part in at.ref.without.split("|")]
    found = [part for part in parts if part is not None]
    if whole is not None and len(found) == len(parts):
        yield worked("less", whole.unit, {"whole": whole, "parts": found}, relation="total")


def total_of_items(at: Point) -> Derivation | None:
    """Several parts or periods added up; never ratios or prices, and never with one missing."""
    quantity = at.quantity
    if quantity is not None and quantity.nature in ("ratio", "price") and not quantity.adds:
        return None
    found: list[Derivation] = []
    for item in items(at.context, at.ref):
        one = best(at.instead(item))
        if one is None:
            return None
        found.append(one)
    return worked("sum", found[0].unit, {"items": found}, cost=0.2, relation="total") if found else None


def items(context: Context, ref: Ref) -> list[Ref]:
    """The single refs that one of several bodies, parts or periods stands for."""
    ref = context.whole(ref)
    facts = _of_body(context, ref)
    parts = ref.part.split("|")
    if ref.part == EVERY:
        facts_then = [fact for fact in facts if _then(ref.when, fact)]
        parts = list(dict.fromkeys(fact.part for fact in facts_then if fact.part not in (WHOLE, AVERAGE, "")))
    whens: Sequence[str] = ref.when.split("|")
    if ref.when == EVERY or ref.when.startswith(UP_TO):
        named = {"" if part == WHOLE else part for part in parts}
        whens = sorted(
            {fact.when for fact in facts if part_of(fact) in named and _year_within(ref.when, fact)}
        )
    return [
        replace(ref, body=body, part=part, when=when)
        for body in ref.body.split("|")
        for part in parts
        for when in whens
    ]


def _of_body(context: Context, ref: Ref) -> list[Printed]:
    """What is printed of the quantity, of the kind asked or of one that may stand for it."""
    every = context.ledger.every(replace(ref, part="", when="", without=""))
    return [fact for fact in every if (fact.kind == ref.kind if ref.kind else fact.kind in SETTLED)]


def _then(when: str, fact: Printed) -> bool:
    if not when or when == EVERY or when.startswith(UP_TO) or "|" in when:
        return True
    own = period(fact.when)
    return fact.when == when or (own is not None and own == period(when))


def _year_within(when: str, fact: Printed) -> bool:
    """Whether a fact is of a year or less, up to the last one asked."""
    own, last = period(fact.when), period(when.removeprefix(UP_TO)) if when != EVERY else None
    if own is None or own.months > YEAR:
        return False
    return when == EVERY or (last is not None and own.end <= last.end)
