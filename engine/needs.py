"""The shape of what one operation takes and gives. ``catalogue`` fills it in; ``check`` and ``unused`` hold to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from engine.scenario import ChangeKind, Per

BASELINE = "baseline"


class Span(StrEnum):
    """What an operation does with a horizon: nothing, date its start, or run along it."""

    NONE = "none"
    START = "start"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Acts:
    """Changes that an operation makes of one figure, and what it uses of them.

    ``path``: several amounts, one a year. ``delay``: a later first year. ``sense``: how a target was worded.
    ``pers`` are the spans that a rate or a step may run over; a target has none.
    """

    kinds: tuple[ChangeKind, ...]
    pers: tuple[Per, ...] = tuple(Per)
    path: bool = False
    delay: bool = False
    sense: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """What an operation takes and gives; whatever is not named here is refused.

    ``choices`` map a name to its allowed values, the default first; none listed means a financial year.
    ``changes`` map what may change ("baseline" or an input) to the changes made of it. ``yearly``
    figures may be one for all years or one a year. With ``steps`` the figures and results are named by the scenario's own
    steps. ``shows`` are the parts of a projection that may be asked
    for beside results; ``numbered`` the stems of results that carry a number.
    """

    baseline: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    yearly: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    changes: Mapping[str, tuple[Acts, ...]] = field(default_factory=dict)
    horizon: Span = Span.NONE
    basis: bool = False
    results: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    without_baseline: bool = False
    scenarios: tuple[int, int] = (0, 0)
    axes: tuple[int, int] = (0, 0)
    goal: bool = False
    steps: bool = False

    @property
    def inputs(self) -> tuple[str, ...]:
        """All input names, lists included."""
        return (*self.required, *self.optional, *self.lists)

    @property
    def figures(self) -> tuple[str, ...]:
        """All names under which a figure may be given: the baseline's own name, then the inputs."""
        return tuple(name for name in (self.baseline, *self.inputs) if name)

    @property
    def takes(self) -> str:
        """Everything it takes, in words, for a refusal."""
        parts = [*self.figures, *self.choices, *self._changes_in_words()]
        parts += [name for name, taken in self._others() if taken]
        return ", ".join(parts) or "nothing"

    def _changes_in_words(self) -> list[str]:
        return [f"a change of {name}" for name in self.changes]

    def _others(self) -> tuple[tuple[str, bool], ...]:
        return (
            ("a horizon", self.horizon is Span.FULL),
            ("a start date", self.horizon is Span.START),
            ("a basis", self.basis),
            ("scenarios", self.scenarios[1] > 0),
            ("vary", self.axes[1] > 0),
            ("a goal", self.goal),
            ("steps", self.steps),
        )
