"""A projection as a Word document of one page: the figure, the chart, what it rests on with notes, assumptions, cautions."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from docx import Document as new_document
from docx.shared import Cm, Pt

from web.charts import png_of
from web.footnotes_docx import Footnotes, writable
from web.projection_view import projection_view
from web.scenario_record import Given, Record, cautions, source_words

if TYPE_CHECKING:
    from docx.document import Document

MOST_ROWS = 8
"""Rows of the path that leave the briefing on one page."""
MOST_LINES = 5


def briefing(record: Record, chart: bytes, *, today: date | None = None) -> bytes:
    """The document's bytes; ``chart`` is an SVG."""
    document, notes = new_document(), Footnotes()
    day = today or date.today()
    _page(document, record.finding)
    document.add_heading(writable(record.finding), 1)
    councils = ", ".join(record.councils) or "No council"
    _line(document, f"{councils}. Computed on {day.day} {day:%B %Y} from the figures below; no forecast.")
    if record.question:
        _line(document, f"Question: {record.question}")
    document.add_picture(io.BytesIO(png_of(chart)), width=Cm(13.5))
    picture = document.inline_shapes[-1]._inline.docPr
    picture.set("descr", f"Chart: {record.finding}")
    _table(document, record)
    _inputs(document, notes, record)
    view = projection_view(record.result)
    _listed(document, "Assumptions", [f"{name}: {value}" for name, value, _ in view.assumptions])
    _listed(document, "Take care", cautions(record))
    if record.address:
        _line(document, f"Open again and change: {record.site}{record.address}")
    notes.attach(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: Document, title: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(1.6)
    section.left_margin = section.right_margin = Cm(2)
    document.core_properties.author, document.core_properties.title = "Moothall", writable(title)[:250]
    normal = document.styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_after = Pt(3)


def _line(document: Document, text: str) -> None:
    document.add_paragraph(writable(text))


def _table(document: Document, record: Record) -> None:
    """The path; of a long one, its ends and what lies evenly between."""
    grid = projection_view(record.result).table
    rows = grid.rows
    if len(rows) > MOST_ROWS:
        rows = [rows[round(place * (len(rows) - 1) / (MOST_ROWS - 1))] for place in range(MOST_ROWS)]
    if not rows:
        return
    made = document.add_table(len(rows) + 1, len(grid.columns), style="Light Grid Accent 1")
    for cells, row in zip(made.rows, [grid.columns, *rows], strict=True):
        for cell, text in zip(cells.cells, row, strict=False):
            cell.text = writable(text)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _inputs(document: Document, notes: Footnotes, record: Record) -> None:
    document.add_heading("What it rests on", 2)
    for item in record.given:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(writable(f"{item.label}: ")).bold = True
        when = f", {item.date}" if item.date else ""
        paragraph.add_run(writable(f"{item.display}{when} ({item.origin})"))
        if item.paper or item.note:
            notes.add(paragraph, _note(item))


def _note(item: Given) -> str:
    quote = " ".join(item.quote.split())
    return source_words(item) + (f": “{quote}”" if quote else "") if item.paper else item.note


def _listed(document: Document, heading: str, lines: Sequence[str]) -> None:
    if lines:
        document.add_heading(heading, 2)
        for text in lines[:MOST_LINES]:
            document.add_paragraph(writable(text), style="List Bullet")
