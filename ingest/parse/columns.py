"""Columns that extraction printed line by line across the page are told apart again.

Text taken from a PDF by height on the page has the first line of every column, then the second of every column.
Where the first column goes on, its next line even stands behind the last column's on one printed line:

    our aims are to be carbon       This marks the start of      our aims are to be carbon
    neutral by 2030.                our journey.              →  This marks the start of neutral by 2030.
                                                                 our journey.

Each printed line is given to the column that it continues best, or parted between two, by ``Follows``; of all
ways to do so the best is kept (a beam search), and only where it reads far better than what is printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from ingest.parse.follows import Follows, is_mark, is_stopped

_FEWEST_LINES = 8
_MOST_LINES = 130
_MOST_COLUMNS = 4
_BROKEN = 3  # lines that cannot go on from the line above, or hold what cannot stand in one sentence
_SOUND = 1.0  # mean score a line of a page that reads well as printed
_HOPELESS = 0.4  # a first reading below this becomes no good one
_GAIN = 0.55  # what reading in columns must bring, a line
_GOOD = 0.85  # mean score a line of a page whose columns were told apart; ruined tables stay below 0.7
_BADLY = -1.0
_WIDE = 1.1  # of a column's width: a longer line may be two
_TOO_WIDE = 1.25  # a longer line cannot be one
_NARROWEST = 25
_FULL = 0.95  # of a column's width: a line in mid-sentence ends because the next word would not fit
_LEAST = 0.2
_BEAMS = (3, 12)  # readings kept while a width is sought, and after
_EXTRA = 0.1  # what a further column must bring, a line
_SEAM = 0.8  # parting a line costs this, and this times how well its two pieces belong together
_WAITING = (0.3, 0.6)  # for each column that has waited longer, in mid-sentence and at the end of one
_NEW = (1.5, 1.5, 2.5)  # what the second, third and fourth column cost
_MID_SENTENCE = 3.0  # what opening one in lower case costs more
_SHORT = 0.2  # a character less than that
_LONG = 0.05  # a character more than the width
_LONG_RUN = 1.0  # a line wider than a column, given to the first as a whole
_BREAK = re.compile(  # what no sentence holds: a stop before a small letter, a capital "We", an article before "of"
    r"[a-z,]\s+(?:We|The|This|These|Our|In|It|There|As|To|However)\s|[a-z]{2}\. [a-z]"
    r"|\b(?:the|an?|our|their)\s+(?:the|an?|of|to|and|is|are|was|were|will|by|in|for|with|from|that|which|we)\b"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed line, or a part of one, with its number in printed order.

    ``goes_on`` is False where it can hardly follow the piece above it in its column, which then stays apart.
    """

    text: str
    place: int
    goes_on: bool = True


@dataclass(frozen=True, slots=True)
class _Column:
    """The end of a column while the page is being read."""

    word: str
    length: int
    place: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the page so far: its score, the columns' ends, and each piece with its column."""

    score: float
    columns: tuple[_Column, ...]
    pieces: tuple[tuple[int, str], ...]


_Step = tuple[float, _Reading, int, int]
"""A line given to a column: the score then, the reading before, the column, and how many of the line's words go
there (the rest to the first column). A plain tuple, since a page makes some ten thousand of them.
"""


def may_be_interleaved(lines: Sequence[str]) -> bool:
    """Whether a page gives cause for a closer look at its paper: cheap, and seldom true of a sound page."""
    if not _FEWEST_LINES <= len(lines) <= _MOST_LINES:
        return False
    broken = sum(
        after[0].islower() and is_stopped(before.split()[-1])
        for before, after in zip(lines, lines[1:], strict=False)
    )
    return broken + sum(bool(_BREAK.search(line)) for line in lines) >= _BROKEN


def apart(lines: Sequence[str], follows: Follows) -> list[list[Piece]] | None:
    """The columns of a page (its lines, none blank), left to right, or None where it reads well as printed."""
    if not _FEWEST_LINES <= len(lines) <= _MOST_LINES:
        return None
    printed = sum(_joints(lines, follows))
    if printed > _SOUND * len(lines):
        return None
    best = _best(lines, follows)
    if len(best.columns) < 2 or best.score < max(_GOOD * len(lines), printed + _GAIN * len(lines)):
        return None
    columns: list[list[Piece]] = [[] for _ in best.columns]
    for place, (number, text) in enumerate(best.pieces):
        column = columns[number]
        word = column[-1].text.split()[-1] if column else "."
        column.append(Piece(text, place, follows.score(word, text.split()[0]) > _BADLY))
    return columns


def kept_apart(lines: Sequence[str], follows: Follows) -> list[str]:
    """The lines of a page that stays as printed, a blank one where the next can hardly go on from the one above."""
    out = [*lines[:1]]
    for line, joint in zip(lines[1:], _joints(lines, follows), strict=True):
        out.extend([line] if joint > _BADLY else ["", line])
    return out


