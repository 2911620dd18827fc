"""Text and Markdown read as blocks, with the leftovers of HTML and of page layout that real files hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.model import Furniture
from ingest.parse.cells import split_lines
from ingest.parse.clean import clean, join, visible, without_gaps
from ingest.parse.contents import entries, has_leaders
from ingest.parse.front_matter import without_front_matter
from ingest.parse.furniture import Kept, furniture_places, running_lines
from ingest.parse.html import fragment_blocks, fragment_lines
from ingest.parse.markers import split_marker
from ingest.parse.markup import has_tags, is_bold, strip_inline
from ingest.parse.raw import (
    RawBlock,
    RawCell,
    RawContents,
    RawDocument,
    RawHeading,
    RawLine,
    RawList,
    RawParagraph,
    RawRow,
    RawTable,
)
from ingest.parse.run_in import separate
from ingest.parse.table_heads import names_columns
from ingest.parse.text_columns import Text, without_tables
from ingest.parse.text_parted import columns_apart
from ingest.parse.text_pipes import cells_of, is_separator, with_bars
from ingest.parse.wrapped import is_wrapped, known_words, unwrap

_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^\s{0,3}(=+|-{3,})\s*$")
_RULE = re.compile(r"^\s*(?:[*_-]\s*){3,}$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_PAIR = re.compile(r"^\W*[A-Z][\w /.’'&-]{1,40}(?::|\bNo\.?)\W*\s\S")
_ENCODINGS = ("utf-8-sig", "cp1252")


def read_text(data: bytes) -> RawDocument:
    """The blocks of a text or Markdown file; form feeds are page breaks.

    Encodings: UTF-8, UTF-16 with a mark, else Windows-1252.
    """
    text, beside = without_front_matter(decode(data))
    pages = text.split("\f") if "\f" in text else [text]
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    paged = len(pages) > 1
    stripped = [[line.rstrip(" \r") for line in page.split("\n")] for page in pages]
    furniture: list[str] = []
    if paged:
        stripped, furniture, running = _without_furniture(stripped)
        beside += running
    parts = [without_tables(with_bars(page)) for page in stripped]
    prose = {place: page for place, page in enumerate(stripped, start=1) if len(parts[place - 1]) == 1}
    mended, parted = columns_apart(text, prose) if paged else ({}, frozenset())
    parts = [[Text(mended[place])] if place in mended else page for place, page in enumerate(parts, start=1)]
    reader = _Reader()
    every = [line for page in parts for part in page if isinstance(part, Text) for line in part.lines]
    wrapped = is_wrapped(every)
    known = known_words(text) if wrapped else frozenset()
    for number, page in enumerate(parts, start=1):
        reader.page = number if paged else None
        for part in page:
            if isinstance(part, RawTable):
                reader.take_table(part)
            elif wrapped:
                for piece in unwrap(separate(part.lines), reader.page, known):
                    reader.feed(piece.text)
                    reader.feed("")
            else:
                for line in part.lines:
                    reader.feed(line)
            reader.feed("")
    empty = [number for number, page in enumerate(pages, start=1) if not page.strip()] if paged else []
    return RawDocument(
        "text",
        reader.finish(),
        pages=len(pages) if paged else 0,
        pages_without_text=empty,
        furniture=list(dict.fromkeys(map(clean, furniture))),
        beside=beside,
        parted_pages=parted,
    )


def decode(data: bytes) -> str:
    """The text of these bytes with ``\\n`` line ends; never fails."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    else:
        for encoding in _ENCODINGS:
            try:
                text = data.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
        else:
            text = data.decode("latin-1")
    return visible(without_gaps(text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")))


def _without_furniture(pages: Sequence[list[str]]) -> tuple[list[list[str]], list[str], list[Furniture]]:
    """The pages without running lines and page numbers, blank lines kept; what was dropped, and with its pages."""
    filled = [[place for place, line in enumerate(page) if line.strip()] for page in pages]
    texts = [[clean(page[place]) for place in places] for page, places in zip(pages, filled, strict=True)]
    running = running_lines(texts)
    out: list[list[str]] = []
    dropped: list[str] = []
    kept = Kept()
    for number, (page, places, lines) in enumerate(zip(pages, filled, texts, strict=True), start=1):
        found = {places[place] for place in furniture_places(lines, running)}
        out.append([line for place, line in enumerate(page) if place not in found])
        dropped.extend(page[place] for place in sorted(found))
        for place in sorted(found):
            kept.add("head" if place < len(page) / 2 else "foot", clean(page[place]), number)
    return out, dropped, kept.furniture()


@dataclass(slots=True)
class _Reader:
    """Takes lines one by one and keeps the block that is open."""

    page: int | None = None
    blocks: list[RawBlock] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    items: list[tuple[int, RawLine]] = field(default_factory=list)
    rows: list[RawRow] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    parted: bool = False
    blank: bool = True

    def feed(self, line: str) -> None:
        """Take the next line."""
        if self.markup or re.match(r"^\s*<table\b", line, re.IGNORECASE):
            self._take_markup(line)
        elif not line.strip(" \u00a0"):
            self._take_blank()
        elif "\t" in line.strip(" ") and not (split_marker(line.strip()) and line.strip().count("\t") == 1):
            self._take_row([*line.split("\t")])
        elif _PIPE_ROW.match(line):
            self._take_bars(cells_of(line))
        elif found := _HEADING.match(line):
            self._take_heading(found)
        elif self.paragraph and _UNDERLINE.match(line) and not self.blank:
            self._take_underline(line)
        elif _RULE.match(line) or _FENCE.match(line):
            self._close()
        else:
            self._take_text(line)

    def finish(self) -> list[RawBlock]:
        """All blocks."""
        if self.markup:
            self.blocks.extend(fragment_blocks("\n".join(self.markup)))
        self._close()
        return self.blocks

    def _close(self) -> None:
        self._close_paragraph()
        self._close_items()
        self._close_rows()

    def _take_blank(self) -> None:
        self._close_paragraph()
        self._close_rows()
        self.blank = True

    def _take_markup(self, line: str) -> None:
        if not self.markup:
            self._close()
        self.markup.append(line)
        if re.search(r"</table>\s*$", line, re.IGNORECASE):
            self.blocks.extend(fragment_blocks("\n".join(self.markup)))
            self.markup = []

    def _take_heading(self, found: re.Match[str]) -> None:
        self._close()
        self.blocks.append(RawHeading(strip_inline(found.group(2)), len(found.group(1)), self.page))

    def _take_underline(self, line: str) -> None:
        text = strip_inline(" ".join(self.paragraph))
        self.paragraph = []
        self.blocks.append(RawHeading(text, 1 if "=" in line else 2, self.page))

    def _take_row(self, cells: list[str]) -> None:
        self._close_paragraph()
        self._close_items()
        self.rows.append(RawRow([RawCell(_cell(cell)) for cell in cells], self.page))

    def _take_bars(self, cells: list[str]) -> None:
        """A row of Markdown; the line of dashes marks the rows above it as the header, unless they hold data."""
        if not is_separator(cells):
            self._take_row(cells)
        elif not self.parted:
            self.parted = True
            for row in self.rows:
                row.header = names_columns(row)

    def take_table(self, table: RawTable) -> None:
        """A table that was told apart from the lines around it."""
        self._close()
        for row in table.rows:
            row.page = self.page
        self.blocks.append(table)

    def _take_text(self, line: str) -> None:
        self._close_rows()
        text = line.strip()
        mark = split_marker(clean(strip_inline(text)))
        if has_leaders(text):
            self._close_paragraph()
            self._close_items()
            found = entries(clean(strip_inline(text)))
            self.blocks.append(RawContents([RawLine(entry, page=self.page) for entry in found]))
        elif mark:
            self._close_paragraph()
            indent = len(line) - len(line.lstrip())
            self.items.append((indent, RawLine(mark.rest, 0, mark.shown, self.page)))
        elif self.items and not self.blank:
            self._continue_item(clean(strip_inline(text)))
        else:
            if self.items and self.blank and not line.startswith("    "):
                self._close_items()
            self.paragraph.append(line)
        self.blank = False

    def _continue_item(self, text: str) -> None:
        """A line right below an item goes on with it, or is an item that lost its mark."""
        indent, item = self.items[-1]
        pattern = re.compile(r"^[A-Z][\w’', -]{2,60}[:–] ")
        peers = sum(bool(pattern.match(line.text)) for _, line in self.items)
        if re.search(r"[.;]$", item.text) and pattern.match(text) and peers >= 2:
            self.items.append((indent, RawLine(text, 0, item.marker, self.page)))
        else:
            item.text = join(item.text, text)

    def _close_paragraph(self) -> None:
        if not self.paragraph:
            return
        self._close_items()
        lines, self.paragraph = self.paragraph, []
        whole = "\n".join(line.strip() for line in lines)
        texts = [text for line in lines if (text := clean(strip_inline(line)))]
        if len(texts) >= 2 and all(_PAIR.match(text) for text in texts):
            self.blocks.append(RawParagraph([(text, self.page) for text in texts], printed_lines=True))
            return
        text = clean(strip_inline(whole))
        if text:
            self.blocks.append(RawParagraph([(text, self.page)], bold=is_bold(whole)))

    def _close_items(self) -> None:
        if self.items:
            self.blocks.append(RawList(_levels(self.items)))
            self.items = []

    def _close_rows(self) -> None:
        if self.rows:
            self.blocks.append(RawTable(self.rows, begins=self.parted))
            self.rows, self.parted = [], False


def _cell(text: str) -> list[RawLine]:
    """The lines of a cell, HTML within it read as such."""
    if has_tags(text):
        return fragment_lines(text)
    return split_lines(clean(strip_inline(text)))


def _levels(items: Sequence[tuple[int, RawLine]]) -> list[RawLine]:
    """Items with levels from their indents: a step of two columns nests, a step of one only after a colon."""
    stack: list[int] = []
    out: list[RawLine] = []
    before = 0
    for indent, item in items:
        while len(stack) > 1 and indent < stack[-1]:
            stack.pop()
        after_colon = bool(out) and indent > before and out[-1].text.endswith(":")
        if not stack or indent >= stack[-1] + 2 or (after_colon and indent > stack[-1]):
            stack.append(indent)
        elif len(stack) == 1:
            stack[0] = min(stack[0], indent)
        before = indent
        out.append(RawLine(item.text, len(stack) - 1, item.marker, item.page))
    return out
