"""How well one English word follows another: counts of word pairs, for telling columns apart.

The doorway to the counts that the package ``wordsegment`` carries (333,000 words and 286,000 pairs of the Google
Web Trillion Word Corpus, as Peter Norvig published them in "Natural Language Corpus Data", 2009).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cache
from importlib.resources import files

_ALL_WORDS = 1_024_908_267_229  # words of the corpus
_UNSEEN = 30_000  # what a pair that is not listed may count; listed ones count 100,000 and more
_COMMON_BYTES = 1_600_000  # of the words: the commonest come first, a third of them is enough
_MOST = 5.0
_SCALE = 0.7


@cache
def association(first: str, second: str) -> float:
    """Whether the second word follows the first more often than chance has it: above 0 yes, below 0 no.

    Lower-case words without punctuation. 0 when either is unknown; from -5 to 5, in natural logarithms scaled.
    """
    words = _words()
    count_first, count_second = words.get(first.encode()), words.get(second.encode())
    if not count_first or not count_second:
        return 0.0
    by_chance = float(count_first) * float(count_second) / _ALL_WORDS
    together = _together(first, second)
    score = _SCALE * math.log((together or _UNSEEN) / by_chance)
    return max(-_MOST, min(_MOST if together else 0.0, score))


def frequency(word: str) -> float:
    """How often a lower-case word stands in the corpus."""
    return float(_words().get(word.encode(), 0))


def _together(first: str, second: str) -> float:
    """How often the two words stand side by side; 0 when the pair is not listed."""
    pairs, key = _pairs(), f"{first} {second}\t".encode()
    place, total = bisect_left(pairs, key), 0.0
    while place < len(pairs) and pairs[place].startswith(key):  # a pair may be listed more than once
        total += float(pairs[place][len(key) :])
        place += 1
    return total


@cache
def _words() -> dict[bytes, bytes]:
    """The counts of the common words."""
    cells = _file("unigrams.txt")[:_COMMON_BYTES].replace(b"\n", b"\t").split(b"\t")
    return dict(zip(cells[::2], cells[1::2], strict=False))


@cache
def _pairs() -> list[bytes]:
    """The lines of pairs and counts, sorted: a third of the time that a dict of them would take to make."""
    return sorted(_file("bigrams.txt").split(b"\n"))


def _file(name: str) -> bytes:
    """A file of counts; empty where the package is not installed."""
    try:
        return files("wordsegment").joinpath(name).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError):
        return b""
