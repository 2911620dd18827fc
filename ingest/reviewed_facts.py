"""The one ledger that every reader sees: facts as stated, merged over papers, as people left them, and linked.

A page of one document, a body or a metric reads only what it needs from the file; the whole is read when the whole is
asked for, and kept until the library changes unless it is very large.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import partial

from ingest.catalogue_facts import Wanted, about
from ingest.fact_model import Fact, Review
from ingest.facts.named import named
from ingest.facts.reconcile import link, merge
from ingest.holdings.extent import Extent
from ingest.holdings.ports import Holdings
from ingest.library_errors import UnknownDocument
from ingest.library_model import DocumentCard
from ingest.model import Document
from ingest.said import Said, said

Version = int
ALL, NAMED = Wanted(), Wanted(named=True)
KEPT = 100_000
"""So many facts are kept in memory, some 400 MB; of more, each caller reads what it asks for."""


class ReviewedFacts:
    """The reviewed ledger over some papers; safe to use from several threads."""

    def __init__(self, holdings: Holdings, extent: Extent) -> None:
        self._holdings, self._extent = holdings, extent
        self._lock = threading.RLock()
        self._said: tuple[Version, Said] | None = None
        self._kept: dict[Wanted, tuple[Version, tuple[Fact, ...]]] = {}
        self._documents: dict[str, tuple[DocumentCard, Document]] = {}

    def facts(self, wanted: Wanted, *, rejected: bool = False) -> list[Fact]:
        """The facts wanted, in order of id; those that people rejected only when they are asked for too.

        ``named`` ones are as ``ingest.facts.named`` gives them.
        """
        return [fact for fact in self._wanted(wanted) if rejected or fact.review is not Review.REJECTED]

    def page(
        self, wanted: Wanted, *, limit: int, offset: int = 0, review: Review | None = None
    ) -> tuple[list[Fact], int]:
        """Some of the facts wanted, rejected ones too, and how many there are in all; ``review`` keeps those so marked."""
        people = self.said()
        touched = {
            fact.id for fact in people.stand.values() if wanted.of(fact) and review in (None, fact.review)
        }
        stated = self._holdings.facts.stated_ids(wanted, self._extent) if review is None else []
        ids = sorted(touched.union(id for id in stated if id not in people.stand))
        chosen = tuple(ids[offset : offset + limit])
        if review is None and len(chosen) == len(ids):
            return self.facts(wanted, rejected=True), len(ids)
        return self.facts(Wanted(ids=chosen), rejected=True) if chosen else [], len(ids)

    def reviewed(self) -> list[Fact]:
        """The facts of which people said something, rejected ones too, without what they disagree with."""
        return sorted(self.said().stand.values(), key=lambda fact: fact.id)

    def said(self) -> Said:
        """What people said, for the library as it is."""
        version = self._holdings.notes.version()
        with self._lock:
            if self._said is None or self._said[0] != version:
                self._said = (version, said(self._holdings, self._extent, self._document))
            return self._said[1]

    def _wanted(self, wanted: Wanted) -> Iterable[Fact]:
        """From the whole where it is in memory already, else from the file; the whole and all named ones are kept."""
        version, whole = self._holdings.notes.version(), NAMED if wanted.named else ALL
        with self._lock:
            at, facts = self._kept.get(whole, (None, ()))
            if at == version:
                return filter(wanted.of, facts)
            found = self._read(wanted)
            found = tuple(named(found)) if wanted.named else found
            if wanted == whole and len(found) <= KEPT:
                self._kept[whole] = (version, found)
            return found

    def _read(self, wanted: Wanted) -> tuple[Fact, ...]:
        people = self.said()
        also = [about(fact) for fact in people.stand.values() if wanted.of(fact)]
        stated = merge(self._holdings.facts.stated_facts(wanted, self._extent, also))
        known = {fact.id: fact for fact in stated if fact.id not in people.read} | dict(people.stand)
        stands = partial(filter, lambda fact: fact.review is not Review.REJECTED)
        linked = link(list(stands(known.values())))
        rejected = [fact for fact in known.values() if fact.review is Review.REJECTED]
        return tuple(sorted(filter(wanted.of, (*linked, *rejected)), key=lambda fact: fact.id))

    def _document(self, identifier: str) -> Document | None:
        """A document with figures that people added; kept, because each review looks at their places anew."""
        try:
            card = self._holdings.papers.card(identifier, self._extent)
        except UnknownDocument:
            return None
        kept = self._documents.get(identifier)
        if kept is None or kept[0] != card:
            kept = self._documents[identifier] = (
                card,
                self._holdings.texts.document(identifier, self._extent),
            )
        return kept[1]
