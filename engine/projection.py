"""What was computed: a Projection with its results, series, working, inputs and warnings.

Values are unrounded; ``display`` is the same value as people read it. Nothing rounded feeds a later step.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.scenario import Assumption, Origin, Scenario, Unit

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Result:
    """A named figure: unrounded and as displayed. ``label`` says what it is in a few words."""

    name: str
    value: float
    unit: Unit
    label: str
    display: str


@dataclass(frozen=True, slots=True)
class Used:
    """An input as it was used: ``fact`` is the fact's id, to be cited; ``note`` a parameter's source, or who corrected it.

    ``carried`` says that a national rate is used past the last year known.
    """

    name: str
    value: float
    unit: Unit
    display: str
    origin: Origin
    label: str = ""
    fact: str | None = None
    body: str = ""
    metric: str = ""
    scope: str = ""
    as_of: str | None = None
    period: str | None = None
    kind: str = ""
    approx: str = "none"
    high: float | None = None
    decimals: int = 0
    quote: str = ""
    note: str = ""
    carried: str = ""


# A baseline is an input as used: the one that a projection starts from.
Baseline = Used


@dataclass(frozen=True, slots=True)
class Point:
    """The headline measure at one time: ``t`` in years from the start, ``label`` "Year 1" or a date."""

    t: float
    label: str
    value: float
    display: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working; a waterfall is steps whose ``change`` sums to the whole change."""

    label: str
    change: float
    value: float
    unit: Unit
    display: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; text columns have no unit."""

    name: str
    label: str
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of numbers (unrounded) and text under typed columns."""

    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[float | str | None, ...], ...] = ()

    @property
    def displays(self) -> tuple[tuple[str, ...], ...]:
        """The rows as people read them, each cell by its column's unit."""
        from engine.display import show

        return tuple(
            tuple(
                ""
                if cell is None
                else cell
                if isinstance(cell, str)
                else show(cell, column.unit or Unit.NUMBER)
                for column, cell in zip(self.columns, row, strict=True)
            )
            for row in self.rows
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """The same scenario read another way: linear, compound, low, high, rival, average_stock, ..."""

    name: str
    label: str
    value: float
    unit: Unit
    display: str
    results: tuple[Result, ...] = ()
    series: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Formula:
    """The formula in words and in symbols."""

    words: str
    symbols: str


@dataclass(frozen=True, slots=True)
class Projection:
    """The result. ``bound`` is "", "at least" or "at most"; ``start`` and ``end`` are dates when known."""

    scenario: Scenario
    value: float
    unit: Unit
    display: str
    headline: str
    results: tuple[Result, ...]
    formula: Formula
    hash: str
    baseline: Baseline | None = None
    series: tuple[Point, ...] = ()
    steps: tuple[Step, ...] = ()
    waterfall: tuple[Step, ...] = ()
    inputs: tuple[Used, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    readings: tuple[Reading, ...] = ()
    warnings: tuple[str, ...] = ()
    table: Table = field(default_factory=Table)
    bound: str = ""
    start: str | None = None
    end: str | None = None
    years: float | None = None

    def result(self, name: str) -> Result:
        """One named result; raises KeyError with the names there are."""
        for item in self.results:
            if item.name == name:
                return item
        raise KeyError(f"{name!r} is not among {', '.join(item.name for item in self.results)}")

    def to_json(self) -> dict[str, object]:
        """Plain JSON: each figure that an answer may state, unrounded and as displayed."""
        from engine.wire import projection_to_json

        return projection_to_json(self)

    def frame(self) -> pd.DataFrame:
        """The table as one DataFrame of unrounded numbers, a column for each measure."""
        from engine.frame import table_frame

        return table_frame(self.table)
