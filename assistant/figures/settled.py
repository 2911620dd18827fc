"""Which fact of a measure is meant, when the same is stated at several times, stages and parts, and in several papers.

The rules are those of any ledger: what was asked for first, then the whole before a part, what is before what is planned, a paper in
force before a draft or one that was replaced, the latest, and the most exact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from assistant.figures.asked import Asked
from assistant.figures.signs import JOINT, TIMES, Profile, part_stems, time_fit
from ingest.fact_model import Approx, Fact, FactKind, Review
from ingest.facts.kinds import without_stage
from ingest.facts.measures import told
from ingest.facts.times import without_times
from ingest.facts.word_lists import lists
from ingest.model import DocumentStatus

SHORTEST_YEAR = 350
StatusOf = Callable[[str], DocumentStatus]
_STAGES = {
    FactKind.ACTUAL: 0,
    FactKind.USER: 0,
    FactKind.DERIVED: 1,
    FactKind.BUDGET: 2,
    FactKind.FORECAST: 3,
}
STANDING = {DocumentStatus.SUPERSEDED: 2, DocumentStatus.DRAFT: 1}


def settled(wanted: Asked, best: Fact, profiles: Sequence[Profile], status_of: StatusOf) -> Fact:
    """The fact of the same measure that the question means: the best ranked, or one that the rules put before it."""
    mine = measure_key(best)
    same = [one for one in profiles if measure_key(one.fact) == mine and _of_part(wanted, best, one)]
    return min(
        same, key=lambda one: (*_order(wanted, one, status_of), one.fact.id != best.id, one.fact.id)
    ).fact


def measure_key(fact: Fact) -> tuple[str, ...]:
    """What makes two facts one measure: body and metric; without one, paper and labels, times and words of stage apart."""
    if fact.metric:
        return fact.body, fact.metric, fact.unit, str(fact.change)
    return fact.places[0].document, fact.unit, fact.part, *telling(fact)


def telling(fact: Fact) -> tuple[str, ...]:
    """The labels of a fact that say what is measured, without their times and words of stage: no "Measure", no "Target"."""
    labels = (without_stage(without_times(label)).strip(" ,()") for label in fact.measure.split(JOINT))
    return tuple(label for label in labels if told(label) and label not in lists("generic"))


def _of_part(wanted: Asked, best: Fact, one: Profile) -> bool:
    """Whether a fact is of the part asked for: that of the best when its name is in the question, else the whole too."""
    said = any(key in wanted.words for key in one.part) if one.part else False
    best_said = any(word in wanted.words for word in part_stems(best.part))
    return one.fact.part == best.part if best_said else one.fact.part in ("", best.part) or said


def _order(wanted: Asked, one: Profile, status_of: StatusOf) -> tuple[object, ...]:
    fact = one.fact
    stage = fact.kind.value not in wanted.stages if wanted.stages else _STAGES.get(fact.kind, len(_STAGES))
    fits = max((time_fit(one.moment, asked) for asked in wanted.moments), key=TIMES.index, default="")
    late = one.moment[1] if one.moment else ""
    return (
        fits == TIMES[0],
        bool(wanted.stages)
        and stage,  # of the stage asked for, if only of a piece of the time, before another stage of all of it
        -TIMES.index(fits) if fits else 0,
        stage,
        _STAGES.get(fact.kind, len(_STAGES)),
        _part_rank(wanted, one),
        -round(sum(weight for key, weight in wanted.words.items() if key in one.own | one.part), 3),
        _is_part_of_a_year(one.moment),
        len(one.own - set(wanted.words)),
        len(telling(fact)),
        STANDING.get(status_of(fact.places[0].document), 0),
        fact.review is not Review.CORRECTED,
        tuple(-ord(letter) for letter in late) or (0,),
        fact.approx is not Approx.NONE,
        -fact.decimals,
    )


def _part_rank(wanted: Asked, one: Profile) -> int:
    """A part that the question names, then the whole, then any other part."""
    if any(key in wanted.words for key in one.part):
        return 0
    return 2 if one.fact.part else 1


def _is_part_of_a_year(moment: tuple[str, str] | None) -> bool:
    """Whether a time is a quarter or a month, which stands behind a whole year and a day."""
    if moment is None or moment[0] == moment[1]:
        return False
    first, last = (date.fromisoformat(day) for day in moment)
    return (last - first).days < SHORTEST_YEAR
