"""Sums over a column, a series or a row: of all its figures, or of those that the question names."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from assistant.figures.signs import Profile, time_fit
from assistant.likely.field import Field
from assistant.likely.shapes import Sum

MOST_ROWS, MOST_TIMES, MOST_CELLS = 40, 12, 8


def of_several(field: Field) -> Iterator[Sum]:
    """The sums and means of the figures that stand together, each once."""
    done: set[frozenset[str]] = set()
    for seed in field.seeds:
        for name, figures in _together(field, seed):
            ids = frozenset(one.fact.id for one in figures)
            if ids not in done:
                done.add(ids)
                yield from _added(name, figures)


def _together(field: Field, seed: Profile) -> Iterator[tuple[str, Sequence[Profile]]]:
    column, series, row = field.column(seed), field.series(seed), field.row(seed)
    said = field.asked.words
    if 2 < len(column) <= MOST_ROWS:
        yield "parts", column
    some = [one for one in column if one.part and len(one.part - said.keys()) <= len(one.part) / 2]
    if len(some) > 1:
        yield "parts", some
    named = [one for one in column if one.part and one.part <= said.keys()]
    if len(named) > 1:
        yield "parts", named
    if 2 < len(series) <= MOST_TIMES:
        yield "times", series
    asked = [one for one in series if _at_a_time_asked(field, one)]
    if 1 < len(asked) <= MOST_TIMES:
        yield "times", asked
    if 2 < len(row) <= MOST_CELLS:
        yield "row", row


def _at_a_time_asked(field: Field, one: Profile) -> bool:
    return any(time_fit(one.moment, moment) in ("same_time", "part_time") for moment in field.asked.moments)


def _added(name: str, figures: Sequence[Profile]) -> Iterator[Sum]:
    whole = math.fsum(one.fact.value or 0.0 for one in figures)
    unit = figures[0].fact.unit
    yield Sum(f"sum_of_{name}", tuple(figures), whole, unit)
    yield Sum(f"mean_of_{name}", tuple(figures), whole / len(figures), unit)
