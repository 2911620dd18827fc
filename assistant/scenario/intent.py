"""What is asked: one intent per kind of computation, decided by ordered rules over the frame.

Each rule is a name, a test and the reason that is logged. The first that fits decides; none means that the question
is not one for the engine. A digit alone never makes a question numeric.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.scenario.amounts import Amount, Role
from assistant.scenario.frame import Frame
from ingest.quantities_model import Kind


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


def percents(frame: Frame) -> tuple[Amount, ...]:
    """Changes in percent, in order."""
    return tuple(item for item in frame.all(Role.CHANGE) if item.kind in {Kind.PERCENT, Kind.POINTS})


def is_path(frame: Frame) -> bool:
    """Whether several changes follow one another ("5%, then 7%, then 3%") and are not alternatives."""
    import re

    return len(percents(frame)) > 1 and bool(
        re.search(
            r"\bthen\b|\bthe next\b|\bfollowed by\b|\bsecond year\b|\byear (?:two|2)\b|\bthe (?:second|third)\b|\bone year and\b|\bthe year after\b|\bafter that\b",
            frame.text,
        )
    )


def _money(frame: Frame) -> bool:
    return any(a.kind is Kind.MONEY for a in frame.all(Role.REFERENCE, Role.GAP, Role.SAVING, Role.BASE))


def _sums(frame: Frame) -> int:
    """How many sums of money stand in the question without another part."""
    kinds = frame.all(Role.REFERENCE, Role.SAVING, Role.GAP, Role.BASE)
    return sum(a.kind is Kind.MONEY for a in kinds)


def _weights(frame: Frame) -> bool:
    """Percentages that make up a whole ("10, 20, 30 and 40%")."""
    return len(percents(frame)) > 1 and abs(sum(a.value for a in percents(frame)) - 100) < 0.01


def _yearly_saving(frame: Frame) -> bool:
    """A sum saved anew each year, told apart from a cut in one kind of spend."""
    saved = any(a.per == "year" for a in frame.all(Role.SAVING))
    taken = any(a.per == "year" and a.kind is Kind.MONEY for a in frame.all(Role.CHANGE, Role.REFERENCE))
    return saved or taken and frame.says("recurrent", "avoided") and not frame.about("agency.spend")


def _past(frame: Frame) -> bool:
    """A span of the past is named."""
    times = frame.times
    return (
        times.past_length is not None
        or times.past_span is not None
        or times.length is not None
        or times.end is not None
    )


def _asks(frame: Frame) -> bool:
    """The question is worded as one ("how many …?"), or carries on from one."""
    words = (
        "how ",
        "what",
        "which ",
        "who ",
        "does ",
        "is ",
        "why ",
        "when ",
        "at ",
        "if ",
        "express",
        "give",
        "put",
        "work",
        "and ",
        "per ",
        "as ",
    )
    return frame.text.startswith(words) or frame.carried


def _gap(frame: Frame) -> bool:
    """A budget gap is in question, and not a pay gap or a gap between bodies."""
    if frame.one(Role.GAP):
        return True
    budget = frame.says("gap") and not frame.about("paygap.mean") and not frame.says("gap_between", "how_far")
    return budget or bool(frame.says("left") and any(a.kind is Kind.MONEY for a in frame.all(Role.REFERENCE)))


def _yearly(frame: Frame) -> Amount | None:
    """The change said to be of each year, or of the trend."""
    return next((a for a in frame.all(Role.CHANGE, Role.INFLATION) if a.per in {"year", "month"}), None)


def _total(frame: Frame) -> Amount | None:
    """A change that is not said to be of each year."""
    return next((a for a in frame.all(Role.CHANGE) if a.per not in {"year", "month"}), None)


def _when(frame: Frame) -> bool:
    times = frame.times
    return times.length is not None or times.end is not None


def _flow(frame: Frame) -> bool:
    return bool(frame.one(Role.BACKFILL)) or frame.says("no_backfill", "freeze")


def _stock(frame: Frame) -> bool:
    return frame.about(
        "workforce.",
        "agency.spend",
        "sickness",
        "leavers.rate",
        "pay.bill",
        "div.share",
        "age.share",
        "apprentice",
        "vacancy.posts",
        "vacancy.rate",
        "budget.opex_cut",
        "paygap.mean",
    )


def _sick_target(frame: Frame) -> bool:
    target = any(a.kind in {Kind.DAYS, Kind.COUNT} for a in frame.all(Role.TARGET))
    change = bool(frame.all(Role.CHANGE)) and not frame.about("workforce.headcount")
    return (
        (target or change or frame.says("use_benchmark") and not frame.says("higher"))
        and not frame.says("when", "what_rate")
        and not (_when(frame) and _yearly(frame))
    )


Test = Callable[[Frame], object]
RULES: tuple[tuple[Intent, Test, str], ...] = (
    (Intent.PERSON, lambda f: f.says("person", "person_single"), "it is about individuals"),
    (
        Intent.PROBABILITY,
        lambda f: (
            f.says("probability")
            and (_stock(f) or f.amounts or f.says("gap", "future") or "target" in f.text)
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
        lambda f: f.one(Role.AWARD) and f.says("pays_for") and not f.one(Role.UNIT_COST) and not _gap(f),
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
    (Intent.GAP_AWARD, lambda f: _gap(f) and f.one(Role.AWARD), "a gap with a higher award"),
    (
        Intent.GAP_LEFT_BY_CUTS,
        lambda f: _gap(f) and f.one(Role.UNIT_COST) and f.all(Role.CHANGE),
        "a gap after cuts in posts",
    ),
    (Intent.GAP_ONE_OFF, lambda f: f.one(Role.ONE_OFF) and _gap(f), "a gap closed by one-off money"),
    (Intent.GAP_LEFT, lambda f: f.one(Role.SAVING) and _gap(f), "a gap after savings"),
    (
        Intent.SHARE_OF_MONEY,
        lambda f: f.says("share_of", "beside") and _sums(f) == 2,
        "one sum as a share of another",
    ),
    (
        Intent.MONEY_IN_POSTS,
        lambda f: (
            f.says("in_jobs")
            and (_money(f) or f.says("gap") or f.about("agency.spend") and f.one(Role.UNIT_COST))
            and not f.all(Role.CHANGE)
            and not f.about("sickness", "pay.bill")
            and not f.one(Role.CONVERT)
        ),
        "a sum of money in posts",
    ),
    (
        Intent.GAP_STEPS,
        lambda f: (
            _gap(f)
            and not _weights(f)
            and (f.says("even", "what_rate", "path") or f.times.budgets)
            and (_when(f) or f.times.budgets)
        ),
        "a gap closed in steps",
    ),
    (
        Intent.SAVINGS_STACK,
        lambda f: _yearly_saving(f) and _when(f),
        "savings that build up",
    ),
    (
        Intent.PHASE,
        lambda f: (
            _money(f)
            and (_weights(f) or f.says("even", "path", "what_rate") and (_when(f) or f.times.budgets))
            and not f.all(Role.TARGET)
        ),
        "a total phased over years",
    ),
    (
        Intent.GAP_VAGUE,
        lambda f: (
            f.says("close_gap")
            and not f.all(Role.SAVING, Role.UNIT_COST)
            and (not _asks(f) or "what would it take" in f.text)
        ),
        "a gap without saying which",
    ),
    (
        Intent.SAVE_VAGUE,
        lambda f: _money(f) and f.says("faster") and f.says("save_word", "close_gap") and not _asks(f),
        "a saving made faster without a date",
    ),
    (Intent.PERCENT_OF, lambda f: f.one(Role.SHARE) and (_stock(f) or _money(f)), "a percentage of a figure"),
    (
        Intent.LEAVER_COST,
        lambda f: (
            f.one(Role.LEAVER_COST)
            or f.says("leaver_cost")
            and not f.says("redeployment")
            and f.about("leavers.rate") | f.says("leaver_word")
            and f.says("how_many", "what_if", "cost")
            and f.text.startswith(("what do", "what does", "what will", "what would", "how much", "cost of"))
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
    (Intent.SICK_LENGTH, lambda f: f.about("sickness") and f.says("absence_length"), "the average absence"),
    (
        Intent.SICK_COST,
        lambda f: (
            f.about("sickness")
            and (f.one(Role.UNIT_COST) or f.says("cost") and _asks_amount(f))
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
                    or f.says("future", "oncosts", "how_many")
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
            and _when(f)
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
            and _asks(f)
            and "days per" not in f.text
        ),
        "sickness as lost capacity",
    ),
    (
        Intent.SICK_SAVED,
        lambda f: f.about("sickness") and _sick_target(f) and not (f.all(Role.TARGET) and _when(f)),
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
    (Intent.RETIRE, lambda f: f.one(Role.RETIRE) or f.says("retire") and f.says("how_many"), "retirements"),
    (Intent.GONE, lambda f: f.about("age.share") and f.says("gone") and _when(f), "an age group that goes"),
    (
        Intent.REP_WHEN,
        lambda f: f.one(Role.HIRES) and f.one(Role.TARGET) and f.says("when"),
        "when a share is reached",
    ),
    (
        Intent.REP_AFTER,
        lambda f: f.one(Role.HIRES) and f.groups and _when(f),
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
                or f.says("how_many")
            )
            and not _when(f)
        ),
        "people needed for a share",
    ),
    (
        Intent.NEW_STARTERS,
        lambda f: f.about("leavers.rate_u1y") and f.says("how_many", "what_if"),
        "new starters who leave",
    ),
    (
        Intent.GRID,
        lambda f: (
            len(f.all(Role.TURNOVER)) > 1
            and len(f.all(Role.BACKFILL)) > 1
            or f.says("grid")
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
        lambda f: f.says("redundancies") and (f.all(Role.CHANGE, Role.TARGET) or _flow(f)),
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
        lambda f: _flow(f) and (f.about("workforce.") or f.says("what_if", "left", "how_many") or f.carried),
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
            and _stock(f)
            and _past(f)
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
            and _stock(f)
            and not f.all(Role.CHANGE)
        ),
        "a body against the sector",
    ),
    (
        Intent.RANK,
        lambda f: f.says("rank") and (_stock(f) or f.says("all_bodies")) and _stock(f),
        "bodies in order",
    ),
    (
        Intent.POOLED,
        lambda f: (
            f.says("pooled")
            and _stock(f)
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
            and _stock(f)
            and (f.says("higher", "gap_between", "ratio") or f.says("compare") and _one_measure(f))
            and not f.all(Role.CHANGE)
        ),
        "two bodies compared",
    ),
    (
        Intent.BASIS_MATTERS,
        lambda f: (
            f.says("matter", "compare")
            and f.says("linear", "of_today")
            and f.says("compound")
            and f.all(Role.CHANGE)
        ),
        "compound or straight line",
    ),
    (Intent.DELAY, lambda f: f.times.delay > 0 and percents(f), "a late start"),
    (
        Intent.ENOUGH,
        lambda f: f.says("enough") and _yearly(f) and (len(percents(f)) > 1 or f.one(Role.TARGET)),
        "whether a rate suffices",
    ),
    (
        Intent.TIME_TO,
        lambda f: (
            f.says("when", "nobody_left")
            and (f.one(Role.TARGET) or f.says("nobody_left") or _total(f))
            and (_yearly(f) or f.says("trend", "planned") or f.carried or _fall(f))
        ),
        "how long to a level",
    ),
    (
        Intent.TRAJECTORY,
        lambda f: (
            f.says("path")
            and (_total(f) or f.one(Role.TARGET))
            and _when(f)
            and not _yearly(f)
            and not f.says("what_rate")
        ),
        "the path to a level",
    ),
    (
        Intent.REQUIRED,
        lambda f: (
            (f.says("what_rate") or f.one(Role.TARGET))
            and (f.one(Role.TARGET) or _to_turnover(f) or _total(f))
            and _when(f)
            and not _flow(f)
            and (not _yearly(f) or f.says("what_rate"))
        ),
        "the rate that is needed",
    ),
    (
        Intent.RATES,
        lambda f: len(percents(f)) > 1 and not is_path(f) and (_when(f) or f.says("compare", "matter")),
        "several rates compared",
    ),
    (
        Intent.PROJECT,
        lambda f: f.says("trend") and not f.all(Role.CHANGE) and (_when(f) or f.about("workforce.")),
        "a trend carried on",
    ),
    (Intent.LEAVERS, lambda f: f.says("leavers") and not f.all(Role.CHANGE), "how many leave"),
    (
        Intent.PROJECT,
        lambda f: f.all(Role.CHANGE, Role.INFLATION) and _changes_something(f),
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
        Intent.FORECAST,
        lambda f: f.says("forecast") and _stock(f) and (f.says("future") or _when(f)),
        "a forecast",
    ),
    (
        Intent.FUTURE,
        lambda f: (
            _stock(f)
            and (
                f.says("change_word")
                or f.says("future", "project")
                and (_when(f) or f.times.next_year or f.says("project") or f.says("change_word"))
            )
        ),
        "a future level without a change",
    ),
)


def _asks_amount(frame: Frame) -> bool:
    return frame.text.startswith(
        ("what ", "how much", "cost", "and ", "at ", "if ", "what's", "give", "work out", "calculate")
    )


def _fall(frame: Frame) -> bool:
    return any(
        a.kind in {Kind.PERCENT, Kind.FTE, Kind.COUNT, Kind.MONEY, Kind.DAYS} for a in frame.all(Role.CHANGE)
    )


def _to_turnover(frame: Frame) -> bool:
    """Turnover itself is to come to a level ("turnover down to 10% in two years")."""
    item = frame.one(Role.TURNOVER)
    return item is not None and item.sense == "to" and not frame.about("workforce.fte") and not _flow(frame)


def _one_measure(frame: Frame) -> bool:
    """A comparison of one printed measure, not of what documents say of a theme."""
    return bool(frame.groups) and not frame.text.startswith(("compare what", "how do"))


def _changes_something(frame: Frame) -> bool:
    """A change counts when it has a direction, a year or a what-if; a bare "80% threshold" does not."""
    changes = frame.all(Role.CHANGE, Role.INFLATION)
    signed = any(a.sign or a.per for a in changes)
    asked = (
        frame.says("what_if", "future", "project")
        or _when(frame)
        or frame.says("save", "left", "cost", "in_total", "how_many")
        or frame.text.split(" ")[0] in _IMPERATIVES
    )
    return signed and (asked or frame.carried)


_IMPERATIVES = frozenset(
    [
        "take",
        "cut",
        "reduce",
        "increase",
        "grow",
        "shrink",
        "double",
        "halve",
        "treble",
        "add",
        "remove",
        "drop",
        "lower",
        "raise",
        "lose",
        "trim",
        "show",
        "give",
        "apply",
        "project",
        "keep",
        "put",
        "calculate",
        "suppose",
        "imagine",
        "what",
        "where",
        "let",
    ]
)


def decide(frame: Frame) -> Decision | None:
    """The first rule that fits, or None when the question is not for the engine."""
    if frame.asked:
        return Decision(Intent(frame.asked), "as the earlier question")
    for intent, test, reason in RULES:
        if test(frame):
            return Decision(intent, reason)
    return None
