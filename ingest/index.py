"""Vectors by chunk id: exact search in memory, and Chroma's embedded store for libraries that outgrow it.

SQLite holds the vectors; both searches are derived. Under 30,000 rows, and whenever documents are named,
exact numpy is faster and misses nothing; above that Chroma answers. Chroma runs in this process only: its
HTTP server is never started nor called (CVE-2026-45829), vectors are passed in, no embedding function is
made, telemetry is off.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.quiet import hush
from ingest.reading import Vectors

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection as ChromaCollection

EXACT_UP_TO = 30_000
_COLLECTION = "chunks"
_BATCH = 2_000
_SEARCH_WIDTH = 300
"""How many candidates Chroma's graph keeps (ef): recall@10 stays above .98 at 100,000 rows."""

NEAR = 32
"""So many candidates more than asked for are brought, for what finds them sums less exactly than what ranks them."""

Scored = list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Rows:
    """All vectors in memory: ids in order, the row numbers of each document, and the matrix (n, width)."""

    ids: tuple[str, ...]
    by_document: dict[str, np.ndarray[tuple[int], np.dtype[np.int64]]]
    vectors: Vectors

    @classmethod
    def of(cls, ids: Sequence[str], documents: Sequence[str], vectors: Vectors) -> Rows:
        """Rows of parallel lists."""
        numbers: dict[str, list[int]] = {}
        for number, document in enumerate(documents):
            numbers.setdefault(document, []).append(number)
        return cls(tuple(ids), {key: np.array(some, np.int64) for key, some in numbers.items()}, vectors)

    def nearest(
        self, vector: Vectors, *, documents: Collection[str] | None = None, limit: int = 50
    ) -> Scored:
        """Chunk ids by cosine, best first, ties by id; every row is looked at."""
        rows = self._rows_of(documents)
        count = len(self.ids) if rows is None else len(rows)
        if count == 0 or limit <= 0:
            return []
        asked = vector.astype(np.float32).reshape(-1)
        scores = (self.vectors if rows is None else self.vectors[rows]) @ asked
        keep, near = np.arange(count), limit + NEAR
        if count > near:
            keep = np.flatnonzero(scores >= np.partition(scores, count - near)[count - near])
        keep = keep if rows is None else rows[keep]
        return ranked([self.ids[int(one)] for one in keep], self.vectors[keep], asked, limit=limit)

    def _rows_of(
        self, documents: Collection[str] | None
    ) -> np.ndarray[tuple[int], np.dtype[np.int64]] | None:
        """The sorted row numbers of these documents, or None for all."""
        if documents is None:
            return None
        some = [self.by_document[one] for one in sorted(set(documents)) if one in self.by_document]
        return np.sort(np.concatenate(some)) if some else np.zeros(0, np.int64)


def ranked(ids: Sequence[str], vectors: Vectors, asked: Vectors, *, limit: int) -> Scored:
    """Candidates by their cosine with the vector asked for, best first, ties by id.

    Each score is summed by itself in double precision. A product of matrices differs in its last bits with the rows
    beside a row, so that two stores that bring different candidates would rank the same passages otherwise.
    """
    scores = (vectors.astype(np.float64) * asked.astype(np.float64)).sum(axis=1)
    order = sorted(zip((-scores).tolist(), ids, strict=True))
    return [(one, -score) for score, one in order[:limit]]


class VectorStore:
    """Chroma's persistent store in a folder; opened on first use, for importing it takes most of a second."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is made on first use."""
        self._folder = folder
        self._lock = threading.Lock()
        self._opened: ChromaCollection | None = None

    def _collection(self) -> ChromaCollection:
        with self._lock:
            if self._opened is None:
                hush()
                import chromadb
                from chromadb.config import Settings

                self._folder.mkdir(parents=True, exist_ok=True)
                client = chromadb.PersistentClient(
                    path=str(self._folder), settings=Settings(anonymized_telemetry=False, allow_reset=False)
                )
                self._opened = client.get_or_create_collection(
                    _COLLECTION,
                    embedding_function=None,
                    configuration={
                        "hnsw": {"space": "cosine", "ef_search": _SEARCH_WIDTH, "ef_construction": 200}
                    },
                )
            return self._opened

    def close(self) -> None:
        """Let go of the store; the next use opens it again."""
        with self._lock:
            self._opened = None

    def clear(self) -> None:
        """Throw the store away; the next use makes an empty one."""
        from chromadb.api.shared_system_client import SharedSystemClient

        self.close()
        SharedSystemClient.clear_system_cache()
        shutil.rmtree(self._folder, ignore_errors=True)

    def replace(self, document: str, ids: Sequence[str], vectors: Vectors) -> None:
        """Make the store hold exactly these rows for a document; no rows removes it."""
        collection = self._collection()
        old = set(collection.get(where={"document": document}, include=[])["ids"])
        gone = sorted(old - set(ids))
        for first in range(0, len(gone), _BATCH):
            collection.delete(ids=gone[first : first + _BATCH])
        for first in range(0, len(ids), _BATCH):
            some = list(ids[first : first + _BATCH])
            collection.upsert(
                ids=some,
                embeddings=vectors[first : first + _BATCH],
                metadatas=[{"document": document}] * len(some),
            )

    def forget(self, ids: Sequence[str]) -> None:
        """Take rows out by their ids."""
        for first in range(0, len(ids), _BATCH):
            self._collection().delete(ids=list(ids[first : first + _BATCH]))

    def nearest(self, vector: Vectors, *, limit: int) -> Scored:
        """Chunk ids by cosine over the whole store, best first, ties by id."""
        found = self._collection().query(
            query_embeddings=vector.astype(np.float32).reshape(1, -1), n_results=limit, include=["distances"]
        )
        distances = (found["distances"] or [[]])[0]
        scored = [(one, 1.0 - float(far)) for one, far in zip(found["ids"][0], distances, strict=True)]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))

    def ids(self) -> set[str]:
        """Every chunk id that the store holds."""
        collection = self._collection()
        held: set[str] = set()
        for offset in range(0, collection.count(), 10_000):
            held.update(collection.get(include=[], limit=10_000, offset=offset)["ids"])
        return held

    def differing(self, ids: Sequence[str], vectors: Vectors) -> list[str]:
        """The ids whose vector is missing from the store or is not this one."""
        collection = self._collection()
        wrong: list[str] = []
        for first in range(0, len(ids), _BATCH):
            some = list(ids[first : first + _BATCH])
            got = collection.get(ids=some, include=["embeddings"])
            held = dict(
                zip(got["ids"], got["embeddings"] if got["embeddings"] is not None else [], strict=True)
            )
            for one, vector in zip(some, vectors[first : first + _BATCH], strict=True):
                if one not in held or not np.allclose(np.asarray(held[one], np.float32), vector, atol=1e-4):
                    wrong.append(one)
        return wrong
