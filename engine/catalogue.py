"""What each operation needs and returns: the names of its inputs, choices and results.

A scenario is checked against this table, and whoever makes scenarios reads it. ``baseline`` is the name under
which an operation knows its baseline, so that figure may be given as ``baseline`` or under that name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.scenario import Operation as Op


@dataclass(frozen=True, slots=True)
class Needs:
    """Names an operation accepts; choices map a name to its allowed values, the default first."""

    baseline: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    results: tuple[str, ...] = ()
    without_baseline: bool = False

    @property
    def inputs(self) -> tuple[str, ...]:
        """All input names, lists included."""
        return (*self.required, *self.optional, *self.lists)


_PATH = ("value", "change", "change_percent", "fall", "fall_in_year", "rate", "per_year")
_PAY_INPUTS = ("headcount", "ni_rate", "ni_threshold", "lgps_rate", "levy_rate", "levy_allowance")

NEEDS: Mapping[Op, Needs] = {
    # Any stock, sum of money or index; without a baseline the start is 100 (percent of today).
    Op.PROJECT_COMPOUND: Needs(
        "stock",
        optional=("target",),
        results=(*_PATH, "target", "short_of_target"),
        without_baseline=True,
    ),
    Op.PROJECT_LINEAR: Needs(
        "stock",
        optional=("target",),
        results=(*_PATH, "target", "short_of_target"),
        without_baseline=True,
    ),
    # One change of kind target (or rate per total); or inputs.total phased by weights over the horizon.
    Op.TRAJECTORY_TO_TARGET: Needs(
        "stock",
        optional=("total",),
        lists=("weights",),
        choices={"shape": ("unstated", "geometric", "linear", "weighted")},
        results=(*_PATH, "instalment"),
        without_baseline=True,
    ),
    # One change of kind target, or rate per total ("25% in three years": rate -25 per total).
    Op.REQUIRED_RATE: Needs(
        "stock",
        results=(
            "rate",
            "step",
            "step_percent",
            "points",
            "end",
            "years",
            *_PATH[1:],
        ),
        without_baseline=True,
    ),
    # One target and one rate or step a year.
    Op.TIME_TO_TARGET: Needs(
        "stock",
        results=("years", "year", "calendar_year", "level", "target", *_PATH[1:]),
        without_baseline=True,
    ),
    # Without horizon and backfill it answers "how many leave a year". A change on the baseline (rate a year,
    # or a target at the end) is the required cut; leavers, then redundancies, deliver it.
    Op.STOCK_FLOW: Needs(
        "stock",
        required=("turnover",),
        optional=("backfill", "new_posts", "redundancies", "transfers"),
        choices={"leaver_base": ("start", "average"), "people": ("series", "whole")},
        results=(
            *(
                "leavers",
                "value",
                "change",
                "change_percent",
                "fall",
                "hires",
                "redundancies",
                "leavers_total",
            ),
            *("hires_total", "net_rate", "needed", "refillable", "backfill_allowed", "retention"),
        ),
    ),
    # ``convert`` is a number of persons or FTE; ``ratio`` may be given in place of fte and headcount.
    Op.FTE_HEADCOUNT: Needs(
        "fte",
        optional=("headcount", "ratio", "full_time", "convert"),
        results=("ratio", "converted", "part_time_fte", "part_timers"),
        without_baseline=True,
    ),
    # The baseline is FTE (with ``pay`` per FTE) or a bill in pounds. Changes act on it, and on "pay"
    # (awards). ``tax_year`` ("2025/26") picks the dated rates when on_costs are wanted.
    Op.PAY_BILL: Needs(
        "fte",
        optional=("pay", "membership", *_PAY_INPUTS),
        choices={
            "on_costs": ("no", "yes", "included"),
            "fte_basis": ("unstated", "full_year", "average"),
            "tax_year": (),
        },
        results=(
            *("basic", "ni", "ni_per_head", "lgps", "levy", "gross", "on_costs", "on_cost_percent"),
            *("one_percent", "one_percent_all_in", "marginal_percent", "award_cost", "award_cost_all_in"),
            *("bill_start", "bill_end", "bill_end_average", "bill_change", "bill_change_percent"),
            *("saving", "saving_in_year", "saving_end", "saving_total", "saving_total_in_year"),
            *("effect_fte", "effect_pay", "interaction", "fte_end", "fte_change"),
        ),
        without_baseline=True,
    ),
    Op.AGENCY: Needs(
        "spend",
        optional=("cost_per_post", "premium"),
        results=(*_PATH, "saving", "posts", "replacement_saving", "replacement_cost"),
    ),
    # Changes act on the rate (the baseline). ``days`` is a printed total of days for the past.
    Op.SICKNESS: Needs(
        "rate",
        optional=("fte", "days", "pay", "on_cost", "available_days", "paid_days"),
        results=(
            *("days_run_rate", "days_printed", "rate", "rate_after", "days_after", "days_saved"),
            *("change", "change_percent", "fall"),
            *("share_of_time", "share_of_time_paid", "fte_lost", "fte_lost_paid"),
            *("cost", "cost_per_day", "cost_saved", "average_fte_implied"),
        ),
        without_baseline=True,
    ),
    # The baseline is the share of staff in the age group, or their number.
    Op.AGE_EXPOSURE: Needs(
        "share",
        optional=("headcount", "retirement_rate"),
        choices={"all_gone": ("no", "yes")},
        results=("count", "first_year", "total", "remaining", "per_year", "per_year_share"),
    ),
    # The baseline is the share now. ``target`` may be an input or a change of kind target.
    Op.REPRESENTATION: Needs(
        "share",
        optional=("headcount", "turnover", "hires_share", "target"),
        choices={"method": ("unstated", "swap", "growth", "hires_share", "time", "share_after")},
        results=(
            *("count", "count_target", "extra", "extra_growth", "hires_share", "years", "year"),
            *("share_after", "level", "points"),
        ),
    ),
    # The baseline is the gap of one year. ``savings`` carry nature and period; ``posts`` x cost_per_post is a
    # recurrent saving too. A step of money per year with a horizon is a saving made anew each year.
    Op.BUDGET_GAP: Needs(
        "gap",
        optional=("cost_per_post", "posts", "posts_in_year", "fte", "increase"),
        lists=("savings",),
        results=(
            *("residual", "saved", "gap", "residual_next_year", "per_year", "posts", "posts_share"),
            *("cumulative", "yearly_level", "posts_saving", "residual_in_year", "posts_saving_in_year"),
            "posts_gone",
        ),
        without_baseline=True,
    ),
    # Two or more scenarios; "interaction": "yes" with two levers on one baseline splits their joint effect.
    Op.COMPARE: Needs(
        "",
        choices={"interaction": ("no", "yes")},
        results=("difference", "difference_percent", "interaction"),
        without_baseline=True,
    ),
    Op.SENSITIVITY: Needs("", results=("value", "lowest", "highest"), without_baseline=True),
    # ``values`` one a body; ``weights`` the denominators and ``counts`` the numerators in the same order.
    # The first is compared with the second.
    Op.BENCHMARK: Needs(
        "",
        lists=("values", "weights", "counts"),
        results=(
            *("difference", "difference_percent", "pooled", "sum", "highest", "lowest"),
            *("difference_from_counts", "mean"),
        ),
        without_baseline=True,
    ),
    # Start and end levels with dates (or a horizon); or ``end`` with ``change`` in percent, or change alone.
    Op.HISTORY: Needs(
        "start",
        optional=("end", "change"),
        results=(
            "change",
            "change_percent",
            "fall",
            "rate",
            "points",
            "per_year",
            "start_level",
            "end_level",
            "years",
        ),
        without_baseline=True,
    ),
    Op.SOLVE_FOR: Needs("", results=("value", "goal"), without_baseline=True),
    Op.TURNOVER_COST: Needs(
        "stock",
        required=("turnover", "cost_per_leaver"),
        optional=("backfill",),
        results=("cost", "leavers", "replaced"),
    ),
    Op.RATIO: Needs(
        "numerator",
        required=("denominator",),
        choices={"shown_as": ("unstated", "share", "times")},
        results=("value", "percent", "times", "total"),
    ),
    Op.SHARE_OF_STOCK: Needs(
        "share", required=("stock",), results=("count", "count_low", "count_high", "product")
    ),
    Op.SUM: Needs("", lists=("values",), results=("value",), without_baseline=True),
    # First less second.
    Op.DIFFERENCE: Needs("", lists=("values",), results=("value", "change_percent"), without_baseline=True),
    # One change made at once; with ``stock`` the share is also shown as a count before and after. A horizon
    # spreads nothing. Without a change it restates the level.
    Op.ADJUST: Needs(
        "level",
        optional=("stock",),
        results=("value", "change", "change_percent", "fall", "count_before", "count_after", "count_change"),
    ),
}
