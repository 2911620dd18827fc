"""Tables of PDF pages, with and without rules, over page breaks, on turned pages; cards of figures."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

from ingest.parse.pdf import read_pdf
from ingest.parse.raw import RawDocument, RawParagraph, RawTable
from tests.ingest.pdf_paper import LEFT, TOP, Paper

WARDS = (
    "The council employs people in every ward and this plan says how we will support them in the years ahead."
)


def tables(document: RawDocument) -> list[list[list[str]]]:
    found = [block for block in document.blocks if isinstance(block, RawTable)]
    return [
        [[" / ".join(line.text for line in cell.lines) for cell in row.cells] for row in table.rows]
        for table in found
    ]


def test_a_ruled_table_gives_its_cells_and_marks_the_bold_row(tmp_path: Path) -> None:
    rows = [
        ["Action", "Owner", "By when"],
        ["Train managers", "HR", "May 2026"],
        ["Review pay", "", "June 2026"],
    ]
    paper = Paper(tmp_path / "a.pdf")
    paper.table(rows, [200, 120, 100])

    document = read_pdf(paper.save())

    assert tables(document) == [rows]
    table = document.blocks[0]
    assert isinstance(table, RawTable)
    assert [row.header for row in table.rows] == [True, False, False]


def test_a_long_table_is_one_table_with_its_header_once_and_bullets_as_lines(tmp_path: Path) -> None:
    body = getSampleStyleSheet()["BodyText"]
    rows = [[Paragraph(f"<b>{name}</b>", body) for name in ("We will", "Measure")]]
    for number in range(60):
        rows.append(
            [
                Paragraph(f"Action {number}", body),
                Paragraph("\u2022 One thing done<br/>\u2022 Another done", body),
            ]
        )
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey)])
    path = tmp_path / "a.pdf"
    SimpleDocTemplate(str(path)).build([LongTable(rows, repeatRows=1, colWidths=[200, 200], style=grid)])

    document = read_pdf(path)

    assert document.pages > 2
    (table,) = tables(document)
    assert table[0] == ["We will", "Measure"]
    assert table[1:] == [[f"Action {number}", "One thing done / Another done"] for number in range(60)]


def test_a_row_cut_by_the_page_is_made_whole(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    for top, bottom, lines in (
        (150, 50, ("Train all our managers to lead", "and to coach their teams")),
        (790, 760, ("in every service.",)),
    ):
        for x in (LEFT, LEFT + 200, LEFT + 400):
            paper.canvas.line(x, top, x, bottom)
        for y in (top, bottom):
            paper.canvas.line(LEFT, y, LEFT + 400, y)
        for number, line in enumerate(lines):
            paper.put(LEFT + 4, top - 14 - 12 * number, line)
        if top == 150:
            paper.put(LEFT + 204, top - 14, "Head of People")
            paper.page()

    assert tables(read_pdf(paper.save())) == [
        [["Train all our managers to lead and to coach their teams in every service.", "Head of People"]]
    ]


def test_columns_that_align_make_a_table_without_any_rule(tmp_path: Path) -> None:
    rows = [
        ["Measure", "2022/23", "Target"],
        ["Sickness absence (days)", "10.9", "9.0"],
        ["Staff turnover", "14.3%", "12%"],
        ["Agency spend", "£1.1m", "£0.8m"],
    ]
    paper = Paper(tmp_path / "a.pdf")
    paper.text(WARDS)
    paper.gap(14)
    for number, row in enumerate(rows):
        for x, text in zip((LEFT, 330.0, 430.0), row, strict=True):
            paper.put(x, paper.y, text, font="Helvetica-Bold" if number == 0 else "Helvetica")
        paper.y -= 16
    paper.gap(14)
    paper.text(WARDS)

    document = read_pdf(paper.save())

    assert tables(document) == [rows]
    assert [block.text for block in document.blocks if isinstance(block, RawParagraph)] == [WARDS, WARDS]


def test_wrapped_cells_between_horizontal_rules_stay_in_their_rows(tmp_path: Path) -> None:
    rows = [
        ["Action", "Owner", "By when"],
        [
            "Launch the leadership programme for all managers in the council",
            "Director of People",
            "March 2026",
        ],
        ["Review the attendance policy with the trade unions and the networks", "Head of HR", "June 2026"],
    ]
    paper = Paper(tmp_path / "a.pdf")
    for row in rows:
        paper.canvas.line(LEFT, paper.y + 13, 523, paper.y + 13)
        top = lowest = paper.y
        for x, right, text in zip((LEFT, 300.0, 430.0), (285.0, 420.0, 523.0), row, strict=True):
            paper.y = top
            paper.text(text, x=x, right=right)
            lowest = min(lowest, paper.y)
        paper.y = lowest - 6

    assert tables(read_pdf(paper.save())) == [rows]


def test_turned_pages_and_turned_text_are_read_upright(tmp_path: Path) -> None:
    rows = [["Risk", "Owner"], ["Cost", "Finance"], ["Time", "HR"]]
    paper = Paper(tmp_path / "a.pdf")
    for turned_page in (True, False):
        paper.canvas.setPageRotation(90 if turned_page else 0)
        paper.canvas.saveState()
        paper.canvas.translate(595, 0)
        paper.canvas.rotate(90)
        paper.y = 500
        paper.text(WARDS, right=700)
        paper.gap(40)
        paper.table(rows, [300, 200])
        paper.canvas.restoreState()
        paper.page()
        paper.y = TOP

    document = read_pdf(paper.save())

    assert [row for table in tables(document) for row in table] in (rows + rows, rows + rows[1:])
    assert [block.text for block in document.blocks if isinstance(block, RawParagraph)] == [WARDS, WARDS]


def test_a_value_and_its_label_in_a_box_are_one_line(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    cards = [("879", "staff"), ("14.3%", "Staff turnover"), ("761.5", "Full-time equivalent")]
    for number, (value, label) in enumerate(cards):
        x = LEFT + 150 * number
        paper.canvas.setFillColorRGB(0.9, 0.94, 0.97)
        paper.canvas.rect(x, 600, 140, 60, fill=1, stroke=0)
        paper.canvas.setFillColorRGB(0, 0, 0)
        paper.put(x + 10, 635, value, font="Helvetica-Bold", size=20)
        paper.put(x + 10, 612, label, size=10)
    paper.y = 560
    paper.text(WARDS)

    document = read_pdf(paper.save())

    panel = document.blocks[0]
    assert isinstance(panel, RawParagraph)
    assert [text for text, _ in panel.parts] == [
        "879 staff",
        "14.3% Staff turnover",
        "761.5 Full-time equivalent",
    ]


def test_figures_over_labels_without_boxes_are_paired_too(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.text(WARDS)
    paper.gap(30)
    for x, value, label in (
        (LEFT, "879", "staff"),
        (230.0, "14.3%", "staff turnover"),
        (400.0, "45%", "are women"),
    ):
        paper.put(x, paper.y, value, font="Helvetica-Bold", size=24)
        paper.put(x, paper.y - 18, label, size=10)

    text = " | ".join(
        block.text for block in read_pdf(paper.save()).blocks if isinstance(block, RawParagraph)
    )

    assert text.endswith("879 staff | 14.3% staff turnover | 45% are women")
