"""Names of bodies as words: how a name is taken apart, and which forms of it mean the body."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ingest.bodies_list import COMBINED, council_types, listed
from ingest.model import Body
from ingest.tokens import word_set

Words = tuple[str, ...]

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|&")
_PREFIXES: tuple[Words, ...] = tuple(
    tuple(prefix.split())
    for prefix in [
        "the city and county of the city of",
        "the royal borough of",
        "royal borough of",
        "the london borough of",
        "london borough of",
        "metropolitan borough of",
        "metropolitan district of",
        "city and county of",
        "city and county borough of",
        "the council of the",
        "the city of",
        "city of",
        "the borough of",
        "borough of",
        "the county of",
        "county of",
        "district of",
        "county borough of",
        "the county",
        "county",
        "the",
    ]
)
TYPE_WORDS = frozenset(
    {"city", "county", "borough", "district", "metropolitan", "unitary", "london", "royal", "boro"}
)
ENDS = frozenset({"council", "councils", "authority", "corporation"})
POSSESSIVE = ("'s", "’s")
ACRONYMS = frozenset({"mbc", "mdc", "bc", "cc", "dc", "cbc", "lbc", "rbc", "ca", "cca", "mca", "ua"})
_FILLERS = frozenset({"combined", "mayoral", "unitary", "metropolitan"})
SUFFIX_WORDS = TYPE_WORDS | ENDS | ACRONYMS | _FILLERS
_JOINTS = frozenset({"on", "upon", "in", "under", "and", "with", "le"})
_NOT_A_PLACE = word_set(
    """
    north south east west mid central greater isle vale forest new city kings county st
    """
)

ORDINARY = word_set(
    """
    reading rugby barking bath bury hart slough eden barrow hull down angus craven harrow highland fife
    derby swale havering stoke wells moray test deal sale stone
    """
)
"""Places whose names are English words: they need a capital letter and a place's surroundings."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text with the ways it may be read ("stockton's": stocktons or stockton)."""

    text: str
    start: int
    end: int
    readings: tuple[str, ...]

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Form:
    """One way to name a body. ``core`` has no council words; ``part`` is only the first part of its place
    name.
    """

    body: Body
    part: bool = False
    known: bool = False


def tokens(text: str) -> list[Token]:
    """The words of a text with offsets; a hyphen divides words, an apostrophe does not."""
    return [Token(m.group(), m.start(), m.end(), _readings(m.group())) for m in _TOKEN.finditer(text)]


def _readings(word: str) -> tuple[str, ...]:
    lower = word.lower().replace("’", "'")
    if lower == "&":
        return ("and",)
    if lower == "saint":
        return ("st",)
    plain = lower.replace("'", "")
    if lower.endswith("'s"):
        return (plain, lower[:-2].replace("'", ""))
    county = _counties().get(plain)
    return (plain, county) if county else (plain,)


@cache
def _counties() -> dict[str, str]:
    """The names of counties by their short forms."""
    text = files("ingest").joinpath("data", "county_names.toml").read_text("utf-8")
    return dict(tomllib.loads(text)["short"])


def words_of(name: str) -> Words:
    """A name as plain lower-case words."""
    return tuple(token.readings[0] for token in tokens(name))


def core_of(name: Words) -> Words:
    """The place within a name, without the words that say what kind of council it is."""
    for prefix in _PREFIXES:
        if name[: len(prefix)] == prefix and len(name) > len(prefix):
            name = name[len(prefix) :]
            break
    while len(name) > 1 and name[-1] in SUFFIX_WORDS:
        name = name[:-1]
    return name


def first_part(core: Words) -> Words | None:
    """What people call a long place name by its beginning ("stockton", "cheshire west"), or None."""
    for index, word in enumerate(core[1:], start=1):
        joint = word in _JOINTS or (word == "of" and index > 1)
        if joint and not (index == 1 and core[0] in _NOT_A_PLACE) and not set(core[:index]) <= SUFFIX_WORDS:
            return core[:index]
    return None


def names_of(body: Body) -> set[Words]:
    """Every name the body is known by, as words."""
    return {words for name in (body.name, body.short_name, *body.aliases) if (words := words_of(name))}


def is_council(body: Body) -> bool:
    """Whether it is a council of a place rather than a region's authority, another public body or a company."""
    return not body.type or body.type in council_types()


@lru_cache(maxsize=4_096)
def forms_of(body: Body, *, known: bool = False) -> dict[Words, Form]:
    """The words that mean this body, each with how surely; kept, so not to be changed."""
    names = names_of(body)
    forms = {name: Form(body, known=known) for name in names if _stands_alone(body, name, known)}
    if not is_council(body) or body.type == "City corporation":
        return forms
    cores = {core_of(name) for name in names}
    forms.update({core: Form(body, known=known) for core in cores if core not in forms})
    for core in sorted(cores, key=len):
        part = first_part(core)
        if part is not None and part not in forms:
            forms[part] = Form(body, part=True, known=known)
    return forms


def _stands_alone(body: Body, name: Words, known: bool) -> bool:
    """Whether this name means the body and not a region: "north east" does not, unless its papers are
    loaded.
    """
    if body.type not in COMBINED:
        return True
    return (
        known
        or bool(set(name) & {"authority", "combined", "ca", "cca", "mca", "gla"})
        or name[-2:] == ("city", "region")
    )


@dataclass(slots=True)
class Names:
    """Forms by their words, with the most words that any of them has."""

    forms: dict[Words, list[Form]]
    longest: int

    def starting_at(self, words: Sequence[Token], index: int) -> list[tuple[int, list[Form]]]:
        """The forms that begin at this word, longest first, with the number of words each takes."""
        found: list[tuple[int, list[Form]]] = []
        spellings: set[Words] = {()}
        for length in range(1, min(self.longest, len(words) - index) + 1):
            token = words[index + length - 1]
            spellings = {(*begun, reading) for begun in spellings for reading in token.readings}
            forms = [form for spelling in sorted(spellings) for form in self.forms.get(spelling, ())]
            if forms:
                found.append((length, forms))
        return found[::-1]


def _collect(groups: Iterable[dict[Words, Form]]) -> Names:
    forms: dict[Words, list[Form]] = {}
    for group in groups:
        for words, form in group.items():
            forms.setdefault(words, []).append(form)
    return Names(forms, max((len(words) for words in forms), default=0))


@cache
def listed_names() -> Names:
    """The names of all listed bodies."""
    return _collect(forms_of(body) for body in listed())


@lru_cache(maxsize=8)
def names_with(known: tuple[Body, ...]) -> Names:
    """The names of all listed bodies and of those of a library, which come first and under their own
    printed names.
    """
    if not known:
        return listed_names()
    mine = {body.id for body in known}
    groups = [forms_of(body, known=True) for body in known]
    return _collect([*groups, *(forms_of(body) for body in listed() if body.id not in mine)])
