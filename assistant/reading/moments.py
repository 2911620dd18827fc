"""When a question is about: for how long, from and to when, of which period, year by year or in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.cues import first_label, listed
from assistant.reading.place import Placed
from assistant.reading.spans import YEAR_HOLDS, Span, Type
from ingest.quantities_numbers import read_number

_QUARTERS = frozenset({"q1", "q2", "q3", "q4"})
_TO = frozenset({"by", "until", "till", "til", "to"})
_FROM = frozenset({"from", "since"})
_AT = frozenset({"in", "at", "for", "during", "of", "on"})


@dataclass(frozen=True, slots=True)
class Moments:
    """``years`` ahead, or ``start`` and ``end``; ``when`` are periods asked about; ``span`` as in a Reading; ``taken`` by place of span."""

    years: float | None = None
    start: str = ""
    end: str = ""
    when: tuple[str, ...] = ()
    span: str = ""
    delay: float = 0.0
    taken: frozenset[int] = frozenset()


def moments(placed: Placed, roles: Sequence[str], latest: str) -> Moments:
    """The times of a question; ``roles`` are the learned roles of its spans, which decide where the words leave it open.

    ``latest`` is the last settled period of the papers, from which "last year" and a bare quarter are told.
    """
    years, delay = None, 0.0
    start, end, when = "", "", list[str]()
    taken: set[int] = set()
    for place, span in enumerate(placed.spans):
        if (
            span.type is Type.DUR
            and span.unit in YEAR_HOLDS
            and span.value is not None
            and roles[place] in {"hor", "part", "none", "end"}
        ):
            length = round(span.in_years, 4)
            taken.add(place)
            if _is_all(placed, place):
                when.append("*")
            elif _is_late(placed, place):
                delay = length
            elif not _is_every(placed, place):
                years = length if years is None or roles[place] == "hor" else years
        elif span.type is Type.DATE and (nth := _nth_year(span)) is not None:
            years = nth
            taken.add(place)
        elif span.type in {Type.YEAR, Type.DATE}:
            said = said_period(span, latest)
            taken.add(place)
            match _side(placed, place, roles[place]):
                case "start":
                    start = said
                case "end":
                    end = said if span.type is Type.YEAR else span.ends or said
                case _:
                    when.append(said)
    if years is None and not end:
        years, relative = _relative(placed.text, latest)
        when += [said for said in relative if said not in when]
    return Moments(years, start, end, tuple(when), _span(placed.text), delay, frozenset(taken))


def _nth_year(span: Span) -> float | None:
    """ "year three" is three years ahead."""
    first, _, number = span.text.lower().partition(" ")
    found = read_number(number) if first == "year" else None
    return found.value if found else None


def said_period(span: Span, latest: str = "") -> str:
    """A period as readings write it: "2025/26", "2026", "2024-05", "2024-05-01"; the asker's words when no dates are known."""
    first, last = span.begins or "", span.ends or ""
    if not first or not last:
        quarter = span.text.strip().lower()
        return f"{quarter.upper()} {latest}" if quarter in _QUARTERS and "/" in latest else span.text
    if first[5:] == "04-01" and last == f"{int(first[:4]) + 1}-03-31":
        return f"{first[:4]}/{last[2:4]}"
    if first[5:] == "01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    if first == last:
        return first
    return first[:7] if first[:7] == last[:7] else f"{first[:7]}/{last[:7]}"


def _side(placed: Placed, place: int, role: str) -> str:
    before = [token.text for token in placed.tokens[max(0, placed.at[place] - 3) : placed.at[place]]]
    last = next((word for word in reversed(before) if word not in {"the", "end", "of", "early", "late"}), "")
    if last in _FROM or last == "between":
        return "start"
    if (
        place
        and last in {"and", "-", "–"}
        and _side(placed, place - 1, "") == "start"
        and placed.spans[place - 1].type in {Type.YEAR, Type.DATE}
    ):
        return "end"
    if last in _TO and role != "asof":
        return "end"
    return {"hor": "end", "end": "end", "start": "start", "target": "end"}.get(role, "when")


def _is_every(placed: Placed, place: int) -> bool:
    """ "7.5% one year": the year of a figure and not a length."""
    return placed.spans[place].text.lower() in {"one year", "a year"} and not listed("lead").labels(
        placed.tokens[placed.at[place] - 1].text if placed.at[place] else ""
    )


def _is_all(placed: Placed, place: int) -> bool:
    """ "All four years" are those that the papers print."""
    return any(token.text in {"all", "those", "these"} for token in placed.left(place, within=2))


def _is_late(placed: Placed, place: int) -> bool:
    after = [token.text for token in placed.right(place, within=2)]
    before = [token.text for token in placed.left(place, within=5)]
    return any(word in listed("late") for word in (*after[:1], *before))


def _relative(text: str, latest: str) -> tuple[float | None, tuple[str, ...]]:
    """Years ahead, and periods, said without a date: the papers' latest year is "last year"."""
    labels = listed("relative_time").labels(text)
    years = 1.0 if "next_year" in labels else None
    when: list[str] = []
    if "last_year" in labels and latest:
        when.append(latest)
    if "year_before" in labels and latest:
        when.insert(0, year_before(latest))
    if "every" in labels:
        when.append("*")
    return years, tuple(when)


def year_before(period: str) -> str:
    """The financial or calendar year before one: "2023/24" before "2024/25"."""
    first, slash, second = period.partition("/")
    if slash and first.isdigit() and second.isdigit():
        return f"{int(first) - 1}/{(int(second) - 1) % 100:02d}"
    return str(int(first) - 1) if first.isdigit() else period


def _span(text: str) -> str:
    return first_label("span", text, ("each", "in_all"))
