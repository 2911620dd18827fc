"""Where each field of a figure was read, in a quiet line: "period read from the column: '2025/26'"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.compose.fact_words import long_date
from ingest.fact_model import Fact
from ingest.facts.reviews import PERSON
from ingest.model import Origin

FIELDS: Mapping[str, str] = {
    "as_of": "date",
    "approx": "approximation",
    "high": "upper end",
    "place": "figure",
}
PLACES: Mapping[str, str] = {
    "usual": "taken as the paper's usual one",
    "front": "read from the front of the paper",
    "beside": "read from what stands beside it",
    "corner": "read from the table's corner",
    "all labels": "read from the labels of its row and column",
    "row": "read from its row",
    "note": "read from the table's note",
    "struck out": "known by its being struck out",
}
LONGEST = 100


def evidence_lines(fact: Fact) -> Sequence[str]:
    """A line for each field whose origin is known, in the order in which they were read."""
    return list(dict.fromkeys(_line(origin) for origin in fact.origins if origin.place))


def said_by(author: str, at: str) -> str:
    """Who, and when: "Jo Bell, 30 November 2026 at 09:15 UTC"."""
    return f"{author}, {long_date(at[:10])} at {at[11:16]} UTC" if at else author


def _line(origin: Origin) -> str:
    field = FIELDS.get(origin.field, origin.field.replace("_", " "))
    if origin.place == PERSON:
        return _by_a_person(field, origin)
    where = PLACES.get(origin.place, f"read from the {origin.place}")
    page = f", page {origin.page}" if origin.page else ""
    words = " ".join(origin.text.split())
    quoted = f": ‘{words[:LONGEST]}{'…' if len(words) > LONGEST else ''}’" if words else ""
    return f"{field} {where}{page}{quoted}"


def _by_a_person(field: str, origin: Origin) -> str:
    """The author and the time of a correction are kept in one text, the time last."""
    author, _, at = origin.text.rpartition(", ")
    by = f" by {said_by(author, at)}" if author else ""
    return (
        f"{field} {'added' if origin.field == 'place' else 'set'}{by}" if by else f"{field} added by a person"
    )
