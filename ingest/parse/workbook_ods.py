"""ODS, the OpenDocument spreadsheet: its XML holds what each cell shows and what it stores."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.model import Furniture
from ingest.parse.clean import clean
from ingest.parse.workbook_sheet import Box, Sheet, SheetCell, Workbook, address
from ingest.parse.workbook_shown import plain, shown

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_HIDDEN = ("collapse", "filter")
_WIDEST = 16_384


def _q(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


_TABLES = f".//{_q('office:spreadsheet')}/{_q('table:table')}"
_GROUPS = frozenset(
    _q(f"table:table-{part}")
    for part in ("rows", "columns", "header-rows", "header-columns", "row-group", "column-group")
)


def read_ods(data: bytes, *, cells: int) -> Workbook:
    """The sheets of a spreadsheet; reading ends once there are more than this many cells. Raises on a broken file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
            raise ValueError("encrypted")
        root = _tree(archive.read("content.xml"))
        about = _part(archive, "meta.xml")
    styles = {style.get(_q("style:name"), ""): style for style in root.iter(_q("style:style"))}
    sheets = [_Reader(styles, cells).sheet(table) for table in root.iterfind(_TABLES)]
    title, author = _properties(about)
    return Workbook(sheets, title, [Furniture("author", author)] if author else [])


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    return archive.read(name) if name in archive.namelist() else b""


def _tree(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _properties(about: bytes) -> tuple[str, str]:
    if not about:
        return "", ""
    root = _tree(about)
    return clean(root.findtext(f".//{_q('dc:title')}") or ""), clean(
        root.findtext(f".//{_q('dc:creator')}") or ""
    )


@dataclass(slots=True)
class _Reader:
    """Reads one table element after another; counts what it has read."""

    styles: dict[str, etree._Element]
    most: int
    strong: dict[str, bool] = field(default_factory=dict)

    def sheet(self, table: etree._Element) -> Sheet:
        """The sheet that a table element holds."""
        sheet = Sheet(table.get(_q("table:name"), ""), hidden=self._is_hidden(table))
        at = 1
        for column in _within(table, "table:table-column"):
            width = _count(column, "table:number-columns-repeated")
            if column.get(_q("table:visibility")) in _HIDDEN:
                sheet.hidden_columns.update(range(at, min(at + width, _WIDEST + 1)))
            at += width
        number = 1
        for row in _within(table, "table:table-row"):
            repeat = _count(row, "table:number-rows-repeated")
            before = len(sheet.cells)
            self._row(row, number, sheet)
            if row.get(_q("table:visibility")) in _HIDDEN and repeat < _WIDEST:
                sheet.hidden_rows.update(range(number, number + repeat))
            if len(sheet.cells) > before:
                for again in range(1, min(repeat, self.most)):
                    self._row(row, number + again, sheet)
            number += repeat
        return sheet

    def _is_hidden(self, table: etree._Element) -> bool:
        style = self.styles.get(table.get(_q("table:style-name"), ""))
        shape = style.find(_q("style:table-properties")) if style is not None else None
        return shape is not None and shape.get(_q("table:display")) == "false"

    def _row(self, row: etree._Element, number: int, sheet: Sheet) -> None:
        column = 1
        for cell in row.iterchildren(_q("table:table-cell"), _q("table:covered-table-cell")):
            repeat = _count(cell, "table:number-columns-repeated")
            if cell.tag == _q("table:table-cell"):
                self._cell(cell, number, column, repeat, sheet)
            column += repeat

    def _cell(self, cell: etree._Element, row: int, column: int, repeat: int, sheet: Sheet) -> None:
        _merge(cell, row, column, sheet)
        text, stored = _shown(cell), _stored(cell)
        if cell.get(_q("calcext:value-type")) == "error":
            sheet.faults.append(f"{address(row, column)} ({text})")
        elif text:
            found = SheetCell(text, stored, self._is_strong(cell.get(_q("table:style-name"), "")))
            room = max(0, self.most + 1 - len(sheet.cells))
            for place in range(column, column + min(repeat, room)):
                sheet.cells[row, place] = found
        elif cell.get(_q("table:formula")) and cell.get(_q("office:value-type")) is None:
            sheet.unsaved.append(address(row, column))

    def _is_strong(self, name: str) -> bool:
        """Whether cells of this style are bold or have a filled ground."""
        if name not in self.strong:
            style = self.styles.get(name)
            bold = style.find(_q("style:text-properties")) if style is not None else None
            ground = style.find(_q("style:table-cell-properties")) if style is not None else None
            filled = ground.get(_q("fo:background-color"), "transparent") if ground is not None else ""
            heavy = bold is not None and bold.get(_q("fo:font-weight")) == "bold"
            self.strong[name] = heavy or filled not in ("", "transparent", "#ffffff")
        return self.strong[name]


def _within(table: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows or columns of a table, those in groups and headers too, not those of a table within a cell."""
    for child in table.iterchildren():
        if child.tag == _q(name):
            yield child
        elif child.tag in _GROUPS:
            yield from _within(child, name)


def _count(element: etree._Element, name: str) -> int:
    found = element.get(_q(name), "1")
    return int(found) if found.isdigit() else 1


def _merge(cell: etree._Element, row: int, column: int, sheet: Sheet) -> None:
    wide, high = (
        _count(cell, "table:number-columns-spanned"),
        _count(cell, "table:number-rows-spanned"),
    )
    if wide > 1 or high > 1:
        sheet.merged.append(Box(row, column, row + high - 1, column + wide - 1))


def _shown(cell: etree._Element) -> str:
    """What the cell prints; where a writer left that out, its value."""
    lines = [_line(paragraph) for paragraph in cell.iterchildren(_q("text:p"))]
    text = "\n".join(line for line in lines if line)
    value = cell.get(_q("office:value"))
    if text or value is None:
        return text or cell.get(_q("office:date-value")) or cell.get(_q("office:string-value")) or ""
    percent = cell.get(_q("office:value-type")) == "percentage"
    return shown(float(value), "0.0%") if percent else plain(float(value))


def _line(paragraph: etree._Element) -> str:
    """The text of a paragraph with its spaces and breaks."""
    parts = [paragraph.text or ""]
    for child in paragraph.iterchildren():
        if child.tag in (_q("text:s"), _q("text:tab"), _q("text:line-break")):
            parts.append("\n" if child.tag == _q("text:line-break") else " ")
        elif isinstance(child.tag, str) and child.tag != _q("office:annotation"):
            parts.append(_line(child))
        parts.append(child.tail or "")
    return "".join(parts).strip(" ") if paragraph.tag == _q("text:p") else "".join(parts)


def _stored(cell: etree._Element) -> float | None:
    value = cell.get(_q("office:value"))
    return float(value) if value is not None else None
