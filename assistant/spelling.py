"""Typing errors, put right when no paper writes the word as typed and one known word is very near.

Known are the words in ``data/common_words.txt`` and those English ones that the papers write. Names of bodies are corrected
elsewhere; figures never are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from ingest.tokens import is_known_word, known_words

LEAST = 3
ONE_EDIT_BELOW = 6
TWO_EDITS_FROM = 9
"""Letters of a word from which two slips leave it still itself, where any English word may be meant."""
NEAR_ENOUGH = 8
"""Words looked at of all English ones that a typed one nearly spells."""


@cache
def _known() -> tuple[str, ...]:
    text = files("assistant").joinpath("data/common_words.txt").read_text("utf-8")
    return tuple(line for line in text.split("\n") if line and not line.startswith("#"))


def corrected(
    text: str, is_written: Callable[[str], bool], spared: Callable[[int], bool]
) -> tuple[str, list[tuple[str, str]]]:
    """The text with its typing errors put right, and what was changed.

    ``is_written`` says that a paper writes this word; ``spared`` that the word at an offset is a body's name.
    """
    changes: list[tuple[str, str]] = []

    def mend(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        right = lower in _known_set() or is_known_word(lower) or word[1:] != word[1:].lower()
        if right or spared(match.start()) or is_written(word):
            return word
        near = nearest(lower) or nearest_written(lower, is_written)
        if near is None:
            return word
        changes.append((word, near))
        return near

    return re.sub(r"(?<![\w.@'’-])[A-Za-z]{3,}(?![\w@'’-])", mend, text), changes


def nearest(word: str) -> str | None:
    """The common word that this one nearly spells: one slip in a short word, two in a long one; None when none is."""
    return _only(_near(word, _known(), 1 if len(word) < ONE_EDIT_BELOW else 2, 2))


def nearest_written(word: str, is_written: Callable[[str], bool]) -> str | None:
    """The English word that this one nearly spells and that the papers write; None when there is none or more than one."""
    if len(word) < ONE_EDIT_BELOW:
        return None
    slips = 1 if len(word) < TWO_EDITS_FROM else 2
    return _only([entry for entry in _near(word, known_words(), slips, NEAR_ENOUGH) if is_written(entry[0])])


Near = Sequence[tuple[str, float]]


def _near(word: str, words: Sequence[str], slips: int, most: int) -> Near:
    """The words that begin alike and are at most so many slips away, nearest first, with the slips of each."""
    found = process.extract(word, words, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=most)
    return [
        (str(near), away)
        for near, away, _ in found
        if near[0] == word[0] and abs(len(near) - len(word)) <= slips
    ]


def _only(found: Near) -> str | None:
    """The nearest, when no other is as near."""
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return None
    return found[0][0]


def is_common(word: str) -> bool:
    """Whether this is one of the common words, in small letters."""
    return word in _known_set()


@cache
def _known_set() -> frozenset[str]:
    return frozenset(_known())
