"""How well a piece of text meets a question: weighted words found, and likeness of meaning.

Words found in the piece itself count in full, in its context (heading, lead-in, column header) less, as a synonym
less again; rare words weigh more than common ones. The weights stand in ``data/weights.toml``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.align import Asked, alignment, asked_tokens
from assistant.lexicon import instead
from assistant.question import ROLE_WORDS, Expected, Question
from assistant.weights import weights as weights
from assistant.words import GENERIC, alike, phrases, stem, stems
from ingest.reading import Reading

Vector = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vector]
Read = Callable[[Sequence[str]], list[Reading]]


@lru_cache(maxsize=100_000)
def stem_set(text: str) -> frozenset[str]:
    """The stems of every word of a text, remembered."""
    return frozenset(stems(text))


@dataclass(frozen=True, slots=True)
class Matcher:
    """A question ready to be held against many texts: the weight of each of its stems (they sum to 1), its vector,
    and its tokens (None when none of them carries weight).
    """

    question: Question
    weight: Mapping[str, float]
    vector: Vector
    read: Read
    asked: Asked | None = None
    instead: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)

    def coverage(self, text: str, context: str = "") -> float:
        """The weighted share of the question's words that the text (or, for less, its context) holds: 0 to 1."""
        own, around = stem_set(text), stem_set(context)
        return sum(weight * self._found(word, own, around) for word, weight in self.weight.items())

    def missing(self, text: str, context: str = "") -> tuple[str, ...]:
        """The question's stems that neither text nor context holds, heaviest first."""
        own, around = stem_set(text), stem_set(context)
        lost = [word for word in self.weight if not self._found(word, own, around)]
        return tuple(sorted(lost, key=lambda word: -self.weight[word]))

    def _found(self, word: str, own: frozenset[str], around: frozenset[str]) -> float:
        """What a word counts: itself or a synonym of it, or else a paper's wording for the phrase that it is part of."""
        counted = _found(word, own, around)
        wordings = self.instead.get(word, ())
        if counted >= weights("match")["lexicon"] or not wordings:
            return counted
        if any(wording <= own for wording in wordings):
            return weights("match")["lexicon"]
        both = own | around
        near = weights("match")["context"] * weights("match")["lexicon"]
        return max(counted, near) if any(wording <= both for wording in wordings) else counted

    def nearness(self, texts: Sequence[str]) -> list[tuple[float, float | None]]:
        """Of each text, in order, its cosine to the question, and how well it is aligned with it, token by token."""
        return [
            (float(reading.vector @ self.vector), alignment(self.asked, reading) if self.asked else None)
            for reading in self.read(texts)
        ]


def matcher(
    question: Question,
    *,
    frequency: Mapping[str, int],
    total: int,
    vector: Vector,
    read: Read,
    texts: Sequence[str] = (),
) -> Matcher:
    """``frequency`` counts the chunks that hold each word of the question, out of ``total``; ``texts`` are the question
    and what it leans on, whose tokens are aligned.
    """
    raw = {}
    for word in question.words:
        key = stem(word)
        rarity = math.log((total + 1.5) / (frequency.get(word, 0) + 0.5))
        light = word in GENERIC or (question.expected is Expected.WHO and word in ROLE_WORDS)
        share = weights("match")["generic"] if light or word in question.faint else 1.0
        raw[key] = max(rarity, 0.1) * share
    whole = sum(raw.values()) or 1.0
    weight = {key: value / whole for key, value in raw.items()}
    aligned = asked_tokens(texts, read(texts), weight) if texts else None
    return Matcher(question, weight, vector, read, aligned, instead(" ".join((*texts[1:], question.text))))


@cache
def _stands_for(word: str) -> frozenset[str]:
    """The stems of what a short form stands for; empty for any other word."""
    return next(
        (frozenset(stems(long)) for short, long in phrases().items() if stem(short) == word), frozenset()
    )


def _found(word: str, own: frozenset[str], around: frozenset[str]) -> float:
    table = weights("match")
    whole = _stands_for(word)
    if word in own or (whole and whole <= own):
        return 1.0
    if whole and whole <= own | around:
        return table["context"]
    same = alike(word)
    if same & own:
        return table["synonym"]
    if word in around:
        return table["context"]
    if same & around:
        return table["context"] * table["synonym"]
    return 0.0
