"""Whether the papers agree with themselves: figures that state the same thing differently, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.compose.draft import Draft, Written, bullet_points
from assistant.compose.fact_lines import certain, disagreement, short
from assistant.evidence import Citations
from assistant.model import Conflict
from ingest import metrics
from ingest.fact_model import Fact

if TYPE_CHECKING:
    from assistant.room import Room


def agreement(room: Room, facts: Sequence[Fact]) -> Draft:
    """Every figure of one subject that a body's papers print, with what of it disagrees."""

    def write(citations: Citations) -> Written:
        by_id = {fact.id: fact for fact in facts}
        pairs = sorted(
            {
                tuple(sorted((fact.id, other)))
                for fact in facts
                for other in fact.conflicts_with
                if other in by_id
            }
        )
        conflicts: list[Conflict] = []
        lines = [f"{metrics.name(fact.metric)}: {short(room, fact, citations)}" for fact in facts]
        said = [disagreement(by_id[pair[0]], by_id[pair[1]], citations, conflicts) for pair in pairs]
        first = (
            "**Some of these figures disagree.**"
            if pairs
            else (
                "**No two of these figures state the same thing differently.** Dates, periods and definitions may differ, so one need not "
                "follow from another:"
            )
        )
        return Written("\n\n".join([first, bullet_points(lines), *said]), tuple(conflicts))

    return certain(room, facts[0], write)
