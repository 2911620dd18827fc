"""The passages that hold the sort of thing that a question asks for: a figure, a date, a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.compose.table_row import dates_in
from assistant.compose.value import figures_of, fits
from assistant.names import people
from assistant.pool import Pool, Scored
from assistant.question import Expected
from assistant.text_case import Case
from assistant.units import Unit, units_of
from ingest.fact_model import Fact
from ingest.model import Document

MOST = 2
NEAR = 0.5
"""The share of the best passage's score that one must have to go before it."""


def holding(case: Case, pool: Pool) -> list[Scored[Unit]]:
    """The first few passages that hold a thing of the sort asked for; none where words are asked for."""
    if case.question.expected is Expected.FIGURE:
        return list(_of_figures(case, pool))
    holds = _HOLDS.get(case.question.expected)
    if holds is None or not pool.units:
        return []
    least = NEAR * pool.units[0].score
    return [one for one in pool.units if one.score >= least and holds(one.item.text, one.document)][:MOST]


_HOLDS: dict[Expected, Callable[[str, Document], list[str]]] = {
    Expected.WHEN: dates_in,
    Expected.WHO: people,
}


def _of_figures(case: Case, pool: Pool) -> Iterator[Scored[Unit]]:
    """The sentences and rows of the figures that may be meant, best first."""
    found = figures_of(case, pool)
    if found.lacking:
        return
    for candidate in [one for one in found.candidates if fits(found, one)][:MOST]:
        unit = _unit_of(candidate.fact, case.room.document(candidate.fact.places[0].document))
        if unit is not None:
            yield unit


def _unit_of(fact: Fact, document: Document) -> Scored[Unit] | None:
    place = fact.places[0]
    holding = (
        unit for unit in units_of(document).units if unit.start <= place.start and place.end <= unit.end
    )
    unit = next(holding, None)
    return None if unit is None else Scored(unit, document, 0.0, 0.0, 0.0)
