"""A comparison as a Word document: a table for each topic, and a footnote with paper, page, status and words for each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from docx import Document as new_document
from docx.shared import Pt

from ingest.model import Body
from web.compare_view import Cell, Line
from web.facade import Card
from web.footnotes_docx import Footnotes, writable

if TYPE_CHECKING:
    from docx.document import Document


def written(
    lines: Sequence[Line],
    bodies: Sequence[Body],
    cards: Mapping[str, Card],
    link: str,
    *,
    today: date | None = None,
) -> Document:
    """The document, not yet saved."""
    document, notes, day = new_document(), Footnotes(), today or date.today()
    document.core_properties.author, document.core_properties.title = "Moothall", "Comparison"
    document.styles["Normal"].font.size = Pt(10)
    document.add_heading("Comparison", 0)
    names = ", ".join(body.name for body in bodies)
    document.add_paragraph(writable(f"{names}. Made on {day.day} {day:%B %Y}. {link}"))
    for line in lines:
        document.add_heading(writable(line.name), 2)
        document.add_paragraph(line.counts.capitalize() + ".")
        table = document.add_table(len(bodies), 2, style="Table Grid")
        for row, body, cell in zip(table.rows, bodies, line.cells, strict=True):
            row.cells[0].text = writable(body.name)
            said = " ".join(part for part in (cell.view.text, cell.view.absent) if part)
            paragraph = row.cells[1].paragraphs[0]
            paragraph.add_run(
                writable(f"{said}" + (f" ({cell.view.detail})" if cell.value is not None else ""))
            )
            if cell.quote:
                notes.add(paragraph, _note(cell, cards))
    notes.attach(document)
    return document


def _note(cell: Cell, cards: Mapping[str, Card]) -> str:
    card = cards.get(cell.document)
    where = ", ".join(
        part for part in (card.title if card else "", f"page {cell.page}" if cell.page else "") if part
    )
    status = cell.status or (card.status.value if card else "")
    return f"{where} ({status or 'status unknown'}): “{' '.join(cell.quote.split())}”"
