"""What a question says whatever it asks: bodies, part, times, manner, and figures that its words imply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.reading.cues import first_label, goals, implied, listed
from assistant.reading.known import Known
from assistant.reading.model import Figure, Role
from assistant.reading.moments import Moments
from assistant.reading.naming import unit_of
from ingest.bodies import BodyMention
from ingest.phrases import Found, Phrases, words


@dataclass(frozen=True, slots=True)
class Scene:
    """What a question holds whatever it asks: its text, bodies named, direction and pace as learned, and times."""

    text: str
    bodies: tuple[str, ...]
    lead: str
    part: str = ""
    basis: str = ""
    pace: str = ""
    lasting: bool = False
    which: str = ""
    target: bool = False
    implied: tuple[Figure, ...] = ()
    goals: tuple[float, ...] = ()
    direction: str = ""
    learned_per: str = ""
    moments: Moments = Moments()


def scene(text: str, bodies: Sequence[BodyMention], known: Known, lead: str) -> Scene:
    """What a question says whatever it asks; direction, pace and times are added for each operation."""
    return Scene(
        text=text,
        bodies=tuple(dict.fromkeys(mention.body.id for mention in bodies)),
        lead=lead,
        part=_part(text, bodies, known),
        basis=first_label("basis", text),
        pace=first_label("pace", text),
        lasting=bool(listed("lasting").find(text)),
        which=first_label("which", text, ("low", "spread", "high", "all")),
        target="target" in listed("kind").labels(text),
        implied=tuple(
            Figure(row.value, unit_of(row.metric), row.metric, Role.BECOMES)
            for row in implied()
            if row.phrases.find(text)
        ),
        goals=tuple(value for value, phrases in goals() if phrases.find(text)),
    )


def _part(text: str, bodies: Sequence[BodyMention], known: Known) -> str:
    """The part of the body that a question names in the papers' own words, outside the names of bodies."""
    for hit in _parts(known).find(text):
        apart = all(hit.end <= body.start or hit.start >= body.end for body in bodies)
        if apart and (hit.last - hit.first > 1 or _is_named_as_part(text, hit)):
            return hit.labels[0]
    return ""


def _is_named_as_part(text: str, hit: Found) -> bool:
    """Whether one word stands for a part: written as a name, or led or followed by the words that tell a part."""
    if hit.start and text[hit.start].isupper():
        return True
    before, after = words(text[: hit.start]), words(text[hit.end :])
    led = (
        bool(before)
        and before[-1].fold in listed("part_words")
        and "before" in listed("part_words").labels(before[-1].fold)
    )
    followed = bool(after) and "after" in listed("part_words").labels(after[0].fold)
    return led or followed


@lru_cache(maxsize=8)
def _parts(known: Known) -> Phrases:
    return Phrases({part: [part] for part in known.parts})
