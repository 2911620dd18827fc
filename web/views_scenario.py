"""What the templates of the workbench and of the comparison are given (see ``web.views``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.views import ComparisonView, Field, GridView, Link, NumberField, ProjectionView, Shell


@dataclass(frozen=True, slots=True)
class StartView:
    """``scenario_start.html``: begin from words or from a stated figure."""

    shell: Shell
    question: str
    baselines: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    baseline: str
    operation: str
    operations: Sequence[tuple[str, str]]
    numbers: Sequence[NumberField]


@dataclass(frozen=True, slots=True)
class BesideView:
    """One scenario set beside others."""

    name: str
    headline: str
    url: str
    drop_url: str
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """``scenario.html``: the workbench of one projection; ``shared`` is whether others may open it, None where links open
    for everybody.
    """

    shell: Shell
    title: str
    projection: ProjectionView
    scenario: str
    numbers: Sequence[NumberField]
    basis: Field | None
    grid: GridView | None
    beside: Sequence[BesideView]
    beside_labels: Sequence[str]
    beside_hashes: Sequence[str]
    recent: Sequence[Link]
    shared: bool | None = None


@dataclass(frozen=True, slots=True)
class CompareView:
    """``compare.html``: choose bodies and topics; the table with its proof; charts; exports.

    ``offered`` is how many figures the form offers at most, those that most papers state.
    """

    shell: Shell
    bodies: Sequence[tuple[str, str, bool, str]]
    metrics: Sequence[tuple[str, str, bool]]
    themes: str
    offered: int
    table: ComparisonView | None
    charts: Sequence[tuple[str, str]]
    query: str
    peers: Sequence[Link]
