"""What a question says whatever it asks: bodies, part, times, manner, and figures that its words imply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.reading.cues import first_label, goals, implied, listed
from assistant.reading.known import Known, Part
from assistant.reading.model import Figure, Ref, Role
from assistant.reading.moments import Moments
from assistant.reading.naming import Named, unit_of
from assistant.words import STOP, stem
from ingest.bodies import BodyMention
from ingest.measures.table import table
from ingest.phrases import Found, Phrases, words

HALF = 0.5
PAIR = 2
BESIDE = 4
"""How many characters may lie between a body and what is its."""


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
    two_bases: bool = False
    goals: tuple[float, ...] = ()
    direction: str = ""
    learned_per: str = ""
    moments: Moments = Moments()


def scene(
    text: str, bodies: Sequence[BodyMention], known: Known, lead: str, names: Sequence[Named] = ()
) -> Scene:
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
        two_bases={"linear", "compound"} <= set(listed("basis").labels(text)),
        implied=_borrowed(text, bodies, names)
        + tuple(
            Figure(row.value, unit_of(row.metric), row.metric, Role.BECOMES)
            for row in implied()
            if row.phrases.find(text)
        ),
        goals=tuple(value for value, phrases in goals() if phrases.find(text)),
    )


def _borrowed(text: str, bodies: Sequence[BodyMention], names: Sequence[Named]) -> tuple[Figure, ...]:
    """Another body's rate that is supposed: "if Hollinswick had Tarrowby's turnover" sets the one to the other's."""
    said = words(text)
    if len(bodies) != PAIR or not any(word.fold in listed("lent") for word in said):
        return ()
    lender = bodies[1]
    name = next((one for one in names if 0 <= one.start - lender.end <= BESIDE and one.unit), None)
    if name is None or not any(
        lender.start > word.start > bodies[0].start and word.fold in listed("lent") for word in said
    ):
        return ()
    return (
        Figure(Ref(name.metric, group=name.group, body=lender.body.id), name.unit, name.id, Role.BECOMES),
    )


def _part(text: str, bodies: Sequence[BodyMention], known: Known) -> str:
    """The part of the body that a question names: in the papers' own words, else in most of them where no other part fits."""
    ids = tuple(dict.fromkeys(mention.body.id for mention in bodies))
    for hit in _parts(known, ids).find(text):
        apart = all(hit.end <= body.start or hit.start >= body.end for body in bodies)
        if apart and (hit.last - hit.first > 1 or _is_named_as_part(text, hit)):
            return hit.labels[0]
    return _alike(text, bodies, known, ids) if ids else ""


def _is_named_as_part(text: str, hit: Found) -> bool:
    """Whether one word stands for a part: written as a name, or led or followed by the words that tell a part."""
    if hit.start and text[hit.start].isupper():
        return True
    before, after = words(text[: hit.start]), words(text[hit.end :])
    led = bool(before) and "before" in listed("part_words").labels(before[-1].fold)
    followed = bool(after) and "after" in listed("part_words").labels(after[0].fold)
    return led or followed


def _alike(text: str, bodies: Sequence[BodyMention], known: Known, ids: tuple[str, ...]) -> str:
    """The one part of which the question holds at least half of the words that say something."""
    free = [
        word
        for word in words(text)
        if all(word.end <= body.start or word.start >= body.end for body in bodies)
    ]
    said = {stem(word.fold) for word in free}
    shares = {name: len(stems & said) / len(stems) for name, stems in _part_stems(known, ids) if stems & said}
    best = [name for name, share in shares.items() if share >= HALF and share == max(shares.values())]
    return best[0] if len(best) == 1 else ""


@lru_cache(maxsize=64)
def _parts(known: Known, bodies: tuple[str, ...]) -> Phrases:
    return Phrases({part.name: [part.name] for part in _of(known, bodies)})


@lru_cache(maxsize=64)
def _part_stems(known: Known, bodies: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each part with the stems of its words, those left out that most parts or any quantity have."""
    found = []
    for part in _of(known, bodies):
        said = {word.fold for word in words(part.name) if word.fold.isalpha()} - STOP
        stems = frozenset(
            stem(word) for word in said if word not in listed("empty") and word not in _quantity_words()
        )
        if len(stems) > 1:
            found.append((part.name, stems))
    return tuple(found)


@cache
def _quantity_words() -> frozenset[str]:
    """The words of the table's aliases, which name quantities and no parts."""
    return frozenset(
        word.fold for one in table().quantities.values() for alias in one.aliases for word in words(alias)
    )


def _of(known: Known, bodies: tuple[str, ...]) -> list[Part]:
    return [part for part in known.parts if not bodies or not part.body or part.body in bodies]
