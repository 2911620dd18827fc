"""The review of one figure, the form that adds one, and what people reviewed, as their templates want them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.fact_model import Approx, Fact, FactKind, Scope
from ingest.review_model import Action, ReviewEvent, Value, not_taken_back
from web.fact_evidence import FIELDS, said_by
from web.fact_view import APPROX, KINDS
from web.views import Field
from web.views_review import HistoryLine

SCOPES: Mapping[Scope, str] = {
    Scope.WHOLE: "all of the body",
    Scope.PART: "a part of it",
    Scope.AREA: "the place and its residents",
}
DONE: Mapping[Action, str] = {
    Action.CONFIRM: "confirmed it",
    Action.CORRECT: "corrected it",
    Action.REJECT: "rejected it",
    Action.ADD: "added it",
    Action.UNDO: "took the last word back",
}
LABELS: Mapping[str, tuple[str, str, str]] = {
    "value": ("Value", "A number in the unit below; empty for a blank that the paper leaves.", "w-number"),
    "high": ("Upper end", "Only of a range.", "w-number"),
    "unit": ("Unit", "Such as persons, fte, gbp, percent, share, days or the paper's own word.", "w-short"),
    "approx": ("How exactly", "", ""),
    "measure": ("Measure", "What is counted, in the paper's words.", ""),
    "metric": ("Metric", "An id or a name of the taxonomy, such as workforce.fte; empty for none.", ""),
    "body": ("Body", "The council or other body that the figure is of.", ""),
    "scope": ("It covers", "", ""),
    "part": ("Part", "The service, school, company, ward or grade.", ""),
    "kind": ("Kind", "", ""),
    "as_of": ("Date", "Of a count on a day: 2024-03-31.", "w-short"),
    "period": ("Period", "Of what runs over time: 2024/25.", "w-short"),
}
OPTIONS: Mapping[str, Sequence[tuple[str, str]]] = {
    "approx": [(one.value, APPROX[one].strip() or "exactly") for one in Approx],
    "scope": [(one.value, SCOPES[one]) for one in Scope],
    "kind": [(one.value, KINDS[one]) for one in FactKind],
}
WORD: Mapping[str, tuple[str, str, str]] = {
    "note": ("Reason", "", ""),
    "author": ("Your name", "Kept in this browser. Without a name it says “local”.", "w-short"),
}


def shown_fields(fact: Fact) -> Mapping[str, str]:
    """A figure's fields as form values."""
    values = {name: _typed(getattr(fact, name)) for name in LABELS}
    return values | {"body": fact.owner or fact.body}


def review_fields(values: Mapping[str, str], errors: Mapping[str, str]) -> Sequence[Field]:
    """The fields of a form; ``values`` are those typed or shown."""
    labels = {**LABELS, **WORD}
    return [
        Field(name, label, values.get(name, ""), hint, errors.get(name, ""), OPTIONS.get(name, ()), width)
        for name, (label, hint, width) in labels.items()
    ]


def changed_fields(form: Mapping[str, str], fact: Fact) -> Mapping[str, str]:
    """The fields that were typed over; with a new value also what the form says of its exactness and its range."""
    shown = shown_fields(fact)
    changed = {name: form[name] for name in LABELS if name in form and form[name].strip() != shown[name]}
    if "value" in changed:
        changed |= {name: form[name] for name in ("high", "approx") if name in form}
    return changed


def history_lines(events: Sequence[ReviewEvent]) -> Sequence[HistoryLine]:
    """The history, the newest first; what no longer holds says so."""
    left = {event.number for event in not_taken_back(events)}
    return [
        HistoryLine(
            f"{said_by(event.author, event.at)}: {DONE[event.action]}",
            [
                f"{_label(name)}: {_shown(event.before.get(name))} → {_shown(value)}"
                for name, value in _told(event)
            ],
            event.note,
            taken_back=event.action is not Action.UNDO and event.number not in left,
        )
        for event in reversed(events)
    ]


def at_document(fact: Fact, document: str) -> Fact:
    """The figure with its place in this document first: that is what a person at the document looks at."""
    own = [place for place in fact.places if place.document == document]
    return replace(fact, places=tuple(dict.fromkeys((*own, *fact.places))))


def _told(event: ReviewEvent) -> Sequence[tuple[str, Value]]:
    return [
        (name, value)
        for name, value in event.changes.items()
        if name != "body" or "owner" not in event.changes
    ]


def only_number(quote: str) -> str:
    """The figure of a quotation that has just one, without what groups its digits; else nothing."""
    words = [word.strip("£%()[].,;:") for word in quote.replace("|", " ").split()]
    found = [word.replace(",", "") for word in words if word and set(word) <= set("0123456789,.")]
    return found[0] if len(found) == 1 else ""


def _label(name: str) -> str:
    return LABELS[name][0] if name in LABELS else {"owner": "Body"}.get(name, FIELDS.get(name, name))


def _shown(value: Value) -> str:
    return _typed(value) or "nothing"


def _typed(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.12g}" if isinstance(value, float) and abs(value) < 1e12 else str(value)
