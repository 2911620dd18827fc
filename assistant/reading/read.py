"""From the words of a numeric question to a few typed readings, best first.

What can be read for certain (amounts, signs, paces, times, bodies) is read by the grammar; which operation is meant and what part each
figure plays is scored; what does not pass the type check is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assistant.reading.asked import Wanted, lead_of, wanted
from assistant.reading.assign import Choice, choices
from assistant.reading.build import TWO_SIDED, build
from assistant.reading.cues import cue_weights, operation
from assistant.reading.fits import faults
from assistant.reading.hearing import Heard, hear, joined
from assistant.reading.known import Known
from assistant.reading.learned import Candidate
from assistant.reading.model import OPEN, Ask, Reading, Ref, Role
from assistant.reading.moments import moments
from assistant.reading.naming import Named
from assistant.reading.numerals import numerals
from assistant.reading.scene import Scene, scene
from ingest.measures.table import plain_id, table

MOST = 8
ASKS, THINGS, SWAPS, DRAFTS = 3, 3, 4, 28
LEAST = 1e-5
NO_FIGURE = frozenset({"text", "other"})
SURELY_WORDS = 0.75
GIVEN_UP = -30.0


@dataclass(frozen=True, slots=True)
class Read:
    """A reading with its score (readings of one question compare, those of two do not) and what spoke for it."""

    reading: Reading
    score: float
    reasons: tuple[str, ...]


def read(question: str, known: Known) -> tuple[Read, ...]:
    """The readings of a question that stands by itself, best first, at most ``MOST``; none when it asks for no figure."""
    heard = hear(question, known)
    if _asks_for_words(heard):
        return ()
    found: dict[str, Read] = {}
    for one in heard_readings(heard, known):
        key = repr(one.reading)
        if key not in found or found[key].score < one.score:
            found[key] = one
    ranked = sorted(found.values(), key=lambda one: -one.score)
    sound = [one for one in ranked if not faults(one.reading)]
    return tuple(
        replace(one, reading=replace(one.reading, numerals=numerals(heard.placed, one.reading)))
        for one in (sound or _faulty(ranked))[:MOST]
    )


def _faulty(ranked: Sequence[Read]) -> list[Read]:
    """The first reading with what is wrong with it, when none is sound."""
    return [
        replace(one, score=one.score + GIVEN_UP, reasons=(*one.reasons, *map(str, faults(one.reading))))
        for one in ranked[:1]
    ]


def _asks_for_words(heard: Heard) -> bool:
    shares = {one.label: one.probability for one in heard.scored.operations}
    figures = any(not name.metric.startswith(OPEN) for name in heard.names) or bool(
        lead_of(heard.placed.text)
    )
    labels = NO_FIGURE if figures else NO_FIGURE | {"compare"}
    return not heard.amounts and sum(shares.get(label, 0.0) for label in labels) > SURELY_WORDS


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reading would be made of, with its score before it is made."""

    score: float
    candidate: Candidate
    ask: Ask
    thing: Wanted
    against: Named | None
    chosen: tuple[Choice, ...]


def heard_readings(heard: Heard, known: Known) -> Iterator[Read]:
    """The readings worth ranking, made from the best drafts."""
    whatever = scene(heard.placed.text, heard.bodies, known, lead_of(heard.placed.text), heard.names)
    scenes: dict[str, Scene] = {}
    latest = known.latest_of(whatever.bodies)
    for draft in sorted(_drafts(heard), key=lambda one: -one.score)[:DRAFTS]:
        op = draft.candidate.op
        if op not in scenes:
            times = moments(heard.placed, draft.candidate.roles, latest)
            scenes[op] = replace(
                whatever, direction=draft.candidate.direction, learned_per=draft.candidate.per, moments=times
            )
        reading = build(scenes[op], draft.ask, draft.thing.named, draft.against, draft.chosen)
        if operation(op).span and draft.ask is Ask.VALUE:
            reading = replace(reading, span=operation(op).span)
        yield Read(
            reading,
            draft.score
            + _coherence(
                reading,
                1 if any(isinstance(one.value, Ref) for one in whatever.implied) else len(whatever.bodies),
            ),
            _reasons(draft),
        )


def _drafts(heard: Heard) -> Iterator[Draft]:
    """The likeliest operations with their asks, quantities and roles."""
    cues = _ask_weights(heard)
    for candidate in heard.scored.candidates:
        row = operation(candidate.op)
        asks = sorted(
            ((cues.get(ask, 0.0) - cost, ask) for ask, cost in row.asks.items()), key=lambda pair: -pair[0]
        )[:ASKS]
        chance = math.log(max(candidate.probability, LEAST))
        first: frozenset[str] = frozenset()
        for total, chosen in islice(_assignments(heard, candidate), SWAPS):
            given = frozenset(
                choice.metric for choice in chosen if choice.named is not None and choice.role is Role.IS
            )
            first = first or given
            things = wanted(heard.placed.text, heard.names, heard.scored.measures, row, given | first)
            for weight, ask in asks:
                for thing in things[:THINGS]:
                    other = _other_side(ask, thing, things)
                    yield Draft(
                        chance + weight + thing.score + total, candidate, ask, thing, other, tuple(chosen)
                    )


