"""Tables of figures without cells of lines: accounts as councils print them, frames, wide statistics, text between."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parse.pdf import read_pdf
from ingest.parse.pdf_figures import figure_tables
from ingest.parse.pdf_glyphs import GlyphReader
from ingest.parse.raw import RawDocument, RawParagraph, RawTable
from tests.ingest.pdf_paper import Paper

ACCOUNT = [
    ("(3,000)", "Economic development", "(4,022)", "-", "(4,022)", ""),
    ("-", "Culture and heritage", "(163,521)", "68,635", "(94,886)", ""),
    ("(67)", "Open spaces", "(10,598)", "-", "(10,598)", "B"),
    ("(229,850)", "Central support", "(299,663)", "2,313", "(297,350)", "A"),
    ("(232,917)", "", "(477,804)", "70,948", "(406,856)", ""),
]


def tables(document: RawDocument) -> list[list[list[str]]]:
    found = [block for block in document.blocks if isinstance(block, RawTable)]
    return [
        [[" ".join(line.text for line in cell.lines) for cell in row.cells] for row in table.rows]
        for table in found
    ]


def heads(document: RawDocument) -> int:
    table = next(block for block in document.blocks if isinstance(block, RawTable))
    return sum(row.header for row in table.rows)


def to_right(paper: Paper, x: float, y: float, text: str, *, bold: bool = False) -> None:
    paper.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
    paper.canvas.drawRightString(x, y, text)


def account(paper: Paper, top: float) -> None:
    """An income and expenditure account: last year's figures, the labels, this year's in three columns, a note."""
    for line, (old, gross, income, net) in enumerate(
        [
            ("2017", "2018", "2018", "2018"),
            ("", "Gross", "", "Net"),
            ("Net", "spending", "Income", "spending"),
        ]
    ):
        for x, text in ((110, old), (340, gross), (410, income), (480, net)):
            to_right(paper, x, top - 11 * line, text, bold=True)
    y = top - 50
    paper.put(130, y, "SERVICES", font="Helvetica-Bold", size=9)
    for old, label, gross, income, net, note in ACCOUNT:
        y -= 14
        to_right(paper, 110, y, old)
        paper.put(130, y, label, size=9)
        for x, text in ((340, gross), (410, income), (480, net)):
            to_right(paper, x, y, text)
        paper.put(505, y, note, size=9)


def test_an_account_with_last_years_figures_at_the_left_is_read_with_its_labels_first(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.put(180, 720, "Income and expenditure account for the year", font="Helvetica-Bold")
    account(paper, 680)

    document = read_pdf(paper.save())

    assert tables(document) == [
        [
            ["", "2017 Net", "2018 Gross spending", "2018 Income", "2018 Net spending", ""],
            ["SERVICES", "", "", "", "", ""],
            ["Economic development", "(3,000)", "(4,022)", "-", "(4,022)", ""],
            ["Culture and heritage", "-", "(163,521)", "68,635", "(94,886)", ""],
            ["Open spaces", "(67)", "(10,598)", "-", "(10,598)", "B"],
            ["Central support", "(229,850)", "(299,663)", "2,313", "(297,350)", "A"],
            ["", "(232,917)", "(477,804)", "70,948", "(406,856)", ""],
        ]
    ]
    assert heads(document) == 1


def test_a_frame_around_an_account_is_no_cell_of_it(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.canvas.rect(90, 520, 430, 200)
    paper.canvas.line(90, 700, 520, 700)
    paper.put(100, 706, "Note A", font="Helvetica-Bold", size=9)
    for number, (label, spent, budget) in enumerate(
        [("Salaries", "152,360", "312,300"), ("Office costs", "22,713", "30,000"),
         ("Insurance", "2,619", "2,500"), ("Audit fees", "2,420", "5,000"), ("Total", "180,112", "349,800")]
    ):  # fmt: skip
        y = 680 - 14 * number
        paper.put(100, y, label, size=9)
        to_right(paper, 300, y, spent)
        to_right(paper, 400, y, budget)
        if number == 0:
            paper.put(420, y, "Staff of 3.4 posts", size=9)

    found = tables(read_pdf(paper.save()))

    assert found[-1][0] == ["Salaries", "152,360", "312,300", "Staff of 3.4 posts"]
    assert found[-1][-1] == ["Total", "180,112", "349,800", ""]


def test_head_texts_that_come_again_stand_under_the_text_over_their_block(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    for x, text in ((250, "Overweight"), (370, "Obese")):
        paper.canvas.setFont("Helvetica", 9)
        paper.canvas.drawCentredString(x, 700, text)
    names = ["%", "Low", "High"]
    for number, name in enumerate(names * 2):
        to_right(paper, 220 + 40 * number, 686, name)
    for row, (label, *figures) in enumerate(
        [("Arun", "14.3%", "12.6%", "16.2%", "8.8%", "7.5%", "10.4%"),
         ("Crawley", "12.4%", "10.8%", "14.2%", "9.2%", "7.9%", "10.8%"),
         ("Horsham", "9.7%", "8.2%", "11.5%", "5.6%", "4.4%", "7.0%"),
         ("Worthing", "13.3%", "11.4%", "15.5%", "7.8%", "6.4%", "9.6%")]
    ):  # fmt: skip
        paper.put(72, 670 - 14 * row, label, size=9)
        for number, figure in enumerate(figures):
            to_right(paper, 220 + 40 * number, 670 - 14 * row, figure)

    document = read_pdf(paper.save())

    assert tables(document)[0][:3] == [
        ["", "Overweight", "", "", "Obese", "", ""],
        ["", *names, *names],
        ["Arun", "14.3%", "12.6%", "16.2%", "8.8%", "7.5%", "10.4%"],
    ]
    table = next(block for block in document.blocks if isinstance(block, RawTable))
    assert [cell.covered for cell in table.rows[0].cells] == ["", "", "left", "left", "", "left", "left"]


def test_running_text_between_two_ruled_tables_of_one_width_is_no_row(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    widths = [200.0, 100.0, 100.0]
    paper.table([["Group", "Posts", "Vacant"], ["Planners", "46", "9"], ["Drivers", "118", "6"]], widths)
    paper.y -= 4
    text = "We lost more days to illness than in the year before and will offer help sooner. " * 4
    paper.text(text, x=78, right=468, size=9)
    paper.y -= 12
    for x in (72, 472):
        paper.canvas.line(x, 770, x, paper.y)
    paper.table([["Area", "Spent", "Left"], ["Parks", "3,405", "85"], ["Roads", "2,240", "90"]], widths)

    document = read_pdf(paper.save())

    assert [table[0][0] for table in tables(document)] == ["Group", "Area"]
    assert [block.text for block in document.blocks if isinstance(block, RawParagraph)] == [text.strip()]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(
            [
                ("Our aims", "3"),
                ("Our people", "5"),
                ("Our money", "9"),
                ("Our risks", "14"),
                ("Annex", "21"),
            ],
            id="a list of contents",
        ),
        pytest.param(
            [
                ("1.1", "We will plan"),
                ("1.2", "We will train"),
                ("1.3", "We will share"),
                ("1.4", "We will ask"),
            ],
            id="numbered paragraphs",
        ),
    ],
)
def test_numbers_that_count_pages_or_paragraphs_make_no_table_of_figures(
    lines: list[tuple[str, str]], tmp_path: Path
) -> None:
    paper = Paper(tmp_path / "a.pdf")
    for number, (left, right) in enumerate(lines):
        paper.put(72, 700 - 14 * number, left)
        paper.put(250, 700 - 14 * number, right)
    page = GlyphReader(paper.save(), password="").read(0)

    assert figure_tables(page, page.words) == ([], page.words)


def test_no_word_is_lost_where_one_line_of_a_row_runs_over_its_columns(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.text("The council emits less than it did in every year before this one and counts it in tonnes.")
    for x, text in ((72, "1,940 tonnes"), (232, "2,150 tonnes")):
        paper.canvas.setFillGray(0.85)
        paper.canvas.rect(x, 540, 160, 30, fill=1, stroke=0)
        paper.canvas.setFillGray(0)
        paper.put(x + 8, 552, text)
    for y in (440, 360):
        paper.canvas.line(72, y, 232, y)
        paper.canvas.line(232, y, 392, y)
    paper.put(80, 400, "Homes finished")
    paper.put(240, 400, "212")
    paper.put(80, 520, "In all that is less than")
    paper.put(240, 520, "in the year before")
    paper.put(80, 506, "and we mean to halve what is left by the end of the plan")

    read = repr(read_pdf(paper.save()).blocks)

    for words in ("in the year before", "halve what is left", "1,940", "2,150", "Homes finished", "212"):
        assert words in read


def test_boxes_side_by_side_that_head_no_rows_keep_their_words(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.text("The council emits less than it did in every year before this one and counts it in tonnes.")
    for x, text in ((72, "1,940 tonnes"), (232, "2,150 tonnes")):
        paper.canvas.setFillGray(0.85)
        paper.canvas.rect(x, 540, 160, 30, fill=1, stroke=0)
        paper.canvas.setFillGray(0)
        paper.put(x + 8, 552, text)

    read = repr(read_pdf(paper.save()).blocks)

    assert "1,940 tonnes" in read and "2,150 tonnes" in read
