"""Unit names as documents, facts and people write them."""

from __future__ import annotations

from engine.scenario import Unit

_WRITTEN = {
    Unit.PERSONS: "person people heads head headcount count employees staff",
    Unit.DAYS: "day days/year",
    Unit.DAYS_PER_FTE: "days/fte days_fte days_per_person days/fte/year",
    Unit.PERCENT: "% pct per_cent percentage",
    Unit.POINTS: "pp percentage_points point",
    Unit.YEARS: "year",
    Unit.GBP: "£ pounds pound gbp_per_year £/year money",
    Unit.GBP_EACH: "gbp_per_fte £/fte £/post gbp_per_post £/leaver gbp_per_person gbp_per_head",
    Unit.GBP_FINE: "£/hour £/day gbp_per_hour gbp_per_day",
    Unit.NUMBER: "index times each occurrences",
}
_UNITS = {unit.value: unit for unit in Unit} | {
    name: unit for unit, names in _WRITTEN.items() for name in names.split()
}
PERCENTAGES = frozenset({Unit.SHARE, Unit.PERCENT, Unit.POINTS})
MONEY = frozenset({Unit.GBP, Unit.GBP_EACH, Unit.GBP_FINE})


def unit_named(text: str) -> Unit | None:
    """The unit that a word means ("%", "FTE", "days per FTE"), or None."""
    return _UNITS.get("_".join(text.strip().lower().split()))


def unit_of_metric(metric: str, unit: str) -> Unit:
    """The display unit of a fact: a percentage that a document prints is a share unless it is a change."""
    known = unit_named(unit) or Unit.NUMBER
    if metric == "sickness.days_per_fte":
        return Unit.DAYS_PER_FTE
    if known is Unit.PERCENT and metric not in ("pay.award", "workforce.change_hist", "budget.opex_cut"):
        return Unit.SHARE
    if known is Unit.GBP and metric in ("pay.avg_per_fte", "cost.per_leaver", "cost.redundancy"):
        return Unit.GBP_EACH
    return known
