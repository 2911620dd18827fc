"""Quantities that a label of a figure names: whole labels, and labels within a longer one that nothing beside them turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ingest.facts.kinds import without_stage
from ingest.facts.times import without_times
from ingest.measures.linking_data import (
    Meaning,
    Phrase,
    beside,
    foreign,
    labels,
    listed,
    little,
    longest,
    phrase_of,
)
from ingest.phrases import words


class Turn(StrEnum):
    """What a word beside a label makes of it: nothing, another quantity, what it costs, or that of which a share is taken."""

    NOT = ""
    OTHER = "other"
    COST = "cost"
    BASE = "base"


@dataclass(frozen=True, slots=True)
class Hit:
    """A label of quantities found in a text. ``whole`` when the text says no more; ``rest`` are the folded words beside it."""

    meanings: tuple[Meaning, ...]
    phrase: Phrase
    whole: bool
    turn: Turn
    rest: frozenset[str]


@lru_cache(maxsize=20_000)
def hits(text: str) -> tuple[Hit, ...]:
    """The labels that a text holds, the longest where they overlap, in reading order; times are left aside."""
    bare = without_times(text)
    said, breaks = _taken_apart(bare)
    if not said or set(said) & listed("statement", "words"):
        return ()
    barred = tuple((found.first, found.last) for found in foreign().find(" ".join(said)))
    stage = frozenset(said) - frozenset(phrase_of(without_stage(bare)))
    return tuple(_found(said, breaks, barred, stage))


def _taken_apart(text: str) -> tuple[Phrase, frozenset[int]]:
    """The words of a text, and the places before which a stop stands. The second of two words that are the same is left out:
    between them a figure stood ("use of 4 of reserves")."""
    said: list[str] = []
    breaks: set[int] = set()
    end = 0
    for word in words(text):
        if set(text[end : word.start]) & _PAUSES:
            breaks.add(len(said))
        if not said or word.fold != said[-1]:
            said.append(word.fold)
        end = word.end
    return tuple(said), frozenset(breaks)


def _found(
    said: Phrase, breaks: frozenset[int], barred: Sequence[tuple[int, int]], stage: frozenset[str]
) -> Iterator[Hit]:
    at = 0
    while at < len(said):
        most = min(longest(), len(said) - at)
        length = next((n for n in range(most, 0, -1) if said[at : at + n] in labels()), 0)
        last = at + length
        if length and not any(_cut(at, last, *found) for found in barred):
            phrase = said[at:last]
            rest = frozenset((*said[:at], *said[last:]))
            spare = frozenset(word for word in rest - beside() - stage if not word[0].isdigit())
            if _says_enough(said, at, phrase, whole=not spare):
                start = max((place for place in breaks if place <= at), default=0)
                stop = min((place for place in breaks if place >= last), default=len(said))
                turn = _turn(said[start:stop], at - start, last - start)
                yield Hit(labels()[phrase], phrase, not spare, turn, spare)
        at += max(length, 1)


def _cut(first: int, last: int, start: int, end: int) -> bool:
    """Whether a label shares words with a phrase that means something else, and does not hold it whole."""
    return first < end and start < last and not (first <= start and end <= last)


def _says_enough(said: Phrase, first: int, phrase: Phrase, *, whole: bool) -> bool:
    """Whether a label that says little by itself stands where it can be taken for the quantity."""
    if phrase in little("whole"):
        return whole
    return (
        phrase not in little("labels")
        or first == 0
        or said[first - 1] in beside() | listed("turned", "links")
    )


@lru_cache(maxsize=20_000)
def caption_of(text: str) -> str:
    """What a caption or heading is of: its opening, without "Table 3" or "4.1"."""
    bare = without_times(text)
    start = 0
    for word in words(bare):
        if word.fold[0].isdigit() or word.fold in _NUMBERED:
            start = word.end
        else:
            break
    opening = bare[start:]
    cut = min((place for mark in _STOPS if (place := opening.find(mark, 3)) > 0), default=len(opening))
    return opening[:cut].strip(" .:)")


_STOPS = frozenset(".,;:(")
_PAUSES = frozenset(".,;:")
_NUMBERED = frozenset({"table", "chart", "figure", "appendix", "annex", "part", "section"})


def _turn(said: Phrase, first: int, last: int) -> Turn:
    """What the nearest word of weight before a label, or the word right behind it, makes of it."""
    links = listed("turned", "links")
    before = next((word for word in reversed(said[:first]) if word not in links), "")
    linked = first > 0 and said[first - 1] in links
    behind = said[last] if last < len(said) else ""
    direct = first > 0 and said[first - 1] in listed("turned", "direct") | listed("turned", "choice")
    if direct or (linked and before in listed("turned", "before")) or behind in listed("turned", "after"):
        return Turn.OTHER
    if (linked and before in listed("turned", "money")) or behind in listed("turned", "money"):
        return Turn.COST
    return Turn.BASE if first and said[0] == "of" and set(said[:first]) <= links else Turn.NOT
