"""A question weighed for a figure: its words, its dates and lengths of time, and which way something is said to have gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.compose.figure_sought import Sought, way_words
from assistant.match import Matcher, stem_set
from assistant.words import alike, stem, stems, word_list
from ingest.quantities import TEMPORAL, Kind, Quantity, find

EARLIER = 0.35
ASKING = 0.3
OTHER_TIME = -0.06
NONE_OF_ITS_OWN = -0.2
_DATED = frozenset({Kind.YEAR, Kind.FINANCIAL_YEAR, Kind.SPAN, Kind.DATE})


@dataclass(frozen=True, slots=True)
class Asked:
    """The question weighed for a figure: its words, and the dates, lengths, ages and direction that are met by meaning.

    The weights of the words and of ``times`` and ``way`` sum to 1.
    """

    words: Matcher
    wanted: Sought
    quantities: tuple[Quantity, ...]
    times: tuple[tuple[Quantity, float], ...]
    way: float
    own: frozenset[str] = frozenset()

    def coverage(self, text: str, context: str, printed: Sequence[Quantity]) -> float:
        """The weighted share of the question that the text, or for less its context, holds: 0 to 1."""
        met = sum(weight for one, weight in self.times if any(_same_time(one, other) for other in printed))
        if self.wanted.way and self.way and way_words(text, self.wanted.way):
            met += self.way
        return met + self.words.coverage(text, context)


def weighed(matcher: Matcher, wanted: Sought) -> Asked:
    """The question's words weighed for a figure: dates and lengths are compared as such, words of asking say little.

    Where a follow-up has words of its own, the earlier question's words are only its background.
    """
    question = matcher.question
    quantities = tuple(find(question.text))
    asking = {stem(word) for word in word_list("asking")}
    own = set(stems(question.text))
    raw = {
        word: weight * (ASKING if word in asking else 1.0) * (1.0 if word in own else EARLIER)
        for word, weight in matcher.weight.items()
    }
    whole = sum(raw.values()) or 1.0
    times = []
    for item in quantities:
        if item.kind in TEMPORAL | {Kind.DAYS}:
            taken = sum(raw.pop(word, 0.0) for word in set(stems(item.text)))
            times.append((item, taken / whole))
    way = sum(raw.pop(word, 0.0) for word in _way_stems(question.text, wanted))
    kept = {word: weight / whole for word, weight in raw.items()}
    leans = not own.issuperset(matcher.weight)
    added = frozenset(word for word in raw if word in own - asking) if leans else frozenset()
    return Asked(replace(matcher, weight=kept), wanted, quantities, tuple(times), way / whole, added)


def _way_stems(text: str, wanted: Sought) -> set[str]:
    return set(stems(" ".join(way_words(text, wanted.way)))) if wanted.way else set()


def beside_it(asked: Asked, text: str, context: str) -> float:
    """Less for a statement with none of the words that a follow-up adds: "how much of that is gas?" is not met by the whole."""
    if not asked.own or any(alike(word) & stem_set(f"{text} {context}") for word in asked.own):
        return 0.0
    return NONE_OF_ITS_OWN


def other_time(asked: Asked, printed: Sequence[Quantity], dates: Sequence[Quantity]) -> float:
    """Less for a statement of other years than the ones asked for."""
    years = [one for one, _ in asked.times if one.kind in _DATED]
    if not years or any(_same_time(one, other) for one in years for other in dates):
        return 0.0
    return OTHER_TIME if any(item.kind in _DATED and item.start_date for item in printed) else 0.0


def _same_time(one: Quantity, other: Quantity) -> bool:
    """Whether two dates begin or end in the same month, or two lengths or ages are equal."""
    if one.kind in _DATED and other.kind in _DATED:
        if not (one.start_date and one.end_date and other.start_date and other.end_date):
            return False
        return one.start_date[:7] == other.start_date[:7] or one.end_date[:7] == other.end_date[:7]
    return one.value is not None and (one.kind, one.value, one.unit) == (other.kind, other.value, other.unit)
