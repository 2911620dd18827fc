"""Text that was broken into lines of a fixed width, as extraction leaves it, is put back into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parse.clean import GAP, join
from ingest.parse.contents import has_leaders
from ingest.parse.joins import is_ended
from ingest.parse.markers import is_bare_marker, split_marker
from ingest.parse.titles import could_be_heading, is_capitals

_WIDEST = 140  # a longer line is a paragraph that was not broken
_FULL = 0.72  # of the usual width: a line as long as this ran on to the next
_NARROWEST = 25
_FIELD = re.compile(  # a label of a form, its value on the next line
    r"^(?:report (?:of|by|to|author)|to|from|dates?|contact(?: details| officer)?"
    r"|tel(?:ephone)?\.?(?: no\.?)?|e-?mail|meeting|subject|title|author|ward\(?s?\)?"
    r"|portfolio holder|version|status|owner):$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """One paragraph, item or heading put together from printed lines."""

    text: str
    page: int | None


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether blank lines do not separate paragraphs here, so that they must be found by line length."""
    filled = [line for line in lines if line.strip()]
    blank = len(lines) - len(filled)
    return len(filled) >= 8 and blank < 0.12 * len(lines)


def unwrap(lines: Sequence[str], page: int | None, known: frozenset[str]) -> list[Wrapped]:
    """The paragraphs of a page's lines, in order. A line that opens with ``GAP`` does not follow the one above in
    the source.
    """
    width = usual_width(lines)
    out: list[str] = []
    last = ""
    for marked in _with_markers(_without_lone_tabs(lines)):
        line = marked.lstrip(GAP)
        if line and last and _continues(out[-1], last, line, width):
            out[-1] = join(out[-1], line, known=known, gap=line != marked)
        elif line:
            out.append(line)
        last = line
    return [Wrapped(text, page) for text in out]


def usual_width(lines: Sequence[str]) -> int:
    """The length that full lines of this page have, in characters."""
    lengths = sorted(len(line) for line in lines if len(line) <= _WIDEST)
    return max(_NARROWEST, lengths[int(len(lengths) * 0.9)]) if lengths else _NARROWEST


def known_words(text: str) -> frozenset[str]:
    """The words of a text, to tell a hyphen of its own from one that a line break made."""
    return frozenset(re.findall(r"[a-z]{4,}", text.lower()))


def _without_lone_tabs(lines: Sequence[str]) -> list[str]:
    """The lines with tabs as spaces where fewer than three lines in a row have one: no table is meant."""
    tabbed = ["\t" in line.strip() for line in lines]
    out = list(lines)
    for place, line in enumerate(lines):
        around = [
            all(tabbed[max(0, start) : start + 3]) for start in range(place - 2, place + 1) if start >= 0
        ]
        if tabbed[place] and not any(around):
            out[place] = line.replace("\t", " ")
    return out


def _with_markers(lines: Sequence[str]) -> list[str]:
    """The lines with every marker that stands alone put before the line after it; blank lines stay."""
    out: list[str] = []
    waiting = ""
    for line in lines:
        line = line.strip()
        if waiting and line:
            line = line.lstrip(GAP)
            goes_with = line[0].isalpha() or waiting in "•●■▪◦○✓"
            out.extend([f"{waiting} {line}"] if goes_with else [waiting, line])
            waiting = ""
        elif is_bare_marker(line.lstrip(GAP)):
            waiting = line.lstrip(GAP)
        elif not waiting:
            out.append(line)
    return out


def _continues(text: str, last: str, line: str, width: int) -> bool:
    """Whether a printed line goes on with the paragraph above it, whose last printed line was ``last``."""
    mark = split_marker(line)
    if mark and mark.text in "–—" and not is_ended(last) and text[0] not in "–—" and len(last.split()) > 3:
        return True
    if mark or has_leaders(line) or has_leaders(last) or "\t" in line or "\t" in last:
        return False
    if not _FIELD.match(last) and is_capitals(last) != is_capitals(line) and min(len(last), len(line)) > 3:
        return False
    if _FIELD.match(last) and len(line.split()) <= 6 and not line.endswith(":"):
        return True
    if is_capitals(last) and is_capitals(line):
        return not is_ended(last) and len(last) >= 0.5 * width
    if line[0].islower() and not is_ended(last):
        return len(last.split()) >= 2
    if len(last) > _WIDEST:
        return not is_ended(last)
    if last.endswith(";") and line[0].isupper():
        return False
    full = len(last) >= _FULL * width
    if is_ended(last):
        return full and len(last) >= 0.85 * width and not could_be_heading(line) and not text.endswith(":")
    return full
