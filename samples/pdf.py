"""Lay a sample paper out as PDF with reportlab: same source, same bytes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.flowables import BalancedColumns, HRFlowable
from reportlab.platypus.tableofcontents import TableOfContents

from samples.markup import Block, Paper

INK, BLUE, PALE = colors.HexColor("#1f2a33"), colors.HexColor("#17496b"), colors.HexColor("#e3ecf2")
WIDTH = A4[0] - 44 * mm


def _style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=more.pop("font", "Helvetica"),
        fontSize=size,
        leading=leading,
        textColor=more.pop("color", INK),
        **more,
    )


BODY = _style("body", 11, 15.5, spaceAfter=8)
LEAD_IN = _style("lead", 11, 15.5, spaceAfter=6, keepWithNext=1)
QUOTE = _style("quote", 12.5, 17, font="Helvetica-Oblique", color=BLUE, leftIndent=14, spaceAfter=9)
CAPTION = _style("caption", 9.5, 12, font="Helvetica-Oblique", spaceAfter=10)
CELL, HEAD = _style("cell", 9.5, 12.5), _style("head", 9.5, 12.5, font="Helvetica-Bold", color=colors.white)
VALUE = _style("value", 19, 23, font="Helvetica-Bold", color=BLUE, alignment=TA_CENTER)
LABEL = _style("label", 9.5, 12, alignment=TA_CENTER)
HEADINGS = {
    1: _style("h1", 20, 24, font="Helvetica-Bold", color=BLUE, spaceBefore=14, spaceAfter=9, keepWithNext=1),
    2: _style("h2", 14, 18, font="Helvetica-Bold", color=BLUE, spaceBefore=10, spaceAfter=6, keepWithNext=1),
    3: _style("h3", 12, 15, font="Helvetica-Bold", spaceBefore=8, spaceAfter=4, keepWithNext=1),
}


class _Template(BaseDocTemplate):  # type: ignore[misc]
    """A page with a running header and footer, headings noted for the contents page and the outline."""

    def __init__(self, path: Path, paper: Paper) -> None:
        super().__init__(
            str(path), pagesize=A4, title=paper.meta["title"], author=paper.meta["council"], invariant=1
        )
        self.paper = paper
        frame = Frame(22 * mm, 24 * mm, WIDTH, A4[1] - 50 * mm, id="text", leftPadding=0, rightPadding=0)
        self.addPageTemplates([PageTemplate("page", [frame], onPage=self.furniture)])

    def furniture(self, canvas: Any, document: Any) -> None:
        """Draw what stands on each page."""
        canvas.saveState()
        canvas.setFillColor(INK)
        if self.paper.meta.get("status"):
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawCentredString(A4[0] / 2, A4[1] - 15 * mm, self.paper.meta["status"])
        if document.page > 1:
            canvas.setFont("Helvetica", 9)
            canvas.drawString(22 * mm, 14 * mm, self.paper.meta["footer"])
            canvas.drawRightString(A4[0] - 22 * mm, 14 * mm, f"Page {document.page}")
        canvas.restoreState()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (reportlab's name)
        """Tell the contents page and the outline of each heading of the first two levels."""
        name = getattr(getattr(flowable, "style", None), "name", "")
        if name in ("h1", "h2"):
            text, key = flowable.getPlainText(), f"h{self.seq.nextf('heading')}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(text, key, int(name[1]) - 1)
            if name == "h1":
                self.notify("TOCEntry", (0, text, self.page, key))


def write(paper: Paper, path: Path) -> None:
    """Write the paper to this path as PDF."""
    flow: list[Flowable] = []
    for block in paper.blocks:
        flow.extend(_flow(block, paper))
    _Template(path, paper).multiBuild(flow)


def _flow(block: Block, paper: Paper) -> list[Flowable]:
    """The flowables of one block."""
    match block.kind:
        case "heading":
            return [Paragraph(markup(block.text), HEADINGS[block.level])]
        case "quote":
            return [Paragraph(markup(block.text), QUOTE)]
        case "caption":
            return [Paragraph(markup(block.text), CAPTION)]
        case "list":
            return _bullets(block.items, BODY, 2, last=8)
        case "table":
            return [_table(block), Spacer(1, 12)]
        case "tiles":
            return [_tiles(block), Spacer(1, 12)]
        case "columns":
            inner = [flowable for child in block.blocks for flowable in _flow(child, paper)]
            return [BalancedColumns(inner, nCols=2, innerPadding=18), Spacer(1, 8)]
        case "picture":
            return [_picture(), Paragraph(markup(block.text), CAPTION)]
        case "pagebreak":
            return [PageBreak()]
        case "cover":
            return _cover(paper)
        case "contents":
            return _contents()
        case _:
            leads = block.text.rstrip("*").endswith(":")  # a lead-in stays with its list
            return [Paragraph(markup(block.text), LEAD_IN if leads else BODY)]


def markup(text: str) -> str:
    """Markdown's bold as reportlab's, with the special characters escaped."""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)


def _bullets(
    items: list[tuple[int, str, str]], style: ParagraphStyle, after: float, last: float = 0
) -> list[Flowable]:
    """List items as paragraphs that hang on their marker; ``last`` is the space below the last one."""
    made: list[Flowable] = []
    for number, (level, marker, text) in enumerate(items, 1):
        mark = ("•", "–")[min(level, 1)] if marker == "-" else marker
        hang = 18 if marker != "-" else 12
        item = ParagraphStyle(
            f"item{level}",
            parent=style,
            leftIndent=hang + 16 * level,
            bulletIndent=16 * level,
            spaceAfter=last if number == len(items) else after,
        )
        made.append(Paragraph(markup(text), item, bulletText=mark))
    return made


def _cell(text: str, style: ParagraphStyle) -> list[Flowable]:
    """The paragraphs and bullets of a cell."""
    made: list[Flowable] = []
    for line in text.split("<br>"):
        bullet = line.startswith("- ")
        made.extend(_bullets([(0, "-", line[2:])], style, 0) if bullet else [Paragraph(markup(line), style)])
    return made


def _table(block: Block) -> Table:
    """A ruled table whose header row is repeated and whose rows may split over pages."""
    count = len(block.rows[0])
    shares = block.widths or [1] * count
    rows = [
        [_cell(cell, HEAD if block.header and number == 0 else CELL) for cell in row]
        for number, row in enumerate(block.rows)
    ]
    look = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#8fa3b0")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    ]
    if block.header:
        look.append(("BACKGROUND", (0, 0), (-1, 0), BLUE))
    sizes = [WIDTH * share / sum(shares) for share in shares]
    return Table(rows, colWidths=sizes, repeatRows=int(block.header), splitInRow=1, style=look)


def _tiles(block: Block) -> Table:
    """Three tiles a row, the value on one line and its label on the next."""
    tiles = [[Paragraph(value, VALUE), Paragraph(markup(label), LABEL)] for value, label in block.rows]
    tiles += [[]] * (-len(tiles) % 3)
    rows = [tiles[at : at + 3] for at in range(0, len(tiles), 3)]
    look = [
        ("BACKGROUND", (0, 0), (-1, -1), PALE),
        ("INNERGRID", (0, 0), (-1, -1), 6, colors.white),
        ("TOPPADDING", (0, 0), (-1, -1), 12),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 12),
    ]
    return Table(rows, colWidths=[WIDTH / 3] * 3, style=look)


def _picture() -> Drawing:
    """A chart without any readable value, as many papers have."""
    drawing = Drawing(WIDTH, 96)
    drawing.add(Rect(0, 0, WIDTH, 92, fillColor=PALE, strokeColor=None))
    for number, height in enumerate((38, 61, 74, 52, 29)):
        drawing.add(Rect(46 + number * 84, 10, 44, height, fillColor=BLUE, strokeColor=None))
    return drawing


def _cover(paper: Paper) -> list[Flowable]:
    """A title page."""
    big = _style("cover", 30, 36, font="Helvetica-Bold", color=BLUE, spaceAfter=14)
    small = _style("cover2", 15, 20, spaceAfter=10)
    return [
        Spacer(1, 70 * mm),
        Paragraph(markup(paper.meta["council"]), small),
        Paragraph(markup(paper.meta["title"]), big),
        HRFlowable(width="30%", thickness=3, color=BLUE, hAlign="LEFT", spaceAfter=12),
        Paragraph(markup(paper.meta["subtitle"]), small),
        PageBreak(),
    ]


def _contents() -> list[Flowable]:
    """A contents page with dotted lines and the real page numbers."""
    contents = TableOfContents(dotsMinLevel=0, levelStyles=[_style("toc", 11.5, 22)])
    title = ParagraphStyle("contents", parent=HEADINGS[1])
    return [Paragraph("Contents", title), contents]