def _joints(lines: Sequence[str], follows: Follows) -> list[float]:
    """How well each line after the first goes on from the one above."""
    ends = [(line.split()[0], line.split()[-1]) for line in lines]
    return [follows.score(above[1], below[0]) for above, below in zip(ends, ends[1:], strict=False)]


def _best(lines: Sequence[str], follows: Follows) -> _Reading:
    """The best reading in columns of any width; a further column must be worth it."""
    found = sorted(
        ((_read(lines, follows, width, 3, _BEAMS[0]), width) for width in _widths(lines)),
        key=lambda pair: -pair[0].score,
    )
    if found[0][0].score < _HOPELESS * len(lines):
        return found[0][0]
    third = {width: _read(lines, follows, width, 3, _BEAMS[1]) for _, width in found[:2]}
    width = max(third, key=lambda width: third[width].score)
    others = (
        _read(lines, follows, width, most, _BEAMS[1]) for most in range(2, _MOST_COLUMNS + 1) if most != 3
    )
    readings = [third[width], *others]
    return max(readings, key=lambda reading: reading.score - _EXTRA * len(lines) * len(reading.columns))


def _widths(lines: Sequence[str]) -> set[int]:
    """Widths in characters that the columns may have."""
    lengths = sorted(map(len, lines))
    shares = [lengths[int(share * (len(lengths) - 1))] for share in (0.3, 0.6, 0.9)]
    long = lengths[int(0.9 * (len(lengths) - 1))]
    return {
        max(_NARROWEST, width) for width in (*shares, int(long * 0.4), int(long * 0.48), int(long * 0.56))
    }


def _read(lines: Sequence[str], follows: Follows, width: int, most: int, beam: int) -> _Reading:
    """The best way found to give every line to one of at most so many columns."""
    first = _Column(lines[0].split()[-1], len(lines[0]), 0)
    readings = [_Reading(0.0, (first,), ((0, lines[0]),))]
    for place, line in enumerate(lines[1:], start=1):
        words = line.split()
        steps: list[_Step] = [
            (reading.score + gain, reading, column, count)
            for reading in readings
            for column, count, gain in _steps(reading.columns, words, len(line), width, most, follows)
        ]
        steps.sort(key=itemgetter(0), reverse=True)
        found: dict[tuple[tuple[str, int], ...], _Reading] = {}
        for step in steps:
            after = _taken(step, words, place)
            found.setdefault(tuple((column.word, column.length) for column in after.columns), after)
            if len(found) == beam:
                break
        readings = list(found.values())
    return readings[0]


def _steps(
    columns: Sequence[_Column], words: Sequence[str], length: int, width: int, most: int, follows: Follows
) -> Iterator[tuple[int, int, float]]:
    """Where a line may go: the column, how many of its words go there (the rest to the first), and the gain."""
    score = follows.score
    opening = _openings(columns, words[0], most, width, follows)
    for column, gain in enumerate(opening):
        if column == 0:
            yield 0, len(words), gain - (_LONG_RUN if length > _TOO_WIDE * width else 0.0)
        elif length <= _TOO_WIDE * width:
            yield column, len(words), gain - _LONG * max(0, length - width)
    if length <= _WIDE * width:
        return
    size = -1
    for count in range(1, len(words)):
        size += len(words[count - 1]) + 1
        if size > _WIDE * width:
            break
        if size < _LEAST * width:
            continue
        seam = score(columns[0].word, words[count]) - _SEAM
        if not is_mark(words[count]):
            seam -= _SEAM * score(words[count - 1], words[count])
        seam -= _LONG * max(0, size - width)
        for column, gain in enumerate(opening[1:], start=1):
            yield column, count, gain + seam


def _openings(columns: Sequence[_Column], word: str, most: int, width: int, follows: Follows) -> list[float]:
    """What it is worth to each column, and to a new one, that a line which begins with this word goes there."""
    gains = []
    waiting = sorted(column.place for column in columns[1:])
    for number, end in enumerate(columns):
        gain = follows.score(end.word, word)
        ended = is_stopped(end.word) or end.word[-1] in ";:"
        if number and not ended:
            gain -= _SHORT * max(0.0, _FULL * width - (end.length + 1 + len(word)))
        gains.append(gain - _WAITING[ended] * bisect_left(waiting, end.place))
    if len(columns) < most:
        gains.append(-_NEW[len(columns) - 1] - (_MID_SENTENCE if word[0].islower() else 0.0))
    return gains


def _taken(step: _Step, words: Sequence[str], place: int) -> _Reading:
    """The reading with the line that the step gives away."""
    score, reading, column, count = step
    text, rest = " ".join(words[:count]), " ".join(words[count:])
    columns = [*reading.columns]
    columns[column : column + 1] = [_Column(words[count - 1], len(text), place)]
    pieces = (*reading.pieces, (column, text))
    if rest:
        columns[0] = _Column(words[-1], len(rest), place)
        pieces = (*pieces, (0, rest))
    return _Reading(score, tuple(columns), pieces)
