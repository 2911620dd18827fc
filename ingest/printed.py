"""What stands printed on one page of a file, letter by letter with its place on the picture of the page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

WHOLE = 10_000
"""The width and the height of a picture, in the units of the places on it."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the picture of a page, from its left upper corner, in ten-thousandths of its width and height."""

    x0: int
    top: int
    x1: int
    bottom: int

    def over(self, other: Area) -> Area:
        """The smallest area over both."""
        return Area(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """One printed character. ``word`` and ``row`` number what it stands in, ``stretch`` the part of the row without
    a wide gap, and ``across`` its rank when the page is read row by row, each from left to right.
    """

    text: str
    area: Area
    word: int
    row: int
    stretch: int
    across: int


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The letters of a page in the order in which the file draws them; ``ratio`` is its height over its width."""

    letters: tuple[Letter, ...]
    ratio: float


def to_json(page: PrintedPage) -> str:
    """The page as text to be kept."""
    rows = [
        [one.text, *asdict(one.area).values(), one.word, one.row, one.stretch, one.across]
        for one in page.letters
    ]
    return json.dumps({"ratio": page.ratio, "letters": rows}, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> PrintedPage:
    """The page that ``to_json`` wrote. Raises ``ValueError`` for anything else."""
    try:
        held = json.loads(text)
        letters = tuple(Letter(row[0], Area(*row[1:5]), *row[5:]) for row in held["letters"])
        return PrintedPage(letters, float(held["ratio"]))
    except (KeyError, TypeError, IndexError) as fault:
        raise ValueError("This is no printed page.") from fault
