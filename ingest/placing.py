"""Which printed letter each character of the stored text of a page is.

The stored text is cleaned and put in reading order, so it is no copy of what the file draws: but its words are those
of the page, each printed once. So the longest stretches that text and page have in common are taken first, wherever
they stand (a column, a cell), every printed letter for one character alone. What is left are short words that stand
by themselves, such as the figures of a table: of several alike, the one nearest to its neighbours in the text is taken.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.printed import WHOLE, Letter, PrintedPage

LENGTHS = (48, 16, 16, 6, 6)  # of the stretches looked for in each round; the last ones end with words
_SURE = 16  # a stretch as long as this may begin and end within a word, where a line breaks
_SHORTEST = 2  # characters of a part of a word that is cut by the end of its line
_MOST_ALIKE = 60  # places of one stretch that are looked at, for a page may have a thousand dots
_PLACED, _TAKEN = (
    "\ufdd3",
    "\ufdd4",
)  # stand for what is done with, in the text and on the page; they match nothing


@dataclass(frozen=True, slots=True)
class _Run:
    """``length`` characters from ``start`` are printed as those from ``at`` of one reading of the page."""

    start: int
    at: int
    length: int
    reading: int


def placed(text: str, page: PrintedPage) -> list[Letter | None]:
    """For every character of the text the letter that prints it; None for white space and what is not found."""
    offsets = [place for place, char in enumerate(text) for _ in folded(char)]
    words = [sum(len(folded(char)) for char in word) for word in text.split()]
    found = _Placing("".join(map(folded, text)), words, page).letters()
    out: list[Letter | None] = [None] * len(text)
    for offset, letter in zip(offsets, found, strict=True):
        out[offset] = letter or out[offset]
    return out


@lru_cache(maxsize=4096)
def folded(char: str) -> str:
    """The plain characters that a character is compared by: no case, no accent, figures not raised; none for a space."""
    plain = unicodedata.normalize("NFKD", char).casefold()
    return "".join(one for one in plain if not one.isspace() and not unicodedata.combining(one))


class _Reading:
    """The letters of a page in one order, with the characters that are not taken yet."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        drawn = [(char, letter) for letter in letters for char in folded(letter.text)]
        self.letters = [letter for _, letter in drawn]
        self.chars = [char for char, _ in drawn]
        self._ranks: dict[int, list[int]] = defaultdict(list)
        self._begins: dict[str, list[int]] = defaultdict(list)
        for place, letter in enumerate(self.letters):
            self._ranks[letter.across].append(place)
            if not place or self.letters[place - 1].word != letter.word:
                self._begins[self.chars[place]].append(place)

    def after(self, letter: Letter | None) -> Sequence[int]:
        """The place behind this letter."""
        return [self._ranks[letter.across][-1] + 1] if letter else []

    def take(self, letters: Sequence[Letter]) -> None:
        """These letters are no longer to be had."""
        for letter in letters:
            for place in self._ranks[letter.across]:
                self.chars[place] = _TAKEN

    def begins(self, char: str) -> Sequence[int]:
        """Where a word begins with this character."""
        return self._begins.get(char, ())


