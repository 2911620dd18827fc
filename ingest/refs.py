"""Which cells of a table a span of text stands in, which names stand over them, and how people read that."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Block, Cell, Document


def ref_at(document: Document, start: int, end: int) -> str:
    """The cells within these offsets: "Budget!B7", or from the first to the last "Budget!A7:E7"; empty elsewhere."""
    refs = [cell.ref for cell in _cells(document, start, end)]
    if not refs:
        return ""
    last = refs[-1].rpartition("!")[2]
    return refs[0] if len(refs) == 1 else f"{refs[0]}:{last}"


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
    """The cells as they stand in a source: "sheet Budget, B7"; of a file without sheets "cell B7"."""
    sheet, _, cells = ref.rpartition("!")
    if sheet:
        return f"sheet {sheet}, {cells}"
    return f"cell{'s' if ':' in cells else ''} {cells}" if cells else ""


def where_words(page: int | None, ref: str = "") -> str:
    """Where in its paper something stands: "page 3", "sheet Budget, B7", or nothing where that is not known."""
    return f"page {page}" if page else ref_words(ref)
