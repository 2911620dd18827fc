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
    """The digits as they are printed, with the scale that their table gives: "£9,860k" of a cell "9,860" under "£000"."""
    scale, word = _scale(fact)
    value, high = (fact.value or 0.0) / scale, None if fact.high is None else fact.high / scale
    sign, pound = ("−" if value < 0 else ""), fact.unit.startswith("gbp")
    if pound and not word:
        upper = f" to £{_money(high)}" if high is not None else ""
        return f"{sign}£{_money(abs(value))}{upper}"
    mark = "£" if pound else ""
    letter = _LETTERS[word] if pound and word else f" {word}" if word else ""
    upper = f" to {mark}{high:,.{fact.decimals}f}{letter}" if high is not None else ""
    suffix = "" if pound else _SUFFIX.get(fact.unit, "")
    return f"{sign}{mark}{abs(value):,.{fact.decimals}f}{letter}{upper}{suffix}"


_SCALES = {1e3: "thousand", 1e6: "million", 1e9: "billion"}
_LETTERS = {"thousand": "k", "million": "m", "billion": "bn"}


def _scale(fact: Fact) -> tuple[float, str]:
    """What the printed number is multiplied by, and its word: one unit of its last digit tells."""
    scale = round(fact.step * 10.0**fact.decimals) if fact.step else 1
    word = _SCALES.get(float(scale), "")
    return (float(scale), word) if word else (1.0, "")


def _money(value: float) -> str:
    for size, suffix in ((1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:,.3f}".rstrip("0").rstrip(".") + suffix
    return f"{value:,.2f}".removesuffix(".00")
