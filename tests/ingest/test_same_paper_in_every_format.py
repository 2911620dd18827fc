"""One paper laid out as PDF, DOCX, HTML and Markdown: the same sections, lists, tables and words come out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

import docx
import pytest

from ingest.model import BlockKind
from ingest.parse.docx import read_docx
from ingest.parse.html import read_html
from ingest.parse.pdf import read_pdf
from ingest.parse.raw import RawDocument
from ingest.parse.structure import assemble
from ingest.parse.text import read_text
from tests.ingest.pdf_paper import LEFT, Paper

SHARED = Path(__file__).parents[2].parent / "shared"
SEEDS = sorted(path.stem for path in (SHARED / "seeds_docx").glob("*.docx"))

TITLE = "Workforce Plan 2024-2028"
INTRODUCTION = (
    "This plan sets out how the council will support, pay and develop the people who work for it. It follows"
    " a survey that seven in ten of them answered, and it replaces the plan that ended in March 2024."
)
AIMS = [
    "Managers who lead well and who are given the time to learn from one another",
    "Homes that people who work here can afford",
    "Pay that is fair and can be seen to be fair across every grade and every service of the council",
]
TABLE = [
    ["Action", "Owner", "Target date"],
    ["Train managers", "Head of People", "May 2025"],
    ["Review pay", "Director of Finance", "June 2026"],
    ["Open the academy", "Head of People", "To be confirmed"],
]
CLOSING = "The cabinet will be told of progress twice a year, in June and in December, in a public report."


@dataclass(frozen=True)
class View:
    """What is compared: headings, list items, table cells and words, each in reading order."""

    headings: list[str]
    items: list[str]
    cells: list[str]
    words: list[str]


def plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().lower()


def view(raw: RawDocument) -> View:
    document = assemble(raw, digest=hashlib.sha256(b"").hexdigest(), file="paper")
    blocks = [block for _, section in document.walk() for block in section.blocks]
    tables = [block for block in blocks if block.kind is BlockKind.TABLE]
    cells = [
        cell for table in tables for row in (table.columns, *(r.cells for r in table.rows)) for cell in row
    ]
    return View(
        headings=[plain(section.heading) for _, section in document.walk() if section.heading],
        items=[plain(line.text) for block in blocks if block.kind is BlockKind.LIST for line in block.lines],
        cells=[plain(cell.text) for cell in cells if cell.text],
        words=plain(document.text).split(),
    )


def as_pdf(folder: Path) -> RawDocument:
    paper = Paper(folder / "paper.pdf")
    paper.line(TITLE, font="Helvetica-Bold", size=22)
    paper.heading("Introduction")
    paper.text(INTRODUCTION)
    paper.heading("Our aims")
    paper.line("We want:")
    paper.gap(4)
    for item in AIMS:
        paper.bullet(item)
    paper.heading("Action plan")
    paper.gap(10)
    paper.table(TABLE, [180, 150, 110])
    paper.gap(10)
    paper.text(CLOSING)
    return read_pdf(paper.save())


def as_two_column_pdf(folder: Path) -> RawDocument:
    """Text in two columns under a title across the page, the table without rules on a page of its own."""
    paper = Paper(folder / "columns.pdf")
    paper.line(TITLE, font="Helvetica-Bold", size=22)
    paper.gap(20)
    top = paper.y
    paper.line("Introduction", font="Helvetica-Bold", size=15)
    paper.gap()
    paper.text(INTRODUCTION, right=285)
    paper.y = top
    paper.line("Our aims", font="Helvetica-Bold", size=15, x=310)
    paper.gap()
    paper.line("We want:", x=310)
    paper.gap(4)
    for item in AIMS:
        paper.put(310, paper.y, "n", font="ZapfDingbats", size=7)
        paper.text(item, x=324)
    paper.page()
    paper.line("Action plan", font="Helvetica-Bold", size=15)
    paper.gap()
    for number, row in enumerate(TABLE):
        for x, text in zip((LEFT, 230.0, 400.0), row, strict=True):
            paper.put(x, paper.y, text, font="Helvetica-Bold" if number == 0 else "Helvetica")
        paper.y -= 17
    paper.gap(10)
    paper.text(CLOSING)
    return read_pdf(paper.save())


def as_docx(folder: Path) -> RawDocument:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    document.add_heading("Introduction", 2)
    document.add_paragraph(INTRODUCTION)
    document.add_heading("Our aims", 2)
    document.add_paragraph("We want:")
    for item in AIMS:
        document.add_paragraph(item, style="List Bullet")
    document.add_heading("Action plan", 2)
    table = document.add_table(0, 3)
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph(CLOSING)
    data = BytesIO()
    document.save(data)
    return read_docx(data.getvalue())


def as_html(folder: Path) -> RawDocument:
    items = "".join(f"<li>{item}</li>" for item in AIMS)
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    page = (
        f"<h1>{TITLE}</h1><h2>Introduction</h2><p>{INTRODUCTION}</p><h2>Our aims</h2><p>We want:</p>"
        f"<ul>{items}</ul><h2>Action plan</h2><table>{rows}</table><p>{CLOSING}</p>"
    )
    return read_html(f"<!doctype html><html><body>{page}</body></html>".encode())


def as_markdown(folder: Path) -> RawDocument:
    items = "\n".join(f"- {item}" for item in AIMS)
    head, *rows = ("| " + " | ".join(row) + " |" for row in TABLE)
    table = "\n".join([head, "|---|---|---|", *rows])
    text = (
        f"# {TITLE}\n\n## Introduction\n\n{INTRODUCTION}\n\n## Our aims\n\nWe want:\n\n{items}\n\n"
        f"## Action plan\n\n{table}\n\n{CLOSING}\n"
    )
    return read_text(text.encode())


@pytest.mark.parametrize("lay_out", [as_pdf, as_two_column_pdf, as_docx, as_html, as_markdown])
def test_every_format_gives_the_same_headings_items_cells_and_words(
    lay_out: Callable[[Path], RawDocument], tmp_path: Path
) -> None:
    words = " ".join([TITLE, "Introduction", INTRODUCTION, "Our aims We want", *AIMS, "Action plan"])
    cells = [plain(cell) for row in TABLE for cell in row]

    found = view(lay_out(tmp_path))

    assert found.headings == [plain(text) for text in (TITLE, "Introduction", "Our aims", "Action plan")]
    assert found.items == [plain(item) for item in AIMS]
    assert found.cells == cells
    assert found.words == [*plain(words).split(), *" ".join(cells).split(), *plain(CLOSING).split()]


def share_in_order(expected: Sequence[str], found: Sequence[str]) -> float:
    """The share of the expected entries that were found, in the same order."""
    blocks = SequenceMatcher(None, expected, found, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(expected) if expected else 1.0


@pytest.mark.slow
@pytest.mark.skipif(not SEEDS, reason="the five development papers are not beside the repository")
@pytest.mark.parametrize("stem", SEEDS)
def test_a_development_paper_is_the_same_from_pdf_as_from_docx(stem: str) -> None:
    from_docx = view(read_docx((SHARED / "seeds_docx" / f"{stem}.docx").read_bytes()))
    from_pdf = view(read_pdf(SHARED / "seeds_pdf" / f"{stem}.pdf"))
    missing = Counter(from_docx.words) - Counter(from_pdf.words)

    assert share_in_order(from_docx.headings, from_pdf.headings) >= 0.95
    assert share_in_order(from_docx.items, from_pdf.items) >= 0.95
    assert len(from_docx.cells) < 20 or share_in_order(from_docx.cells, from_pdf.cells) >= 0.95
    # One table is wider than its page: what its layout cut off is not in the PDF.
    assert missing.total() <= 0.005 * len(from_docx.words)
