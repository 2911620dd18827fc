"""Possible owners of a paper, each with its points by place, the lines that gave them, and the forms of its name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ingest.bodies_names import Words, words_of
from ingest.model import Body
from ingest.whose.evidence import Clue
from ingest.whose.kinds import Kind, kinds
from ingest.whose.names import Name, core

Key = tuple[Words, str]


"""The proper words of a name and the family of its kind: one organisation has one."""


@dataclass(slots=True)
class Candidate:
    """A possible owner: points and the best clue by place, and how strongly each form of its name was printed."""

    points: dict[str, float] = field(default_factory=dict)
    clues: dict[str, Clue] = field(default_factory=dict)
    forms: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    kind: Kind | None = None
    body: Body | None = None

    def note(self, name: str, clue: Clue, points: float) -> None:
        """Count a name; of each place the best line counts."""
        self.forms[name] += points
        if points > self.points.get(clue.place, 0.0):
            self.points[clue.place] = points
            self.clues[clue.place] = clue

    @property
    def total(self) -> float:
        """All points."""
        return sum(self.points.values())

    @property
    def name(self) -> str:
        """The name that is printed where it counts most, of equals the one in English, then the longest."""
        return max(self.forms, key=lambda one: (self.forms[one], kinds().ending(words_of(one)) > 0, len(one)))


def key_of(name: Name) -> Key:
    """What tells this organisation from others: its proper words and the family of its kind."""
    family = name.kind.family if name.kind else _family(name.body)
    return core(name.body.name if name.body and not name.kind else name.text), family


def _family(body: Body | None) -> str:
    """The family of a listed body, by the words of its name."""
    if body is None:
        return ""
    words = words_of(body.name)
    for index in range(len(words)):
        for phrase, kind in kinds().after.get(words[index], []):
            if words[index : index + len(phrase)] == phrase:
                return kind.family
    return "council" if "borough" in words else "nhs" if "nhs" in words else ""


def add(found: dict[Key, Candidate], name: Name, clue: Clue, points: float) -> None:
    """Count a name at this place for the candidate that it names."""
    candidate = found.setdefault(key_of(name), Candidate())
    candidate.note(
        name.body.name if name.body and not name.kind and is_bare(name) else name.text, clue, points
    )
    candidate.kind = candidate.kind or name.kind
    candidate.body = candidate.body or name.body


def is_bare(name: Name) -> bool:
    """Whether only the place or initials are printed, so that the body is shown under its listed name."""
    words = set(words_of(name.text))
    return not words & kinds().words["kind"]
