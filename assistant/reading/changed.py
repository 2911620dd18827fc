"""A reading with one thing changed: the body, a figure, or the quantity asked of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.assign import Choice, fitting
from assistant.reading.model import Ask, Figure, Reading, Ref, Role, Thing
from assistant.reading.naming import Named, unit_of
from assistant.reading.said import figure_said
from ingest.measures.table import plain_id, table

OF_A_BODY = frozenset({"stock", "flow", "level"})
WHOLE = 100
PEOPLE = frozenset({"person", "fte"})


def with_body(reading: Reading, body: str) -> tuple[Reading, tuple[Figure, ...]]:
    """The reading for another body, and the typed figures of the old one that are left out."""
    old = reading.body or (reading.of.body if isinstance(reading.of, Ref) else "")
    dropped = tuple(figure for figure in reading.figures if _is_of_body(figure))
    kept = tuple(figure for figure in reading.figures if figure not in dropped)
    moved = replace(
        reading,
        body=body if reading.body or not old else reading.body,
        of=_moved(reading.of, old, body),
        against=_moved(reading.against, old, body),
        figures=kept,
    )
    return moved, dropped


def _is_of_body(figure: Figure) -> bool:
    """A typed level of a body; prices, awards and changes are the asker's own and stay."""
    quantity = table().get(plain_id(figure.metric))
    return figure.role is Role.IS and quantity is not None and quantity.nature in OF_A_BODY


def _moved(thing: Thing | None, old: str, body: str) -> Thing | None:
    if isinstance(thing, Ref) and thing.body and thing.body == old:
        return replace(thing, body=body)
    if isinstance(thing, Reading):
        return with_body(thing, body)[0]
    return thing


def with_figure(reading: Reading, ranked: Sequence[Choice]) -> tuple[Reading, str]:
    """The amount as the value of a figure there that it fits by quantity or unit, the last mentioned first; else added."""
    place = _fitting(reading.figures, ranked)
    if place is None:
        figure = _made(ranked[0], reading)
        return replace(
            reading, figures=(*reading.figures, figure)
        ), f"Same question, and {figure_said(figure)}"
    old = reading.figures[place]
    figure = _with_value(old, ranked[0])
    figures = tuple(figure if i == place else one for i, one in enumerate(reading.figures))
    return replace(reading, figures=figures), f"Same question, {figure_said(figure)}"


def _fitting(figures: Sequence[Figure], ranked: Sequence[Choice]) -> int | None:
    named = ranked[0]
    if named.named is not None:
        exact = [
            i
            for i, figure in enumerate(figures)
            if figure.metric == named.metric and _same_unit(figure, named)
        ]
        return exact[-1] if exact else None
    fits = [i for i, figure in enumerate(figures) if _same_unit(figure, named)]
    return fits[-1] if fits else None


def _same_unit(figure: Figure, choice: Choice) -> bool:
    typed, unit = choice.typed.unit, figure.unit
    level = figure.role in {Role.IS, Role.BECOMES, Role.TARGET}
    if figure.role is Role.TARGET and choice.role is Role.BY and choice.typed.per:
        return False
    if not typed:
        return (
            fitting(choice.typed, unit, Role.IS) is not None
            if level
            else max(map(abs, choice.typed.values)) <= WHOLE
        )
    return (
        unit == typed
        or (typed == "gbp" and unit.startswith("gbp/") and abs(choice.typed.values[0]) < 1e6)
        or (typed, unit) == ("day", "day/fte")
    )


def _with_value(old: Figure, choice: Choice) -> Figure:
    """The figure with a new value; the sign stays unless the words say another."""
    typed = choice.typed
    values = typed.values
    if old.role is Role.BY:
        sign = typed.sign or _sign_of(old)
        values = tuple(abs(value) * sign for value in values)
    return replace(
        old,
        value=values[0] if len(values) == 1 else values,
        each=len(values) > 1 or (old.each and len(values) > 1),
        per=typed.per if old.role is Role.BY and typed.per else old.per,
        span=None,
    )


def _sign_of(figure: Figure) -> int:
    first = figure.value[0] if isinstance(figure.value, tuple) else figure.value
    return -1 if isinstance(first, int | float) and first < 0 else 1


def _made(choice: Choice, reading: Reading) -> Figure:
    """A figure more: of the quantity named, else of the one asked for; a level to reach where a time is asked."""
    typed = choice.typed
    asked = reading.of.metric if isinstance(reading.of, Ref) else ""
    metric = choice.metric or asked
    steps = choice.role is Role.BY and (bool(typed.per) or typed.unit in {"%", "point"})
    role = Role.TARGET if reading.ask is Ask.TIME and not steps else choice.role
    sign = (typed.sign or 1) if role is Role.BY else 1
    values = tuple(value * sign for value in typed.values)
    return Figure(
        value=values[0] if len(values) == 1 else values,
        unit=choice.unit or unit_of(metric),
        metric=metric,
        role=role,
        per=(typed.per or ("year" if (reading.years or 0) > 1 else "")) if role is Role.BY else "",
        each=len(values) > 1,
    )


def with_quantity(reading: Reading, name: Named) -> Reading:
    """Another quantity asked of; a growth of the old one goes with it where both are sizes of the workforce."""
    assert isinstance(reading.of, Ref)
    old = table().get(reading.of.metric)
    sizes = old is not None and {old.unit, name.unit} <= PEOPLE and old.nature == "stock"
    of = replace(reading.of, metric=name.metric, group=name.group, unit="")
    figures = tuple(
        replace(figure, metric=name.id)
        if sizes and figure.role is Role.BY and plain_id(figure.metric) == reading.of.metric
        else figure
        for figure in reading.figures
    )
    return replace(reading, of=of, figures=figures)
