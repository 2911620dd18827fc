"""One short paper of a fictional council in every format that is read, with the facts that each must give."""

from __future__ import annotations

import io
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import docx
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

COUNCIL = "Westmarch Borough Council"
TITLE = "People Plan 2025-2029"
INTRODUCTION = (
    "Westmarch Borough Council employs 1,204 people. Staff turnover was 11.2% at 31 March 2025, and sickness absence "
    "stood at 9.4 days for each employee in 2024/25."
)
AIMS = ["Recruit and keep skilled colleagues", "Grow apprenticeships in every service", "Support wellbeing"]
HEADS = ["Grade", "Number of employees", "Vacancies"]
ROWS = [["Grade 1 to 4", "412", "31"], ["Grade 5 to 8", "590", "24"], ["Grade 9 and over", "202", "7"]]
ACTIONS = [
    ["Action", "Owner", "Target date"],
    ["Review the recruitment pages", "Head of People", "June 2025"],
    ["Launch a mentoring scheme", "Learning Manager", "September 2025"],
]
YEARS = ["2022/23", "2023/24", "2024/25"]
SPEND = [1_310_000, 1_190_000, 940_000]
NOTE = "Agency spend fell to £940,000 in 2024/25."
GOLD = frozenset((1204.0, 11.2, 9.4, 412.0, 590.0, 202.0, 940_000.0))
"""The values that a reader of any format must find."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the paper, and what must stand in its answer."""

    text: str
    answer: str


QUESTIONS = (
    Question("How many people does Westmarch employ?", "1,204"),
    Question("What was staff turnover at Westmarch?", "11.2%"),
    Question("How many days of sickness absence does Westmarch have for each employee?", "9.4"),
    Question("Who leads the mentoring scheme?", "Learning Manager"),
    Question("What was the agency spend in 2024/25?", "940,000"),
)


def as_docx() -> bytes:
    """The paper as a Word document."""
    document = docx.Document()
    document.core_properties.title = TITLE
    document.add_heading(f"{COUNCIL} {TITLE}", 1)
    document.add_paragraph(INTRODUCTION)
    document.add_heading("Our aims", 2)
    for aim in AIMS:
        document.add_paragraph(aim, style="List Bullet")
    document.add_heading("Our workforce", 2)
    for rows in ([HEADS, *ROWS], ACTIONS):
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph()
    document.add_heading("Agency staff", 2)
    document.add_paragraph(NOTE)
    return saved(document)


def as_pptx(*, hidden: bool = False) -> bytes:
    """The paper as a deck of five slides; with ``hidden`` a sixth that is not shown."""
    deck = Presentation()
    deck.core_properties.title = "PowerPoint Presentation"
    deck.core_properties.author = COUNCIL
    title = deck.slides.add_slide(deck.slide_layouts[0])
    title.shapes.title.text = f"{COUNCIL} {TITLE}"
    title.placeholders[1].text = INTRODUCTION
    aims = deck.slides.add_slide(deck.slide_layouts[1])
    aims.shapes.title.text = "Our aims"
    aims.placeholders[1].text = "\n".join(AIMS)
    _table_slide(deck, "Our workforce", [HEADS, *ROWS])
    _table_slide(deck, "What we will do", ACTIONS)
    agency = deck.slides.add_slide(deck.slide_layouts[5])
    agency.shapes.title.text = "Agency staff"
    data = CategoryChartData(number_format="£#,##0")
    data.categories = YEARS
    data.add_series("Agency spend", SPEND)
    frame = agency.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(6), Inches(4), data
    )
    frame.chart.has_title = True
    frame.chart.chart_title.text_frame.text = "Agency spend by year"
    agency.notes_slide.notes_text_frame.text = NOTE
    if hidden:
        spare = deck.slides.add_slide(deck.slide_layouts[1])
        spare.shapes.title.text = "Not for the public"
        spare.placeholders[1].text = "The council plans to employ 7,777 people."
        spare._element.set("show", "0")
    return saved(deck)


def _table_slide(deck: object, title: str, rows: list[list[str]]) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[5])  # type: ignore[attr-defined]
    slide.shapes.title.text = title
    frame = slide.shapes.add_table(len(rows), len(rows[0]), Inches(1), Inches(2), Inches(8), Inches(3))
    for across, row in zip(frame.table.rows, rows, strict=True):
        for cell, text in zip(across.cells, row, strict=True):
            cell.text = text


def as_mail(*, attached: bool = True) -> bytes:
    """The paper told in a message, with the Word document and the deck attached."""
    message = EmailMessage()
    message["From"] = "Ada Ashdown <ada.ashdown@westmarch.gov.uk>"
    message["To"] = "Cabinet members <cabinet@westmarch.gov.uk>"
    message["Date"] = "Tue, 06 May 2025 09:30:00 +0100"
    message["Subject"] = f"{COUNCIL}: {TITLE}"
    message.set_content(f"Dear all,\n\n{INTRODUCTION}\n\n{NOTE}\n\nRegards,\nAda Ashdown\n")
    if attached:
        word = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
        show = ("application", "vnd.openxmlformats-officedocument.presentationml.presentation")
        message.add_attachment(as_docx(), *word, filename="people plan.docx")
        message.add_attachment(as_pptx(), *show, filename="people plan.pptx")
    return bytes(message)


def saved(made: object) -> bytes:
    """What a document or deck saves as."""
    out = io.BytesIO()
    made.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    """The file with these bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path
