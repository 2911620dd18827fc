"""Initials and other short forms of a name, as a paper makes them."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.bodies_names import words_of
from ingest.model import Body
from ingest.whose.kinds import kinds
from ingest.whose.names import Name, core

SMALL = ("of", "the", "and", "for")
"""Words that initials leave out."""


def defines(text: str, name: Name) -> str:
    """The short form that stands in brackets behind a name ("(SPC)", "(the Trust)"), else empty."""
    rest = text[name.end : name.end + 40].lstrip()
    if not rest.startswith("(") or ")" not in rest:
        return ""
    inside = rest[1 : rest.index(")")].strip(" \"'“”‘’")
    words = inside.split()
    if len(words) == 1 and inside.isalpha() and inside.isupper() and 2 <= len(inside) <= 8:
        return inside
    the = len(words) == 2 and words[0].lower() == "the" and words[1].lower() in kinds().words["kind"]
    return inside if the else ""


def initials(name: str) -> frozenset[str]:
    """The initials that people make of a name, in small letters, with and without its small words."""
    words = words_of(name)
    dropped: tuple[Iterable[str], ...] = (("of", "the"), ("of", "the", "and"), SMALL)
    made = ("".join(word[0] for word in words if word not in small) for small in dropped)
    return frozenset(one for one in made if len(one) > 2)


def is_of(name: Name, body: Body) -> bool:
    """Whether a printed name is this body's."""
    return name.body is not None and name.body.id == body.id or core(name.text) == core(body.name)