class _Placing:
    """The characters asked for, the page in two readings (as drawn, and row by row), and what is placed so far."""

    def __init__(self, asked: str, words: Sequence[int], page: PrintedPage) -> None:
        self._asked = list(asked)
        self._words = _spans(words)
        self._edges = {edge for word in self._words for edge in word}
        across = sorted(page.letters, key=lambda letter: letter.across)
        self._readings = [_Reading(page.letters), _Reading(across)]
        self._found: list[Letter | None] = [None] * len(asked)

    def letters(self) -> list[Letter | None]:
        """The letter of each character asked for."""
        for length in LENGTHS:
            self._place([run for number in range(2) for run in self._runs(number, length)])
        for start, end in self._words:
            for piece in self._pieces(start, end):
                self._place(self._words_like(*piece) or self._cut_words_like(*piece))
        return self._found

    def _place(self, runs: Sequence[_Run]) -> None:
        """Take the longest runs first; of those that are as long, the one nearest to its neighbours."""
        alike: dict[tuple[int, int], list[_Run]] = defaultdict(list)
        for run in runs:
            alike[-run.length, run.start].append(run)
        for _, some in sorted(alike.items()):
            free = [run for run in some if self._free(run)]
            if free:
                self._take(self._nearest(free) if len(free) > 1 else free[0])

    def _free(self, run: _Run) -> bool:
        chars, stop = self._readings[run.reading].chars, run.start + run.length
        if self._asked[run.start] == _PLACED or chars[run.at] == _TAKEN:
            return False
        return self._asked[run.start : stop] == chars[run.at : run.at + run.length]

    def _take(self, run: _Run) -> None:
        letters = self._letters_of(run)
        stop = run.start + run.length
        self._found[run.start : stop] = letters
        self._asked[run.start : stop] = [_PLACED] * run.length
        for reading in self._readings:
            reading.take(letters)

    def _letters_of(self, run: _Run) -> list[Letter]:
        return self._readings[run.reading].letters[run.at : run.at + run.length]

    def _runs(self, number: int, length: int) -> Iterator[_Run]:
        """The longest stretches of at least this length that the text and one reading have in common."""
        text, chars = "".join(self._asked), "".join(self._readings[number].chars)
        places = _grams(chars, length)
        for start in range(len(text) - length + 1):
            for at in places.get(text[start : start + length], ())[:_MOST_ALIKE]:
                if start and at and text[start - 1] == chars[at - 1]:
                    continue  # found already, from its first character on
                run = self._trimmed(start, at, _common(text, start, chars, at), number)
                if run.length >= LENGTHS[-1]:
                    yield run

    def _trimmed(self, start: int, at: int, length: int, number: int) -> _Run:
        """The run, without parts of words at its ends when it is a short one, or when text and page both go on there, each
        with another word.
        """
        last, end = start + length, at + length
        low = start if length >= _SURE and self._apart(start, at, number) else -1
        high = last if length >= _SURE and self._apart(last, end, number) else -1
        edges = [edge for edge in range(start, last + 1) if edge in self._edges or edge in {low, high}]
        edges = edges or [start]
        return _Run(edges[0], at + edges[0] - start, edges[-1] - edges[0], number)

    def _apart(self, place: int, at: int, number: int) -> bool:
        """Whether a word of the text begins at this place, or one of the page at that of its reading; or the page cuts one."""
        letters = self._readings[number].letters
        inside = 0 < at < len(letters) and letters[at - 1].word == letters[at].word
        return place in self._edges or not inside or self._hyphen(at, number)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What of a word is not placed yet."""
        at = start
        while at < end:
            stop = at
            while stop < end and self._found[stop] is None:
                stop += 1
            if stop > at:
                yield at, stop
            at = stop + 1

    def _words_like(self, start: int, end: int, *, hyphen: bool = False) -> list[_Run]:
        """Where these characters are printed as a word, or beside the rest of their word; maybe before a ``hyphen``."""
        reading, wanted = self._readings[0], self._asked[start:end]
        places = {*reading.begins(wanted[0]), *reading.after(self._at(start - 1))}
        alike = (at for at in sorted(places) if reading.chars[at : at + end - start] == wanted)
        runs = [_Run(start, at, end - start, 0) for at in alike]
        return [run for run in runs if self._ends(run) or (hyphen and self._hyphen(run.at + run.length))]

    def _hyphen(self, at: int, number: int = 0) -> bool:
        """Whether a word ends with a hyphen here, in this reading of the page."""
        letters, chars = self._readings[number].letters, self._readings[number].chars
        last = at + 1 == len(chars) or letters[at + 1].word != letters[at].word
        return chars[at] == "-" and last

    def _cut_words_like(self, start: int, end: int) -> list[_Run]:
        """The same for a word that is printed in two parts, on two lines; with a hyphen that the text leaves out."""
        for cut in range(end - _SHORTEST, start + _SHORTEST - 1, -1):
            first, second = self._words_like(start, cut, hyphen=True), self._words_like(cut, end)
            if first and second:
                return [*first, *second]
        return []

    def _ends(self, run: _Run) -> bool:
        """Whether the word ends with the run, or goes on with what is placed behind it."""
        letters, stop = self._readings[0].letters, run.at + run.length
        if stop == len(letters) or letters[stop].word != letters[stop - 1].word:
            return True
        return letters[stop] is self._at(run.start + run.length)

    def _at(self, place: int) -> Letter | None:
        return self._found[place] if 0 <= place < len(self._found) else None

    def _nearest(self, runs: Sequence[_Run]) -> _Run:
        """Of these runs of the same characters, the one nearest to what is placed before and after them; of two as near the
        one that goes on from it."""
        start, stop = runs[0].start, runs[0].start + runs[0].length
        before = next((one for place in range(start - 1, -1, -1) if (one := self._found[place])), None)
        after = next((one for place in range(stop, len(self._found)) if (one := self._found[place])), None)

        def away(run: _Run) -> tuple[int, bool]:
            letters = self._letters_of(run)
            goes_on = before is None or letters[0].across > before.across
            return _between(before, letters[0]) + _between(letters[-1], after), not goes_on

        return min(runs, key=away)


def _grams(text: str, length: int) -> dict[str, list[int]]:
    """Where each stretch of this length stands."""
    places: dict[str, list[int]] = defaultdict(list)
    for at in range(len(text) - length + 1):
        places[text[at : at + length]].append(at)
    return places


def _common(first: str, start: int, second: str, at: int) -> int:
    """How many characters are the same from these two places on; by halves, for a page may be one letter over and over."""
    low, high = 0, min(len(first) - start, len(second) - at)
    while low < high:
        middle = (low + high + 1) // 2
        if first[start + low : start + middle] == second[at + low : at + middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _spans(lengths: Sequence[int]) -> list[tuple[int, int]]:
    spans, at = [], 0
    for length in lengths:
        spans.append((at, at + length))
        at += length
    return spans


def _between(first: Letter | None, second: Letter | None) -> int:
    if first is None or second is None:
        return 0
    across = abs(first.area.x1 - second.area.x0) + abs(first.area.top - second.area.top)
    return across + (0 if first.row == second.row else WHOLE)
