"""Text questions: passages found, candidates gathered, the best answer shape chosen, silence said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant import question as questions
from assistant.about_itself import about_itself
from assistant.compare import compare
from assistant.compose.cell import labelled
from assistant.compose.draft import Draft, named
from assistant.compose.figure import figure
from assistant.compose.listing import list_of, listing
from assistant.compose.overview import overview, whole_document
from assistant.compose.prose import prose
from assistant.compose.stated import Stated, stated
from assistant.compose.table_row import when
from assistant.compose.who import who
from assistant.decide import Band, band
from assistant.evidence import Citations
from assistant.follow_up import StandAlone
from assistant.match import Vector, weights
from assistant.model import Answer, Asked, Route, Status
from assistant.pool import Pool, gather
from assistant.question import Expected, Question
from assistant.replies import names, reply
from assistant.retrieve import mixed, retrieve
from assistant.room import Room
from assistant.route import Routed, route
from assistant.sought import Sought, sought
from assistant.units import Group, Unit
from assistant.words import GENERIC
from ingest.model import Body

Begin = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Case:
    """One text question with everything the steps need of it."""

    room: Room
    question: Question
    stood: StandAlone
    vector: Vector
    documents: list[str] | None
    routed: Routed
    facts: Stated
    within: Sought | None = None


def answer_from_papers(room: Room, asked: Asked, stood: StandAlone, begin: Begin) -> Answer:
    """The answer to a text question that stands alone."""
    case = _case(room, asked, stood)
    if case.routed.route is Route.COMPARE:
        begin("compare")
        return compare(room, case.question, stood.bodies, case.vector, partial(_drafted_alone, case))
    begin("search")
    passages = retrieve(
        room.library, case.question, case.vector, documents=case.documents, within=case.within
    )
    begin("compose")
    pool = gather(room.matcher(case.question, case.vector, history=stood.history), passages, room.document)
    draft = _best(_drafts(case, pool))
    begin("decide")
    return _answered(case, pool, draft)


def _case(room: Room, asked: Asked, stood: StandAlone) -> Case:
    read = questions.read(stood.text, body_spans=_spans(room, stood.text))
    if stood.history:
        before = questions.read(stood.history, body_spans=_spans(room, stood.history))
        read = questions.with_history(read, before.words, faint=stood.aside)
        if stood.aside and not _ASKS.search(stood.text):
            read = replace(read, expected=before.expected, head=())
    facts = stated(room, read, stood.bodies)
    vector = _vector(room, stood)
    documents = room.narrowed(
        stood.text, asked.councils, asked.documents, [body for body in stood.bodies if room.has(body)]
    )
    return Case(
        room,
        read,
        stood,
        vector,
        documents,
        route(read, stood.bodies, has_fact=facts.strong, several=facts.several),
        facts,
        _within(room, stood),
    )


def _within(room: Room, stood: StandAlone) -> Sought | None:
    """What to search for in a conversation; None at its first question."""
    if not stood.turns:
        return None
    texts = (*stood.turns, stood.text)
    return sought(room.embed, [questions.read(text, body_spans=_spans(room, text)) for text in texts])


def _spans(room: Room, text: str) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in room.mentions(text)]


def _vector(room: Room, stood: StandAlone) -> Vector:
    """The question's vector, mixed with a share of the earlier question's when it leans on it."""
    return mixed(room.embed, stood.text, stood.history)


def _drafts(case: Case, pool: Pool) -> list[Draft | None]:
    """The drafts to choose from, in order of preference for this kind of question."""
    expected = case.question.expected
    if own := about_itself(case.room, case.stood.text, case.stood.bodies, case.documents):
        return [own]
    if case.facts.draft:
        return [case.facts.draft]
    if case.facts.strong:
        return [figure(pool, metric=case.facts.metric)]
    if expected is Expected.WHO:
        return [who(pool)]
    if expected is Expected.WHEN:
        return [when(pool), _fallback(prose(pool))]
    if expected is Expected.FIGURE:
        counted = re.search(r"\bhow (many|much)\b", case.question.text, re.I)
        return [figure(pool), None if counted else _fallback(prose(pool))]
    if expected is Expected.LIST:
        return [listing(pool), labelled(pool), _or_introduced(prose(pool), pool)]
    if expected is Expected.OVERVIEW:
        return [_paper(case, pool), overview(pool)]
    return [_or_introduced(_or_whole_list(prose(pool), pool), pool), labelled(pool), listing(pool)]


def _drafted_alone(case: Case, question: Question, body: Body, pool: Pool) -> Draft | None:
    """The best draft of one body of several, as if the question were about this body alone."""
    documents = case.room.documents_of([body])
    stood = replace(case.stood, text=question.text, bodies=(body,))
    alone = replace(case, question=question, stood=stood, documents=documents, facts=Stated())
    return _best(_drafts(alone, pool))


def _fallback(draft: Draft | None) -> Draft | None:
    """Running text in place of a typed answer: it must be clearly better to be taken."""
    good = draft is not None and draft.coverage >= FALLBACK_COVERAGE
    return replace(draft, score=draft.score - FALLBACK) if draft and good else None


def _or_whole_list(draft: Draft | None, pool: Pool) -> Draft | None:
    """When the best sentences are items of one list, the list itself, whole and in order."""
    blocks = [scored.item.block for scored in draft.spans if scored.item.kind == "item"] if draft else []
    block = draft.spans[0].item.block if draft and draft.spans else None
    if draft is None or block is None or blocks.count(block) < 2:
        return draft
    group = next((g for g in pool.groups if g.item.block == block and g.item.kind == "list"), None)
    return list_of(group, draft.score) if group else draft


_PAPER_WORDS = frozenset(
    [
        "workforce",
        "people",
        "cabinet",
        "climate",
        "corporate",
        "summarise",
        "summarize",
        "summary",
        "overview",
        "brief",
        "gist",
        "points",
        "messages",
    ]
)


def _paper(case: Case, pool: Pool) -> Draft | None:
    """The whole paper in brief, when the question names no topic within it."""
    if set(case.question.words) - GENERIC - _PAPER_WORDS or case.documents is None:
        return None
    return whole_document([case.room.document(document) for document in case.documents], pool.matcher)


_ASKS = re.compile(r"\b(who|whom|whose|when|why|where|which|how (?!about)|what (?!about)|what's)\b", re.I)
TYPED = (Expected.WHO, Expected.WHEN, Expected.FIGURE)
_AHEAD = {"list": 0.2}
FALLBACK = 0.15
FALLBACK_COVERAGE = 0.6


_INTRODUCES = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|\d{1,2}|following|these|below|include|includes)\b",
    re.I,
)


def _or_introduced(draft: Draft | None, pool: Pool) -> Draft | None:
    """When the best sentence only introduces a list ("we have seven priorities"), the list it introduces."""
    best = draft.spans[0] if draft and draft.spans else None
    if (
        draft is None
        or best is None
        or best.item.kind != "sentence"
        or not _INTRODUCES.search(best.item.text)
    ):
        return draft
    if len(best.item.text.split()) > 45:
        return draft
    for group in pool.groups:
        near = group.document is best.document and len(group.item.items) >= 3
        if near and (group.item.lead == best.item.text or _starts_after(group.item, best.item)):
            return list_of(group, draft.score)
    return draft


def _starts_after(group: Group, unit: Unit) -> bool:
    """Whether the list begins in the sentence's own section, right below it, or is made of that section's headings."""
    if group.kind == "headings":
        return group.section == unit.section
    return group.section == unit.section and unit.end <= group.start <= unit.end + 400


def _best(drafts: Sequence[Draft | None]) -> Draft | None:
    """The first draft unless a later one is clearly better."""
    made = [draft for draft in drafts if draft is not None]
    if not made:
        return None
    first = made[0]
    return max(
        made,
        key=lambda draft: (
            draft.score + (_AHEAD.get(draft.shape, 0.08) if draft is first else 0.0) + draft.certain
        ),
    )


def _answered(case: Case, pool: Pool, draft: Draft | None) -> Answer:
    """The draft written and cited, or what is said in its place."""
    defined = case.facts.metric is not None and case.question.expected is Expected.DEFINITION
    typed = case.facts.strong or defined or case.question.expected in TYPED
    decided = band(draft, pool, typed=typed, named=bool(case.stood.bodies))
    if _is_about_the_asker(case, draft):
        decided = Band.OFF_TOPIC
    if decided is Band.OFF_TOPIC and not case.stood.bodies:
        councils = names([body.name for body in case.room.bodies()])
        return Answer(
            Status.OUT_OF_SCOPE,
            Route.NONE,
            reply("status", "out_of_scope", councils=councils),
            why="no paper is near it",
        )
    if decided is Band.CLOSEST and typed:
        decided = Band.SILENT
    if draft is None or decided in (Band.SILENT, Band.OFF_TOPIC):
        return _silent(case, pool)
    citations = Citations(case.room.document, case.room.source)
    written = draft.write(citations)
    text, status = _of_whom(case, draft, written.text), draft.status
    if decided is Band.CLOSEST:
        text, status = f"{reply('status', 'closest')}\n\n{text}", Status.ANSWERED_PARTLY
    return Answer(
        status,
        case.routed.route,
        text,
        evidence=citations.evidence,
        conflicts=written.conflicts,
        warnings=written.warnings,
        why=case.routed.why,
    )


_MINE = re.compile(
    r"\b(?:my|mine|i|i'm|i've)\b(?! (?:council|team|staff|service|manager|department|directorate|organisation|colleagues|job|role|line))",
    re.I,
)


def _is_about_the_asker(case: Case, draft: Draft | None) -> bool:
    """A resident's own affair ("my street", "how do I renew") that no body is named for and no paper all but repeats."""
    if case.stood.bodies or case.documents is not None or not _MINE.search(case.question.text):
        return False
    return draft is None or (not draft.certain and draft.coverage < 0.8)


