"""Whether one word can follow another across a line end: by punctuation, capitals and how often words stand so."""

from __future__ import annotations

import re
from collections import Counter

from ingest.parse.bigrams import association, frequency

_STOP = re.compile(r"[.!?][\"”’)\]]*$")
_MARK = re.compile(r"^(?:[•●■▪◦○✓–-]$|[•●■▪◦○✓]|\d{1,2}[.)]$|\(?[a-z]\)$)")
_EDGES = ".,;:!?()[]{}\"“”‘’'•●▪◦–—-…*"
_COMMON_WORD = 1e6
_SMALL = frozenset(
    "we the this these those our in it its there they a an as by to on at for from with if when while whilst"
    " where which that and or but so all each every many some most no not is are will would can could has have"
    " had be been being was were through over under during between within after before since however"
    " therefore also what how why who".split()
)


class Follows:
    """Judges pairs of words of one paper."""

    def __init__(self, text: str) -> None:
        """``text`` is the whole paper: its hyphened words, its names and its repeated pairs are learnt."""
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._names: set[str] = set()
        self._hyphened = {_bare(word) for word in text.split() if "-" in word[1:-1]}
        self._known: dict[tuple[str, str], float] = {}
        for line in text.split("\n"):
            words = line.split()
            for first, second in zip(words, words[1:], strict=False):
                if is_stopped(first):
                    continue
                self._pairs[_bare(first), _bare(second)] += 1
                if second[0].isupper() and first[0].islower():
                    self._names.add(_bare(second))

    def score(self, first: str, second: str) -> float:
        """How well ``second`` goes on after ``first``, both as printed: above 0 well, below -1 badly."""
        pair = first, second
        if pair not in self._known:
            self._known[pair] = self._judged(first, second)
        return self._known[pair]

    def _judged(self, first: str, second: str) -> float:
        if _MARK.match(second):
            return 1.0 if is_stopped(first) or first[-1] in ";:," else 0.4
        opens = not second[0].islower()
        one, other = _bare(first), _bare(second)
        opens_sentence = second[0].isupper() and other in _SMALL
        if is_stopped(first):
            return (1.5 if opens_sentence else 1.2) if opens else -4.0
        if first[-1] in ";:":
            return -0.5 if first[-1] == ";" and opens_sentence else 0.8
        if first[-1] == "-" and not opens:
            whole = f"{one}-{other}" in self._hyphened or frequency(one + other) > _COMMON_WORD
            return 2.0 if whole else -0.8
        score = association(one, other) + (1.5 if self._pairs[one, other] > 1 else 0.0)
        if first[-1] == ",":
            score = max(-1.0, score * 0.3) + 0.2
        return score + self._by_capitals(first, second, other)

    def _by_capitals(self, first: str, second: str, bare: str) -> float:
        """What capitals say of two words between which nothing ends."""
        if _is_capitals(first) or _is_capitals(second):
            return 0.3 if _is_capitals(first) and _is_capitals(second) else -1.2
        if second[0].isupper():
            return -3.0 if bare in _SMALL else -0.7 if bare in self._names else -2.5
        return 0.6 if second[0].islower() else -0.3


def is_mark(word: str) -> bool:
    """Whether the word is a bullet or a number that opens an item."""
    return bool(_MARK.match(word))


def is_stopped(word: str) -> bool:
    """Whether a sentence may end with this word."""
    return bool(_STOP.search(word))


def _bare(word: str) -> str:
    return word.lower().strip(_EDGES).replace("’s", "").replace("'s", "")


def _is_capitals(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return len(letters) >= 2 and all(char.isupper() for char in letters)
