"""A comparison as files: one row a cell with quote, paper, page, status, date and question; the table; the sources."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from ingest.model import Body
from web.compare_view import STATES, Cell, Line
from web.exports import Sheet, Value
from web.facade import Card

HEADINGS = (
    *(
        "topic",
        "body",
        "state",
        "value",
        "unit",
        "shown",
        "detail",
        "date",
        "quote",
        "title",
        "page",
        "status",
    ),
    *("question", "link", "document"),
)


def cell_rows(lines: Sequence[Line], bodies: Sequence[Body], cards: Mapping[str, Card], site: str) -> Sheet:
    """One row a cell."""
    rows: list[Sequence[Value]] = [HEADINGS]
    for line in lines:
        for body, cell in zip(bodies, line.cells, strict=True):
            rows.append(_row(line, body, cell, cards, site))
    return rows


def _row(line: Line, body: Body, cell: Cell, cards: Mapping[str, Card], site: str) -> Sequence[Value]:
    card = cards.get(cell.document)
    link = site + cell.view.sources[0].url if cell.view.sources else ""
    shown = " ".join(part for part in (cell.view.text, cell.view.absent) if part)
    return (
        *(
            line.name,
            body.name,
            STATES[cell.state],
            cell.value,
            cell.unit,
            shown,
            cell.view.detail,
            cell.date,
        ),
        *(
            cell.quote,
            card.title if card else "",
            cell.page,
            cell.status or (card.status.value if card else ""),
        ),
        *(line.question or f"What do they state of: {line.name}?", link, cell.document),
    )


def table_rows(lines: Sequence[Line], bodies: Sequence[Body]) -> Sheet:
    """The table as it is read: bodies down, topics across, what each cell says with its paper and page."""
    heads: list[Value] = ["", *(line.name for line in lines)]
    return [heads, *([body.name, *(_said(line.cells[n]) for line in lines)] for n, body in enumerate(bodies))]


def _said(cell: Cell) -> str:
    tag = f" ({cell.view.tag.text.lower()})" if cell.view.tag else ""
    where = "; ".join(link.text for link in cell.view.sources)
    said = " ".join(part for part in (cell.view.text, cell.view.absent) if part)
    more = [cell.view.detail, f"[{where}{tag}]" if where else ""]
    return "\n".join(part for part in (said, *more) if part)


def comparison_docx(
    lines: Sequence[Line], bodies: Sequence[Body], cards: Mapping[str, Card], link: str
) -> bytes:
    """The comparison as a Word document: a heading a topic, a line a body, a note that proves each."""
    from web.compare_docx import written

    stream = io.BytesIO()
    written(lines, bodies, cards, link).save(stream)
    return stream.getvalue()
