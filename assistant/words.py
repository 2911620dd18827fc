"""Words as the search sees them: tokens, stems, stop words and the synonyms that council people use.

The synonym list is data (``data/synonyms.toml``) so that an organisation can extend it; a synonym counts a
little less than the word itself.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import snowballstemmer  # type: ignore[import-untyped]

TOKEN = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?|£|%", re.I)


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of ``data/small_words.toml``: stop, generic, figure, asking or compare."""
    data = tomllib.loads(files("assistant").joinpath("data/small_words.toml").read_text("utf-8"))
    return frozenset(str(data[name]).split())


# Function words and the words of asking; they never decide what a question is about.
STOP = word_list("stop")

# Words that stand in nearly every paper and so say little about what is wanted.
GENERIC = word_list("generic")

_stemmer = snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """The stem of one lower-case word; possessive endings fall away."""
    return str(_stemmer.stemWord(re.sub(r"['’]s?$", "", word.lower())))


def tokens(text: str) -> list[str]:
    """The words of a text in order, lower case, apostrophes straightened."""
    return [match.group().lower().replace("’", "'") for match in TOKEN.finditer(text)]


def stems(text: str) -> list[str]:
    """The stems of every word of a text, stop words included, in order."""
    return [stem(token) for token in tokens(text)]


def content_words(text: str) -> list[str]:
    """The words that carry a question's meaning, in order, each once."""
    kept = (token for token in tokens(text) if re.sub(r"'s?$", "", token) not in STOP and token not in "£%")
    return list(dict.fromkeys(re.sub(r"'s?$", "", token) for token in kept))


@cache
def synonym_groups() -> dict[str, frozenset[str]]:
    """For each stem the stems that mean the same to council people, itself included."""
    data = tomllib.loads(files("assistant").joinpath("data/synonyms.toml").read_text("utf-8"))
    groups: dict[str, frozenset[str]] = {}
    for words in data["groups"].values():
        group = frozenset(stem(word) for word in words if " " not in word)
        for member in group:
            groups[member] = groups.get(member, frozenset()) | group
    return groups


@cache
def phrases() -> dict[str, str]:
    """Short forms and what they stand for ("ceo": "chief executive")."""
    data = tomllib.loads(files("assistant").joinpath("data/synonyms.toml").read_text("utf-8"))
    return {str(short): str(long) for short, long in data["phrases"].items()}


@cache
def contrasts() -> tuple[tuple[frozenset[str], ...], ...]:
    """Sets of sides, as stems, that part one measure into several: men and women, gross and net."""
    data = tomllib.loads(files("assistant").joinpath("data/contrasts.toml").read_text("utf-8"))
    return tuple(tuple(frozenset(map(stem, str(side).split())) for side in row) for row in data["sides"])


def spelled_out(text: str) -> list[str]:
    """The words that the short forms in a text stand for, and the other way about."""
    lower = f" {' '.join(tokens(text))} "
    found = []
    for short, long in phrases().items():
        if f" {short} " in lower:
            found.extend(tokens(long))
        elif f" {long} " in lower and " " not in short:
            found.append(short)
    return found


def alike(word_stem: str) -> frozenset[str]:
    """The stems that count as this one, itself included."""
    return synonym_groups().get(word_stem, frozenset({word_stem}))