def _of_whom(case: Case, draft: Draft, text: str) -> str:
    """The text under the name of its paper, when no body was named and several are loaded."""
    body = draft.documents[0].body if draft.documents else None
    if (
        case.stood.bodies
        or body is None
        or body.short_name in text[:300]
        or len(case.room.library.bodies()) < 2
    ):
        return text
    return f"{named(draft.documents[0])}:\n\n{text}"


# A year that stands in no quote is a figure from nowhere, even in a title.
_YEARS = re.compile(
    r",?\s*\(?(?:\b\d{1,2}(?:st|nd|rd|th)?\s+)?(?:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+)?"
    r"\b\d{2,4}\b(?:\s*[-–—/]\s*\d{2,4}\b)?\)?|\b\d+\b\s?",
    re.I,
)


def _silent(case: Case, pool: Pool) -> Answer:
    """The right papers are loaded and say nothing: what was searched, and the nearest thing they do say."""
    room = case.room
    ids = case.documents if case.documents is not None else [card.id for card in room.library.documents()]
    where = (
        names([body.name for body in case.stood.bodies]) if case.stood.bodies else "No paper in the library"
    )
    titles = [_YEARS.sub("", room.source(document).title).strip() for document in ids]
    searched = names(titles) if len(ids) <= 4 else f"all {'of its ' if case.stood.bodies else ''}papers"
    if case.facts.metric:
        text = reply(
            "status", "not_stated_metric", where=where, metric=case.facts.metric_name, searched=searched
        )
    else:
        text = reply("status", "not_stated", where=where, searched=searched)
    if not case.stood.bodies:
        text = text.replace("does not state", "states", 1)
    citations = Citations(room.document, room.source)
    nearest = prose(pool, most=1)
    if nearest and nearest.score >= weights("answer")["closest"]:
        text = f"{text}\n\n{reply('status', 'nearest')}\n\n{nearest.write(citations).text}"
    return Answer(
        Status.NOT_STATED, case.routed.route, text, evidence=citations.evidence, why=case.routed.why
    )
