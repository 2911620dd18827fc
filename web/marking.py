"""A document's page as HTML with the cited words marked: by stored offsets, never by searching for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from ingest.model import Block, BlockKind, Cell, Document, Row, Section
from ingest.refs import ref_words
from web.views_library import Piece

Span = tuple[int, int]
TOP = 2  # the level of the heading that stands over a page's text


class Marker:
    """Turns stretches of one document into HTML and counts the characters it has marked."""

    def __init__(self, document: Document, spans: Sequence[Span]) -> None:
        self._text = document.text
        self._spans = sorted(spans)
        self.marked = 0

    def html(self, start: int, end: int) -> Markup:
        """These characters, those within a span marked; the first mark is where the page scrolls to."""
        parts: list[Markup] = []
        at = start
        for low, high in self._spans:
            low, high = max(low, at), min(high, end)
            if low >= high or not self._text[low:high].strip():
                continue
            anchor = Markup("") if self.marked else Markup(' id="passage"')
            self.marked += high - low
            parts += [
                escape(self._text[at:low]),
                Markup("<mark{}>{}</mark>").format(anchor, self._text[low:high]),
            ]
            at = high
        return Markup("").join([*parts, escape(self._text[at:end])])


def pieces(document: Document, start: int, end: int, marker: Marker) -> list[Piece]:
    """Headings and blocks that stand between two offsets, in reading order."""
    found: list[Piece] = []
    last = TOP
    for section in sections_of(document):
        if section.end <= start and section.start < start or section.start >= end:
            continue
        heading_end = section.start + len(section.heading)
        if section.heading and start <= section.start < end:
            last = level = min(6, section.level + TOP, last + 1)
            found.append(Piece("heading", marker.html(section.start, heading_end), level))
        for block in section.blocks:
            if block.start < end and block.end > start:
                found.append(_block(block, marker, start, end))
    return found


def sections_of(document: Document) -> Iterator[Section]:
    """Every section in reading order."""
    for _, section in document.walk():
        yield section


def _block(block: Block, marker: Marker, start: int, end: int) -> Piece:
    if block.kind is BlockKind.TABLE and block.rows:
        return Piece("table", _table(block, marker, start, end))
    if block.kind is BlockKind.LIST and block.lines:
        return Piece("list", _list(block, marker, start, end))
    return Piece("text", marker.html(max(block.start, start), min(block.end, end)))


def _list(block: Block, marker: Marker, start: int, end: int) -> Markup:
    lines = [line for line in block.lines if line.start < end and line.end > start]
    items = [
        Markup('<li class="l{}">{} {}</li>').format(
            min(3, line.level), _bullet(line.marker), marker.html(line.start, line.end)
        )
        for line in lines
    ]
    return Markup("<ul>{}</ul>").format(Markup("").join(items))


def _bullet(mark: str) -> str:
    return mark if any(char.isalnum() for char in mark) else "•"


def _table(block: Block, marker: Marker, start: int, end: int) -> Markup:
    heads = [_row(row, marker, head=True) for row in block.heads]
    rows = [_row(row, marker, head=False) for row in block.rows if row.start < end and row.end > start]
    head = Markup("<thead>{}</thead>").format(Markup("").join(heads)) if heads else Markup("")
    return Markup("<table>{}<tbody>{}</tbody></table>").format(head, Markup("").join(rows))


def _row(row: Row, marker: Marker, *, head: bool) -> Markup:
    """One row; a cell reaches over those at its right that belong to it, and says where it stands in a workbook."""
    cells = []
    for place, cell in enumerate(row.cells):
        if cell.covered == "left" and place:
            continue
        span = 1 + _covered(row, place + 1)
        about = Markup(' title="{}"').format(_about(cell)) if cell.ref else Markup("")
        about += Markup(' colspan="{}"').format(span) if span > 1 else Markup("")
        about += (
            Markup(' scope="{}"').format("colgroup" if span > 1 else "col")
            if head and cell.text
            else Markup("")
        )
        form = "<th{}>{}</th>" if head and cell.text else "<td{}>{}</td>"
        cells.append(Markup(form).format(about, marker.html(cell.start, cell.end)))
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _covered(row: Row, start: int) -> int:
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
