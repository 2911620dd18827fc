"""The whole pipeline on one page: the ordered steps from a question to an answer that shows its evidence.

Any step may end it with a status. Nothing here needs a language model. One guard stands around the steps: whatever
breaks becomes a status, never a half answer.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from assistant import project, small_talk
from assistant.binding.asked import is_marked
from assistant.cautions import cautions, doubts
from assistant.check import checked
from assistant.clean import clean, gives_orders
from assistant.clock import Clock, Listener
from assistant.follow_up import ALL_BODIES, Earlier, StandAlone
from assistant.inert import inert
from assistant.likely.offered import offered
from assistant.limited import Run, TookTooLong, directly
from assistant.model import Answer, Asked, Carried, Route, Status, noted
from assistant.narrow import chosen
from assistant.personal import about_a_person
from assistant.planned import leaves_out, planned
from assistant.project import EarlierTurn
from assistant.reading.asks import asks_for_print
from assistant.replies import names, reply
from assistant.reviewed import review_warnings
from assistant.room import Room
from assistant.scenario.asked import Intent
from assistant.scenarios import answered, outcome_of
from assistant.standing import earlier_turn, standing
from assistant.suggest import next_questions
from assistant.sums.worked import names_another, own_worked, worked_out
from assistant.text_answer import (
    answer_from_papers,
    on_the_record,
    printed,
    printed_at_stage,
    printed_first,
    told_instead,
)
from assistant.text_case import Case, case_of
from assistant.writer import Writer
from ingest import metrics
from ingest.model import Body
from ingest.owners import owner

# What the engine could not settle, and another reading of the question may; a refusal stands.
_OPEN = frozenset({Status.CLARIFY_AMBIGUOUS, Status.CLARIFY_MISSING_INPUT, Status.NOT_STATED})
log = logging.getLogger("moothall")


def ask(
    room: Room,
    asked: Asked,
    earlier: list[Earlier],
    *,
    listen: Listener | None = None,
    writer: Writer | None = None,
    limit_s: float = math.inf,
    run: Run = directly,
) -> Answer:
    """Answer one question, given the turns before it. Never raises: what breaks becomes ``error_unexpected``,
    and what is not done when a step begins after ``limit_s`` seconds, or when ``run`` ends it, ``error_timeout``.
    """
    clock = Clock(listen, limit_s)
    try:
        answer = run(lambda: _steps(room, asked, earlier, clock))
        if writer is not None and not asked.plainly:
            clock.begin("write")
            answer = writer.phrased(answer, asked.question, listen)
    except TookTooLong:
        answer = Answer(Status.ERROR_TIMEOUT, Route.NONE, reply("status", "error_timeout"))
    except Exception:  # the one guard: a person gets a sentence, the log gets the trace
        log.exception("answering failed")
        answer = Answer(Status.ERROR_UNEXPECTED, Route.NONE, reply("status", "error_unexpected"))
    clock.end()
    return replace(answer, text=inert(answer.text), timings=clock.timings)


def _steps(room: Room, asked: Asked, earlier: list[Earlier], clock: Clock) -> Answer:
    clock.begin("read")
    question = clean(asked.question)
    if asked.scenario is not None:
        return answered(room, asked.scenario)
    narrowed = chosen(room.library, asked)
    if narrowed is not None:
        earlier = [replace(turn, bodies=_within(room, turn, narrowed)) for turn in earlier]
        return _searched_only(room.only(narrowed), replace(asked, councils=(), documents=()), earlier, clock)
    ended = _small(room, question)
    if ended:
        return ended
    question, changes = room.spelled(question)
    earlier = [] if asked.without_context else earlier
    stood = standing(room, question, earlier)
    if stood.whole:
        question, earlier = stood.text, []
    named = [(mention.start, mention.end) for mention in room.mentions(question)]
    if about_a_person(question, named, room.is_name):
        return Answer(
            Status.REFUSED_PERSON,
            Route.NONE,
            reply("status", "refused_person"),
            follow_ups=tuple(room.starters()),
        )
    case = case_of(room, asked, stood, clock.begin)
    computed = _computed(case, question, [earlier_turn(turn) for turn in earlier], clock)
    missing = [body for body in stood.bodies if not room.has(body)]
    unknown = bool(missing) and not asked.documents and len(missing) == len(stood.bodies)
    unknown = unknown and not all(room.is_told_of(body) for body in missing)
    worked = None if unknown else worked_out(case)
    if computed is not None and not unknown and asks_for_print(question):
        computed = printed(case) or computed
    if computed is not None and computed.projection is None and not unknown:
        computed = printed_at_stage(case) or computed
    if computed is not None and not unknown:
        computed = told_instead(case, computed) or computed
    if computed is not None and computed.clarification and is_marked(stood.text):
        computed = None  # it is to be borne out by the papers, and is no sum that wants another figure
    # A statement with a figure in it may be one that a paper makes or denies: that is looked up first.
    short = computed is not None and leaves_out(computed, question)
    if worked is None and not unknown and (computed is None or computed.status in _OPEN or short):
        worked = _printed_first(case, planned(case, instead=short)) or own_worked(case)
    if not unknown:
        computed = _printed_first(case, computed)
    sums = computed is not None and computed.projection is not None
    recorded = on_the_record(case, computed=sums) if computed is not None and worked is None else None
    if worked is None and computed is not None and recorded is None:
        return _finished(room, _with_context(computed, stood), stood, question)
    if unknown:
        return _not_loaded(room, missing)
    answer = worked or recorded or _or_sums(case, answer_from_papers(case))
    clock.begin("check")
    titles = [card.title for card in room.library.documents()]
    answer = checked(answer, f"{asked.question} {question} {stood.text} {stood.history}", titles)
    if changes:
        read_as = ", ".join(f"“{typed}” as “{meant}”" for typed, meant in changes)
        answer = noted(answer, f"Read {read_as}.")
    others = [body for body in stood.bodies if body in missing or room.is_told_of(body)]
    if others and answer.evidence:
        told = reply("status", "told_of", body=names([body.name for body in others]))
        answer = replace(answer, warnings=(*answer.warnings, told))
    return _finished(room, _with_context(answer, stood), stood, question)


def _printed_first(case: Case, made: Answer | None) -> Answer | None:
    """What was made, or the printed figure that goes before it."""
    return made and (printed_first(case, made) or made)


def _or_sums(case: Case, answer: Answer) -> Answer:
    """The sums that may be meant, in the place of what only may answer, or of a figure where surely a sum of figures is asked."""
    if answer.comparison is not None or answer.verdict is not None:
        return answer
    if answer.status is Status.ANSWERED_PARTLY:
        return offered(case) or answer
    figure = answer.status is Status.ANSWERED and answer.route in (Route.LOOKUP, Route.PASSAGES)
    return (offered(case, instead=True) if figure else None) or answer


def _finished(room: Room, answer: Answer, stood: StandAlone, question: str) -> Answer:
    """The answer with what to know of its papers, and what to ask next."""
    cited = {item.document.id for item in answer.evidence if item.document}
    cards = [card for card in room.library.documents() if card.id in cited]
    bodies = [body for body in stood.bodies if room.has(body)] or [owner(card) for card in cards[:1]]
    doubted = doubts(room.library, answer.evidence)
    known = (*review_warnings(room, answer), *doubted, *cautions(cards, room.today))
    return replace(
        answer,
        warnings=tuple(dict.fromkeys((*answer.warnings, *known))),
        follow_ups=answer.follow_ups or next_questions(room, bodies, question),
    )


def _within(room: Room, turn: Earlier, narrowed: Sequence[str]) -> tuple[Body, ...]:
    """The bodies of an earlier turn that have a paper among these."""
    return tuple(body for body in turn.bodies if not set(room.documents_of([body])).isdisjoint(narrowed))


def _searched_only(room: Room, asked: Asked, earlier: list[Earlier], clock: Clock) -> Answer:
    """The answer from the chosen papers alone; one that is not found says that only these were searched."""
    cards = room.library.documents()
    if not cards:
        return Answer(Status.NOT_LOADED, Route.NONE, reply("status", "none_chosen"))
    answer = _steps(room, asked, earlier, clock)
    if not answer.status.value.startswith("unanswerable"):
        return answer
    if answer.status is Status.NOT_LOADED:
        answer = replace(answer, text=reply("status", "not_among_chosen"))
    searched = f"Only the papers chosen were searched: {names([card.title for card in cards])}."
    return noted(answer, searched)


def _computed(case: Case, question: str, turns: list[EarlierTurn], clock: Clock) -> Answer | None:
    """The engine's answer when the question holds a change, a target, a horizon, a conversion or a combination."""
    clock.begin("project")
    room = case.room
    named = tuple(dict.fromkeys(mention.body for mention in room.subjects(question)))
    if named and not any(room.has(body) for body in named):
        return None
    if not named and ALL_BODIES.search(question):
        turns = []  # a question about all the councils is no edit of what was computed for one
    routing = project.wants(
        question,
        bodies=named,
        earlier=turns,
        facts=partial(room.library.facts, named=True),
        loaded=room.bodies(),
    )
    if not routing.route_is_project:
        return None
    outcome = outcome_of(room, question, turns)
    # Where nothing in the question names the workforce and the papers have what it does name, it asks for that.
    unnamed = outcome is not None and not turns and not metrics.match(question) and _of_staff(outcome)
    if unnamed and names_another(case):
        return None
    if outcome is None or (outcome.intent == Intent.SHARE_COUNT.value and outcome.projection is None):
        return None
    return Answer(
        outcome.status,
        Route.PROJECT,
        outcome.text,
        evidence=outcome.evidence,
        projection=outcome.projection,
        conflicts=outcome.conflicts,
        clarification=outcome.clarification,
        follow_ups=outcome.follow_ups,
        warnings=outcome.warnings,
        why=routing.reason,
    )


