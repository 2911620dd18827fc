"""A fact in words: its figure as printed, its date, its scope and what kind of statement it is."""

from __future__ import annotations

from ingest.fact_model import Approx, Fact, FactKind, Review
from ingest.facts.reviews import PERSON, is_added
from ingest.quantities import find

APPROX = {
    Approx.NONE: "",
    Approx.ABOUT: "about ",
    Approx.OVER: "over ",
    Approx.UNDER: "under ",
    Approx.UP_TO: "up to ",
}
KIND_WORDS = {
    FactKind.TARGET: "a target",
    FactKind.ASSUMPTION: "an assumption",
    FactKind.BUDGET: "a budget",
    FactKind.FORECAST: "a forecast",
    FactKind.THRESHOLD: "a threshold",
    FactKind.WITHDRAWN: "withdrawn",
    FactKind.BENCHMARK: "a benchmark, not the council's own figure",
}
_SUFFIX = {
    "fte": " FTE",
    "days": " days",
    "days_per_fte": " days per FTE",
    "persons": " people",
    "years": " years",
    "share": "%",
    "percent": "%",
}
_PRINTED = {
    "gbp": ("£",),
    "gbp_each": ("£",),
    "share": ("%", "per cent"),
    "percent": ("%", "per cent"),
    "fte": ("fte",),
}


def shown(fact: Fact) -> str:
    """The figure as the document prints it, with its unit and how exact it is."""
    if fact.value is None:
        return "a blank"
    for quantity in find(fact.quote):
        same = quantity.value == fact.value and quantity.high == fact.high
        if same and not quantity.pair and not quantity.words and quantity.text[:1] not in "-–−":
            text = " ".join(quantity.text.split())
            if any(mark in text.lower() for mark in _PRINTED.get(fact.unit, ())):
                return (
                    APPROX[fact.approx] + text.removeprefix(APPROX[fact.approx].strip()).strip()
                    if fact.approx is not Approx.NONE
                    else text
                )
    return APPROX[fact.approx] + _with_unit(fact)


def when_in_words(fact: Fact) -> str:
    """ "at 31 March 2024", "2022/23" or nothing."""
    if fact.as_of:
        return f"at {long_date(fact.as_of)}"
    return fact.period or ""


def dated_by_a_person(fact: Fact) -> bool:
    """Whether a person corrected when the figure is of."""
    read = (origin.place for origin in fact.origins if origin.field == "period")
    return fact.review is Review.CORRECTED and PERSON in read


def by_a_person(fact: Fact) -> str:
    """That a person corrected or added a figure; empty when it stands as it was read."""
    if fact.review is Review.CORRECTED:
        return "corrected by a person"
    return "added by a person" if is_added(fact) else ""


def when_and_scope(fact: Fact, *, undated: str = "undated", when: str | None = None) -> str:
    """The date or period, the scope, the kind and whether a person corrected it; ``undated`` stands in for no date.

    ``when`` is the date as it is to be shown, when it was worded already.
    """
    scope = "" if fact.population in ("council", "") else fact.population
    kind = KIND_WORDS.get(fact.kind, "")
    by = by_a_person(fact)
    dated = (when_in_words(fact) if when is None else when) or undated
    return ", ".join(part for part in (dated, scope, kind, by) if part)


def long_date(iso: str) -> str:
    """ "2024-03-31" as "31 March 2024"; anything else as it is."""
    months = "January February March April May June July August September October November December".split()
    parts = iso.split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts) and 1 <= int(parts[1]) <= 12:
        return f"{int(parts[2])} {months[int(parts[1]) - 1]} {parts[0]}"
    return iso


def _with_unit(fact: Fact) -> str:
    value = fact.value or 0.0
    if fact.unit.startswith("gbp"):
        high = f" to £{_money(fact.high)}" if fact.high is not None else ""
        return f"£{_money(value)}{high}"
    places = 0 if fact.step >= 1 else fact.decimals  # of "8.4" under "(millions)" none is left
    high = f" to {fact.high:,.{places}f}" if fact.high is not None else ""
    return f"{value:,.{places}f}{high}{_SUFFIX.get(fact.unit, '')}"


def _money(value: float) -> str:
    for size, suffix in ((1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:,.3f}".rstrip("0").rstrip(".") + suffix
    return f"{value:,.2f}".removesuffix(".00")
