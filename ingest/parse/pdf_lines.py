"""Words become lines: what stands on one baseline, and what opens a list item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from ingest.parse.clean import raised
from ingest.parse.pdf_page import Box, Rule, Run, Style, Word

_BULLETS = "•●○▪■◦◆◇□▫►▶➢➤‣⁃∙·»›✓✔✗✘❖❑☐★☆→⇒–—-*\ufffd"
_LABEL = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}[.)]?$")
SEGMENT_GAP_EM = 1.4
_LARGER = 1.15  # than a raised or lowered mark; browsers print marks at five sixths


@dataclass(slots=True)
class Line(Run):
    """One printed line within its column. ``left`` and ``right`` are the edges of that column.

    ``breaks`` says that the line opens a new page or column, so that no distance to the line before exists.
    """

    words: list[Word]
    page: int
    left: float = 0.0
    right: float = 0.0
    breaks: bool = False
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = _join(self.words)

    @property
    def y(self) -> float:
        """The baseline, that of the first word which is not a bullet."""
        return self.words[-1].y if len(self.words) > 1 and len(self.words[0].text) == 1 else self.words[0].y

    @property
    def size(self) -> float:
        """The size in which most of the line is printed."""
        return self.style.size

    @property
    def style(self) -> Style:
        """The style in which most of the line is printed."""
        longest: dict[Style, int] = {}
        for word in self.words:
            if not (word.style.symbol and len(word.text) == 1):
                longest[word.style] = longest.get(word.style, 0) + len(word.text)
        return max(longest, key=lambda style: longest[style]) if longest else self.words[0].style

    @property
    def bold(self) -> bool:
        """Whether every word is bold, but for bullets and lone marks."""
        return all(w.style.bold for w in self.words if any(c.isalnum() for c in w.text)) and any(
            w.style.bold for w in self.words
        )


def _join(words: Sequence[Word]) -> str:
    """The words with single spaces; letters set wide apart are put together again."""
    letters = [word for word in words if len(word.text) == 1 and word.text.isalpha()]
    if len(words) >= 6 and len(letters) >= 0.8 * len(words):
        return _unspace(words)
    return " ".join(word.text for word in words)


def _unspace(words: Sequence[Word]) -> str:
    gaps = [b.x0 - a.x1 for a, b in zip(words, words[1:], strict=False)]
    usual = median(gaps)
    text = words[0].text
    for gap, word in zip(gaps, words[1:], strict=True):
        text += (" " if gap > 1.8 * usual else "") + word.text
    return text


def is_bullet(word: Word) -> bool:
    """Whether the word is a bullet of any glyph: a known or private one, or a letter of a dingbat font."""
    text = word.text
    if len(text) != 1:
        return False
    return (
        text in _BULLETS
        or "\ue000" <= text <= "\uf8ff"
        or word.style.symbol
        or (text == "o" and "courier" in word.style.font.lower())
    )


def is_label(text: str) -> bool:
    """Whether the word is a list number: ``1.``, ``2)``, ``(a)``, ``iv.``, ``3.1``."""
    return bool(_LABEL.fullmatch(text))


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words by baseline from top to bottom, each from left to right; raised figures stay with their word."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.y, w.x0)):
        row = next((row for row in reversed(rows[-4:]) if _level(word, row[0])), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    kept: list[list[Word]] = []
    for number, row in enumerate(rows):
        home = _raised_over(row, rows[max(0, number - 2) : number + 3])
        if home is None:
            kept.append(row)
        else:
            home.extend(_as_mark(word, home[0]) for word in row)
    for row in kept:
        row.sort(key=lambda w: w.x0)
    return kept


def _as_mark(word: Word, beside: Word) -> Word:
    """The word, figures as superscripts where it is raised."""
    return replace(word, text=raised(word.text)) if word.y < beside.y and word.text.isdigit() else word


def _level(word: Word, other: Word) -> bool:
    return abs(word.y - other.y) <= 0.3 * max(word.style.size, other.style.size)


def _raised_over(row: Sequence[Word], near: Sequence[list[Word]]) -> list[Word] | None:
    """The row that these few small characters are raised or lowered beside, or None."""
    if sum(len(word.text) for word in row) > 8:
        return None
    for other in near:
        if other is row or not any(word.style.size > _LARGER * row[0].style.size for word in other):
            continue
        size = max(word.style.size for word in other)
        beside = all(any(-1 < small.x0 - word.x1 < 0.3 * size for word in other) for small in row)
        if beside and abs(row[0].y - other[0].y) <= 0.5 * size:
            return other
    return None


def segments_of(row: Sequence[Word]) -> list[list[Word]]:
    """A row cut where the gap is wider than text has; a bullet or number stays with what it marks."""
    segments: list[list[Word]] = [[row[0]]]
    for before, word in zip(row, row[1:], strict=False):
        gap = word.x0 - before.x1
        size = max(before.style.size, word.style.size)
        lone = len(segments[-1]) == 1 and (is_bullet(before) or _is_list_number(segments, word))
        if gap > (5.0 if lone else SEGMENT_GAP_EM) * size:
            segments.append([word])
        else:
            segments[-1].append(word)
    return segments


def _is_list_number(segments: Sequence[Sequence[Word]], after: Word) -> bool:
    """Whether the last segment numbers the text after it; between figures of a table it is one of them."""
    if not is_label(segments[-1][0].text) or not any(map(str.isalpha, after.text)):
        return False
    return len(segments) < 2 or not any(map(str.isdigit, segments[-2][-1].text))


def inside(word: Word, box: Box) -> bool:
    """Whether the middle of the word lies in the box."""
    return box.holds((word.x0 + word.x1) / 2, word.y - 0.3 * word.style.size)


def between(rules: Sequence[Rule], upper: float, lower: float, x: float) -> bool:
    """Whether a horizontal rule runs between the two heights at ``x``."""
    return any(r.horizontal and upper < r.top < lower and r.x0 - 3 <= x <= r.x1 + 3 for r in rules)
