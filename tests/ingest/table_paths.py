"""A document's tables as the words over and beside each value, to say in tests what a figure is of."""

from __future__ import annotations

from ingest.model import Block, BlockKind, Document

Path = tuple[str, ...]


def tables(document: Document) -> list[Block]:
    return [
        block for _, section in document.walk() for block in section.blocks if block.kind is BlockKind.TABLE
    ]


def paths(table: Block) -> dict[str, Path]:
    """By value its row's first filled label, then the header cells over it, the outermost first."""
    out: dict[str, Path] = {}
    label = ""
    for row in table.rows:
        label = label if row.cells[0].covered == "above" else plain(row.cells[0].text)
        for column, cell in enumerate(row.cells[1:], 1):
            if cell.text:
                out[plain(cell.text)] = (label, *(plain(head.text) for head in table.column_path(column)))
    return out


def heads(table: Block) -> list[list[str]]:
    return [[plain(cell.text) for cell in row.cells] for row in table.heads]


def plain(text: str) -> str:
    return " ".join(text.split())
