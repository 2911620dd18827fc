"""Roles of figures: what each quantity of a question is for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.fact_model import Approx
from ingest.quantities_model import Kind


class Role(StrEnum):
    """What a figure is for in the question."""

    CHANGE = "change"
    TARGET = "target"
    START = "start"
    TURNOVER = "turnover"
    BACKFILL = "backfill"
    PREMIUM = "premium"
    AWARD = "award"
    INFLATION = "inflation"
    RETIRE = "retire"
    HIRES = "hires"
    PENSION = "pension"
    MEMBERSHIP = "membership"
    SHARE = "share"
    UNIT_COST = "unit_cost"
    LEAVER_COST = "leaver_cost"
    GAP = "gap"
    SAVING = "saving"
    ONE_OFF = "one_off"
    BASE = "base"
    REFERENCE = "reference"
    STOCK = "stock"
    CONVERT = "convert"
    NEW_POSTS = "new_posts"
    WORKING_DAYS = "working_days"
    SPINE_POINT = "spine_point"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity with its role. ``sign`` is -1 for a fall, 1 for a rise, 0 when the words do not say.

    ``per`` is "year", "month", "total" or "" (not said); ``sense`` tells how a target was worded ("under",
    "at_least", "back_to", "get_to"); ``basic`` is True for pay said to be without on-costs.
    """

    role: Role
    kind: Kind
    value: float
    high: float | None = None
    sign: int = 0
    per: str = ""
    sense: str = "get_to"
    approx: Approx = Approx.NONE
    start: int = 0
    end: int = 0
    text: str = ""
    unit: str = ""
    relative: bool = False
