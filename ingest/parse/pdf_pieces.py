"""The pieces of a printed line, and the columns that their figures make: what tables without lines are told by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.parse.pdf_gutters import Strip
from ingest.parse.pdf_lines import is_label, rows_of
from ingest.parse.pdf_page import Run, Word
from ingest.parse.table_heads import is_figure, is_value

APART_EM = 0.6  # more than justified text has between its words
MOST_FIGURE_WORDS = 2  # "£ 1,234"
RUNNING = 12  # words in one piece; more is running text
MOST_LETTERS = 3  # in a figure: "12.5pts"


@dataclass(slots=True)
class Piece(Run):
    """Words on one line with room around them."""

    words: list[Word]

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def is_value(self) -> bool:
        """Whether it is a figure or a printed blank, and nothing else."""
        if len(self.words) > MOST_FIGURE_WORDS or has_words(self.text):
            return False
        return self.is_blank or (is_figure(self.text) and not self.text[0].isalpha())

    @property
    def is_blank(self) -> bool:
        """Whether it is a printed blank."""
        return is_value(self.text) and not is_figure(self.text)

    @property
    def is_figure(self) -> bool:
        """Whether it is a figure, and nothing else."""
        return self.is_value and not self.is_blank


@dataclass(slots=True)
class PrintedLine:
    """One line of a page in pieces."""

    pieces: list[Piece]

    @property
    def y(self) -> float:
        """The baseline."""
        return self.pieces[0].words[0].y

    @property
    def size(self) -> float:
        """The size of type."""
        return max(word.style.size for piece in self.pieces for word in piece.words)

    @property
    def runs_on(self) -> bool:
        """Whether it is a line of running text."""
        return any(len(piece.words) > RUNNING for piece in self.pieces)

    @property
    def figures(self) -> list[Piece]:
        """Its figures that stand apart; the number of a paragraph is none."""
        found = [piece for piece in self.pieces if piece.is_figure]
        numbers = len(found) == 1 and found[0] is self.pieces[0] and is_label(found[0].text)
        return [] if numbers and len(self.pieces) > 1 else found

    @property
    def values(self) -> list[Piece]:
        """Its figures and printed blanks."""
        return [piece for piece in self.pieces if piece.is_value]

    @property
    def blanks(self) -> list[Piece]:
        """Its printed blanks."""
        return [piece for piece in self.pieces if piece.is_blank]

    @property
    def texts(self) -> list[Piece]:
        """Its pieces of words."""
        return [piece for piece in self.pieces if not piece.is_value]


@dataclass(slots=True)
class Region:
    """Lines that share columns of figures; ``columns`` are the strips that the figures take up."""

    lines: list[PrintedLine] = field(default_factory=list)
    columns: list[Strip] = field(default_factory=list)

    @property
    def filled(self) -> list[PrintedLine]:
        """The lines with figures."""
        return [line for line in self.lines if line.figures]

    @property
    def pitch(self) -> float:
        """The usual distance between lines with figures."""
        return median([b.y - a.y for a, b in pairwise(self.filled)] or [0.0])


def has_words(text: str) -> bool:
    """Whether a text has more letters than a figure with its unit."""
    return sum(map(str.isalpha, text)) > MOST_LETTERS


def lines_of(words: Sequence[Word]) -> list[PrintedLine]:
    """The words by line, each line cut where more room is than between words."""
    if not words:
        return []
    return [PrintedLine([Piece(piece) for piece in _cut(row)]) for row in rows_of(words)]


def _cut(row: Sequence[Word]) -> Iterator[list[Word]]:
    piece = [row[0]]
    for before, word in pairwise(row):
        if word.x0 - before.x1 > APART_EM * max(before.style.size, word.style.size):
            yield piece
            piece = []
        piece.append(word)
    yield piece


def over(piece: Piece, strip: Strip) -> bool:
    """Whether a piece stands within or over a strip, in part at least."""
    return piece.x0 < strip[1] and piece.x1 > strip[0]
