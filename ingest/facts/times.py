"""When a figure holds: the time said nearest to it, and where that was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.facts.draft import Note, Paper, Time
from ingest.model import BlockKind, Document
from ingest.phrases import listed, words
from ingest.quantities import Kind, Quantity
from ingest.quantities_cell import times_in

_FRONT = 2500
_LONGEST_LINE = 16
_LONGEST_NOTE = 30
_YEARLY = (Kind.FINANCIAL_YEAR, Kind.YEAR)


def first_time(places: Iterable[tuple[str, str]]) -> Time | None:
    """The time that the first of these places names; of several in one place the last that has a year."""
    spots = [(place, text) for place, text in places if text]
    around = " ; ".join(text for _, text in spots)
    for place, text in spots:
        said = list(times_in(text))
        for quantity in sorted(said, key=lambda item: (bool(item.start_date), item.start), reverse=True):
            if (found := resolved(quantity, around, place)) is not None:
                return found
    return None


def time_over(headings: Iterable[tuple[str, str]]) -> Time | None:
    """The time that headings name; the years that a plan or a chapter is for date none of its figures."""
    said = first_time(headings)
    return None if said is not None and said.kind is Kind.SPAN else said


def resolved(quantity: Quantity, around: str, place: str) -> Time | None:
    """A time with its days; a day, month or quarter without a year takes the year said around it."""
    text = " ".join(quantity.text.split())
    if quantity.start_date and quantity.end_date:
        return Time(text, quantity.start_date, quantity.end_date, quantity.kind, place)
    year = _year_around(around)
    if year is None or not any(char.isdigit() for char in quantity.text):
        return None
    whole = next(iter(times_in(f"{text} {year.text}")), None)
    if whole is not None and whole.start_date and whole.end_date:
        return Time(whole.text, whole.start_date, whole.end_date, quantity.kind, place)
    return Time(f"{text} {year.text}", year.start_date or "", year.end_date or "", quantity.kind, place)


def _year_around(around: str) -> Quantity | None:
    dated = [item for item in times_in(around) if item.start_date]
    order = ((Kind.FINANCIAL_YEAR,), (Kind.YEAR, Kind.DATE, Kind.QUARTER), (Kind.SPAN,))
    return next((item for kinds in order for item in dated if item.kind in kinds), None)


def year_before(time: Time) -> Time:
    """The same time a year earlier."""
    first, last = _earlier(time.start), _earlier(time.end)
    text = (
        f"{first[:4]}/{last[2:4]}"
        if time.kind is Kind.FINANCIAL_YEAR
        else first[:4]
        if time.kind is Kind.YEAR
        else f"{first} to {last}"
    )
    return Time(text if time.start != time.end else last, first, last, time.kind, "year before")


def _earlier(day: str) -> str:
    year, month, rest = int(day[:4]) - 1, day[5:7], day[8:10]
    return f"{year}-{month}-{'28' if (month, rest) == ('02', '29') else rest}"


def without_times(text: str) -> str:
    """A text without the times that it names."""
    for quantity in reversed(list(times_in(text))):
        text = text[: quantity.start] + " " + text[quantity.end :]
    return text


def is_future(time: Time | None, written: str) -> bool:
    """Whether a time begins after the paper was written."""
    return bool(time and written and time.start > written)


def note_in(sentence: str, front: str) -> Note | None:
    """The note that a sentence is, when it dates the figures around it and states none."""
    said = [item for item in times_in(sentence) if item.end_date]
    if not said or not dates_what_follows(sentence):
        return None
    cut = next((hit.start for hit in listed("figure_words.toml", "except").find(sentence)), len(sentence))
    main = next((item for item in said if item.end <= cut), said[0])
    time = resolved(main, f"{sentence} ; {front}", "dating sentence")
    late = next((item for item in said if item.start > cut), None)
    other = resolved(late, sentence, "dating sentence") if late else None
    names = (
        frozenset(word.fold for word in words(sentence[cut:]) if len(word.fold) > 4) if other else frozenset()
    )
    return Note(time, names, other) if time else None


def dates_what_follows(sentence: str) -> bool:
    """Whether a sentence names a time and speaks of the figures to come ("All figures are for 1 May 2024")."""
    return len(sentence.split()) < _LONGEST_NOTE and bool(listed("figure_words.toml", "lead").find(sentence))


def written_on(document: Document) -> str:
    """The day a paper was written: a date alone on its line at the front, else the last of the dates in the short lines
    there; a date within a sentence is of what it tells."""
    front = document.text[:_FRONT]
    for line in front.split("\n"):
        days = [item for item in times_in(line) if item.kind is Kind.DATE and item.end_date]
        if len(days) == 1 and len(line) - len(days[0].text) < 25 and "|" not in line:
            return days[0].end_date or ""
    named = document.file.replace("_", " ").replace("-", " ")
    lines = [line for line in front[:1500].split("\n") if len(line.split()) <= _LONGEST_LINE]
    days_there = sorted(
        item.end_date
        for item in times_in("\n".join((*lines, named)))
        if item.kind is Kind.DATE and item.end_date
    )
    return days_there[-1] if days_there else ""


def usual_time(document: Document, written: str) -> Time | None:
    """The time that a paper speaks of most, captions and headings counting thrice; None when none stands out.

    A time after the paper was written is none, nor one after the first day of a plan without a date.
    """
    latest = written or _first_day_of(document.period or "")
    counted: Counter[str] = Counter()
    said: dict[str, Time] = {}
    for text, weight in _pieces(document):
        for item in times_in(text[:4000]):
            if (
                item.end_date
                and item.start_date
                and item.kind in (Kind.DATE, Kind.FINANCIAL_YEAR, Kind.QUARTER)
            ):
                if latest and item.start_date > latest:
                    continue
                counted[item.end_date] += weight
                said.setdefault(
                    item.end_date, Time(item.text, item.start_date, item.end_date, item.kind, "usual")
                )
    if not counted:
        return None
    best = max(counted, key=lambda day: (counted[day], day))
    return said[best] if counted[best] >= 3 else None


def _first_day_of(period: str) -> str:
    """The first day of a period of several years; empty for any other."""
    span = next((item for item in times_in(period) if item.kind is Kind.SPAN), None)
    return span.start_date or "" if span else ""


def _pieces(document: Document) -> Iterable[tuple[str, int]]:
    for _, section in document.walk():
        yield section.heading, 3
        for block in section.blocks:
            yield block.text, 3 if block.kind is BlockKind.CAPTION else 1


def paper_of(document: Document) -> Paper:
    """What holds for the whole of a document."""
    written = written_on(document)
    body = document.body
    names = (body.name, body.short_name, *body.aliases) if body else ()
    front = f"{document.title} {document.period or ''}"
    own = tuple(name.lower() for name in names if name)
    return Paper(written, front, usual_time(document, written), own)


def nearest(times: Sequence[Quantity], position: int) -> Quantity | None:
    """The time that stands nearest to a place in the text."""
    return min(
        times, key=lambda item: min(abs(item.start - position), abs(item.end - position)), default=None
    )
