"""A figure found in a document, before it becomes a fact: all parts may still be filled from around it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.metrics import MetricMatch
from ingest.model import FactKind
from ingest.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of text that can state figures: a sentence, a list item, a table cell or lines of a panel.

    ``text`` is what is read; the quote is ``document.text[start:end]``, which is the same text in prose and
    the whole row or all lines for tables and panels. ``headings`` are outermost first; ``lead`` is what
    introduces a list, a table or a panel; ``section`` and ``block`` are numbers in reading order.
    """

    text: str
    start: int
    end: int
    section: int
    block: int
    headings: tuple[str, ...] = ()
    lead: str = ""

    @property
    def surroundings(self) -> str:
        """Headings and lead-in, for evidence of what the statement is about."""
        return " \n ".join((*self.headings, self.lead))


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity read as a value of a metric; ``when`` is the date-like quantity that belongs to it."""

    statement: Statement
    metric: str
    quantity: Quantity
    kind: FactKind
    scope: str
    label: str
    when: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A quantity and the wording it belongs to, both within one text."""

    quantity: Quantity
    match: MetricMatch
