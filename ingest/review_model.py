"""What people say of figures: events that are kept for good, and what of them stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.fact_model import Fact, Review

LOCAL = "local"
"""The author where nobody gave a name."""

Value = str | float | None
Changes = Mapping[str, Value]
CORRECTABLE = (
    "value", "high", "unit", "approx", "measure", "metric", "body", "scope", "part", "kind", "as_of", "period",
)  # fmt: skip


class Action(StrEnum):
    """What a person did to a figure."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    REJECT = "reject"
    ADD = "add"
    UNDO = "undo"


ACTIONS: Mapping[Review, Action] = {
    Review.CONFIRMED: Action.CONFIRM,
    Review.CORRECTED: Action.CORRECT,
    Review.REJECTED: Action.REJECT,
}


@dataclass(frozen=True, slots=True)
class NewReview:
    """A review as it is said, before it is kept with its number and time; the fields are those of a ``ReviewEvent``."""

    fact: str
    author: str
    action: Action
    original: Fact
    changes: Changes = field(default_factory=dict)
    before: Changes = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """One word on a figure. ``fact`` is its id at the time, ``at`` an ISO time in UTC.

    ``changes`` are the fields as they were set and ``before`` as they stood; ``original`` is the figure as it was
    read then (or added), so that it is found again when its id changes.
    """

    number: int
    fact: str
    author: str
    at: str
    action: Action
    original: Fact
    changes: Changes = field(default_factory=dict)
    before: Changes = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a figure's history holds. ``review`` is None when nothing does; ``left`` are the events not taken back."""

    review: Review | None
    changes: Changes
    author: str
    at: str
    left: tuple[ReviewEvent, ...]


@dataclass(frozen=True, slots=True)
class LostReview:
    """A reviewed figure that is no longer found at its place: as it was read, and as people left it."""

    original: Fact
    fact: Fact
    events: tuple[ReviewEvent, ...]


def standing(events: Iterable[ReviewEvent]) -> Standing:
    """What holds after all events: of two words on a field the later, less those that were taken back."""
    left = not_taken_back(events)
    changes: dict[str, Value] = {}
    review, by = None, None
    for event in left:
        changes |= event.changes
        review = _review_after(event, changed=bool(changes))
        by = by if event.action is Action.CONFIRM and changes else event
    return Standing(review, changes, by.author if by else "", by.at if by else "", left)


def not_taken_back(events: Iterable[ReviewEvent]) -> tuple[ReviewEvent, ...]:
    """The events that no undo took back, in order; an undo takes the last one."""
    left: list[ReviewEvent] = []
    for event in sorted(events, key=lambda event: event.number):
        if event.action is not Action.UNDO:
            left.append(event)
        elif left:
            left.pop()
    return tuple(left)


def _review_after(event: ReviewEvent, *, changed: bool) -> Review:
    """A person who confirms a corrected figure confirms the correction."""
    if event.action is Action.REJECT:
        return Review.REJECTED
    return Review.CORRECTED if changed else Review.CONFIRMED
