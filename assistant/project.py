"""The doorway to projections: is this question one for the engine, and if so, what is the answer."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.compose.projection import compose
from assistant.model import Clarification, Conflict, Evidence, Json, Option, Source, Status
from assistant.scenario import frame as frames
from assistant.scenario.asked import Decision, Intent
from assistant.scenario.case import Case
from assistant.scenario.draft import Draft, Stop
from assistant.scenario.follow_up import leans, resolve
from assistant.scenario.frame import Frame
from assistant.scenario.ledger import FactsOf, Ledger
from assistant.scenario.plans import PLANS
from assistant.scenario.subjects import Subject
from engine.errors import EngineError
from engine.model import Projection
from engine.parameters import Parameters, packaged
from ingest import metrics
from ingest.bodies import recognise
from ingest.model import Body


@dataclass(frozen=True, slots=True)
class EarlierTurn:
    """A turn before this one: its question, how it was answered, and the bodies it was about."""

    question: str
    bodies: tuple[Body, ...] = ()
    route: str = ""
    scenario: Json | None = None


@dataclass(frozen=True, slots=True)
class Routing:
    """Whether the engine should answer, why, and how sure that is (0 to 1)."""

    route_is_project: bool
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ProjectionOutcome:
    """What the engine has to say: text with labels, evidence, and the projection as JSON."""

    status: Status
    text: str
    evidence: tuple[Evidence, ...] = ()
    projection: Json | None = None
    clarification: Clarification | None = None
    conflicts: tuple[Conflict, ...] = ()
    warnings: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    scenario: Json | None = None
    code: str = ""
    intent: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """A question with its earlier ones taken in, and what is asked."""

    frame: Frame
    decision: Decision | None = None
    bodies: tuple[Body, ...] = field(default=())


def wants(
    question: str,
    *,
    bodies: Sequence[Body],
    earlier: Sequence[EarlierTurn] = (),
    facts: FactsOf | None = None,
    loaded: Sequence[Body] = (),
) -> Routing:
    """Whether the engine should answer; with ``facts``, a count that is printed is left to be looked up."""
    understood = understand(question, bodies=bodies, earlier=earlier)
    decision = understood.decision
    if decision is None:
        return _plain_routing(understood, earlier, facts)
    if facts is not None and _is_printed(understood, facts, loaded):
        return Routing(False, "the figure is printed, so it is looked up", 0.9)
    return Routing(True, decision.reason, decision.confidence)


def _plain_routing(understood: Understood, earlier: Sequence[EarlierTurn], facts: FactsOf | None) -> Routing:
    if _horizon_only(understood.frame, earlier) and not _is_past(understood, facts):
        return Routing(True, "a horizon without a rate", 0.7)
    return Routing(False, "no change, target, horizon or derived quantity is asked for", 0.8)


def _is_past(understood: Understood, facts: FactsOf | None) -> bool:
    """Whether the date named lies no later than the figures the body states: then they are looked up."""
    end = understood.frame.times.end
    if end is None or facts is None or not understood.bodies:
        return False
    stated = Ledger(facts).pick(understood.bodies[0].id, Subject("workforce.headcount"))
    return stated is not None and stated.fact.as_of is not None and end.first <= stated.fact.as_of


def _could_be_projected(turn: EarlierTurn) -> bool:
    """Whether the turn was about a figure that the engine knows; of any other a year is only another one that is stated."""
    return turn.scenario is not None or metrics.best(turn.question) is not None


def _horizon_only(frame: Frame, earlier: Sequence[EarlierTurn]) -> bool:
    """ "And in three years' time?" after a stated figure: there is a horizon, and nothing to project with."""
    short = (
        len(frame.text.split()) <= 8
        and bool(earlier)
        and frame.carried
        or len(frame.text.split()) <= 8
        and bool(earlier)
        and leans(frame)
    )
    return (
        short
        and _could_be_projected(earlier[-1])
        and (frame.times.length is not None or frame.times.end is not None)
        and bool(re.search(r"\bin\b|\btime\b|\bby\b|\bover\b|\bafter\b", frame.text))
    )


def _is_printed(understood: Understood, facts: FactsOf, loaded: Sequence[Body]) -> bool:
    """A count asked for that the body's documents print as a count."""
    decision, frame = understood.decision, understood.frame
    if decision is None:
        return False
    bodies = understood.bodies or (tuple(loaded) if len(loaded) == 1 else ())
    if not bodies or decision.intent not in {Intent.SHARE_COUNT, Intent.LEAVERS}:
        return False
    ledger = Ledger(facts)
    if decision.intent is Intent.LEAVERS:
        return ledger.pick(bodies[0].id, Subject("leavers.count")) is not None and not frame.about(
            "workforce.fte"
        )
    if len(frame.groups) != 1:
        return False
    return ledger.pick(bodies[0].id, frame.groups[0], unit="persons") is not None


