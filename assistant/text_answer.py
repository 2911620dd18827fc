"""Text questions: passages found, candidates gathered, the best answer shape chosen, silence said."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from assistant import question as questions
from assistant.binding.asked import is_on_record, statement_of
from assistant.binding.bind import Verdict
from assistant.compare import compare
from assistant.compose.asked_facts import facts_asked
from assistant.compose.draft import Draft, named
from assistant.compose.prose import nearest, prose
from assistant.compose.ranking import order_asked
from assistant.compose.stated import Stated
from assistant.compose.value import answers, figures_of, fits, value
from assistant.compose.verdict import verdict
from assistant.decide import Band, band
from assistant.drafts import best, drafts
from assistant.evidence import Citations
from assistant.holding import holding
from assistant.match import weights
from assistant.model import Answer, Route, Status
from assistant.pool import Pool
from assistant.question import Expected, Question
from assistant.reading.asks import PRINTED, amounts, share_of, types_an_amount
from assistant.replies import names, reply
from assistant.text_case import Case
from assistant.words import tokens, word_list
from ingest.model import Body

_NOT_STATED = "not stated"
ALL_BUT_SAID = 0.8
LIKELY = 0.5
"""From here a question more likely asks for what is printed than for a sum."""
FIRST = 0.7
"""How sure a printed figure must be to go before a sum that was made."""
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


def printed_first(case: Case, computed: Answer) -> Answer | None:
    """The printed figure in the place of one worked out or asked back for, where a question asks for what is printed: the
    reader of operations takes it so, and whatever amounts it types stand in the figure's own sentence."""
    one = bool(case.stood.bodies) or len(case.room.bodies()) == 1
    if case.routed.route is Route.COMPARE or not one or not (computed.projection or computed.clarification):
        return None
    found = figures_of(case, case.pool)
    best = found.best
    if best is None or found.lacking or best.signs["uncountable"] or not fits(found, best):
        return None
    least = FIRST if computed.projection else weights("value")["answer"]
    typed = set(amounts(case.question.text)) - set(amounts(best.fact.quote))
    if found.sure < least or typed or share_of(case.question.text, PRINTED) < LIKELY:
        return None
    return _answered(case, case.pool, value(case, found))


def printed_at_stage(case: Case) -> Answer | None:
    """The printed figure of the stage that a question names: a forecast that the papers hold is not one to be worked out."""
    if case.routed.route is Route.COMPARE or types_an_amount(case.question.text):
        return None
    found = figures_of(case, case.pool)
    if found.best is None or not found.best.signs["stage"] or not answers(found) or found.lacking:
        return None
    return _answered(case, case.pool, value(case, found))


def told_instead(case: Case, computed: Answer) -> Answer | None:
    """What the papers say, where no sum came of a question that types no amount: for "no figure is stated" an answer in words,
    and for a question put back one that speaks of every year asked for, or ranks what the papers print."""
    if computed.projection is not None or types_an_amount(case.question.text):
        return None
    years = case.question.years
    several = case.routed.route is Route.COMPARE
    silent = computed.status is Status.NOT_STATED and (
        several or case.question.expected is not Expected.FIGURE
    )
    ranks = order_asked(case.question.text) is not None
    if not silent and not (computed.clarification and (years or ranks)):
        return None
    answer = answer_from_papers(replace(case, facts=Stated()))
    said = answer.band == "answer" and all(year in answer.text for year in years)
    return answer if said or (several and answer.status is Status.ANSWERED) else None


def _drafted_alone(case: Case, question: Question, body: Body, pool: Pool) -> Draft | None:
    """The best draft of one body of several, as if the question were about this body alone."""
    documents = case.room.documents_of([body])
    stood = replace(case.stood, text=question.text, bodies=(body,))
    alone = replace(case, question=question, stood=stood, documents=documents, facts=Stated(), claim=None)
    return best(drafts(alone, pool))


def _answered(case: Case, pool: Pool, draft: Draft | None) -> Answer:
    """The draft written and cited, or what is said in its place."""
    defined = case.facts.metric is not None and case.question.expected is Expected.DEFINITION
    known = case.facts.strong or defined
    decided = band(draft, pool, typed=known or case.question.expected in TYPED, named=bool(case.stood.bodies))
    if _is_the_askers_own(case, draft):
        decided = Band.OFF_TOPIC
    if decided is Band.OFF_TOPIC and not case.stood.bodies:
        councils = names([body.name for body in case.room.bodies()])
        return Answer(
            Status.OUT_OF_SCOPE,
            Route.NONE,
            reply("status", "out_of_scope", councils=councils),
            why="no paper is near it",
        )
    if draft is not None and decided is Band.ANSWER:
        return _written(case, draft)
    if decided is Band.CLOSEST and case.claim is not None and not known:
        near = draft
    else:
        least = weights("answer")["nothing"]
        near = None if known or _is_denied(case) else nearest(pool, least, first=holding(case, pool))
    return _may_answer(case, near) if near else _silent(case, pool)


def _is_denied(case: Case) -> bool:
    """Whether it is known that the papers do not say: a denial is a claim. So of a statement put to them that they do not
    bear out, and of a measure that was read and has no figure of that body."""
    if case.claim is not None:
        return True
    metric = case.facts.metric
    return metric is not None and not facts_asked(case.room, metric, case.stood.bodies)


def _written(case: Case, draft: Draft) -> Answer:
    """The answer that a draft gives."""
    citations = Citations(case.room.document, case.room.source)
    written = draft.write(citations)
    return Answer(
        draft.status,
        case.routed.route,
        _of_whom(case, draft, written.text),
        evidence=citations.evidence,
        conflicts=written.conflicts,
        warnings=written.warnings,
        why=case.routed.why,
        band=_band_of(draft),
        verdict=draft.verdict.value if draft.verdict else None,
    )


def _band_of(draft: Draft) -> str:
    """How far the papers go, by the draft's own status."""
    if draft.status.value.startswith("unanswerable"):
        return _NOT_STATED
    return "passages" if draft.status is Status.ANSWERED_PARTLY and draft.shape == "value" else "answer"


def _may_answer(case: Case, near: Draft) -> Answer:
    """The best passages, whole, with the plain word that they may not answer."""
    citations = Citations(case.room.document, case.room.source)
    opening, text = reply("status", "closest"), near.write(citations).text
    text = text if text.startswith(opening) else f"{opening}\n\n{text}"
    return Answer(
        Status.ANSWERED_PARTLY,
        case.routed.route,
        text,
        evidence=citations.evidence,
        why=case.routed.why,
        band="passages",
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


def _is_the_askers_own(case: Case, draft: Draft | None) -> bool:
    """Whether something of the asker's own is asked for ("my street"), when no body is named and no paper all but says it."""
    if case.stood.bodies or case.documents is not None:
        return False
    words = tokens(case.question.text)
    owned = {after for word, after in zip(words, words[1:], strict=False) if word == "my"}
    private = bool(owned - word_list("work"))
    return private and (draft is None or (not draft.certain and draft.coverage < ALL_BUT_SAID))


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
    near = prose(pool, most=1)
    if near and _is_near(near):
        text = f"{text}\n\n{reply('status', 'nearest')}\n\n{near.write(citations).text}"
    return Answer(
        Status.NOT_STATED,
        case.routed.route,
        text,
        evidence=citations.evidence,
        why=case.routed.why,
        band=_NOT_STATED,
        verdict=Verdict.NOT_STATED.value if case.claim and case.facts.metric else None,
    )
