"""A document's page as HTML with the cited words marked: by stored offsets, never by searching for them.

All the stored text between two offsets is written, whatever the structure says: a reader moves over it once, headings,
blocks, items and cells only say where one piece ends and how it looks, and what none of them claims is written as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from ingest.model import Block, BlockKind, Cell, Document, Line, Section
from ingest.refs import ref_words
from web.views_library import Piece

Span = tuple[int, int]
TOP = 2  # the level of the heading that stands over a page's text
BARS = " |\n"  # what the stored text has between two cells; on the page these are the lines of the table


class Marker:
    """Turns stretches of one document into HTML and counts the characters it has marked."""

    def __init__(self, document: Document, spans: Sequence[Span], cells: Sequence[Span] = ()) -> None:
        """``cells`` are those of a table that the spans are cited for."""
        self._text = document.text
        self.cells = frozenset(cells)
        self._spans = sorted(spans)
        self.marked = 0

    def html(self, start: int, end: int, *, seen: bool = True) -> Markup:
        """These characters, those within a span marked; the page scrolls to the first mark that can be ``seen``."""
        parts: list[Markup] = []
        at = start
        for low, high in self._spans:
            low, high = max(low, at), min(high, end)
            if low >= high or not self._text[low:high].strip():
                continue
            anchor = Markup("") if self.marked or not seen else Markup(' id="passage"')
            self.marked += high - low if seen else 0
            parts += [
                escape(self._text[at:low]),
                Markup("<mark{}>{}</mark>").format(anchor, self._text[low:high]),
            ]
            at = high
        return Markup("").join([*parts, escape(self._text[at:end])])

    def blank(self, start: int, end: int) -> bool:
        """Whether nothing but white space stands here."""
        return not self._text[start:end].strip()

    def bars(self, start: int, end: int) -> bool:
        """Whether nothing but what parts cells stands here."""
        return not self._text[start:end].strip(BARS)


class Reader:
    """Reads a stretch of a document from its start to its end, every character once."""

    def __init__(self, marker: Marker, start: int, end: int) -> None:
        self.marker, self.at, self.end = marker, start, end

    def upto(self, offset: int) -> Markup:
        """What was not yet read before this offset."""
        start, self.at = self.at, max(self.at, min(offset, self.end))
        return self.marker.html(start, self.at)

    def left(self, offset: int) -> list[Piece]:
        """What was not yet read before this offset as a piece of text; none when that is white space."""
        blank = self.marker.blank(self.at, max(self.at, min(offset, self.end)))
        html = self.upto(offset)
        return [] if blank else [Piece("text", html)]

    def bar(self, offset: int) -> Markup:
        """What parts the cells before this offset, not to be seen; nothing when words stand there."""
        start, stop = self.at, max(self.at, min(offset, self.end))
        if self.marker.blank(start, stop) or not self.marker.bars(start, stop):
            return Markup("")
        self.at = stop
        return Markup("<span hidden>{}</span>").format(self.marker.html(start, stop, seen=False))

    def holds(self, part: Section | Block | Line | Cell) -> bool:
        """Whether any of this part is still to be read."""
        return part.start < self.end and part.end > self.at


@dataclass(frozen=True, slots=True)
class _Row:
    """Cells side by side, as a head of the table or under it."""

    cells: Sequence[Cell]
    tag: str = "td"

    @property
    def start(self) -> int:
        return self.cells[0].start

    @property
    def end(self) -> int:
        return self.cells[-1].end


def pieces(document: Document, start: int, end: int, marker: Marker) -> list[Piece]:
    """All that stands between two offsets, in reading order."""
    found: list[Piece] = []
    last = TOP
    reader = Reader(marker, start, end)
    for part in sorted(_parts(document), key=lambda part: part.start):
        if not reader.holds(part):
            continue
        found += reader.left(part.start)
        if isinstance(part, Section):
            last = level = min(6, part.level + TOP, last + 1)
            found.append(Piece("heading", reader.upto(part.end), level))
        else:
            found += _block(part, reader)
    return found + reader.left(end)


def sections_of(document: Document) -> Iterator[Section]:
    """Every section in reading order."""
    for _, section in document.walk():
        yield section


def _parts(document: Document) -> Iterator[Section | Block]:
    """Headings and blocks; the start and end of a section are those of its heading."""
    for section in sections_of(document):
        yield section
        yield from section.blocks


def _block(block: Block, reader: Reader) -> list[Piece]:
    if block.kind is BlockKind.TABLE and (block.rows or block.heads):
        return [Piece("table", _table(block, reader))]
    if block.kind is BlockKind.LIST and block.lines:
        return [Piece("list", _list(block, reader))]
    return reader.left(block.end)


def _list(block: Block, reader: Reader) -> Markup:
    """The items, each with the mark that the paper prints before it; one without has a bullet from the style sheet."""
    items = [
        Markup('<li class="l{}{}">{}</li>').format(
            min(3, line.level), "" if line.marker else " bare", reader.upto(line.end)
        )
        for line in block.lines
        if reader.holds(line)
    ]
    return Markup("<ul>{}</ul>").format(Markup("").join(items))


def _table(block: Block, reader: Reader) -> Markup:
    head = _rows([_Row(row.cells, "th") for row in block.heads if row.cells], reader)
    body = _rows([_Row(row.cells) for row in block.rows if row.cells], reader)
    return Markup("<table>{}<tbody>{}</tbody></table>").format(
        Markup("<thead>{}</thead>").format(head) if head else "", body
    )


def _rows(rows: Sequence[_Row], reader: Reader) -> Markup:
    made = []
    for row in rows:
        if row.start < reader.end and row.end > reader.at:
            cells = [
                _cell(row, place, reader)
                for place, cell in enumerate(row.cells)
                if not (place and cell.covered == "left")
            ]
            made.append(Markup("<tr>{}</tr>").format(Markup("").join(cells)))
    return Markup("").join(made)


def _cell(row: _Row, place: int, reader: Reader) -> Markup:
    """One cell, over those at its right that belong to it; in a workbook it says where it stands.

    A bar that the stored text has before it is kept unseen, so that not a letter is added or lost.
    """
    cell, tag = row.cells[place], row.tag if row.cells[place].text else "td"
    span = 1 + _covered(row, place + 1)
    about = Markup(' title="{}"').format(_about(cell)) if cell.ref else Markup("")
    about += Markup(' colspan="{}"').format(span) if span > 1 else Markup("")
    about += Markup(' scope="{}"').format("colgroup" if span > 1 else "col") if tag == "th" else Markup("")
    if (cell.start, cell.end) in reader.marker.cells:
        about += Markup(' class="here" aria-current="true"')
    inner = reader.bar(cell.start) + reader.upto(cell.end)
    inner += Markup("").join(reader.bar(other.start) for other in row.cells[place + 1 : place + span])
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), about, inner)


def _covered(row: _Row, start: int) -> int:
    """How many cells from here on belong to the merged one before them."""
    count = 0
    while start + count < len(row.cells) and row.cells[start + count].covered == "left":
        count += 1
    return count


def _about(cell: Cell) -> str:
    """The address of a cell, and the number that it stores where it shows another."""
    stored = "" if cell.stored is None else f"{cell.stored:.12g}"
    said = cell.text.replace(",", "").strip("£%")
    return ref_words(cell.ref) + (f", stored as {stored}" if stored not in ("", said) else "")


def found_spans(text: str, words: str, limit: int = 500) -> list[Span]:
    """Where exactly these words stand, in any case; for a person's own search within a document."""
    spans: list[Span] = []
    folded, wanted, at = text.lower(), words.lower(), 0
    if len(folded) != len(text) or not wanted:
        return []
    while len(spans) < limit and (at := folded.find(wanted, at)) >= 0:
        spans.append((at, at + len(wanted)))
        at += len(wanted)
    return spans
