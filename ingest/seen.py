"""A library as somebody sees it who may read only some of its papers: every reader runs as it is, over those alone.

The narrowing is in the tables. Each connection has views of the same names that hold the rows of these papers and no
others, and in SQLite a view of the connection comes before a table of the file. The words have an index of their own,
since how rare a word is must not tell of papers that are not seen. So what is answered, counted, spelt, compared or
called not stated is what a library with these papers alone would say.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from ingest.catalogue import Catalogue
from ingest.catalogue_chunks import search_words, word_counts
from ingest.catalogue_schema import WORDS
from ingest.index import Scored
from ingest.library import Library
from ingest.library_errors import ReadOnly
from ingest.library_model import DocumentCard, Job
from ingest.overrides import Overrides
from ingest.reading import Vectors
from ingest.searches import Searches
from ingest.sources.service import Sources

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

    def __init__(self, folder: Path, whole: Catalogue, seen: Collection[str]) -> None:
        self._whole, self._seen = whole, sorted(seen)
        super().__init__(folder, read_only=True)
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


class SeenLibrary(Library):
    """The library with nothing in it but these papers; ``whole`` stays open for as long as this is in use."""

    def __init__(self, whole: Library, seen: frozenset[str]) -> None:
        catalogue = SeenCatalogue(whole.folder, whole._catalogue, seen)
        super().__init__(whole.folder, catalogue, None, whole._embedder)
        self._whole = whole
        self._searches = SeenSearches(catalogue, whole._searches, seen)

    @property
    def read_only(self) -> bool:
        """Whether the whole library was opened for reading."""
        return self._whole.read_only

    def update(
        self,
        id: str,
        *,
        body: str | None = None,
        title: str | None = None,
        period: str | None = None,
        type: str | None = None,
        status: str | None = None,
    ) -> DocumentCard:
        """Correct what was recognised of a paper that is seen; raises UnknownDocument for any other."""
        self.card(id)
        self._whole.update(id, body=body, title=title, period=period, type=type, status=status)
        return self.card(id)

    def remove(self, id: str) -> None:
        """Take a paper that is seen out of the whole library; raises UnknownDocument for any other."""
        self.card(id)
        self._whole.remove(id)

    def submit(self, filename: str, data: bytes, overrides: Overrides | None = None) -> str:
        """Queue an uploaded file for the whole library; the id of its job."""
        return self._whole.submit(filename, data, overrides)

    def job(self, id: str) -> Job:
        """Where an upload stands, whoever sent it: the caller knows whose it is. Raises UnknownJob."""
        return self._whole.job(id)

    def recent_jobs(self, limit: int = 20) -> list[Job]:
        """The uploads of late to the whole library: the caller knows whose they are."""
        return self._whole.recent_jobs(limit)

    @property
    def sources(self) -> Sources:
        """The places that the whole library is kept equal to."""
        return self._whole.sources

    def trouble(self) -> str:
        """Why files cannot be taken in just now."""
        return self._whole.trouble()

    def ingest(self, *_: object, **__: object) -> NoReturn:
        """Files are read by the whole library alone."""
        raise ReadOnly("Files are taken in by the whole library, not by a part of it.")

    def check(self, **_: object) -> NoReturn:
        """Stores are compared by the whole library alone."""
        raise ReadOnly("The whole library is checked, not a part of it.")
