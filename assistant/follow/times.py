"""Times in a question: where they stand, and the same time some years on."""

from __future__ import annotations

from assistant.packaged import phrases_of
from ingest.phrases import words
from ingest.quantities import MOMENTS, Kind, Quantity, find

FIRST, LAST = 1900, 2100
_LATER = "/-–"
"""Signs between a year and the last two digits of the next."""


def times_in(text: str) -> tuple[Quantity, ...]:
    """The dates, years, quarters and spans of years that a text names."""
    return tuple(item for item in find(text) if item.kind in MOMENTS)


def years_off(text: str) -> tuple[int, int, int] | None:
    """How many years on from the one asked about a text says, and where; None when it says none."""
    found = phrases_of("follow_words", "years_off").find(text)
    return (int(found[0].labels[0]), found[0].start, found[0].end) if found else None


def moved(text: str, years: int) -> str:
    """A time some years on: "Q2 2024/25" one on is "Q2 2025/26"; the text itself when it names no year."""
    made, at = "", 0
    for word in words(text):
        if word.start < at or not _is_year(word.fold):
            continue
        made += text[at : word.start] + str(int(word.fold) + years)
        at = word.end
        tail = text[at + 1 : at + 3]
        if (
            text[at : at + 1] in _LATER
            and len(tail) == 2
            and tail.isdigit()
            and not text[at + 3 : at + 4].isdigit()
        ):
            made += f"{text[at]}{(int(tail) + years) % 100:02}"
            at += 3
    return made + text[at:]


def completed(new: Quantity, old: Quantity) -> str:
    """A time as typed, with the year of the one before where it is a quarter without one."""
    if new.kind is not Kind.QUARTER or new.start_date or old.kind not in (Kind.QUARTER, Kind.FINANCIAL_YEAR):
        return new.text
    year = next((word for word in words(old.text) if _is_year(word.fold)), None)
    return new.text if year is None else f"{new.text} of {old.text[year.start :]}"


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and FIRST <= int(word) <= LAST
