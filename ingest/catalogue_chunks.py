"""Chunks in the library file: their words (FTS5, stemmed) and their vectors (float32 blobs, the truth of
the index).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from ingest.catalogue_schema import WORDS
from ingest.holdings.record import CHUNK, Value
from ingest.holdings.rows import chunk_of, chunk_row
from ingest.model import Chunk
from ingest.reading import Vectors

_COLUMNS = ", ".join(f'"{name}"' for name in CHUNK)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
HEADER_WEIGHT, TEXT_WEIGHT = 1.0, 1.0
"""BM25 weights of the two columns. Other weights made no difference beyond noise on the development
questions.
"""
MAX_TERMS = 64


def add_chunks(connection: sqlite3.Connection, chunks: Sequence[Chunk], vectors: Vectors) -> None:
    """Write the chunks of a document, each with its vector; ``vectors`` is (len(chunks), dimension)."""
    for chunk, vector in zip(chunks, vectors, strict=True):
        add_chunk_row(connection, chunk_row(chunk), vector.tobytes())


def add_chunk_row(connection: sqlite3.Connection, row: Mapping[str, Value], vector: bytes) -> None:
    """Write one chunk as the row that is kept of it."""
    connection.execute(
        f"INSERT INTO chunks ({_COLUMNS}, vector) VALUES ({', '.join('?' * (len(CHUNK) + 1))})",  # noqa: S608
        (*(row[name] for name in CHUNK), vector),
    )


def remove_chunks(connection: sqlite3.Connection, document: str) -> None:
    """Take out the chunks of a document with their words and vectors."""
    connection.execute("DELETE FROM chunks WHERE document = ?", (document,))


def chunks_by_id(connection: sqlite3.Connection, ids: Sequence[str]) -> list[Chunk]:
    """The chunks of these ids in the order asked; ids that are not there are left out."""
    found: dict[str, Chunk] = {}
    for first in range(0, len(ids), 500):
        some = ids[first : first + 500]
        marks = ",".join("?" * len(some))
        rows = connection.execute(f"SELECT {_COLUMNS} FROM chunks WHERE id IN ({marks})", some)  # noqa: S608
        found.update((str(row["id"]), chunk_of(dict(row))) for row in rows)
    return [found[one] for one in ids if one in found]


def chunks_of(connection: sqlite3.Connection, document: str) -> list[Chunk]:
    """All chunks of a document in reading order."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM chunks WHERE document = ? ORDER BY ordinal",  # noqa: S608
        (document,),
    )
    return [chunk_of(dict(row)) for row in rows]


def asked_words(query: str) -> list[str]:
    """The plain words of a query, each once, as many as are looked for."""
    words = dict.fromkeys(word.lower() for word in _WORD.findall(query.replace("\0", " ")))
    return list(words)[:MAX_TERMS]


def match_expression(query: str) -> str:
    """Plain words as an FTS5 expression, any of them; quoted, so that nothing a person types is read as
    syntax.
    """
    return " OR ".join(f'"{word}"' for word in asked_words(query))


def search_words(
    connection: sqlite3.Connection, query: str, *, documents: Collection[str] | None, limit: int
) -> list[tuple[str, float]]:
    """Chunk ids by BM25, best first, higher is better; ties by id. ``documents`` restricts to these ids."""
    expression = match_expression(query)
    if not expression or (documents is not None and not documents):
        return []
    within, parameters = "", [expression]
    if documents is not None:
        # A join through a JSON array: any number of ids in one parameter.
        within = " AND chunks.document IN (SELECT value FROM json_each(?))"
        parameters.append(_json_array(documents))
    rows = connection.execute(
        f"SELECT chunks.id, bm25(chunk_words, {HEADER_WEIGHT}, {TEXT_WEIGHT}) AS rank FROM chunk_words"  # noqa: S608
        f" JOIN chunks ON chunks.number = chunk_words.rowid WHERE chunk_words MATCH ?{within}"
        " ORDER BY rank, chunks.id LIMIT ?",
        (*parameters, max(0, limit)),
    )
    return [(str(row[0]), -float(row[1])) for row in rows]


def word_counts(connection: sqlite3.Connection, words: Sequence[str]) -> tuple[dict[str, int], int]:
    """In how many chunks each word stands (stemmed as in the search), and how many chunks there are."""
    counts = {}
    for word in dict.fromkeys(words):
        expression = match_expression(word)
        found = (
            connection.execute("SELECT count(*) FROM chunk_words WHERE chunk_words MATCH ?", (expression,))
            if expression
            else None
        )
        counts[word] = int(found.fetchone()[0]) if found else 0
    return counts, int(connection.execute("SELECT count(*) FROM chunks").fetchone()[0])


def _json_array(ids: Iterable[str]) -> str:
    import json

    return json.dumps(sorted(ids))


def all_vectors(connection: sqlite3.Connection, dimension: int) -> tuple[list[str], list[str], Vectors]:
    """Ids, their documents, and vectors (n, dimension), in order of id: the same whatever the order of
    ingestion.
    """
    count = int(connection.execute("SELECT count(*) FROM chunks").fetchone()[0])
    vectors = np.zeros((count, dimension), np.float32)
    ids: list[str] = []
    documents: list[str] = []
    rows = connection.execute("SELECT id, document, vector FROM chunks ORDER BY id LIMIT ?", (count,))
    for index, row in enumerate(rows):
        ids.append(str(row[0]))
        documents.append(str(row[1]))
        vectors[index] = np.frombuffer(row[2], np.float32)
    return ids, documents, vectors[: len(ids)]


def vectors_of(connection: sqlite3.Connection, document: str) -> tuple[list[str], Vectors]:
    """The ids and vectors of one document's chunks, in order."""
    rows = connection.execute(
        "SELECT id, vector FROM chunks WHERE document = ? ORDER BY ordinal", (document,)
    ).fetchall()
    vectors = [np.frombuffer(row[1], np.float32) for row in rows]
    return [str(row[0]) for row in rows], np.stack(vectors) if vectors else np.zeros((0, 0), np.float32)


def words_fault(connection: sqlite3.Connection) -> str:
    """What is wrong with the full-text index, or an empty string."""
    try:
        chunks = int(connection.execute("SELECT count(*) FROM chunks").fetchone()[0])
        words = int(connection.execute("SELECT count(*) FROM chunk_words_docsize").fetchone()[0])
        if chunks != words:
            return f"The full-text index holds {words} chunks, the library {chunks}."
        # rank 1 compares the index with the chunks themselves, not only with itself.
        connection.execute("INSERT INTO chunk_words(chunk_words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return "The full-text index does not agree with the chunks."
    return ""


def _forget_words(connection: sqlite3.Connection) -> None:
    """Take out a full-text index that SQLite can no longer open, and so cannot drop."""
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("DELETE FROM sqlite_master WHERE name = 'chunk_words'")
    connection.execute("PRAGMA writable_schema = RESET")
    for part in ("data", "idx", "docsize", "config"):
        connection.execute(f"DROP TABLE IF EXISTS chunk_words_{part}")


def rebuild_words(connection: sqlite3.Connection) -> None:
    """Make the full-text index anew from the chunks."""
    try:
        connection.execute("INSERT INTO chunk_words(chunk_words) VALUES ('rebuild')")
    except sqlite3.DatabaseError:  # a part of it is gone: made from nothing
        _forget_words(connection)
        connection.execute(WORDS)
        connection.execute("INSERT INTO chunk_words(chunk_words) VALUES ('rebuild')")
