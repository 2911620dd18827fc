"""What people said of figures, brought to the figures as they are read now: what stands, and what is no longer found.

Computed once for each state of the library. A review holds for the fact of its id; when there is none any more, for
the fact that the same printed figure is now read as (``ingest.facts.attach``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ingest.catalogue_facts import Wanted
from ingest.fact_model import Fact
from ingest.facts.assemble import fact_id
from ingest.facts.attach import found_again, stands_at
from ingest.facts.reconcile import merge
from ingest.facts.reviews import as_reviewed, is_added
from ingest.holdings.extent import Extent
from ingest.holdings.ports import Facts, Holdings
from ingest.model import Document
from ingest.review_model import Action, LostReview, ReviewEvent, standing

Events = Sequence[ReviewEvent]
DocumentOf = Callable[[str], Document | None]


@dataclass(frozen=True, slots=True)
class Said:
    """All that people said. ``events`` and ``stand`` are by the id of the fact that they hold for now.

    ``stand`` are the facts as people left them; an added one that was taken back is not among them.
    """

    events: Mapping[str, tuple[ReviewEvent, ...]]
    read: Mapping[str, Fact]
    stand: Mapping[str, Fact]
    lost: tuple[LostReview, ...]


def said(holdings: Holdings, extent: Extent, document_of: DocumentOf) -> Said:
    """What people said of the facts in this library; ``document_of`` gives None for one that is not there."""
    threads = holdings.reviews.events(extent)
    facts = holdings.facts
    read = {fact.id: fact for fact in _stated(facts, extent, Wanted(ids=tuple(threads)), threads)}
    homes = _Homes(facts, extent, document_of, read)
    events: dict[str, list[ReviewEvent]] = {}
    lost: list[LostReview] = []
    for key, thread in threads.items():
        home = read.get(key) or homes.of(thread)
        if home is None:
            lost.extend(_lost(thread))
            continue
        read[home.id] = home
        events.setdefault(home.id, []).extend(thread)
    ordered = {key: tuple(sorted(thread, key=lambda event: event.number)) for key, thread in events.items()}
    stand = {key: as_reviewed(read[key], thread) for key, thread in ordered.items()}
    kept = {key: fact for key, fact in stand.items() if fact.review is not None or not is_added(fact)}
    return Said(ordered, {key: read[key] for key in ordered}, kept, tuple(lost))


class _Homes:
    """Looks for the facts that reviews hold for when their ids are gone; each document is read once."""

    def __init__(
        self, facts: Facts, extent: Extent, document_of: DocumentOf, read: Mapping[str, Fact]
    ) -> None:
        self._stated = partial(_stated, facts, extent)
        self._document_of, self._read = document_of, read
        self._facts: dict[str, list[Fact]] = {}

    def of(self, thread: Events) -> Fact | None:
        """The fact that a history holds for, or None."""
        added = next((event.original for event in thread if event.action is Action.ADD), None)
        if added is not None:
            return self._added(added)
        original = thread[-1].original
        documents = dict.fromkeys(place.document for place in original.places)
        return found_again(original, [fact for document in documents for fact in self._of_document(document)])

    def _added(self, original: Fact) -> Fact | None:
        """An added fact at its quote, or the same fact where the paper is now read to state it."""
        place = original.places[0]
        document = self._document_of(place.document)
        start = stands_at(place.quote, place.start, document.text) if document else None
        if document is None or start is None:
            return None
        end = start + len(place.quote)
        placed = replace(
            original, places=(replace(place, page=document.page_of(start), start=start, end=end),)
        )
        if not original.body:
            body = document.body
            placed = replace(
                placed, body=body.id if body else f"paper:{document.id}", owner=body.name if body else ""
            )
        twin = fact_id(placed)
        return next((fact for fact in self._of_document(place.document) if fact.id == twin), placed)

    def _of_document(self, document: str) -> list[Fact]:
        if document not in self._facts:
            found = self._stated(Wanted(document=document), ())
            self._facts[document] = [
                fact for fact in found if any(place.document == document for place in fact.places)
            ]
        return self._facts[document]


def _stated(facts: Facts, extent: Extent, wanted: Wanted, ids: Iterable[str]) -> list[Fact]:
    """The facts as stated; of their groups only those of these ids, if any are given."""
    only = frozenset(ids)
    if wanted.ids == ():
        return []
    stated = facts.stated_facts(wanted, extent)
    return merge(fact for fact in stated if not only or fact.id in only)


def _lost(thread: Events) -> Iterable[LostReview]:
    """A history that holds for nothing now, unless all of it was taken back."""
    if standing(thread).left:
        yield LostReview(thread[-1].original, as_reviewed(thread[-1].original, thread), tuple(thread))
