"""What the library holds: documents, their structure, and the facts they state.

Everything here is frozen, has no third-party import, and carries its place in the source. One rule holds
for every heading, block, line and cell: ``document.text[x.start:x.end] == x.text``. Offsets count
characters of ``Document.text``, so any span can be quoted verbatim and traced to its page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.scan_model import Scan


class BlockKind(StrEnum):
    """What a block is; a contents page is kept, but nothing is ever answered from it."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    CAPTION = "caption"
    CONTENTS = "contents"


class DocumentStatus(StrEnum):
    """How far a document has got; ``UNKNOWN`` when it does not say."""

    DRAFT = "draft"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Body:
    """A council or other organisation that a document belongs to.

    ``id`` is the three-letter code of the UK list, or a slug of the name for a body that is not in it.
    ``name`` is what people read; ``aliases`` are lower case. Dates are ISO; ``successors`` are ids.
    """

    id: str
    name: str
    short_name: str
    type: str = ""
    nation: str = ""
    region: str = ""
    population: int | None = None
    start_date: str | None = None
    end_date: str | None = None
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A list item, or a paragraph or bullet within a table cell; ``level`` 0 is outermost."""

    text: str
    start: int
    end: int
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell. An empty cell has an empty text and start == end.

    ``lines`` are its paragraphs and bullets when there is more than one. ``covered`` says that an empty cell
    belongs to a merged one: "left" to the cell at its left, "above" to the cell over it. ``ref`` is its
    address in a workbook ("B7"), and ``stored`` the number that the workbook holds where it shows a rounded one.
    """

    text: str
    start: int
    end: int
    lines: tuple[Line, ...] = ()
    covered: str = ""
    ref: str = ""
    stored: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One table row; its text is that of its cells joined by ``" | "``."""

    text: str
    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list, a table or a figure caption within a section; whole across page breaks.

    ``number`` counts blocks in reading order over the document. A list has ``lines``; a table has ``rows``
    (data rows only) and ``heads`` (its header rows, the outermost first; none when it prints none).
    """

    kind: BlockKind
    number: int
    text: str
    start: int
    end: int
    lines: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()
    heads: tuple[Row, ...] = ()

    @property
    def columns(self) -> tuple[Cell, ...]:
        """The header cell next above each column; empty when the table prints no header."""
        width = min((len(row.cells) for row in self.heads), default=0)
        return tuple(
            (self.column_path(place) or (self.heads[-1].cells[place],))[-1] for place in range(width)
        )

    def column_path(self, column: int) -> tuple[Cell, ...]:
        """The header cells over a column, the outermost first; a merged cell stands over all that it spans."""
        path: list[Cell] = []
        for head in self.heads:
            cell = spanning(head.cells, column)
            if cell is not None and cell.text and cell not in path:
                path.append(cell)
        return tuple(path)


def spanning(cells: tuple[Cell, ...], column: int) -> Cell | None:
    """The cell of a row that stands in this column, or the merged one that reaches over it."""
    place = min(column, len(cells) - 1)
    while place > 0 and cells[place].covered == "left":
        place -= 1
    return cells[place] if place >= 0 and column < len(cells) else None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it. The text before the first heading has an empty heading.

    ``label`` is the printed number ("2.5", "Appendix 1", "Priority 4") when there is one; it is part of
    ``heading`` too. ``level`` 1 is outermost.
    """

    number: int
    heading: str
    level: int
    start: int
    end: int
    label: str = ""
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands beside the text and speaks of the paper: a running head or foot, a property of the file.

    ``place`` is "head", "foot", "running" (head or foot, not told apart), "letterhead", "author", "company",
    "title property", "subject", "html title", "site name", "html header", "html footer", "address", "front matter",
    "sheet" or "sender" (of a message).
    ``pages`` are those that print it; none where the format has no pages or the thing is not printed.
    """

    place: str
    text: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a field was read: ``place`` is such as "cell", "column", "caption", "cover", "head" or "person"."""

    field: str
    place: str
    text: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What was understood of one document: counts, and plain sentences for what a person should know."""

    pages: int = 0
    sections: int = 0
    lists: int = 0
    tables: int = 0
    pages_without_text: tuple[int, ...] = ()
    furniture_removed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the library with its structure.

    ``id`` is made of the digest (SHA-256 of the bytes), so the same bytes are one document.
    ``page_starts[i]`` is the offset in ``text`` where page i+1 begins; it is empty when the format has no
    pages. ``breaks`` are offsets where the source has something else between the words (another column, the
    foot of a page), so that no quotation runs over them: see ``runs``. ``type`` is such as "workforce plan" or
    "cabinet report"; ``period`` such as "2022-2026". ``furniture`` is what stands beside the text,
    ``withdrawn`` the spans that are struck out, ``origins`` say where body, title, period and status were read;
    ``scans`` are the pages that were read from their pictures.
    """

    id: str
    digest: str
    file: str
    format: str
    title: str
    text: str
    sections: tuple[Section, ...]
    body: Body | None = None
    period: str | None = None
    type: str | None = None
    status: DocumentStatus = DocumentStatus.UNKNOWN
    page_starts: tuple[int, ...] = ()
    report: IngestReport = field(default_factory=IngestReport)
    breaks: tuple[int, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    withdrawn: tuple[tuple[int, int], ...] = ()
    origins: tuple[Origin, ...] = ()
    scans: tuple[Scan, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The 1-based page that holds this offset, or None when the format has no pages."""
        return bisect_right(self.page_starts, offset) or 1 if self.page_starts else None

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """The span in pieces that stand unbroken in the source, each of them a quotation."""
        within = self.breaks[bisect_right(self.breaks, start) : bisect_left(self.breaks, end)]
        return list(zip((start, *within), (*within, end), strict=True))

    def walk(self) -> Iterator[tuple[tuple[Section, ...], Section]]:
        """Every section in reading order with its path, outermost first, the section itself last."""
        stack: list[tuple[Section, ...]] = [(section,) for section in reversed(self.sections)]
        while stack:
            path = stack.pop()
            yield path, path[-1]
            stack.extend((*path, child) for child in reversed(path[-1].sections))


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is indexed: whole blocks of one section, verbatim, under a header made by rule.

    ``header`` is body, title, period and heading path; ``text == document.text[start:end]``.
    ``blocks`` are the numbers of the blocks within it.
    """

    id: str
    document: str
    ordinal: int
    header: str
    heading: str
    text: str
    start: int
    end: int
    page: int | None
    blocks: tuple[int, ...] = ()
    tokens: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk found for a question, with its fused score and the scores of the two legs."""

    chunk: Chunk
    score: float
    dense: float = 0.0
    lexical: float = 0.0
