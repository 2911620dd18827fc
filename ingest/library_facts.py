"""The facts of a library: read through one door as people reviewed them, and reviewed.

``reviewed_facts`` and what it needs are imported late: few questions need facts, and their reader is not small.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.catalogue_facts import Wanted
from ingest.fact_model import Fact, Review
from ingest.holdings.extent import Extent
from ingest.holdings.ports import Holdings
from ingest.library_errors import BadReview, NothingToUndo, UnknownFact
from ingest.model import Body
from ingest.review_model import (
    ACTIONS,
    LOCAL,
    Action,
    Changes,
    LostReview,
    NewReview,
    ReviewEvent,
    not_taken_back,
)
from ingest.slip import Slip

if TYPE_CHECKING:
    from ingest.reviewed_facts import ReviewedFacts

NOTHING_CHANGED = "Nothing differs from the figure as it stands: change a field, or confirm it."


class LibraryFacts(ABC):
    """What a library knows of figures. ``Library`` adds the rest and is what callers open."""

    def __init__(self, folder: Path, holdings: Holdings, extent: Extent) -> None:
        self.folder, self.holdings, self._extent = folder, holdings, extent

    def facts(
        self,
        *,
        body: str | None = None,
        metric: str | None = None,
        document: str | None = None,
        rejected: bool = False,
        named: bool = False,
    ) -> list[Fact]:
        """Facts linked across documents and as people reviewed them, in order of id; each filter is an id.

        The one door to facts: those that people rejected come only to a page that asks for the ``rejected`` too,
        and only those under a metric of the taxonomy when ``named`` ones are asked for.
        """
        return self._ledger.facts(Wanted(body, metric, document, named), rejected=rejected)

    def slips(self, document: str | None = None) -> list[Slip]:
        """Printed sums, differences and shares that do not come out, of one document or of all."""
        return self.holdings.facts.slips(document, self._extent)

    def facts_page(
        self,
        *,
        body: str | None = None,
        metric: str | None = None,
        document: str | None = None,
        review: Review | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> tuple[list[Fact], int]:
        """Some of the facts, rejected ones too, in order of id, and how many there are in all."""
        wanted = Wanted(body, metric, document)
        return self._ledger.page(wanted, limit=limit, offset=offset, review=review)

    def fact(self, id: str) -> Fact:
        """One fact as it stands, a rejected one too; raises UnknownFact."""
        found = self._ledger.facts(Wanted(ids=(id,)), rejected=True)
        if not found:
            raise UnknownFact(f"There is no fact {id!r} in the library.")
        return found[0]

    def reviewed_facts(self) -> list[Fact]:
        """Every fact of which people said something, rejected ones too."""
        return self._ledger.reviewed()

    def review(
        self,
        id: str,
        *,
        review: Review,
        value: float | None = None,
        changes: Mapping[str, object] | None = None,
        note: str = "",
        author: str = "",
    ) -> Fact:
        """Keep what a person says of a fact, and give the fact as it now is; raises UnknownFact and BadReview.

        ``changes`` are the fields of a correction (``review_model.CORRECTABLE``); ``value`` is short for that field.
        """
        self._must_write()
        fact, said = self.fact(id), dict(changes or {}) | ({} if value is None else {"value": value})
        kept: Changes = {}
        if Review(review) is Review.CORRECTED:
            kept = self._checked(said, fact)
        self._keep(ACTIONS[Review(review)], fact, kept, note=note, author=author)
        return self.fact(id)

    def undo(self, id: str, *, note: str = "", author: str = "") -> Fact | None:
        """Take the last word on a fact back; the fact as it now is, None when it had been added by it.

        Raises UnknownFact and NothingToUndo.
        """
        self._must_write()
        events = self.history(id)
        left = not_taken_back(events)
        if not left:
            raise NothingToUndo("Nobody has said anything of this figure that could be taken back.")
        with self.holdings.keeper.change() as change:
            change.reviews.add(NewReview(id, author or LOCAL, Action.UNDO, left[-1].original, note=note))
        return next(iter(self._ledger.facts(Wanted(ids=(id,)), rejected=True)), None)

    def add_fact(self, fact: Mapping[str, object], *, document: str, start: int | None = None, quote: str = "",
                 end: int | None = None, note: str = "", author: str = "") -> Fact:  # fmt: skip
        """Add a figure that was missed, at its quote, and give it as it stands; raises BadReview, UnknownDocument.

        ``fact`` are its fields. The place is ``start`` and ``end`` in the stored text, or a ``quote`` that stands there.
        """
        from ingest.facts.adding import added

        self._must_write()
        made = added(
            fact,
            self.holdings.texts.document(document, self._extent),
            self.bodies(),
            start=start,
            end=end,
            quote=quote,
        )
        if self._ledger.facts(Wanted(ids=(made.id,)), rejected=True):
            raise BadReview({"quote": "This figure was added at this place already: correct that one."})
        self._keep(Action.ADD, made, {}, note=note, author=author)
        stands = {event.fact: fact for fact in self.reviewed_facts() for event in self.history(fact.id)}
        return self.fact(stands[made.id].id)

    def history(self, id: str) -> Sequence[ReviewEvent]:
        """What people said of a fact, in order, what was taken back too; raises UnknownFact."""
        said = self._ledger.said()
        lost = next((one.events for one in said.lost if any(event.fact == id for event in one.events)), ())
        found = said.events.get(id, lost)
        if not found:
            self.fact(id)
        return found

    def said_by(self, author: str) -> list[ReviewEvent]:
        """What somebody said of figures, in order, what was taken back or is of a figure no longer found too."""
        told = [event for events in self.holdings.reviews.events(self._extent).values() for event in events]
        return sorted((one for one in told if one.author == author), key=lambda one: one.number)

    def lost_reviews(self, *, document: str | None = None) -> list[LostReview]:
        """Reviewed figures that are no longer found at their place, of a document or of all."""
        return [
            one
            for one in self._ledger.said().lost
            if document is None or any(place.document == document for place in one.original.places)
        ]

    def _checked(self, said: Mapping[str, object], fact: Fact) -> Changes:
        from ingest.facts.corrections import checked

        changes = checked(said, fact, self.bodies())
        if not changes:
            raise BadReview({next(iter(said), "value"): NOTHING_CHANGED})
        return changes

    def _keep(self, action: Action, fact: Fact, changes: Changes, *, note: str, author: str) -> None:
        from ingest.facts.corrections import plain

        before = {name: plain(getattr(fact, name)) for name in changes}
        original = self._ledger.said().read.get(fact.id, fact)
        with self.holdings.keeper.change() as change:
            change.reviews.add(NewReview(fact.id, author or LOCAL, action, original, changes, before, note))

    @cached_property
    def _ledger(self) -> ReviewedFacts:
        from ingest.reviewed_facts import ReviewedFacts

        return ReviewedFacts(self.holdings, self._extent)

    @abstractmethod
    def bodies(self) -> list[Body]:
        """The bodies that have at least one document, by name."""

    @abstractmethod
    def _must_write(self) -> None:
        """Raise ReadOnly where nothing may be changed."""
