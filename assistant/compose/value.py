"""The printed figure that a question asks for: first the figure with whose it is and of when, then the same measure's others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.asks_two import asks_two
from assistant.compose.draft import Draft, Written, bullet_points, sentence
from assistant.compose.fact_lines import cut, dated, disagreement
from assistant.compose.fact_words import KIND_WORDS, by_a_person, shown, when_and_scope
from assistant.evidence import Citations
from assistant.figures.asked import Asked, family, listed, sorts_named
from assistant.figures.found import Candidate, Found, Lacking, find_figures, nearness
from assistant.figures.settled import measure_key
from assistant.figures.signs import JOINT, part_stems
from assistant.lexicon import instead
from assistant.match import stem_set, weights
from assistant.model import Conflict, Status
from assistant.pool import Pool
from assistant.question import Question
from assistant.replies import reply
from assistant.words import alike, tokens
from ingest import metrics
from ingest.fact_model import Fact, Scope
from ingest.model import Document
from ingest.quantities import MOMENTS, find
from ingest.refs import columns_at

if TYPE_CHECKING:
    from assistant.text_case import Case

MOST_BESIDE = 3
MOST_OFFERED = 3
LONGEST_SENTENCE = 400
ALL_BUT_SAID = 0.8
SURELY = 0.8
"""From here nine of ten figures that lead are right, whatever the taxonomy calls them."""
OF_THE_MEASURE = 0.3


def value(case: Case, found: Found) -> Draft | None:
    """The figure asked for, or the few that may be; None when none is near enough to be either."""
    best = found.best
    if best is None or not (answers(found) or _may_be_offered(found, best)):
        return None
    facts = [one.fact for one in found.candidates]
    document = case.room.document(best.fact.places[0].document)
    lacks = answers(found) and found.lacking is not Lacking.NOTHING

    def write(citations: Citations) -> Written:
        if lacks:
            return _lacks(case, found, facts, citations)
        return (_answer if answers(found) else _offer)(case, facts, citations)

    status = Status.NOT_STATED if lacks else Status.ANSWERED if answers(found) else Status.ANSWERED_PARTLY
    return Draft(
        "value", found.sure, best.signs["quote"], best.signs.get("likeness_quote", 0.0), (document,), write,
        status=status, certain=True,
    )  # fmt: skip


def of_metric(case: Case, found: Found, metric: str | None) -> Draft | None:
    """What is stated under the metric that a question names, when it is not sure which of it is meant: nobody is told that
    nothing is."""
    facts = [one.fact for one in found.profiles if metric and one.fact.metric == metric]
    if not facts:
        return None
    order = {one.fact.id: place for place, one in enumerate(found.candidates)}
    facts.sort(key=lambda fact: (order.get(fact.id, len(order)), fact.scope is not Scope.WHOLE, fact.id))
    document = case.room.document(facts[0].places[0].document)
    return Draft(
        "value",
        found.sure,
        0.0,
        0.0,
        (document,),
        lambda citations: _offer(case, facts, citations),
        certain=True,
    )


def _may_be_offered(found: Found, best: Candidate) -> bool:
    """Whether a figure that is not sure enough may be shown among others."""
    return found.sure >= weights("value")["offer"] and fits(found, best)


def fits(found: Found, best: Candidate) -> bool:
    """Whether a figure is of no other metric, sort of unit, measure or time than those asked for."""
    other = best.signs["other_metric"] or best.signs["other_unit"] or found.lacking
    return not other and _measures_what_is_asked(found.asked, best.fact)


def _lacks(case: Case, found: Found, facts: Sequence[Fact], citations: Citations) -> Written:
    """That the measure is not stated for the time or stage asked for, and for which it is."""
    best = facts[0]
    document = case.room.document(best.places[0].document)
    named = measured(best, document) or reply("status", "this_figure")
    times = ", ".join(item.text for item in find(case.question.text) if item.kind in MOMENTS)
    what = f"{named} for {times}" if found.lacking is Lacking.TIME else f"an actual figure for {named}"
    source = case.room.source(document.id)
    first = reply(
        "status", "not_stated_metric", where=best.owner or source.owner, metric=what, searched=source.title
    )
    lines = [_line(case, fact, citations) for fact in (best, *_beside(best, facts[1:], ()))]
    return Written(f"{first}\n\n{reply('status', 'nearest')}\n\n{bullet_points(lines)}")


def answers(found: Found) -> bool:
    """Whether the first figure found is sure enough to be given as the answer; never one of another metric than the one named,
    nor of another sort of unit, nor an amount for a share, nor another measure of the part that is named."""
    best = found.best
    if best is None or found.sure < weights("value")["answer"] or _is_of_another_metric(found, best):
        return False
    if found.asked.families == {"share"} and family(best.fact.unit) != "share":
        return False
    sorts = sorts_named(found.asked.text)
    other_sort = sorts and family(best.fact.unit) not in sorts and best.signs["quote"] < ALL_BUT_SAID
    return not other_sort and _measures_what_is_asked(found.asked, best.fact)


def _is_of_another_metric(found: Found, best: Candidate) -> bool:
    """Whether the taxonomy names what is asked otherwise than the figure, and neither its own words nor all signs together
    outweigh that."""
    outweighed = best.signs["own"] >= ALL_BUT_SAID or found.sure >= SURELY
    return bool(best.signs["other_metric"]) and not outweighed


def _measures_what_is_asked(asked: Asked, fact: Fact) -> bool:
    """Whether a figure of the part that a question names is of what it asks about the part: "what is a swim at Castle Pool" asks
    no subsidy. A question that asks nothing more of the part is met by any."""
    part = part_stems(fact.part)
    rest = {word: weight for word, weight in asked.words.items() if word not in part}
    if not part & set(asked.words) or sum(rest.values()) < OF_THE_MEASURE:
        return True
    if fact.metric and fact.metric == asked.metric:
        return True
    names = metrics.name(fact.metric) if fact.metric else ""
    said = stem_set(f"{fact.measure} {fact.heading} {fact.quote} {names} {fact.unit}")
    others = instead(asked.text)
    return any(
        alike(word) & said or any(wording <= said for wording in others.get(word, ())) for word in rest
    )


def figures_of(case: Case, pool: Pool, *, any_unit: bool = False, blanks: bool = False) -> Found:
    """Every fact of the papers in play held against the question, those of the bodies named when there are any;
    ``any_unit`` and ``blanks`` as in ``find_figures``."""
    documents = [document.id for document in pool.documents]
    facts = facts_of(case, pool)
    vector = pool.matcher.vector
    near = nearness(case.room.library, vector, documents)
    question = question_of(case, pool)
    status = {document.id: document.status for document in pool.documents}
    return find_figures(
        question,
        vector,
        facts,
        read=case.room.read,
        near=near,
        status_of=status.__getitem__,
        any_unit=any_unit,
        blanks=blanks,
    )


def facts_of(case: Case, pool: Pool) -> list[Fact]:
    """The facts of the papers in play: those of the bodies named when there are any."""
    every = [fact for document in pool.documents for fact in case.room.library.facts(document=document.id)]
    named = {body.id for body in case.stood.bodies}
    return [fact for fact in every if fact.body in named] or every


def question_of(case: Case, pool: Pool) -> Question:
    """The question without the titles of papers in it: the years of "Workforce Plan 2024–2027" ask for none."""
    text = case.question.text
    for title in filter(None, (document.title for document in pool.documents)):
        at = text.casefold().find(title.casefold())
        if at >= 0:
            text = f"{text[:at]} {text[at + len(title) :]}"
    return replace(case.question, text=text)


def _answer(case: Case, facts: Sequence[Fact], citations: Citations) -> Written:
    best = facts[0]
    conflicts: list[Conflict] = []
    parts = [_first(case, best, citations)]
    by_id = {fact.id: fact for fact in case.room.library.facts(document=best.places[0].document)}
    rivals = [by_id[other] for other in best.conflicts_with if other in by_id]
    parts += [disagreement(best, rival, citations, conflicts) for rival in rivals]
    beside = _beside(best, [*facts[1:], *by_id.values()], rivals)
    if beside:
        parts.append(bullet_points([_line(case, fact, citations) for fact in beside]))
    return Written("\n\n".join(parts), tuple(conflicts))


def _beside(best: Fact, facts: Sequence[Fact], rivals: Sequence[Fact]) -> list[Fact]:
    """The same measure of the same part at other times or stages."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        same = (measure_key(fact), fact.part, fact.body) == (measure_key(best), best.part, best.body)
        key = (fact.value, fact.as_of, fact.period, fact.kind)
        if (
            same
            and fact.value is not None
            and key != (best.value, best.as_of, best.period, best.kind)
            and fact not in rivals
        ):
            kept.setdefault(key, fact)
    return list(kept.values())[:MOST_BESIDE]


