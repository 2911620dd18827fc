"""Searching a library: what is held in memory for it, kept as young as the library itself."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Collection, Mapping

from ingest.catalogue import Catalogue
from ingest.catalogue_chunks import all_vectors, search_words
from ingest.catalogue_facts import FactReview, reviews, stated_facts
from ingest.embedding import DIMENSION
from ingest.index import EXACT_UP_TO, Rows, Scored, VectorStore
from ingest.model import Fact, Review
from ingest.owners import at_home
from ingest.reading import Vectors

Version = int


class Searches:
    """Word search, meaning search and linked facts over one catalogue; safe to use from several threads."""

    def __init__(self, catalogue: Catalogue, store: VectorStore | None) -> None:
        """``store`` is None where Chroma must not be opened (a second, reading process)."""
        self._catalogue, self._store = catalogue, store
        self._lock = threading.Lock()
        self._rows: tuple[Version, Rows] | None = None
        self._facts: tuple[Version, tuple[Fact, ...]] | None = None
        self._named_facts: tuple[Version, tuple[Fact, ...]] | None = None

    def words(self, query: str, documents: Collection[str] | None, limit: int) -> Scored:
        """Chunk ids by BM25."""
        return search_words(self._catalogue.connection(), query, documents=documents, limit=limit)

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

    def facts(
        self,
        body: str | None = None,
        metric: str | None = None,
        document: str | None = None,
        *,
        rejected: bool = False,
        named: bool = False,
    ) -> list[Fact]:
        """Facts linked across documents and as people reviewed them, in order of id; each filter is an id.

        The one door to facts: those that people rejected come only to a page that asks for them too, and only
        the ``named`` ones, as ``ingest.facts.named`` gives them, to whom asks for a metric.
        """
        return [
            fact
            for fact in (self._named() if named else self._known())
            if (rejected or fact.review is not Review.REJECTED)
            and body in (None, fact.body)
            and metric in (None, fact.metric)
            and document in (None, *(place.document for place in fact.places))
        ]

    def _named(self) -> tuple[Fact, ...]:
        version, known = self._catalogue.version(), self._known()
        with self._lock:
            if self._named_facts is None or self._named_facts[0] != version:
                self._named_facts = (version, tuple(importlib.import_module("ingest.facts").named(known)))
            return self._named_facts[1]

    def _known(self) -> tuple[Fact, ...]:
        version = self._catalogue.version()
        with self._lock:
            if self._facts is None or self._facts[0] != version:
                connection = self._catalogue.connection()
                linked = _linked(stated_facts(connection), reviews(connection))
                known = sorted(linked, key=lambda fact: fact.id)
                self._facts = (version, tuple(known))
            return self._facts[1]


def _linked(facts: list[Fact], said: Mapping[str, FactReview]) -> list[Fact]:
    """Facts merged, people's words applied, conflicts marked among those that stand as they stand now.

    Imported late: few questions need facts.
    """
    module = importlib.import_module("ingest.facts")
    known: list[Fact] = module.apply_reviews(module.merge(at_home(facts)), said)
    rejected = [fact for fact in known if fact.review is Review.REJECTED]
    linked: list[Fact] = module.link([fact for fact in known if fact.review is not Review.REJECTED])
    return linked + rejected
