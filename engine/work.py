"""The working paper of one run: resolved figures and changes, and what the operation notes down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal

from engine.display import show, stated
from engine.errors import Ambiguous, NoBaseline
from engine.needs import BASELINE
from engine.parameters import Parameters
from engine.projection import Baseline, Column, Formula, Point, Result, Step, Table, Used
from engine.scenario import Assumption, Basis, ChangeKind, Origin, Per, Scenario, Sense, Unit
from engine.units import PERCENTAGES

ASK = "clarify_missing_input"
# A computed float is sure to about 15 digits; past them stands what the order of working left.
_QUIET = Context(prec=15)


@dataclass(frozen=True, slots=True)
class Move:
    """A change with its figures found; ``values`` are signed and still in their printed unit."""

    kind: ChangeKind
    values: tuple[float, ...]
    unit: Unit
    per: Per
    on: str
    sense: Sense
    delay: int
    used: tuple[Used, ...]

    @property
    def relative(self) -> bool:
        """Whether it is a percentage of a level rather than units."""
        return self.kind is ChangeKind.RATE or (self.kind is ChangeKind.TARGET and self.unit is Unit.PERCENT)


@dataclass(slots=True)
class Work:
    """Everything an operation reads, and the results, series, steps and warnings it writes."""

    scenario: Scenario
    parameters: Parameters
    figures: Mapping[str, tuple[Used, ...]]
    moves: tuple[Move, ...]
    linear: bool = False
    span: float | None = None
    start: date | None = None
    end: date | None = None
    first: Baseline | None = None
    results: dict[str, Result] = field(default_factory=dict)
    headline: str = ""
    series: tuple[Point, ...] = ()
    steps: list[Step] = field(default_factory=list)
    waterfall: tuple[Step, ...] = ()
    table: Table = field(default_factory=Table)
    formula: Formula = field(default_factory=lambda: Formula("", ""))
    warnings: list[str] = field(default_factory=list)
    assumptions: list[Assumption] = field(default_factory=list)
    extra_inputs: list[Used] = field(default_factory=list)
    basis_open: bool = False
    inner: Callable[[Scenario, str, bool], Work] | None = None
    # Names of the figures, choices and spans that the operation read, and numbers of the changes.
    read: set[str] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)

    @property
    def baseline(self) -> Baseline | None:
        """The figure that the projection starts from, or None."""
        self.read.add(BASELINE)
        return self.first

    @baseline.setter
    def baseline(self, figure: Baseline | None) -> None:
        self.first = figure

    @property
    def years(self) -> float | None:
        """The horizon in years, or None."""
        self.read.add("horizon")
        return self.span

    @years.setter
    def years(self, years: float | None) -> None:
        self.span = years

    def get(self, name: str) -> Used | None:
        """The figure of that name, or None. Ask only for what is used: what was given and not asked for is refused."""
        self.read.add(name)
        found = self.figures.get(name)
        return found[0] if found else None

    def has(self, *names: str) -> bool:
        """Whether all these figures were given; it does not count as reading them."""
        return all(self.figures.get(name) for name in names)

    def need(self, name: str, what: str, *, only_asker: bool = False, offer: str = "") -> Used:
        """The figure of that name; raises NoBaseline that says what is missing."""
        found = self.get(name)
        if found is not None:
            return found
        raise NoBaseline(
            f"There is no figure for {what}.",
            offer=offer or f"Type the {what} you want to use; it will be shown as yours.",
            missing=name,
            status=ASK if only_asker else "",
        )

    def many(self, name: str) -> tuple[Used, ...]:
        """All figures of that name."""
        self.read.add(name)
        return self.figures.get(name, ())

    def choose(self, name: str, default: str) -> str:
        """The asker's choice, or the default."""
        self.read.add(name)
        for item in self.scenario.assumptions:
            if item.name == name and isinstance(item.value, str):
                return item.value
        return default

    def wants(self, *names: str) -> bool:
        """Whether one of these results was asked for."""
        return any(name in self.scenario.outputs for name in names)

    def move(self, *kinds: ChangeKind, on: str = "baseline") -> Move | None:
        """The first change of these kinds on that input."""
        for number, move in enumerate(self.moves):
            if move.on == on and move.kind in kinds:
                self.moved.add(number)
                return move
        return None

    def need_years(self) -> float:
        """The horizon in years; raises Ambiguous when none was given."""
        years = self.years
        if years is None:
            raise Ambiguous(
                "Over how long?", offer="Give a number of years or an end date.", missing="horizon"
            )
        return years

    def national(self, name: str, key: str, on: str | None) -> Used:
        """The asker's figure ``name``, else the dated default of the parameter table, noted as an input."""
        given = self.get(name)
        if given is not None:
            return given
        row = self.parameters.value(key, on, default_only=True)
        assert row.value is not None
        used = Used(
            name,
            row.value,
            row.unit,
            stated(row.value, row.unit, row.decimals),
            Origin.PARAMETER,
            label=row.description,
            period=row.dated,
            kind=row.status,
            decimals=row.decimals,
            note="; ".join(part for part in (row.source, row.note) if part),
            carried=row.carried,
        )
        if used not in self.extra_inputs:
            self.extra_inputs.append(used)
        return used

    def add(
        self, name: str, value: float, unit: Unit, label: str, decimals: int | None = None, display: str = ""
    ) -> float:
        """Write down one result; the first becomes the headline unless another is named."""
        self.results[name] = Result(name, value, unit, label, display or show(value, unit, decimals))
        self.headline = self.headline or name
        return value

    def step(self, label: str, change: float, value: float, unit: Unit) -> None:
        """Write down one line of the working."""
        self.steps.append(Step(label, change, value, unit, show(change, unit)))

    def warn(self, text: str) -> None:
        """Write down a warning, once."""
        if text not in self.warnings:
            self.warnings.append(text)

    def assume(self, name: str, value: float | str, note: str, unit: Unit | None = None) -> None:
        """Write down what the engine assumed by itself."""
        made = Assumption(name, value, unit, Origin.ENGINE, note)
        if made not in self.assumptions:
            self.assumptions.append(made)

    def run_inner(self, scenario: Scenario, place: str, *, quiet: bool = False) -> Work:
        """Another scenario, run in the same way.

        ``place`` names it within this one: runs of one scenario with other values share a place, so that
        the ends of its ranges are found again. A quiet run is a try: it adds no inputs and no warnings.
        """
        assert self.inner is not None
        return self.inner(scenario, place, quiet)

    def is_linear(self) -> bool:
        """Whether rates are taken off the first level; notes that the basis is open when nobody said."""
        self.read.add("basis")
        if self.scenario.basis is None:
            self.basis_open = True
            return self.linear
        return self.scenario.basis is not Basis.COMPOUND

    def straight(self) -> bool:
        """A straight line by its nature; a basis of compound has no use beside it, and is not read."""
        if self.scenario.basis is not Basis.COMPOUND:
            self.read.add("basis")
        return True

    def reads_linear(self, move: Move, years: float) -> bool:
        """Whether this change runs in a straight line; the basis is open only where it matters."""
        if move.kind is ChangeKind.STEP:
            return self.straight()
        if self.scenario.basis is None and not _open(move, years):
            return False
        return self.is_linear()