def _of_staff(outcome: project.ProjectionOutcome) -> bool:
    """Whether the engine took the workforce for what is asked, or found no figure for it."""
    metric = str((outcome.scenario or {}).get("metric", ""))
    return metric.startswith("workforce.") or outcome.status is Status.NOT_STATED


def _small(room: Room, question: str) -> Answer | None:
    """What needs no paper: nothing typed, orders instead of questions, greetings, an empty library."""
    councils = names([body.name for body in room.bodies()])
    if not question:
        return Answer(Status.OUT_OF_SCOPE, Route.NONE, reply("status", "empty"))
    if gives_orders(question):
        return Answer(Status.REFUSED_INSTRUCTION, Route.NONE, reply("status", "refused_instruction"))
    kind = small_talk.kind_of(question)
    if kind:
        return Answer(
            Status.ANSWERED,
            Route.CHAT,
            reply("chat", "greeting" if kind == "wellbeing" else kind, councils=councils),
            follow_ups=tuple(room.starters()),
        )
    if not room.library.documents():
        return Answer(Status.NOT_LOADED, Route.NONE, reply("status", "library_empty"))
    return None


def _not_loaded(room: Room, missing: list[Body]) -> Answer:
    text = reply(
        "status",
        "not_loaded",
        body=names([body.name for body in missing]),
        councils=names([b.name for b in room.bodies()]),
    )
    return Answer(Status.NOT_LOADED, Route.NONE, text, follow_ups=tuple(room.starters()))


def _with_context(answer: Answer, stood: StandAlone) -> Answer:
    """The carried body and topic, so that a person can see and drop them."""
    if not (stood.carried or stood.leaned):
        return answer
    carried = Carried(
        bodies=tuple(body.name for body in stood.bodies) if stood.carried else (),
        topic=stood.history,
        question=stood.text,
    )
    return replace(answer, carried=carried)
