"""When a name in a text means a council: its surroundings decide, for places are also words and surnames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.bodies_names import (
    ACRONYMS,
    ENDS,
    ORDINARY,
    POSSESSIVE,
    SUFFIX_WORDS,
    TYPE_WORDS,
    Form,
    Names,
    Token,
)
from ingest.tokens import is_known_word, word_set

_LEADS = word_set(
    """
    in at for of by from with to does do did is has have had can will would are was were and or vs
    versus between than like near across within about against compare comparing compared how should
    could what's how's why
    """
)
_VERBS_AFTER = word_set(
    """
    has have is are was does did will plans aims wants employs says set sets spend spends
    """
)
_HONORIFICS = word_set(
    """
    cllr councillor mr mrs ms miss dr sir dame lord lady professor prof
    """
)
_COUNCIL_WORDS = ENDS | {"borough", "district", "association"}
_LOOSE = ("/", ". ", ", ", ".", "' ", "’ ")
_HYPHENS = frozenset("-‐‑‒–")
_SENTENCE_ENDS = frozenset('.!?:•\n"“‘(')


@dataclass(frozen=True, slots=True)
class Found:
    """Words ``first`` up to ``stop`` name these bodies; ``full`` when the words say that it is a council."""

    first: int
    stop: int
    forms: list[Form]
    full: bool


def named_at(text: str, words: Sequence[Token], index: int, names: Names, *, only: bool) -> Found | None:
    """The longest name that begins at this word and means a body, or None.

    ``only`` says that the library has one body: then a capital letter is context enough.
    """
    skip = _prefix_length(text, words, index)
    for lead in sorted({skip, 0}, reverse=True):
        for length, forms in names.starting_at(words, index + lead):
            stop = index + lead + length
            if not _joined(text, words, index, stop):
                continue
            after = _suffix_length(text, words, stop)
            wording = tuple(token.readings[-1] for token in words[index : stop + after])
            full = bool(set(wording) & _COUNCIL_WORDS) or after > 0 and words[stop + after - 1].text.isupper()
            sure = full or lead > 0 or after > 0
            if sure or _means_a_body(text, words, index, stop, forms, only):
                return Found(index, stop + after, forms, full)
    return None


def _joined(text: str, words: Sequence[Token], first: int, stop: int) -> bool:
    """Whether only white space, hyphens or a name's own comma stand between these words."""
    pairs = zip(words[first : stop - 1], words[first + 1 : stop], strict=True)
    return all(_near(gap := text[a.end : b.start]) or gap in _LOOSE for a, b in pairs)


def _near(gap: str) -> bool:
    """Whether only white space, one line's end at most, or a hyphen stands there."""
    return gap in _HYPHENS or (not gap.strip() and gap.count("\n") < 2)


def _prefix_length(text: str, words: Sequence[Token], index: int) -> int:
    """How many words of "London Borough of" and the like begin here, else 0."""
    length = 0
    for token in words[index : index + 5]:
        word = token.readings[0]
        if word in TYPE_WORDS or (length and word in {"and", "the"}):
            length += 1
            continue
        if word == "of" and length:
            following = index + length + 1
            if following < len(words) and words[following].readings[0] == "the":
                return 0
            return length + 1 if _joined(text, words, index, index + length + 1) else 0
        return 0
    return 0


def _suffix_length(text: str, words: Sequence[Token], stop: int) -> int:
    """How many words of "City Council", "Borough", "MBC" follow a place name and belong to it."""
    length, ended = 0, 0
    while stop + length < len(words) and length < 5:
        before, token = words[stop + length - 1], words[stop + length]
        word = token.readings[-1]
        if word not in SUFFIX_WORDS or not _near(text[before.end : token.start]):
            break
        length += 1
        if (
            word in ENDS
            or (word in ACRONYMS and token.text.isupper())
            or (word in TYPE_WORDS and token.capital)
        ):
            ended = length
        if word in ENDS:
            break
    return ended


def _means_a_body(
    text: str, words: Sequence[Token], first: int, stop: int, forms: Sequence[Form], only: bool
) -> bool:
    """Whether a bare place name stands for its council here."""
    token = words[first]
    if first and words[first - 1].readings[0] in _HONORIFICS:
        return False
    if first > 1 and words[first - 2].readings[0] in _HONORIFICS and words[first - 1].capital:
        return False
    known = any(form.known for form in forms)
    if all(form.part for form in forms) and not (token.capital or known):
        return False
    if _is_acronym(forms, words[first:stop]):
        return token.text.isupper() or known
    if stop - first > 1 or token.readings[-1] not in ORDINARY:
        return True
    return token.capital and _has_context(text, words, first, known=known, only=only)


def _is_acronym(forms: Sequence[Form], named: Sequence[Token]) -> bool:
    """Whether the name is initials ("LGA"): one short word that is in no body's place name."""
    if len(named) != 1 or len(named[0].text) > 5:
        return False
    word = named[0].readings[-1]
    return all(
        "".join(part[0] for part in form.body.name.lower().split() if part[0].isalpha()).startswith(word[0])
        and word not in form.body.name.lower()
        for form in forms
    )


def _has_context(text: str, words: Sequence[Token], first: int, *, known: bool, only: bool) -> bool:
    """Whether a place that is also a word is meant as the place."""
    token = words[first]
    following = words[first + 1].readings[0] if first + 1 < len(words) else ""
    if token.text.endswith(POSSESSIVE):
        return True
    ahead = text[: token.start].rstrip(" \t")
    if not ahead or ahead[-1] in _SENTENCE_ENDS:
        return (
            following in _VERBS_AFTER
            or following in {"and", "vs", "versus"}
            or (only and known and following not in _LEADS)
        )
    before = words[first - 1].readings[0] if first else ""
    return before in _LEADS or (known and not token.text.isupper())


def small_names(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The spans of names that are typed in small letters ("westmarch borough council"): one word that is no English one."""
    for index, token in enumerate(words):
        first = index
        while first and words[first - 1].readings[0] in TYPE_WORDS:
            first -= 1
        named = words[first - 1] if 0 < first < index else None
        if token.readings[-1] == "council" and named and not (named.capital or is_known_word(named.text)):
            yield named.start, token.end
