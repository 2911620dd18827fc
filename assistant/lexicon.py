"""Everyday words and the words that papers use for the same thing, as data (``data/lexicon.toml``).

One way only: what people say, and what papers say, stands for the papers' other words of the same group; never for words
of another group, nor the papers' words for people's. The longest wording counts, whatever its endings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from assistant.packaged import packaged
from assistant.words import STOP, stem, tokens

LOOSE = frozenset({"verbs", "amounts"})
"""Chapters of very common words, measured to be wrong more often than right."""
LONGEST = 6

Stems = frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """One idea: the wordings of papers for it, each as they stand, and as stems."""

    paper: tuple[str, ...]
    stems: tuple[Stems, ...]


def instead(text: str) -> Mapping[str, tuple[Stems, ...]]:
    """For each stem of a question that is part of a wording of the lexicon, the papers' wordings that stand for it."""
    found: dict[str, tuple[Stems, ...]] = {}
    for words, groups in _wordings_in(text):
        others = tuple(dict.fromkeys(other for group in groups for other in group.stems if other - words))
        for word in words - _small():
            found[word] = (*found.get(word, ()), *others)
    return found


def paper_words(text: str) -> list[str]:
    """The words of papers to search for besides those of a question, each once, in order."""
    found = (
        word
        for _, groups in _wordings_in(text)
        for group in groups
        for wording in group.paper
        for word in tokens(wording)
        if word not in STOP
    )
    return list(dict.fromkeys(found))


@lru_cache(maxsize=512)
def _wordings_in(text: str) -> tuple[tuple[Stems, tuple[Group, ...]], ...]:
    """The wordings of the lexicon in a text, none overlapping another, each with its groups."""
    return tuple(_found_among([stem(token) for token in tokens(text)]))


def _found_among(words: Sequence[str]) -> Iterator[tuple[Stems, tuple[Group, ...]]]:
    at = 0
    while at < len(words):
        lengths = range(min(LONGEST, len(words) - at), 0, -1)
        length = next((one for one in lengths if tuple(words[at : at + one]) in _groups()), 0)
        if length:
            wording = tuple(words[at : at + length])
            yield frozenset(wording), _groups()[wording]
        at += length or 1


@cache
def _small() -> Stems:
    """The stems of function words, which a wording may hold but which are not looked for alone."""
    return frozenset(map(stem, STOP))


@cache
def _groups() -> Mapping[tuple[str, ...], tuple[Group, ...]]:
    """The groups by each of their wordings, as stems in order."""
    data = packaged("lexicon")
    found: dict[tuple[str, ...], tuple[Group, ...]] = {}
    for entry in data["group"]:
        if entry["chapter"] in LOOSE:
            continue
        group = _group(entry["paper"])
        for wording in (*entry["paper"], *entry.get("people", ())):
            _add(found, wording, group)
    for entry in data["initials"]:
        _add(found, entry["short"], _group(entry["long"]))
    return found


def _group(paper: Sequence[Any]) -> Group:
    wordings = tuple(map(str, paper))
    return Group(wordings, tuple(frozenset(map(stem, tokens(wording))) for wording in wordings))


def _add(found: dict[tuple[str, ...], tuple[Group, ...]], wording: str, group: Group) -> None:
    words = tuple(stem(token) for token in tokens(wording))
    if words and not (len(words) == 1 and words[0] in _small()):
        found[words] = (*found.get(words, ()), group)
