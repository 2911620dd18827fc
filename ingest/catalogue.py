"""The library's SQLite file: connections, transactions, documents and bodies.

Readers have a connection for each thread and never wait (write-ahead log); writers take turns. Every change
of one document is one transaction, so that whatever kills the process, a document is wholly in or not at all.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ingest.catalogue_schema import SCHEMA, STEPS, VERSION
from ingest.faults import named
from ingest.holdings.record import Value
from ingest.holdings.rows import CARD, bodies_of, card_of, described, paper_row
from ingest.library_errors import LibraryError, NoLibrary, ReadOnly, UnknownDocument
from ingest.library_model import DocumentCard
from ingest.model import Body, Document, Section
from ingest.stores import bring_up
from ingest.wire import document_from_json

FILE_NAME = "library.sqlite"
_BUSY_S = 30
_CARD_COLUMNS = ", ".join(CARD)


class Catalogue:
    """An open library file. ``read_only`` refuses changes and leaves the file as it is."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Open the file, and make it when it is not there and may be made."""
        self.folder, self._path = folder, folder / FILE_NAME
        self.read_only = read_only
        self._local = threading.local()
        self._held: list[tuple[threading.Thread, sqlite3.Connection]] = []
        self._guard = threading.Lock()
        self._writing = threading.RLock()
        if read_only and not self._path.is_file():
            raise NoLibrary(f"There is no library in {folder}: ingest a document first.")
        with named(self._path):
            self._prepare()

    def _prepare(self) -> None:
        """Make the tables, or check that this program can read those that are there."""
        connection = self.connection()
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if found > VERSION:
            raise LibraryError(
                f"{self._path} was made by a newer version (format {found}, this one reads {VERSION}): use that version."
            )
        if 0 < found < VERSION:
            if self.read_only:
                was = (
                    f"{self._path} was made by an earlier version (format {found}, this one writes {VERSION})"
                )
                raise LibraryError(f"{was}: run moothall check --repair once, which brings it up to date.")
            bring_up(connection, self._path, VERSION, STEPS, found=found)
        elif self.read_only and connection.execute("SELECT 1 FROM stale").fetchone() is not None:
            raise LibraryError(f"{self._path} is being brought up to date: moothall check --repair ends it.")
        elif not self.read_only and found < VERSION:
            connection.executescript(f"BEGIN IMMEDIATE;{SCHEMA}PRAGMA user_version = {VERSION};COMMIT;")

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        existing: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if existing is not None:
            return existing
        made = self._left_behind() or self._opened()
        self._local.connection = made
        with self._guard:
            self._held.append((threading.current_thread(), made))
        return made

    def _left_behind(self) -> sqlite3.Connection | None:
        """The connection of a thread that has ended, so that there are never more than threads at work."""
        with self._guard:
            for place, (thread, connection) in enumerate(self._held):
                if not thread.is_alive():
                    del self._held[place]
                    connection.rollback()
                    return connection
        return None

    def _opened(self) -> sqlite3.Connection:
        made = sqlite3.connect(self._path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
        made.row_factory = sqlite3.Row
        made.execute("PRAGMA foreign_keys = ON")
        if self.read_only:
            made.execute("PRAGMA query_only = ON")
        else:
            made.execute("PRAGMA journal_mode = WAL")
            # FULL: a document that was reported as added survives a power cut, not only a killed process.
            made.execute("PRAGMA synchronous = FULL")
        return made

    def close(self) -> None:
        """Close every thread's connection."""
        with self._guard:
            for _, connection in self._held:
                connection.close()
            self._held.clear()
        self._local = threading.local()

    @contextmanager
    def write(self, *, quiet: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction: committed when the block ends, undone when it raises.

        ``quiet`` is for notes and jobs, which change nothing that a search or an answer could show.
        """
        if self.read_only:
            raise ReadOnly("This library was opened for reading only.")
        with self._writing:
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                if not quiet:
                    keep_meta(connection, "version", str(self.version() + 1))
                connection.execute("COMMIT")
            except BaseException:
                # A full disk may have ended the transaction already, or fail even its COMMIT.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def trying(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are undone: for checks that SQLite counts as writing, in a reading process too."""
        connection = sqlite3.connect(self._path, timeout=_BUSY_S, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
        finally:
            connection.close()

    def version(self) -> int:
        """Grows with every change of the documents, whichever process made it.

        Kept in the file: SQLite's own counter (data_version) differs from connection to connection.
        """
        return int(self.meta("version") or 0)

    def meta(self, key: str) -> str | None:
        """A note about the library as a whole, or None."""
        row = self.connection().execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def cards(self) -> list[DocumentCard]:
        """Every document without its text, by file name, then id: the same order whatever the order of
        ingestion.
        """
        bodies = {body.id: body for body in self.bodies()}
        rows = self.connection().execute(f"SELECT {_CARD_COLUMNS} FROM documents ORDER BY file, id")  # noqa: S608
        return [card_of(dict(row), bodies) for row in rows]

    def bodies(self, *, of: str | None = None) -> list[Body]:
        """The bodies that have at least one document, by name; papers that print different names of one
        body agree. ``of`` asks for one by its id.

        The name that most papers print is taken, which does not depend on the order of ingestion.
        """
        rows = self.connection().execute(
            "SELECT body_json, count(*) AS papers, max(coalesce(period, '')) AS latest FROM documents"
            " WHERE body IS NOT NULL AND (?1 IS NULL OR body = ?1)"
            " GROUP BY body_json ORDER BY papers DESC, latest DESC, body_json",
            (of,),
        )
        return bodies_of(str(row["body_json"]) for row in rows)

    def card(self, document: str) -> DocumentCard:
        """One document without its text; raises UnknownDocument."""
        # One row, not all cards: this runs for every paper that an answer opens.
        query = f"SELECT {_CARD_COLUMNS} FROM documents WHERE id = ?"  # noqa: S608
        row = self.connection().execute(query, (document,)).fetchone()
        if row is None:
            raise UnknownDocument(f"There is no document {document!r} in the library.")
        found = self.bodies(of=str(row["body"])) if row["body"] is not None else []
        return card_of(dict(row), {body.id: body for body in found})

    def with_digest(self, digest: str) -> str | None:
        """The id of the document made of these bytes, or None."""
        row = self.connection().execute("SELECT id FROM documents WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else str(row[0])

    def document(self, document: str) -> Document:
        """The whole document as it was ingested, with what was said of it since; raises UnknownDocument."""
        card = self.card(document)
        row = (
            self.connection().execute("SELECT structure FROM documents WHERE id = ?", (document,)).fetchone()
        )
        if row is None:
            raise UnknownDocument(f"There is no document {document!r} in the library.")
        whole = document_from_json(str(row[0]))
        return replace(
            whole, body=card.body, title=card.title, period=card.period, type=card.type, status=card.status
        )


def keep_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Write a note about the library as a whole."""
    connection.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
    )


def add_document(connection: sqlite3.Connection, document: Document, *, size: int, chunks: int) -> None:
    """Write a document with its sections and blocks; its chunks and facts are written beside it."""
    insert_row(connection, "documents", paper_row(document, size=size, chunks=chunks))
    add_structure(connection, document)


def insert_row(connection: sqlite3.Connection, table: str, row: Mapping[str, Value]) -> None:
    """Write one row; the columns are names of this program, never of a person."""
    columns = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))  # noqa: S608


def add_structure(connection: sqlite3.Connection, document: Document) -> None:
    """The sections and blocks as rows, so that they can be queried and counted."""
    sections: list[tuple[object, ...]] = []
    blocks: list[tuple[object, ...]] = []
    for path, section in document.walk():
        parent = path[-2].number if len(path) > 1 else None
        page = document.page_of(section.start)
        sections.append((document.id, section.number, parent, *_section(section), page))
        blocks.extend(
            (document.id, block.number, section.number, block.kind.value, block.start, block.end)
            + (document.page_of(block.start), len(block.lines), len(block.rows))
            for block in section.blocks
        )
    connection.executemany("INSERT INTO sections VALUES (?,?,?,?,?,?,?,?,?)", sections)
    connection.executemany("INSERT INTO blocks VALUES (?,?,?,?,?,?,?,?,?)", blocks)


def _section(section: Section) -> tuple[int, str, str, int, int]:
    return section.level, section.label, section.heading, section.start, section.end


def describe_document(connection: sqlite3.Connection, document: Document, *, chunks: int) -> None:
    """Write body, title, period, type, status and the number of chunks of a document that is there."""
    said = described(document, chunks=chunks)
    columns = ", ".join(f"{name} = ?" for name in said)
    connection.execute(f"UPDATE documents SET {columns} WHERE id = ?", (*said.values(), document.id))  # noqa: S608


def remove_document(connection: sqlite3.Connection, document: str) -> None:
    """Take a document out with all that was made of it."""
    connection.execute("DELETE FROM documents WHERE id = ?", (document,))
