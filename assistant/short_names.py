"""How people type the short name of a body: its initials, with a slip, without its apostrophe."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from ingest.model import Body

NEARLY = 85
"""How alike, of 100, a word and a name are when the one is a slip of the other."""
INITIALS = re.compile(r"\b(?=(?:\w*[A-Z]){2})[A-Za-z]{2,6}\b")


def initials(body: Body) -> frozenset[str]:
    """The initials of a body's short and full name, lower case, with and without those of small words."""
    made = set()
    for name in (body.short_name, body.name):
        words = re.findall(r"[A-Za-z]+", name)
        for kept in (words, [word for word in words if word[0].isupper()]):
            if len(kept) > 1:
                made.add("".join(word[0] for word in kept).lower())
    return frozenset(made)


def without_apostrophe(word: str, body: Body) -> bool:
    """Whether the word is the body's name, or its first word, as a possessive that lacks its apostrophe."""
    short = body.short_name.lower()
    return len(word) > 5 and word.removesuffix("s") in (short, re.split(r"[\s-]", short)[0])


def nearly(word: str, body: Body) -> bool:
    """Whether a word spells a body's short name, or the first word of it, but for a slip or a missing apostrophe."""
    short = body.short_name.lower()
    wordings = {short, short.replace("-", ""), re.split(r"[\s-]", short)[0]}
    return any(
        len(name) >= 5 and fuzz.ratio(word.removesuffix("s"), name.removesuffix("s")) >= NEARLY
        for name in wordings
    )
