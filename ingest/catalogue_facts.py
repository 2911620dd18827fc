"""Facts in the library file as each document states them, and the history of what people said of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ingest.fact_model import Fact
from ingest.owners import at_home
from ingest.review_model import Action, Changes, ReviewEvent
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
    connection.executemany(
        "INSERT OR REPLACE INTO facts (document, id, body, metric, about, fact) VALUES (?,?,?,?,?,?)",
        [(document, fact.id, fact.body, fact.metric, about(fact), to_json(fact)) for fact in at_home(facts)],
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


def add_event(
    connection: sqlite3.Connection,
    *,
    fact: str,
    author: str,
    action: Action,
    original: Fact,
    changes: Changes,
    before: Changes,
    note: str,
) -> None:
    """Add a word to the history of a figure; nothing there is ever changed or taken out."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(
        "INSERT INTO fact_events (fact, author, at, action, note, changes, before, original) VALUES (?,?,?,?,?,?,?,?)",
        (
            *(fact, author, at, action.value, note),
            *(json.dumps(dict(changes)), json.dumps(dict(before)), to_json(original)),
        ),
    )


def all_events(connection: sqlite3.Connection) -> dict[str, list[ReviewEvent]]:
    """The whole history by the id that each figure had at the time, in order."""
    found: dict[str, list[ReviewEvent]] = {}
    rows = connection.execute(
        "SELECT number, fact, author, at, action, original, changes, before, note FROM fact_events ORDER BY number"
    )
    for row in rows:
        event = ReviewEvent(
            *(
                int(row[0]),
                str(row[1]),
                str(row[2]),
                str(row[3]),
                Action(row[4]),
                from_json(Fact, str(row[5])),
            ),
            *(json.loads(row[6]), json.loads(row[7]), str(row[8])),
        )
        found.setdefault(event.fact, []).append(event)
    return found
