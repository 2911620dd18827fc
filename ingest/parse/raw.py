"""What a format's reader hands to ``structure``: blocks in reading order, before offsets and sections.

A reader (pdf, docx, html, text) knows its format and nothing else; ``structure.assemble`` knows what council
papers do and nothing of formats. Pages are 1-based, or None in formats without pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Furniture
from ingest.scan_model import Scan


@dataclass(slots=True)
class RawLine:
    """A list item, or one paragraph or bullet of a table cell."""

    text: str
    level: int = 0
    marker: str = ""
    page: int | None = None


@dataclass(slots=True)
class RawCell:
    """One table cell as its paragraphs and bullets; no lines when it is empty.

    ``covered``, ``ref`` and ``stored`` are as in ``ingest.model.Cell``.
    """

    lines: list[RawLine]
    covered: str = ""
    ref: str = ""
    stored: float | None = None


@dataclass(slots=True)
class RawRow:
    """One table row, with the page it starts on."""

    cells: list[RawCell]
    page: int | None = None
    header: bool = False


@dataclass(slots=True)
class RawHeading:
    """A heading; ``level`` 1 is outermost, 0 means that the reader cannot tell."""

    text: str
    level: int = 0
    page: int | None = None


@dataclass(slots=True)
class RawParagraph:
    """Running text. ``parts`` are its pieces by page when a page break falls within it, else one piece.

    ``bold`` when all of it is printed bold. ``printed_lines`` when the parts are printed lines that keep
    their breaks (a panel of figures and labels), not pieces by page.
    """

    parts: list[tuple[str, int | None]]
    caption: bool = False
    bold: bool = False
    printed_lines: bool = False

    @property
    def text(self) -> str:
        """The whole of it on one line."""
        return " ".join(text for text, _ in self.parts)


@dataclass(slots=True)
class RawList:
    """A run of list items in order, nested by level."""

    lines: list[RawLine]


@dataclass(slots=True)
class RawTable:
    """A table; header rows are marked. ``begins`` when the format says that it goes on from no other."""

    rows: list[RawRow]
    begins: bool = False


@dataclass(slots=True)
class RawContents:
    """A contents page: its entries as printed, one a line."""

    lines: list[RawLine]


RawBlock = RawHeading | RawParagraph | RawList | RawTable | RawContents


@dataclass(slots=True)
class RawDocument:
    """A file as its reader saw it. ``furniture`` are the running lines that were dropped, each once;
    ``beside`` is all that stands beside the text (running lines with their pages, properties of the file).

    ``parted_pages`` are those whose columns were printed line by line across the page and told apart.
    ``scans`` are the pages that were read from their pictures.
    ``settled`` when the reader knows headings, tables and header rows for certain, so that nothing is guessed.
    """

    format: str
    blocks: list[RawBlock]
    pages: int = 0
    pages_without_text: list[int] | None = None
    furniture: list[str] | None = None
    beside: list[Furniture] | None = None
    title: str = ""
    warnings: list[str] | None = None
    parted_pages: frozenset[int] = frozenset()
    settled: bool = False
    scans: list[Scan] | None = None


class OfficeWanted(Exception):
    """The file has to be saved in another format before it is read; ``kind`` is its own."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class PicturesWanted(Exception):
    """The pictures of these pages have to be read before the file is."""

    def __init__(self, pages: Sequence[int]) -> None:
        super().__init__(f"pages {pages}")
        self.pages = tuple(pages)


def page_of(block: RawBlock) -> int | None:
    """The page that the block begins on."""
    if isinstance(block, RawHeading):
        return block.page
    if isinstance(block, RawParagraph):
        return block.parts[0][1] if block.parts else None
    rows = block.rows if isinstance(block, RawTable) else block.lines
    return rows[0].page if rows else None


def is_plain(block: RawBlock) -> bool:
    """Whether the block is running text: a paragraph, no caption, no panel."""
    return isinstance(block, RawParagraph) and not block.caption and not block.printed_lines
