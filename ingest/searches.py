"""Searching a library: what is held in memory for it, kept as young as the library itself."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence

from ingest.catalogue import Catalogue
from ingest.catalogue_chunks import all_vectors, search_words, word_counts
from ingest.embedding import DIMENSION
from ingest.index import EXACT_UP_TO, Rows, Scored, VectorStore
from ingest.reading import Vectors

Version = int


class Searches:
    """Word search and meaning search over one catalogue; safe to use from several threads."""

    def __init__(self, catalogue: Catalogue, store: VectorStore | None) -> None:
        """``store`` is None where Chroma must not be opened (a second, reading process)."""
        self._catalogue, self._store = catalogue, store
        self._lock = threading.Lock()
        self._rows: tuple[Version, Rows] | None = None

    def words(self, query: str, documents: Collection[str] | None, limit: int) -> Scored:
        """Chunk ids by BM25."""
        return search_words(self._catalogue.connection(), query, documents=documents, limit=limit)

    def frequency(self, words: Sequence[str]) -> tuple[dict[str, int], int]:
        """In how many chunks each word stands, stemmed, and how many chunks there are."""
        return word_counts(self._catalogue.connection(), words)

    def meaning(self, vector: Vectors, documents: Collection[str] | None, limit: int) -> Scored:
        """Chunk ids by cosine: exact below 30,000 rows or with named documents, else Chroma."""
        rows = self.rows()
        if self._store is not None and documents is None and len(rows.ids) > EXACT_UP_TO:
            return self._store.nearest(vector, limit=limit)
        return rows.nearest(vector, documents=documents, limit=limit)

    def rows(self) -> Rows:
        """All vectors in memory, read again after a change."""
        version = self._catalogue.version()
        with self._lock:
            if self._rows is None or self._rows[0] != version:
                self._rows = (version, Rows.of(*all_vectors(self._catalogue.connection(), DIMENSION)))
            return self._rows[1]
