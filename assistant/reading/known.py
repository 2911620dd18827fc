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
class Known:
    """The library as a question may name it.

    ``parts`` are services, schools, grades …; ``latest`` is the last settled period ("2024/25").
    """

    bodies: tuple[Body, ...] = ()
    labels: tuple[Label, ...] = ()
    parts: tuple[str, ...] = ()
    latest: str = ""

    def of(self, bodies: Iterable[str]) -> tuple[Label, ...]:
        """The labels of these bodies; every label when none is named."""
        wanted = {"", *bodies}
        return (
            self.labels if len(wanted) == 1 else tuple(label for label in self.labels if label.body in wanted)
        )
