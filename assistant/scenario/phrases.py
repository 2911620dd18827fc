"""Words for metrics, units, dates and changes; figures always come from the engine's own display."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

import re
from datetime import date

from assistant.scenario.subjects import Subject
from engine.display import half_up, show
from engine.model import Projection, Unit
from engine.units import unit_of_metric
from ingest.fact_model import Approx, Fact

_NOUNS = {
    "workforce.fte": "FTE",
    "workforce.headcount": "staff",
    "workforce.casual": "casual workers",
    "workforce.parttime": "part-time staff",
    "workforce.fulltime": "full-time staff",
    "agency.spend": "agency spend",
    "sickness": "days of sickness per FTE",
    "sickness.days_per_fte": "days of sickness per FTE",
    "leavers.rate": "turnover",
    "apprentice.new": "newly recruited apprentices",
    "apprentice.existing": "existing staff on apprenticeships",
}
_NAMES = {
    "workforce.fte": "FTE",
    "workforce.headcount": "headcount",
    "workforce.casual": "number of casual workers",
    "leavers.rate": "staff turnover",
    "leavers.rate_u1y": "turnover of new starters",
    "sickness": "sickness absence",
    "agency.spend": "agency spend",
    "pay.bill": "pay bill",
    "paygap.mean": "gender pay gap",
    "budget.gap": "budget gap",
    "budget.saving": "savings",
    "budget.opex_cut": "operating cost",
    "vacancy.rate": "vacancy rate",
    "vacancy.posts": "number of vacant posts",
    "apprentice": "number of apprentices",
}
_GROUPS = {
    "women": "women",
    "men": "men",
    "ethnic minority": "ethnic minority staff",
    "disability": "disabled staff",
    "reassigned": "staff whose gender is re-assigned",
    "sexual orientation": "LGB staff",
    "religion": "staff of a religion other than Christianity",
    "carers": "carers",
    "veterans": "veterans",
}


def noun(subject: Subject) -> str:
    """What is counted: "FTE", "staff", "women", "staff over 55"."""
    if subject.metric == "div.share":
        return _GROUPS.get(subject.group, subject.group)
    if subject.metric == "age.share":
        return f"staff {band_words(subject)}"
    return _NOUNS[subject.metric] if subject.metric in _NOUNS else metric_name(subject)


def metric_name(subject: Subject) -> str:
    """The measure as people say it: "staff turnover", "share of women"."""
    if subject.metric in {"div.share", "age.share", "workforce.parttime", "workforce.fulltime"}:
        return f"share of {noun(subject)}"
    return _NAMES.get(subject.metric, subject.metric.replace(".", " ").replace("_", " "))


def band_words(subject: Subject) -> str:
    """An age band in words."""
    if subject.band is None:
        return subject.group
    how, low, high = subject.band
    if how == "between":
        return f"aged {low:.0f} to {high:.0f}"
    if how in {"from", "to"}:
        return f"aged {low:.0f} and {'over' if how == 'from' else 'under'}"
    return f"{how} {low:.0f}"


def unit_of(fact: Fact) -> Unit:
    """The engine's unit for a fact."""
    return unit_of_metric(fact.metric, fact.unit)


def fact_value(fact: Fact) -> str:
    """A fact's figure as people read it, with how exactly it was stated."""
    if fact.value is None:
        return "a blank"
    shown = as_stated(fact.value, unit_of(fact), fact.decimals)
    word = {Approx.ABOUT: "about ", Approx.OVER: "over ", Approx.UNDER: "under ", Approx.UP_TO: "up to "}.get(
        fact.approx, ""
    )
    return word + shown


def as_stated(value: float, unit: Unit, decimals: int | None) -> str:
    """A figure with the decimals of its source: a printed 25% stays 25%."""
    if unit in {Unit.SHARE, Unit.PERCENT}:
        places = decimals if decimals is not None else 0
        return f"{value:.{places}f}%"
    return amount(value, unit, decimals)


def amount(value: float, unit: Unit, decimals: int | None = None, what: str = "") -> str:
    """A figure with its unit, exact where the source is exact."""
    if unit is Unit.GBP and value >= 1e6 and abs(value / 1e5 - round(value / 1e5)) < 1e-9:
        return f"£{value / 1e6:,.1f}".removesuffix(".0") + "m"
    return show(value, unit, decimals) + (f" {what}" if what else "")


def one_decimal(value: float) -> str:
    """People a year, to one decimal: an average and not a count."""
    return f"{half_up(value, 1):,}".removesuffix(".0")


def day(iso: str | None) -> str:
    """An ISO day in words: "30 September 2023"."""
    if not iso:
        return ""
    moment = date.fromisoformat(iso)
    return f"{moment.day} {moment:%B %Y}"


def when(fact: Fact) -> str:
    """The date or period of a fact, or that it has none."""
    if fact.as_of:
        return f"on {day(fact.as_of)}"
    if fact.period:
        return f"for {fact.period}"
    return "stated without a date"


def size(display: str) -> str:
    """A displayed figure without its sign."""
    return display.lstrip("−-+")


def fewer(change: float, display: str, *, money: bool = False) -> str:
    """ "108.6 fewer", "79.4 more", "no change"; money goes "less"."""
    if abs(change) < 1e-12:
        return "no change"
    down = "less" if money else "fewer"
    return f"{bare(display)} {down if change < 0 else 'more'}"


def bare(display: str) -> str:
    """A displayed figure without its sign and its unit, for a table whose title names the unit."""
    text = size(display)
    for unit in (" days per FTE", " day per FTE", " FTE"):
        text = text.removesuffix(unit)
    return text


def fall_or_rise(change: float) -> str:
    """ "a fall" or "a rise"."""
    return "a fall" if change < 0 else "a rise"


def ordinal(number: int) -> str:
    """ "first", "second" … then "11th"."""
    words = [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    ]
    return (
        words[number]
        if number < len(words)
        else f"{number}{'th' if 10 < number % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    )


def years_word(years: float) -> str:
    """ "three years", "3.5 years", "one year"."""
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    if years == int(years) and years < len(words):
        return f"{words[int(years)]} year{'' if years == 1 else 's'}"
    return f"{years:g} years" if years >= 1 or years == 0 else f"{years * 12:g} months"


def listed(items: list[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def iso_words(text: str) -> str:
    """ISO days within a sentence, in words."""
    return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", lambda found: day(found[0]), text)


def capital(text: str) -> str:
    """The sentence with its first letter a capital."""
    return text[:1].upper() + text[1:]


def possessive(name: str) -> str:
    """ "Anytown's", "Wells'"."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def bounded(projection: Projection, display: str) -> str:
    """The display with "at least" or "at most" when an input was a bound."""
    return f"{projection.bound} {display}" if projection.bound else display
