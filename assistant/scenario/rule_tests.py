"""The tests that rules are made of, each on what a question says."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

import re

from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.frame import Frame
from ingest.quantities_model import Kind

_YEAR = r"(?!(?:19|20)\d\d\b)"
TWO_FIGURES = re.compile(
    rf"\bfrom (?P<unit>£)?{_YEAR}(?P<first>\d[\d,]*(?:\.\d+)?)(?P<much>k|m|bn)?\b(?: [a-z]+){{0,3}}? to £?{_YEAR}"
    r"(?P<last>\d[\d,]*(?:\.\d+)?)(?:k|m|bn)?(?![\d%])(?! years)"
)


def percents(frame: Frame) -> tuple[Amount, ...]:
    """Changes in percent, in order."""
    return tuple(item for item in frame.all(Role.CHANGE) if item.kind in {Kind.PERCENT, Kind.POINTS})


def is_mixed(frame: Frame) -> bool:
    """A rate and a number a year are set against each other."""
    return len({item.kind for item in frame.all(Role.CHANGE)}) > 1


def is_path(frame: Frame) -> bool:
    """Whether several changes follow one another ("5%, then 7%, then 3%") and are not alternatives."""
    return len(percents(frame)) > 1 and bool(
        re.search(
            r"\bthen\b|\bthe next\b|\bfollowed by\b|\bsecond year\b|\byear (?:two|2)\b|\bthe (?:second|third)\b|\bone year and\b|\bthe year after\b|\bafter that\b",
            frame.text,
        )
    )


def has_money(frame: Frame) -> bool:
    """A sum of money stands in the question."""
    return any(a.kind is Kind.MONEY for a in frame.all(Role.REFERENCE, Role.GAP, Role.SAVING, Role.BASE))


def sums(frame: Frame) -> int:
    """How many sums of money stand in the question without another part."""
    kinds = frame.all(Role.REFERENCE, Role.SAVING, Role.GAP, Role.BASE)
    return sum(a.kind is Kind.MONEY for a in kinds)


def are_weights(frame: Frame) -> bool:
    """Percentages that make up a whole ("10, 20, 30 and 40%")."""
    return len(percents(frame)) > 1 and abs(sum(a.value for a in percents(frame)) - 100) < 0.01


def has_yearly_saving(frame: Frame) -> bool:
    """A sum saved anew each year, told apart from a cut in one kind of spend."""
    saved = any(a.per == "year" for a in frame.all(Role.SAVING))
    taken = any(a.per == "year" and a.kind is Kind.MONEY for a in frame.all(Role.CHANGE, Role.REFERENCE))
    return saved or taken and frame.says("recurrent", "avoided") and not frame.about("agency.spend")


def names_past(frame: Frame) -> bool:
    """A span of the past is named."""
    times = frame.times
    return (
        times.past_length is not None
        or times.past_span is not None
        or times.length is not None
        or times.end is not None
    )


def asks(frame: Frame) -> bool:
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


def is_gap(frame: Frame) -> bool:
    """A budget gap is in question, and not a pay gap or a gap between bodies."""
    if frame.one(Role.GAP):
        return True
    budget = frame.says("gap") and not frame.about("paygap.mean") and not frame.says("gap_between", "how_far")
    return budget or bool(frame.says("left") and any(a.kind is Kind.MONEY for a in frame.all(Role.REFERENCE)))


def part_of_gap(frame: Frame) -> bool:
    """A share of the gap is closed, or the gap grows by a share; no posts, savings or weights come in."""
    return (
        len(percents(frame)) == 1
        and not frame.all(Role.UNIT_COST, Role.SAVING, Role.AWARD, Role.TARGET, Role.ONE_OFF)
        and not frame.about("workforce.", "agency.spend", "sickness", "leavers.rate", "pay.bill")
        and not has_horizon(frame)
        and not frame.groups
    )


def yearly_sum(frame: Frame) -> bool:
    """One sum of money a year, and no other figure."""
    sums_met = [a for a in frame.amounts if a.kind is Kind.MONEY]
    return len(sums_met) == 1 == len(frame.amounts) and sums_met[0].per == "year"


def gives_two_figures(frame: Frame) -> bool:
    """Two figures are typed, from one to the other ("from 400 to 460")."""
    return TWO_FIGURES.search(frame.text) is not None


def yearly_change(frame: Frame) -> Amount | None:
    """The change said to be of each year, or of the trend."""
    return next((a for a in frame.all(Role.CHANGE, Role.INFLATION) if a.per in {"year", "month"}), None)


def total_change(frame: Frame) -> Amount | None:
    """A change that is not said to be of each year."""
    return next((a for a in frame.all(Role.CHANGE) if a.per not in {"year", "month"}), None)


def has_horizon(frame: Frame) -> bool:
    """A length or an end is given."""
    times = frame.times
    return times.length is not None or times.end is not None


def is_flow(frame: Frame) -> bool:
    """Leavers and who is replaced are spoken of."""
    return bool(frame.one(Role.BACKFILL)) or frame.says("no_backfill", "freeze")


def has_measure(frame: Frame) -> bool:
    """A measure of a body is named."""
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


def has_sickness_aim(frame: Frame) -> bool:
    """Sickness is to change or to reach a level."""
    target = any(a.kind in {Kind.DAYS, Kind.COUNT} for a in frame.all(Role.TARGET))
    change = bool(frame.all(Role.CHANGE)) and not frame.about("workforce.headcount")
    return (
        (target or change or frame.says("use_benchmark") and not frame.says("higher"))
        and not frame.says("when", "what_rate")
        and not (has_horizon(frame) and yearly_change(frame))
    )


def asks_amount(frame: Frame) -> bool:
    """The question asks for an amount."""
    return frame.text.startswith(
        ("what ", "how much", "cost", "and ", "at ", "if ", "what's", "give", "work out", "calculate")
    )


def has_change(frame: Frame) -> bool:
    """A change of some kind is given."""
    return any(
        a.kind in {Kind.PERCENT, Kind.FTE, Kind.COUNT, Kind.MONEY, Kind.DAYS} for a in frame.all(Role.CHANGE)
    )


def aims_at_turnover(frame: Frame) -> bool:
    """Turnover itself is to come to a level ("turnover down to 10% in two years")."""
    item = frame.one(Role.TURNOVER)
    return item is not None and item.sense == "to" and not frame.about("workforce.fte") and not is_flow(frame)


def is_one_measure(frame: Frame) -> bool:
    """A comparison of one printed measure, not of what documents say of a theme."""
    return bool(frame.groups) and not frame.text.startswith(("compare what", "how do"))


def changes_something(frame: Frame) -> bool:
    """A change counts when it has a direction, a year or a what-if; a bare "80% threshold" does not."""
    changes = frame.all(Role.CHANGE, Role.INFLATION)
    signed = any(a.sign or a.per for a in changes)
    asked = (
        frame.says("what_if", "future", "project")
        or has_horizon(frame)
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
        *(
            "knock",
            "chop",
            "shave",
            "slash",
            "shed",
            "axe",
            "prune",
            "strip",
            "expand",
            "boost",
            "delay",
            "phase",
        ),
        *("work", "make", "price", "bring", "hold", "assume", "say", "table", "tabulate", "compare"),
    ]
)
