"""Names of organisations in a line: by the words that make one, by the lists of bodies, and bare names of listed places."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.bodies_list import listed, public_bodies
from ingest.bodies_names import Token, Words, core_of, names_of, tokens, words_of
from ingest.model import Body
from ingest.tokens import is_known_word
from ingest.whose.kinds import Kind, kinds

LONGEST = 9
"""Words before or behind the words of a kind that may belong to the name."""

_SMALL = 3
"""Letters of a word within the words of a kind that may be written small ("and", "for", "of", "a")."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is printed, with its place in the line; ``body`` when it is listed, ``kind`` when its words tell."""

    text: str
    start: int
    end: int
    kind: Kind | None = None
    body: Body | None = None


@dataclass(slots=True)
class Line:
    """The words of a line; ``joined[i]`` when only a space or hyphen stands before word i."""

    text: str
    words: list[Token]
    joined: list[bool]

    def word(self, index: int) -> str:
        return self.words[index].readings[0]

    def follows(self, index: int) -> bool:
        return 0 < index < len(self.words) and self.joined[index]


def names_in(text: str, common: Collection[str] = ()) -> list[Name]:
    """The names of organisations in a line or paragraph, the longest at a place, in order.

    ``common`` are words that the paper also writes small: of one of them and a bare "Council" no name is made.
    """
    line = line_of(text)
    found = [*_listed_in(line)]
    for index in range(len(line.words)):
        found += _of_kind(line, index, common)
    chosen: list[Name] = []
    for name in sorted(found, key=lambda one: (one.start - one.end, one.body is None)):
        if all(name.end <= other.start or other.end <= name.start for other in chosen):
            chosen.append(name)
    return sorted(chosen, key=lambda one: one.start)


def line_of(text: str) -> Line:
    """The words of a line, with what joins them."""
    words = tokens(text)
    joined = [False] + [
        not (gap := text[a.end : b.start]).strip()
        or gap in ("-", "‐", "‑")
        or (a.text == "St" and gap == ". ")
        for a, b in zip(words, words[1:], strict=False)
    ]
    return Line(text, words, joined)


def _of_kind(line: Line, index: int, common: Collection[str]) -> Iterator[Name]:
    """The names whose words of a kind begin here."""
    if not line.words[index].capital:
        return
    for phrase, kind in kinds().after.get(line.words[index].readings[-1], []):
        if _stands(line, index, phrase):
            first = _leftmost(line, index)
            first = _without_kind_ahead(line, first, index)
            if _is_proper(line, range(first, index), kind, common, bare=len(phrase) == 1):
                yield name_at(line, first, index + len(phrase), kind)
            break
    for phrase, kind in kinds().before.get(line.word(index), []):
        if _stands(line, index, phrase):
            start = index + len(phrase)
            stop = _rightmost(line, start, common)
            if stop > start:
                yield name_at(line, index, stop, kind)
            break


def _stands(line: Line, index: int, phrase: Words) -> bool:
    """Whether the phrase stands here, its words written with capitals."""
    stop = index + len(phrase)
    if stop > len(line.words) or not all(line.follows(at) for at in range(index + 1, stop)):
        return False
    pairs = zip(line.words[index:stop], phrase, strict=True)
    return all(word in token.readings and (token.capital or len(word) <= _SMALL) for token, word in pairs)


def _leftmost(line: Line, index: int) -> int:
    """The word at which the name that ends before ``index`` begins."""
    first = index
    while first > 0 and index - first < LONGEST:
        step = _step_left(line, first, index)
        if not step:
            break
        first -= step
    return first


def _without_kind_ahead(line: Line, first: int, index: int) -> int:
    """The begin of the name without what an "and" joins to it that is no name of its own ("Group and Eastmere Ltd")."""
    kind = kinds().words["kind"]
    for at in range(first + 1, index):
        if line.word(at) == "and" and all(line.word(place) in kind for place in range(first, at)):
            return at + 1
    return first


def _step_left(line: Line, first: int, index: int) -> int:
    """How many words the name goes on to the left: one, one over a joining word, or none."""
    lists = kinds().words
    if not line.follows(first):
        listing = first < index - 1 and "and" in (line.word(at) for at in range(first, index))
        comma = first > 0 and line.text[line.words[first - 1].end : line.words[first].start] == ", "
        return int(
            listing and comma and _belongs(line, first - 1) and (first < 2 or not line.follows(first - 1))
        )
    if _belongs(line, first - 1):
        return 1
    if first == index or line.word(first - 1) not in lists["joiners"]:
        return 0
    over = 2
    if first > 2 and line.word(first - 2) in lists["joiners"]:
        over = 3
    if first < over or not all(line.follows(at) for at in range(first - over + 1, first)):
        return 0
    word = line.word(first - over)
    if "of" in (line.word(at) for at in range(first - over + 1, first)) and word not in lists["of_after"]:
        return 0
    return over if _belongs(line, first - over) else 0


