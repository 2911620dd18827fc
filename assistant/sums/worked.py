"""A sum over printed figures, worked out by the engine and said with the figures, their proof and how it came about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.compose.fact_words import shown
from assistant.compose.value import answers, figures_of, told
from assistant.evidence import Citations
from assistant.figures.asked import family, listed
from assistant.figures.found import Found
from assistant.likely.asks import asks_for_a_sum, chances
from assistant.match import weights
from assistant.model import Answer, Route, Status
from assistant.planner.working import working
from assistant.project import projection_json
from assistant.reading.asks import TIMES, scored
from assistant.reading.spans import WITH_ROLE
from assistant.scenario.phrases import capital, years_word
from assistant.sums.asks import Ask, asks_of
from assistant.sums.differing import differing
from assistant.sums.growth import Growth, growth_of, scenario_of
from assistant.sums.own import own_sum
from assistant.sums.own import scenario_of as own_scenario
from assistant.sums.sides import Sides, sharing, summed
from assistant.text_case import Case
from engine import run
from engine.errors import EngineError
from engine.model import FactRef, Input, Operation, Projection, Scenario
from engine.parameters import packaged
from ingest.fact_model import Fact
from ingest.model import DocumentStatus

NEAR = 0.6
OWN = 0.6
"""The least chance that a question asks for a sum, for its own two amounts to be made one."""
PLANNED_FOR = (
    "workforce.",
    "pay.",
    "paygap.",
    "agency.",
    "budget.",
    "sickness",
    "leavers.",
    "div.",
    "age.",
    "vacancy.",
    "backfill.",
)
"""Measures whose growth the plans of ``assistant.scenario`` know more of than one rate."""


def worked_out(case: Case) -> Answer | None:
    """The sum over printed figures that a question asks for; None when it asks for none or not all of it is sure."""
    question = case.question.text
    growth = growth_of(question)
    if growth is not None:
        return _growth(case, growth)
    asks = asks_of(question)
    typed = [span for span in scored(question)[0] if span.type in WITH_ROLE and span.type not in TIMES]
    if not asks or typed:
        return None
    pool = case.pool
    plain, found = figures_of(case, pool), figures_of(case, pool, any_unit=True)
    near = _is_near(plain) or _is_near(found)
    status = {document.id: document.status for document in pool.documents}
    for ask in asks:
        if ask is Ask.SHARE and _is_printed(plain) or ask is Ask.DIFFERENCE and not near:
            continue
        made = _MAKERS[ask](case, found, status.__getitem__)
        if made is not None:
            return made
    return None


def own_worked(case: Case) -> Answer | None:
    """The sum of two typed amounts, which wants no paper; None when they make none, or something else is asked."""
    own = own_sum(case.question.text)
    if own is None or case.claim is not None:
        return None
    if asks_for_a_sum(chances(case.question.text, case.pool.matcher.vector)) < OWN:
        return None
    projection = _ran(own_scenario(own), {})
    if projection is None:
        return None
    first, second = (span.text for span in own.typed)
    lines = "\n".join(f"{capital(line)}." for line in working(projection))
    text = f"**{projection.display}**, from the figures you typed: {first} and {second}.\n\n*Worked out.* {lines}"
    answer = _answer(text, Citations(case.room.document, case.room.source), projection)
    return replace(answer, why="worked out from the figures that you typed")


def names_another(case: Case) -> bool:
    """Whether a question names a measure that the papers have and that is none of the workforce."""
    best = figures_of(case, case.pool, any_unit=True).best
    return best is not None and best.signs["names"] >= NEAR and not best.fact.metric.startswith("workforce.")


def _is_printed(found: Found) -> bool:
    """Whether a share is printed, which goes before one that is worked out."""
    return answers(found) and found.best is not None and family(found.best.fact.unit) == "share"


def _difference(case: Case, found: Found, status_of: Callable[[str], DocumentStatus]) -> Answer | None:
    sides = differing(found, status_of)
    projection = _run(Operation.DIFFERENCE, sides)
    if sides is None or projection is None:
        return None
    first, second = sides.facts
    gap = projection.result("value")
    named = {one.name for one in projection.results}
    percent = projection.result("change_percent") if "change_percent" in named else None
    moved = "more" if gap.value > 0 else "less"
    size = gap.display.lstrip("−-")
    lead = f"{size} {moved}" if gap.value else "No difference"
    if (
        percent is not None
        and "share" in listed("family").labels(case.question.text)
        and first.unit != "share"
    ):
        lead = f"{percent.display.lstrip('−-')} {moved}, {size}"
    elif percent is not None and gap.value:
        lead = f"{lead} ({percent.display})"
    yearly = _yearly(first, second)
    citations = Citations(case.room.document, case.room.source)
    text = (
        f"**{lead}**: {told(case, first, citations)}, against {told(case, second, citations)}."
        f"\n\n*Worked out.* {shown(first)} − {shown(second)} = {gap.display}"
        + (f"; {gap.display} ÷ {shown(second)} = {percent.display}" if percent is not None else "")
        + (f". Compounded that is {yearly.result('rate').display} a year" if yearly else "")
        + "."
    )
    # That the two are of different dates is what is asked, and stands in the first line.
    return replace(_answer(text, citations, projection, *([yearly] if yearly else [])), warnings=())


def _yearly(late: Fact, early: Fact) -> Projection | None:
    """The rate a year between two dated figures that lie more than a year apart."""
    if not (late.as_of and early.as_of) or int(late.as_of[:4]) - int(early.as_of[:4]) < 2:
        return None
    scenario = Scenario(
        Operation.HISTORY,
        bodies=(late.body,),
        metric=late.metric,
        baseline=FactRef(early.id),
        inputs={"end": (FactRef(late.id),)},
        outputs=("rate",),
    )
    return _ran(scenario, {fact.id: fact for fact in (late, early)})


def _is_near(found: Found) -> bool:
    """Whether the first figure is sure enough, or holds enough of the question, to be set beside another of its measure."""
    best = found.best
    return best is not None and (found.sure >= weights("value")["offer"] or best.signs["names"] >= NEAR)


def _share(case: Case, found: Found, status_of: Callable[[str], DocumentStatus]) -> Answer | None:
    sides = sharing(found)
    projection = _run(Operation.RATIO, sides)
    if sides is None or projection is None:
        return None
    share = projection.result("percent")
    part, whole = sides.facts
    citations = Citations(case.room.document, case.room.source)
    text = (
        f"**{share.display}**: {told(case, part, citations)}, of {told(case, whole, citations)}."
        f"\n\n*Worked out.* {shown(part)} ÷ {shown(whole)} = {share.display}."
    )
    return _answer(text, citations, projection)


def _total(case: Case, found: Found, status_of: Callable[[str], DocumentStatus]) -> Answer | None:
    sides = summed(found)
    projection = _run(Operation.SUM, sides)
    if sides is None or projection is None:
        return None
    total = projection.result("value")
    citations = Citations(case.room.document, case.room.source)
    lines = "\n".join(f"- {told(case, fact, citations)}" for fact in sides.facts)
    parts = " + ".join(shown(fact) for fact in sides.facts)
    text = f"**{total.display}** in all:\n\n{lines}\n\n*Worked out.* {parts} = {total.display}."
    return _answer(text, citations, projection)


def _growth(case: Case, growth: Growth) -> Answer | None:
    """A figure of a measure that the taxonomy does not name, from the typed or the printed level."""
    found = figures_of(case, case.pool)
    if found.asked.metric.startswith(PLANNED_FOR):
        return None
    citations = Citations(case.room.document, case.room.source)
    facts: dict[str, Fact] = {}
    baseline: Input
    if growth.base is not None:
        baseline, start = growth.base, "the figure you gave"
    elif found.best is not None and found.sure >= weights("value")["offer"] and not found.lacking:
        fact = found.best.fact
        facts, baseline, start = {fact.id: fact}, FactRef(fact.id), told(case, fact, citations)
    else:
        return None
    body = case.stood.bodies[0].id if case.stood.bodies else ""
    projection = _ran(scenario_of(growth, baseline, body, ""), facts)
    if projection is None:
        return None
    apart = [one for one in projection.readings if one.display != projection.display]
    others = "; ".join(f"{capital(one.label)}: {one.display}" for one in apart)
    years = years_word(growth.years)
    text = (
        f"**{projection.display} after {years}**: {growth.words} {start}."
        + (f"\n\n*Read another way.* {others}." if others else "")
        + f"\n\n*Worked out.* {capital(projection.formula.words)}; from {projection.inputs[0].display if projection.inputs else ''}."
    )
    return _answer(text, citations, projection)


_MAKERS = {Ask.DIFFERENCE: _difference, Ask.SHARE: _share, Ask.TOTAL: _total}


def _run(operation: Operation, sides: Sides | None) -> Projection | None:
    if sides is None:
        return None
    given = tuple(FactRef(fact.id) for fact in sides.facts)
    names = {Operation.RATIO: {"numerator": given[:1], "denominator": given[1:]}}
    best: Fact = sides.facts[0]
    scenario = Scenario(
        operation,
        bodies=tuple(dict.fromkeys(fact.body for fact in sides.facts)),
        metric=best.metric,
        inputs=names.get(operation, {"values": given}),
    )
    return _ran(scenario, {fact.id: fact for fact in sides.facts})


def _ran(scenario: Scenario, facts: Mapping[str, Fact]) -> Projection | None:
    try:
        return run(scenario, dict(facts), packaged())
    except EngineError:
        return None


def _answer(text: str, citations: Citations, projection: Projection, *beside: Projection) -> Answer:
    return Answer(
        Status.ANSWERED,
        Route.PROJECT,
        text,
        evidence=citations.evidence,
        projection=projection_json([projection, *beside]),
        warnings=tuple(projection.warnings),
        why="worked out from printed figures",
    )
