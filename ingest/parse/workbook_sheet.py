"""A workbook as its readers see it: sheets of cells as shown, before tables are found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.model import Furniture

_FIGURE = re.compile(r"[-–+(£$€\s]*\d[\d,.\s]*(?:k|m|bn)?[%)\s]*")
_NO_AMOUNT = re.compile(r"(?:19|20)\d\d|[£$€]?0{3,}")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that shows something: its text, the number it holds if it holds one, whether it is set off.

    ``strong`` is bold print or a filled ground, as headers have.
    """

    text: str
    stored: float | None = None
    strong: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether it shows an amount; a year, a date, a span of ages, a unit ("£000") and a text do not."""
        return bool(_FIGURE.fullmatch(self.text)) and not _NO_AMOUNT.fullmatch(self.text)


@dataclass(frozen=True, slots=True)
class Box:
    """A merged range, edges included; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet. ``cells`` holds by (row, column), from 1, those that show something, hidden ones too.

    ``unsaved`` are the addresses of formulas without a saved result, ``faults`` those that show an error.
    """

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[Box] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unsaved: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Workbook:
    """The sheets of a file in order, its title property and what else stands beside its sheets."""

    sheets: list[Sheet]
    title: str = ""
    beside: list[Furniture] = field(default_factory=list)


def letters(column: int) -> str:
    """The name of a column, counted from 1: A, B, …, Z, AA."""
    name = ""
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def address(row: int, column: int) -> str:
    """The address of a cell on its sheet, such as B7."""
    return f"{letters(column)}{row}"
