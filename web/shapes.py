"""The JSON of documents and jobs, as the contract has them; facts are in ``fact_shapes``, answers in ``assistant``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from assistant.answer_json import answer_to_json
from assistant.evidence import passage_url
from assistant.model import Answer
from ingest.library_model import Job
from ingest.model import Block, Document, IngestReport, Section
from ingest.slip import Slip
from web.evidence_view import evidence_json
from web.facade import Card
from web.place import at


def answer_here(answer: Answer) -> dict[str, Any]:
    """An answer with addresses that open from here."""
    made = answer_to_json(answer)
    for item in made["evidence"]:
        item["url"] = at(item["url"]) if item["url"] else None
    return made


def card_json(card: Card) -> dict[str, Any]:
    """One document without its text."""
    return {
        "id": card.id,
        "title": card.title,
        "council": card.body.name if card.body else None,
        "body": card.body.id if card.body else None,
        "period": card.period,
        "type": card.type,
        "status": card.status.value,
        "file": card.file,
        "format": card.format,
        "pages": card.pages,
        "digest": card.digest,
        "url": at(f"/documents/{card.id}"),
        "report": report_json(card.report),
    }


def report_json(report: IngestReport) -> dict[str, Any]:
    """What was understood of a document."""
    return asdict(report)


def document_json(card: Card, document: Document) -> dict[str, Any]:
    """One document with its tree of sections and where its body, title, period, type and status were read; offsets
    count characters of the whole text.
    """
    return card_json(card) | {
        "length": len(document.text),
        "evidence": evidence_json(document),
        "sections": [_section(section, document) for section in document.sections],
    }


def _section(section: Section, document: Document) -> dict[str, Any]:
    return {
        "number": section.number,
        "heading": section.heading,
        "label": section.label,
        "level": section.level,
        "page": document.page_of(section.start),
        "start": section.start,
        "end": section.end,
        "blocks": [_block(block, document) for block in section.blocks],
        "sections": [_section(child, document) for child in section.sections],
    }


def _block(block: Block, document: Document) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "kind": block.kind.value,
        "number": block.number,
        "page": document.page_of(block.start),
        "start": block.start,
        "end": block.end,
        "text": block.text,
    }
    if block.lines:
        shape["items"] = [
            {"text": line.text, "level": line.level, "marker": line.marker} for line in block.lines
        ]
    if block.rows:
        shape["columns"] = [cell.text for cell in block.columns]
        shape["rows"] = [[cell.text for cell in row.cells] for row in block.rows]
    return shape


def page_json(document: Document, number: int) -> dict[str, Any] | None:
    """One page's text with its offsets, or None when there is no such page.

    A format without pages is one page whose ``page`` is null.
    """
    starts = document.page_starts or (0,)
    if not 1 <= number <= len(starts):
        return None
    start = starts[number - 1]
    end = starts[number] if number < len(starts) else len(document.text)
    return {
        "document": document.id,
        "page": number if document.page_starts else None,
        "pages": len(document.page_starts),
        "start": start,
        "end": end,
        "text": document.text[start:end],
    }


def slip_json(slip: Slip) -> dict[str, Any]:
    """One printed figure that its own table does not give."""
    return asdict(slip) | {"url": at(passage_url(slip.document, slip.page, slip.start, slip.end))}


def job_json(job: Job) -> dict[str, Any]:
    """An upload under way."""
    return {
        "id": job.id,
        "file": job.file,
        "state": job.state.value,
        "percent": job.percent,
        "reason": job.reason or None,
        "document": job.document,
        "url": at(f"/api/jobs/{job.id}"),
    }
