"""Whose doing a statement tells of: "Somerset County Council agreed …" in another council's paper is not the asked body's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.model import Body, Document

OF_ANOTHER = 0.15
_COUNCIL = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]+(?:,?\s+(?:and\s+|of\s+|upon\s+|on\s+|the\s+)?[A-Z][\w’'-]+){0,5})\s+Council\b"
)
_OPENING = re.compile(r"^(?:The|In|On|At|By|As|For|With|And|When|Since|Our|This|That|Both)\s+")
_KINDS = frozenset(
    "borough county district city town parish metropolitan unitary royal london council and of upon on the".split()
)
_OWN = re.compile(r"\b(?:we|us|our|the council(?:['’]s)?|this council)\b", re.I)


def is_of_another(text: str, document: Document, question: str) -> bool:
    """Whether a sentence tells what another council does, one that the question does not name, and not the paper's own."""
    body = document.body
    if body is None or _OWN.search(text):
        return False
    names = [set(words) for words in _councils(text)]
    ours, asked = _words(body), set(re.findall(r"[a-z’'-]+", question.lower()))
    return bool(names) and not any(words & ours or words <= asked for words in names)


def _councils(text: str) -> Iterator[list[str]]:
    """The telling words of every council that the text names."""
    for match in _COUNCIL.finditer(text):
        name = _OPENING.sub("", match.group("name"))
        words = [word for word in re.findall(r"[a-z’'-]+", name.lower()) if word not in _KINDS]
        if words:
            yield words


def _words(body: Body) -> set[str]:
    named = " ".join((body.name, body.short_name, *body.aliases)).lower()
    return set(re.findall(r"[a-z’'-]+", named)) - _KINDS