def understand(question: str, *, bodies: Sequence[Body], earlier: Sequence[EarlierTurn] = ()) -> Understood:
    """Read a question with the turns before it."""
    now = frames.read(question, bodies)
    before = [(_as_asked(turn), turn.bodies) for turn in earlier[-6:]]
    frame, decision = resolve(before, now)
    return Understood(frame, decision, frame.bodies)


def _as_asked(turn: EarlierTurn) -> Frame:
    """An earlier question with the bodies that it names itself; those it was only about are carried, not named."""
    found = {mention.body.id for mention in recognise(turn.question, turn.bodies)}
    named = tuple(body for body in turn.bodies if body.id in found)
    return frames.read(turn.question, named)


def answer(
    question: str,
    *,
    bodies: Sequence[Body],
    loaded: Sequence[Body],
    facts: FactsOf,
    parameters: Parameters | None = None,
    earlier: Sequence[EarlierTurn] = (),
    source_of: Callable[[str], Source],
) -> ProjectionOutcome | None:
    """Answer a question with the engine; None when it is not one for the engine.

    ``bodies`` are those recognised in the question, in order; ``loaded`` those with a document; ``facts`` is
    ``library.facts``. A refusal is an outcome with its status, never an exception.
    """
    understood = understand(question, bodies=bodies, earlier=earlier)
    case = make_case(understood, loaded, facts, parameters or packaged(), source_of)
    draft = _draft(understood, case, earlier)
    if draft is None:
        return None
    return _outcome(draft, case, understood, source_of, loaded)


def make_case(
    understood: Understood,
    loaded: Sequence[Body],
    facts: FactsOf,
    parameters: Parameters,
    source_of: Callable[[str], Source] | None = None,
) -> Case:
    """The case of a question: the bodies in it, or the only one that is loaded."""
    bodies = understood.bodies or (tuple(loaded) if len(loaded) == 1 else ())
    return Case(understood.frame, bodies, tuple(loaded), Ledger(facts, source_of), parameters)


def _draft(understood: Understood, case: Case, earlier: Sequence[EarlierTurn]) -> Draft | None:
    decision = understood.decision
    if decision is None:
        if not _horizon_only(understood.frame, earlier):
            return None
        from assistant.scenario.clarify import start_or_rate

        return start_or_rate(case)
    try:
        draft = PLANS[decision.intent](case)
    except Stop as stop:
        draft = stop.draft
    except EngineError as error:
        draft = _refusal(error, case)
    draft.projections = list(case.runs)
    return draft


def _refusal(error: EngineError, case: Case) -> Draft:
    """An engine's refusal in words: what is wrong and what to type instead, with the figure it starts from."""
    draft = Draft(
        error.sentence,
        status=Status(error.status),
        code=error.code,
        refusal=f"{error.sentence} {error.offer}".strip(),
    )
    draft.cited.extend((start.fact, "the figure it starts from") for start in case.started[:1] if start.fact)
    if error.offer:
        draft.also.append(error.offer)
    if draft.status in {Status.CLARIFY_AMBIGUOUS, Status.CLARIFY_MISSING_INPUT}:
        draft.clarification = Clarification(error.sentence, ())
    return draft


def _outcome(
    draft: Draft,
    case: Case,
    understood: Understood,
    source_of: Callable[[str], Source],
    loaded: Sequence[Body],
) -> ProjectionOutcome:
    names = {body.id: body.short_name for body in (*loaded, *case.bodies)}
    written = compose(draft, case.ledger.used, source_of, names)
    main = draft.projections[0] if draft.projections else None
    clarification = draft.clarification
    if clarification is not None:
        clarification = replace(
            clarification, options=tuple(Option(o.label, o.question) for o in clarification.options)
        )
    return ProjectionOutcome(
        status=draft.status,
        text=written.text,
        evidence=written.evidence,
        projection=projection_json(draft.projections),
        clarification=clarification,
        conflicts=written.conflicts,
        warnings=written.warnings,
        follow_ups=tuple(draft.follow_ups[:3]),
        scenario=main.scenario.to_json() if main else None,
        code=draft.code,
        intent=understood.decision.intent.value if understood.decision else "",
    )


def projection_json(runs: Sequence[Projection]) -> Mapping[str, object] | None:
    """The main projection, with the others that the answer states under ``beside``."""
    if not runs:
        return None
    made = dict(runs[0].to_json())
    if len(runs) > 1:
        made["beside"] = [run.to_json() for run in runs[1:]]
    return made