def _offer(case: Case, facts: Sequence[Fact], citations: Citations) -> Written:
    distinct = list({(fact.value, fact.measure, fact.part): fact for fact in reversed(facts)}.values())[::-1]
    lines = [
        _first(case, fact, citations)
        if _is_told_whole(case, fact)
        else _line(case, fact, citations, whole=True)
        for fact in distinct[:MOST_OFFERED]
    ]
    lines = list(dict.fromkeys(lines))
    opening = reply("status", "figures_offered" if len(lines) > 1 else "figure_offered")
    return Written(f"{opening}\n\n{bullet_points(lines)}")


def _first(case: Case, fact: Fact, citations: Citations) -> str:
    """The figure and what it is of: by its labels or metric and its sentence below, or by its sentence alone."""
    if _is_told_whole(case, fact):
        return f"{sentence(fact.quote)} {citations.fact(fact)}"
    label, quote = citations.fact(fact), f"“{cut(' '.join(fact.quote.split()))}”"
    said = _told(case, fact, citations)
    if measured(fact, case.room.document(fact.places[0].document)):
        return f"**{shown(fact)}** {label}: {said}.\n\n{quote}"
    return f"**{shown(fact)}** {label}: {quote} ({said})"


def _is_told_whole(case: Case, fact: Fact) -> bool:
    """Whether the sentence round a figure answers better than the figure: when two things are asked, and it may say both, or
    when it names its figures "respectively"."""
    place = fact.places[0]
    running = any(origin.field == "measure" and origin.place in _RUNNING for origin in fact.origins)
    two = asks_two(case.question.text) or "respectively" in tokens(place.quote)
    return running and two and len(place.quote) <= LONGEST_SENTENCE


