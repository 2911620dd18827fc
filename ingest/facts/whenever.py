"""Which date belongs to a figure: in its sentence, before its list, or in a note over its section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.metrics import base, match, metric
from ingest.quantities import Kind, Quantity, find

_DATED = frozenset({Kind.DATE, Kind.YEAR, Kind.FINANCIAL_YEAR, Kind.SPAN, Kind.QUARTER})
_AS_OF = re.compile(
    r"(?:\bas (?:of|at|on)|\bat|\bon|\bsnapshot(?: date)?(?: of| on)?|\bcorrect (?:as )?(?:at|on)|\bfor|"
    r"\bin|\bbetween(?: the period)?)\s*(?:the\s)?[*_(]*$",
    re.I,
)
_YEAR_BEFORE = re.compile(
    r"\s*\(?(?:in\s+)?(the (?:year before|previous year|prior year|preceding year)|last year|"
    r"the previous financial year)\b",
    re.I,
)
_NOTE = re.compile(
    r"\b(?:data|figures?|information|statistics|numbers|profile|workforce|all)\b.{0,60}?\b(?:as (?:at|of|"
    r"on)|taken|correct|relates? to|at|for|covers?|from|"
    r"is for|are for|snapshot)\b",
    re.I,
)
_EXCEPT = re.compile(
    r"\b(?:with the exception of|except(?:ing)?(?: for)?|apart from|other than|excluding|but not)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that dates the figures around it; ``exceptions`` are metric ids with a date of their own."""

    section: int
    position: int
    when: Quantity
    exceptions: tuple[str, ...] = ()
    other: Quantity | None = None
    words: str = ""


def own_date(text: str, value: Quantity, quantities: Sequence[Quantity], *, flow: bool) -> Quantity | None:
    """The date in the same text that belongs to a figure: after it and before the next, else before it."""
    if earlier := _YEAR_BEFORE.match(text[value.end :]):
        return Quantity(value.end + earlier.start(1), value.end + earlier.end(1), earlier[1], Kind.SPAN)
    values = [item for item in quantities if not item.temporal]
    dates = [item for item in quantities if item.kind in _DATED and item.start_date]
    spans = [item for item in quantities if item.kind is Kind.DURATION and flow and _is_period(text, item)]
    upper = min((item.start for item in values if item.start > value.start), default=len(text))
    lower = max((item.end for item in values if item.end <= value.start), default=0)
    pool = dates or spans
    after = [
        item for item in pool if value.end <= item.start < upper and not _cut(text[value.end : item.start])
    ]
    if after:
        return after[0]
    before = [item for item in pool if lower <= item.start and item.end <= value.start]
    if before:
        return before[-1]
    alone = [item for item in pool if not _cut(text[min(item.end, value.end) : max(item.start, value.start)])]
    if re.search(r"\bfrom\W*$", text[: value.start], re.I):
        # "from 10.1 days to 8 by 2026": the date is when the second figure is due
        alone = [item for item in alone if not re.search(r"\bby\s+(?:\w+\s+)?$", text[: item.start], re.I)]
    return alone[0] if len({(item.start_date, item.end_date, item.text) for item in alone}) == 1 else None


def _cut(gap: str) -> bool:
    return bool(re.search(r"[.;!?](?=\s)", gap))


def _is_period(text: str, item: Quantity) -> bool:
    """ "over the next 3 years", "in the last 12 years", "over four years": not "a four year strategy"."""
    return bool(
        re.search(
            r"\b(?:over|in|within|for|during|across|last|next|past|previous)\s+(?:the\s+)?(?:last|next|past|"
            r"previous|coming|following)?\s*$",
            text[max(0, item.start - 30) : item.start],
            re.I,
        )
    )


def lead_date(text: str) -> Quantity | None:
    """The date that a heading or a lead-in such as "As of 1st April 2022:" gives to what follows."""
    quantities = find(text)
    if any(not item.temporal for item in quantities):
        tail = re.search(r"([^.!?]*)$", text.rstrip(" :*"))
        quantities = [item for item in quantities if tail and item.start >= tail.start(1)]
        if any(not item.temporal for item in quantities):
            return None
    dates = [item for item in quantities if item.kind in _DATED and item.end_date]
    return dates[-1] if len(dates) == 1 else None


def trailing_lead(text: str) -> str:
    """The introduction a text ends with ("... 2022. As of 1st April 2022:"), else nothing."""
    stripped = text.rstrip(" *_")
    if not stripped.endswith(":"):
        return ""
    found = re.search(r"(?:^|[.!?][*_\s]+)([^.!?]*:)$", stripped)
    return found[1] if found else ""


def note_in(text: str, section: int, position: int) -> Note | None:
    """The note that a sentence is, when it dates other figures and states none."""
    quantities = find(text)
    dates = [item for item in quantities if item.kind in _DATED and item.end_date]
    if (
        not dates
        or any(not item.temporal for item in quantities)
        or not _NOTE.search(text[: dates[0].start + 1])
    ):
        return None
    if len(text) > 300 or re.search(
        r"\b(?:will|published|agreed|approved|report(?:ed)? to|strategy|plan covers)\b", text, re.I
    ):
        return None
    cut = _EXCEPT.search(text)
    if cut is None:
        return Note(section, position, dates[0], words=text) if len(dates) == 1 else None
    main = [item for item in dates if item.end <= cut.start()]
    late = [item for item in dates if item.start >= cut.end()]
    exceptions = tuple({_family(found.metric) for found in match(text[cut.end() :])})
    return (
        Note(section, position, (main or dates)[0], exceptions, late[0] if late else None, text)
        if main
        else None
    )


def _family(metric_id: str) -> str:
    return base(metric_id).partition(".")[0]


def date_from_note(note: Note, metric_id: str) -> Quantity | None:
    """The date a note gives to a metric; exceptions count for all metrics of their family."""
    return note.other if _family(metric_id) in note.exceptions else note.when


def dated(metric_id: str, when: Quantity | None, *, direction: str = "") -> tuple[str | None, str | None]:
    """As-of date (ISO) and printed period of a fact. A stock stands at the end of the period named.

    ``direction`` is the word before a length of time: "next" or "last" years.
    """
    if when is None:
        return None, None
    printed = " ".join(when.text.split())
    if direction:
        printed = f"{direction} {printed}"
    stock = metric(metric_id).type == "stock" or base(metric_id) in {
        "age.share",
        "div.share",
        "div.declared",
        "age.mean",
    }
    if when.kind is Kind.DATE and direction != "since":
        return when.end_date, None if when.start_date == when.end_date else printed
    if stock and when.kind is not Kind.YEAR and not direction:
        return when.end_date, printed
    return None, printed
