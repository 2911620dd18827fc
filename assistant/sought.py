"""What is searched for: a question's own words and vector, with a share of the turns before it.

A follow-up seldom repeats what the conversation is about. Its own words count in full, those of the first turn and of
the one before for less, those in between for less again, and all of them less when the question is complete in
itself. The vector is that of the question read together with those turns, beside the question's own. Which words
matter needs no guessing: rare ones weigh more in the full text anyway (docs/decisions/0009).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.follow_up import is_complete
from assistant.lexicon import paper_words
from assistant.match import Embed, Vector, weights
from assistant.question import Question
from assistant.words import alike, spelled_out

MOST_TURNS = 8
"""Turns that are looked at: the first and the latest."""
READ_TOGETHER = 2
"""Turns before, besides the first, whose text is embedded with the question: more would crowd it out."""
MOST_SYNONYMS = 24


@dataclass(frozen=True, slots=True)
class Sought:
    """Words by weight and one vector; ``before`` is what the turn before sought, None at the first turn."""

    words: Mapping[str, float]
    vector: Vector
    before: Sought | None = None


def sought(embed: Embed, turns: Sequence[Question]) -> Sought:
    """What to search for at the last of these turns, first first; those that say nothing are passed over."""
    told = [turn for turn in turns[:-1] if turn.words]
    told = [*told[:1], *told[1:][-(MOST_TURNS - 1) :]]
    now, previous = (*told, turns[-1]), tuple(told)
    texts = list(dict.fromkeys(text for asked in (now, previous) for text in _texts(asked)))
    vectors = dict(zip(texts, embed(texts), strict=True))
    before = Sought(words(previous), _vector(previous, vectors)) if previous else None
    return Sought(words(now), _vector(now, vectors), before)


def plain(question: Question, vector: Vector) -> Sought:
    """What to search for when a question stands on its own and its vector is there already."""
    return Sought(words([question]), vector)


def words(turns: Sequence[Question]) -> dict[str, float]:
    """Each word with its weight: the last turn's, those carried, then synonyms and short forms spelled out."""
    table, last = weights("retrieve"), turns[-1]
    found = dict.fromkeys(last.words, 1.0)
    share = table["complete"] if is_complete(last.text) else 1.0
    for number, turn in enumerate(turns[:-1]):
        near = number in (0, len(turns) - 2)
        for word in turn.words:
            if word not in last.words:
                found[word] = max(found.get(word, 0.0), share * table["near" if near else "far"])
    for word in _instead(last):
        found.setdefault(word, table["synonym"])
    return found


def _instead(question: Question) -> Iterator[str]:
    """What may stand in a paper instead of the question's words."""
    yield from spelled_out(question.text)
    yield from paper_words(question.text)[:MOST_SYNONYMS]
    yield from sorted({other for word in question.stems for other in alike(word)} - set(question.stems))[
        :MOST_SYNONYMS
    ]


def _texts(turns: Sequence[Question]) -> list[str]:
    """What is embedded: the last turn, and it with the turns it may lean on."""
    if not turns:
        return []
    own = turns[-1].text
    around = dict.fromkeys((own, turns[0].text, *(turn.text for turn in turns[:-1][-READ_TOGETHER:])))
    return [own, " ".join(around)]


def _vector(turns: Sequence[Question], vectors: Mapping[str, Vector]) -> Vector:
    """The two vectors in one, of length one; a question that is complete keeps more of its own."""
    own, together = (vectors[text] for text in _texts(turns))
    share = weights("retrieve")["alone_complete" if is_complete(turns[-1].text) else "alone"]
    both = together + share * own
    return np.asarray(both / np.linalg.norm(both), dtype=np.float32)