def told(case: Case, fact: Fact, citations: Citations) -> str:
    """A figure with its label and what it is of, for a sentence that sets it beside others."""
    label = citations.fact(fact)
    return f"{shown(fact)} {label} ({_told(case, fact, citations)})"


def _line(case: Case, fact: Fact, citations: Citations, *, whole: bool = False) -> str:
    label = citations.fact(fact)
    if whole:
        return f"{shown(fact)} {label}: {_told(case, fact, citations)}"
    when = when_and_scope(fact, undated="", when=dated(case.room, fact, citations))
    return f"{shown(fact)}{', ' + when if when else ''} {label}"


def _told(case: Case, fact: Fact, citations: Citations) -> str:
    """What the figure is: its measure, part, owner, time and stage."""
    document = case.room.document(fact.places[0].document)
    owner = fact.owner or case.room.source(document.id).owner
    measure, part = measured(fact, document), fact.part.replace(JOINT, ", ")
    pieces = [
        measure,
        "" if part.casefold() in measure.casefold() else part,
        "" if owner.casefold() in f"{measure} {part}".casefold() else owner,
        dated(case.room, fact, citations),
        KIND_WORDS.get(fact.kind, ""),
        by_a_person(fact),
    ]
    return ", ".join(piece for piece in pieces if piece)


def measured(fact: Fact, document: Document) -> str:
    """What is measured: the labels of a cell's row and columns, the name of the metric, or of running text nothing, for its
    sentence says it."""
    if any(origin.field == "measure" and origin.place in _RUNNING for origin in fact.origins):
        return metrics.name(fact.metric) if fact.metric else ""
    place = fact.places[0]
    beside = f"{place.quote} ; {columns_at(document, place.start, place.end)}".casefold()
    parts = {fact.part, *fact.part.split(JOINT)}
    labels = [
        label
        for label in fact.measure.split(JOINT)
        if label.casefold() in beside and label not in parts and label not in listed("heads")
    ]
    return ", ".join(dict.fromkeys(labels)) or (metrics.name(fact.metric) if fact.metric else "")


_RUNNING = frozenset({"clause", "sentence", "sentence before", "lead"})
