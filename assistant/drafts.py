"""Which answer shapes are tried for a kind of question, and which of the drafts is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.about_itself import about_itself
from assistant.asks_two import asks_two
from assistant.binding.asked import is_put
from assistant.compose.abbreviation import abbreviation, abbreviation_asked
from assistant.compose.cell import labelled
from assistant.compose.draft import Draft
from assistant.compose.left_blank import left_blank
from assistant.compose.listing import list_of, listing
from assistant.compose.overview import overview, whole_document
from assistant.compose.prose import asks_why, can_stand, prose
from assistant.compose.ranking import order_asked, ranking
from assistant.compose.stated import asks_agreement
from assistant.compose.table_row import when
from assistant.compose.value import answers, figures_of, fits, of_metric, value
from assistant.compose.verdict import verdict
from assistant.compose.who import who
from assistant.figures.asked import sorts_named
from assistant.match import weights
from assistant.pool import Pool
from assistant.question import Expected
from assistant.reading.asks import asks_for_a_figure
from assistant.text_case import Case
from assistant.units import Group, Unit
from assistant.words import GENERIC
from ingest.fact_model import Fact
from ingest.quantities import MOMENTS, Kind, find

MAY_BE_A_FIGURE = frozenset({Expected.TOPIC, Expected.DEFINITION, Expected.PROSE, Expected.LIST})


def drafts(case: Case, pool: Pool) -> list[Draft | None]:
    """The drafts to choose from, in order of preference for this kind of question."""
    expected = case.question.expected
    if own := about_itself(case.room, case.stood.text, case.stood.bodies, case.documents):
        return [own]
    if (short := abbreviation_asked(case.question.text)) and (told := abbreviation(pool, short)):
        return [told]
    if case.claim and not asks_agreement(case.question.text):
        checked = verdict(pool, case.claim.put, asked=not is_put(case.question))
        if (checked and checked.verdict) or not case.facts.strong:
            return [checked]
    order = order_asked(case.question.text)
    if order is not None and (ranked := ranking(case, pool, order)):
        return [ranked]
    figure = expected is Expected.FIGURE or (
        expected in MAY_BE_A_FIGURE and asks_for_a_figure(case.question.text)
    )
    blank = left_blank(case, pool) if figure else None
    if blank is not None:
        return [blank]
    found = figures_of(case, pool) if figure else None
    if found and answers(found) and not asks_agreement(case.question.text):
        return [value(case, found)]
    if case.facts.draft:
        return [case.facts.draft]
    near = found.best if found and expected is not Expected.LIST else None
    if found and near and fits(found, near) and (agreed := _agreed(case, pool, near.fact)):
        return [agreed]
    if case.facts.strong and found:
        return [value(case, found) or of_metric(case, found, case.facts.metric)]
    if case.facts.strong:
        return [None]
    if expected is Expected.WHO:
        return [who(pool)]
    if expected is Expected.WHEN:
        return [when(pool), _fallback(prose(pool))]
    stated = (value(case, found) or of_metric(case, found, case.facts.metric)) if found else None
    if stated is not None:
        return [stated]
    if expected is Expected.FIGURE:
        told = prose(pool)
        return [_fallback(told) if told and _holds_what_is_counted(told, case.question.text) else None]
    if expected is Expected.LIST:
        return [listing(pool), labelled(pool), _or_introduced(prose(pool), pool)]
    if expected is Expected.OVERVIEW:
        return [_paper(case, pool), overview(pool)]
    if asks_why(case.question.text):
        return [prose(pool), labelled(pool), listing(pool)]
    return [_or_introduced(_or_whole_list(prose(pool), pool), pool), labelled(pool), listing(pool)]


_SORTS = {
    Kind.MONEY: "money",
    Kind.PERCENT: "share",
    Kind.POINTS: "share",
    Kind.DAYS: "time",
    Kind.DURATION: "time",
}


def _holds_what_is_counted(draft: Draft, asked: str) -> bool:
    """Whether the best sentence prints a figure of the sort asked for: one without it answers no "how much"."""
    best = draft.spans[0]
    kinds = {item.kind for item in find(best.item.text)} - MOMENTS - {Kind.AGE}
    printed = {_SORTS.get(kind, "count") for kind in kinds}
    if best.item.row is not None:
        return bool(printed)  # the heads of its columns say of which sort they are
    wanted = sorts_named(asked)
    return bool(printed & wanted if wanted else printed)


def _agreed(case: Case, pool: Pool, fact: Fact) -> Draft | None:
    """The best sentence, where the best figure stands in it: what neither shows alone, the two do together. Where two things
    are asked, one of the best three will do."""
    place, looked_at = fact.places[0], AGREEING if asks_two(case.question.text) else 1
    for scored in [one for one in pool.units if can_stand(one.item)][:looked_at]:
        unit = scored.item
        within = place.document == scored.document.id and unit.start <= place.start and place.end <= unit.end
        if within and unit.row is None and scored.score >= weights("answer")["prose"]:
            draft = prose(pool, first=scored)
            return replace(draft, certain=True) if draft else None
    return None


def _fallback(draft: Draft | None) -> Draft | None:
    """Running text in place of a typed answer: it must be clearly better to be taken."""
    good = draft is not None and draft.coverage >= FALLBACK_COVERAGE
    return replace(draft, score=draft.score - FALLBACK) if draft and good else None


def _or_whole_list(draft: Draft | None, pool: Pool) -> Draft | None:
    """When the best sentences are items of one list, the list itself, whole and in order."""
    blocks = [scored.item.block for scored in draft.spans if scored.item.kind == "item"] if draft else []
    block = draft.spans[0].item.block if draft and draft.spans else None
    if draft is None or block is None or blocks.count(block) < 2:
        return draft
    group = next((g for g in pool.groups if g.item.block == block and g.item.kind == "list"), None)
    return list_of(group, draft.score) if group else draft


_PAPER_WORDS = frozenset(
    [
        "workforce",
        "people",
        "cabinet",
        "climate",
        "corporate",
        "summarise",
        "summarize",
        "summary",
        "overview",
        "brief",
        "gist",
        "points",
        "messages",
    ]
)


def _paper(case: Case, pool: Pool) -> Draft | None:
    """The whole paper in brief, when the question names no topic within it."""
    if set(case.question.words) - GENERIC - _PAPER_WORDS or case.documents is None:
        return None
    return whole_document([case.room.document(document) for document in case.documents], pool.matcher)


_AHEAD = {"list": 0.2}
FALLBACK = 0.15
AGREEING = 3
FALLBACK_COVERAGE = 0.6


_INTRODUCES = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|\d{1,2}|following|these|below|include|includes)\b",
    re.I,
)


def _or_introduced(draft: Draft | None, pool: Pool) -> Draft | None:
    """When the best sentence only introduces a list ("we have seven priorities"), the list it introduces."""
    best = draft.spans[0] if draft and draft.spans else None
    if (
        draft is None
        or best is None
        or best.item.kind != "sentence"
        or not _INTRODUCES.search(best.item.text)
    ):
        return draft
    if len(best.item.text.split()) > 45:
        return draft
    for group in pool.groups:
        near = group.document is best.document and len(group.item.items) >= 3 and group.item.kind != "column"
        if near and (group.item.lead == best.item.text or _starts_after(group.item, best.item)):
            return list_of(group, draft.score)
    return draft


def _starts_after(group: Group, unit: Unit) -> bool:
    """Whether the list begins in the sentence's own section, right below it, or is made of that section's headings."""
    if group.kind == "headings":
        return group.section == unit.section
    return group.section == unit.section and unit.end <= group.start <= unit.end + 400


def best(drafts: Sequence[Draft | None]) -> Draft | None:
    """The first draft unless a later one is clearly better."""
    made = [draft for draft in drafts if draft is not None]
    if not made:
        return None
    first = made[0]
    return max(
        made,
        key=lambda draft: (
            draft.score + (_AHEAD.get(draft.shape, 0.08) if draft is first else 0.0) + draft.certain
        ),
    )
