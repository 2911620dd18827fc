"""Several bodies, the sector, and the past."""

from __future__ import annotations

from assistant.scenario.amount_model import Role
from assistant.scenario.asked import Intent, Rule
from assistant.scenario.rule_tests import has_measure, is_one_measure, names_past

BODIES: tuple[Rule, ...] = (
    (
        Intent.EARLIER,
        lambda f: (
            f.says("earlier")
            and f.times.past_length is not None
            and f.about("workforce.")
            and f.says("how_many", "how_many")
        ),
        "a past level",
    ),
    (Intent.FASTER, lambda f: f.says("shrank_faster") and f.says("which_who"), "which changed faster"),
    (
        Intent.PAST_RATE,
        lambda f: (
            f.says("past_rate")
            and not f.says("how_planned")
            and (has_measure(f) or f.bodies and f.times.past_span is not None)
            and names_past(f)
            and not f.all(Role.CHANGE, Role.TARGET)
            and not f.says("trend")
        ),
        "a past rate of change",
    ),
    (
        Intent.BENCHMARK,
        lambda f: (
            f.says("benchmark")
            and f.says("higher", "above", "under", "compare", "how_far", "gap_between")
            and has_measure(f)
            and not f.all(Role.CHANGE)
        ),
        "a body against the sector",
    ),
    (
        Intent.RANK,
        lambda f: f.says("rank") and (has_measure(f) or f.says("all_bodies")) and has_measure(f),
        "bodies in order",
    ),
    (
        Intent.POOLED,
        lambda f: (
            f.says("pooled")
            and has_measure(f)
            and (len(f.bodies) > 1 or f.says("all_bodies", "between_them"))
            and not f.all(Role.CHANGE)
        ),
        "a pooled rate",
    ),
    (
        Intent.SUM,
        lambda f: (
            f.says("between_them")
            and f.says("how_many", "between_them")
            and f.about("workforce.", "agency.spend", "apprentice")
            and (len(f.bodies) > 1 or f.says("all_bodies"))
            and not f.all(Role.CHANGE)
        ),
        "bodies added up",
    ),
    (
        Intent.COMPARE_BODIES,
        lambda f: (
            len(f.bodies) > 1
            and has_measure(f)
            and (
                f.says("higher", "gap_between", "ratio", "bare_compare")
                or f.says("compare")
                and is_one_measure(f)
            )
            and not f.all(Role.CHANGE)
        ),
        "two bodies compared",
    ),
)
