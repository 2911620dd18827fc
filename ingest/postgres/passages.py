"""Chunks in the database."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.holdings.extent import Extent
from ingest.holdings.rows import chunk_of
from ingest.model import Chunk
from ingest.postgres.database import Database
from ingest.postgres.papers import seen

_BY_ID = """SELECT * FROM chunks WHERE id = ANY(%(ids)s) AND (%(seen)s::text[] IS NULL OR document = ANY(%(seen)s))"""


class PostgresPassages:
    """Chunks by their ids and papers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_id(self, ids: Sequence[str], extent: Extent) -> list[Chunk]:
        """The chunks of these ids."""
        rows = self._database.rows(_BY_ID, {"ids": list(ids), "seen": seen(extent)}) if ids else []
        found = {str(row["id"]): chunk_of(row) for row in rows}
        return [found[one] for one in ids if one in found]

    def of(self, document: str, extent: Extent) -> list[Chunk]:
        """All chunks of a paper."""
        if not extent.has(document):
            return []
        rows = self._database.rows("SELECT * FROM chunks WHERE document = %s ORDER BY ordinal", (document,))
        return [chunk_of(row) for row in rows]
