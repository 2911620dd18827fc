"""Figures of running text: each belongs to its piece of the sentence, and what the piece leaves open stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest import clauses
from ingest.facts import parts
from ingest.facts.draft import Draft, Setting
from ingest.facts.sentence_case import (
    LONGEST_MEASURE,
    Case,
    Sentence,
    Thread,
    clause_of,
    measure_of,
    piece_of,
    unit_of,
)
from ingest.facts.sentence_time import is_change, stage_of, time_of
from ingest.facts.tiles import is_short
from ingest.facts.times import resolved
from ingest.facts.word_lists import lists
from ingest.phrases import words
from ingest.quantities import MOMENTS, TEMPORAL, Kind, Quantity, find

_DURATION_BEFORE = frozenset(
    "over within for in after every each last next past the than of about first final under until to during".split()
)


_BEFORE_A_BASE = frozenset({"each", "every", "per"})
_SCALES = frozenset({"million", "billion", "thousand"})


def read_sentence(sentence: Sentence, setting: Setting, thread: Thread) -> Iterator[Draft]:
    """The figures of a sentence with what they measure; ``thread`` is what the sentences before leave, and is carried on."""
    text = sentence.text
    found = find(text)
    moments = [item for item in found if item.kind in MOMENTS]
    figures = [item for item in found if _measures_something(item, sentence, found)]
    if not lists("order").find(text):
        cut = clauses.pieces(text, found)
        for number, figure in enumerate(figures):
            if _said_before(figure, text, thread):
                continue
            draft = _draft(Case(sentence, setting, thread, found, moments, figures, number, cut))
            if not cut[clauses.piece_at(cut, figure.start)].bracketed:
                thread.unit = draft.unit
            thread.said.add((figure.kind, figure.value))
            yield draft
    _carry(text, moments, figures, setting, thread)


def _measures_something(item: Quantity, sentence: Sentence, found: Sequence[Quantity]) -> bool:
    """Whether a quantity measures something: no time, no condition ("each 1%"), no number of a paragraph or an item."""
    text = sentence.text
    if item.change or (item.kind in TEMPORAL and item.kind is not Kind.DURATION):
        return False
    if not any(char.isdigit() for char in item.text) and (
        not item.words or item.text.strip("£ ").lower() in _SCALES
    ):
        return item.kind is Kind.PLACEHOLDER
    before = words(text[: item.start])
    last = before[-1].fold if before else ""
    if item.kind is Kind.DURATION:
        return any(char.isdigit() for char in item.text) and last not in _DURATION_BEFORE
    if item.kind in (Kind.PERCENT, Kind.POINTS):
        condition = last == "a" and any(
            other.kind is Kind.MONEY and other.start > item.end for other in found
        )
        return last not in _BEFORE_A_BASE and not condition
    if item.kind in (Kind.COUNT, Kind.DAYS) and item.words and (item.value or 0) <= 12:
        return item.kind is Kind.COUNT and _counts_things(item.unit)
    if item.kind is Kind.COUNT and last in _BEFORE_A_BASE:
        return False  # "133 per 10,000": what others are counted against
    return item.kind is not Kind.COUNT or not (_enumerates(item, sentence) or _bands(item, found))


def _counts_things(noun: str) -> bool:
    return bool(lists("people").find(noun)) or "counted" in lists("measuring").labels(noun)


def _enumerates(item: Quantity, sentence: Sentence) -> bool:
    """Whether a number opens the text to count it: "2.8 Correction", "3. protecting ..."; or is all that it holds."""
    text = sentence.text
    if text[: item.start].strip():
        return False
    rest = text[item.end :]
    if (item.value or 0) >= 100:
        return False
    if not rest.strip() or rest[:1] in ".)":
        return True
    opens = rest.lstrip()[:1]
    return (
        not sentence.item and (bool(item.decimals) or not item.unit) and (opens.isupper() or opens.isdigit())
    )


def _bands(item: Quantity, found: Sequence[Quantity]) -> bool:
    """Whether a bare range only says of whom a share is: "between 25 and 44 there are 35%"."""
    return item.high is not None and not item.unit and any(other.kind is Kind.PERCENT for other in found)


def _said_before(figure: Quantity, text: str, thread: Thread) -> bool:
    """Whether a figure only takes up one that was said before: "of those 462", "the £2m"."""
    before = words(text[: figure.start])
    taken_up = bool(before) and before[-1].fold in (
        "those",
        "these",
        "the",
        "its",
        "their",
        "that",
        "this",
        "same",
    )
    return taken_up and (figure.kind, figure.value) in thread.said


def _draft(case: Case) -> Draft:
    figure, sentence = case.figure, case.sentence
    piece = piece_of(case)
    clause = clause_of(case, piece)
    measure, place = measure_of(case, clause)
    draft = Draft(
        figure.value,
        unit_of(case, clause),
        measure[:LONGEST_MEASURE],
        sentence.start,
        sentence.start + len(case.text),
    )
    draft.high, draft.approx, draft.decimals = figure.high, figure.approx, figure.decimals
    draft.span = (sentence.start + figure.start, sentence.start + figure.end)
    draft.step = figure.step
    draft.base = _counted_behind(figure, case.text)
    time = time_of(case, piece)
    stage, kind_place = stage_of(case, piece, time)
    draft.time, draft.kind, draft.note = time, stage.kind, case.setting.dated
    draft.change = is_change(case, piece)
    _whose(draft, case, clause)
    headings = " > ".join(case.setting.headings)
    draft.context = " | ".join(
        (case.text, case.thread.before, case.setting.lead, headings, case.setting.paper.front)
    )
    opening = case.text[: case.figures[0].start]
    draft.told = case.text[piece.start : piece.end]
    draft.own, draft.counts, draft.item = clause, figure.kind is Kind.COUNT, sentence.item
    draft.around = _around(case, draft, opening)
    draft.say("measure", place)
    draft.say("period", time.place if time else "", time.text if time else "")
    draft.say("kind", kind_place, stage.word)
    return draft


def _counted_behind(figure: Quantity, text: str) -> str:
    """The noun that a share told in words is taken of: "nine out of ten vacancies"."""
    told_in_words = figure.kind is Kind.PERCENT and not any(char.isdigit() for char in figure.text)
    behind = words(text[figure.end : figure.end + 40])
    return behind[0].fold if told_in_words and behind else ""


def _around(case: Case, draft: Draft, opening: str) -> tuple[str, ...]:
    """The texts further out that may say what is measured, the nearest first.

    A count is named by its own words, by the lead of its list, or by what its words lean on; a heading names it
    only in a line that is label and value.
    """
    thread, headings = case.thread, tuple(reversed(case.setting.headings))
    if draft.counts and not (case.sentence.item and is_short(case.text)):
        leaning = bool(lists("leaning").find(draft.own))
        return (case.lead, *((thread.topic, thread.before) if leaning else ()))
    front = (case.setting.run, case.setting.paper.front) if draft.unit.startswith("days") else ()
    return (opening, case.lead, thread.topic, thread.before, *headings, *front)


def _whose(draft: Draft, case: Case, clause: str) -> None:
    """Fill in the part, the other body, the place or the comparator that the figure is of."""
    own = case.setting.paper.own
    if case.sentence.part:
        draft.part = case.sentence.part
        draft.say("part", "label", draft.part)
        return
    opening = case.text[: case.figures[0].start] if not case.figure.unit else ""
    other = case.setting.paper.others.named_in(clause) or case.setting.paper.others.named_in(opening)
    name = parts.organisation_in(clause, own) or parts.workplace_in(clause)
    known = parts.known_part(clause, case.setting.paper.parts)
    comparator = "" if parts.is_of_own(case.text[: case.figure.start], own) else parts.comparator_in(clause)
    if other:
        draft.owner = draft.part = other
        draft.say("body", "clause", other)
    elif known:
        draft.part = known
        draft.say("part", "clause", known)
    elif name:
        draft.part = name
        draft.say("part", "clause", name)
    elif comparator:
        draft.part = comparator
        draft.say("part", "clause", comparator)
    elif group := parts.group_in(clause):
        draft.part = group
        draft.say("part", "clause", group)
    draft.area = (
        not (name or other) and draft.unit in ("number", "persons", "share") and parts.is_area(clause)
    )


def _carry(
    text: str, moments: Sequence[Quantity], figures: Sequence[Quantity], setting: Setting, thread: Thread
) -> None:
    """Remember what a sentence leaves for the next."""
    free = [item for item in moments if text[: item.start].count("(") <= text[: item.start].count(")")]
    if free:
        said = resolved(free[0], f"{text} ; {setting.paper.front}", "sentence before")
        if said is not None and (figures or free[0].start < 12):
            thread.time = said
    if len(text) < 300:
        thread.before = text
    if figures and (topic := text[: figures[0].start]) and len(words(topic)) > 1:
        thread.topic = topic
