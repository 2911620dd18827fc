"""How well one English word follows another: counts of word pairs, for telling columns apart.

The doorway to the counts that the package ``wordsegment`` carries (333,000 words and 286,000 pairs of the Google
Web Trillion Word Corpus, as Peter Norvig published them in "Natural Language Corpus Data", 2009).
"""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files

_ALL_WORDS = 1_024_908_267_229  # words of the corpus
_UNSEEN = 30_000  # what a pair that is not listed may count; listed ones count 100,000 and more
_WORDS = ("unigrams.txt", 1_600_000)  # bytes: the commonest words come first, a third of them is enough
_PAIRS = ("bigrams.txt", 6_000_000)
_MOST = 5.0
_SCALE = 0.7


@cache
def association(first: str, second: str) -> float:
    """Whether the second word follows the first more often than chance has it: above 0 yes, below 0 no.

    Lower-case words without punctuation. 0 when either is unknown; from -5 to 5, in natural logarithms scaled.
    """
    words, pairs = _counts(*_WORDS), _counts(*_PAIRS)
    count_first, count_second = words.get(first.encode()), words.get(second.encode())
    if not count_first or not count_second:
        return 0.0
    by_chance = float(count_first) * float(count_second) / _ALL_WORDS
    together = pairs.get(f"{first} {second}".encode())
    score = _SCALE * math.log(float(together or _UNSEEN) / by_chance)
    return max(-_MOST, min(_MOST if together else 0.0, score))


def frequency(word: str) -> float:
    """How often a lower-case word stands in the corpus."""
    return float(_counts(*_WORDS).get(word.encode(), 0))


@cache
def _counts(name: str, size: int) -> dict[bytes, bytes]:
    """The counts by word or pair in the first bytes of a file; empty where the package is not installed."""
    try:
        data = files("wordsegment").joinpath(name).read_bytes()[:size]
    except (ModuleNotFoundError, FileNotFoundError):
        return {}
    cells = data.replace(b"\n", b"\t").split(b"\t")
    return dict(zip(cells[::2], cells[1::2], strict=False))
