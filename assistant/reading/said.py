"""One plain line that says how a question was read: every sign, pace, period, part and kind, so that a misreading shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.reading.model import OPEN, Ask, Figure, Reading, Ref, Role, Thing
from ingest.measures.table import group_of, plain_id, table

_ASKED = {
    Ask.VALUE: "",
    Ask.CHANGE: "the change in ",
    Ask.DIFFERENCE: "the difference between ",
    Ask.SHARE: "the share that is ",
    Ask.RATIO: "the ratio of ",
    Ask.RATE: "the yearly rate for ",
    Ask.TIME: "the time until ",
    Ask.ENOUGH: "whether it is enough: ",
    Ask.SUM: "the sum of ",
    Ask.MEAN: "the mean of ",
    Ask.POOL: "the pooled ",
    Ask.RANK: "the order by ",
    Ask.SOLVE: "what is needed of ",
    Ask.PHASE: "the phasing of ",
    Ask.SPLIT: "the split of ",
    Ask.SEVERAL: "several figures of ",
}
_SPANS = {"each": "in each year", "in_all": "in all years together"}
_BASES = {"compound": "compounded", "linear": "in a straight line"}
_PACES = {"same": "at the pace so far", "even": "in equal steps"}
_PERS = {"year": "a year", "month": "a month", "total": "in all", "week": "a week"}
_LEADS = {"%": "in %", "point": "in points", "number": "as a number", "times": "in times"}
_SYMBOLS = {"%": "%", "point": " points", "x": " times"}
_NOUNS = {"person": "people", "fte": "FTE", "day": "days"}


def said(reading: Reading) -> str:
    """ "read as: …", with all that was understood and nothing that was not said."""
    return f"read as: {_reading(reading)}"


def _reading(reading: Reading) -> str:
    asked = _ASKED.get(reading.ask, f"{reading.ask.value}: ")
    head = f"{asked}{_thing(reading.of)}" if reading.of is not None else asked.strip() or "a figure"
    if reading.against is not None:
        head += f" {_joint(reading.ask)} {_thing(reading.against)}"
    return "; ".join(
        [", ".join([head, *_circumstances(reading)]), *(figure_said(figure) for figure in reading.figures)]
    )


def _joint(ask: Ask) -> str:
    return {Ask.SHARE: "of", Ask.RATIO: "to", Ask.DIFFERENCE: "and"}.get(ask, "against")


def _circumstances(reading: Reading) -> Iterator[str]:
    if reading.body:
        yield f"body {reading.body}"
    if reading.years is not None:
        yield f"{reading.years:g} year{'' if reading.years == 1 else 's'} on"
    if reading.start:
        yield f"from {reading.start}"
    if reading.end:
        yield f"to {reading.end}"
    for table_, value in (
        (_SPANS, reading.span),
        (_BASES, reading.basis),
        (_PACES, reading.pace),
        (_PERS, reading.per),
        (_LEADS, reading.lead),
    ):
        if value:
            yield table_.get(value, value)
    if reading.lasting:
        yield "for good"
    if reading.which:
        yield {"high": "highest first", "low": "lowest first"}.get(reading.which, reading.which)


def _thing(thing: Thing | None) -> str:
    match thing:
        case Ref():
            return _ref(thing)
        case Figure():
            return figure_said(thing)
        case Reading():
            return f"({_reading(thing)})"
    return ""


def _ref(ref: Ref) -> str:
    name = name_of(ref.metric, ref.group)
    if ref.rest:
        name = f"the rest of {name}"
    marks = [
        mark
        for mark in (
            f"of {ref.body.replace('|', ', ')}" if ref.body else "",
            f"part {ref.part}" if ref.part else "",
            f"without {ref.without}" if ref.without else "",
            _when(ref.when),
            ref.kind,
        )
        if mark
    ]
    return f"{'minus ' if ref.sign < 0 else ''}{name}{' (' + ', '.join(marks) + ')' if marks else ''}"


def _when(when: str) -> str:
    if when == "*":
        return "every period printed"
    return f"for {when.replace('|', ' and ')}" if when else ""


def name_of(metric: str, group: str = "") -> str:
    """What people read for a quantity: its name in the table, or the words of an open one."""
    if metric.startswith(OPEN):
        return metric.removeprefix(OPEN).strip()
    quantity = table().get(plain_id(metric))
    name = quantity.name if quantity else "an amount"
    group = group or group_of(metric).strip("[]")
    return f"{name}: {group}" if group else name


def figure_said(figure: Figure) -> str:
    """A figure with its sign, pace and what it does: "pay award +3% a year"."""
    pace = f" {_PERS.get(figure.per, figure.per)}" if figure.per else ""
    role = {
        Role.BECOMES: " set to ",
        Role.TARGET: " to reach ",
        Role.IS: " at ",
        Role.BY: " changed by ",
        Role.WEIGHTS: "weights ",
    }[figure.role]
    name = "" if figure.role is Role.WEIGHTS else name_of(figure.metric)
    relative = " of today's" if figure.relative else ""
    each = " each in turn" if figure.each else ""
    part = f" in {figure.part}" if figure.part else ""
    return f"{name}{part}{role}{_value(figure)}{relative}{pace}{each}"


def _value(figure: Figure) -> str:
    match figure.value:
        case None:
            return "what is asked"
        case Ref():
            return _ref(figure.value)
        case Reading():
            return f"({_reading(figure.value)})"
        case tuple() as values:
            return _listed([amount(value, figure.unit, signed=figure.role is Role.BY) for value in values])
        case number:
            return amount(float(number), figure.unit, signed=figure.role is Role.BY)


def _listed(items: Sequence[str]) -> str:
    return ", ".join(items)


def amount(value: float, unit: str, *, signed: bool = False) -> str:
    """A value with its unit as people write it; the sign always, where it is a change."""
    sign = ("+" if value > 0 else "−" if value < 0 else "") if signed else ("−" if value < 0 else "")
    number = f"{abs(value):,.10g}" if value == round(value) or abs(value) < 1000 else f"{abs(value):,.2f}"
    first, _, each = unit.partition("/")
    ending = (
        f" for each {_NOUNS.get(each, each).removesuffix('s') if each != 'person' else 'person'}"
        if each
        else ""
    )
    if first == "gbp":
        return f"{sign}£{number}{ending}"
    return f"{sign}{number}{_SYMBOLS.get(first, ' ' + _NOUNS.get(first, first) if first else '')}{ending}"