def _belongs(line: Line, index: int) -> bool:
    """Whether a word may be part of a name: a capital, no word of the sentence, and not the end of another name.

    A joining word in a line of capitals ("MINUTES OF") is no part by itself.
    """
    token, word = line.words[index], line.word(index)
    lists = kinds().words
    if word in lists["joiners"]:
        return False
    ends = word in lists["end"] and not (word == "county" and index + 1 < len(line.words))
    return token.capital and word not in lists["never"] and not ends and token.text != "&"


def _rightmost(line: Line, start: int, common: Collection[str]) -> int:
    """Where the name whose proper words begin at ``start`` ends."""
    stop = start
    while stop < len(line.words) and stop - start < LONGEST and line.follows(stop):
        known = stop > start and line.word(stop) in common
        if _belongs(line, stop) and not known:
            stop += 1
        elif (
            stop > start
            and line.word(stop) in {"and", "upon", "on", "a"}
            and line.follows(stop + 1)
            and _belongs(line, stop + 1)
            and line.word(stop + 1) not in common
        ):
            stop += 2
        else:
            break
    return stop


def _is_proper(line: Line, places: range, kind: Kind, common: Collection[str], *, bare: bool) -> bool:
    """Whether one of the words tells this organisation from others; before a ``bare`` "Council" no English word does."""
    lists = kinds().words
    words = [
        line.word(at) for at in places if line.word(at) not in lists["joiners"] and len(line.word(at)) > 1
    ]
    telling = [word for word in words if word not in lists["plain"] and word not in lists["kind"]]
    if bare and kind.family == "council":
        telling = [word for word in telling if word not in common and not is_known_word(word)]
    elif bare:
        telling = [word for word in telling if word not in common]
    return bool(words) and (kind.sure or bool(telling))


def name_at(line: Line, first: int, stop: int, kind: Kind | None, body: Body | None = None) -> Name:
    """The name that these words of a line are, without a possessive at its end."""
    start, end = line.words[first].start, line.words[stop - 1].end
    if line.text[start:end].endswith(("'s", "’s")):
        end -= 2
    return Name(printed(line.text[start:end]), start, end, kind, body)


def printed(text: str) -> str:
    """A name on one line; capitals as a title with its small words small."""
    words = text.split()
    if not text.isupper():
        return " ".join(words)
    lists = kinds().words
    return " ".join(
        word.lower()
        if place and word.lower() in lists["joiners"]
        else word
        if word.lower() in lists["capitals"]
        else word.title()
        for place, word in enumerate(words)
    )


@cache
def _official() -> dict[Words, Body]:
    """Full names of listed bodies: those of councils with their words of kind, all of other bodies."""
    found: dict[Words, Body] = {}
    for body in listed():
        for words in names_of(body):
            if body.type == "Sector body" or core_of(words) != words:
                found.setdefault(words, body)
    for body in public_bodies():
        for words in names_of(body):
            if len(words) > 2 or (len(words) == 2 and words == words_of(body.name)):
                found.setdefault(words, body)
    return found


def _listed_in(line: Line) -> Iterator[Name]:
    """Listed names in full, written with capitals."""
    official, most = _official(), 14
    for index, token in enumerate(line.words):
        if not token.capital:
            continue
        words: Words = ()
        best: tuple[int, Body] | None = None
        for stop in range(index, min(len(line.words), index + most)):
            gap = line.text[line.words[stop - 1].end : line.words[stop].start] if stop > index else ""
            if stop > index and not (line.follows(stop) or gap == ", "):
                break
            words = (*words, line.words[stop].readings[-1])
            plain = line.words[stop].capital or words[-1] in kinds().words["joiners"]
            if not plain:
                break
            if words in official:
                best = stop + 1, official[words]
        if best is not None and (best[0] > index + 1 or token.text.isupper()):
            yield name_at(line, index, best[0], None, best[1])


def core(name: str) -> Words:
    """The words of a name that tell it from others; all of them when none is left."""
    words = tuple(dict.fromkeys(words_of(name)))
    lists = kinds().words
    drop = lists["kind"] | lists["joiners"] | {"nhs", "foundation", "metropolitan", "royal", "london"}
    return tuple(sorted(word for word in words if word not in drop)) or words
