"""A figure that a paper has a place for and leaves open ("TBC"): the answer is that it does, not a figure near by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.compose.draft import Draft, Written
from assistant.compose.fact_lines import cut
from assistant.compose.value import facts_of, figures_of
from assistant.evidence import Citations
from assistant.figures.settled import telling
from assistant.match import weights
from assistant.model import Status
from assistant.pool import Pool
from assistant.replies import reply
from ingest.fact_model import Fact

if TYPE_CHECKING:
    from assistant.text_case import Case


def left_blank(case: Case, pool: Pool) -> Draft | None:
    """That a paper has a place for the figure asked for and leaves it open; None when it prints one or has no such place."""
    if all(fact.value is not None for fact in facts_of(case, pool)):
        return None
    found = figures_of(case, pool, blanks=True)
    if found.best is None or found.best.fact.value is not None or found.sure < weights("value")["answer"]:
        return None
    fact = found.best.fact
    if not found.asked.moments and any(_is_the_same(one.fact, fact) for one in found.profiles):
        return None  # printed for another time, and none was asked for
    document = case.room.document(fact.places[0].document)

    def write(citations: Citations) -> Written:
        where, label = fact.owner or case.room.source(document.id).owner, citations.fact(fact)
        return Written(reply("status", "placeholder", where=where, quote=cut(fact.quote), label=label))

    return Draft("value", found.sure, 1.0, 1.0, (document,), write, status=Status.PLACEHOLDER, certain=True)


def _is_the_same(one: Fact, blank: Fact) -> bool:
    """Whether a printed figure is of the measure and part that is left blank."""
    printed = one.value is not None
    return printed and (telling(one), one.part, one.body) == (telling(blank), blank.part, blank.body)
