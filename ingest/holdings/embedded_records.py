"""The embedded store as rows that are moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.catalogue import Catalogue, add_structure, insert_row, remove_document
from ingest.catalogue_chunks import add_chunk_row, remove_chunks
from ingest.catalogue_facts import add_fact_row
from ingest.holdings.record import CHUNK, EVENT, FACT, MADE, PAPER, Record
from ingest.library_errors import UnknownDocument
from ingest.wire import document_from_json


class EmbeddedRecords:
    """Papers as rows."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def order(self) -> list[str]:
        """The ids of all papers as they came."""
        rows = self._catalogue.connection().execute("SELECT id FROM documents ORDER BY added")
        return [str(row[0]) for row in rows]

    def read(self, id: str) -> Record:
        """One paper."""
        connection = self._catalogue.connection()
        paper = connection.execute("SELECT * FROM documents WHERE id = ?", (id,)).fetchone()
        if paper is None:
            raise UnknownDocument(f"There is no document {id!r} in the library.")
        chunks = connection.execute(
            "SELECT * FROM chunks WHERE document = ? ORDER BY ordinal", (id,)
        ).fetchall()
        facts = connection.execute("SELECT * FROM facts WHERE document = ? ORDER BY id", (id,))
        slips = connection.execute("SELECT slip FROM slips WHERE document = ? ORDER BY number", (id,))
        return Record(
            int(paper["added"]),
            {name: paper[name] for name in PAPER},
            tuple({name: row[name] for name in CHUNK} for row in chunks),
            tuple(bytes(row["vector"]) for row in chunks),
            tuple({name: row[name] for name in FACT} for row in facts),
            tuple(str(row[0]) for row in slips),
        )

    def write(self, record: Record) -> None:
        """Put one paper in."""
        with self._catalogue.write() as connection:
            remove_chunks(connection, record.id)
            remove_document(connection, record.id)
            insert_row(connection, "documents", {**record.paper, "added": record.added})
            add_structure(connection, document_from_json(str(record.paper["structure"])))
            for row, vector in zip(record.chunks, record.vectors, strict=True):
                add_chunk_row(connection, row, vector)
            for row in record.facts:
                add_fact_row(connection, row)
            for number, slip in enumerate(record.slips):
                insert_row(connection, "slips", {"document": record.id, "number": number, "slip": slip})
            connection.execute("INSERT OR REPLACE INTO vector_debts VALUES (?)", (record.id,))


class EmbeddedHistories:
    """The history of figures, and notes."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def read(self) -> list[Mapping[str, str | int]]:
        """Every word that was said, in order."""
        columns = ", ".join(EVENT)
        rows = self._catalogue.connection().execute(f"SELECT {columns} FROM fact_events ORDER BY number")  # noqa: S608
        return [dict(row) for row in rows]

    def write(self, events: Sequence[Mapping[str, str | int]]) -> None:
        """Put in those that are not there yet."""
        with self._catalogue.write() as connection:
            there = {int(row[0]) for row in connection.execute("SELECT number FROM fact_events")}
            for event in events:
                if event["number"] not in there:
                    insert_row(connection, "fact_events", event)

    def notes(self) -> dict[str, str]:
        """The notes that say how the library was made."""
        found = {key: self._catalogue.meta(key) for key in MADE}
        return {key: value for key, value in found.items() if value is not None}
