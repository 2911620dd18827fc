"""The years of a path as people name them: financial years, calendar years or dates, where the start has one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from assistant.compose.fact_words import long_date
from assistant.model import Json
from engine.dates import after, financial_year, is_year, year_of

Namer = Callable[[int], str]


def year_names(result: Json) -> Mapping[str, str]:
    """The engine's words for each time of the series ("Start", "Year 2") with the year that each is."""
    namer = _namer(result)
    if namer is None:
        return {}
    found: dict[str, str] = {}
    for point in result.get("series") or ():
        time = float(point["t"])
        if time == int(time) and str(point["label"]) == ("Start" if time == 0 else f"Year {int(time)}"):
            found[str(point["label"])] = namer(int(time))
    return found if len(found) == len(result.get("series") or ()) else {}


def at_the_end(result: Json) -> str:
    """When the path ends: "in 2027/28", "on 31 March 2028", "at the end of year 3"."""
    series = result.get("series") or ()
    if not series:
        return ""
    label = str(series[-1]["label"])
    named = year_names(result).get(label)
    if named:
        return f"on {named}" if _is_day(result) else f"in {named}"
    return f"at the end of {label[:1].lower()}{label[1:]}" if label.startswith("Year") else f"on {label}"


def at_the_start(result: Json) -> str:
    """The year or day of the start, with its preposition; empty when it has none."""
    named = year_names(result).get("Start")
    return "" if not named else f" on {named}" if _is_day(result) else f" in {named}"


def _namer(result: Json) -> Namer | None:
    baseline = result.get("baseline") or {}
    period, day = str(baseline.get("period") or ""), _day(result)
    if is_year(period):
        first = financial_year(period)[0]
        return lambda years: year_of(date(first.year + years, 4, 1))
    if len(period) == 4 and period.isdigit():
        return lambda years: str(int(period) + years)
    if day is not None:
        return lambda years: long_date(after(day, years).isoformat())
    return None


def _is_day(result: Json) -> bool:
    period = str((result.get("baseline") or {}).get("period") or "")
    return not is_year(period) and not (len(period) == 4 and period.isdigit())


def _day(result: Json) -> date | None:
    text = str(result.get("start") or (result.get("baseline") or {}).get("as_of") or "")
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
