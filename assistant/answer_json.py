"""An answer as the JSON of the public contract, and back again exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.model import (
    Answer,
    Carried,
    Clarification,
    Comparison,
    ComparisonCell,
    Conflict,
    Evidence,
    EvidenceKind,
    Option,
    Route,
    Source,
    Status,
    Wording,
)


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """The reply of ``POST /api/chat``; evidence has ``start`` and ``end`` besides the contract's fields."""
    return {
        "conversation_id": answer.conversation_id,
        "answer_id": answer.answer_id,
        "status": answer.status.value,
        "route": answer.route.value,
        "text": answer.text,
        "evidence": [_evidence(item) for item in answer.evidence],
        "projection": None if answer.projection is None else dict(answer.projection),
        "comparison": None if answer.comparison is None else asdict(answer.comparison),
        "conflicts": [{"text": item.text, "evidence": list(item.evidence)} for item in answer.conflicts],
        "clarification": None if answer.clarification is None else asdict(answer.clarification),
        "follow_ups": list(answer.follow_ups),
        "warnings": list(answer.warnings),
        "notes": list(answer.notes),
        "timings": dict(answer.timings),
        "why": answer.why,
        "verdict": answer.verdict,
        "carried": None if answer.carried is None else asdict(answer.carried),
        "written": asdict(answer.written),
        "band": answer.band or None,
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "label": item.label,
        "kind": item.kind.value,
        "document": None if item.document is None else asdict(item.document),
        "page": item.page,
        "heading": item.heading,
        "quote": item.quote,
        "url": item.url,
        "start": item.start,
        "end": item.end,
        "ref": item.ref,
        "columns": item.columns,
        "read_as": item.read_as,
    }


def answer_from_json(data: Mapping[str, Any]) -> Answer:
    """The answer again; fields that an older version did not write take their defaults."""
    comparison, clarification, carried = (
        data.get("comparison"),
        data.get("clarification"),
        data.get("carried"),
    )
    return Answer(
        status=Status(data["status"]),
        route=Route(data["route"]),
        text=data["text"],
        evidence=tuple(_evidence_from(item) for item in data.get("evidence", ())),
        projection=data.get("projection"),
        comparison=None if comparison is None else _comparison(comparison),
        conflicts=tuple(
            Conflict(item["text"], tuple(item["evidence"])) for item in data.get("conflicts", ())
        ),
        clarification=None if clarification is None else _clarification(clarification),
        follow_ups=tuple(data.get("follow_ups", ())),
        warnings=tuple(data.get("warnings", ())),
        notes=tuple(data.get("notes", ())),
        timings=dict(data.get("timings", {})),
        conversation_id=data.get("conversation_id", ""),
        answer_id=data.get("answer_id", ""),
        why=data.get("why", ""),
        verdict=data.get("verdict"),
        carried=None
        if carried is None
        else Carried(tuple(carried["bodies"]), carried["topic"], carried["question"]),
        written=_wording(data.get("written", {})),
        band=data.get("band") or "",
    )


def _evidence_from(item: Mapping[str, Any]) -> Evidence:
    document = item.get("document")
    return Evidence(
        label=item["label"],
        kind=EvidenceKind(item["kind"]),
        quote=item["quote"],
        document=None if document is None else Source(**document),
        page=item.get("page"),
        heading=item.get("heading", ""),
        url=item.get("url", ""),
        start=item.get("start"),
        end=item.get("end"),
        ref=item.get("ref", ""),
        columns=item.get("columns", ""),
        read_as=item.get("read_as", ""),
    )


def _wording(data: Mapping[str, Any]) -> Wording:
    return Wording(**{**data, "helped": tuple(data.get("helped", ()))})


def _comparison(data: Mapping[str, Any]) -> Comparison:
    cells = tuple(
        tuple(ComparisonCell(cell["state"], cell["text"], tuple(cell["evidence"])) for cell in row)
        for row in data["cells"]
    )
    return Comparison(tuple(data["rows"]), tuple(data["columns"]), cells)


def _clarification(data: Mapping[str, Any]) -> Clarification:
    return Clarification(data["question"], tuple(Option(**option) for option in data["options"]))
