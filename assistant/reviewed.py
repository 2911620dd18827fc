"""What people said of the figures that an answer quotes: a paper's words stay as they are, so the answer says it beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.compose.fact_words import shown
from assistant.model import Answer, Evidence
from ingest import metrics
from ingest.fact_model import Fact, Review

if TYPE_CHECKING:
    from assistant.room import Room


def review_warnings(room: Room, answer: Answer) -> tuple[str, ...]:
    """A sentence for each figure in a quotation that a person rejected, or corrected to another than the answer gives."""
    reviewed = [
        fact for fact in room.library.reviewed_facts() if fact.review in (Review.REJECTED, Review.CORRECTED)
    ]
    return tuple(dict.fromkeys(_said(fact, item) for fact in reviewed for item in _quoting(fact, answer)))


def _said(fact: Fact, item: Evidence) -> str:
    name = metrics.name(fact.metric) if fact.metric else fact.measure
    if fact.review is Review.REJECTED:
        return f"A person rejected the figure for {name} that was read in [{item.label}]."
    return f"A person corrected the figure for {name} that was read in [{item.label}]: it is {shown(fact)}."


def _quoting(fact: Fact, answer: Answer) -> Iterator[Evidence]:
    """The passages of the answer in which the figure was read; none when the answer itself gives the right one."""
    if fact.review is Review.CORRECTED and shown(fact) in answer.text:
        return
    places = {(place.document, place.start, place.end) for place in fact.places}
    for item in answer.evidence:
        if item.document is None or item.start is None or item.end is None:
            continue
        if any(
            document == item.document.id and start < item.end and item.start < end
            for document, start, end in places
        ):
            yield item
