"""Changes of the library in the database: one transaction of PostgreSQL each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import psycopg

from ingest.catalogue_facts import event_row, fact_rows
from ingest.catalogue_slips import slip_to_json
from ingest.fact_model import Fact
from ingest.holdings.ports import Change
from ingest.holdings.rows import chunk_row, described, paper_row
from ingest.library_errors import LibraryError
from ingest.library_model import DocumentCard
from ingest.model import Chunk, Document
from ingest.postgres.database import Connection, Database
from ingest.postgres.inserting import (
    insert_chunks,
    insert_facts,
    insert_paper,
    insert_slips,
    remove_words,
)
from ingest.reading import Vectors
from ingest.review_model import NewReview
from ingest.slip import Slip

_DESCRIBE = """UPDATE documents SET title = %(title)s, body = %(body)s, body_json = %(body_json)s, period = %(period)s,
    type = %(type)s, status = %(status)s, chunks = %(chunks)s WHERE id = %(id)s"""
_EVENT = """INSERT INTO fact_events (fact, author, at, action, note, changes, before, original)
    VALUES (%(fact)s, %(author)s, %(at)s, %(action)s, %(note)s, %(changes)s, %(before)s, %(original)s)"""
_NOTE = "INSERT INTO meta VALUES (%s, %s) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


class _Papers:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: Document, *, size: int, chunks: int, instead_of: DocumentCard | None) -> None:
        """Write a paper; raises LibraryError when another process has just done so."""
        if instead_of is not None:
            self.remove(instead_of.id)
        row = paper_row(document, size=size, chunks=chunks)
        try:
            insert_paper(
                self._connection,
                row,
                added=None if instead_of is None else (instead_of.added, instead_of.added_at),
            )
        except psycopg.errors.UniqueViolation:
            raise LibraryError(
                f"{document.file} was taken in by another process meanwhile: ingest it again."
            ) from None

    def describe(self, document: Document, *, chunks: int) -> None:
        """Write what is said of a paper."""
        self._connection.execute(_DESCRIBE, described(document, chunks=chunks) | {"id": document.id})

    def remove(self, document: str) -> None:
        """Take a paper out."""
        self._connection.execute("DELETE FROM documents WHERE id = %s", (document,))


class _Passages:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: str, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Write chunks, their words and their vectors."""
        insert_chunks(
            self._connection, document, [chunk_row(one) for one in chunks], [one.tobytes() for one in vectors]
        )

    def remove(self, document: str) -> None:
        """Take chunks out."""
        self._connection.execute("DELETE FROM chunks WHERE document = %s", (document,))
        remove_words(self._connection, document)


class _Facts:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: str, facts: Sequence[Fact], slips: Sequence[Slip]) -> None:
        """Write what a paper states."""
        insert_facts(self._connection, fact_rows(document, facts))
        insert_slips(self._connection, document, [slip_to_json(slip) for slip in slips])

    def remove(self, document: str) -> None:
        """Take out what a paper states."""
        self._connection.execute("DELETE FROM facts WHERE document = %s", (document,))


class _Reviews:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, review: NewReview) -> None:
        """Add a word to the history of a figure; PostgreSQL keeps no text with a zero character."""
        kept = replace(review, author=review.author.replace("\0", ""), note=review.note.replace("\0", ""))
        self._connection.execute(_EVENT, dict(event_row(kept)))


class _Notes:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, key: str, value: str) -> None:
        """Write a note."""
        self._connection.execute(_NOTE, (key, value))


class PostgresKeeper:
    """Transactions of the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def change(self, *, quiet: bool = False) -> Iterator[Change]:
        """One transaction."""
        with self._database.change(quiet=quiet) as at:
            yield Change(_Papers(at), _Passages(at), _Facts(at), _Reviews(at), _Notes(at))

    def settle(self) -> None:
        """Nothing: words and vectors are written with the papers."""

    def close(self) -> None:
        """Let go of the connections."""
        self._database.close()
