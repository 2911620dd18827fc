"""The words by which papers say what they are, as data (``ingest/data/paper_words.toml``), matched word by word."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Phrase = tuple[str, ...]


@cache
def phrases(name: str) -> tuple[Phrase, ...]:
    """The phrases of a list, the longest first."""
    listed = _content()[name]
    assert isinstance(listed, list)
    return tuple(sorted((tuple(phrase.split()) for phrase in listed), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Sort:
    """What a kind of paper says of itself: any of these phrases, or one of ``first`` with one of ``then`` behind it."""

    any: tuple[Phrase, ...]
    first: tuple[Phrase, ...]
    then: tuple[Phrase, ...]


@cache
def types() -> dict[str, Sort]:
    """The kinds of paper, those first that decide first."""
    table = _content()["types"]
    assert isinstance(table, dict)
    return {
        name: Sort(
            *(tuple(tuple(one.split()) for one in row.get(key, ())) for key in ("any", "first", "then"))
        )
        for name, row in table.items()
    }


@cache
def _content() -> dict[str, object]:
    text = files("ingest").joinpath("data", "paper_words.toml").read_text("utf-8")
    return tomllib.loads(text)


def plain_words(text: str) -> Phrase:
    """The words and numbers of a text in small letters; marks and hyphens part words."""
    spaced = "".join(char if char.isalnum() or char in "'’" else " " for char in text.lower())
    return tuple(word.strip("'’") for word in spaced.replace("’s ", " ").split() if word.strip("'’"))


def holds(words: Sequence[str], name: str) -> bool:
    """Whether a phrase of this list stands among the words."""
    return any(stands(words, phrase) >= 0 for phrase in phrases(name))


def stands(words: Sequence[str], phrase: Phrase) -> int:
    """The place at which the phrase stands among the words, or -1; "*" stands for any one word."""
    for at in range(len(words) - len(phrase) + 1):
        if all(want in ("*", word) for want, word in zip(phrase, words[at:], strict=False)):
            return at
    return -1


def begins(words: Sequence[str], name: str) -> int:
    """How many words a phrase of this list takes at the beginning; 0 when none does."""
    return next((len(phrase) for phrase in phrases(name) if tuple(words[: len(phrase)]) == phrase), 0)
