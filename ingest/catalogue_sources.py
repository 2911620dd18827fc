"""Sources in the library file: how they are set up, what of them is in the library, and what their last run did."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.sources.model import Item, Run, SourceCard
from ingest.wire import from_json, to_json

TABLES = (
    "CREATE TABLE IF NOT EXISTS sources (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,"
    " options TEXT NOT NULL, every_s INTEGER NOT NULL, paused INTEGER NOT NULL, last TEXT) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS source_items (source TEXT NOT NULL REFERENCES sources(id) ON DELETE CASCADE,"
    " key TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL, about TEXT NOT NULL, reason TEXT NOT NULL,"
    " PRIMARY KEY (source, key)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS source_documents (source TEXT NOT NULL, key TEXT NOT NULL, document TEXT NOT NULL,"
    " brought INTEGER NOT NULL, PRIMARY KEY (source, key, document),"
    " FOREIGN KEY (source, key) REFERENCES source_items(source, key) ON DELETE CASCADE) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS source_debts (document TEXT PRIMARY KEY) WITHOUT ROWID",
)
"""Made when they are first needed: a library without sources has none of them."""


@dataclass(frozen=True, slots=True)
class Held:
    """A thing of a source as the library knows it; ``reason`` is why it was not taken in."""

    key: str
    name: str
    version: str
    reason: str = ""


def make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables where they are not there yet."""
    for table in TABLES:
        connection.execute(table)


def has_tables(connection: sqlite3.Connection) -> bool:
    """Whether this library has ever had a source."""
    return (
        connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'source_documents'").fetchone()
        is not None
    )


def keep_source(connection: sqlite3.Connection, card: SourceCard) -> None:
    """Write how a source is set up, and its last run."""
    connection.execute(
        "INSERT INTO sources (id, kind, name, address, options, every_s, paused, last) VALUES (?,?,?,?,?,?,?,?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, options = excluded.options, every_s = excluded.every_s,"
        " paused = excluded.paused, last = excluded.last",
        (
            *(card.id, card.kind, card.name, card.address, json.dumps(dict(card.options))),
            *(card.every_s, card.paused, to_json(card.last) if card.last else None),
        ),
    )


def sources(connection: sqlite3.Connection) -> list[SourceCard]:
    """Every source by name."""
    count = "(SELECT count(*) FROM source_items WHERE source = id) AS items"
    rows = connection.execute(f"SELECT *, {count} FROM sources ORDER BY name, id")  # noqa: S608
    return [
        SourceCard(
            str(row["id"]),
            str(row["kind"]),
            str(row["name"]),
            str(row["address"]),
            options=tuple(json.loads(row["options"]).items()),
            every_s=int(row["every_s"]),
            paused=bool(row["paused"]),
            last=from_json(Run, row["last"]) if row["last"] else None,
            items=int(row["items"]),
        )
        for row in rows
    ]


def forget_source(connection: sqlite3.Connection, source: str) -> None:
    """Take a source out, once nothing of it is left."""
    connection.execute("DELETE FROM sources WHERE id = ?", (source,))


def held_items(connection: sqlite3.Connection, source: str) -> dict[str, Held]:
    """What the library knows of a source, by key."""
    rows = connection.execute(
        "SELECT key, name, version, reason FROM source_items WHERE source = ?", (source,)
    )
    return {str(row["key"]): Held(*map(str, row)) for row in rows}


def keep_item(
    connection: sqlite3.Connection, source: str, item: Item, version: str, *, reason: str = ""
) -> None:
    """Write what is known of a thing."""
    connection.execute(
        "INSERT INTO source_items (source, key, name, version, about, reason) VALUES (?,?,?,?,?,?)"
        " ON CONFLICT (source, key) DO UPDATE SET name = excluded.name, version = excluded.version,"
        " about = excluded.about, reason = excluded.reason",
        (source, item.key, item.name, version, json.dumps(dict(item.about)), reason),
    )


def documents_of(connection: sqlite3.Connection, source: str, key: str) -> set[str]:
    """The documents that a thing became."""
    rows = connection.execute(
        "SELECT document FROM source_documents WHERE source = ? AND key = ?", (source, key)
    )
    return {str(row[0]) for row in rows}


def hold(connection: sqlite3.Connection, source: str, key: str, document: str, *, brought: bool) -> None:
    """Note that a thing is this document; ``brought`` when a source took it in, not a person."""
    connection.execute(
        "INSERT INTO source_documents (source, key, document, brought) VALUES (?,?,?,?)"
        " ON CONFLICT (source, key, document) DO NOTHING",
        (source, key, document, brought),
    )


def owe(connection: sqlite3.Connection, document: str) -> None:
    """Note that a document is a source's, and may be held by nothing: written before it is taken in or given up, so that no
    end of the process leaves it behind.
    """
    connection.execute("INSERT OR IGNORE INTO source_debts VALUES (?)", (document,))


def is_owed(connection: sqlite3.Connection, document: str) -> bool:
    """Whether the document is a source's that may be held by nothing."""
    return (
        connection.execute("SELECT 1 FROM source_debts WHERE document = ?", (document,)).fetchone()
        is not None
    )


def debts(connection: sqlite3.Connection) -> list[tuple[str, bool]]:
    """The documents owed, each with whether something holds it after all."""
    held = "EXISTS (SELECT 1 FROM source_documents WHERE source_documents.document = source_debts.document)"
    rows = connection.execute(f"SELECT document, {held} FROM source_debts ORDER BY document")  # noqa: S608
    return [(str(document), bool(found)) for document, found in rows]


def settle(connection: sqlite3.Connection, document: str) -> None:
    """Forget a debt."""
    connection.execute("DELETE FROM source_debts WHERE document = ?", (document,))


def release(connection: sqlite3.Connection, source: str, key: str, documents: Iterable[str]) -> None:
    """A thing is these documents no more; those that sources brought are owed."""
    for document in sorted(documents):
        brought = connection.execute(
            "SELECT max(brought) FROM source_documents WHERE document = ?", (document,)
        ).fetchone()[0]
        connection.execute(
            "DELETE FROM source_documents WHERE source = ? AND key = ? AND document = ?",
            (source, key, document),
        )
        connection.execute(
            "UPDATE source_documents SET brought = ? WHERE document = ?", (int(brought or 0), document)
        )
        if brought:
            owe(connection, document)


def drop_item(connection: sqlite3.Connection, source: str, key: str) -> None:
    """Forget a thing of a source."""
    connection.execute("DELETE FROM source_items WHERE source = ? AND key = ?", (source, key))
