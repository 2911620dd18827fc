"""A figure that a person adds: its fields checked as those of a correction, its quote verbatim in the paper."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.fact_model import Fact, FactKind, Place
from ingest.facts.attach import stands_at
from ingest.facts.corrections import checked
from ingest.facts.reviews import PERSON, corrected
from ingest.library_errors import BadReview
from ingest.model import Body, Document, Origin
from ingest.refs import place_words

LONGEST_QUOTE = 2000


def added(
    given: Mapping[str, object],
    document: Document,
    bodies: Sequence[Body],
    *,
    start: int | None,
    end: int | None,
    quote: str,
) -> Fact:
    """The fact as it is kept; of no body of its own where none is given, so that it follows its paper's.

    Raises BadReview with all that is wrong.
    """
    errors: dict[str, str] = {}
    place = Place(document.id, None, 0, 0, quote)
    try:
        place = _place(document, start, end, quote)
    except BadReview as wrong:
        errors |= wrong.errors
    blank = Fact("", "", "", None, "number", FactKind.ACTUAL, (place,), origins=(Origin("place", PERSON),))
    try:
        changes = checked(_with_a_value(given), blank, bodies)
    except BadReview as wrong:
        errors |= wrong.errors
    if errors:
        raise BadReview(errors)
    made = corrected(blank, changes)
    return replace(made, id=_id(made))


def _with_a_value(given: Mapping[str, object]) -> Mapping[str, object]:
    if "value" not in given:
        raise BadReview({"value": "Give the value, or null for a blank that the paper leaves."})
    return {"measure": ""} | dict(given)


def _place(document: Document, start: int | None, end: int | None, quote: str) -> Place:
    """The span of the quote; raises BadReview when it does not stand in the text as it is given."""
    text = document.text
    if start is None:
        start = _found(document, quote)
    end = start + len(quote) if end is None else end
    if not 0 <= start < end <= len(text) or end - start > LONGEST_QUOTE:
        room = f"its text has {len(text):,} characters, and a quote at most {LONGEST_QUOTE:,}"
        told = f"{start} to {end} is no place in this document: {room}."
        raise BadReview({"start": told})
    if quote and text[start:end] != quote:
        told = f"The document reads {text[start:end][:120]!r} there, not {quote[:120]!r}: quote it as it is printed."
        raise BadReview({"quote": told})
    return Place(
        document.id, document.page_of(start), start, end, text[start:end], place_words(document, start, end)
    )


def _found(document: Document, quote: str) -> int:
    at = stands_at(quote, 0, document.text)
    if at is None:
        told = f"{quote[:120]!r} does not stand in the document" if quote else "Nothing is quoted"
        raise BadReview(
            {"quote": f"{told}: copy the sentence or the row that prints the figure, word for word."}
        )
    if document.text.count(quote) > 1:
        told = f"{quote[:120]!r} stands in the document {document.text.count(quote)} times: quote more of it, or give its start."
        raise BadReview({"quote": told})
    return at


def _id(fact: Fact) -> str:
    """An id for an addition: of its place and of what it says, and never that of a figure that was read."""
    place = fact.places[0]
    where = (PERSON, place.document, place.start, place.end)
    what = (fact.body, fact.metric, fact.measure, fact.part, repr(fact.value), fact.unit, fact.kind.value)
    said = (*where, *what, fact.as_of, fact.period)
    return hashlib.sha256("|".join(map(str, said)).encode()).hexdigest()[:16]
