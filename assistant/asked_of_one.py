"""A question about several bodies as it would be asked of one: without their names, and without the words of comparing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant import question as questions
from assistant.clean import gives_orders
from assistant.pool import Pool, Scored
from assistant.question import Question
from assistant.units import Unit
from ingest.bodies import BodyMention

# What stands between the names of bodies, or around them, and says nothing of the topic.
_JOINED = re.compile(
    r"\x00(?:[\s,;:/&+–-]|\b(?:and|or|v|vs|versus|with|to|against|than|both|each|the|councils?)\b|\.)*(?=\x00)",
    re.I,
)
_COMPARING = re.compile(
    r"^\s*(?:please\s+|can you\s+|could you\s+)?(?:compare|contrast)\s+(?:how|what|the way(?:s)?)?\b"
    r"|\b(?:side by side|compared?(?: (?:to|with|against))?|in comparison|versus|vs\.?|v\.?(?=\s|$)|each|both|pl(?:ea)?se?)\b"
    r"|\bwho (?:talks?|speaks?|writes?|says? (?:more|anything|something)) (?:about|on)\b"
    r"|\b(?:set out|put|lay out) (?:what|how)\b|\bwhat (?:each|the) (?:paper|council|strategy|plan) says? (?:about|on)\b"
    r"|\bwhat do they say about it\b|\bwhat (?:is|are) the differences? between\b|\bthe differences? between\b"
    r"|\b(?:the )?(?:two |three |four |other |all )?(?:councils|authorities|boroughs)\b",
    re.I,
)


def asked_of_one(question: Question, mentions: Callable[[str], Sequence[BodyMention]]) -> Question:
    """The same question of any one of the bodies; the question itself when nothing of a topic would be left."""
    text = question.text
    for mention in sorted(mentions(text), key=lambda mention: -mention.start):
        possessive = re.match(r"['’]s?(?=\W|$)", text[mention.end :])
        text = text[: mention.start] + "\x00" + text[mention.end + (possessive.end() if possessive else 0) :]
    text = _JOINED.sub("", text).replace("\x00", " ")
    text = re.sub(r"\s+([,;:?.])", r"\1", " ".join(_COMPARING.sub(" ", text).split())).strip(" ,;:–-")
    text = re.sub(
        r"^(?:for|on|at|in|of|by|to|with)\s+|\s+(?:for|at|in|of|by|between)\s*\??$", "", text, flags=re.I
    )
    alone = questions.read(text)
    if not alone.words:
        return question
    added = tuple(
        word for word in question.words if word in question.faint or word not in question.text.lower()
    )
    return replace(
        alone, words=tuple(dict.fromkeys((*alone.words, *added))), faint=question.faint, years=question.years
    )


def without_orders(pool: Pool) -> Pool:
    """The pool without text that gives orders to whoever reads it: a paper may quote such a thing."""

    def harmless(scored: Scored[Unit]) -> bool:
        return not gives_orders(scored.item.text)

    return replace(pool, units=[scored for scored in pool.units if harmless(scored)])
