"""Clauses for the inputs of a projection: what the figure is, its date, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.evidence import passage_url
from assistant.scenario import phrases
from engine.model import Origin, Used
from ingest import metrics
from ingest.fact_model import Fact, FactKind, Place, Review

_KINDS = {
    FactKind.TARGET: "a target, not an actual",
    FactKind.ASSUMPTION: "the document's own assumption, not a result",
    FactKind.BENCHMARK: "a benchmark",
    FactKind.BUDGET: "a budget, not a result",
    FactKind.FORECAST: "a forecast, not a result",
    FactKind.DERIVED: "derived",
    FactKind.USER: "corrected by a person",
}


def url(place: Place) -> str:
    """Where the viewer opens a place."""
    return passage_url(place.document, place.page, place.start, place.end, place.quote)


def fact_clause(fact: Fact, names: Mapping[str, str], note: str = "", *, dated: bool = True) -> str:
    """ "761.5 FTE, stated without a date", with the body's name when several are compared."""
    who = f"{names[fact.body]}: " if fact.body in names else ""
    parts = [phrases.when(fact)] if dated else []
    if fact.population not in {"", "council"}:
        parts.append(fact.population)
    if fact.kind in _KINDS:
        parts.append(_KINDS[fact.kind])
    if fact.review is Review.CORRECTED:
        parts.append(_KINDS[FactKind.USER])
    if note:
        parts.append(note)
    return ", ".join([f"{who}{_value_and_name(fact)}", *parts])


def _value_and_name(fact: Fact) -> str:
    """ "879 staff", "45% of staff: women", "26,154 days lost to sickness", "£9m budget gap"."""
    what, value = metrics.name(fact.metric), phrases.fact_value(fact)
    if fact.value is None:
        return f"a blank where the {what} should stand"
    if fact.metric in _SHORT:
        return f"{value}{_SHORT[fact.metric]}"
    return f"{value} {what.removeprefix('share ').removeprefix('days ')}"


_SHORT = {
    "workforce.headcount": " staff",
    "workforce.fte": "",
    "sickness.days_per_fte": " lost to sickness",
    "workforce.change_hist": " change in the workforce",
}
_SAID = {
    "change": "",
    "backfill": "of leavers replaced",
    "premium": "more for agency work",
    "hires_share": "of hires",
    "retirement_rate": "of them retiring a year",
}


def used_clause(used: Used) -> str:
    """A figure that no document states: the asker's, or a dated national rate with its source."""
    if used.origin is Origin.ASKER:
        if used.value == 0:
            return "Nobody is replaced: as you said" if used.name == "backfill" else ""
        label = used.label or _SAID.get(used.name, "")
        shown = phrases.as_stated(used.value, used.unit, _places(used.value))
        if used.high is not None:
            shown += f" to {phrases.as_stated(used.high, used.unit, _places(used.high))}"
        return f"{shown}{' ' + label if label else ''}: your figure, not the council's"
    if used.origin is Origin.PARAMETER:
        status = f", {used.kind}" if used.kind else ""
        dated = f", {_dated(used.period)}" if used.period and used.period != "no period given" else ""
        label = f"{used.label[:1].lower()}{used.label[1:]}" if used.label[1:2].islower() else used.label
        return f"{used.display}, {label}{status}{dated}: from the national table"
    return ""


def _places(value: float) -> int:
    """The decimals a typed figure has; a figure that was worked out shows no more than four."""
    return min(4, len(repr(value).partition(".")[2])) if value != int(value) else 0


def _dated(period: str) -> str:
    return re.sub(r"\d{4}-\d{2}-\d{2}", lambda m: phrases.day(m[0]), period)


def sentence(text: str) -> str:
    """A clause with a capital and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
