"""Figures that documents state: what each is of, where it stands, how it was read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.model import Origin
from ingest.scan_model import SURE


class FactKind(StrEnum):
    """What sort of statement a figure is; only ``ACTUAL`` may serve silently as a baseline.

    ``BENCHMARK`` is a comparator's, ``WITHDRAWN`` struck out or said to be taken back. Read are these and ``ACTUAL``,
    ``BUDGET``, ``FORECAST``, ``TARGET`` and ``ASSUMPTION``. The others a person gives: ``THRESHOLD`` is a limit or a price
    from which something applies, ``CHANGE`` a difference (what is read as one has ``Fact.change``), ``DERIVED`` worked
    out, ``USER`` typed.
    """

    ACTUAL = "actual"
    DERIVED = "derived"
    BUDGET = "budget"
    FORECAST = "forecast"
    TARGET = "target"
    ASSUMPTION = "assumption"
    BENCHMARK = "benchmark"
    THRESHOLD = "threshold"
    CHANGE = "change"
    WITHDRAWN = "withdrawn"
    USER = "user"


class Scope(StrEnum):
    """What a figure covers: all of its body, a named part of it, or the place and its residents."""

    WHOLE = "whole"
    PART = "part"
    AREA = "area"


class Approx(StrEnum):
    """How exactly a figure was stated."""

    NONE = "none"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    UP_TO = "up_to"


class Review(StrEnum):
    """What a person said of a fact."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands: document id, 1-based page (None without pages), offsets, verbatim quote.

    ``ref`` is the cell of a workbook ("Budget!B7") or what else there is to say of the place ("slide 3"), empty elsewhere.
    ``confidence`` is that of the least sure figure of words read from a picture, in percent.
    """

    document: str
    page: int | None
    start: int
    end: int
    quote: str
    ref: str = ""
    confidence: int = 100


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that a document states, with its proof.

    ``body`` is the id of the body that the figure is of, ``owner`` its name. ``metric`` is an id of the taxonomy,
    empty where it names none; ``measure`` the paper's own words for what is counted, ``heading`` the one it
    stands under. ``value`` is in ``unit`` (pounds, percent, persons, FTE, days), None for an unfilled blank. ``as_of`` is
    an ISO date for a stock, ``period`` the printed span for a flow ("2022/23"). ``part`` names the piece of the body that it covers when
    ``scope`` is a part, ``dimension`` the basis of a share ("declared"). ``change`` marks a difference, which is no
    level; ``step`` is one unit of the last printed digit. ``places`` are all the spans that state it, the best one
    first; ``origins`` say where each field was read;
    ``author`` and ``reviewed_at`` who reviewed it last, and when (UTC).
    """

    id: str
    body: str
    metric: str
    value: float | None
    unit: str
    kind: FactKind
    places: tuple[Place, ...]
    measure: str = ""
    heading: str = ""
    owner: str = ""
    scope: Scope = Scope.WHOLE
    part: str = ""
    dimension: str = ""
    change: bool = False
    as_of: str | None = None
    period: str | None = None
    approx: Approx = Approx.NONE
    decimals: int = 0
    step: float = 0.0
    high: float | None = None
    conflicts_with: tuple[str, ...] = ()
    review: Review | None = None
    origins: tuple[Origin, ...] = ()
    author: str = ""
    reviewed_at: str = ""

    @property
    def quote(self) -> str:
        """The sentence, list item or row that states it, verbatim."""
        return self.places[0].quote

    @property
    def doubtful(self) -> bool:
        """Whether it was read from a picture too unsurely to compute with, and nobody has confirmed it."""
        confirmed = self.review in (Review.CONFIRMED, Review.CORRECTED)
        return not confirmed and max((place.confidence for place in self.places), default=100) < SURE

    @property
    def population(self) -> str:
        """Who is counted, in a word: "council" for the whole body, "declared" for those who answered, else the part."""
        return self.part or self.dimension or "council"

    @property
    def dated(self) -> bool:
        """Whether the paper says when the figure is of; a time that is only the paper's usual one does not count."""
        return not any(origin.field == "period" and origin.place == "usual" for origin in self.origins)
