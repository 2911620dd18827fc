"""The search by meaning: the database brings the nearest and a few more, and their cosines are reckoned here."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import psycopg
from psycopg.rows import DictRow

from ingest.embedding import DIMENSION
from ingest.holdings.extent import Extent
from ingest.index import EXACT_UP_TO, NEAR, Rows, Scored, ranked
from ingest.library_errors import Broken
from ingest.postgres.database import Database, Moment
from ingest.postgres.papers import seen
from ingest.postgres.words import Counts
from ingest.reading import Vectors

# Without an order that the graph has, so that the graph cannot be used: every vector is looked at.
_EXACT = """SELECT id, embedding FROM vectors WHERE (%(within)s::text[] IS NULL OR document = ANY(%(within)s))
    ORDER BY embedding <#> %(asked)s FETCH FIRST (%(near)s) ROWS WITH TIES"""
_NEAR = """SELECT id, embedding FROM vectors WHERE (%(within)s::text[] IS NULL OR document = ANY(%(within)s))
    ORDER BY embedding::halfvec(384) <#> %(asked)s::vector::halfvec(384) LIMIT %(near)s"""
_ALL = """SELECT id, document, embedding FROM vectors
    WHERE (%(seen)s::text[] IS NULL OR document = ANY(%(seen)s)) ORDER BY id"""
GRAPH = {"hnsw.ef_search": "300", "hnsw.iterative_scan": "strict_order", "hnsw.max_scan_tuples": "200000"}
"""How the graph is searched: as wide as Chroma's, and on until enough are found that may be seen."""

_UNKNOWN = "pgvector does not know how its graph is to be searched: version 0.8 or later is needed."


class PostgresMeaning:
    """Meaning search over the papers of an extent."""

    def __init__(self, database: Database, counts: Counts) -> None:
        self._database, self._counts = database, counts

    def nearest(
        self, vector: Vectors, extent: Extent, documents: Collection[str] | None, limit: int
    ) -> Scored:
        """Chunk ids by cosine: exact within named papers and in small libraries, else by the graph."""
        within = extent.within(documents)
        if limit <= 0 or (within is not None and not within):
            return []
        asked = vector.astype(np.float32).reshape(-1)
        given = {"within": None if within is None else sorted(within), "asked": asked, "near": limit + NEAR}
        with self._database.moment() as moment:
            large = documents is None and self._counts.of(moment, extent).chunks > EXACT_UP_TO
            if large:
                widen(moment)
            found = moment.rows(_NEAR if large else _EXACT, given)
        return ranked([str(row["id"]) for row in found], _matrix(found), asked, limit=limit)

    def rows(self, extent: Extent) -> Rows:
        """All vectors in memory."""
        found = self._database.rows(_ALL, {"seen": seen(extent)})
        ids, documents = [str(row["id"]) for row in found], [str(row["document"]) for row in found]
        return Rows.of(ids, documents, _matrix(found))

    def prepare(self) -> None:
        """Nothing: the vectors stay in the database."""


def widen(moment: Moment) -> None:
    """Set for this transaction how the graph is searched, and see that it is so; raises Broken.

    PostgreSQL takes a setting of an extension that it has not loaded, or that is mistyped, without a word, and the search
    then misses most of what it should find. Such a one is not among its settings.
    """
    moment.rows("SELECT '[1]'::vector")
    try:
        for name, value in GRAPH.items():
            moment.rows("SELECT set_config(%s, %s, true)", (name, value))
    except psycopg.errors.InvalidName:  # since pgvector is loaded, it has taken its names for itself
        raise Broken(_UNKNOWN) from None
    rows = moment.rows("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", (list(GRAPH),))
    if {row["name"]: row["setting"] for row in rows} != GRAPH:
        raise Broken(_UNKNOWN)


def _matrix(rows: Sequence[DictRow]) -> Vectors:
    if not rows:
        return np.zeros((0, DIMENSION), np.float32)
    return np.stack([row["embedding"].to_numpy() for row in rows]).astype(np.float32)
