"""What the library says of itself: document cards, ingest outcomes, jobs and the result of a check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.model import Body, DocumentStatus, IngestReport


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document without its text. ``pages`` is 0 when the format has none; ``added`` counts up over time."""

    id: str
    digest: str
    file: str
    format: str
    title: str
    body: Body | None
    period: str | None
    type: str | None
    status: DocumentStatus
    pages: int
    report: IngestReport
    added: int
    bytes: int
    chunks: int
    added_at: str


class IngestStatus(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class IngestOutcome:
    """What became of one file: ``reason`` is a sentence when it was refused; ``document`` the id when it is
    in.
    """

    file: str
    status: IngestStatus
    document: str | None = None
    reason: str = ""
    report: IngestReport | None = None
    kind: str = ""
    """The name of the error class of a refusal ("NoText", "Encrypted"), else empty."""
    chunks: int = 0
    facts: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest has got: ``done`` of ``total`` files; ``step`` is "reading", "indexing" or "done"."""

    done: int
    total: int
    file: str
    step: str
    outcome: IngestOutcome | None = None


class JobState(StrEnum):
    """Where an upload stands; the last three are final."""

    RECEIVED = "received"
    READING = "reading"
    INDEXING = "indexing"
    READY = "ready"
    NEEDS_OCR = "needs_ocr"
    REFUSED = "refused"

    @property
    def final(self) -> bool:
        """Whether nothing more will happen."""
        return self in {JobState.READY, JobState.NEEDS_OCR, JobState.REFUSED}


@dataclass(frozen=True, slots=True)
class Job:
    """An uploaded file on its way into the library; ``percent`` is 0 to 100."""

    id: str
    file: str
    state: JobState
    percent: int
    reason: str = ""
    document: str | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Whether the stores agree. ``problems`` are sentences; ``repaired`` those that were put right."""

    documents: int
    chunks: int
    facts: int
    problems: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """True when nothing is wrong, or nothing is wrong any more."""
        return set(self.problems) <= set(self.repaired)
