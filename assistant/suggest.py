"""Questions that the library is known to answer: for an empty page, and after an answer.

Made only from what is there: a metric with a fact, a list under a heading that people ask for, two bodies that state
the same figure. Nothing is suggested that would be refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from assistant.units import units_of
from assistant.words import content_words, stem
from ingest import metrics
from ingest.fact_model import FactKind
from ingest.model import Body, Document

if TYPE_CHECKING:
    from assistant.room import Room

MOST = 6
_ASKABLE = re.compile(
    r"^(?:\d[\d.]*\s+)?(?:our |the |key |strategic |workforce |core |we )*"
    r"(priorities|objectives|values|principles|drivers(?: for change)?|challenges|opportunities|themes|aims|goals|imperatives|"
    r"behaviours|risks|outcomes|recommendations|commitments|missions|ambitions)$",
    re.I,
)
_QUESTIONS = {
    "workforce.headcount": "How many people does {body} employ?",
    "workforce.fte": "How many FTE does {body} have?",
    "leavers.rate": "What is staff turnover at {body}?",
    "sickness.days_per_fte": "How many days are lost to sickness per FTE at {body}?",
    "agency.spend": "How much does {body} spend on agency staff?",
    "budget.gap": "What is {body}'s budget gap?",
    "paygap.mean": "What is the mean gender pay gap at {body}?",
    "paygap.median": "What is the median gender pay gap at {body}?",
    "apprentice.new": "How many new apprentices has {body} taken on?",
    "vacancy.rate": "What is the vacancy rate at {body}?",
}


def starters(room: Room, *, most: int = MOST) -> list[str]:
    """Up to ``most`` questions of different kinds in turn: a figure, a list, a projection, a comparison; the next of
    each kind is of another body.
    """
    of_bodies = [_kinds(room, body) for body in room.bodies()[:8]]
    figures, lists, projections = (
        [kinds[number] for kinds in of_bodies if kinds[number]] for number in range(3)
    )
    turns = zip_longest(*map(_in_turn, (figures, _later(lists, 1), _later(projections, 2))), _across(room))
    return list(dict.fromkeys(question for turn in turns for question in turn if question))[:most]


def _in_turn(of_bodies: Sequence[Sequence[str]]) -> list[str]:
    """The first question of each body, then the second of each, and so on."""
    return [question for group in zip_longest(*of_bodies) for question in group if question]


def _later(items: Sequence[list[str]], count: int) -> list[list[str]]:
    """The items beginning with a later one, so that kinds do not all begin with the same body."""
    at = count % len(items) if items else 0
    return [*items[at:], *items[:at]]


def next_questions(room: Room, bodies: Sequence[Body], asked: str, *, most: int = 3) -> tuple[str, ...]:
    """Up to three questions on the same bodies that were not just asked."""
    found = [question for body in bodies[:2] for question in _of_body(room, body)]
    asked_words = {stem(word) for word in content_words(asked)}
    fresh = [
        question for question in found if not {stem(word) for word in content_words(question)} <= asked_words
    ]
    return tuple(dict.fromkeys(fresh))[:most]


def _of_body(room: Room, body: Body) -> Iterator[str]:
    """A list, a projection and stated figures, in turn."""
    figures, lists, what_if = _kinds(room, body)
    for group in zip_longest(lists[:2], figures[:1] + what_if + figures[1:]):
        yield from (question for question in group if question)


def _kinds(room: Room, body: Body) -> tuple[list[str], list[str], list[str]]:
    """Questions for stated figures, for lists, and what would be if a figure changed."""
    name = body.short_name or body.name
    stated = {
        fact.metric for fact in room.facts(body) if fact.kind is FactKind.ACTUAL and fact.value is not None
    }
    lists = [
        question
        for document in room.documents_of([body])[:3]
        for question in _lists(room.document(document), name)
    ]
    figures = [text.format(body=name) for metric, text in _QUESTIONS.items() if metric in stated]
    what_if = []
    if "workforce.fte" in stated or "workforce.headcount" in stated:
        measure = "FTE" if "workforce.fte" in stated else "headcount"
        what_if = [f"What would {name}'s {measure} be in three years if it fell 2% a year?"]
    return figures, lists, what_if


def _lists(document: Document, name: str) -> Iterator[str]:
    for group in units_of(document).groups:
        heading = group.headings[-1] if group.headings else ""
        match = _ASKABLE.match(heading.strip(" :"))
        if match and len(group.items) >= 3:
            yield f"What are {name}'s {match.group(1).lower()}?"


def _across(room: Room) -> Iterator[str]:
    """A comparison, when two bodies state the same figure."""
    for metric in ("workforce.headcount", "leavers.rate", "budget.gap"):
        bodies = {
            fact.body
            for fact in room.facts(None, metric)
            if fact.kind is FactKind.ACTUAL and fact.value is not None
        }
        if len(bodies) >= 2:
            yield f"Compare {metrics.name(metric)} across the councils"
            return
