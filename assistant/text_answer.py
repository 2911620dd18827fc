"""Text questions: passages found, candidates gathered, the best answer shape chosen, silence said."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from assistant import question as questions
from assistant.binding.asked import is_on_record, statement_of
from assistant.binding.bind import Verdict
from assistant.compare import compare
from assistant.compose.draft import Draft, named
from assistant.compose.prose import prose
from assistant.compose.stated import Stated
from assistant.compose.value import answers, figures_of, value
from assistant.compose.verdict import verdict
from assistant.decide import Band, band
from assistant.drafts import best, drafts
from assistant.evidence import Citations
from assistant.match import weights
from assistant.model import Answer, Route, Status
from assistant.pool import Pool
from assistant.question import Expected, Question
from assistant.replies import names, reply
from assistant.text_case import Case
from ingest.model import Body

TYPED = (Expected.WHO, Expected.WHEN, Expected.FIGURE)


def answer_from_papers(case: Case) -> Answer:
    """The answer to a text question that stands alone."""
    if case.routed.route is Route.COMPARE:
        case.begin("compare")
        return compare(
            case.room, case.question, case.stood.bodies, case.vector, partial(_drafted_alone, case)
        )
    draft = best(drafts(case, case.pool))
    case.begin("decide")
    return _answered(case, case.pool, draft)


def printed(case: Case) -> Answer | None:
    """The printed figure that a question surely asks for; None when none is found that is sure to be meant."""
    if case.routed.route is Route.COMPARE:
        return None
    found = figures_of(case, case.pool)
    if found.best is None or not answers(found) or found.lacking or found.best.signs["uncountable"]:
        return None  # "how many" is not answered by a share: what it comes to is worked out
    return _answered(case, case.pool, value(case, found))


def _drafted_alone(case: Case, question: Question, body: Body, pool: Pool) -> Draft | None:
    """The best draft of one body of several, as if the question were about this body alone."""
    documents = case.room.documents_of([body])
    stood = replace(case.stood, text=question.text, bodies=(body,))
    alone = replace(case, question=question, stood=stood, documents=documents, facts=Stated(), claim=None)
    return best(drafts(alone, pool))


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
        status, opening = Status.ANSWERED_PARTLY, reply("status", "closest")
        text = text if text.startswith(opening) else f"{opening}\n\n{text}"
    return Answer(
        status,
        case.routed.route,
        text,
        evidence=citations.evidence,
        conflicts=written.conflicts,
        warnings=written.warnings,
        why=case.routed.why,
        verdict=draft.verdict.value if draft.verdict else None,
    )


def on_the_record(case: Case, *, computed: bool) -> Answer | None:
    """The answer to a statement that a paper makes or denies; None when it is one for the engine.

    ``computed`` says that a sum could be done instead: then the paper must all but say it. About no figure that the
    papers state, the engine could only ask back: then what they say, or their silence, is the answer.
    """
    claim = statement_of(questions.read(case.stood.text))
    if claim is None or not is_on_record(claim) or case.claim is None:
        return None
    draft = verdict(case.pool, case.claim.put)
    least = weights("statement")["plain"] if computed else weights("answer")["verdict"]
    said = draft is not None and (draft.verdict is not None or draft.score >= least)
    return _answered(case, case.pool, draft) if said or not (computed or case.facts.strong) else None


_MINE = re.compile(
    r"\b(?:my|mine|i|i'm|i've)\b(?! (?:council|team|staff|service|manager|department|directorate|organisation|colleagues|job|role|line))",
    re.I,
)


def _is_about_the_asker(case: Case, draft: Draft | None) -> bool:
    """A resident's own affair ("my street", "how do I renew") that no body is named for and no paper all but repeats."""
    if case.stood.bodies or case.documents is not None or not _MINE.search(case.question.text):
        return False
    if case.stood.leaned and case.question.expected is Expected.WHO:
        return False  # "who should I contact about it?" is about what was spoken of
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


def _is_near(draft: Draft) -> bool:
    """Whether a passage that is no answer is near enough to what was asked to be worth showing beside the refusal."""
    aligned = draft.spans[0].alignment
    near_in_words = aligned is None or aligned >= weights("statement")["nearest"]
    return near_in_words and draft.score >= weights("answer")["closest"]


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
    if nearest and _is_near(nearest):
        text = f"{text}\n\n{reply('status', 'nearest')}\n\n{nearest.write(citations).text}"
    return Answer(
        Status.NOT_STATED,
        case.routed.route,
        text,
        evidence=citations.evidence,
        why=case.routed.why,
        verdict=Verdict.NOT_STATED.value if case.claim and case.facts.metric else None,
    )
