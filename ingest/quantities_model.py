"""What one quantity is: the value that stands in a span of text, with how exactly it was stated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.fact_model import Approx


class Kind(StrEnum):
    """What a quantity measures, which fixes the unit of ``value``."""

    MONEY = "money"  # pounds
    PERCENT = "percent"  # percent: 14.3 is 14.3%
    POINTS = "points"  # percentage points
    FTE = "fte"  # full-time equivalents
    COUNT = "count"  # people or things; ``unit`` is the noun that follows, lower case, when there is one
    DAYS = "days"
    DURATION = "duration"  # in ``unit``: year, month, week, hour
    AGE = "age"  # years of age: a band, see ``unit``: over, from, under, to, between
    DATE = "date"  # one day, or a month or a season of months: ``start_date`` to ``end_date``
    YEAR = "year"  # one calendar year
    FINANCIAL_YEAR = "financial_year"  # 1 April to 31 March
    SPAN = "span"  # several years: "2014-2017", "April 2022-March 23"
    QUARTER = "quarter"  # of a financial year, or "next quarter" without dates
    PLACEHOLDER = "placeholder"  # an unfilled blank: "X people", "TBC"


#: Kinds that say when.
MOMENTS = frozenset({Kind.DATE, Kind.YEAR, Kind.FINANCIAL_YEAR, Kind.SPAN, Kind.QUARTER})
#: Kinds that say when, how long or how old, not how much.
TEMPORAL = MOMENTS | {Kind.DURATION, Kind.AGE}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity and its place: ``text == source[start:end]``.

    ``value`` is in the unit of ``kind``, None for a placeholder or a date; ``high`` is the upper end of
    a range. ``decimals`` are those printed, ``scale`` what the printed number was multiplied by (1e6 for
    "£1.1m"). ``start_date`` and ``end_date`` are ISO days, both included. ``per`` is the rate that follows
    ("year", "fte", "post"). ``change`` marks words that are a change by themselves ("halve" is -50).
    ``words`` marks numbers that are not written in digits, ``flagged`` a reading worth showing to the
    asker, ``pair`` a count and its share printed as one ("647/74%").
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: float | None = None
    high: float | None = None
    approx: Approx = Approx.NONE
    decimals: int = 0
    scale: float = 1.0
    unit: str = ""
    per: str = ""
    start_date: str | None = None
    end_date: str | None = None
    change: bool = False
    words: bool = False
    flagged: bool = False
    pair: bool = False

    @property
    def temporal(self) -> bool:
        """Whether it says when or for how long instead of how much."""
        return self.kind in TEMPORAL

    @property
    def step(self) -> float:
        """The value of one unit in the last printed digit: 0.1 for "14.3%", 100,000 for "£1.1m"."""
        return self.scale * 10.0**-self.decimals
