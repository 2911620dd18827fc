"""Clauses for the inputs of a projection: what the figure is, its date, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from assistant.scenario import phrases
from engine.model import Origin, Used
from ingest import metrics
from ingest.model import Fact, FactKind, Place

_KINDS = {
    FactKind.TARGET: "a target, not an actual",
    FactKind.ASSUMPTION: "the document's own assumption, not a result",
    FactKind.BENCHMARK: "a benchmark",
    FactKind.DERIVED: "derived",
    FactKind.USER: "corrected by a person",
}


def url(place: Place) -> str:
    """Where the viewer opens a place."""
    query = {"page": place.page, "start": place.start, "end": place.end}
    return (
        f"/documents/{place.document}?{urlencode({k: v for k, v in query.items() if v is not None})}#passage"
    )


def fact_clause(fact: Fact, names: Mapping[str, str], note: str = "", *, dated: bool = True) -> str:
    """ "761.5 FTE, stated without a date", with the body's name when several are compared."""
    what = metrics.name(fact.metric)
    who = f"{names[fact.body]}: " if fact.body in names else ""
    value = phrases.fact_value(fact)
    parts = [phrases.when(fact)] if dated else []
    if fact.scope not in {"", "council"}:
        parts.append(fact.scope)
    if fact.kind in _KINDS:
        parts.append(_KINDS[fact.kind])
    if note:
        parts.append(note)
    label = (
        ""
        if value.endswith("FTE") and what == "full-time equivalents"
        else f" {what}"
        if fact.value is not None
        else f" for {what}"
    )
    return ", ".join([f"{who}{value}{label}", *parts])


def used_clause(used: Used) -> str:
    """A figure that no document states: the asker's, or a dated national rate with its source."""
    if used.origin is Origin.ASKER:
        if used.value == 0 and used.name == "backfill":
            return "Nobody is replaced: as you said"
        what = f" {used.label}" if used.label and not used.label.startswith("scenario") else ""
        shown = phrases.amount(used.value, used.unit, used.decimals)
        if used.high is not None:
            shown += f" to {phrases.amount(used.high, used.unit, used.decimals)}"
        return f"{shown}{what}: your figure, not the council's"
    if used.origin is Origin.PARAMETER:
        status = f", {used.kind}" if used.kind else ""
        dated = f", {_dated(used.period)}" if used.period and used.period != "no period given" else ""
        return f"{used.display}: {used.label}{status}{dated} (national table)"
    return ""


def _dated(period: str) -> str:
    return re.sub(r"\d{4}-\d{2}-\d{2}", lambda m: phrases.day(m[0]), period)


def sentence(text: str) -> str:
    """A clause with a capital and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
