"""Facts as lines for people: the metric by its name, the value in its unit, the date it is of."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from assistant.evidence import passage_url
from ingest.fact_model import Approx, Fact, FactKind, Review, Scope
from ingest.facts.reviews import is_added
from ingest.metrics import METRICS, base, name
from ingest.refs import where_words
from web.fact_evidence import evidence_lines, said_by
from web.views_library import FactLine

APPROX: Mapping[Approx, str] = {
    Approx.NONE: "",
    Approx.ABOUT: "about ",
    Approx.OVER: "over ",
    Approx.UNDER: "under ",
    Approx.UP_TO: "up to ",
}
UNITS: Mapping[str, str] = {"gbp": "pounds", "gbp_each": "pounds each", "fte": "FTE", "number": "a count"}
SCOPES: Mapping[str, str] = {"declared": "of those who declared", "group": "with its companies"}
KINDS: Mapping[FactKind, str] = {
    FactKind.ACTUAL: "stated",
    FactKind.TARGET: "target",
    FactKind.ASSUMPTION: "assumption",
    FactKind.DERIVED: "derived",
    FactKind.BENCHMARK: "benchmark",
    FactKind.BUDGET: "budget",
    FactKind.FORECAST: "forecast",
    FactKind.THRESHOLD: "threshold or price",
    FactKind.CHANGE: "change",
    FactKind.WITHDRAWN: "withdrawn",
    FactKind.USER: "yours",
}


def metric_name(metric: str) -> str:
    """A metric as people call it."""
    known = metric in METRICS or base(metric) in METRICS or metric.startswith("service.")
    words = name(metric) if known else metric.replace(".", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def shown_value(fact: Fact) -> str:
    """The value with its unit as the document printed it; "left blank" for a placeholder."""
    if fact.value is None:
        return "left blank"
    ends = [fact.value] if fact.high is None else [fact.value, fact.high]
    text = " to ".join(_number(value, fact) for value in ends)
    return APPROX[fact.approx] + text + _after(fact.unit)


def _number(value: float, fact: Fact) -> str:
    if fact.unit.startswith("gbp"):
        sign, amount = "−" if value < 0 else "", abs(value)
        for size, letter in ((1e9, "bn"), (1e6, "m")):
            if amount >= size and round(amount / size, 3) * size == round(amount, 6):
                return f"{sign}£{amount / size:,.10g}{letter}"
        return f"{sign}£{amount:,.2f}".removesuffix(".00")
    return f"{value:,.{fact.decimals}f}"


def _after(unit: str) -> str:
    if unit.startswith("gbp") or unit in ("", "number", "count"):
        return ""
    if unit in ("percent", "share", "%"):
        return "%"
    return " " + {"fte": "FTE", "persons": "people"}.get(unit, unit.replace("_", " "))


def fact_line(fact: Fact, titles: Mapping[str, str] | None = None) -> FactLine:
    """One fact with its quote and the address of its words."""
    place = fact.places[0]
    stands = where_words(place.page, place.ref)
    where = ", ".join(part for part in ((titles or {}).get(place.document, ""), stands) if part)
    more = [SCOPES.get(fact.population, fact.population)] if fact.population != "council" else []
    return FactLine(
        id=fact.id,
        metric=metric_name(fact.metric) if fact.metric else fact.measure[:1].upper() + fact.measure[1:],
        value=shown_value(fact),
        when=", ".join([part for part in (fact.as_of, fact.period) if part] + more),
        kind=KINDS[fact.kind],
        quote=place.quote,
        url=_address(fact),
        where=where,
        review=_review(fact),
        conflict=bool(fact.conflicts_with),
        by=said_by(fact.author, fact.reviewed_at) if fact.review else "",
        fields=_fields(fact),
        evidence=evidence_lines(fact),
    )


def _address(fact: Fact) -> str:
    """Where the viewer opens the fact: at its words and, in a table, at its cell."""
    place = fact.places[0]
    url = passage_url(place.document, place.page, place.start, place.end, place.quote)
    return url.replace("#", f"&fact={quote(fact.id)}#")


def _review(fact: Fact) -> str:
    if fact.review is Review.CONFIRMED and is_added(fact):
        return "added"
    return fact.review.value if fact.review else ""


def _fields(fact: Fact) -> list[tuple[str, str]]:
    """What the figure is of, in the paper's words, by name; nothing for what it does not say."""
    named = {
        "Measure": fact.measure,
        "Body": fact.owner,
        "Part": fact.part
        if fact.scope is Scope.PART
        else "the place and its residents"
        if fact.scope is Scope.AREA
        else "",
        "Of whom": fact.dimension,
        "Date": fact.as_of or "",
        "Period": fact.period or "",
        "Unit": UNITS.get(fact.unit, fact.unit.replace("_", " ")),
    }
    return [(name, text) for name, text in named.items() if text]
