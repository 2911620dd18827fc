"""Ages and representation."""

from __future__ import annotations

from assistant.scenario.amount_model import Role
from assistant.scenario.asked import Intent, Rule
from assistant.scenario.rule_tests import has_horizon

PEOPLE: tuple[Rule, ...] = (
    (Intent.RETIRE, lambda f: f.one(Role.RETIRE) or f.says("retire") and f.says("how_many"), "retirements"),
    (
        Intent.GONE,
        lambda f: f.about("age.share") and f.says("gone") and has_horizon(f),
        "an age group that goes",
    ),
    (
        Intent.REP_WHEN,
        lambda f: f.one(Role.HIRES) and f.one(Role.TARGET) and f.says("when"),
        "when a share is reached",
    ),
    (
        Intent.REP_AFTER,
        lambda f: f.one(Role.HIRES) and f.groups and has_horizon(f),
        "a share after years of hiring",
    ),
    (
        Intent.REP_HIRES,
        lambda f: (
            f.groups
            and f.says("hires")
            and f.one(Role.TARGET)
            and f.says("share_of", "what_rate")
            and not f.says("needed_more_people")
        ),
        "the share of hires needed",
    ),
    (
        Intent.GROUP_LEAVERS,
        lambda f: (
            f.groups
            and f.says("leaver_word")
            and f.says("how_many", "future")
            and not f.all(Role.BACKFILL, Role.TARGET)
        ),
        "leavers of a small group",
    ),
    (
        Intent.REP_DISTANCE,
        lambda f: f.groups and f.says("how_far") and f.one(Role.TARGET),
        "how far a share is from a level",
    ),
    (
        Intent.REP_EXTRA,
        lambda f: (
            f.groups
            and f.one(Role.TARGET)
            and (
                f.says("needed_more")
                and f.says("how_many")
                or f.one(Role.START)
                or f.says("growth_only")
                or f.says("how_many", "more_people")
            )
            and not f.says("how_planned")
            and not has_horizon(f)
        ),
        "people needed for a share",
    ),
    (
        Intent.NEW_STARTERS,
        lambda f: f.about("leavers.rate_u1y") and f.says("how_many", "what_if"),
        "new starters who leave",
    ),
)
