"""The figure a projection starts from."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.scenario import phrases
from assistant.scenario.ledger import Choice
from assistant.scenario.subjects import Subject
from engine.model import FactRef, Input, Unit
from ingest.fact_model import Fact


@dataclass(frozen=True, slots=True)
class Start:
    """The figure a projection starts from: as the engine takes it, and what is known about it."""

    input: Input
    subject: Subject
    value: float
    unit: Unit
    fact: Fact | None = None
    rivals: tuple[Fact, ...] = ()

    @property
    def as_of(self) -> str | None:
        """The date of the figure, when it has one."""
        return self.fact.as_of if self.fact else None

    @property
    def noun(self) -> str:
        """What is counted, in a word."""
        return phrases.noun(self.subject)


def start_of(choice: Choice, subject: Subject) -> Start:
    """A chosen fact as a baseline."""
    fact = choice.fact
    assert fact.value is not None
    return Start(FactRef(fact.id), subject, fact.value, phrases.unit_of(fact), fact, choice.rivals)
