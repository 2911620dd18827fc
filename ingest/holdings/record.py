"""A paper as a store keeps it: its rows, so that another store can hold the very same, and a digest that proves it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

Value = str | int | None
Row = Mapping[str, Value]

PAPER = (
    "id", "digest", "file", "format", "title", "body", "body_json", "period", "type", "status",
    "pages", "bytes", "chunks", "added_at", "report", "structure",
)  # fmt: skip
CHUNK = (
    "id", "document", "ordinal", "header", "heading", "text", "start", "end", "page", "blocks", "tokens",
)  # fmt: skip
FACT = ("document", "id", "body", "metric", "about", "fact")
EVENT = ("number", "fact", "author", "at", "action", "note", "changes", "before", "original")
MADE = ("model", "indexing_dtype")
"""The notes that say how a library was made."""


@dataclass(frozen=True, slots=True)
class Record:
    """The rows of one paper. ``vectors`` are those of its chunks, in order, as the bytes of their float32 numbers."""

    added: int
    paper: Row
    chunks: tuple[Row, ...]
    vectors: tuple[bytes, ...]
    facts: tuple[Row, ...]
    slips: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the paper."""
        return str(self.paper["id"])

    def digest(self) -> str:
        """A digest of all of it: two stores hold the same of a paper when these are the same."""
        told = hashlib.sha256()
        rows = [
            self.added,
            dict(self.paper),
            *(map(dict, self.chunks)),
            *(map(dict, self.facts)),
            list(self.slips),
        ]
        for row in rows:
            told.update(json.dumps(row, sort_keys=True).encode() + b"\n")
        for vector in self.vectors:
            told.update(vector)
        return told.hexdigest()
