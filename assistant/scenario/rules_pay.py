"""Pay, agency and sickness."""

from __future__ import annotations

from assistant.scenario.amount_model import Role
from assistant.scenario.asked import Intent, Rule
from assistant.scenario.rule_tests import asks, asks_amount, has_horizon, has_sickness_aim, percents

PAY: tuple[Rule, ...] = (
    (
        Intent.LEAVER_COST,
        lambda f: (
            f.one(Role.LEAVER_COST)
            or f.says("leaver_cost")
            and not f.says("redeployment")
            and f.about("leavers.rate") | f.says("leaver_word")
            and f.says("how_many", "what_if", "cost")
            and not f.says("how_planned")
            and f.text.startswith(
                (
                    "what do",
                    "what does",
                    "what will",
                    "what would",
                    "how much",
                    "cost of",
                    "bill for",
                    "cost to",
                    "price of",
                )
            )
        ),
        "what leavers cost",
    ),
    (
        Intent.PAY_PROJECTION,
        lambda f: (
            f.one(Role.AWARD)
            and (percents(f) or f.all(Role.CHANGE))
            and (f.one(Role.UNIT_COST) or f.about("pay.bill"))
        ),
        "a pay bill with cuts and awards",
    ),
    (
        Intent.PAY_AWARD,
        lambda f: (
            f.says("award")
            and f.bodies
            and not f.amounts
            and f.text.startswith(
                ("what would", "what will", "how much would", "how much will", "cost of", "price")
            )
            and f.says("cost", "save", "price_word")
        ),
        "what an award costs, without its size",
    ),
    (Intent.SICK_LENGTH, lambda f: f.about("sickness") and f.says("absence_length"), "the average absence"),
    (
        Intent.SICK_COST,
        lambda f: (
            f.about("sickness")
            and (f.one(Role.UNIT_COST) or f.says("cost") and asks_amount(f))
            and not (f.all(Role.CHANGE, Role.TARGET) and not f.one(Role.UNIT_COST))
        ),
        "what sickness costs",
    ),
    (
        Intent.CUT_SAVING,
        lambda f: (
            f.one(Role.UNIT_COST)
            and (f.all(Role.CHANGE) or f.says("planned"))
            and not f.about("sickness")
            and (f.says("save", "cost", "pay_bill") or f.carried)
        ),
        "what a cut saves",
    ),
    (
        Intent.PAY_AWARD,
        lambda f: (
            f.one(Role.AWARD)
            and (f.one(Role.UNIT_COST) or f.about("pay.bill") or f.says("cost", "save") or f.carried)
        ),
        "what an award costs",
    ),
    (
        Intent.AGENCY_SWAP,
        lambda f: (
            f.about("agency.spend")
            and (f.one(Role.PREMIUM) or f.says("swap_staff"))
            and (f.says("save", "cost", "how_many") or f.one(Role.PREMIUM))
        ),
        "agency workers replaced by staff",
    ),
    (
        Intent.PAY_BILL,
        lambda f: (
            (
                f.about("pay.bill")
                and (
                    f.one(Role.UNIT_COST)
                    or f.says("future", "oncosts")
                    or f.says("how_many")
                    and not f.says("leaver_word", "hires", "people_gone")
                    or f.text.startswith(("what is", "what's", "what would", "what will"))
                )
            )
            or (f.one(Role.UNIT_COST) and f.says("oncosts", "cost") and f.about("workforce."))
        ),
        "a pay bill",
    ),
    (
        Intent.SICK_AT_SIZE,
        lambda f: (
            f.about("sickness")
            and f.says("days")
            and f.about("workforce.fte", "workforce.headcount")
            and percents(f)
            and f.says("steady", "same")
            and has_horizon(f)
        ),
        "days lost at another size",
    ),
    (
        Intent.SICK_SHARE,
        lambda f: (
            f.about("sickness")
            and f.says("fte_lost", "working_time")
            and not f.all(Role.TARGET, Role.CHANGE)
            and len(f.bodies) < 2
            and (asks(f) or f.one(Role.WORKING_DAYS))
            and "days per" not in f.text
        ),
        "sickness as lost capacity",
    ),
    (
        Intent.SICK_SAVED,
        lambda f: (
            f.about("sickness")
            and has_sickness_aim(f)
            and not (f.says("benchmark") and f.says("compare"))
            and not (f.all(Role.TARGET) and has_horizon(f))
        ),
        "days saved",
    ),
    (
        Intent.SICK_DAYS,
        lambda f: (
            f.about("sickness")
            and f.says("days")
            and f.says("how_many")
            and f.says("future", "steady", "what_if")
        ),
        "days of sickness to come",
    ),
)
