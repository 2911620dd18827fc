"""Facts in the library file, as each document states them, and what people said of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ingest.model import Fact, Review
from ingest.wire import from_json, to_json


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
                to_json(fact),
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
    return [from_json(Fact, str(row[0])) for row in rows]


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
