"""Where in its paper a span of text stands, as people say it: page, slide or message, the cells of a sheet and their names."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Block, Cell, Document
from ingest.scanned import scan_at

FROM_PICTURE = "read from its picture"
PAGE_WORDS = dict.fromkeys(("pptx", "ppt", "odp"), "slide")
"""What a page is called in formats that do not call it so."""


def page_word(format: str) -> str:
    """What people call a page of this format."""
    return PAGE_WORDS.get(format, "page")


def ref_at(document: Document, start: int, end: int) -> str:
    """The cells within these offsets: "Budget!B7", or from the first to the last "Budget!A7:E7"; else what there is to
    say of the place beyond its page ("slide 3"), or nothing.
    """
    refs = [cell.ref for cell in _cells(document, start, end)]
    if not refs:
        return place_words(document, start, end)
    last = refs[-1].rpartition("!")[2]
    return refs[0] if len(refs) == 1 else f"{refs[0]}:{last}"


def place_words(document: Document, start: int, end: int) -> str:
    """What there is to say of a place beyond its page: "slide 3", "message", "page 3, read from its picture, 97% sure";
    else nothing.
    """
    if document.format == "eml":
        return "message"
    page = document.page_of(start)
    if scan := scan_at(document, start):
        sure = scan.confidence(document.text[start:end])
        return f"page {page}, {FROM_PICTURE}, {sure}% sure"
    return f"{PAGE_WORDS[document.format]} {page}" if page and document.format in PAGE_WORDS else ""


def columns_at(document: Document, start: int, end: int) -> str:
    """The names of the columns whose cells stand within these offsets, each path from its outermost; else empty."""
    names: dict[str, None] = {}
    for block in _blocks(document, start, end):
        for row in block.rows:
            for column, cell in enumerate(row.cells):
                if cell.start < end and start < cell.end:
                    names[" ".join(name.text for name in block.column_path(column))] = None
    return " | ".join(filter(None, names))


def _blocks(document: Document, start: int, end: int) -> Iterator[Block]:
    """The blocks that hold some of these characters."""
    for _, section in document.walk():
        yield from (block for block in section.blocks if block.start < end and start < block.end)


def _cells(document: Document, start: int, end: int) -> Iterator[Cell]:
    """The cells with an address that hold some of these characters."""
    for block in _blocks(document, start, end):
        for row in (*block.heads, *block.rows):
            if row.start < end and start < row.end:
                yield from (c for c in row.cells if c.ref and c.start < end and start < c.end)


def ref_words(ref: str) -> str:
    """The cells as they stand in a source: "sheet Budget, B7"; of a file without sheets "cell B7"; other places as they are."""
    sheet, _, cells = ref.rpartition("!")
    if sheet:
        return f"sheet {sheet}, {cells}"
    if not cells or cells[0].islower():
        return cells
    return f"cell{'s' if ':' in cells else ''} {cells}"


def where_words(page: int | None, ref: str = "") -> str:
    """Where in its paper something stands: "page 3", "slide 3", "sheet Budget, B7", or nothing where that is not known."""
    return ref_words(ref) or (f"page {page}" if page else "")