def _open(move: Move, years: float) -> bool:
    """Whether compound and straight line differ, and nothing says which was meant.

    A path by year, a computed trend and a national rate act on what the year before left.
    """
    by_itself = len(move.values) > 1 or any(
        item.origin in (Origin.COMPUTED, Origin.PARAMETER) for item in move.used
    )
    once = move.per is not Per.MONTH and years - move.delay <= 1 and years in (0.0, 1.0, 1.0 + move.delay)
    return not by_itself and move.per is not Per.TOTAL and not once


def fraction(figure: Used) -> float:
    """A percentage as a fraction, and a plain number as it is."""
    return figure.value / 100.0 if figure.unit in PERCENTAGES else figure.value


def exact(given: Used | float) -> Decimal:
    """A figure as the decimal it is printed as; one that was computed loses the noise of its last digits."""
    if isinstance(given, Used) and given.origin is not Origin.COMPUTED:
        return Decimal(repr(float(given.value)))
    value = given.value if isinstance(given, Used) else given
    return _QUIET.create_decimal(repr(float(value)))


def exact_fraction(figure: Used) -> Decimal:
    """A percentage as an exact decimal, and a plain number as it is."""
    return exact(figure) / 100 if figure.unit in PERCENTAGES else exact(figure)


def tabulate(columns: tuple[Column, ...], rows: list[tuple[float | str | None, ...]]) -> Table:
    """A table of these columns and rows."""
    return Table(columns, tuple(rows))
