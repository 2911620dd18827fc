"""What the words around a table cell give to its figure: unit, kind, date and population."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.facts import cues
from ingest.facts.found import Statement
from ingest.metrics import MetricMatch
from ingest.model import Cell, FactKind, Row
from ingest.quantities import Kind, Quantity, find

_TARGET = re.compile(r"\b(?:targets?|goals?|ambition|aim|planned|plan|milestone|trajectory)\b", re.I)
_BENCH = re.compile(
    r"\b(?:national|england|uk|regional?|region|sector|benchmark|comparator|census|population|residents?|"
    r"neighbours?|(?:peer|council|county|unitary|district|group|cipfa|lga) (?:average|median)|other councils|"
    r"local community)\b",
    re.I,
)
_SCALE = (
    (re.compile(r"£\s?(?:m\b|million)|\(£?m\)", re.I), 1e6),
    (re.compile(r"£\s?(?:['’]?0{3}s?|k\b|thousands?)", re.I), 1e3),
)
_NO_SCOPE = frozenset(
    re.findall(
        r"\w+",
        "as at on of year years financial end staff workforce employees actual baseline current the fte "
        "headcount q1 q2 q3 q4 quarter january february march april may june july august september "
        "october november december jan feb mar apr jun jul aug sep sept oct nov dec total",
    )
)
COMPANY = re.compile(
    r"\b(?:ltd|limited|compan(?:y|ies)|trading|llp|plc|cic|wholly owned|subsidiar\w+|arm'?s[ -]length)\b",
    re.I,
)
_COUNCIL_ROW = re.compile(r"\b(?:council|authority)(?: (?:only|staff|employees))?\W*$", re.I)


def with_unit(value: Quantity, cell: str, label: str, head: str, context: Statement) -> Quantity:
    """A bare number with the unit that its row, column or table names: "%", "£m", "£000", "days", "FTE"."""
    if value.kind is not Kind.COUNT:
        return value
    for words in (label, head, context.lead, context.headings[-1] if context.headings else ""):
        for pattern, scale in _SCALE:
            if pattern.search(words):
                return replace(
                    value,
                    kind=Kind.MONEY,
                    value=_times(value.value, scale),
                    high=_times(value.high, scale),
                    scale=scale,
                )
    words = f"{label} {head}"
    if re.search(r"£", words):
        return replace(value, kind=Kind.MONEY)
    if re.search(r"%|per ?cent|percentage|proportion", words, re.I) and (value.value or 0) <= 100:
        return replace(value, kind=Kind.PERCENT)
    if re.search(r"\bFTEs?\b|full[- ]time equivalent", words, re.I) and not re.search(
        r"\bper FTE|per full|days", words, re.I
    ):
        return replace(value, kind=Kind.FTE)
    if re.search(r"\bdays\b|\bsick\w*|absence", words, re.I) and not re.search(
        r"occurr|episode|spell", words, re.I
    ):
        return replace(
            value,
            kind=Kind.DAYS,
            per="fte" if re.search(r"per (?:FTE|employee|head|full)|average", words, re.I) else "",
        )
    if (
        re.search(r"\b(?:turnover|rate|pay gap|share)\b", words, re.I)
        and (value.value or 0) <= 100
        and value.decimals
    ):
        return replace(value, kind=Kind.PERCENT)
    return value


def _times(value: float | None, scale: float) -> float | None:
    return None if value is None else round(value * scale, 2)


def row_scope(label: str) -> str:
    """In a table by directorate or company the row names the population; a row that is a date names none."""
    if _COUNCIL_ROW.search(label):
        return "council"
    if COMPANY.search(label):
        return f"company {' '.join(label.split())}"
    rest = label
    for item in sorted(find(label), key=lambda found: -found.start):
        rest = rest[: item.start] + rest[item.end :]
    words = re.sub(r"[^A-Za-z&'’ ]", " ", rest).lower().split()
    return f"part: {' '.join(words)}" if any(word not in _NO_SCOPE for word in words) else "council"


def kind_of_cell(label: str, head: str, match: MetricMatch, context: Statement) -> FactKind:
    """What sort of statement a cell makes, by its column, then its row, then what introduces the table."""
    if _BENCH.search(head) or (
        _BENCH.search(label)
        and not cues.about_staff(label)
        and not re.search(r"average (?:days|number|age)|days.*average", label, re.I)
    ):
        return FactKind.BENCHMARK
    if _TARGET.search(head) or re.match(r"\W*by\b", head, re.I):
        return FactKind.TARGET
    if re.search(r"\b(?:actual|baseline|current|outturn|latest|position)\b", head, re.I):
        return FactKind.ACTUAL
    wanted = match.base == "budget.saving" and re.search(
        r"\b(?:required|needed|to be found|proposed)\b", label, re.I
    )
    if wanted or _TARGET.search(label):
        return FactKind.TARGET
    if re.search(r"\b(?:assum\w+|provision)\b", f"{head} {label} {context.lead}", re.I):
        return FactKind.ASSUMPTION
    if re.search(r"\btargets?\b", context.lead, re.I) and not re.search(
        r"\b(?:against|performance)\b", context.lead, re.I
    ):
        return FactKind.TARGET
    return FactKind.ACTUAL


def when_of_cell(head: str, label: str, cell: str) -> Quantity | None:
    """The date in the cell, its column or its row; the column of a table by year comes before the row."""
    for text in (cell, head, label):
        dates = [item for item in find(text) if item.start_date and item.kind is not Kind.AGE]
        if dates:
            return dates[-1]
    return None


def due_date(row: Row, cell: Cell) -> Quantity | None:
    """The date that stands alone in a later cell of a target's row: "8% | March 2027"."""
    for other in row.cells[row.cells.index(cell) + 1 :]:
        dates = [item for item in find(other.text) if item.start_date]
        if len(dates) == 1 and len(dates[0].text) >= len(other.text.strip()) - 4:
            return dates[0]
    return None
