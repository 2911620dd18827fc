"""Leavers, backfill, FTE and heads."""

from __future__ import annotations

from assistant.scenario.amount_model import Role
from assistant.scenario.asked import Intent, Rule
from assistant.scenario.rule_tests import is_flow

STAFF: tuple[Rule, ...] = (
    (
        Intent.GRID,
        lambda f: (
            len(f.all(Role.TURNOVER)) > 1
            and len(f.all(Role.BACKFILL)) > 1
            or f.says("grid")
            and f.all(Role.TURNOVER, Role.BACKFILL)
            and len(f.all(Role.TURNOVER, Role.BACKFILL, Role.CHANGE)) > 2
        ),
        "a grid of two inputs",
    ),
    (
        Intent.BACKFILL_ALLOWED,
        lambda f: f.says("share_replaceable") and f.all(Role.CHANGE, Role.TARGET),
        "how many leavers may be replaced",
    ),
    (
        Intent.REDUNDANCIES,
        lambda f: (
            f.says("redundancies")
            and not f.says("no_redundancies")
            and (f.all(Role.CHANGE, Role.TARGET) or is_flow(f))
        ),
        "redundancies needed",
    ),
    (
        Intent.ATTRITION,
        lambda f: f.says("attrition") and f.all(Role.CHANGE, Role.TARGET),
        "whether leavers suffice",
    ),
    (
        Intent.FLOW_COMPARE,
        lambda f: len(f.all(Role.BACKFILL)) > 1 or len(f.all(Role.TURNOVER)) > 1,
        "several rates of backfill or turnover",
    ),
    (
        Intent.FLOW,
        lambda f: (
            is_flow(f)
            and not f.says("how_planned")
            and (f.about("workforce.") or f.says("what_if", "left", "how_many") or f.carried)
        ),
        "leavers and replacements",
    ),
    (
        Intent.SHARE_RATIO,
        lambda f: f.says("ratio") and (len(f.groups) > 1 or f.carried and f.groups),
        "the ratio of two groups",
    ),
    (
        Intent.PART_TIMER,
        lambda f: f.says("part_timer_fte") and f.about("workforce.parttime") and f.about("workforce.fte"),
        "the FTE of a part-timer",
    ),
    (
        Intent.CONVERT,
        lambda f: f.one(Role.CONVERT) and (f.about("workforce.fte", "workforce.headcount")),
        "FTE and heads converted",
    ),
    (
        Intent.FTE_RATIO,
        lambda f: (
            f.says("ratio")
            and f.about("workforce.fte")
            and f.about("workforce.headcount")
            and not f.about("agency.spend", "sickness", "pay.bill")
        ),
        "FTE to headcount",
    ),
)
