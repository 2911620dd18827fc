"""Sums of a printed figure and an amount that the question types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.figures.signs import Profile
from assistant.likely.field import Field, is_share
from assistant.likely.shapes import Sum
from assistant.likely.two import MONEY
from assistant.reading.spans import WITH_ROLE, Span, Type

MOST = 2
"""Amounts in a question beside its figures: with more of them it is a scenario and no sum."""


def of_typed(field: Field, spans: Sequence[Span]) -> Iterator[Sum]:
    """The sums of each likely figure and each typed amount, over the years that are typed where there are any."""
    given = [span for span in spans if span.type in WITH_ROLE and span.value is not None]
    amounts = [span for span in given if span.type not in {Type.YEAR, Type.DATE, Type.DUR}]
    spells = [span for span in given if span.type is Type.DUR]
    if not 0 < len(amounts) <= MOST:
        return
    for amount in amounts:
        for figure in field.seeds:
            yield from _of(figure, amount, spells[:1])


def _of(figure: Profile, amount: Span, spell: Sequence[Span]) -> Iterator[Sum]:
    value, unit, typed = figure.fact.value or 0.0, figure.fact.unit, amount.value or 0.0
    if amount.type is Type.PCT:
        if is_share(figure.fact):
            yield Sum("to_typed", (figure,), typed - value, "points", (amount,))
        else:
            yield Sum("typed_share", (figure,), value * typed / 100, unit, (amount,))
        yield from _moved(figure, amount, spell)
    elif is_share(figure.fact):
        if amount.type in {Type.MON, Type.NUM}:
            made = MONEY if amount.type is Type.MON else "number"
            yield Sum("typed_share", (figure,), value * typed / 100, made, (amount,))
    elif (amount.type is Type.MON) == unit.startswith(MONEY):
        yield Sum("to_typed", (figure,), typed - value, unit, (amount,))
        yield from _moved(figure, amount, spell)
        yield from _over(figure, amount)
    elif amount.type in {Type.MON, Type.NUM}:
        yield Sum("cost", (figure,), value * typed, MONEY, (amount,))
        yield from _over(figure, amount)


def _moved(figure: Profile, amount: Span, spell: Sequence[Span]) -> Iterator[Sum]:
    """Once, or each year for as long as is typed; up and down."""
    value, typed = figure.fact.value or 0.0, amount.value or 0.0
    years = spell[0].in_years if spell else 1.0
    for shape, sign in (("raised", 1), ("lowered", -1)):
        if amount.type is Type.PCT and typed < 100:
            made = value * (1 + sign * typed / 100) ** years
        elif amount.type is not Type.PCT:
            made = value + sign * typed * years
        else:
            continue
        yield Sum(shape, (figure,), made, figure.fact.unit, (amount, *spell), down=sign < 0)


def _over(figure: Profile, amount: Span) -> Iterator[Sum]:
    value, typed, unit = figure.fact.value or 0.0, amount.value or 0.0, figure.fact.unit
    alike = (amount.type is Type.MON) == unit.startswith(MONEY)
    if value > 0:
        if alike:
            yield Sum("share_typed", (figure,), 100 * typed / value, "share", (amount,))
        made = MONEY if amount.type is Type.MON and not alike else "number"
        yield Sum("typed_over", (figure,), typed / value, made, (amount,))
    if typed > 0:
        made = MONEY if unit.startswith(MONEY) and not alike else "number"
        yield Sum("over_typed", (figure,), value / typed, made, (amount,))
    if alike and amount.type is Type.NUM:
        yield Sum("cost", (figure,), value * typed, unit, (amount,))
