"""Facts in the library file as each document states them, and the history of what people said of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ingest.fact_model import Fact
from ingest.holdings.record import EVENT, FACT, Row
from ingest.owners import at_home
from ingest.review_model import Action, NewReview, ReviewEvent
from ingest.wire import from_json, to_json

_ORDER = "ORDER BY body, metric, id, document"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which facts: of a body, a metric, a document, these ids, only those under a metric; all when nothing is said."""

    body: str | None = None
    metric: str | None = None
    document: str | None = None
    named: bool = False
    ids: tuple[str, ...] | None = None

    def of(self, fact: Fact) -> bool:
        """Whether a fact is one of them, as it stands now."""
        return (
            self.body in (None, fact.body)
            and self.metric in (None, fact.metric)
            and (self.document is None or any(place.document == self.document for place in fact.places))
            and (bool(fact.metric) or not self.named)
            and (self.ids is None or fact.id in self.ids)
        )


def add_facts(connection: sqlite3.Connection, document: str, facts: Sequence[Fact]) -> None:
    """Write the facts that a document states, before they are linked with those of others."""
    for row in fact_rows(document, facts):
        add_fact_row(connection, row)


def fact_rows(document: str, facts: Sequence[Fact]) -> list[Row]:
    """The rows that are kept of what a document states."""
    return [
        dict(zip(FACT, (document, fact.id, fact.body, fact.metric, about(fact), to_json(fact)), strict=True))
        for fact in at_home(facts)
    ]


def add_fact_row(connection: sqlite3.Connection, row: Row) -> None:
    """Write one fact as the row that is kept of it."""
    connection.execute(
        "INSERT OR REPLACE INTO facts (document, id, body, metric, about, fact) VALUES (?,?,?,?,?,?)",
        tuple(row[name] for name in FACT),
    )


def remove_facts(connection: sqlite3.Connection, document: str) -> None:
    """Take out what a document states."""
    connection.execute("DELETE FROM facts WHERE document = ?", (document,))


def about(fact: Fact) -> int:
    """A number for what a fact is of, whenever and however much."""
    from ingest.facts.reconcile import (
        of_what,  # imported late: a question that needs no facts never loads their reader
    )

    told = "|".join(of_what(fact)).encode()
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), signed=True)


def stated_facts(connection: sqlite3.Connection, wanted: Wanted, also: Iterable[int] = ()) -> list[Fact]:
    """The facts wanted as stated, with all that share what they are of with those of a document or of ids.

    ``also`` are numbers of ``about`` whose facts come too. The order does not depend on that of ingestion.
    """
    where, given = _where(wanted)
    if not where:
        rows = connection.execute(f"SELECT fact FROM facts {_ORDER}")  # noqa: S608
    else:
        more = "about IN (SELECT value FROM json_each(?))"
        numbers = f"SELECT number FROM facts WHERE {where} UNION SELECT number FROM facts WHERE {more}"  # noqa: S608
        query = f"SELECT fact FROM facts WHERE number IN ({numbers}) {_ORDER}"  # noqa: S608
        rows = connection.execute(query, (*given, json.dumps(list(also))))
    return [from_json(Fact, str(row[0])) for row in rows]


def stated_ids(connection: sqlite3.Connection, wanted: Wanted) -> list[str]:
    """The ids of the facts wanted as stated, each once, in order."""
    plain = {"body": wanted.body, "metric": wanted.metric, "document": wanted.document}
    tests = [f"{column} = ?" for column, value in plain.items() if value is not None]
    tests += ["metric != ''"] if wanted.named else []
    tests += ["id IN (SELECT value FROM json_each(?))"] if wanted.ids is not None else []
    given = [value for value in plain.values() if value is not None]
    given += [json.dumps(wanted.ids)] if wanted.ids is not None else []
    where = f"WHERE {' AND '.join(tests)}" if tests else ""
    rows = connection.execute(f"SELECT DISTINCT id FROM facts {where} ORDER BY id", given)  # noqa: S608
    return [str(row[0]) for row in rows]


def _where(wanted: Wanted) -> tuple[str, list[str]]:
    """A condition that lets whole groups of facts that can disagree through."""
    tests, given = [], []
    for column in ("body", "metric"):
        value = getattr(wanted, column)
        if value is not None:
            tests.append(f"{column} = ?")
            given.append(value)
    if wanted.document is not None:
        tests.append("about IN (SELECT about FROM facts WHERE document = ?)")
        given.append(wanted.document)
    if wanted.ids is not None:
        tests.append("about IN (SELECT about FROM facts WHERE id IN (SELECT value FROM json_each(?)))")
        given.append(json.dumps(wanted.ids))
    if wanted.named:
        tests.append("metric != ''")
    return " AND ".join(tests), given


def add_event(connection: sqlite3.Connection, review: NewReview) -> None:
    """Add a word to the history of a figure; nothing there is ever changed or taken out."""
    row = event_row(review)
    marks = ", ".join("?" for _ in row)
    connection.execute(
        f"INSERT INTO fact_events ({', '.join(row)}) VALUES ({marks})",  # noqa: S608
        tuple(row.values()),
    )


def event_row(review: NewReview) -> Row:
    """The row that is kept of a word that is said now."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    fields = json.dumps(dict(review.changes)), json.dumps(dict(review.before)), to_json(review.original)
    kept = (review.fact, review.author, at, review.action.value, review.note, *fields)
    return dict(zip(EVENT[1:], kept, strict=True))


def all_events(connection: sqlite3.Connection) -> dict[str, list[ReviewEvent]]:
    """The whole history by the id that each figure had at the time, in order."""
    rows = connection.execute(f"SELECT {', '.join(EVENT)} FROM fact_events ORDER BY number")  # noqa: S608
    return by_fact(event_of(dict(row)) for row in rows)


def by_fact(events: Iterable[ReviewEvent]) -> dict[str, list[ReviewEvent]]:
    """Events by the id that their figure had at the time, in the order given."""
    found: dict[str, list[ReviewEvent]] = {}
    for event in events:
        found.setdefault(event.fact, []).append(event)
    return found


def event_of(row: Mapping[str, Any]) -> ReviewEvent:
    """An event from the row that was kept of it."""
    return ReviewEvent(
        number=int(row["number"]),
        fact=str(row["fact"]),
        author=str(row["author"]),
        at=str(row["at"]),
        action=Action(row["action"]),
        original=from_json(Fact, str(row["original"])),
        changes=json.loads(row["changes"]),
        before=json.loads(row["before"]),
        note=str(row["note"]),
    )
