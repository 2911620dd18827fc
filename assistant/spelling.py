"""Typing errors in common words, put right when no paper writes the word as typed and one known word is very near.

The known words are data (``data/common_words.txt``). Names of bodies are corrected elsewhere; figures never are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from ingest.tokens import is_known_word

LEAST = 3
ONE_EDIT_BELOW = 6


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
        near = nearest(lower)
        if near is None:
            return word
        changes.append((word, near))
        return near

    return re.sub(r"(?<![\w.@'’-])[A-Za-z]{3,}(?![\w@'’-])", mend, text), changes


def nearest(word: str) -> str | None:
    """The known word that this one nearly spells: one slip in a short word, two in a long one; None when none is."""
    slips = 1 if len(word) < ONE_EDIT_BELOW else 2
    found = process.extract(word, _known(), scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=2)
    same_start = [
        entry for entry in found if entry[0][0] == word[0] and abs(len(entry[0]) - len(word)) <= slips
    ]
    if not same_start or (len(same_start) > 1 and same_start[0][1] == same_start[1][1]):
        return None
    return str(same_start[0][0])


@cache
def _known_set() -> frozenset[str]:
    return frozenset(_known())
