"""The facts that may be meant, best first: all are ranked by plain signs, the best few again by what they mean."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import resources

from assistant.align import alignment, asked_tokens
from assistant.figures.asked import Asked, asked, family, held_by
from assistant.figures.settled import StatusOf, settled
from assistant.figures.signs import (
    JOINT,
    PLANNED,
    Profile,
    Signs,
    latest_of,
    moment_of,
    profile,
    signs,
    time_fit,
)
from assistant.match import Vector
from assistant.question import Question
from ingest.fact_model import Fact, FactKind
from ingest.library import Library
from ingest.reading import Reading

Read = Callable[[Sequence[str]], list[Reading]]
Near = Callable[[Fact], float]
PASSAGES = 400
READ_AGAIN = 20
"""Facts whose words are read by the embedding model: of 838 questions the right one was among the first twenty in 784."""
LONGEST = 300
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact with its signs and score; scores of one question compare, those of two do not."""

    fact: Fact
    signs: Signs
    score: float


class Lacking(StrEnum):
    """What the first fact lacks of what was asked: it is of another time, or at another stage of its life."""

    NOTHING = ""
    TIME = "time"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Found:
    """Facts that may be meant, best first, and how sure it is that the first one is (0 to 1).

    ``lacking`` is what the first lacks of what was asked; ``profiles`` are all the facts in play.
    """

    asked: Asked
    candidates: tuple[Candidate, ...]
    sure: float
    lacking: Lacking = Lacking.NOTHING
    profiles: tuple[Profile, ...] = ()

    @property
    def best(self) -> Candidate | None:
        """The first candidate, None without any."""
        return self.candidates[0] if self.candidates else None


def find_figures(
    question: Question,
    vector: Vector,
    facts: Sequence[Fact],
    *,
    read: Read,
    near: Near,
    status_of: StatusOf,
    any_unit: bool = False,
    blanks: bool = False,
) -> Found:
    """Hold a question (with its vector) against the facts in play. ``read`` embeds texts, ``near`` says of a fact how near
    its passage is to the question, 0 to 1; ``status_of`` says of a paper whether it is in force. ``any_unit``
    leaves open the unit that the question names: a change that is asked in per cent is one of pounds. ``blanks`` takes in
    those that a paper leaves open ("TBC")."""
    facts = [fact for fact in facts if blanks or fact.value is not None]
    wanted, made = signs_of(question, facts, near, any_unit=any_unit)
    made.sort(key=lambda pair: (-score(pair[0], "plain"), pair[1].fact.id))
    first = made[:READ_AGAIN]
    read_again(wanted, vector, first, read)
    ranked = sorted(
        (Candidate(one.fact, given, score(given, "meaning")) for given, one in first),
        key=lambda candidate: (-candidate.score, candidate.fact.id),
    )
    if not ranked:
        return Found(wanted, (), 0.0)
    chosen = settled(wanted, _as_asked(wanted, ranked), [one for _, one in made], status_of)
    ranked = _first_is(ranked, chosen)
    every = tuple(one for _, one in made)
    return Found(wanted, tuple(ranked), sure(wanted, ranked), _lacking(wanted, chosen), every)


def _as_asked(wanted: Asked, ranked: Sequence[Candidate]) -> Fact:
    """The best fact, or one all but as good that is of the unit asked for, or that is where the best is only planned."""
    best = ranked[0]
    if wanted.families and family(best.fact.unit) not in wanted.families:
        best = _akin(ranked, best, lambda fact: family(fact.unit) in wanted.families)
    if not wanted.stages and best.fact.kind in PLANNED:
        unit = family(best.fact.unit)
        best = _akin(ranked, best, lambda fact: fact.kind is FactKind.ACTUAL and family(fact.unit) == unit)
    return best.fact


def _akin(ranked: Sequence[Candidate], best: Candidate, fits: Callable[[Fact], bool]) -> Candidate:
    """The first that fits and is all but as good as the best; the best when there is none."""
    near = (
        one
        for one in ranked
        if fits(one.fact) and best.score - one.score < AKIN and one.signs["quote"] >= best.signs["quote"]
    )
    return next(near, best)


def _lacking(wanted: Asked, fact: Fact) -> Lacking:
    fits = {time_fit(moment_of(fact), asked) for asked in wanted.moments}
    if fits == {"other_time"}:
        return Lacking.TIME
    if fact.kind is FactKind.WITHDRAWN or wanted.stages == {"actual"} and fact.kind in PLANNED:
        return Lacking.STAGE
    return Lacking.NOTHING


