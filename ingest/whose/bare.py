"""Bare names: the place of a listed council and the initials of a listed body, without a word that says what they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ingest.bodies_list import public_bodies
from ingest.bodies_names import ORDINARY, names_with
from ingest.model import Body
from ingest.whose.kinds import kinds
from ingest.whose.names import LONGEST, Line, Name, line_of, name_at


def places_in(text: str, *, whole: bool) -> list[Name]:
    """Bare names of listed councils and initials of listed bodies, each a run of capitalised words of its own.

    ``whole`` says that the run must be all that stands between two marks, as for places that are words ("Reading").
    """
    line = line_of(text)
    found: list[Name] = []
    for at, token in enumerate(line.words):
        if token.text in _initials():
            found.append(name_at(line, at, at + 1, None, _initials()[token.text]))
    for first, stop in _runs(line):
        body = _council_of(line, first, stop)
        alone = not line.follows(first) and not line.follows(stop)
        ordinary = stop - first == 1 and line.words[first].readings[-1] in ORDINARY
        if body is not None and (alone or not (whole or ordinary)):
            found.append(name_at(line, first, stop, None, body))
    return found


def places_among(text: str) -> list[Name]:
    """Bare names of listed councils anywhere in a name of a file; places that are words are none."""
    line = line_of(text)
    found: list[Name] = []
    index = 0
    while index < len(line.words):
        stops = range(min(len(line.words), index + LONGEST), index, -1)
        stop = next((one for one in stops if _council_of(line, index, one)), 0)
        if stop and not (stop == index + 1 and line.words[index].readings[-1] in ORDINARY):
            found.append(name_at(line, index, stop, None, _council_of(line, index, stop)))
        index = max(stop, index + 1)
    return found


def _runs(line: Line) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, joining words between them included."""
    index = 0
    while index < len(line.words):
        stop = index
        while stop < len(line.words) and (stop == index or line.follows(stop)):
            small = line.word(stop) in kinds().words["joiners"] and stop > index
            if not line.words[stop].capital and not (
                small and line.follows(stop + 1) and line.words[stop + 1].capital
            ):
                break
            stop += 1
        if stop > index:
            yield index, stop
        index = max(stop, index + 1)


def _council_of(line: Line, first: int, stop: int) -> Body | None:
    """The current listed council whose bare name the run is, when no other bears it."""
    words = tuple(token.readings[-1] for token in line.words[first:stop])
    forms = [form for form in names_with(()).forms.get(words, ()) if not form.part and not form.body.end_date]
    bodies = {form.body.id: form.body for form in forms}
    return next(iter(bodies.values())) if len(bodies) == 1 else None


@cache
def _initials() -> dict[str, Body]:
    """Initials of listed bodies other than councils."""
    return {
        name: body
        for body in public_bodies()
        for name in body.aliases
        if name.isupper() and name.isalpha() and len(name) > 2
    }
