"""The library file as somebody sees it who may read only some of its papers.

The narrowing is in the tables. Each connection has views of the same names that hold the rows of these papers and no
others, and in SQLite a view of the connection comes before a table of the file. The words have an index of their own,
since how rare a word is must not tell of papers that are not seen.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from ingest.catalogue import Catalogue
from ingest.catalogue_chunks import search_words, word_counts
from ingest.catalogue_schema import WORDS
from ingest.index import Scored
from ingest.reading import Vectors
from ingest.searches import Searches

_VIEWS = """
CREATE TEMP TABLE seen (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP VIEW documents AS SELECT * FROM main.documents WHERE id IN seen;
CREATE TEMP VIEW sections AS SELECT * FROM main.sections WHERE document IN seen;
CREATE TEMP VIEW blocks AS SELECT * FROM main.blocks WHERE document IN seen;
CREATE TEMP VIEW chunks AS SELECT * FROM main.chunks WHERE document IN seen;
CREATE TEMP VIEW facts AS SELECT * FROM main.facts WHERE document IN seen;
CREATE TEMP VIEW slips AS SELECT * FROM main.slips WHERE document IN seen;
CREATE TEMP VIEW jobs AS SELECT * FROM main.jobs WHERE 0;
CREATE TEMP VIEW fact_events AS SELECT number, fact, author, at, action, note, changes, before,
    json_set(original, '$.places', json((SELECT json_group_array(json(value)) FROM json_each(original, '$.places')
        WHERE json_extract(value, '$.document') IN seen))) AS original
FROM main.fact_events WHERE EXISTS (SELECT 1 FROM json_each(original, '$.places')
    WHERE json_extract(value, '$.document') IN seen);
"""
_ALL_WORDS = """
CREATE TABLE chunks (number INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL, header TEXT, text TEXT);
{words};
""".replace("{words}", WORDS)


class SeenCatalogue(Catalogue):
    """The file with nothing in it but these papers; what is written goes through the whole one."""

    def __init__(self, whole: Catalogue, seen: Collection[str]) -> None:
        self._whole, self._seen = whole, sorted(seen)
        super().__init__(whole.folder, read_only=True)
        self.read_only = whole.read_only

    def _opened(self) -> sqlite3.Connection:
        made = super()._opened()
        made.execute("PRAGMA query_only = OFF")
        made.execute("PRAGMA temp_store = MEMORY")
        made.executescript(_VIEWS)
        made.executemany("INSERT INTO temp.seen VALUES (?)", [(one,) for one in self._seen])
        made.execute("PRAGMA query_only = ON")
        return made

    @contextmanager
    def write(self, *, quiet: bool = False) -> Iterator[sqlite3.Connection]:
        """A transaction of the whole library."""
        with self._whole.write(quiet=quiet) as connection:
            yield connection


class SeenSearches(Searches):
    """Searches over the papers that are seen: words by an index of these alone, meaning by the vectors of all."""

    def __init__(self, catalogue: SeenCatalogue, whole: Searches, seen: frozenset[str]) -> None:
        super().__init__(catalogue, None)
        self._whole, self._seen = whole, seen
        self._words_lock = threading.Lock()
        self._words: tuple[int, sqlite3.Connection] | None = None

    def words(self, query: str, documents: Collection[str] | None, limit: int) -> Scored:
        """Chunk ids by BM25."""
        with self._words_lock:
            return search_words(self._index(), query, documents=documents, limit=limit)

    def frequency(self, words: Sequence[str]) -> tuple[dict[str, int], int]:
        """In how many chunks each word stands, and how many chunks there are."""
        with self._words_lock:
            return word_counts(self._index(), words)

    def meaning(self, vector: Vectors, documents: Collection[str] | None, limit: int) -> Scored:
        """Chunk ids by cosine; exact, for documents are named."""
        within = self._seen if documents is None else self._seen & set(documents)
        return self._whole.rows().nearest(vector, documents=within, limit=limit)

    def _index(self) -> sqlite3.Connection:
        """The words of these papers, read again after a change."""
        version = self._catalogue.version()
        if self._words is None or self._words[0] != version:
            made = sqlite3.connect(":memory:", check_same_thread=False)
            made.executescript(_ALL_WORDS)
            rows = self._catalogue.connection().execute(
                "SELECT number, id, document, header, text FROM chunks"
            )
            made.executemany("INSERT INTO chunks VALUES (?, ?, ?, ?, ?)", map(tuple, rows))
            made.execute("INSERT INTO chunk_words (chunk_words) VALUES ('rebuild')")
            self._words = (version, made)
        return self._words[1]
