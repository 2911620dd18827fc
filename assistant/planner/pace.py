"""A per cent that was said in all, as the rate a year that it comes to."""

from __future__ import annotations

from assistant.planner.context import Context
from assistant.planner.derivation import Source, leaf, worked
from assistant.planner.figures import first
from assistant.planner.result import Said, said
from assistant.reading.model import Role

A_YEAR = "a year"
_PERCENT = "%"


def a_year(context: Context) -> Said | None:
    """The yearly rate of the first per cent in all over more than a year; None without one."""
    years = context.reading.years
    for place, figure in enumerate(context.figures):
        in_all = figure.role is Role.BY and figure.per == "total" and figure.unit == _PERCENT
        if in_all and isinstance(figure.value, int | float) and years and years > 1:
            start = leaf(100.0, _PERCENT, Source.START, "")
            end = worked("uplift", _PERCENT, {"amount": start, "on_top": first(context, place)})
            span = leaf(years, "year", Source.YEARS, "span")
            members = {} if end is None else {"start": start, "end": end, "times": span}
            return said(A_YEAR, worked("required rate", _PERCENT, members))
    return None
