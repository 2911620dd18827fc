"""What a spreadsheet shows for a date, a time or a span of time under a number format."""

from __future__ import annotations

import datetime as dt
import re

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<elapsed>[hms]+)\]|\[[^\]]*\]'
    r"|(?P<noon>am/pm|a/p)|(?P<code>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_REGIONAL = ("mm-dd-yy", "m/d/yy", "m/d/yyyy", "mm/dd/yy", "mm/dd/yyyy", "yyyy-mm-dd", "yyyy\\-mm\\-dd")
"""Codes that stand for the reader's own way of writing a date (format 14), or for no choice at all."""

Moment = dt.datetime | dt.date | dt.time | dt.timedelta


def shown_moment(value: Moment, code: str) -> str:
    """The date or time as the format shows it; a regional or missing format as "1 April 2025"."""
    if isinstance(value, dt.timedelta):
        return _elapsed(value)
    code = code.split(";")[0]
    clean = re.sub(r"\[\$[^\]]*\]", "", code).lower().removesuffix(" h:mm")
    if isinstance(value, dt.time):
        return _by_code(dt.datetime.combine(dt.date(1900, 1, 1), value), code if "h" in clean else "hh:mm")
    moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())
    if not re.search(r"[ymdhs]", clean.replace("general", "")) or clean in _REGIONAL:
        return _written(moment)
    return _by_code(moment, code)


def _written(moment: dt.datetime) -> str:
    day = f"{moment.day} {moment:%B} {moment.year}"
    return day if moment.time() == dt.time() else f"{day} {moment:%H:%M}"


def _elapsed(value: dt.timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def _by_code(moment: dt.datetime, code: str) -> str:
    tokens = list(_TOKEN.finditer(code))
    twelve = any(token["noon"] for token in tokens)
    out: list[str] = []
    timed = False
    for place, token in enumerate(tokens):
        unit = (token["code"] or token["elapsed"] or "").lower()
        if unit:
            after = next((t["code"].lower() for t in tokens[place + 1 :] if t["code"]), "")
            minutes = unit[0] == "m" and len(unit) < 3 and (timed or after.startswith("s"))
            out.append(_minute(moment, unit) if minutes else _unit(moment, unit, twelve))
            timed = unit[0] == "h"
        elif token["noon"]:
            out.append("am" if moment.hour < 12 else "pm")
        else:
            out.append(token["quoted"] or token["escaped"] or token["other"] or "")
    return " ".join("".join(out).replace("@", "").split())


def _minute(moment: dt.datetime, unit: str) -> str:
    return f"{moment.minute:02d}" if len(unit) > 1 else str(moment.minute)


def _unit(moment: dt.datetime, unit: str, twelve: bool) -> str:
    size = len(unit)
    if unit[0] == "y":
        return f"{moment.year:04d}" if size > 2 else f"{moment.year % 100:02d}"
    if unit[0] in "md" and size > 2:
        names = {"m": ("%b", "%B"), "d": ("%a", "%A")}[unit[0]]
        return moment.strftime(names[size > 3])
    hour = (moment.hour % 12 or 12) if twelve else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}[unit[0]]
    return f"{number:02d}" if size > 1 else str(number)
