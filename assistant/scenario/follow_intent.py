"""What a follow-up turns the earlier question into, and whether it only edits it."""

# ruff: noqa: E501 (a pattern stays on one line)
from __future__ import annotations

import re

from assistant.scenario.amount_model import Role
from assistant.scenario.asked import Decision, Intent
from assistant.scenario.frame import Frame
from assistant.scenario.intent import decide

SWITCH = re.compile(
    r"^(?:and|what about|how about|same (?:for|again for|question for|thing for|at|with)|now (?:for|do)?|the same (?:for|at)|also for|try)?\s*(?:for |at |in |with )?(?:the )?thebody(?:'s)?(?:,? (?:then|too|instead|please))*\s*[?.!]*$"
)
_KEEPS = frozenset(set(Intent) - {Intent.PERSON, Intent.PROBABILITY, Intent.FORECAST})


def new_intent(before: Frame, merged: Frame, now: Frame) -> Decision | None:
    """What a follow-up turns the earlier question into."""
    old = decide(before)
    asked = old.intent if old else None
    if now.says("split") and merged.one(Role.AWARD) and merged.all(Role.CHANGE):
        return Decision(Intent.SPLIT, "the parts of the last result")
    if now.one(Role.AWARD) and merged.all(Role.CHANGE) and merged.one(Role.UNIT_COST):
        return Decision(Intent.PAY_PROJECTION, "awards are added to a cut")
    if now.one(Role.AWARD) and merged.one(Role.UNIT_COST):
        return Decision(Intent.PAY_AWARD, "an award on the last pay bill")
    if (
        now.says("when", "nobody_left")
        and merged.all(Role.CHANGE)
        and (now.all(Role.TARGET) or now.says("nobody_left"))
    ):
        return Decision(Intent.TIME_TO, "when the last path gets there")
    if now.says("growth_only") and asked is Intent.REP_EXTRA:
        return Decision(Intent.REP_EXTRA, "by growth only")
    if now.says("ratio") and len(merged.groups) > 1:
        return Decision(Intent.SHARE_RATIO, "the ratio of the two groups")
    if now.says("working_time", "fte_lost") and merged.about("sickness"):
        return Decision(Intent.SICK_SHARE, "sickness as capacity")
    if now.says("attrition") and merged.all(Role.CHANGE, Role.TARGET):
        return Decision(Intent.ATTRITION, "whether leavers deliver the last cut")
    if now.says("redundancies") and merged.all(Role.CHANGE, Role.TARGET):
        return Decision(Intent.REDUNDANCIES, "redundancies for the last cut")
    if (
        now.one(Role.UNIT_COST)
        and merged.all(Role.CHANGE)
        and now.says("save", "cost")
        and asked in {Intent.PROJECT, Intent.RATES}
    ):
        return Decision(Intent.CUT_SAVING, "what the last cut saves")
    if now.all(Role.CHANGE) and merged.one(Role.UNIT_COST) and asked is Intent.PAY_BILL:
        return Decision(Intent.CUT_SAVING, "what a cut takes off the last pay bill")
    if now.one(Role.BACKFILL) and asked in {Intent.LEAVERS, Intent.PROJECT}:
        return Decision(Intent.FLOW, "backfill on the last stock")
    if asked is not None and asked in _KEEPS:
        return Decision(asked, "an edit of the last scenario") if says_little(now) else None
    return None


def says_little(now: Frame) -> bool:
    """No verb of its own: a length, a figure, a body or a unit only."""
    return not now.says(
        "when",
        "what_rate",
        "leavers",
        "redundancies",
        "attrition",
        "share_of",
        "rank",
        "pooled",
        "enough",
        "split",
        "save",
        "cost",
        "convert",
    ) or bool(SWITCH.match(now.text))
