"""What is to be computed: the frozen shapes of a Scenario. Its JSON form lives in ``schema``.

Percentages are in percent, as documents print them (``-5`` is a fall of 5%); money is in pounds; dates
are ISO.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Json = Mapping[str, object]


class Operation(StrEnum):
    """The nineteen operations of the specification, then the plain steps without a number, then a chain of relations."""

    PROJECT_COMPOUND = "project_compound"
    PROJECT_LINEAR = "project_linear"
    TRAJECTORY_TO_TARGET = "trajectory_to_target"
    REQUIRED_RATE = "required_rate"
    TIME_TO_TARGET = "time_to_target"
    STOCK_FLOW = "stock_flow"
    FTE_HEADCOUNT = "fte_headcount"
    PAY_BILL = "pay_bill"
    AGENCY = "agency"
    SICKNESS = "sickness"
    AGE_EXPOSURE = "age_exposure"
    REPRESENTATION = "representation"
    BUDGET_GAP = "budget_gap"
    COMPARE = "compare"
    SENSITIVITY = "sensitivity"
    BENCHMARK = "benchmark"
    HISTORY = "history"
    SOLVE_FOR = "solve_for"
    TURNOVER_COST = "turnover_cost"
    RATIO = "ratio"
    SHARE_OF_STOCK = "share_of_stock"
    SUM = "sum"
    DIFFERENCE = "difference"
    ADJUST = "adjust"
    DERIVE = "derive"


class Unit(StrEnum):
    """What a number counts; it decides how the number is displayed (section 3 of the specification)."""

    PERSONS = "persons"
    FTE = "fte"
    DAYS = "days"
    DAYS_PER_FTE = "days_per_fte"
    SHARE = "share"  # percent of a whole, 1 decimal or as many as its source shows
    PERCENT = "percent"  # rates of change and pooled rates, 2 decimals
    POINTS = "points"  # percentage points, 2 decimals
    YEARS = "years"
    RATIO = "ratio"  # FTE per head, 4 decimals
    GBP = "gbp"  # money in all
    GBP_EACH = "gbp_each"  # per person, FTE, post or spine point, nearest pound
    GBP_FINE = "gbp_fine"  # per day or hour, to the penny
    NUMBER = "number"  # any other number, 2 decimals


class Origin(StrEnum):
    """Where a value came from."""

    DOCUMENT = "document"
    PARAMETER = "parameter table"
    ASKER = "asker"
    COMPUTED = "computed"
    ENGINE = "engine default"


class Basis(StrEnum):
    """How "r% a year" works; ``SIMPLE`` and ``LINEAR`` both take r% of the first level each year."""

    COMPOUND = "compound"
    SIMPLE = "simple"
    LINEAR = "linear"


class ChangeKind(StrEnum):
    """``RATE`` is relative, in percent; ``STEP`` is in units or points; ``TARGET`` is a level to reach."""

    RATE = "rate"
    STEP = "step"
    TARGET = "target"


class Per(StrEnum):
    """What a change is spread over: each year, each month, or the whole horizon at once."""

    YEAR = "year"
    MONTH = "month"
    TOTAL = "total"


class Sense(StrEnum):
    """How a target was worded; it decides what happens when it lies behind the start."""

    GET_TO = "get_to"
    UNDER = "under"
    AT_LEAST = "at_least"
    BACK_TO = "back_to"


class Nature(StrEnum):
    """What kind of saving a sum is; the three are never added together."""

    RECURRENT = "recurrent"
    ONE_OFF = "one_off"
    CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True)
class FactRef:
    """A figure of the library by its id; ``run`` finds it in the facts it is given."""

    fact: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A value that somebody typed, or a document value passed without its fact.

    ``high`` makes it a range. ``approx`` is none, about, over, under or up_to; ``decimals`` those shown
    (None: as many as the value has). ``nature`` and ``period`` ("2026/27") describe a saving or a gap.
    """

    value: float
    unit: Unit
    origin: Origin = Origin.ASKER
    high: float | None = None
    approx: str = "none"
    decimals: int | None = None
    label: str = ""
    body: str = ""
    as_of: str | None = None
    period: str | None = None
    scope: str = ""
    nature: Nature | None = None


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """A national rate by name; ``on`` is an ISO date or a financial year such as "2025/26"."""

    parameter: str
    on: str | None = None


