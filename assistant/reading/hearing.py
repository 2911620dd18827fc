"""What stands in a question before anything is decided: bodies, spans, amounts, quantities named, and the scorer's opinion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.reading.asked import unlisted
from assistant.reading.known import Known
from assistant.reading.learned import Candidate, Scored, packaged
from assistant.reading.naming import Named, named
from assistant.reading.place import Placed
from assistant.reading.spans import tag
from assistant.reading.typed import Typed, joint_of, merged, typed
from ingest.bodies import BodyMention, recognise

MOST_AMOUNTS = 16
"""Figures of one question that are read; no real question has so many."""
APART = frozenset({"path", "weight"})


@dataclass(frozen=True, slots=True)
class Heard:
    """What stands in a question before anything is decided."""

    placed: Placed
    bodies: tuple[BodyMention, ...]
    amounts: tuple[Typed, ...]
    names: tuple[Named, ...]
    scored: Scored


def hear(question: str, known: Known, before: str = "") -> Heard:
    """Bodies, spans, amounts and named quantities of a question, and what the scorer makes of it."""
    bodies = tuple(_bodies(question, known))
    spans = tag(question, bodies=[(one.start, one.end) for one in bodies])
    placed = Placed(question, spans)
    scored = packaged().score(question, spans, before=before)
    names = named(question, spans, known, tuple(dict.fromkeys(one.body.id for one in bodies)))
    return Heard(
        placed, bodies, typed(placed)[:MOST_AMOUNTS], (*names, *unlisted(scored.measures, names)), scored
    )


@lru_cache(maxsize=256)
def _mentions(question: str, known: Known) -> tuple[BodyMention, ...]:
    return tuple(recognise(question, known.bodies))


def _bodies(question: str, known: Known) -> Iterator[BodyMention]:
    """Bodies of the library that are named; others only when their words say that a body is meant."""
    loaded = {body.id for body in known.bodies}
    for mention in _mentions(question, known):
        if mention.body.id in loaded or mention.full:
            yield mention


def joined(heard: Heard, candidate: Candidate) -> list[Typed]:
    """The amounts, those of a list that plays one part taken together."""
    groups: list[list[Typed]] = []
    for item in heard.amounts:
        before = groups[-1][-1] if groups else None
        role = candidate.roles[item.places[0]]
        if before is not None and _are_one(heard, before, item, candidate.roles[before.places[0]], role):
            groups[-1].append(item)
        else:
            groups.append([item])
    return [merged(group) if len(group) > 1 else group[0] for group in groups]


def _are_one(heard: Heard, before: Typed, item: Typed, first: str, second: str) -> bool:
    """Whether two neighbours play one part together: weights, the years of a path, or a list of options."""
    if before.type is not item.type:
        return False
    if first == second and first in APART:
        return True
    if {first, second} <= {"path", "rate"} and first != second:
        return True
    listed = bool(item.joined and joint_of(heard.placed, before, item)) and item.lead not in {"to", "from"}
    return listed and (first == second or {first, second} <= {"path", "rate", "option", "total"})
