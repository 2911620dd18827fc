"""The body that an owner is: a listed one under the name that the paper prints, or one of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.bodies import by_name
from ingest.bodies_list import by_listed_id
from ingest.bodies_names import tokens, words_of
from ingest.model import Body, Document
from ingest.whose.bare import places_in
from ingest.whose.candidates import Candidate
from ingest.whose.evidence import passages
from ingest.whose.kinds import Kind, kinds
from ingest.whose.names import core, names_in
from ingest.whose.short_forms import SMALL, defines, initials, is_of

_OWN_PLACE = ("parish", "company", "combined", "councils")
"""Families in which one proper word stands for the organisation; of others it may be the council's of that place."""

_TOO_COMMON = ("the council", "the service", "the board")


def body_of(document: Document, owner: Candidate, known: Sequence[Body] = ()) -> Body:
    """The owner as a body, with the short forms that the paper uses for it among its aliases."""
    body = _described(owner, known)
    short = {one.lower() for one in _short_forms(document, body)}
    return replace(body, aliases=tuple(sorted({*body.aliases, *short})))


def _described(owner: Candidate, known: Sequence[Body]) -> Body:
    mine = next((body for body in known if owner.name.casefold() in _names(body)), None)
    if mine is not None:
        return mine
    if owner.body is not None and owner.body.id not in by_listed_id():
        name = owner.name if set(words_of(owner.name)) & kinds().words["kind"] else owner.body.name
        aliases = {one.lower() for one in (*owner.body.aliases, owner.body.name, name)}
        return replace(owner.body, name=name, aliases=tuple(sorted(aliases)))
    if owner.body is not None or (owner.kind is not None and owner.kind.family == "council"):
        body = by_name(owner.name)
        return body if body.type or owner.kind is None else replace(body, type=owner.kind.type)
    return _own(owner)


def _names(body: Body) -> set[str]:
    return {body.name.casefold(), *body.aliases}


def _own(owner: Candidate) -> Body:
    """A body for an organisation that no list holds; its forms ("… Service", "… Authority") are one body."""
    name = owner.name.removeprefix("Office of the ").removeprefix("The ")
    kind = owner.kind or Kind("", "")
    short = _short_name(name, kind.family)
    made = "".join(word[0] for word in words_of(name) if word not in SMALL)
    aliases = {name.lower(), short.lower(), *_siblings(name, kind), *([made] if len(made) > 2 else [])}
    if kind.family == "councils":
        aliases |= _members(short)
    proper = [word for word in words_of(name) if word in core(name)]
    id = "-".join([*proper, kind.family] if kind.family else words_of(name))
    return Body(id, name, short, kind.type, aliases=tuple(sorted(aliases)))


def _siblings(name: str, kind: Kind) -> set[str]:
    """The name with the other words of its kind at its end, as the same organisation is also called."""
    ending = kinds().ending(words_of(name))
    if not ending or not kind.same:
        return set()
    proper = name[: tokens(name)[-ending - 1].end].lower()
    phrases = [phrase for group in kinds().after.values() for phrase, other in group if other == kind]
    return {f"{proper} {' '.join(phrase)}" for phrase in phrases}


def _members(short: str) -> set[str]:
    """The councils of a partnership: a question about one of them means the paper that they share."""
    parts = [part.strip().lower() for part in short.replace("&", ",").replace(" and ", ",").split(",")]
    return {name for part in parts if len(parts) > 1 and part for name in (part, f"{part} council")}


def _short_name(name: str, family: str) -> str:
    """The proper words of a name, unless a listed council has them for its own, or one word may be any place's."""
    words = tokens(name)
    ending = kinds().ending(words_of(name))
    short = name[: words[-ending - 1].end] if ending else name
    one = len(words_of(short)) == 1 and family not in _OWN_PLACE
    return name if one or places_in(short, whole=True) else short


def _short_forms(document: Document, body: Body) -> set[str]:
    """Initials of the name that the paper or its file's name prints, and what stands in brackets behind the name."""
    stem = document.file.replace("_", " ").replace("-", " ").replace(".", " ")
    printed = {word.strip("()[].,;:’'“”‘") for word in f"{stem} {document.text}".split()}
    found = {one for one in initials(body.name) if one.upper() in printed}
    for text, _ in passages(document):
        if "(" in text:
            found |= {form for name in names_in(text) if is_of(name, body) and (form := defines(text, name))}
    return {form for form in found if form.lower() not in _TOO_COMMON}
