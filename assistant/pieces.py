"""The pieces of a document that can answer, as data: a unit, a list with its items, a table row with its labels."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.model import Cell, Row


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, list item, row or heading with its context; offsets are into the document's text."""

    kind: str
    text: str
    start: int
    end: int
    headings: tuple[str, ...]
    lead: str = ""
    block: int = -1
    section: int = -1
    lead_at: tuple[int, int] | None = None
    row: TableRow | None = None
    before: str = ""

    @property
    def context(self) -> str:
        """What stands above it: the heading path, the lead-in, and what its paragraph said before."""
        return " ".join((*self.headings, self.lead, self.before))


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a list; ``detail`` is what is said under it."""

    text: str
    start: int
    end: int
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A list as a whole: items in order under a lead-in and a heading.

    ``kind`` says where it was found: list, headings (a run of sibling headings), column (a table's first column) or
    cell (bullets within a table cell).
    """

    kind: str
    headings: tuple[str, ...]
    lead: str
    lead_start: int
    items: tuple[Item, ...]
    start: int
    end: int
    block: int = -1
    section: int = -1
    before: str = ""

    @property
    def title(self) -> str:
        """The nearest words that name the list: its lead-in, or its heading."""
        return self.lead or (self.headings[-1] if self.headings else "")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row with its table's column headers, title row and the labels above it."""

    row: Row
    columns: tuple[Cell, ...]
    title: str
    label: str
    headings: tuple[str, ...]
    block: int
    section: int
    above: Row | None = None
    below: Row | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """Everything in one document that can answer, in reading order."""

    units: tuple[Unit, ...]
    groups: tuple[Group, ...]
    rows: tuple[TableRow, ...]
