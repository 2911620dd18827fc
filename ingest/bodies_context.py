"""When a name in a text means a council: its surroundings decide, for places are also words and surnames."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.bodies_names import ACRONYMS, ENDS, ORDINARY, SUFFIX_WORDS, TYPE_WORDS, Form, Names, Token
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
_NOT_A_COUNCIL = word_set(
    """
    the a an this that our your their its his her my each every any another other both one same local
    full town parish community youth arts british privy european national new joint shadow works
    research medical student students school general security first current previous former partner
    neighbouring district borough county city unitary metropolitan london royal small large rural urban
    two three and or of in at for by from with to is does do did has have what which who whose when
    where why how compare between than about all some these those no not me us tell give show list find
    summarise explain describe are was were if whether chief executive cabinet council councils leader
    meeting at on as between but can could should would will may might must only also same see note dear
    annual agenda report appendix public strategic corporate
    """
)
_COUNCIL_WORDS = ENDS | {"borough", "district", "association"}
_ADJECTIVE = re.compile(
    r"(?:able|ible|ing|ive|ful|al|ent|ant|ous|ern|er|ic|ed|ly)$|^(?:one|strong|whole|good|great)$", re.I
)
_WITHIN_NAMES = frozenset({"of", "on", "upon", "and", "under", "in", "with", "le", "the"})
_GAP = re.compile(r"(?:[ \t\u00a0]*\n?[ \t\u00a0]*|[-‐-–/]|\. |, |\.|['’] )\Z")
_PLAIN_GAP = re.compile(r"(?:[ \t\u00a0]*\n?[ \t\u00a0]*|[-‐-–])\Z")
_SENTENCE_START = re.compile(r"(?:^|[.!?:•\n]|[\"“‘(])\s*\Z")


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
    return all(_GAP.match(text[a.end : b.start]) for a, b in pairs)


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
        if word not in SUFFIX_WORDS or not _PLAIN_GAP.match(text[before.end : token.start]):
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
    if re.search(r"['’]s$", token.text):
        return True
    if _SENTENCE_START.search(text[: token.start]):
        return (
            following in _VERBS_AFTER
            or following in {"and", "vs", "versus"}
            or (only and known and following not in _LEADS)
        )
    before = words[first - 1].readings[0] if first else ""
    return before in _LEADS or (known and not token.text.isupper())


def unlisted_names(text: str, words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The spans of names that have the form of a council's ("Westmarch Borough Council", "London Borough of
    Eastmere").
    """
    for index, token in enumerate(words):
        if token.readings[-1] == "council":
            first = _name_start(text, words, index)
            if first is not None:
                yield words[first].start, token.end
        elif token.capital and (lead := _prefix_length(text, words, index)) > 1:
            stop = index + lead
            while stop < len(words) and words[stop].capital and _joined(text, words, index, stop + 1):
                if words[stop].readings[0] in _NOT_A_COUNCIL:
                    break
                stop += 1
            if stop > index + lead and words[index].readings[0] in {
                "london",
                "royal",
                "borough",
                "metropolitan",
            }:
                yield words[index].start, words[stop - 1].end


def _name_start(text: str, words: Sequence[Token], index: int) -> int | None:
    """The word at which the name that ends with this "Council" begins, or None when it is not a name."""
    first = index
    while first and words[first - 1].readings[0] in TYPE_WORDS and _near(text, words, first):
        first -= 1
    typed = first < index
    place = first
    while (
        first
        and index - first < 9
        and _near(text, words, first)
        and _may_be_name(words, first - 1, typed, place)
    ):
        first -= 1
    while first < place and (
        words[first].readings[0] in _WITHIN_NAMES or not words[first].capital and not typed
    ):
        first += 1
    named = words[first:place]
    if not named or all(token.readings[0] in _NOT_A_COUNCIL for token in named):
        return None
    if not typed and not _is_untyped_name(words, first, index):
        return None
    return first


def _is_untyped_name(words: Sequence[Token], first: int, index: int) -> bool:
    """Whether words before a bare "Council" are its name ("Eastmere Council") and no description of one."""
    name = words[first]
    if len(name.text) < 3 or not words[index].capital:
        return False
    if first and words[first - 1].readings[0] in {"a", "an", "the", "this", "our", "your", "one", "more"}:
        return False
    described = index - first == 1 and is_known_word(name.text)
    return not (described and _ADJECTIVE.search(name.text))


def _near(text: str, words: Sequence[Token], index: int) -> bool:
    """Whether this word follows the one before it without punctuation."""
    return bool(_PLAIN_GAP.match(text[words[index - 1].end : words[index].start]))


def _may_be_name(words: Sequence[Token], index: int, typed: bool, place: int) -> bool:
    """Whether the word may belong to a council's name that goes on to its right."""
    token = words[index]
    word = token.readings[0]
    if word in _WITHIN_NAMES:
        # A connecting word belongs to the name only between capitalised parts of it.
        return (
            index < place - 1 + 1
            and index + 1 <= place - 1
            and index > 0
            and words[index - 1].capital
            and word != "the"
            and words[index - 1].readings[0] not in _NOT_A_COUNCIL
        )
    if word in _NOT_A_COUNCIL or re.search(r"['’]s$", token.text):
        return False
    # In lower case ("westmarch borough council") one word is the name; more could be the question's.
    return token.capital or (typed and index == place - 1)
