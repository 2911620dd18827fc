"""What is said in place of a figure: a question put back with its options, or why nothing can be worked out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.planner.printed import Printed
from assistant.reading.model import Reading, Ref


class Open(StrEnum):
    """What was left open, or why there is no figure."""

    POINTS_OR_RELATIVE = "points or relative"
    TOTAL_OR_EACH = "in all or each year"
    NOT_STATED = "not stated"
    WHICH_PART = "which part"
    WHICH_BODY = "which body"
    UNITS = "units that differ"
    NO_VALUE = "a figure without a value"
    SEVERAL_VALUES = "several values for one figure"
    NO_TARGET = "no target"
    NO_YEARS = "no years"
    NO_UNKNOWN = "nothing to solve for"
    TOO_MANY = "too many derivations"
    AWAY = "moves away from the target"
    NEVER = "never reached"
    OUTSIDE = "outside what can be"
    WEIGHTS = "weights that do not add up"
    NOT_A_FIGURE = "not a question of figures"


@dataclass(frozen=True, slots=True)
class Option:
    """A whole reading that may be meant, with what it comes to where it was worked out."""

    words: str
    reading: Reading
    value: float | None = None
    unit: str = ""
    others: tuple[tuple[str, float, str], ...] = ()


class Refused(Exception):
    """A question put back ("ask"), or a refusal ("refused"). ``wants`` are the things that nothing states."""

    def __init__(
        self,
        why: Open,
        words: str,
        *,
        status: str = "ask",
        wants: tuple[Ref, ...] = (),
        options: tuple[Option, ...] = (),
        nearest: tuple[Printed, ...] = (),
    ) -> None:
        super().__init__(words)
        self.why = why
        self.words = words
        self.status = status
        self.wants = wants
        self.options = options
        self.nearest = nearest