@dataclass(frozen=True, slots=True)
class ResultOf:
    """One named result of another scenario: its headline when ``take`` is "value"."""

    scenario: Scenario
    take: str = "value"


Input = FactRef | Typed | ParameterRef | ResultOf


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to one input (the baseline unless ``on`` names another).

    ``amounts``: one for a constant change, several for a path by year. ``direction`` "down" turns the sign
    of what a document prints as a positive fall; targets have no direction. A target in PERCENT is relative
    to the start (75 is "three quarters of today"); in any other unit it is the level itself (SHARE for a
    metric that is a share). ``per`` TOTAL spreads one amount over the horizon. ``delay`` is whole years.
    """

    kind: ChangeKind
    amounts: tuple[Input, ...]
    per: Per | None = Per.YEAR
    on: str = "baseline"
    direction: str = "up"
    sense: Sense = Sense.GET_TO
    delay: int = 0


@dataclass(frozen=True, slots=True)
class Horizon:
    """A length, or dates, or one date counted from the baseline's; an end may be "2026/27" (its 31 March)."""

    length: float | None = None
    unit: str = "years"
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    """A stated choice (text) or rate (number) with its origin; ``note`` says it in words."""

    name: str
    value: float | str
    unit: Unit | None = None
    origin: Origin = Origin.ASKER
    note: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """One input of a sensitivity grid and the values it takes, in the input's own unit."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """What ``solve_for`` looks for: the ``unknown`` input that brings ``result`` to ``value``."""

    unknown: str
    value: float
    result: str = "value"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class DerivedStep:
    """One step of ``derive``: ``rule`` of ``engine.rules`` worked out over ``of``, its members by name.

    A member is one or more names of inputs or of earlier steps; the member of a relation that is left out is what the
    step gives. ``options`` are numbers or words of the rule ("years", "basis"); a growth whose basis is left out compounds,
    with a straight line beside it. ``label`` says in a few words what the step gives, in ``unit``; ``at`` makes it the
    point of the series so many years from the start.
    """

    name: str
    rule: str
    of: Mapping[str, tuple[str, ...]]
    unit: Unit = Unit.NUMBER
    label: str = ""
    options: Mapping[str, float | str] = field(default_factory=dict)
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything needed to compute, and nothing else. It refers to its baseline and never alters it.

    ``inputs`` are the further figures an operation needs, by the names in ``catalogue.NEEDS``; a list where
    several are compared or summed. ``scenarios`` are what compare, sensitivity and solve_for work on, ``steps`` what
    derive does, in order.
    ``outputs``: the first one that names a result makes it the headline. ``basis`` None means unstated.
    """

    operation: Operation
    bodies: tuple[str, ...] = ()
    metric: str = ""
    scope: str = ""
    baseline: Input | None = None
    inputs: Mapping[str, tuple[Input, ...]] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    horizon: Horizon | None = None
    basis: Basis | None = None
    assumptions: tuple[Assumption, ...] = ()
    outputs: tuple[str, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    vary: tuple[Axis, ...] = ()
    goal: Goal | None = None
    steps: tuple[DerivedStep, ...] = ()
    name: str = ""

    @classmethod
    def from_json(cls, data: object) -> Scenario:
        """Read a scenario (a mapping, or JSON text); raises InvalidScenario that lists every fault."""
        from engine.schema import scenario_from_json

        return scenario_from_json(data)

    def to_json(self) -> dict[str, object]:
        """The shortest JSON that reads back as this scenario."""
        from engine.schema import scenario_to_json

        return scenario_to_json(self)