def _ask_weights(heard: Heard) -> dict[Ask, float]:
    """What the words say for each ask, and what the measures say: a whole speaks for a share, "per" for a ratio."""
    found = dict(cue_weights(heard.placed.text))
    roles = {measure.role for measure in heard.scored.measures}
    for role, ask, weight in (("per", Ask.RATIO, 1.5), ("whole", Ask.SHARE, 1.0)):
        if role in roles:
            found[ask] = found.get(ask, 0.0) + weight
    return found


def _assignments(heard: Heard, candidate: Candidate) -> Iterator[tuple[float, list[Choice]]]:
    """The best part for each amount, then with one amount at a time in its next best part."""
    items = joined(heard, candidate)
    options = [
        choices(
            item,
            heard.placed,
            heard.names,
            [(one.label, one.probability) for one in candidate.ranked[item.places[0]]],
        )
        for item in items
    ]
    options = [ranked for ranked in options if ranked]
    best = [ranked[0] for ranked in options]
    total = sum(choice.score for choice in best)
    yield total, best
    swaps = sorted(
        (
            (ranked[k].score - ranked[0].score, i, k)
            for i, ranked in enumerate(options)
            for k in (1, 2)
            if len(ranked) > k
        ),
        reverse=True,
    )
    for loss, i, k in swaps:
        yield total + loss, [*best[:i], options[i][k], *best[i + 1 :]]


def _other_side(ask: Ask, thing: Wanted, things: Sequence[Wanted]) -> Named | None:
    """What a share or a ratio is of: the next quantity named elsewhere in the question."""
    if ask not in TWO_SIDED:
        return None
    return next(
        (
            one.named
            for one in things
            if one.named.end > 0
            and (one.named.end <= thing.named.start or one.named.start >= thing.named.end)
        ),
        None,
    )


def _coherence(reading: Reading, bodies: int) -> float:
    """Whether the parts of a reading belong together: what is reached or changed is what is asked about."""
    if not isinstance(reading.of, Ref):
        return 0.0
    score = 0.0
    for figure in reading.figures:
        own = plain_id(figure.metric) == reading.of.metric
        if reading.ask in {Ask.TIME, Ask.RATE} and figure.role in {Role.TARGET, Role.BY}:
            score += 1.2 if own else -1.2
        elif figure.role is Role.BY:
            score += 0.4 if own else 0.0
        elif own and reading.ask in {Ask.TIME, Ask.RATE}:
            score += 0.8
        elif (
            figure.role is Role.IS
            and own
            and reading.ask is Ask.VALUE
            and len(reading.figures) == 1
            and reading.years is None
        ):
            score -= 1.5
    if reading.ask in TWO_SIDED and reading.against is None:
        score -= 2.0
    if reading.ask is Ask.SHARE and any(figure.unit == "%" for figure in reading.figures):
        score -= 2.0
    if reading.ask in {Ask.RATIO, Ask.SHARE} and _is_ratio(reading.of):
        score -= 1.5
    return score + _over_bodies(reading, bodies)


def _over_bodies(reading: Reading, bodies: int) -> float:
    """Whether as many bodies are named as the ask is about: one has no order, and two have more than one value."""
    assert isinstance(reading.of, Ref)
    if bodies > 1:
        return {Ask.VALUE: -1.5, Ask.CHANGE: -0.8, Ask.DIFFERENCE: 0.4}.get(reading.ask, 0.0)
    several = (
        bool(reading.figures[1:]) or "|" in reading.of.when or "*" in reading.of.when or bool(reading.end)
    )
    if reading.ask is Ask.RANK:
        return -2.0 if bodies else -0.3
    if reading.ask in {Ask.SUM, Ask.MEAN, Ask.POOL} and not several:
        return -1.0 if bodies else -0.2
    return 0.0


def _is_ratio(of: Ref) -> bool:
    quantity = table().get(of.metric)
    return quantity is not None and quantity.nature == "ratio"


def _reasons(draft: Draft) -> tuple[str, ...]:
    figures = tuple(f"{choice.label} of {choice.metric or 'no quantity named'}" for choice in draft.chosen)
    return (
        f"{draft.candidate.op} {draft.candidate.probability:.2f}",
        f"{draft.ask.value} of {draft.thing.named.id}",
        *figures,
    )
