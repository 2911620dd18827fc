"""What a question says of the figure that it asks for: its words by weight, when, at what stage, in which sort of unit."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from assistant.lexicon import instead
from assistant.packaged import packaged, phrases_of
from assistant.question import Question
from assistant.words import STOP, TOKEN, alike, stem
from ingest import metrics
from ingest.facts.word_lists import lists
from ingest.phrases import Phrases, words
from ingest.quantities import MOMENTS, Kind, find

STAGES = frozenset({"actual", "target", "forecast", "budget", "assumption", "benchmark"})
LEAST_WEIGHT = 0.3
LIGHT = 0.25
"""What a word counts that says how figures are set side by side ("fewer"), beside one of what they measure."""
COUNTED = frozenset({"count"})
BARE = 1
"""The weight of a wording that names a metric only by a bare "staff"."""
FAINT = 0.5
"""What a word of the turn that a follow-up leans on counts, beside a word of its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``words`` are stems with their weights, which sum to 1; ``moments`` first and last ISO days; ``stages`` kinds of fact;
    ``families`` sorts of unit (``family``), none when the question does not say; ``metric`` the one of the taxonomy that its words
    name, empty when they name none; ``otherwise`` by word the other wordings for it, as stems;
    ``said`` are the stems of all of these, ``named`` those that name the metric."""

    text: str
    words: Mapping[str, float]
    moments: tuple[tuple[str, str], ...]
    stages: frozenset[str]
    families: frozenset[str]
    many: bool
    metric: str = ""
    otherwise: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    said: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    def means(self, key: str, held: frozenset[str]) -> bool:
        """Whether stems hold what a word of the question stands for: a synonym, or the papers' wording for an everyday one."""
        return any(wording <= held for wording in self.otherwise.get(key, ()))


def asked(question: Question, held: Mapping[str, int], total: int) -> Asked:
    """Read a question; ``held`` counts by stem how many of the ``total`` facts in play hold the word."""
    every = find(question.text)
    times = [item for item in every if item.kind in MOMENTS]
    typed = [(item.start, item.end) for item in every if item.kind is not Kind.AGE]
    own = _own_stems(question.text, typed)
    weight: dict[str, float] = {}
    for word in question.words:
        key = stem(word)
        if key in own or word in question.faint:
            share = FAINT if word in question.faint else LIGHT if key in light() else 1.0
            rarity = math.log(1 + total / (1 + held.get(key, 0)))
            weight[key] = max(weight.get(key, 0.0), share * max(rarity, LEAST_WEIGHT))
    whole = sum(weight.values()) or 1.0
    named = metrics.best(question.text)
    labels = _sorts(_without(typed, question.text))
    otherwise = _otherwise(question.text, weight)
    return Asked(
        text=question.text,
        words={key: value / whole for key, value in weight.items()},
        moments=tuple(
            (item.start_date, item.end_date or item.start_date) for item in times if item.start_date
        ),
        stages=_stages(question.text),
        families=frozenset(labels) or (COUNTED if listed("many").find(question.text) else frozenset()),
        many=bool(listed("many").find(question.text)),
        metric=named.metric if named and named.weight > BARE else "",
        otherwise=otherwise,
        named=stems_of(named.text) if named and named.weight > BARE else frozenset(),
        said=frozenset(weight).union(*(wording for every in otherwise.values() for wording in every)),
    )


def _otherwise(text: str, words: Iterable[str]) -> dict[str, tuple[frozenset[str], ...]]:
    """Other wordings for the words of a question: synonyms, and what papers write for what people say."""
    papers = instead(text)
    found = {}
    for key in words:
        wordings = (*(frozenset((other,)) for other in sorted(alike(key) - {key})), *papers.get(key, ()))
        if wordings:
            found[key] = tuple(dict.fromkeys(wordings))
    return found


def _sorts(text: str) -> list[str]:
    """The sorts of unit that a question names; a year that is numbered is a name: "how many Year 6 pupils" asks for no time."""
    every = words(text)
    found = [
        hit
        for hit in listed("family").find(text)
        if not (hit.last < len(every) and every[hit.last].fold.isdigit() and "time" in hit.labels)
    ]
    return [label for hit in found for label in hit.labels]


def _without(spans: Sequence[tuple[int, int]], text: str) -> str:
    """A text without the amounts and times typed in it: "5% a year" asks for no share."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _stages(text: str) -> frozenset[str]:
    """The stages that a question names. "Actual" stands beside another only where it is plainly asked for too ("now")."""
    papers, people = frozenset(lists("stage").labels(text)), frozenset(listed("stage").labels(text))
    others = (papers | people) & STAGES - {"actual"}
    now = people if others else papers | people
    return others | (now & {"actual"})


def family(unit: str) -> str:
    """The sort of a fact's unit: money, share, time, or count."""
    if unit.startswith("gbp"):
        return "money"
    return _FAMILIES.get(unit, "count")


_FAMILIES = {
    **dict.fromkeys(("share", "percent", "points"), "share"),
    **dict.fromkeys(("days", "days_per_fte", "years", "months", "weeks", "hours", "minutes"), "time"),
}


def sorts_named(text: str) -> frozenset[str]:
    """The sorts of unit that a question surely asks for: "how much" alone may be of waste as well as of money."""
    said = [found for found in listed("family").find(text) if text[found.start : found.end].lower() != OPEN]
    return frozenset(label for found in said for label in found.labels)


OPEN = "how much"


def stems_of(text: str) -> frozenset[str]:
    """The stems of a text that say something: no function words, no words of asking."""
    return frozenset(
        key
        for match in TOKEN.finditer(text)
        if (word := match.group().lower().replace("’", "'")) not in STOP
        and word not in "£%"
        and (key := stem(word)) not in empty()
    )


def held_by(words_of: Collection[frozenset[str]]) -> Counter[str]:
    """How many facts hold each stem."""
    return Counter(key for words in words_of for key in words)


@cache
def empty() -> frozenset[str]:
    """Stems of words that say how a figure is asked for, and nothing of what it measures."""
    return frozenset(stem(word) for word in words_of("empty")["words"])


@cache
def light() -> frozenset[str]:
    """Stems of words that say how figures are moved or set side by side."""
    return frozenset(stem(word) for word in words_of("light")["words"])


def _own_stems(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The stems of a question that are no part of a typed amount or date and no word of asking."""
    return frozenset(
        key
        for match in TOKEN.finditer(text)
        if not any(start <= match.start() < end for start, end in spans)
        and (key := stem(match.group().lower())) not in empty()
    )


def words_of(table: str) -> Mapping[str, Sequence[str]]:
    """One table of ``data/figure_words.toml`` as it stands."""
    words: Mapping[str, Sequence[str]] = packaged("figure_words")[table]
    return words


def listed(table: str) -> Phrases:
    """The phrases of one table of ``data/figure_words.toml``, each key a label."""
    return phrases_of("figure_words", table)
