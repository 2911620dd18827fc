"""Papers in the database."""

from __future__ import annotations

from dataclasses import replace

from ingest.holdings.extent import Extent
from ingest.holdings.rows import bodies_of, card_of
from ingest.library_errors import UnknownDocument
from ingest.library_model import DocumentCard
from ingest.model import Body, Document
from ingest.postgres.database import Database
from ingest.wire import document_from_json

_CARDS = """SELECT id, digest, file, format, title, body, period, type, status, pages, report, added, bytes, chunks, added_at
    FROM documents WHERE (%(seen)s::text[] IS NULL OR id = ANY(%(seen)s)) AND (%(id)s::text IS NULL OR id = %(id)s)
    ORDER BY file, id"""
_BODIES = """SELECT body_json, count(*) AS papers, max(coalesce(period, '')) AS latest FROM documents
    WHERE body IS NOT NULL AND (%(of)s::text IS NULL OR body = %(of)s)
    AND (%(seen)s::text[] IS NULL OR id = ANY(%(seen)s))
    GROUP BY body_json ORDER BY papers DESC, latest DESC, body_json"""


class PostgresPapers:
    """Papers, with and without their text."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self, extent: Extent) -> list[DocumentCard]:
        """Every paper, by file name and id."""
        bodies = {body.id: body for body in self.bodies(extent)}
        rows = self._database.rows(_CARDS, {"seen": seen(extent), "id": None})
        return [card_of(row, bodies) for row in rows]

    def card(self, id: str, extent: Extent) -> DocumentCard:
        """One paper."""
        row = self._database.row(_CARDS, {"seen": None, "id": id}) if extent.has(id) else None
        if row is None:
            raise UnknownDocument(f"There is no document {id!r} in the library.")
        found = self._bodies(extent, of=str(row["body"])) if row["body"] is not None else []
        return card_of(row, {body.id: body for body in found})

    def bodies(self, extent: Extent) -> list[Body]:
        """The bodies that have at least one paper."""
        return self._bodies(extent, of=None)

    def document(self, id: str, extent: Extent) -> Document:
        """One paper with its whole structure."""
        card = self.card(id, extent)
        row = self._database.row("SELECT structure FROM documents WHERE id = %s", (id,))
        if row is None:
            raise UnknownDocument(f"There is no document {id!r} in the library.")
        whole = document_from_json(str(row["structure"]))
        return replace(
            whole, body=card.body, title=card.title, period=card.period, type=card.type, status=card.status
        )

    def with_digest(self, digest: str, extent: Extent) -> str | None:
        """The id of the paper made of these bytes."""
        row = self._database.row("SELECT id FROM documents WHERE digest = %s", (digest,))
        return str(row["id"]) if row is not None and extent.has(str(row["id"])) else None

    def _bodies(self, extent: Extent, *, of: str | None) -> list[Body]:
        rows = self._database.rows(_BODIES, {"of": of, "seen": seen(extent)})
        return bodies_of(str(row["body_json"]) for row in rows)


def seen(extent: Extent) -> list[str] | None:
    """The papers of an extent as a query is given them: None for all."""
    return None if extent.documents is None else sorted(extent.documents)
