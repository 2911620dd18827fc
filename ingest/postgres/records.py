"""The database as rows that are moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.holdings.record import CHUNK, EVENT, FACT, MADE, PAPER, Record
from ingest.library_errors import UnknownDocument
from ingest.postgres.database import Database
from ingest.postgres.inserting import insert_chunks, insert_facts, insert_paper, insert_slips

_CHUNKS = """SELECT chunks.*, embedding FROM chunks JOIN vectors ON vectors.id = chunks.id
    WHERE chunks.document = %s ORDER BY ordinal"""
_EVENT = """INSERT INTO fact_events (number, fact, author, at, action, note, changes, before, original) VALUES (%(number)s,
    %(fact)s, %(author)s, %(at)s, %(action)s, %(note)s, %(changes)s, %(before)s, %(original)s)
    ON CONFLICT (number) DO NOTHING"""
_NEXT = """SELECT setval(pg_get_serial_sequence('fact_events', 'number'), greatest(1, (SELECT max(number) FROM fact_events)),
    EXISTS (SELECT 1 FROM fact_events))"""


class PostgresRecords:
    """Papers as rows."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def order(self) -> list[str]:
        """The ids of all papers as they came."""
        return [str(row["id"]) for row in self._database.rows("SELECT id FROM documents ORDER BY added")]

    def read(self, id: str) -> Record:
        """One paper."""
        with self._database.moment() as moment:
            paper = next(iter(moment.rows("SELECT * FROM documents WHERE id = %s", (id,))), None)
            if paper is None:
                raise UnknownDocument(f"There is no document {id!r} in the library.")
            chunks = moment.rows(_CHUNKS, (id,))
            facts = moment.rows("SELECT * FROM facts WHERE document = %s ORDER BY id", (id,))
            slips = moment.rows("SELECT slip FROM slips WHERE document = %s ORDER BY number", (id,))
        return Record(
            int(paper["added"]),
            {name: paper[name] for name in PAPER},
            tuple({name: row[name] for name in CHUNK} for row in chunks),
            tuple(row["embedding"].to_numpy().astype("<f4").tobytes() for row in chunks),
            tuple({name: row[name] for name in FACT} for row in facts),
            tuple(str(row["slip"]) for row in slips),
        )

    def write(self, record: Record) -> None:
        """Put one paper in."""
        with self._database.change() as connection:
            connection.execute("DELETE FROM documents WHERE id = %s", (record.id,))
            insert_paper(connection, record.paper, added=(record.added, str(record.paper["added_at"])))
            insert_chunks(connection, record.id, record.chunks, record.vectors)
            insert_facts(connection, record.facts)
            insert_slips(connection, record.id, record.slips)


class PostgresHistories:
    """The history of figures, and notes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> list[Mapping[str, str | int]]:
        """Every word that was said, in order."""
        rows = self._database.rows("SELECT * FROM fact_events ORDER BY number")
        return [{name: row[name] for name in EVENT} for row in rows]

    def write(self, events: Sequence[Mapping[str, str | int]]) -> None:
        """Put in those that are not there yet."""
        with self._database.change() as connection:
            with connection.cursor() as cursor:
                cursor.executemany(_EVENT, [dict(event) for event in events])
            connection.execute(_NEXT)

    def notes(self) -> dict[str, str]:
        """The notes that say how the library was made."""
        found = {key: self._database.note(key) for key in MADE}
        return {key: value for key, value in found.items() if value is not None}
