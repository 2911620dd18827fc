"""Bodies that a question calls otherwise than by their own name: by what they are ("the fire service"), by their place, by a
word that one paper alone writes, or named in the papers of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.spelling import is_common
from ingest import bodies, metrics
from ingest.bodies import BodyMention
from ingest.bodies_names import Token, tokens, words_of
from ingest.model import Body
from ingest.tokens import is_known_word
from ingest.whose.kinds import kinds

COUNCIL = "council"
"""The family whose kind is no name: most papers are of councils, and "the council" is whichever is spoken of."""
SHORTEST = 4
"""Letters of a word that may name the paper which alone writes it."""
Spans = Iterable[tuple[int, int]]


def told_of(
    text: str, known: Sequence[Body], named: Sequence[BodyMention], loaded: Sequence[Body]
) -> list[BodyMention]:
    """The bodies of which only papers of others tell, where the text names them and no loaded body goes by these words."""
    if not known:
        return []
    ids = {body.id for body in known}
    own = frozenset[str]().union(*(frozenset(words_of(body.name)) for body in loaded))
    return [
        mention
        for mention in bodies.recognise(text, known)
        if mention.body.id in ids
        and not mention.misspelt
        and not overlaps(mention.start, mention.end, _spans(named))
        and not own.issuperset(words_of(mention.wording))
    ]


def by_place(mention: BodyMention, loaded: Sequence[Body]) -> BodyMention:
    """A mention by its place alone of a body that has no papers, as one of the only loaded body that has the place in its
    name."""
    if mention.full:
        return mention
    place = {token.readings[-1] for token in tokens(mention.wording)}
    here = [body for body in loaded if place <= set(words_of(body.name))]
    if len(here) != 1:
        return mention
    return BodyMention(here[0], mention.start, mention.end, mention.wording, (here[0],))


def by_kind(text: str, named: Sequence[BodyMention], loaded: Sequence[Body]) -> list[BodyMention]:
    """The loaded bodies of the kinds that the text names apart from any name ("the fire service"). Such a mention has no width,
    for what they are says what is asked about too."""
    found: dict[str, BodyMention] = {}
    for family, start, end in _kinds_in(tokens(text)):
        if family == COUNCIL or overlaps(start, end, _spans(named)) or _is_of_a_name(text, start, named):
            continue
        for body in loaded:
            if family in _families(body):
                found.setdefault(body.id, BodyMention(body, end, end, "", (body,)))
    return list(found.values())


def _is_of_a_name(text: str, start: int, named: Sequence[BodyMention]) -> bool:
    """Whether a name stands right before these words, so that they are the end of it ("Kent Fire and Rescue Service")."""
    before = tokens(text[:start])
    if not before or text[before[-1].end : start].strip():
        return False
    return before[-1].capital and len(before) > 1 or any(one.end == before[-1].end for one in named)


def by_own_word(text: str, holders: Callable[[str], Sequence[Body]]) -> list[BodyMention]:
    """The bodies whose papers alone write a word that is no English one ("NEWID"). Such a mention has no width, for the word
    is looked for as well."""
    found: dict[str, BodyMention] = {}
    for token in tokens(text):
        word = token.readings[-1]
        if len(word) >= SHORTEST and word.isalpha() and not _is_ordinary(word):
            writing = holders(word)
            if len(writing) == 1:
                found.setdefault(
                    writing[0].id, BodyMention(writing[0], token.end, token.end, "", (writing[0],))
                )
    return list(found.values())


def _is_ordinary(word: str) -> bool:
    """Whether a word is an English one, or names a measure ("headcount")."""
    return is_known_word(word.removesuffix("s")) or is_common(word) or bool(metrics.match(word))


def overlaps(start: int, end: int, spans: Spans) -> bool:
    """Whether characters from ``start`` up to ``end`` stand within one of these spans, in part at least."""
    return any(start < stop and first < end for first, stop in spans)


def _spans(named: Sequence[BodyMention]) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in named]


def _kinds_in(words: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    """The family of each phrase in these words that makes a name an organisation, with where it stands."""
    spelled = [token.readings[-1] for token in words]
    for at, word in enumerate(spelled):
        for phrase, kind in kinds().after.get(word, []):
            if not kind.weak and tuple(spelled[at : at + len(phrase)]) == phrase:
                yield kind.family, words[at].start, words[at + len(phrase) - 1].end
                break


def _families(body: Body) -> set[str]:
    return {family for family, _, _ in _kinds_in(tokens(body.name))}
