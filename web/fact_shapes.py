"""The JSON of facts and of what people said of them, as the contract has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from assistant.evidence import passage_url
from ingest.fact_model import Fact
from ingest.model import Body
from ingest.review_model import LostReview, ReviewEvent, not_taken_back
from web.place import at


def fact_json(fact: Fact, bodies: Sequence[Body]) -> dict[str, Any]:
    """One figure that a document states; ``body`` is the name that people read, ``body_id`` its id."""
    first = fact.places[0]
    return {
        "id": fact.id,
        "body": next((body.name for body in bodies if body.id == fact.body), fact.owner or fact.body),
        "body_id": fact.body,
        "metric": fact.metric or None,
        "measure": fact.measure,
        "part": fact.part,
        "dimension": fact.dimension,
        "change": fact.change,
        "value": fact.value,
        "high": fact.high,
        "unit": fact.unit,
        "as_of": fact.as_of,
        "period": fact.period,
        "scope": fact.scope.value,
        "kind": fact.kind.value,
        "approx": fact.approx.value,
        "decimals": fact.decimals,
        "label": fact.measure,
        "heading": fact.heading,
        "quote": fact.quote,
        "document": first.document,
        "page": first.page,
        "places": [
            asdict(place)
            | {"url": at(passage_url(place.document, place.page, place.start, place.end, place.quote))}
            for place in fact.places
        ],
        "conflicts_with": list(fact.conflicts_with),
        "evidence": {
            origin.field: {"place": origin.place, "text": origin.text, "page": origin.page}
            for origin in fact.origins
        },
        "review": fact.review.value if fact.review else None,
        "author": fact.author or None,
        "reviewed_at": fact.reviewed_at or None,
    }


def facts_json(
    facts: Sequence[Fact],
    bodies: Sequence[Body],
    *,
    total: int | None = None,
    lost: Sequence[LostReview] = (),
) -> Mapping[str, Any]:
    """The reply of ``GET /api/facts``; ``lost`` are reviewed figures that are no longer found at their place."""
    return {
        "facts": [fact_json(fact, bodies) for fact in facts],
        "total": len(facts) if total is None else total,
        "no_longer_found": [fact_json(one.fact, bodies) for one in lost],
    }


def history_json(fact_id: str, events: Sequence[ReviewEvent]) -> dict[str, Any]:
    """The history of a fact, oldest first; ``original`` is the figure as it was read, before anybody's word."""
    left = {event.number for event in not_taken_back(events)}
    return {
        "fact": fact_id,
        "original": fact_json(events[0].original, ()) if events else None,
        "events": [_event(event, left) for event in events],
    }


def _event(event: ReviewEvent, left: set[int]) -> dict[str, Any]:
    return {
        "number": event.number,
        "author": event.author,
        "at": event.at,
        "action": event.action.value,
        "changes": {
            name: {"from": event.before.get(name), "to": value} for name, value in event.changes.items()
        },
        "note": event.note,
        "holds": event.number in left,
    }
