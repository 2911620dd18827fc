"""Places named in passing: a council without papers that a question only mentions, while a loaded paper speaks of its place.

"Who pays for the new Aberdeen harbour?" is not for Aberdeen City Council alone: a paper that tells of the harbour answers.
A question that is plainly of that council ("Aberdeen City Council's turnover") still is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.lexicon import instead
from assistant.units import units_of
from assistant.words import GENERIC, alike, content_words, stem, stems, tokens, word_list
from ingest.bodies import BodyMention
from ingest.model import Body, Document

if TYPE_CHECKING:
    from assistant.room import Room

OPENING = 3
"""Words of a loaded name that are taken for the whole: "Leeds and York" for a trust whose name goes on."""
ANSWERS = 0.6
"""The share of the other words of a question that a sentence which names the place must hold."""
FEWEST = 1


def begun_alike(text: str, known: Sequence[Body]) -> list[BodyMention]:
    """The loaded bodies of whose longer name the text gives the first words, where only one name begins so."""
    said = [(match.group().lower(), match.start(), match.end()) for match in _WORD.finditer(text)]
    found = []
    for at in range(len(said) - OPENING + 1):
        opening = [_same(word) for word, _, _ in said[at : at + OPENING]]
        meant = [body for body in known if _opening(body) == opening]
        if len(meant) == 1:
            start, end = said[at][1], said[at + OPENING - 1][2]
            found.append(BodyMention(meant[0], start, end, text[start:end], (meant[0],)))
    return found


def without_shorter(found: Sequence[BodyMention], longer: Sequence[BodyMention]) -> list[BodyMention]:
    """The mentions, those that stand within a longer one left out; the longer ones after them."""

    def overlap(one: BodyMention, other: BodyMention) -> bool:
        return one.start < other.end and other.start < one.end

    kept = [
        one
        for one in longer
        if not any(overlap(one, other) and one.end - one.start <= other.end - other.start for other in found)
    ]
    return [*(one for one in found if not any(overlap(one, other) for other in kept)), *kept]


def without_places(room: Room, text: str, meant: Sequence[BodyMention]) -> list[BodyMention]:
    """The bodies that a question is about, less those without papers that it only names as places."""
    here = [mention for mention in meant if room.has(mention.body)]
    return [
        mention
        for mention in meant
        if room.has(mention.body) or mention.full or not _is_a_place(room, text, mention, here)
    ]


def of_earlier(room: Room, meant: Sequence[BodyMention], before: Sequence[Body]) -> list[BodyMention]:
    """The same in a conversation: what the papers of the bodies spoken of name as a place is no other body."""
    return [
        mention
        for mention in meant
        if room.has(mention.body)
        or mention.full
        or not any(_prints(document, mention) for document in _papers(room, before))
    ]


def asked_elsewhere(room: Room, question: str, kept: Sequence[BodyMention], before: str) -> str:
    """An earlier question asked of another place ("and to Essex?"), where each names one place and the later nothing else."""
    places = [one for one in room.mentions(question) if one.body not in [other.body for other in kept]]
    told = room.subjects(before)
    passed = [one for one in room.mentions(before) if one.body not in [other.body for other in told]]
    if len(places) != 1 or len(passed) != 1:
        return question
    new, old = places[0], passed[0]
    rest = f"{question[: new.start]} {question[new.end :]}"
    if any(word not in GENERIC for word in content_words(rest)):
        return question
    return f"{before[: old.start]}{_place(new)}{before[old.end :]}"


def _is_a_place(room: Room, text: str, mention: BodyMention, here: Sequence[BodyMention]) -> bool:
    if here:
        speaking = any(_prints(paper, mention) for paper in _papers(room, [one.body for one in here]))
        return speaking and _on_the_way(text, mention) and not _joined(text, mention, here)
    holding = [card.id for card in room.library.documents()[:MOST_PAPERS]]
    documents = [one for one in map(room.document, holding) if _prints(one, mention)]
    return any(_answers(text, mention, document) for document in documents)


MOST_PAPERS = 50
_WORD = re.compile(r"[A-Za-z0-9’'-]+|&")


def _same(word: str) -> str:
    return "and" if word == "&" else word


def _opening(body: Body) -> list[str] | None:
    """The first words of a name that goes on after them."""
    words = [_same(match.group().lower()) for match in _WORD.finditer(body.name)]
    return words[:OPENING] if len(words) > OPENING else None


def _papers(room: Room, bodies: Sequence[Body]) -> list[Document]:
    return [room.document(id) for id in room.documents_of(list(bodies))]


def _place(mention: BodyMention) -> str:
    """The name as papers write it, whatever the question's letters."""
    return " ".join(
        word.capitalize() for word in mention.wording.removesuffix("'s").removesuffix("’s").split()
    )


def _prints(document: Document, mention: BodyMention) -> bool:
    """Whether a paper writes the place's name as a word."""
    name, text = _place(mention), document.text
    at = text.find(name) if name else -1
    while at >= 0:
        after = text[at + len(name) : at + len(name) + 1]
        if not after.isalnum() and not text[max(at - 1, 0) : at].isalnum():
            return True
        at = text.find(name, at + 1)
    return False


def _on_the_way(text: str, mention: BodyMention) -> bool:
    """Whether the name stands after a word of place or way ("sent to Norfolk"), and so is no subject."""
    before = tokens(text[: mention.start])
    return bool(before) and before[-1] in word_list("places")


def _joined(text: str, mention: BodyMention, here: Sequence[BodyMention]) -> bool:
    """Whether only small words stand between the name and that of a body with papers: the two are asked about alike."""
    for other in here:
        first, second = sorted((mention, other), key=lambda one: one.start)
        between = tokens(text[first.end : second.start])
        if between and set(between) <= word_list("joining"):
            return True
    return bool(set(tokens(text)) & word_list("beside"))


def _answers(text: str, mention: BodyMention, document: Document) -> bool:
    """Whether a sentence or row that names the place holds most of what else is asked, or names the thing that it is part of."""
    rest = f"{text[: mention.start]} {text[mention.end :]}"
    asked = [stem(word) for word in content_words(rest) if word not in GENERIC]
    after = [word for word in content_words(text[mention.end :])[:1] if word not in GENERIC]
    thing = f"{_place(mention)} {after[0]}".lower() if after and text[mention.end] == " " else ""
    if thing and thing in " ".join(document.text.lower().split()):
        return True
    if len(asked) < FEWEST:
        return False
    others = instead(rest)
    for unit in units_of(document).units:
        if _place(mention) not in unit.text:
            continue
        held = frozenset(stems(f"{unit.text} {unit.context}"))
        share = sum(
            bool(alike(word) & held) or any(wording <= held for wording in others.get(word, ()))
            for word in asked
        )
        if share >= ANSWERS * len(asked):
            return True
    return False
