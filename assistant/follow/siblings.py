"""Labels of the papers that stand beside each other: the rows of one column, the columns of one row.

"What about Highways?" means another label of the same figures, so the words of the earlier question that name its neighbour make
way for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.figures.asked import stems_of
from assistant.figures.signs import JOINT
from assistant.words import stem
from ingest.fact_model import Fact
from ingest.phrases import Word, words

LONGEST_LABEL = 12  # words; a longer label is a sentence
HALF = 0.5  # of the words of either, which a label and what is said must share
LIKE = 0.65  # of one another, from which words are taken to name a label
RUNNING = frozenset({"clause", "sentence", "sentence before", "lead"})
"""Places of running text, whose measures are clauses and no labels."""
GAP = 2
"""Words that may stand between two words of one label in a question."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands in a question."""

    label: str
    start: int
    end: int


class Siblings:
    """The labels of some facts, with those that each stands beside."""

    def __init__(self, facts: Iterable[Fact], own: Iterable[str] = ()) -> None:
        """``facts`` are those of the papers that the conversation is about, ``own`` the names of the bodies that it is about."""
        self._own = tuple(sorted(filter(None, own), key=len, reverse=True))
        beside: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
        parts: set[str] = set()
        every = list(facts)
        self._printed = frozenset[str]().union(*(_stems(f"{fact.measure} {fact.part}") for fact in every))
        for path in dict.fromkeys(_path(fact) for fact in every):
            parts |= path.part
            beside["parts of", path.measure] |= path.part
            if path.part:
                beside["measures of", path.part] |= path.measure
            for label in () if path.part else path.measure:
                beside["beside", path.measure - {label}].add(label)
            if path.owner not in self._own:
                beside["owners", frozenset()].add(path.owner)
        self._owners = frozenset(beside["owners", frozenset()])
        self._parts, self._beside = frozenset(parts), tuple(filter(None, beside.values()))
        self._stems = {label: _stems(label) for group in self._beside for label in group}

    def named(self, text: str) -> tuple[str, ...]:
        """The labels that a few words name, the likeliest first; none when no label is like them."""
        said = _stems(text)
        scored = [(_likeness(said, held), label) for label, held in self._stems.items()] if said else []
        return tuple(
            label for score, label in sorted(scored, key=lambda one: (-one[0], one[1])) if score >= LIKE
        )

    def prints(self, text: str) -> bool:
        """Whether the papers measure something in all of these words."""
        said = _stems(text)
        return bool(said) and said <= self._printed

    def is_owner(self, label: str) -> bool:
        """Whether a label is the name of another body that the papers print figures of."""
        return label in self._owners

    def is_part(self, label: str) -> bool:
        """Whether a label names a part, such as a service or a ward."""
        return label in self._parts

    def parts_in(self, question: str) -> tuple[tuple[int, int], ...]:
        """Where a question names parts in full."""
        found = (_placed(part, self._stems[part], frozenset(), question) for part in sorted(self._parts))
        return tuple((spot.start, spot.end) for share, spot in filter(None, found) if share == 1.0)

    def spot(self, label: str, question: str) -> Spot | None:
        """What a label takes the place of in a question: the neighbour of it that is named most fully."""
        whose = self._whose(question)
        new = self._stems[label]
        near = {
            other for group in self._beside if label in group for other in group if self._stems[other] - new
        }
        found = [
            (share, spot.end - spot.start, spot)
            for other in sorted(near)
            if (placed := _placed(other, self._stems[other], new, question))
            for share, spot in (placed,)
            if whose is None or share == 1.0 and other not in self._own or not _overlap(spot, whose)
        ]
        return max(found, key=lambda one: (one[0], one[1], one[2].label))[2] if found else None

    def _whose(self, question: str) -> Spot | None:
        """Where a question names the body that the conversation is about."""
        low = question.casefold()
        for name in self._own:
            at = low.find(name.casefold())
            if at >= 0:
                return Spot(name, at, at + len(name))
        return None


def _overlap(one: Spot, other: Spot) -> bool:
    return one.start < other.end and other.start < one.end


@dataclass(frozen=True, slots=True)
class _Path:
    measure: frozenset[str]
    part: frozenset[str]
    owner: str


def _path(fact: Fact) -> _Path:
    """The labels of a figure's measure and of its part; of running text, whose measure is a clause and no label, the part."""
    running = any(origin.field == "measure" and origin.place in RUNNING for origin in fact.origins)
    part = frozenset(filter(None, fact.part.split(JOINT)))
    measure = frozenset() if running else frozenset(filter(None, fact.measure.split(JOINT)))
    short = frozenset(label for label in measure - part if len(label.split()) <= LONGEST_LABEL)
    return _Path(short, part, fact.owner)


def _stems(label: str) -> frozenset[str]:
    """The stems of a label's words; its years are its time and not its name."""
    return frozenset(word for word in stems_of(label) if not word.isdigit())


def _likeness(said: frozenset[str], held: frozenset[str]) -> float:
    """How far words and a label are the same: the mean of the shares that each has of the other."""
    both = len(said & held)
    if not both or not held or both < HALF * len(said):
        return 0.0
    return (both / len(said) + both / len(held)) / 2


def _placed(
    label: str, held: frozenset[str], new: frozenset[str], question: str
) -> tuple[float, Spot] | None:
    """The share of a label's words that stand together in the question, and where."""
    runs: list[list[Word]] = []
    last = -GAP - 2
    for place, word in enumerate(words(question)):
        if stem(word.fold) not in held:
            continue
        if place - last - 1 > GAP:
            runs.append([])
        runs[-1].append(word)
        last = place
    best = max(runs, key=len, default=[])
    said = {stem(word.fold) for word in best}
    share = len(said) / len(held) if held else 0.0
    if share < HALF or said <= new:
        return None
    return share, Spot(label, best[0].start, best[-1].end)
