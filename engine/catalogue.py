"""What each operation takes and gives: its inputs, choices, changes, span and results, in one table.

A scenario is checked against this table, and whoever makes scenarios reads it. ``baseline`` is the name under
which an operation knows its baseline, so that figure may be given as ``baseline`` or under that name. The words
that say what a scenario is of (bodies, metric, scope, name, notes) belong to every operation.
"""

from __future__ import annotations

from collections.abc import Mapping

from engine.needs import BASELINE, Acts, Needs, Span
from engine.scenario import ChangeKind, Per
from engine.scenario import Operation as Op

_PATH = ("value", "change", "change_percent", "fall", "fall_in_year", "rate", "per_year")
_SHOWN = ("series", "waterfall", "steps", "table", "readings")
_PAY_INPUTS = ("headcount", "ni_rate", "ni_threshold", "lgps_rate", "levy_rate", "levy_allowance")
_OPEN = ("grid", *_SHOWN)

_MOVING = (ChangeKind.RATE, ChangeKind.STEP)
# A rate or step by year, month or in all, one or a path, at once or later.
_ALONG = Acts(_MOVING, path=True, delay=True)
# A level to reach.
_LEVEL = Acts((ChangeKind.TARGET,))
# One change made at once; "a year" is what a change says when it says nothing.
_ONCE = Acts(_MOVING, (Per.YEAR, Per.TOTAL))
# The whole change over the horizon: a rate a year has no end to work back from.
_IN_ALL = Acts(_MOVING, (Per.TOTAL,))

_PROJECT = Needs(
    "stock",
    optional=("target",),
    changes={BASELINE: (_ALONG,)},
    horizon=Span.FULL,
    basis=True,
    results=(*_PATH, "target", "short_of_target"),
    shows=_SHOWN,
    without_baseline=True,
)

