"""What the planner asks of the ledger: printed figures for a thing that a reading names, best first, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.reading.model import Ref


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed figure that fits a thing asked for.

    ``fact`` is its id in the ledger. ``value`` is in ``unit``, a unit of the table of relations ("person", "gbp/fte", "%").
    ``metric`` is the quantity it was taken for, an id of the table or open words. ``when`` is its period or date as the
    ledger holds it, ``decimals`` those printed. ``share_of`` is the quantity of which a per cent is a share, where known.
    ``cost`` grows with every way in which it is not just what was asked; ``why`` says them.
    """

    fact: str
    metric: str
    value: float
    unit: str
    body: str = ""
    part: str = ""
    when: str = ""
    kind: str = "actual"
    decimals: int = 0
    share_of: str = ""
    cost: float = 1.0
    why: str = ""


class Ledger(Protocol):
    """One door to the reviewed figures of the papers in play."""

    def find(self, ref: Ref) -> Sequence[Printed]:
        """The figures that fit, best first; never another body's, and a part's only when that part was named."""

    def every(self, ref: Ref) -> Sequence[Printed]:
        """Each printed figure of that body, quantity and group: of every part, period and kind, in the papers' order."""
