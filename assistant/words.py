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

# Function words and the words of asking; they never decide what a question is about.
STOP = frozenset(
    """a about above after again all also am an and any are aren't as at be because been before being below between both
    but by can can't cannot could did didn't do does doesn't doing don't down during each few for from further get had has
    have having he her here hers him his how however i if in into is isn't it it's its itself just let's like may me might
    more most must my no nor not of off on once only or other our ours out over own please same shall she should so some
    such than that the their theirs them then there these they this those through to too under until up us very was we
    were what what's when where which while who whom whose why will with would you your yours show tell give list name
    say says said state states stated describe explain find know want need there's hello hi thanks thank ask asked
    question s t d ll re ve many much please mean means pls plz please bullet bullets bulleted quick quickly asap wanted exactly actually really got hold side""".split()
)

# Words that stand in nearly every paper and so say little about what is wanted.
GENERIC = frozenset(
    """council councils councillor authority strategy strategies plan plans paper papers document documents report reports
    borough county district city local approach main key overall current currently new many much number way ways thing
    things set out make making use using used include includes including included different various according work
    area areas people face faces facing faced take takes taken taking took come comes coming came go goes going gone went
    do doing done made makes get gets getting got put puts putting see seen plan planned planning planning hope hopes intend intends
    intended expect expects expected look looks looking need needs needed happen happens involve involves involved relate relates
    contain contains consider considers consist mentioned mention mentions detail details information info about stand stands
    percentage percent proportion share number summarise summarize summary overview large big long size without within between january february
    march april may june july august september october november december year years month date meant supposed designed intended mean believe believes try trying help helps helping behind big think thinks""".split()
)

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
