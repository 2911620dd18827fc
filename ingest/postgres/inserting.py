"""Rows put into the database: what is taken in now, and what is moved from elsewhere, the same way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.catalogue_terms import counted
from ingest.holdings.record import CHUNK, Row
from ingest.postgres.database import Connection

_PAPER = """INSERT INTO documents (id, digest, file, format, title, body, body_json, period, type, status, pages, bytes, chunks,
    added_at, report, structure) VALUES (%(id)s, %(digest)s, %(file)s, %(format)s, %(title)s, %(body)s, %(body_json)s,
    %(period)s, %(type)s, %(status)s, %(pages)s, %(bytes)s, %(chunks)s, %(added_at)s, %(report)s, %(structure)s)"""
_PLACE = "UPDATE documents SET added = %s, added_at = %s WHERE id = %s"
# A paper that came with its number must not meet the next one that gets one.
_NEXT = """SELECT setval(pg_get_serial_sequence('documents', 'added'), greatest(
    (SELECT max(added) FROM documents), (SELECT last_value FROM documents_added_seq)))"""
_CHUNKS = """COPY chunks (id, document, ordinal, header, heading, text, start, "end", page, blocks, tokens) FROM STDIN"""
_VECTORS = "COPY vectors (id, document, embedding) FROM STDIN"
_WORDS = "COPY words (term, document, chunks, places) FROM STDIN"
_LENGTHS = "INSERT INTO lengths (document, chunks, words, sizes) VALUES (%s, %s, %s, %s)"
_FACT = """INSERT INTO facts (document, id, body, metric, about, fact) VALUES (%(document)s, %(id)s, %(body)s, %(metric)s,
    %(about)s, %(fact)s) ON CONFLICT (document, id) DO UPDATE SET body = excluded.body, metric = excluded.metric,
    about = excluded.about, fact = excluded.fact"""


def insert_paper(connection: Connection, row: Row, *, added: tuple[int, str] | None = None) -> None:
    """Write a paper; ``added`` is the number and the time that it had before."""
    connection.execute(_PAPER, dict(row))
    if added is not None:
        connection.execute(_PLACE, (*added, row["id"]))
        connection.execute(_NEXT)


def insert_chunks(
    connection: Connection, document: str, rows: Sequence[Row], vectors: Sequence[bytes]
) -> None:
    """Write the chunks of a paper with their vectors (float32) and their words."""
    with connection.cursor() as cursor:
        with cursor.copy(_CHUNKS) as copy:
            for row in rows:
                copy.write_row(tuple(row[name] for name in CHUNK))
        with cursor.copy(_VECTORS) as copy:
            for row, vector in zip(rows, vectors, strict=True):
                copy.write_row((row["id"], document, np.frombuffer(vector, np.float32)))
    insert_words(connection, document, [(str(row["header"]), str(row["text"])) for row in rows])


def insert_words(connection: Connection, document: str, texts: Sequence[tuple[str, str]]) -> None:
    """Write where each word stands in the chunks of a paper."""
    found = counted(texts)
    with connection.cursor() as cursor, cursor.copy(_WORDS) as copy:
        for term, places in sorted(found.places.items()):
            packed = np.array(sorted(places), "<i4").tobytes()
            copy.write_row((term, document, len(places), packed))
    sizes = np.array(found.sizes, "<i4").tobytes()
    connection.execute(_LENGTHS, (document, len(texts), sum(found.sizes), sizes))


def insert_facts(connection: Connection, rows: Sequence[Row]) -> None:
    """Write what a paper states."""
    with connection.cursor() as cursor:
        cursor.executemany(_FACT, [dict(row) for row in rows])


def insert_slips(connection: Connection, document: str, slips: Sequence[str]) -> None:
    """Write what does not add up in a paper, in the place of what was written before."""
    connection.execute("DELETE FROM slips WHERE document = %s", (document,))
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO slips VALUES (%s, %s, %s)",
            [(document, number, slip) for number, slip in enumerate(slips)],
        )


def remove_words(connection: Connection, document: str) -> None:
    """Take out where the words of a paper stand."""
    connection.execute("DELETE FROM words WHERE document = %s", (document,))
    connection.execute("DELETE FROM lengths WHERE document = %s", (document,))
