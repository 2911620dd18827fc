"""Profile pages: a value on one line, its label on the one before or after, sometimes both on one.

The page is read as a run of short lines. Labels that end in a dash or colon open the value that follows;
lines that hold only a value take the label on the side that fits most of the run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.facts import cues
from ingest.facts.found import Found, Statement
from ingest.facts.pairing import pairs
from ingest.facts.whenever import own_date
from ingest.metrics import base, readings
from ingest.model import FactKind
from ingest.quantities import Kind, Quantity, find

_LONGEST = 90
_FAMILY = re.compile(r"\b(?:family|group|companies|subsidiar\w+|wholly owned|arm'?s[ -]length)\b", re.I)
_TOTAL = re.compile(r"\btotal\b", re.I)
_OPEN = re.compile(r"[-–—:(]\s*[*_]*$")


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One printed line of a profile page with its offsets in the document."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines that belong together: a label with its value, or one of them alone."""

    text: str
    start: int
    end: int
    values: tuple[Quantity, ...]
    dates: tuple[Quantity, ...]
    labelled: bool


def looks_like_panel(lines: Sequence[PanelLine]) -> bool:
    """Whether lines are a profile: short, hardly any sentence, and two figures at least."""
    if len(lines) < 2 or any(len(line.text) > _LONGEST for line in lines):
        return False
    figures = sum(1 for line in lines if any(not item.temporal for item in find(line.text)))
    sentences = sum(1 for line in lines if re.search(r"[a-z]{3}[.;]$", line.text))
    return figures >= 1 and figures * 5 >= len(lines) and sentences * 4 <= len(lines)


def read_panel(lines: Sequence[PanelLine], statement: Statement) -> list[Found]:
    """Figures of a run of short lines. ``statement`` gives headings, lead-in and place in the document."""
    pieces = _pieces(lines)
    forward = _value_first(pieces)
    found: list[Found] = []
    scope = ""
    owner = ""
    for number, piece in enumerate(pieces):
        scope, owner = _scopes(piece, scope, owner)
        for item in _read_piece(pieces, number, forward, statement):
            found.append(_with_scope(item, scope, owner))
    return found


def _pieces(lines: Sequence[PanelLine]) -> list[_Piece]:
    """Lines joined where one ends open ("Agency workers -") or a date stands alone below."""
    joined: list[tuple[str, int, int]] = []
    for line in lines:
        text = line.text.strip()
        if not text:
            continue
        if joined and _continues(joined[-1][0], text):
            before = joined.pop()
            joined.append((f"{before[0]}\n{text}", before[1], line.end))
        else:
            joined.append((text, line.start, line.end))
    return [_piece(*item) for item in joined]


def _piece(text: str, start: int, end: int) -> _Piece:
    quantities = find(text)
    values = tuple(item for item in quantities if not item.temporal)
    dates = tuple(item for item in quantities if item.temporal and item.kind is not Kind.AGE)
    labelled = any(readings(text, item.kind) for item in values) if values else bool(_kinds_named(text))
    return _Piece(text, start, end, values, dates, labelled)


def _continues(before: str, text: str) -> bool:
    """Whether a line belongs to the one before it."""
    quantities = find(text)
    values = [item for item in quantities if not item.temporal]
    before_values = [item for item in find(before) if not item.temporal]
    if quantities and not values and re.sub(r"\W+", "", text) == re.sub(r"\W+", "", quantities[0].text):
        return bool(before_values)
    if _OPEN.search(before) and not before_values and not _FAMILY.search(before):
        return len(values) <= 1
    if _OPEN.search(before) and before_values:
        return not values
    if before_values and re.fullmatch(
        r"(?:of )?(?:service|turnover|employees|staff|women|men|FTE)\W*", text, re.I
    ):
        return text.split()[0].lower() in {"service", "of"} or before.rstrip().endswith(
            ("in favour of", "of")
        )
    return bool(re.match(r"(?:and|or|of)\b", text) and not before_values and not values)


def _value_first(pieces: Sequence[_Piece]) -> bool:
    """Whether the run prints values over their labels; the side that fits more values wins."""
    after = before = 0
    for number, piece in enumerate(pieces):
        if piece.values and not piece.labelled:
            after += _label_fits(pieces, number + 1, piece)
            before += _label_fits(pieces, number - 1, piece)
    return after >= before and (after > before or not _starts_with_label(pieces))


def _starts_with_label(pieces: Sequence[_Piece]) -> bool:
    return bool(pieces) and pieces[0].labelled and not pieces[0].values


def _label_fits(pieces: Sequence[_Piece], number: int, piece: _Piece) -> bool:
    if not 0 <= number < len(pieces) or pieces[number].values:
        return False
    return any(readings(pieces[number].text, value.kind) for value in piece.values)


