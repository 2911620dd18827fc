"""The facts of the hand-written library: held in memory, reviewed by the rules of the real one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.fact_model import Fact, Review
from ingest.facts.adding import added
from ingest.facts.corrections import checked, plain
from ingest.facts.reviews import as_reviewed, is_added
from ingest.library_errors import BadReview, NothingToUndo, UnknownFact
from ingest.library_facts import NOTHING_CHANGED
from ingest.model import Body, Document
from ingest.review_model import ACTIONS, LOCAL, Action, Changes, LostReview, ReviewEvent, not_taken_back


class FakeFacts:
    """Facts as read, with a list of what was said of them; times count up instead of passing."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._read = {fact.id: fact for fact in facts}
        self._events: list[ReviewEvent] = []

    def facts(
        self,
        *,
        body: str | None = None,
        metric: str | None = None,
        document: str | None = None,
        rejected: bool = False,
        named: bool = False,
    ) -> list[Fact]:
        return [
            fact
            for fact in self._standing()
            if (rejected or fact.review is not Review.REJECTED)
            and body in (None, fact.body)
            and metric in (None, fact.metric)
            and document in (None, fact.places[0].document)
        ]

    def facts_page(
        self, *, review: Review | None = None, limit: int = 100, offset: int = 0, **which: str | None
    ) -> tuple[list[Fact], int]:
        found = [fact for fact in self.facts(**which, rejected=True) if review in (None, fact.review)]  # type: ignore[arg-type]
        return found[offset : offset + limit], len(found)

    def fact(self, identifier: str) -> Fact:
        for fact in self._standing():
            if fact.id == identifier:
                return fact
        raise UnknownFact(f"There is no fact {identifier}.")

    def reviewed_facts(self) -> list[Fact]:
        return [fact for fact in self._standing() if self._said(fact.id)]

    def review(
        self,
        identifier: str,
        *,
        review: Review,
        value: float | None = None,
        changes: Mapping[str, object] | None = None,
        note: str = "",
        author: str = "",
    ) -> Fact:
        fact, kept = self.fact(identifier), {}
        if review is Review.CORRECTED:
            given = dict(changes or {}) | ({} if value is None else {"value": value})
            kept = dict(checked(given, fact, self.bodies()))
            if not kept:
                raise BadReview({next(iter(given), "value"): NOTHING_CHANGED})
        self._keep(ACTIONS[review], fact, kept, note, author)
        return self.fact(identifier)

    def undo(self, identifier: str, *, note: str = "", author: str = "") -> Fact | None:
        if not not_taken_back(self.history(identifier)):
            raise NothingToUndo("Nobody has said anything of this figure that could be taken back.")
        self._keep(Action.UNDO, self._read[identifier], {}, note, author)
        return next((fact for fact in self._standing() if fact.id == identifier), None)

    def add_fact(
        self,
        fact: Mapping[str, object],
        *,
        document: str,
        start: int | None = None,
        end: int | None = None,
        quote: str = "",
        note: str = "",
        author: str = "",
    ) -> Fact:
        paper = self.document(document)
        made = added(fact, paper, self.bodies(), start=start, end=end, quote=quote)
        owner = {"body": paper.body.id, "owner": paper.body.name} if paper.body and not made.body else {}
        self._read[made.id] = replace(made, **owner)
        self._keep(Action.ADD, made, {}, note, author)
        return self.fact(made.id)

    def history(self, identifier: str) -> list[ReviewEvent]:
        if identifier not in self._read:
            raise UnknownFact(f"There is no fact {identifier}.")
        return self._said(identifier)

    def lost_reviews(self, *, document: str | None = None) -> list[LostReview]:
        return []

    def forget_facts_of(self, document: str) -> None:
        self._read = {id: fact for id, fact in self._read.items() if fact.places[0].document != document}

    def bodies(self) -> list[Body]:
        raise NotImplementedError

    def document(self, identifier: str) -> Document:
        raise NotImplementedError

    def _standing(self) -> list[Fact]:
        stand = [as_reviewed(fact, self._said(fact.id)) for fact in self._read.values()]
        return [fact for fact in stand if fact.review is not None or not is_added(fact)]

    def _said(self, identifier: str) -> list[ReviewEvent]:
        return [event for event in self._events if event.fact == identifier]

    def _keep(self, action: Action, fact: Fact, changes: Changes, note: str, author: str) -> None:
        before = {name: plain(getattr(fact, name)) for name in changes}
        number = len(self._events) + 1
        at = f"2026-10-01T09:00:{number:02}+00:00"
        original = self._read[fact.id]
        self._events.append(
            ReviewEvent(number, fact.id, author or LOCAL, at, action, original, changes, before, note)
        )
