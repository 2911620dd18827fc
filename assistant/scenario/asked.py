"""What may be asked: the intents, and a decision with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.scenario.frame import Frame


class Intent(StrEnum):
    """The kinds of computation, and the kinds of refusal, that a question may ask for."""

    PERSON = "person"
    PROBABILITY = "probability"
    FORECAST = "forecast"
    SPINE_POINT = "spine_point"
    PENSION_RATES = "pension_rates"
    NI_CHANGE = "ni_change"
    AWARD_PAID_BY_CUT = "award_paid_by_cut"
    GAP_AWARD = "gap_award"
    GAP_LEFT_BY_CUTS = "gap_left_by_cuts"
    GAP_ONE_OFF = "gap_one_off"
    GAP_LEFT = "gap_left"
    GAP_CHANGED = "gap_changed"
    YEARLY_SUM = "yearly_sum"
    TWO_FIGURES = "two_figures"
    GAP_STEPS = "gap_steps"
    GAP_VAGUE = "gap_vague"
    MONEY_IN_POSTS = "money_in_posts"
    SAVINGS_STACK = "savings_stack"
    SHARE_OF_MONEY = "share_of_money"
    PHASE = "phase"
    SAVE_VAGUE = "save_vague"
    PERCENT_OF = "percent_of"
    SPLIT = "split"
    PAY_PROJECTION = "pay_projection"
    CUT_SAVING = "cut_saving"
    PAY_AWARD = "pay_award"
    PAY_BILL = "pay_bill"
    LEAVER_COST = "leaver_cost"
    AGENCY_SWAP = "agency_swap"
    SICK_LENGTH = "sick_length"
    SICK_COST = "sick_cost"
    SICK_AT_SIZE = "sick_at_size"
    SICK_SHARE = "sick_share"
    SICK_SAVED = "sick_saved"
    SICK_DAYS = "sick_days"
    RETIRE = "retire"
    GONE = "gone"
    REP_HIRES = "representation_hires"
    REP_WHEN = "representation_when"
    REP_AFTER = "representation_after"
    REP_EXTRA = "representation_extra"
    REP_DISTANCE = "representation_distance"
    GROUP_LEAVERS = "group_leavers"
    NEW_STARTERS = "new_starters"
    PART_TIMER = "part_timer"
    FTE_RATIO = "fte_ratio"
    CONVERT = "convert"
    GRID = "grid"
    FLOW_COMPARE = "flow_compare"
    BACKFILL_ALLOWED = "backfill_allowed"
    REDUNDANCIES = "redundancies"
    ATTRITION = "attrition"
    FLOW = "flow"
    LEAVERS = "leavers"
    BASIS_MATTERS = "basis_matters"
    DELAY = "delay"
    ENOUGH = "enough"
    RANK = "rank"
    SUM = "sum"
    POOLED = "pooled"
    BENCHMARK = "benchmark"
    COMPARE_BODIES = "compare_bodies"
    FASTER = "faster"
    EARLIER = "earlier"
    PAST_RATE = "past_rate"
    TIME_TO = "time_to"
    REQUIRED = "required"
    TRAJECTORY = "trajectory"
    RATES = "rates"
    PROJECT = "project"
    TO_LEVEL = "to_level"
    RATIO = "ratio"
    SHARE_COUNT = "share_count"
    SHARE_RATIO = "share_ratio"
    FUTURE = "future"
    IMPOSSIBLE_SHARE = "impossible_share"


@dataclass(frozen=True, slots=True)
class Decision:
    """The intent, why, and how sure."""

    intent: Intent
    reason: str
    confidence: float = 0.9


# A rule: the intent, its test on the frame, and the reason that is logged. The first that fits decides.
Rule = tuple[Intent, Callable[[Frame], object], str]
