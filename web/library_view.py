"""The library, one document's details, and uploads under way, as their templates want them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.fact_model import Fact
from ingest.library_model import Job, JobState
from ingest.model import DocumentStatus
from web.answer_view import DOCUMENT_TAGS
from web.facade import Card, Library
from web.review_view import at_document
from web.views import Field, Tag
from web.views_library import DocumentLine, JobLine

JOB_TAGS: Mapping[JobState, Tag] = {
    JobState.RECEIVED: Tag("Received", "info"),
    JobState.READING: Tag("Reading", "info"),
    JobState.INDEXING: Tag("Indexing", "info"),
    JobState.READY: Tag("Ready", "good"),
    JobState.NEEDS_OCR: Tag("No text: needs OCR", "warn"),
    JobState.REFUSED: Tag("Not added", "bad"),
}
LABELS: Mapping[str, tuple[str, str]] = {
    "council": ("Council or body", "For example Elmford Borough Council"),
    "title": ("Title", ""),
    "period": ("Period it covers", "For example 2024-2027"),
    "type": ("Type of document", "For example workforce plan or cabinet report"),
}
FIGURES_SHOWN = 40
STATUSES = [("", "As recognised"), *((status.value, status.value.capitalize()) for status in DocumentStatus)]


def document_line(card: Card, *, added: str = "", amiss: Sequence[str] = ()) -> DocumentLine:
    """One row of the library's table."""
    return DocumentLine(
        id=card.id,
        title=card.title or card.file,
        council=card.body.name if card.body else "Not recognised",
        period=card.period or "",
        type=(card.type or "").capitalize(),
        status=DOCUMENT_TAGS.get(card.status.value, Tag(card.status.value)),
        pages=str(card.pages) if card.pages else "",
        file=card.file,
        cautions=len(card.report.warnings) + bool(card.report.pages_without_text),
        added=added,
        amiss=amiss,
    )


def job_line(job: Job) -> JobLine:
    """One upload."""
    return JobLine(
        id=job.id,
        file=job.file,
        state=JOB_TAGS.get(job.state, Tag(job.state.value)),
        percent=job.percent,
        reason=job.reason,
        document_url=f"/library/{job.document}" if job.document else "",
        done=job.state.final,
    )


def detail_fields(
    values: Mapping[str, str], errors: Mapping[str, str], *, hints: bool = True
) -> Sequence[Field]:
    """The form's fields with their values and errors."""
    fields = [
        Field(name, label, values.get(name, ""), hint if hints else "", errors.get(name, ""))
        for name, (label, hint) in LABELS.items()
    ]
    status = Field(
        "status", "Status", values.get("status", ""), error=errors.get("status", ""), options=STATUSES
    )
    return [*fields, status]


def values_of(card: Card) -> Mapping[str, str]:
    """What is known of a document, as form values."""
    return {
        "council": card.body.name if card.body else "",
        "title": card.title,
        "period": card.period or "",
        "type": card.type or "",
        "status": card.status.value,
    }


def figures_of(library: Library, document: str) -> Sequence[Fact]:
    """The figures of a document in reading order, rejected ones too, each with its place there first."""
    facts = [at_document(fact, document) for fact in library.facts(document=document, rejected=True)]
    return sorted(facts, key=lambda fact: (fact.places[0].start, fact.places[0].end, fact.id))


def figures_url(document: str, figures: Sequence[Fact], fact_id: str, done: str) -> str:
    """The address of a figure in the list of its document; of the whole list when it is not there any more."""
    at = next((number for number, fact in enumerate(figures) if fact.id == fact_id), None)
    start = 0 if at is None else at - at % FIGURES_SHOWN
    return f"/library/{document}?done={done}&first={start}#{'facts' if at is None else f'fact-{fact_id}'}"