NEEDS: Mapping[Op, Needs] = {
    # Any stock, sum of money or index; without a baseline the start is 100 (percent of today).
    Op.PROJECT_COMPOUND: _PROJECT,
    Op.PROJECT_LINEAR: _PROJECT,
    # One change of kind target (or rate per total); or inputs.total phased by weights over the horizon.
    Op.TRAJECTORY_TO_TARGET: Needs(
        "stock",
        optional=("total",),
        lists=("weights",),
        choices={"shape": ("unstated", "geometric", "linear", "weighted")},
        changes={BASELINE: (_LEVEL, _IN_ALL)},
        horizon=Span.FULL,
        basis=True,
        results=(*_PATH, "instalment"),
        shows=_SHOWN,
        without_baseline=True,
    ),
    # One change of kind target, or rate per total ("25% in three years": rate -25 per total).
    Op.REQUIRED_RATE: Needs(
        "stock",
        changes={BASELINE: (_LEVEL, _IN_ALL)},
        horizon=Span.FULL,
        results=("rate", "step", "step_percent", "points", "end", "years", *_PATH[1:]),
        shows=_SHOWN,
        without_baseline=True,
    ),
    # One target and one rate or step a year; the horizon is what it finds.
    Op.TIME_TO_TARGET: Needs(
        "stock",
        changes={
            BASELINE: (
                Acts(_MOVING, (Per.YEAR, Per.MONTH), delay=True),
                Acts((ChangeKind.TARGET,), sense=True),
            )
        },
        horizon=Span.START,
        basis=True,
        results=("years", "year", "calendar_year", "level", "target", *_PATH[1:]),
        shows=_SHOWN,
        without_baseline=True,
    ),
    # Without horizon and backfill it answers "how many leave a year". A change on the baseline (rate a year,
    # or a target at the end) is the required cut; leavers, then redundancies, deliver it.
    Op.STOCK_FLOW: Needs(
        "stock",
        required=("turnover",),
        optional=("backfill", "new_posts", "redundancies", "transfers"),
        yearly=("new_posts", "transfers"),
        choices={"leaver_base": ("start", "average"), "people": ("series", "whole")},
        changes={BASELINE: (Acts(_MOVING, (Per.YEAR, Per.TOTAL), path=True), _LEVEL)},
        horizon=Span.FULL,
        results=(
            *("leavers", "value", "change", "change_percent", "fall", "hires", "redundancies"),
            *("leavers_total", "hires_total", "net_rate", "needed", "refillable"),
            *("backfill_allowed", "retention"),
        ),
        shows=_SHOWN,
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
        changes={BASELINE: (_ALONG,), "pay": (_ALONG,)},
        horizon=Span.FULL,
        basis=True,
        results=(
            *("basic", "ni", "ni_per_head", "lgps", "levy", "gross", "on_costs", "on_cost_percent"),
            *("one_percent", "one_percent_all_in", "marginal_percent", "award_cost", "award_cost_all_in"),
            *("bill_start", "bill_end", "bill_end_average", "bill_change", "bill_change_percent"),
            *("saving", "saving_in_year", "saving_end", "saving_total", "saving_total_in_year"),
            *("effect_fte", "effect_pay", "interaction", "fte_end", "fte_change"),
        ),
        numbered=("saving_year_",),
        shows=_SHOWN,
        without_baseline=True,
    ),
    Op.AGENCY: Needs(
        "spend",
        optional=("cost_per_post", "premium"),
        changes={BASELINE: (_ALONG,)},
        horizon=Span.FULL,
        basis=True,
        results=(*_PATH, "saving", "posts", "replacement_saving", "replacement_cost"),
        shows=_SHOWN,
    ),
    # Changes act on the rate (the baseline). ``days`` is a printed total of days for the past.
    Op.SICKNESS: Needs(
        "rate",
        optional=("fte", "days", "pay", "on_cost", "available_days", "paid_days"),
        changes={BASELINE: (_ONCE, _LEVEL)},
        results=(
            *("days_run_rate", "days_printed", "rate", "rate_after", "days_after", "days_saved"),
            *("change", "change_percent", "fall"),
            *("share_of_time", "share_of_time_paid", "fte_lost", "fte_lost_paid"),
            *("cost", "cost_per_day", "cost_saved", "average_fte_implied"),
        ),
        shows=("waterfall", "steps", "readings"),
        without_baseline=True,
    ),
    # The baseline is the share of staff in the age group, or their number.
    Op.AGE_EXPOSURE: Needs(
        "share",
        optional=("headcount", "retirement_rate"),
        choices={"all_gone": ("no", "yes")},
        horizon=Span.FULL,
        results=("count", "first_year", "total", "remaining", "per_year", "per_year_share"),
        shows=_SHOWN,
    ),
    # The baseline is the share now. ``target`` may be an input or a change of kind target.
    Op.REPRESENTATION: Needs(
        "share",
        optional=("headcount", "turnover", "hires_share", "target"),
        choices={"method": ("unstated", "swap", "growth", "hires_share", "time", "share_after")},
        changes={BASELINE: (Acts((ChangeKind.STEP,), (Per.YEAR, Per.TOTAL)), _LEVEL)},
        horizon=Span.FULL,
        results=(
            *("count", "count_target", "extra", "extra_growth", "hires_share", "years", "year"),
            *("share_after", "level", "points"),
        ),
        shows=("readings",),
    ),
    # The baseline is the gap of one year. ``savings`` carry nature and period; ``posts`` x cost_per_post is a
    # recurrent saving too. A step of money per year with a horizon is a saving made anew each year.
    Op.BUDGET_GAP: Needs(
        "gap",
        optional=("cost_per_post", "posts", "posts_in_year", "fte", "increase"),
        lists=("savings",),
        changes={BASELINE: (Acts((ChangeKind.STEP,), (Per.YEAR,)),)},
        horizon=Span.FULL,
        results=(
            *("residual", "saved", "gap", "residual_next_year", "per_year", "posts", "posts_share"),
            *("cumulative", "yearly_level", "posts_saving", "residual_in_year", "posts_saving_in_year"),
            "posts_gone",
        ),
        shows=_SHOWN,
        without_baseline=True,
    ),
    # Two or more scenarios; "interaction": "yes" with two levers on one baseline splits their joint effect.
    Op.COMPARE: Needs(
        "",
        choices={"interaction": ("no", "yes")},
        results=("difference", "difference_percent", "interaction"),
        shows=_OPEN,
        without_baseline=True,
        scenarios=(2, 10),
    ),
    Op.SENSITIVITY: Needs(
        "",
        results=("value", "lowest", "highest"),
        shows=_OPEN,
        without_baseline=True,
        scenarios=(1, 1),
        axes=(1, 2),
    ),
    # ``values`` one a body; ``weights`` the denominators and ``counts`` the numerators in the same order.
    # The first is compared with the second.
    Op.BENCHMARK: Needs(
        "",
        lists=("values", "weights", "counts"),
        results=(
            *("difference", "difference_percent", "pooled", "sum", "highest", "lowest"),
            *("difference_from_counts", "mean"),
        ),
        shows=("table", "readings"),
        without_baseline=True,
    ),
    # Start and end levels with dates (or a horizon); or ``end`` with ``change`` in percent, or change alone.
    Op.HISTORY: Needs(
        "start",
        optional=("end", "change"),
        horizon=Span.FULL,
        results=(
            *("change", "change_percent", "fall", "rate", "points", "per_year"),
            *("start_level", "end_level", "years"),
        ),
        shows=("readings",),
        without_baseline=True,
    ),
    Op.SOLVE_FOR: Needs(
        "", results=("value", "goal"), shows=_OPEN, without_baseline=True, scenarios=(1, 1), goal=True
    ),
    Op.TURNOVER_COST: Needs(
        "stock",
        required=("turnover", "cost_per_leaver"),
        optional=("backfill",),
        results=("cost", "leavers", "replaced"),
        shows=("readings",),
    ),
    Op.RATIO: Needs(
        "numerator",
        required=("denominator",),
        choices={"shown_as": ("unstated", "share", "times")},
        horizon=Span.FULL,
        results=("value", "percent", "times", "total"),
        shows=("readings",),
    ),
    Op.SHARE_OF_STOCK: Needs(
        "share",
        required=("stock",),
        results=("count", "count_low", "count_high", "product"),
        shows=("readings",),
    ),
    Op.SUM: Needs(
        "", lists=("values",), results=("value",), shows=("steps", "table", "readings"), without_baseline=True
    ),
    # First less second.
    Op.DIFFERENCE: Needs(
        "",
        lists=("values",),
        results=("value", "change_percent"),
        shows=("table", "readings"),
        without_baseline=True,
    ),
    # One change made at once; with ``stock`` the share is also shown as a count before and after. It has no
    # horizon. Without a change it restates the level.
    Op.ADJUST: Needs(
        "level",
        optional=("stock",),
        changes={BASELINE: (_ONCE, _LEVEL)},
        results=("value", "change", "change_percent", "fall", "count_before", "count_after", "count_change"),
        shows=("waterfall", "steps", "readings"),
    ),
    # A chain of relations over figures of any name; the steps that are points make the series, a start dates it.
    Op.DERIVE: Needs(
        "",
        horizon=Span.START,
        basis=True,
        shows=("series", "steps", "readings"),
        without_baseline=True,
        steps=True,
    ),
}