def _read_piece(
    pieces: Sequence[_Piece], number: int, forward: bool, statement: Statement
) -> Iterator[Found]:
    piece = pieces[number]
    if not piece.values:
        return
    if total := _total_days(pieces, number):
        when = next((item for item in piece.dates if item.start_date), None)
        place = replace(statement, text=piece.text, start=piece.start, end=piece.end)
        yield Found(place, "sickness.days", total, FactKind.ACTUAL, "council", "Days", when)
        return
    if piece.labelled:
        yield from _pair_within(piece, statement)
        return
    for other in (number + 1, number - 1) if forward else (number - 1, number + 1):
        if _label_fits(pieces, other, piece):
            label = pieces[other]
            first, last = (piece, label) if piece.start < label.start else (label, piece)
            text = f"{first.text}\n{last.text}"
            whole = _piece(text, first.start, last.end)
            yield from _pair_within(whole, statement)
            return


def _total_days(pieces: Sequence[_Piece], number: int) -> Quantity | None:
    """A line such as "26,154 Days" next to lines about sickness: the days lost in all."""
    piece = pieces[number]
    near = " ".join(item.text for item in pieces[max(0, number - 3) : number + 4])
    alone = len(piece.values) == 1 and piece.values[0].kind is Kind.DAYS and not piece.values[0].per
    if (
        not alone
        or (piece.values[0].value or 0) < 40
        or not re.fullmatch(r"[\d,.\s*]+days\W*", piece.text, re.I)
    ):
        return None
    return piece.values[0] if re.search(r"sick|absen|lost per|occurrences", near, re.I) else None


def _pair_within(piece: _Piece, statement: Statement) -> Iterator[Found]:
    """Figures of one piece; a word glued to the figure ("6.74%women") never beats the label before it."""
    text = _unglue(piece.text)
    quantities = find(text)
    for pair in pairs(text, quantities):
        value, match = pair.quantity, pair.match
        if base(match.metric) == "workforce.headcount" and (value.value or 0) < 20:
            continue
        if not _proper(text, value, match.metric, statement):
            continue
        place = replace(statement, text=text, start=piece.start, end=piece.end)
        kind = cues.kind_of(text[: value.start], text[value.end :], statement.lead, started="")
        when = own_date(text, value, quantities, flow=False)
        label = " ".join(re.sub(r"[*_]+", "", match.text).split()).strip(" -–:")
        yield Found(place, match.metric, value, kind, match.scope or cues.scope_of(text), label, when)


def _unglue(text: str) -> str:
    """The text with words glued behind a percentage blanked, so that offsets stay."""
    return re.sub(r"(?<=%)[A-Za-z]+", lambda m: " " * len(m.group()), text)


def _proper(text: str, value: Quantity, metric_id: str, statement: Statement) -> bool:
    counted = re.search(r"\b(?:head ?count|HC|FTE)\b", text, re.I)
    if cues.about_residents(text) and not cues.about_staff(text) and not counted:
        return False
    group = base(metric_id) in {"div.share", "age.share", "workforce.parttime", "workforce.fulltime"}
    if group and not (cues.about_staff(text) or cues.about_staff(statement.surroundings)):
        return False
    if metric_id.startswith("sickness.") and value.kind is Kind.DAYS and value.value is not None:
        return (value.value < 40) == (metric_id == "sickness.days_per_fte")
    return not (
        base(metric_id) == "workforce.change_hist"
        and not cues.is_change(text[: value.start], text[value.end :])
    )


def _scopes(piece: _Piece, scope: str, owner: str) -> tuple[str, str]:
    """Group mode opens at "Across our family:"; then a name before a figure is a company."""
    if _FAMILY.search(piece.text) and not piece.values:
        return "family", ""
    if not scope:
        return scope, owner
    if _TOTAL.search(piece.text):
        return "group", "group"
    if scope == "group":
        return scope, owner if not (piece.labelled and not piece.values) else ""
    name = re.match(r"\s*[*_]*([A-Z][\w&'’. ]*?(?: and [A-Z][\w&'’. ]*?)?)\s*[*_]*\s*[-–—:]", piece.text)
    return scope, f"company {name[1].strip()}" if name and piece.values else ""


def _with_scope(item: Found, scope: str, owner: str) -> Found:
    if not scope or base(item.metric) not in {"workforce.headcount", "workforce.fte"}:
        return item
    return replace(item, scope=owner or item.scope)


def _kinds_named(text: str) -> bool:
    """Whether a line without figures names a metric."""
    return any(readings(text, kind) for kind in (Kind.COUNT, Kind.PERCENT, Kind.MONEY, Kind.DAYS, Kind.FTE))
