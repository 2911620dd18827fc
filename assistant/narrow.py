"""A question narrowed to some councils or documents: the library with nothing else in it.

Every step then sees only those papers, so that none can be searched, counted or cited by mistake.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.match import Vector
from assistant.model import Asked
from ingest import bodies as names_of_bodies
from ingest.fact_model import Fact
from ingest.library import Library
from ingest.library_model import DocumentCard
from ingest.model import Body, Chunk, Document
from ingest.owners import owner
from ingest.reading import Reading
from ingest.slip import Slip


class Part:
    """What the steps of an answer need of a library, over the chosen documents alone."""

    def __init__(self, library: Library, chosen: Collection[str]) -> None:
        """``chosen`` are ids of documents; those that are not in the library do not count."""
        self._library = library
        self._cards = [card for card in library.documents() if card.id in chosen]
        self._ids = frozenset(card.id for card in self._cards)

    def documents(self) -> list[DocumentCard]:
        """The cards of the chosen documents."""
        return list(self._cards)

    def bodies(self) -> list[Body]:
        """The bodies that they belong to, each once."""
        return list({body.id: body for body in map(owner, self._cards)}.values())

    def document(self, id: str) -> Document:
        """One whole document."""
        return self._library.document(id)

    def chunks(self, ids: Sequence[str]) -> list[Chunk]:
        """Chunks by id."""
        return self._library.chunks(ids)

    def facts(
        self,
        *,
        body: str | None = None,
        metric: str | None = None,
        document: str | None = None,
        rejected: bool = False,
        named: bool = False,
    ) -> list[Fact]:
        """Facts that a chosen document states, with the places in chosen documents alone."""
        return self._chosen(
            self._library.facts(body=body, metric=metric, document=document, rejected=rejected, named=named)
        )

    def reviewed_facts(self) -> list[Fact]:
        """Facts that a chosen document states and people reviewed."""
        return self._chosen(self._library.reviewed_facts())

    def _chosen(self, facts: Sequence[Fact]) -> list[Fact]:
        placed = (
            (fact, tuple(place for place in fact.places if place.document in self._ids)) for fact in facts
        )
        return [replace(fact, places=places) for fact, places in placed if places]

    def slips(self, document: str | None = None) -> list[Slip]:
        """What does not add up in the chosen documents."""
        return [slip for slip in self._library.slips(document) if slip.document in self._ids]

    def search_words(
        self, query: str, *, documents: Collection[str] | None = None, limit: int = 50
    ) -> list[tuple[str, float]]:
        """The search by words, over the chosen documents."""
        return list(self._library.search_words(query, documents=self._within(documents), limit=limit))

    def search_meaning(
        self, vector: Vector, *, documents: Collection[str] | None = None, limit: int = 50
    ) -> list[tuple[str, float]]:
        """The search by meaning, over the chosen documents."""
        return list(self._library.search_meaning(vector, documents=self._within(documents), limit=limit))

    def frequency(self, words: Sequence[str]) -> tuple[dict[str, int], int]:
        """How rare words are is a matter of the whole library."""
        return self._library.frequency(words)

    def embed(self, texts: Sequence[str]) -> Vector:
        """Vectors of texts."""
        return self._library.embed(texts)

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """Texts with a vector for every token."""
        return self._library.read(texts)

    def _within(self, documents: Collection[str] | None) -> list[str]:
        return sorted(self._ids if documents is None else self._ids & set(documents))


def chosen(library: Library, asked: Asked) -> list[str] | None:
    """Ids of the documents that the question is narrowed to; None when it is not, empty when none is
    meant.
    """
    if not (asked.councils or asked.documents):
        return None
    cards = library.documents()
    if asked.documents:
        cards = [card for card in cards if card.id in asked.documents]
    if asked.councils:
        meant = _meant(asked.councils)
        cards = [card for card in cards if not meant.isdisjoint(_names(owner(card)))]
    return [card.id for card in cards]


def _meant(councils: Sequence[str]) -> set[str]:
    """Every way in which the named councils may be called, folded."""
    known = (mention.body.id for name in councils for mention in names_of_bodies.recognise(name))
    return {name.strip().casefold() for name in councils} | set(known)


def _names(body: Body) -> set[str]:
    return {name.casefold() for name in (body.name, body.short_name, *body.aliases)} | {body.id}
