"""What the faces need of the assistant: the shape of the facade that ``assistant.bootstrap`` builds.

The real thing and the hand-written one in ``tests/fakes.py`` both have this shape.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from assistant.conversation import Conversations
from assistant.keeping.switches import Switches
from assistant.model import Answer, Asked, Json
from ingest.fact_model import Fact, Review
from ingest.library_model import DocumentCard, Job
from ingest.model import Body, Document
from ingest.overrides import Overrides
from ingest.owners import owner
from ingest.review_model import LostReview, ReviewEvent
from ingest.slip import Slip
from ingest.sources.service import Sources

Listen = Callable[[str, str], None]
Card = DocumentCard


class Library(Protocol):
    """The documents, their facts and the uploads under way."""

    def documents(self) -> Sequence[Card]: ...
    def document(self, identifier: str, /) -> Document: ...
    def original(self, identifier: str, /) -> Path: ...
    def update(
        self,
        identifier: str,
        /,
        *,
        body: str | None = None,
        title: str | None = None,
        period: str | None = None,
        type: str | None = None,
        status: str | None = None,
    ) -> object: ...
    def remove(self, identifier: str, /) -> object: ...
    def bodies(self) -> Sequence[Body]: ...
    def facts(
        self,
        *,
        body: str | None = None,
        metric: str | None = None,
        document: str | None = None,
        rejected: bool = False,
        named: bool = False,
    ) -> Sequence[Fact]: ...
    def facts_page(
        self,
        *,
        body: str | None = None,
        metric: str | None = None,
        document: str | None = None,
        review: Review | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> tuple[Sequence[Fact], int]: ...
    def fact(self, identifier: str, /) -> Fact: ...
    def reviewed_facts(self) -> Sequence[Fact]: ...
    def review(
        self,
        identifier: str,
        /,
        *,
        review: Review,
        value: float | None = None,
        changes: Mapping[str, object] | None = None,
        note: str = "",
        author: str = "",
    ) -> Fact: ...
    def undo(self, identifier: str, /, *, note: str = "", author: str = "") -> Fact | None: ...
    def add_fact(
        self,
        fact: Mapping[str, object],
        /,
        *,
        document: str,
        start: int | None = None,
        end: int | None = None,
        quote: str = "",
        note: str = "",
        author: str = "",
    ) -> Fact: ...
    def history(self, identifier: str, /) -> Sequence[ReviewEvent]: ...
    def lost_reviews(self, *, document: str | None = None) -> Sequence[LostReview]: ...
    def slips(self, document: str | None = None, /) -> Sequence[Slip]: ...
    def trouble(self) -> str: ...
    def submit(self, filename: str, data: bytes, overrides: Overrides, /) -> str: ...
    def job(self, identifier: str, /) -> Job: ...
    def recent_jobs(self, limit: int = 20) -> Sequence[Job]: ...
    def embed(self, texts: Sequence[str], /) -> Any: ...
    @property
    def sources(self) -> Sources: ...


class Moothall(Protocol):
    """Everything a face may do: ask, project, and look into the library."""

    @property
    def library(self) -> Library: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def switches(self) -> Switches: ...
    def seen(self, documents: frozenset[str] | None, conversations: Conversations, /) -> Moothall: ...
    def ask(self, asked: Asked, *, listen: Listen | None = None) -> Answer: ...
    def starters(self) -> Sequence[str]: ...
    def parse_scenario(self, question: str, conversation_id: str | None) -> Json: ...
    def run_scenario(self, scenario: Json) -> Json: ...
    def compare_scenarios(self, scenarios: Sequence[Json]) -> Json: ...
    def projection(self, hash: str) -> Json | None: ...
    def feedback(self, answer_id: str, helpful: bool, reason: str, comment: str) -> None: ...


def narrowed(cards: Sequence[Card], councils: Collection[str]) -> Sequence[Card]:
    """The documents of the named councils (names or ids, in any case); all when none is named."""
    wanted = {name.casefold() for name in councils}
    return [card for card in cards if not wanted or wanted & names_of(owner(card))]


def names_of(body: Body | None) -> set[str]:
    """Every way to name a body: id, name, short name and aliases, folded."""
    if body is None:
        return set()
    return {name.casefold() for name in (body.id, body.name, body.short_name, *body.aliases)}
