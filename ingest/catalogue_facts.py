"""Facts in the library file, as each document states them, and what people said of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from ingest.model import Approx, Fact, FactKind, Place, Review


@dataclass(frozen=True, slots=True)
class FactReview:
    """A person's word on a fact; ``value`` is the corrected one, in the metric's unit."""

    fact: str
    review: Review
    value: float | None = None
    note: str = ""


def add_facts(connection: sqlite3.Connection, document: str, facts: Sequence[Fact]) -> None:
    """Write the facts that a document states, before they are linked with those of others."""
    connection.executemany(
        "INSERT OR REPLACE INTO facts VALUES (?,?,?,?,?,?,?,?)",
        [
            (
                document,
                fact.id,
                fact.body,
                fact.metric,
                fact.value,
                fact.unit,
                fact.kind.value,
                fact_to_json(fact),
            )
            for fact in facts
        ],
    )


def remove_facts(connection: sqlite3.Connection, document: str) -> None:
    """Take out what a document states."""
    connection.execute("DELETE FROM facts WHERE document = ?", (document,))


def stated_facts(connection: sqlite3.Connection) -> list[Fact]:
    """All facts of all documents as stated, in an order that ingestion does not change."""
    rows = connection.execute("SELECT fact FROM facts ORDER BY body, metric, id, document")
    return [fact_from_json(str(row[0])) for row in rows]


def keep_review(connection: sqlite3.Connection, review: FactReview) -> None:
    """Write what a person said of a fact; the last word counts."""
    connection.execute(
        "INSERT OR REPLACE INTO fact_reviews VALUES (?,?,?,?,?)",
        (
            review.fact,
            review.review.value,
            review.value,
            review.note,
            datetime.now(UTC).isoformat(timespec="seconds"),
        ),
    )


def reviews(connection: sqlite3.Connection) -> dict[str, FactReview]:
    """What people said, by fact id."""
    rows = connection.execute("SELECT fact, review, value, note FROM fact_reviews")
    return {str(row[0]): FactReview(str(row[0]), Review(row[1]), row[2], str(row[3])) for row in rows}


def fact_to_json(fact: Fact) -> str:
    """A fact as JSON."""
    return json.dumps(asdict(fact), ensure_ascii=False)


def fact_from_json(text: str) -> Fact:
    """The fact that ``fact_to_json`` wrote."""
    kept = json.loads(text)
    kept["places"] = tuple(Place(**place) for place in kept["places"])
    kept["conflicts_with"] = tuple(kept["conflicts_with"])
    kept["kind"] = FactKind(kept["kind"])
    kept["approx"] = Approx(kept["approx"])
    kept["review"] = Review(kept["review"]) if kept["review"] else None
    return Fact(**kept)
