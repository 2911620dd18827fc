"""Plain look-ups over the library for programs: documents, passages, pages and facts as JSON with their
places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from assistant import question as questions
from assistant.evidence import heading_at, passage_url
from assistant.retrieve import retrieve
from ingest import metrics
from ingest.fact_model import Fact
from ingest.library import Library
from ingest.library_errors import UnknownDocument
from ingest.model import Body
from ingest.owners import owner

LONGEST = 8000
FACTS_LIMIT = 500


class NothingThere(KeyError):
    """There is no such document or page; the text is a sentence."""

    def __str__(self) -> str:
        return str(self.args[0])


def list_documents(library: Library) -> list[dict[str, Any]]:
    """Every document without its text."""
    return [
        {
            "id": card.id,
            "title": card.title,
            "council": card.body.name if card.body else None,
            "period": card.period,
            "type": card.type,
            "status": card.status.value,
            "pages": card.pages,
        }
        for card in library.documents()
    ]


def passages_for(
    library: Library, query: str, councils: Sequence[str] = (), limit: int = 8
) -> list[dict[str, Any]]:
    """The best passages for a query, best first; ``councils`` narrows by any of their names."""
    wanted = [name for name in councils if name.strip()]
    ids = None
    if wanted:
        bodies = {body.id for body in library.bodies() if any(is_called(body, name) for name in wanted)}
        ids = [card.id for card in library.documents() if owner(card).id in bodies]
    read = questions.read(query, body_spans=[])
    found = retrieve(library, read, library.embed([query])[0], documents=ids, limit=limit)
    return [
        place(library, passage.chunk.document, passage.chunk.start, passage.chunk.end)
        | {"score": round(passage.score, 4)}
        for passage in found
    ]


def page_text(
    library: Library,
    document_id: str,
    page: int | None = None,
    start: int | None = None,
    end: int | None = None,
) -> dict[str, Any]:
    """A page or a span of a document, 8,000 characters at most. Raises NothingThere."""
    try:
        document = library.document(document_id)
    except UnknownDocument:
        raise NothingThere(f"There is no document {document_id[:80]!r}.") from None
    starts = document.page_starts or (0,)
    if page is not None:
        if not 1 <= page <= len(starts):
            raise NothingThere(f"{document.title} has {len(starts)} page(s); there is no page {page}.")
        start, end = starts[page - 1], starts[page] if page < len(starts) else len(document.text)
    first = min(max(start or 0, 0), len(document.text))
    last = min(end if end is not None else len(document.text), len(document.text), first + LONGEST)
    return place(library, document_id, first, max(first, last))


def list_facts(library: Library, council: str = "", metric: str = "") -> list[dict[str, Any]]:
    """The figures that documents state, 500 at most; ``metric`` is an id or words that name one."""
    wanted = {match.metric for match in metrics.match(metric)} | {metric.strip()} if metric.strip() else set()
    facts = (fact for fact in _facts_of(library, council) if not wanted or fact.metric in wanted)
    return [_fact(fact) for fact in islice(facts, FACTS_LIMIT)]


def place(library: Library, document_id: str, start: int, end: int) -> dict[str, Any]:
    """A span of a document with everything that says where it stands."""
    document = library.document(document_id)
    page = document.page_of(start)
    return {
        "document": document_id,
        "title": document.title,
        "council": document.body.name if document.body else None,
        "page": page,
        "heading": heading_at(document, start),
        "start": start,
        "end": end,
        "text": document.text[start:end],
        "url": passage_url(document_id, page, start, end, document.text[start:end]),
    }


def _facts_of(library: Library, council: str) -> Iterator[Fact]:
    """The facts of the bodies of this name, of each body in turn when none is named."""
    for body in library.bodies():
        if not council.strip() or is_called(body, council):
            yield from library.facts(body=body.id)


def is_called(body: Body, name: str) -> bool:
    """Whether a name is one of the body's, in any case."""
    names = {body.id, body.name, body.short_name, *body.aliases}
    return name.strip().casefold() in {other.casefold() for other in names}


def _fact(fact: Fact) -> dict[str, Any]:
    place = fact.places[0]
    return {
        "id": fact.id,
        "body": fact.body,
        "metric": fact.metric,
        "value": fact.value,
        "high": fact.high,
        "unit": fact.unit,
        "as_of": fact.as_of,
        "period": fact.period,
        "scope": fact.scope,
        "kind": fact.kind.value,
        "approx": fact.approx.value,
        "quote": fact.quote,
        "document": place.document,
        "page": place.page,
        "conflicts_with": list(fact.conflicts_with),
    }
