"""Refusals, national rates, gaps and sums of money: the rules that are tried first."""

from __future__ import annotations

from assistant.scenario.amount_model import Role
from assistant.scenario.asked import Intent, Rule
from assistant.scenario.rule_tests import (
    are_weights,
    asks,
    gives_two_figures,
    has_horizon,
    has_measure,
    has_money,
    has_yearly_saving,
    is_gap,
    part_of_gap,
    sums,
    yearly_sum,
)
from ingest.quantities_model import Kind

MONEY: tuple[Rule, ...] = (
    (Intent.PERSON, lambda f: f.says("person", "person_single"), "it is about individuals"),
    (
        Intent.PROBABILITY,
        lambda f: (
            f.says("probability")
            and (has_measure(f) or f.amounts or f.says("gap", "future") or "target" in f.text)
        ),
        "it asks how likely something is",
    ),
    (
        Intent.SPINE_POINT,
        lambda f: (
            f.one(Role.SPINE_POINT)
            and f.says("award", "spine")
            and (f.one(Role.AWARD, Role.CHANGE) or f.says("award"))
        ),
        "a spine point after an award",
    ),
    (Intent.PENSION_RATES, lambda f: len(f.all(Role.PENSION)) > 1, "two pension rates"),
    (
        Intent.NI_CHANGE,
        lambda f: f.says("ni_change") and f.says("cost", "how_many", "save"),
        "the cost of a National Insurance change",
    ),
    (
        Intent.AWARD_PAID_BY_CUT,
        lambda f: f.one(Role.AWARD) and f.says("pays_for") and not f.one(Role.UNIT_COST) and not is_gap(f),
        "the cut that pays for an award",
    ),
    (
        Intent.SPLIT,
        lambda f: f.says("split") and f.one(Role.AWARD) and f.all(Role.CHANGE) and f.carried,
        "the parts of a change",
    ),
    (
        Intent.IMPOSSIBLE_SHARE,
        lambda f: (
            f.groups and any(a.kind is Kind.PERCENT and a.value > 100 for a in f.all(Role.TARGET, Role.HIRES))
        ),
        "a share over 100%",
    ),
    (
        Intent.TWO_FIGURES,
        lambda f: gives_two_figures(f) and f.says("percent_change") and not has_horizon(f),
        "the change between two figures",
    ),
    (Intent.GAP_AWARD, lambda f: is_gap(f) and f.one(Role.AWARD), "a gap with a higher award"),
    (
        Intent.GAP_LEFT_BY_CUTS,
        lambda f: is_gap(f) and f.one(Role.UNIT_COST) and f.all(Role.CHANGE),
        "a gap after cuts in posts",
    ),
    (Intent.GAP_ONE_OFF, lambda f: f.one(Role.ONE_OFF) and is_gap(f), "a gap closed by one-off money"),
    (Intent.GAP_LEFT, lambda f: f.one(Role.SAVING) and is_gap(f), "a gap after savings"),
    (
        Intent.GAP_VAGUE,
        lambda f: is_gap(f) and part_of_gap(f) and not f.bodies and not f.carried and not has_money(f),
        "part of a gap without saying whose",
    ),
    (Intent.GAP_CHANGED, lambda f: is_gap(f) and part_of_gap(f), "a gap that changes by a share"),
    (
        Intent.SHARE_OF_MONEY,
        lambda f: f.says("share_of", "beside") and sums(f) == 2,
        "one sum as a share of another",
    ),
    (
        Intent.MONEY_IN_POSTS,
        lambda f: (
            (f.says("in_jobs") or f.one(Role.UNIT_COST) and f.says("gap", "agency") and "posts at" in f.text)
            and (has_money(f) or f.says("gap") or f.about("agency.spend") and f.one(Role.UNIT_COST))
            and not f.all(Role.CHANGE)
            and not f.about("sickness", "pay.bill")
            and not f.one(Role.CONVERT)
        ),
        "a sum of money in posts",
    ),
    (
        Intent.GAP_STEPS,
        lambda f: (
            is_gap(f)
            and not are_weights(f)
            and (f.says("even", "what_rate", "path") or f.times.budgets)
            and (has_horizon(f) or f.times.budgets)
        ),
        "a gap closed in steps",
    ),
    (
        Intent.SAVINGS_STACK,
        lambda f: has_yearly_saving(f) and has_horizon(f),
        "savings that build up",
    ),
    (
        Intent.YEARLY_SUM,
        lambda f: yearly_sum(f) and has_horizon(f) and f.says("in_total") and not f.says("recurrent"),
        "the same sum over several years",
    ),
    (
        Intent.PHASE,
        lambda f: (
            has_money(f)
            and (
                are_weights(f)
                or f.says("even", "path", "what_rate", "rest_equal")
                and (has_horizon(f) or f.times.budgets)
            )
            and (not f.all(Role.TARGET) or f.says("rest_equal"))
        ),
        "a total phased over years",
    ),
    (
        Intent.GAP_VAGUE,
        lambda f: (
            f.says("close_gap")
            and not f.all(Role.SAVING, Role.UNIT_COST)
            and (not asks(f) or "what would it take" in f.text)
        ),
        "a gap without saying which",
    ),
    (
        Intent.SAVE_VAGUE,
        lambda f: has_money(f) and f.says("faster") and f.says("save_word", "close_gap") and not asks(f),
        "a saving made faster without a date",
    ),
    (
        Intent.PERCENT_OF,
        lambda f: f.one(Role.SHARE) and (has_measure(f) or has_money(f)),
        "a percentage of a figure",
    ),
)
