"""What the templates of the workbench are given (see ``web.views``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.views import Field, GridView, NumberField, ProjectionView, Shell, Tag


@dataclass(frozen=True, slots=True)
class MineLine:
    """One scenario that this person saved."""

    name: str
    url: str
    finding: str
    question: str
    saved: str
    hash: str


@dataclass(frozen=True, slots=True)
class StartView:
    """``scenario_start.html``: begin from words, an example or a stated figure, or open what was saved.

    ``councils`` are there when the figures are too many to offer at once: then one council's are offered.
    """

    shell: Shell
    question: str
    examples: Sequence[str]
    councils: Sequence[tuple[str, str]]
    council: str
    baselines: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    baseline: str
    operation: str
    operations: Sequence[tuple[str, str]]
    numbers: Sequence[NumberField]
    unit: Field
    mine: Sequence[MineLine]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A stated figure with the paper that states it; ``tag`` marks a draft or a superseded paper."""

    label: str
    display: str
    where: str
    date: str
    tag: Tag | None
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class FiledLink:
    """A file to download."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class BesideView:
    """One scenario set beside others; ``name`` begins with its letter in the chart."""

    name: str
    headline: str
    url: str
    drop_url: str
    current: bool
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """``scenario.html``: the workbench of one projection.

    ``own`` are the figures that no paper states. ``shape`` is "even" or "yearly" where a change may differ by year;
    ``undrawn`` are scenarios of another unit, which the chart of several leaves out; ``shared`` is whether others may
    open it, None where links open for everybody.
    """

    shell: Shell
    title: str
    projection: ProjectionView
    question: str
    name: str
    councils: str
    sources: Sequence[SourceLine]
    own: Sequence[str]
    cautions: Sequence[str]
    numbers: Sequence[NumberField]
    basis: Field | None
    shape: str
    drivers: Sequence[tuple[str, str]]
    grid: GridView | None
    range_url: str
    beside: Sequence[BesideView]
    beside_labels: Sequence[str]
    beside_hashes: Sequence[str]
    beside_chart: str
    undrawn: Sequence[str]
    keeps: bool
    link: str
    files: Sequence[FiledLink]
    shared: bool | None = None
