"""What is asked back when nothing states a quantity: the fewest inputs that would do, and what is printed nearest."""

from __future__ import annotations

from dataclasses import replace

from assistant.planner.context import NOW, Context
from assistant.planner.printed import Printed
from assistant.planner.refs import part_of, towards
from assistant.planner.refusal import Open, Option, Refused
from assistant.reading.model import Ref

_NEAREST = 5
_EACH = 3


def missing(context: Context, ref: Ref) -> Refused:
    """The question back for a quantity that is neither stated nor follows."""
    ref = context.whole(ref)
    wants = _fewest(context, ref)
    every = context.ledger.every(replace(ref, part="", when="", kind="")) if ref.metric else ()
    nearest, whose = tuple(every)[:_NEAREST], f" of {ref.body}" if ref.body else ""
    parts = tuple(dict.fromkeys(part_of(fact) for fact in nearest))
    if nearest and not ref.part and "" not in parts:
        words = f"Only parts of {_name(context, ref)}{whose} are stated: {', '.join(parts)}."
        options = _of_parts(context, ref, parts)
        return Refused(Open.WHICH_PART, words, wants=wants, options=options, nearest=nearest)
    names = " and ".join(_name(context, want) for want in wants)
    options = _of_nearest(context, ref, nearest)
    return Refused(
        Open.NOT_STATED, f"Not stated: {names}{whose}.", wants=wants, options=options, nearest=nearest
    )


def _fewest(context: Context, ref: Ref) -> tuple[Ref, ...]:
    """The smallest set of inputs of one ratio that would give the quantity, or the quantity itself."""
    lacks: list[tuple[Ref, ...]] = []
    for ratio in context.table.ratios_with.get(ref.metric, ()):
        others = [metric for metric in (ratio.rate, ratio.of, ratio.per) if metric != ref.metric]
        refs = [towards(ref, metric, context.table) for metric in others]
        lacks.append(tuple(one for one in refs if not context.derive(context, one, NOW)))
    return min((lack for lack in lacks if lack), key=len, default=(ref,))


def _asked(context: Context, ref: Ref) -> Ref | None:
    """The thing asked, where it is this quantity that is asked and not one on the way."""
    of = context.reading.of
    return of if isinstance(of, Ref) and context.whole(of).metric == ref.metric else None


def _of_parts(context: Context, ref: Ref, parts: tuple[str, ...]) -> tuple[Option, ...]:
    """The same reading for each part that is printed, up to three with what they come to."""
    asked = _asked(context, ref)
    if asked is None:
        return ()
    readings = [replace(context.reading, of=replace(asked, part=part)) for part in parts]
    if len(parts) > _EACH:
        return tuple(Option(part, reading) for part, reading in zip(parts, readings, strict=True))
    results = [context.plan(reading, context.apart(reading, "")) for reading in readings]
    return tuple(
        Option(part, reading, result.value, result.unit)
        for part, reading, result in zip(parts, readings, results, strict=True)
    )


def _of_nearest(context: Context, ref: Ref, nearest: tuple[Printed, ...]) -> tuple[Option, ...]:
    """The same reading of the kind and period that is printed: a target, a forecast, another year."""
    asked = _asked(context, ref)
    if asked is None:
        return ()
    found: dict[str, Option] = {}
    for fact in nearest:
        changed = replace(asked, part=part_of(fact), kind=fact.kind, when=fact.when)
        words = " ".join(word for word in (part_of(fact), fact.kind, fact.when) if word)
        found.setdefault(words, Option(words, replace(context.reading, of=changed)))
    return tuple(found.values())


def _name(context: Context, ref: Ref) -> str:
    quantity = context.table.get(ref.metric)
    name = quantity.name if quantity is not None else ref.words or ref.metric
    return f"{name} ({ref.group})" if ref.group else name
