"""The facts that a question about a metric asks for, through the one door that knows what people said of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.fact_model import Fact
from ingest.model import Body

if TYPE_CHECKING:
    from assistant.room import Room

# Subjects of which people seldom say which measure they mean (mean or median, starts or all).
_LOOSE = frozenset({"paygap", "apprentice", "sickness"})


def facts_asked(room: Room, metric: str, bodies: Sequence[Body], *, rejected: bool = False) -> list[Fact]:
    """Facts of the metric, or of its kinds when it is named in general ("pay gap"), for the bodies or all."""
    found = _of(room, bodies, rejected=rejected)
    exact = [fact for fact in found if fact.metric == metric] or [
        fact for fact in found if _without_level(fact.metric) == _without_level(metric)
    ]
    family = metric.partition(".")[0]
    return exact or [fact for fact in found if family in _LOOSE and fact.metric.startswith(f"{family}.")]


def facts_of_family(room: Room, metric: str, bodies: Sequence[Body]) -> list[Fact]:
    """Every figure of the same subject ("sickness.…"); of a share only that share."""
    stem_of = metric if "[" in metric else metric.partition(".")[0] + "."
    found = _of(room, bodies)
    return [fact for fact in found if fact.metric.startswith(stem_of) and fact.value is not None]


def _of(room: Room, bodies: Sequence[Body], *, rejected: bool = False) -> list[Fact]:
    if not bodies:
        return room.facts(rejected=rejected)
    return [fact for body in bodies for fact in room.facts(body, rejected=rejected)]


def _without_level(metric: str) -> str:
    """The id of a share without the grade it is of, which documents and people word differently."""
    return re.sub(r",level=[^\]]*", "", metric)
