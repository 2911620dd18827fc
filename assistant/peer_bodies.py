"""Whom a comparison is between: the bodies named, the peers of one of them, all of a type, or all that are loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.bodies import peers
from ingest.model import Body

PEERS = re.compile(
    r"\b(?:similar|comparable|peer|nearest|neighbouring|like-for-like|equivalent)\s+(?:\w+\s+)?"
    r"(?:districts?|count(?:y|ies)|boroughs?|unitar(?:y|ies)|councils?|authorit(?:y|ies))\b|\b(?:its|their|our) (?:peers|neighbours)\b",
    re.I,
)
# What people call a type of council, and the words of the UK list for it.
_TYPES = (
    (re.compile(r"\blondon boroughs\b", re.I), "london borough"),
    (
        re.compile(r"\bmetropolitan (?:boroughs|districts|councils|authorities)\b|\bmets\b", re.I),
        "metropolitan district",
    ),
    (re.compile(r"\bunitar(?:ies|y (?:authorities|councils))\b", re.I), "unitary authority"),
    (re.compile(r"\bcount(?:ies|y councils)\b", re.I), "county"),
    (re.compile(r"\bdistrict(?:s| councils)\b", re.I), "non-metropolitan district"),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """The bodies set side by side, and how they were chosen when they were not named (else empty)."""

    bodies: tuple[Body, ...]
    method: str = ""


def compared_bodies(question: str, named: Sequence[Body], loaded: Sequence[Body]) -> Compared:
    """Those named; one with its peers when similar bodies are asked for; all of a type when a type is; else all."""
    if PEERS.search(question) and len(named) == 1:
        found = peers(named[0], loaded)
        return Compared((named[0], *found.bodies), found.method)
    if named:
        return Compared(tuple(named))
    for wording, kind in _TYPES:
        of_type = tuple(body for body in loaded if body.type.lower() == kind)
        if wording.search(question) and of_type:
            return Compared(of_type, f"Bodies of the type “{kind}” among those with a paper in the library.")
    return Compared(tuple(loaded))