def _first_is(ranked: Sequence[Candidate], chosen: Fact) -> list[Candidate]:
    """The candidates with the chosen fact in the place of the first."""
    first = replace(ranked[0], fact=chosen)
    return [first, *(one for one in ranked if one.fact.id != chosen.id)]


def signs_of(
    question: Question, facts: Sequence[Fact], near: Near, *, any_unit: bool = False
) -> tuple[Asked, list[tuple[Signs, Profile]]]:
    """What is asked, and of each fact the signs that need no model, with its words."""
    profiles = [profile(fact) for fact in facts]
    held = held_by([one.all for one in profiles])
    wanted = asked(question, held, len(profiles))
    if any_unit:
        wanted = replace(wanted, families=frozenset(), many=False)

    def rarity(key: str) -> float:
        return math.log(1 + len(profiles) / (1 + held.get(key, 0)))

    latest = latest_of(profiles)
    return wanted, [
        (signs(wanted, one, rarity=rarity, latest=latest, near=near(one.fact)), one) for one in profiles
    ]


def nearness(library: Library, vector: Vector, documents: Sequence[str]) -> Near:
    """How near the passage of a fact is to a vector: 1 for the nearest passage of these documents, 0 for the farthest looked at."""
    found = dict(library.search_meaning(vector, documents=documents, limit=PASSAGES))
    most, least = max(found.values(), default=1.0), min(found.values(), default=0.0)
    spans: dict[str, list[tuple[int, int, float]]] = {}
    for chunk in library.chunks(list(found)):
        share = (found[chunk.id] - least) / ((most - least) or 1.0)
        spans.setdefault(chunk.document, []).append((chunk.start, chunk.end, share))

    def near(fact: Fact) -> float:
        place = fact.places[0]
        among = spans.get(place.document, ())
        return max(
            (share for start, end, share in among if start < place.end and place.start < end), default=0.0
        )

    return near


def read_again(wanted: Asked, vector: Vector, first: Sequence[tuple[Signs, Profile]], read: Read) -> None:
    """Add the signs of meaning: likeness and alignment, to the fact's own words and to its sentence."""
    own = [labels_of(one.fact)[:LONGEST] for _, one in first]
    quotes = [one.fact.quote[:LONGEST] for _, one in first]
    readings = read([wanted.text, *own, *quotes])
    tokens = asked_tokens([wanted.text], readings[:1], wanted.words)
    for place, (given, _) in enumerate(first):
        for name, reading in (("own", readings[1 + place]), ("quote", readings[1 + len(first) + place])):
            given[f"likeness_{name}"] = float(reading.vector @ vector)
            given[f"aligned_{name}"] = alignment(tokens, reading) if tokens else 0.0


def labels_of(fact: Fact) -> str:
    """The labels nearest to a figure: of a long path the last, for the first of them head the whole table."""
    return JOINT.join(fact.measure.split(JOINT)[-NEAREST:])


def score(given: Mapping[str, float], stage: str) -> float:
    """The weighted sum of signs under the weights of a stage: "plain", or "meaning" with the signs of meaning too."""
    learned = sum(weight * given.get(name, 0.0) for name, weight in weights(stage).items())
    return learned - CONTRARY * given.get("contrary", 0.0)


def sure(wanted: Asked, ranked: Sequence[Candidate]) -> float:
    """The calibrated chance that the first is the one meant, from its lead, its words and its likeness; none for another side."""
    if not ranked:
        return 0.0
    best = ranked[0]
    if best.signs.get("contrary"):
        return 0.0
    rival = next((one for one in ranked[1:] if one.fact.value != best.fact.value), None)
    lead = best.score - rival.score if rival else LEAD_ALONE
    table = weights("sure")
    given = {**best.signs, "lead": min(lead, LEAD_ALONE), "asks": float(bool(wanted.families)), "always": 1.0}
    return 1.0 / (1.0 + math.exp(-sum(weight * given.get(name, 0.0) for name, weight in table.items())))


LEAD_ALONE = 3.0
CONTRARY = 6.0
"""What a fact of another side of the measure loses: more than any other sign gives."""
AKIN = 3.0
"""How far in score an actual may lie behind what is only planned and still be taken for the same thing."""


@cache
def weights(stage: str) -> Mapping[str, float]:
    """The learned weights of a stage by sign."""
    import tomllib

    text = resources.files("assistant").joinpath("data/figure_weights.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text)[stage].items()}
