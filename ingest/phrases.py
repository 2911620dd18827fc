"""Word lists as data: phrases found in a text token by token, the longest first, whatever their endings.

A phrase is a few plain words. Letters' case, a plural ending and the possessive make no difference, and nothing
else does: what is wanted in another form is listed in that form.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

_LETTER = r"[^\W\d_⁰-⁹²³¹ºª]"
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*|\d+(?:[.,]\d+)*|[%£&+]")
_SINGULAR = frozenset({"ss", "us", "is", "os"})
_WHOLE = frozenset(
    {
        "has",
        "was",
        "gas",
        "plus",
        "bus",
        "yes",
        "does",
        "goes",
        "always",
        "perhaps",
        "whereas",
        "towards",
        "news",
    }
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number or sign of a text: ``text[start:end]`` and its folded form."""

    start: int
    end: int
    fold: str


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found: the words ``first`` to ``last`` (not included), and the labels it is listed under."""

    first: int
    last: int
    start: int
    end: int
    labels: tuple[str, ...]


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order."""
    return tuple(Word(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in lower case without possessive and plural ending: "Councils’" and "council's" are "council"."""
    low = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > 4 and low.endswith(("ches", "shes", "sses", "xes")):
        return low[:-2]
    if low in _WHOLE:
        return low
    if len(low) > 3 and low.endswith("s") and low[-2:] not in _SINGULAR:
        return low[:-1]
    return low


class Phrases:
    """Phrases with their labels; one phrase may stand under several."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """``lists`` holds the phrases of each label."""
        self._labels: dict[tuple[str, ...], list[str]] = {}
        self._longest: dict[str, int] = {}
        for label, phrases in lists.items():
            for phrase in phrases:
                self._take(tuple(word.fold for word in words(phrase)), label)

    def _take(self, phrase: tuple[str, ...], label: str) -> None:
        if phrase and label not in self._labels.setdefault(phrase, []):
            self._labels[phrase].append(label)
            self._longest[phrase[0]] = max(len(phrase), self._longest.get(phrase[0], 0))

    def find(self, text: str) -> tuple[Found, ...]:
        """The phrases of a text in reading order, none overlapping another, the longest first."""
        return self.among(words(text))

    def among(self, said: tuple[Word, ...]) -> tuple[Found, ...]:
        """The same among words already taken apart."""
        found: list[Found] = []
        at = 0
        while at < len(said):
            hit = self._at(said, at)
            if hit is None:
                at += 1
            else:
                found.append(hit)
                at = hit.last
        return tuple(found)

    def _at(self, said: tuple[Word, ...], at: int) -> Found | None:
        for length in range(min(self._longest.get(said[at].fold, 0), len(said) - at), 0, -1):
            labels = self._labels.get(tuple(word.fold for word in said[at : at + length]))
            if labels:
                last = at + length
                return Found(at, last, said[at].start, said[last - 1].end, tuple(labels))
        return None

    def labels(self, text: str) -> tuple[str, ...]:
        """The labels of the phrases of a text, in reading order."""
        return tuple(label for found in self.find(text) for label in found.labels)

    def __contains__(self, phrase: object) -> bool:
        """Whether the whole text is one phrase of the lists."""
        return isinstance(phrase, str) and tuple(word.fold for word in words(phrase)) in self._labels


@cache
def listed(file: str, table: str) -> Phrases:
    """The phrases of one table of a data file of this room, each key a label."""
    text = resources.files("ingest").joinpath(f"data/{file}").read_text(encoding="utf-8")
    return Phrases(tomllib.loads(text)[table])
