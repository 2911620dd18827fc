"""Raw blocks become a document: sections nested, text written once, every span at its offset."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.model import Block, BlockKind, Cell, Line, Row, Section
from ingest.parse.clean import END, GAP, STRUCK, join, without_gaps
from ingest.parse.ranks import ranks
from ingest.parse.raw import (
    RawBlock,
    RawCell,
    RawContents,
    RawHeading,
    RawLine,
    RawList,
    RawParagraph,
    RawRow,
    RawTable,
    page_of,
)
from ingest.parse.titles import label_of

_CELLS = " | "
_MARK = re.compile(f"([{GAP}{STRUCK}{END}])")


@dataclass(slots=True)
class _Open:
    """A section while it is being written."""

    heading: str
    rank: int
    start: int
    end: int
    number: int
    level: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[_Open] = field(default_factory=list)


class Writer:
    """Writes the text of a document piece by piece and remembers where each page begins."""

    def __init__(self, parted_pages: frozenset[int] = frozenset()) -> None:
        """``parted_pages`` are those where every line stands for itself in the source."""
        self._parted = parted_pages
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._breaks: set[int] = set()
        self._withdrawn: list[tuple[int, int]] = []
        self._struck = 0
        self.length = 0
        self._count = 0

    def write(self, text: str, page: int | None = None) -> tuple[int, int]:
        """Append the text; its start and end offsets."""
        if page is not None:
            while len(self._starts) < page:
                self._starts.append(self.length)
        start = self.length
        if GAP not in text and STRUCK not in text and END not in text:
            self._put(text)
            return start, self.length
        for piece in _MARK.split(text):
            if piece == GAP:
                self.break_here()
            elif piece == STRUCK:
                self._struck = self.length
            elif piece == END:
                self._strike()
            else:
                self._put(piece)
        return start, self.length

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self.length += len(text)

    def _strike(self) -> None:
        """Remember the word that ends here as struck out; words with only a space between them are one span."""
        last = self._withdrawn[-1] if self._withdrawn else None
        if last is not None and self.since(last[1])[: self._struck - last[1]] == " ":
            self._withdrawn[-1] = (last[0], self.length)
        elif self.length > self._struck:
            self._withdrawn.append((self._struck, self.length))

    @property
    def withdrawn(self) -> tuple[tuple[int, int], ...]:
        """The spans that are struck out, in order."""
        return tuple(self._withdrawn)

    def break_here(self) -> None:
        """Remember that the source has something else between what was written and what follows."""
        self._breaks.add(self.length)

    def turn(self, before: int | None, after: int | None) -> None:
        """Remember a break where the page turns, and on a parted page between any two lines."""
        if before != after or (after is not None and after in self._parted):
            self.break_here()

    @property
    def breaks(self) -> tuple[int, ...]:
        """The offsets before which the source goes on elsewhere, in order."""
        return tuple(sorted(self._breaks))

    def gap(self, text: str = "\n\n") -> None:
        """Separate from what stands before, if anything does."""
        if self.length:
            self.write(text)

    def number(self) -> int:
        """The next block number."""
        self._count += 1
        return self._count - 1

    @property
    def text(self) -> str:
        """All that was written."""
        return "".join(self._pieces)

    def since(self, start: int) -> str:
        """What was written from this offset on; cheap for a recent offset."""
        length, place = self.length, len(self._pieces)
        while length > start:
            place -= 1
            length -= len(self._pieces[place])
        return "".join(self._pieces[place:])[start - length :]

    def page_starts(self, pages: int) -> tuple[int, ...]:
        """Where each of this many pages begins."""
        return tuple([*self._starts, *[self.length] * pages][:pages])


def write_sections(
    blocks: Sequence[RawBlock], writer: Writer, *, title: str, ranked: bool = False
) -> tuple[Section, ...]:
    """The section tree of these blocks, their text written to ``writer``; ``ranked`` when their levels are certain."""
    headings = [block for block in blocks if isinstance(block, RawHeading)]
    found = iter([h.level for h in headings] if ranked else ranks(headings, title))
    top: list[_Open] = []
    stack: list[_Open] = []
    numbers = iter(range(len(blocks) + 1))
    for before, block in zip((None, *blocks), blocks, strict=False):
        if before is not None:
            writer.turn(page_of(before), page_of(block))
        writer.gap()
        if isinstance(block, RawHeading):
            start, end = writer.write(block.text, block.page)
            rank = next(found)
            while stack and stack[-1].rank >= rank:
                stack.pop()
            section = _Open(without_gaps(block.text), rank, start, end, next(numbers), len(stack) + 1)
            (stack[-1].sections if stack else top).append(section)
            stack.append(section)
        else:
            if not stack:
                stack.append(_Open("", 10**6, writer.length, writer.length, next(numbers), 1))
                top.append(stack[0])
            stack[-1].blocks.append(_write_block(block, writer))
    return tuple(map(_closed, top))


def _closed(section: _Open) -> Section:
    return Section(
        number=section.number,
        heading=section.heading,
        level=section.level,
        start=section.start,
        end=section.end,
        label=label_of(section.heading),
        blocks=tuple(section.blocks),
        sections=tuple(map(_closed, section.sections)),
    )


def _write_block(block: RawBlock, writer: Writer) -> Block:
    number = writer.number()
    start = writer.length
    if isinstance(block, RawTable):
        return _write_table(block, writer, number)
    if isinstance(block, RawList | RawContents):
        kind = BlockKind.LIST if isinstance(block, RawList) else BlockKind.CONTENTS
        lines = _write_lines(block.lines, writer, marked=kind is BlockKind.LIST)
        return Block(kind, number, writer.since(start), start, writer.length, lines=lines)
    assert isinstance(block, RawParagraph)
    kind = BlockKind.CAPTION if block.caption else BlockKind.PARAGRAPH
    if block.printed_lines:
        printed = [RawLine(text, page=page) for text, page in block.parts]
        lines = _write_lines(printed, writer, marked=False)
        return Block(kind, number, writer.since(start), start, writer.length, lines=lines)
    for place, (text, page) in enumerate(block.parts):
        if place:
            text = join(block.parts[place - 1][0], text)[len(block.parts[place - 1][0]) :]
            writer.break_here()
        writer.write(text, page)
    return Block(kind, number, writer.since(start), start, writer.length)


def _write_lines(lines: Sequence[RawLine], writer: Writer, *, marked: bool) -> tuple[Line, ...]:
    out = []
    for place, line in enumerate(lines):
        if place:
            writer.turn(lines[place - 1].page, line.page)
            writer.write("\n")
        if marked:
            writer.write("  " * line.level + (f"{line.marker} " if line.marker else ""), line.page)
        start, end = writer.write(line.text, line.page)
        out.append(Line(without_gaps(line.text), start, end, line.level, line.marker))
    return tuple(out)


def _write_table(table: RawTable, writer: Writer, number: int) -> Block:
    start = writer.length
    heads: list[Row] = []
    rows: list[Row] = []
    for place, raw in enumerate(table.rows):
        if place:
            writer.write("\n")
        row = _write_row(raw, writer)
        (heads if raw.header and not rows else rows).append(row)
    text = writer.since(start)
    return Block(BlockKind.TABLE, number, text, start, writer.length, rows=tuple(rows), heads=tuple(heads))


def _write_row(raw: RawRow, writer: Writer) -> Row:
    start = writer.length
    cells = []
    for place, cell in enumerate(raw.cells):
        if place:
            writer.write(_CELLS)
        cells.append(_write_cell(cell, writer, raw.page))
    return Row(writer.since(start), start, writer.length, tuple(cells))


def _write_cell(raw: RawCell, writer: Writer, page: int | None) -> Cell:
    start = writer.length
    lines = []
    for place, line in enumerate(raw.lines):
        if place:
            writer.write("\n")
        if line.marker:
            writer.write(f"{line.marker} ")
        begin, end = writer.write(line.text, line.page or page)
        lines.append(Line(without_gaps(line.text), begin, end, line.level, line.marker))
    text = writer.since(start)
    kept = tuple(lines) if len(lines) > 1 else ()
    return Cell(text, start, writer.length, kept, covered=raw.covered, ref=raw.ref, stored=raw.stored)
