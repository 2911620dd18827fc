"""What a plan hands to the composer: the figures and the sentences around them, not yet labelled."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import dataclass, field

from assistant.model import Clarification, Option, Status
from engine.model import Projection, Scenario
from ingest.fact_model import Fact


@dataclass(slots=True)
class Draft:
    """An answer before labels. ``lead`` is the bold first sentence; ``also`` the other reading or the range.

    ``projections`` are all the runs whose figures the text states, the main one first. ``cited`` are facts quoted
    beside the inputs of the projections. ``refusal`` holds the engine's own words when it declined.
    """

    lead: str
    also: list[str] = field(default_factory=list)
    bullets: list[str] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    projections: list[Projection] = field(default_factory=list)
    cited: list[tuple[Fact, str]] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    care: list[str] = field(default_factory=list)
    status: Status = Status.ANSWERED
    code: str = ""
    clarification: Clarification | None = None
    conflict: tuple[Fact, ...] = ()
    conflict_text: str = ""
    warnings: list[str] = field(default_factory=list)
    follow_ups: list[str] = field(default_factory=list)
    scenario: Scenario | None = None
    refusal: str = ""


class Stop(Exception):
    """A plan that cannot end in a figure: it carries the draft that says why and what to do."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.lead)
        self.draft = draft


def ask(
    question: str,
    options: list[tuple[str, str]],
    *,
    status: Status = Status.CLARIFY_AMBIGUOUS,
    code: str = "E_AMBIG",
    lead: str = "",
) -> Draft:
    """A draft that asks one question; ``options`` are pairs of label and what to send."""
    choices = tuple(Option(label, sent) for label, sent in options)
    return Draft(lead or question, status=status, code=code, clarification=Clarification(question, choices))
