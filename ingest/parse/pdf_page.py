"""What is seen on a PDF page before it is understood: words with their places, ruled lines, shaded areas.

Coordinates are points on the page as a reader holds it (rotation undone): x grows to the right and y grows
downwards from the top edge. A word's ``y`` is its baseline.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Style:
    """How a word is printed. ``size`` is in points; ``colour`` is 0xRRGGBB, ``symbol`` marks dingbats."""

    font: str
    size: float
    bold: bool = False
    italic: bool = False
    colour: int = 0
    symbol: bool = False
    hidden: bool = False
    drawn: int = field(default=-1, compare=False)
    """The address of the object that draws it, which says what lies over what."""


@dataclass(frozen=True, slots=True)
class Word:
    """One unbroken run of characters; ``order`` is its rank in the page's drawing order."""

    text: str
    x0: float
    x1: float
    y: float
    style: Style
    order: int = 0

    @property
    def key(self) -> tuple[int, float, float]:
        """What is the same of a word and of its copy with other text, as a mark that was raised has."""
        return self.order, self.x0, self.y

    @property
    def top(self) -> float:
        """The height of an ordinary ascender above the baseline."""
        return self.y - 0.75 * self.style.size

    @property
    def bottom(self) -> float:
        """The depth of an ordinary descender below the baseline."""
        return self.y + 0.22 * self.style.size


class Run:
    """Words on one line, and what follows from their places."""

    __slots__ = ()
    words: list[Word]

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.words[-1].x1

    @property
    def middle(self) -> float:
        """The middle between the edges."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether the point lies within, give or take ``slack`` points."""
        across = self.x0 - slack <= x <= self.x1 + slack
        return across and self.top - slack <= y <= self.bottom + slack


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight horizontal or vertical edge that was drawn."""

    x0: float
    top: float
    x1: float
    bottom: float
    horizontal: bool


@dataclass(slots=True)
class Page:
    """One page: the words that people see in drawing order, rules, shaded areas, and what was put aside.

    ``unseen`` are words that may not be what the page shows (invisible over a picture, under one, white on one), until
    they are held against it. ``shapes`` counts drawn outlines, ``ranks`` says by address what is drawn after what, and
    ``picture_ranks`` the same of the pictures.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    shades: list[tuple[Box, int]] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    slanted: list[str] = field(default_factory=list)
    had_words: bool = False
    unseen: list[Word] = field(default_factory=list)
    shapes: int = 0
    ranks: dict[int, int] = field(default_factory=dict)
    picture_ranks: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The visible words in drawing order."""
        return " ".join(word.text for word in self.words)

    @property
    def everything(self) -> str:
        """All that the page holds, also what was put aside."""
        return " ".join([self.text, *(word.text for word in self.unseen), *self.hidden, *self.slanted])
