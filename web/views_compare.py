"""What the template of the comparison is given (see ``web.views``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from web.views import CellView, Field, Link, Shell


@dataclass(frozen=True, slots=True)
class TableView:
    """The comparison as it is laid out: ``rows`` are heading, note and cells; ``states`` count how the cells ended."""

    corner: str
    columns: Sequence[tuple[str, str]]
    rows: Sequence[tuple[str, str, Sequence[CellView]]]
    states: str
    waiting: int
    cells: int


@dataclass(frozen=True, slots=True)
class ChartView:
    """One figure as bars; ``left_out`` says whose are not drawn."""

    url: str
    title: str
    left_out: str


@dataclass(frozen=True, slots=True)
class ChooseView:
    """The form: ``filtered`` says how many bodies the filter leaves, ``more_metrics`` opens the figures it does not offer."""

    filters: Sequence[Field]
    filtered: str
    bodies: Sequence[tuple[str, str, bool, str]]
    metrics: Sequence[tuple[str, str, bool]]
    more_metrics: str
    themes: str
    questions: str
    layout: Field
    every_paper: bool


@dataclass(frozen=True, slots=True)
class CompareView:
    """``compare.html``: the table with its proof, charts and exports; what was saved; the form to choose by."""

    shell: Shell
    choose: ChooseView
    table: TableView | None
    charts: Sequence[ChartView]
    query: str
    files: Sequence[Link]
    peers: Sequence[Link]
    saved: Sequence[Link]
