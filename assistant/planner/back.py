"""What is asked back when nothing states a quantity: the fewest inputs that would do, and what is printed nearest."""

from __future__ import annotations

from dataclasses import replace

from assistant.planner.context import NOW, Context
from assistant.planner.refs import towards
from assistant.planner.refusal import Open, Option, Refused
from assistant.reading.model import Reading, Ref

_NEAREST = 5
_EACH = 3


def missing(context: Context, ref: Ref) -> Refused:
    """The question back for a quantity that is neither stated nor follows."""
    ref = context.whole(ref)
    wants = _fewest(context, ref)
    names = " and ".join(_name(context, want) for want in wants)
    nearest = (
        tuple(context.ledger.every(replace(ref, part="", when="", kind="")))[:_NEAREST] if ref.metric else ()
    )
    parts = tuple(dict.fromkeys(fact.part for fact in nearest if fact.part and fact.part != "all"))
    whose = f" of {ref.body}" if ref.body else ""
    if parts and not ref.part and all(fact.part not in ("", "all") for fact in nearest):
        words = f"Only parts of {names}{whose} are stated: {', '.join(parts)}."
        return Refused(
            Open.WHICH_PART, words, wants=wants, options=_of_parts(context, ref, parts), nearest=nearest
        )
    return Refused(Open.NOT_STATED, f"Not stated: {names}{whose}.", wants=wants, nearest=nearest)


def _fewest(context: Context, ref: Ref) -> tuple[Ref, ...]:
    """The smallest set of inputs of one ratio that would give the quantity, or the quantity itself."""
    lacks: list[tuple[Ref, ...]] = []
    for ratio in context.table.ratios_with.get(ref.metric, ()):
        others = [metric for metric in (ratio.rate, ratio.of, ratio.per) if metric != ref.metric]
        refs = [towards(ref, metric, context.table) for metric in others]
        lacks.append(tuple(one for one in refs if not context.derive(context, one, NOW)))
    return min((lack for lack in lacks if lack), key=len, default=(ref,))


def _of_parts(context: Context, ref: Ref, parts: tuple[str, ...]) -> tuple[Option, ...]:
    """The same reading for each part that is printed, up to three with what they come to."""
    reading = context.reading
    if not isinstance(reading.of, Ref) or context.whole(reading.of).metric != ref.metric:
        return ()
    asked: Ref = reading.of
    made: list[Option] = []
    for part in parts:
        changed: Reading = replace(reading, of=replace(asked, part=part))
        result = context.plan(changed, context.apart(changed, "")) if len(parts) <= _EACH else None
        made.append(Option(part, changed, *((result.value, result.unit) if result is not None else ())))
    return tuple(made)


def _name(context: Context, ref: Ref) -> str:
    quantity = context.table.get(ref.metric)
    name = quantity.name if quantity is not None else ref.words or ref.metric
    return f"{name} ({ref.group})" if ref.group else name
