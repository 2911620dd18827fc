"""Changes of the embedded store: one transaction of SQLite, and what Chroma has still to be told of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ingest import catalogue_facts as kept_facts
from ingest import check as checking
from ingest.catalogue import Catalogue, add_document, describe_document, keep_meta, remove_document
from ingest.catalogue_chunks import add_chunks, remove_chunks, vectors_of
from ingest.catalogue_slips import add_slips
from ingest.fact_model import Fact
from ingest.holdings.ports import Change, Rederive, Renew
from ingest.index import VectorStore
from ingest.library_model import CheckReport, DocumentCard
from ingest.model import Chunk, Document
from ingest.reading import Vectors
from ingest.renew import renew_all
from ingest.review_model import NewReview
from ingest.slip import Slip


class _Papers:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, document: Document, *, size: int, chunks: int, instead_of: DocumentCard | None) -> None:
        """Write a paper."""
        if instead_of is not None:
            remove_chunks(self._connection, instead_of.id)
            remove_document(self._connection, instead_of.id)
        add_document(self._connection, document, size=size, chunks=chunks)
        if instead_of is not None:
            self._connection.execute(
                "UPDATE documents SET added = ?, added_at = ? WHERE id = ?",
                (instead_of.added, instead_of.added_at, document.id),
            )
            self._connection.execute("DELETE FROM stale WHERE document = ?", (document.id,))

    def describe(self, document: Document, *, chunks: int) -> None:
        """Write what is said of a paper."""
        describe_document(self._connection, document, chunks=chunks)

    def remove(self, document: str) -> None:
        """Take a paper out."""
        remove_document(self._connection, document)


class _Passages:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, document: str, chunks: Sequence[Chunk], vectors: Vectors) -> None:
        """Write chunks, and owe their vectors."""
        add_chunks(self._connection, chunks, vectors)
        owe(self._connection, document)

    def remove(self, document: str) -> None:
        """Take chunks out, and owe that."""
        remove_chunks(self._connection, document)
        owe(self._connection, document)


class _Facts:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, document: str, facts: Sequence[Fact], slips: Sequence[Slip]) -> None:
        """Write what a paper states."""
        kept_facts.add_facts(self._connection, document, facts)
        add_slips(self._connection, document, slips)

    def remove(self, document: str) -> None:
        """Take out what a paper states."""
        kept_facts.remove_facts(self._connection, document)


class _Reviews:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, review: NewReview) -> None:
        """Add a word to the history of a figure."""
        kept_facts.add_event(self._connection, review)


class _Notes:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, key: str, value: str) -> None:
        """Write a note."""
        keep_meta(self._connection, key, value)


def owe(connection: sqlite3.Connection, document: str) -> None:
    """Note with the change itself that the vector store has to be told of a paper."""
    connection.execute("INSERT OR REPLACE INTO vector_debts VALUES (?)", (document,))


class EmbeddedKeeper:
    """Transactions of the library file."""

    def __init__(self, catalogue: Catalogue, store: VectorStore | None) -> None:
        self._catalogue, self._store = catalogue, store

    @contextmanager
    def change(self, *, quiet: bool = False) -> Iterator[Change]:
        """One transaction."""
        with self._catalogue.write(quiet=quiet) as at:
            yield Change(_Papers(at), _Passages(at), _Facts(at), _Reviews(at), _Notes(at))

    def settle(self) -> None:
        """Bring the vector store into step with the papers that changed since it was last told."""
        if self._store is None:
            return
        connection = self._catalogue.connection()
        rows = connection.execute("SELECT document FROM vector_debts ORDER BY document")
        for document in [str(row[0]) for row in rows]:
            self._store.replace(document, *vectors_of(connection, document))
            with self._catalogue.write(quiet=True) as writing:
                writing.execute("DELETE FROM vector_debts WHERE document = ?", (document,))

    def close(self) -> None:
        """Let go of the vector store; the file is closed by whoever opened it."""
        if self._store is not None:
            self._store.close()


class EmbeddedUpkeep:
    """Formats of earlier versions, and whether all is whole."""

    def __init__(self, catalogue: Catalogue, store: VectorStore | None) -> None:
        self._catalogue, self._store = catalogue, store

    def bring_up(self, renew: Renew) -> None:
        """Read anew what an earlier version read."""
        renew_all(self._catalogue.folder, self._catalogue, renew)

    def check(self, *, repair: bool, rederive: Rederive) -> CheckReport:
        """Compare SQLite, Chroma and the files."""
        folder = self._catalogue.folder
        return checking.check(self._catalogue, self._store, folder, repair=repair, rederive=rederive)
