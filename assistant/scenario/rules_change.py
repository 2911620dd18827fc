"""Changes, rates and targets, counts from shares, levels without a change: tried last."""

from __future__ import annotations

from assistant.scenario.amount_model import Role
from assistant.scenario.asked import Intent, Rule
from assistant.scenario.rule_tests import (
    aims_at_turnover,
    changes_something,
    has_change,
    has_horizon,
    has_measure,
    is_flow,
    is_mixed,
    is_path,
    percents,
    total_change,
    yearly_change,
)

CHANGE: tuple[Rule, ...] = (
    (
        Intent.BASIS_MATTERS,
        lambda f: (
            f.says("linear", "of_today")
            and f.says("compound")
            and f.all(Role.CHANGE)
            and (f.says("matter", "compare") or f.says("gap_between", "gap", "how_far") and has_horizon(f))
        ),
        "compound or straight line",
    ),
    (Intent.DELAY, lambda f: f.times.delay > 0 and percents(f), "a late start"),
    (
        Intent.ENOUGH,
        lambda f: f.says("enough") and yearly_change(f) and (len(percents(f)) > 1 or f.one(Role.TARGET)),
        "whether a rate suffices",
    ),
    (
        Intent.TIME_TO,
        lambda f: (
            f.says("when", "nobody_left")
            and not f.says("how_planned")
            and (f.one(Role.TARGET) or f.says("nobody_left") or total_change(f))
            and (yearly_change(f) or f.says("trend", "planned") or f.carried or has_change(f))
        ),
        "how long to a level",
    ),
    (
        Intent.TRAJECTORY,
        lambda f: (
            f.says("path")
            and (total_change(f) or f.one(Role.TARGET))
            and has_horizon(f)
            and not yearly_change(f)
            and not f.says("what_rate")
        ),
        "the path to a level",
    ),
    (
        Intent.REQUIRED,
        lambda f: (
            (f.says("what_rate") or f.one(Role.TARGET))
            and (f.one(Role.TARGET) or aims_at_turnover(f) or total_change(f))
            and has_horizon(f)
            and not is_flow(f)
            and (not yearly_change(f) or f.says("what_rate"))
        ),
        "the rate that is needed",
    ),
    (
        Intent.RATES,
        lambda f: (
            (len(percents(f)) > 1 or is_mixed(f))
            and not is_path(f)
            and (has_horizon(f) or f.says("compare", "matter", "grid"))
        ),
        "several rates compared",
    ),
    (
        Intent.PROJECT,
        lambda f: f.says("trend") and not f.all(Role.CHANGE) and (has_horizon(f) or f.about("workforce.")),
        "a trend carried on",
    ),
    (
        Intent.LEAVERS,
        lambda f: (
            f.says("leavers")
            and not f.all(Role.CHANGE)
            and not f.groups
            and not f.about("apprentice", "sickness", "agency.spend")
        ),
        "how many leave",
    ),
    (
        Intent.PROJECT,
        lambda f: f.all(Role.CHANGE, Role.INFLATION) and changes_something(f) and not f.says("how_planned"),
        "a change is applied",
    ),
    (
        Intent.RATIO,
        lambda f: (
            (f.says("ratio") or f.says("share_of") and f.about("agency.spend") and f.about("pay.bill"))
            and len(f.subjects) > 1
            and not f.about("sickness")
            and not f.groups
        ),
        "one figure per another",
    ),
    (
        Intent.SHARE_COUNT,
        lambda f: f.groups and f.says("how_many") and not f.says("what_rate", "share_of", "beside"),
        "a count from a share",
    ),
    (
        Intent.TO_LEVEL,
        lambda f: (
            f.one(Role.TARGET)
            and f.about("workforce.", "agency.spend")
            and not f.groups
            and f.says("what_if")
            and f.says("gap_between", "save", "how_many", "cost")
        ),
        "a level against the present one",
    ),
    (
        Intent.FORECAST,
        lambda f: (
            f.says("forecast")
            and not f.says("how_planned")
            and has_measure(f)
            and (f.says("future") or has_horizon(f))
        ),
        "a forecast",
    ),
    (
        Intent.FUTURE,
        lambda f: (
            (has_measure(f) or f.says("project") and f.bodies and len(f.text.split()) <= 4)
            and not f.says("how_planned")
            and (
                f.says("change_word")
                or f.says("future", "project")
                and (has_horizon(f) or f.times.next_year or f.says("project") or f.says("change_word"))
            )
        ),
        "a future level without a change",
    ),
)
