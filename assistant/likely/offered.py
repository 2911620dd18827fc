"""The likeliest sums set before the asker, each with its figures, their proof and its working: none is said to be the one meant."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from assistant.compose.value import facts_of, question_of, told
from assistant.evidence import Citations
from assistant.figures.found import nearness, score, signs_of
from assistant.likely.asks import asks_for_a_sum, chances
from assistant.likely.chain import scenario_of
from assistant.likely.chosen import Chosen, chosen
from assistant.likely.field import Field
from assistant.likely.shapes import PRINTED, Sum, shapes
from assistant.model import Answer, Route, Status
from assistant.planner.working import working
from assistant.project import projection_json
from assistant.reading.asks import amounts, asks_for_a_figure, scored
from assistant.replies import reply
from assistant.scenario.phrases import capital
from assistant.text_case import Case
from engine import run
from engine.errors import EngineError
from engine.model import Projection
from engine.parameters import packaged

ASKED, SURELY = 0.6, 0.9
"""The least chance that a question asks for a sum, and that it does although a printed figure answers it."""
LEADS = 0.3
"""The least chance of the first sum for any to be offered: of nine offers over the spent sets of docs/first-try.md the four that
led with less were wrong."""
HARDLY_PRINTED = ("times", "apply", "cost", "rest", "back", "continue", "mean", "rate_of", "grow", "reach")
"""What is asked of figures and seldom printed: papers print shares, totals, differences and what is left."""
FIRMLY_ASKED, FIRMLY = 0.8, 0.7
"""From here a question asks for a sum, and the first sum is offered before a printed figure: of sixteen such over the papers with
gold answers seven were what was asked, and no figure that was was lost."""
LEAST, COVERED = 0.08, 0.3
"""The least chance of a sum that is offered, and the least share of the question's words that stand with its figures."""
MOST, LOOKED_AT = 3, 6
_UNIT_SIGNS = ("unit", "other_unit", "uncountable")
_MOVED = ("difference", "change")
_SAME = 1e-6
_Worked = tuple[Chosen, Projection]


def offered(case: Case, *, instead: bool = False) -> Answer | None:
    """Up to three sums that the question may ask for; None when it hardly asks for one, names no body, or none is likely.
    ``instead`` of a figure that is given as the answer it must surely ask for what papers hardly print."""
    if case.claim is not None or not _is_of_a_body(case):
        return None
    asked = chances(case.question.text, case.pool.matcher.vector)
    if asks_for_a_sum(asked) < ASKED:
        return None
    found = chosen(field_of(case), scored(case.question.text)[0], asked, LOOKED_AT)
    firm = asks_for_a_sum(asked) >= FIRMLY_ASKED and bool(found) and _is_firm(found[0])
    hardly_printed = sum(asked.get(name, 0.0) for name in HARDLY_PRINTED) >= SURELY
    if not firm and not (asks_for_a_figure(case.question.text) and (hardly_printed or not instead)):
        return None
    likely = worth_offering(found, amounts(case.question.text))
    made = [one for one in map(_worked, likely) if one is not None]
    return _answer(case, made[:MOST]) if made else None


def _is_of_a_body(case: Case) -> bool:
    """Whether it is known whose figures are meant: no sum is made of those of another body."""
    return bool(case.stood.bodies) or len(case.room.bodies()) == 1


def field_of(case: Case) -> Field:
    """The figures of the papers in play, likeliest first. In which unit a sum is asked for says nothing of its figures."""
    facts = [fact for fact in facts_of(case, case.pool) if fact.value is not None]
    documents = [document.id for document in case.pool.documents]
    near = nearness(case.room.library, case.pool.matcher.vector, documents)
    wanted, made = signs_of(question_of(case, case.pool), facts, near)
    signs = {one.fact.id: given for given, one in made}
    scores = {
        id: score({name: value for name, value in given.items() if name not in _UNIT_SIGNS}, "plain")
        for id, given in signs.items()
    }
    profiles = sorted((one for _, one in made), key=lambda one: (-scores[one.fact.id], one.fact.id))
    return Field(wanted, tuple(profiles), signs, scores)


def worth_offering(found: Sequence[Chosen], amounts: Sequence[float]) -> list[Chosen]:
    """Of sums, the likeliest first, those that are likely enough and take in every amount that was typed; none at all when the
    first is a bare figure or does not lead."""
    if not found or found[0].sum.shape == PRINTED or found[0].chance < LEADS:
        return []
    return [one for one in found if _is_likely(one) and _takes_in(one.sum, amounts)]


def _is_likely(one: Chosen) -> bool:
    return one.sum.shape != PRINTED and one.chance >= LEAST and one.covered >= COVERED


def _is_firm(first: Chosen) -> bool:
    """Whether the first sum leads by far, is of two figures or more, and no mean, for which much is mistaken."""
    return first.chance >= FIRMLY and len(first.sum.of) > 1 and not first.sum.shape.startswith("mean")


def _takes_in(made: Sum, amounts: Sequence[float]) -> bool:
    """Whether every amount that was typed goes into a sum: as it was typed, as the printed figure that it repeats, or as how many
    figures there are ("all three")."""
    used = (
        [span.value or 0.0 for span in made.typed]
        + [one.fact.value or 0.0 for one in made.of]
        + [float(len(made.of))]
    )
    return all(any(math.isclose(abs(amount), abs(one), rel_tol=_SAME) for one in used) for amount in amounts)


def _worked(one: Chosen) -> _Worked | None:
    """What the engine comes to; None where it refuses, or comes to another figure than the sum was chosen for."""
    facts = {profile.fact.id: profile.fact for profile in one.sum.of}
    bodies = {fact.body for fact in facts.values()}
    try:
        projection = run(scenario_of(one.sum, bodies.pop() if len(bodies) == 1 else ""), facts, packaged())
    except EngineError:
        return None
    same = abs(projection.value - one.sum.value) <= _SAME * max(1.0, abs(one.sum.value))
    return (one, projection) if same else None


def _answer(case: Case, made: Sequence[_Worked]) -> Answer:
    citations = Citations(case.room.document, case.room.source)
    lines = "\n".join(f"- {_line(case, one.sum, projection, citations)}" for one, projection in made)
    said = "sums_offered" if len(made) > 1 else "sum_offered"
    return Answer(
        Status.ANSWERED_PARTLY,
        Route.PROJECT,
        f"{reply('status', said)}\n\n{lines}",
        evidence=citations.evidence,
        projection=projection_json([projection for _, projection in made]),
        warnings=tuple(dict.fromkeys(said for _, projection in made for said in projection.warnings)),
        why="sums over printed figures that may be meant",
    )


def _line(case: Case, made: Sum, projection: Projection, citations: Citations) -> str:
    """The result with what it is, the figures that it is made of, and its working."""
    figures = [told(case, one.fact, citations) for one in made.of]
    shape = shapes()[made.shape]
    given = [f"{span.text} (your figure)" for span in made.typed]
    said = "; ".join([*given, *figures])
    beside = "".join(f"; {shown}" for shown in _beside(projection))
    return f"**{_lead(made, projection)}**{beside}, {shape.says}: {said}. {capital('; '.join(working(projection)))}."


def _lead(made: Sum, projection: Projection) -> str:
    """A difference and a change are more or less, and no signed figures."""
    if shapes()[made.shape].family not in _MOVED:
        return projection.display
    if not projection.value:
        return "No difference"
    return f"{projection.display.lstrip('−-')} {'more' if projection.value > 0 else 'less'}"


def _beside(projection: Projection) -> Iterator[str]:
    for name in projection.scenario.outputs[1:]:
        yield projection.result(name).display
