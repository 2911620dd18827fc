"""Small made-up papers as documents, without a parser: what the fact tests read."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.fact_model import Fact
from ingest.facts import named, read
from ingest.model import Block, BlockKind, Body, Cell, Document, Line, Row, Section

BODY = Body("xyz", "Marshford Borough Council", "Marshford", aliases=("marshford council", "mbc"))


@dataclass
class Table:
    """A table by its header cells and its rows."""

    columns: list[str]
    rows: list[list[str]]


@dataclass
class Part:
    """A heading with what stands below it: strings are paragraphs, lists are lists."""

    heading: str
    blocks: list[str | list[str] | Table] = field(default_factory=list)


def paper(
    *parts: Part, title: str = "Workforce Strategy", body: Body | None = BODY, id: str = "doc1"
) -> Document:
    """A document with these parts, offsets and all."""
    writer = _Writer()
    sections = tuple(writer.section(number, part) for number, part in enumerate(parts))
    return Document(id, id, f"{id}.txt", "text", title, writer.text, sections, body=body)


def sentence(text: str, *, heading: str = "Our workforce", title: str = "Workforce Strategy") -> Document:
    """A document of one paragraph."""
    return paper(Part(heading, [text]), title=title)


class _Writer:
    def __init__(self) -> None:
        self.text = ""
        self.blocks = 0

    def put(self, text: str, after: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += text + after
        return start, start + len(text)

    def section(self, number: int, part: Part) -> Section:
        start = len(self.text)
        self.put(part.heading, "\n\n")
        blocks = tuple(self.block(item) for item in part.blocks)
        return Section(number, part.heading, 1, start, len(self.text), blocks=blocks)

    def block(self, item: str | list[str] | Table) -> Block:
        self.blocks += 1
        start = len(self.text)
        lines: tuple[Line, ...] = ()
        rows: tuple[Row, ...] = ()
        heads: tuple[Row, ...] = ()
        kind = BlockKind.PARAGRAPH
        if isinstance(item, str):
            self.put(item, "\n\n")
        elif isinstance(item, list):
            kind = BlockKind.LIST
            lines = tuple(Line(text, *self.put(text, "\n")) for text in item)
            self.text += "\n"
        else:
            kind = BlockKind.TABLE
            heads = (self.row(item.columns),) if item.columns else ()
            rows = tuple(self.row(row) for row in item.rows)
            self.text += "\n"
        end = len(self.text.rstrip("\n"))
        return Block(kind, self.blocks, self.text[start:end], start, end, lines, rows, heads)

    def row(self, cells: list[str]) -> Row:
        start = len(self.text)
        made = []
        for number, text in enumerate(cells):
            if number:
                self.text += " | "
            made.append(Cell(text, *self.put(text, "")))
        end = len(self.text)
        self.text += "\n"
        return Row(self.text[start:end], start, end, tuple(made))


def extract(document: Document) -> list[Fact]:
    """The facts of a document that the taxonomy names."""
    return named(read(document))
