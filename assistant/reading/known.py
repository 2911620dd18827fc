"""What the reader of a question may know of the library: its bodies, what its papers print figures of, their parts, their latest period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.model import Body


@dataclass(frozen=True, slots=True)
class Label:
    """What printed figures are of, in the words of the papers.

    ``unit`` is a unit of the table of relations; ``metric`` the quantity of the table that it was linked to, "" when it names none.
    ``body`` is the id of the body whose figures they are, "" for any.
    """

    words: str
    unit: str = ""
    metric: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a body as its papers name it: a service, school, grade or scheme."""

    name: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The library as a question may name it.

    ``latest`` is the last settled period of the papers ("2024/25"), ``periods`` that of each body where it is its own.
    """

    bodies: tuple[Body, ...] = ()
    labels: tuple[Label, ...] = ()
    parts: tuple[Part, ...] = ()
    latest: str = ""
    periods: tuple[tuple[str, str], ...] = ()

    def latest_of(self, bodies: Iterable[str]) -> str:
        """The last settled period of the first body that has its own, else of the papers."""
        own = dict(self.periods)
        return next((own[body] for body in bodies if body in own), self.latest)

    def of(self, bodies: Iterable[str]) -> tuple[Label, ...]:
        """The labels of these bodies; every label when none is named."""
        wanted = {"", *bodies}
        return (
            self.labels if len(wanted) == 1 else tuple(label for label in self.labels if label.body in wanted)
        )
