"""Headings that extraction printed on one line with the text below them, and bullets within a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.parse.clean import GAP
from ingest.parse.follows import is_mark
from ingest.parse.joins import is_ended
from ingest.parse.titles import could_be_heading, is_capitals, label_of

_OPENERS = frozenset(
    "This These The We Our In On As There It At To Since During Initially While Whilst Although All Each For With"
    " By Alongside Within Over Throughout Through From If When Between Following Every Many Most Some They".split()
)
_BEFORE_NAMES = frozenset(["The", "Whilst", "While", "During"])
_BEFORE_DATES = frozenset(["In", "On", "At", "By", "From", "Since"])
_DATE = re.compile(r"\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_NO_TITLE = _OPENERS - {"The", "Our", "Following"}
_LONGEST = 9  # words of such a heading
_SHORTEST_TEXT = 6  # words of the text behind it
_FEWEST_LETTERS = 7  # of a heading in capitals; a shorter one may be the short form of a name
_INNER_BULLET = re.compile(r"\s(?=[•●▪◦✓➢❖]\s+\S)")


def separate(lines: Sequence[str]) -> list[str]:
    """The lines of a page, with every run-in heading and every bullet within a line on a line of its own."""
    out: list[str] = []
    for line in _labelled(lines):
        for piece in _INNER_BULLET.split(line):
            out.extend(_split(piece, out[-1] if out else ""))
    return out


def _labelled(lines: Sequence[str]) -> Iterator[str]:
    """The lines, a label that stands alone ("Theme one:") on one line with its title below."""
    label = ""
    for line in lines:
        if label and could_be_heading(line.strip()) and not label_of(line.strip()):
            line = f"{label} {line.strip()}"
        elif label:
            yield label
        label = line if line.endswith(":") and label_of(line) == line[:-1] else ""
        if not label:
            yield line
    if label:
        yield label


def _split(line: str, before: str) -> Iterator[str]:
    """The heading and the text of this line, or the line itself. ``before`` is the line above."""
    words = line.lstrip(GAP).split()
    size = _capitals(words) or (_title(words) if not before.strip() or _may_end(before) else 0)
    if not size:
        yield line
        return
    yield GAP * line.startswith(GAP) + " ".join(words[:size])
    yield " ".join(words[size:])


def _may_end(line: str) -> bool:
    """Whether a heading may follow this line."""
    return is_ended(line) or could_be_heading(line.strip())


def _capitals(words: Sequence[str]) -> int:
    """How many words in capitals open the line, when a sentence in small letters follows them; else 0."""
    size = next((place for place, word in enumerate(words) if any(char.islower() for char in word)), 0)
    heading = " ".join(words[:size])
    letters = sum(char.isalpha() for char in heading)
    if size > _LONGEST or letters < _FEWEST_LETTERS or not is_capitals(heading) or is_ended(heading):
        return 0
    rest = words[size:]
    opens = rest[0][0].isupper() and any(word[0].islower() for word in rest[1:3])
    return size if len(rest) >= _SHORTEST_TEXT and (opens or rest[0] in _OPENERS) else 0


def _title(words: Sequence[str]) -> int:
    """How many words open the line as a heading, when a word that opens a sentence follows them; else 0."""
    if not words or words[0] in _NO_TITLE or is_mark(words[0]):
        return 0
    for size in range(1, min(_LONGEST, len(words) - _SHORTEST_TEXT) + 1):
        if words[size].rstrip(",") in _OPENERS:
            heading = " ".join(words[:size])
            sound = heading[-1].isalnum() or heading[-1] == "?"
            return size if sound and _opens(*words[size : size + 2]) and could_be_heading(heading) else 0
    return 0


def _opens(first: str, second: str) -> bool:
    """Whether these two words open a sentence, and are not of a name such as "Powering Our Future"."""
    named = first in _BEFORE_NAMES or (first in _BEFORE_DATES and bool(_DATE.match(second)))
    return second[0].islower() or first.endswith(",") or named
