"""A library that keeps papers by their bytes and nothing more, for runs by the hundred."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from ingest.library_errors import UnknownDocument
from ingest.library_model import IngestOutcome, IngestStatus


class FakeShelf:
    """Takes in what does not begin with "BAD"; the same bytes are one document. While it ``ends``, so does the process once
    papers are taken in, before anybody is told.
    """

    def __init__(self) -> None:
        self.papers: dict[str, bytes] = {}
        self.staying: set[str] = set()
        self.notice = ""
        self.reads = 0
        self.ends = False

    def ingest(
        self, paths: Sequence[Path], /, *, earlier: Mapping[Path, Collection[str]] | None = None
    ) -> list[IngestOutcome]:
        outcomes = [self._one(Path(path)) for path in paths]
        if self.ends:
            raise KeyboardInterrupt
        return outcomes

    def _one(self, path: Path) -> IngestOutcome:
        self.reads += 1
        data = path.read_bytes()
        if data.startswith(b"BAD"):
            return IngestOutcome(
                path.name, IngestStatus.REFUSED, reason=f"{path.name} is bad.", kind="Damaged"
            )
        id = hashlib.sha256(data).hexdigest()[:16]
        status = IngestStatus.UNCHANGED if id in self.papers else IngestStatus.ADDED
        self.papers[id] = data
        return IngestOutcome(path.name, status, id)

    def holds(self, digest: str) -> bool:
        return digest[:16] in self.papers

    def why_closed(self) -> str:
        return self.notice

    def must_stay(self, id: str) -> bool:
        return id in self.staying

    def remove(self, id: str) -> None:
        if id not in self.papers:
            raise UnknownDocument(f"There is no document {id}.")
        del self.papers[id]

    def texts(self) -> set[bytes]:
        """What it holds."""
        return set(self.papers.values())
