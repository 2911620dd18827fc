"""One text question with everything that the steps of its answer need of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant import question as questions
from assistant.binding.asked import as_put, is_on_record, statement_of
from assistant.compose.ranking import order_asked
from assistant.compose.stated import Stated, stated
from assistant.follow_up import StandAlone
from assistant.match import Vector
from assistant.model import Asked, Route
from assistant.pool import Pool, gather
from assistant.question import Question
from assistant.retrieve import mixed, retrieve
from assistant.room import Room
from assistant.route import Routed, route
from assistant.sought import Sought, sought
from assistant.words import stem, stems
from ingest.model import Body

Begin = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement in the asker's words, and as it was put: with the verb it was asked with."""

    text: str
    put: str


@dataclass(frozen=True)
class Case:
    """One text question with everything the steps need of it; ``begin`` names the step that begins."""

    room: Room
    question: Question
    stood: StandAlone
    vector: Vector
    documents: list[str] | None
    routed: Routed
    facts: Stated
    within: Sought | None = None
    claim: Claim | None = None
    begin: Begin = lambda step: None

    @cached_property
    def pool(self) -> Pool:
        """Everything that may answer, searched for and scored, once for all that look into it."""
        self.begin("search")
        room, asked = self.room, self.question
        passages = retrieve(room.library, asked, self.vector, documents=self.documents, within=self.within)
        self.begin("compose")
        return gather(room.matcher(asked, self.vector, history=self.stood.history), passages, room.document)


def case_of(room: Room, asked: Asked, stood: StandAlone, begin: Begin) -> Case:
    """The case of a question that stands alone: read, routed, with what is known exactly about it."""
    read = questions.read(stood.text, body_spans=_spans(room, stood.text, stood.bodies))
    if stood.history:
        before = questions.read(stood.history, body_spans=_spans(room, stood.history, stood.bodies))
        read = questions.with_history(read, before.words, faint=stood.aside)
        if stood.aside and not _ASKS.search(stood.text):
            read = replace(read, expected=before.expected, head=())
    if stood.typed and order_asked(stood.text) is None:  # of an order the measure was named before
        read = _own_words_first(read, stood.typed)
    facts = stated(room, read, stood.bodies)
    claim = _claim(read)
    if claim:
        said = questions.read(claim.text, body_spans=_spans(room, claim.text, stood.bodies))
        read = replace(
            read, words=tuple(word for word in read.words if word in said.words or word in read.faint)
        )
    vector = _vector(room, stood)
    documents = room.narrowed(
        stood.text, asked.councils, asked.documents, [body for body in stood.bodies if room.has(body)]
    )
    routed = route(read, stood.bodies, has_fact=facts.strong, several=facts.several)
    if claim and is_on_record(claim.text) and len(stood.bodies) == 1 and routed.route is Route.COMPARE:
        routed = Routed(Route.PASSAGES, "one council's papers are to support a statement")
    return Case(room, read, stood, vector, documents, routed, facts, _within(room, stood), claim, begin)


def _own_words_first(read: Question, typed: str) -> Question:
    """A question made whole, whose words from before matter less than those typed now, where any of them were."""
    own = set(stems(typed))
    before = frozenset(word for word in read.words if stem(word) not in own)
    return read if len(before) == len(read.words) else replace(read, faint=before)


def _claim(read: Question) -> Claim | None:
    """The statement that the papers are to support or not; None when something else is asked."""
    text = statement_of(read)
    return None if text is None else Claim(text, as_put(read))


def _within(room: Room, stood: StandAlone) -> Sought | None:
    """What to search for in a conversation; None at its first question."""
    if not stood.turns:
        return None
    texts = (*stood.turns, stood.text)
    return sought(
        room.embed, [questions.read(text, body_spans=_spans(room, text, stood.bodies)) for text in texts]
    )


def _spans(room: Room, text: str, about: Sequence[Body]) -> list[tuple[int, int]]:
    """Where the bodies are named that a question is about, or that have papers: a mere place is a word like others."""
    return [
        (mention.start, mention.end)
        for mention in room.subjects(text)
        if room.has(mention.body) or mention.body in about
    ]


def _vector(room: Room, stood: StandAlone) -> Vector:
    """The question's vector, mixed with a share of the earlier question's when it leans on it."""
    return mixed(room.embed, stood.text, stood.history)


_ASKS = re.compile(r"\b(who|whom|whose|when|why|where|which|how (?!about)|what (?!about)|what's)\b", re.I)
