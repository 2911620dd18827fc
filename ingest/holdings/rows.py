"""Papers, chunks and facts as the rows that every store keeps of them, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime

from ingest.holdings.record import CHUNK, Row, Value
from ingest.library_model import DocumentCard
from ingest.model import Body, Chunk, Document, DocumentStatus, IngestReport
from ingest.wire import document_to_json

CARD = ("id", "digest", "file", "format", "title", "body", "period", "type", "status", "pages", "report", "added", "bytes",
        "chunks", "added_at")  # fmt: skip


def paper_row(document: Document, *, size: int, chunks: int) -> Row:
    """A document that is taken in now."""
    return {
        **{"id": document.id, "digest": document.digest, "file": document.file, "format": document.format},
        **described(document, chunks=chunks),
        **{"pages": len(document.page_starts), "bytes": size},
        "added_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "report": json.dumps(asdict(document.report)),
        "structure": document_to_json(document),
    }


def described(document: Document, *, chunks: int) -> dict[str, Value]:
    """What can be said anew of a document that is there."""
    body = document.body
    return {
        "title": document.title,
        "body": body.id if body else None,
        "body_json": json.dumps(asdict(body), sort_keys=True) if body else None,
        "period": document.period,
        "type": document.type,
        "status": document.status.value,
        "chunks": chunks,
    }


def chunk_row(chunk: Chunk) -> dict[str, Value]:
    """A chunk without its vector."""
    return {name: getattr(chunk, name) for name in CHUNK} | {"blocks": " ".join(map(str, chunk.blocks))}


def chunk_of(row: Mapping[str, object]) -> Chunk:
    """A chunk from its row."""
    blocks = tuple(int(number) for number in str(row["blocks"]).split())
    return Chunk(**{**row, "blocks": blocks})  # type: ignore[arg-type]


def card_of(row: Mapping[str, object], bodies: Mapping[str, Body]) -> DocumentCard:
    """A card from the columns ``CARD``."""
    return DocumentCard(
        **{  # type: ignore[arg-type]
            **row,
            "body": bodies.get(str(row["body"])),
            "status": DocumentStatus(str(row["status"])),
            "report": report_from_json(str(row["report"])),
        }
    )


def bodies_of(kept: Iterable[str]) -> list[Body]:
    """The bodies that papers print, each under its first name with the other names of all, by name."""
    found: dict[str, Body] = {}
    for text in kept:
        body = body_from_json(text)
        first = found.setdefault(body.id, body)
        found[body.id] = replace(first, aliases=tuple(sorted({*first.aliases, *body.aliases})))
    return sorted(found.values(), key=lambda body: (body.name, body.id))


def body_from_json(text: str) -> Body:
    """The body that was kept; lists become tuples again."""
    kept = json.loads(text)
    return Body(**{**kept, "successors": tuple(kept["successors"]), "aliases": tuple(kept["aliases"])})


def report_from_json(text: str) -> IngestReport:
    """The ingest report that was kept; lists become tuples again."""
    kept: dict[str, object] = json.loads(text)
    tuples = {
        key: tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
        for key, value in kept.items()
    }
    return IngestReport(**tuples)  # type: ignore[arg-type]
