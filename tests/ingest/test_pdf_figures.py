"""Tables of figures without cells of lines: accounts as councils print them, frames, wide statistics, text between."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from ingest.parse.pdf import read_pdf
from ingest.parse.pdf_figures import figure_tables
from ingest.parse.pdf_glyphs import GlyphReader
from ingest.parse.pdf_page import Page, Style, Word
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
    for x in (230, 330):  # parts labels from figures, but no row from another
        paper.canvas.line(x, 520, x, 720)
    rows = [
        ["Salaries", "152,360", "312,300"],
        ["Office costs", "22,713", "30,000"],
        ["Insurance", "2,619", "2,500"],
        ["Audit fees", "2,420", "5,000"],
        ["Total", "180,112", "349,800"],
    ]
    for number, (label, spent, budget) in enumerate(rows):
        y = 680 - 14 * number
        paper.put(100, y, label, size=9)
        to_right(paper, 320, y, spent)
        to_right(paper, 420, y, budget)

    assert tables(read_pdf(paper.save())) == [rows]


def test_head_texts_that_come_again_stand_under_the_text_over_their_block_and_the_one_over_all(
    tmp_path: Path,
) -> None:
    paper = Paper(tmp_path / "a.pdf")
    for x, y, text in ((330, 712, "Reception"), (266, 699, "Overweight"), (386, 699, "Obese")):
        paper.canvas.setFont("Helvetica", 9)
        paper.canvas.drawCentredString(x, y, text)
    names = ["%", "Low", "High"]
    to_right(paper, 180, 686, "Measured")
    for number, name in enumerate(names * 2):
        to_right(paper, 240 + 40 * number, 686, name)
    rows = [
        ["Arun", "1,460", "14.3%", "12.6%", "16.2%", "8.8%", "7.5%", "10.4%"],
        ["Crawley", "1,484", "12.4%", "10.8%", "14.2%", "9.2%", "7.9%", "10.8%"],
        ["Horsham", "1,214", "9.7%", "8.2%", "11.5%", "5.6%", "4.4%", "7.0%"],
        ["Worthing", "1,046", "13.3%", "11.4%", "15.5%", "7.8%", "6.4%", "9.6%"],
    ]
    for row, (label, measured, *figures) in enumerate(rows):
        y = 670 - 14 * row
        paper.put(72, y, label, size=9)
        to_right(paper, 180, y, measured)
        for number, figure in enumerate(figures):
            to_right(paper, 240 + 40 * number, y, figure)

    document = read_pdf(paper.save())

    assert tables(document)[0] == [
        ["", "", "Reception", "", "", "", "", ""],
        ["", "", "Overweight", "", "", "Obese", "", ""],
        ["", "Measured", *names, *names],
        *rows,
    ]
    table = next(block for block in document.blocks if isinstance(block, RawTable))
    over_all, over_blocks = ([cell.covered for cell in row.cells] for row in table.rows[:2])
    assert over_all == ["", "", "", *["left"] * 5]
    assert over_blocks == ["", "", "", "left", "left", "", "left", "left"]


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


def test_the_column_of_text_beside_a_table_is_no_column_of_it(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    rows = [
        (f"Source {letter}", str(200 + number), str(300 + number))
        for number, letter in enumerate("ABCDEFGHIJKL")
    ]
    paper.put(72, 700, "Source", font="Helvetica-Bold", size=9)
    for x, year in ((230, "2023-24"), (290, "2024-25")):
        to_right(paper, x, 700, year, bold=True)
    for number, (label, old, new) in enumerate(rows):
        paper.put(72, 686 - 14 * number, label, size=9)
        to_right(paper, 230, 686 - 14 * number, old)
        to_right(paper, 290, 686 - 14 * number, new)
    said = ["On 31 March there were 427 waiting, and of", "these 64 had waited for longer than six months."]
    for number, line in enumerate(said):  # on the very lines of the first two rows
        paper.put(330, 686 - 14 * number, line, size=9)

    document = read_pdf(paper.save())

    assert tables(document) == [[["Source", "2023-24", "2024-25"], *map(list, rows)]]
    assert [block.text for block in document.blocks if isinstance(block, RawParagraph)] == said


def test_a_text_over_the_last_columns_alone_is_no_title(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    to_right(paper, 480, 700, "Recommendations", bold=True)
    paper.put(72, 688, "Review", font="Helvetica-Bold", size=9)
    for x, head in ((340, "Made"), (410, "Done"), (480, "Open")):
        to_right(paper, x, 688, head, bold=True)
    for number, (label, *figures) in enumerate(
        [("Adult J", "8", "6", "2"), ("Mr and Mrs T", "11", "5", "6"), ("Adult K", "4", "4", "0"), ("Total", "23", "15", "8")]
    ):  # fmt: skip
        paper.put(72, 674 - 14 * number, label, size=9)
        for x, figure in zip((340, 410, 480), figures, strict=True):
            to_right(paper, x, 674 - 14 * number, figure)

    found = tables(read_pdf(paper.save()))[0]

    assert "Recommendations" in found[0]
    assert found[1] == ["Review", "Made", "Done", "Open"]


def test_raised_marks_of_notes_beside_labels_cost_no_paper_and_leave_no_stray_text(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.canvas.rect(90, 600, 330, 120)
    for x in (230, 330):
        paper.canvas.line(x, 600, x, 720)
    for number, (label, spent, budget) in enumerate(
        [("Roads", "152", "312"), ("Parks", "22", "30"), ("Waste", "26", "25"), ("Total", "200", "367")]
    ):
        y = 690 - 14 * number
        paper.put(100, y, label, size=9)
        if number < 2:
            paper.put(101 + stringWidth(label, "Helvetica", 9), y + 3, str(number + 1), size=5)
        to_right(paper, 320, y, spent)
        to_right(paper, 410, y, budget)

    document = read_pdf(paper.save())

    assert [row[1:] for row in tables(document)[0]] == [
        ["152", "312"],
        ["22", "30"],
        ["26", "25"],
        ["200", "367"],
    ]
    assert not any(isinstance(block, RawParagraph) for block in document.blocks)


FIGURES = ("946", "(1,012)", "-", "12%", "3.1", "1", "2", "n/a")
TEXTS = (*FIGURES, "£", "2024/25", "Care", "homes", "Total", "of", "*")


def scattered(random: Random) -> list[Word]:
    """Words in up to six columns, most of them of figures, with gaps."""
    columns = {random.randint(0, 12): random.random() < 0.6 for _ in range(random.randint(1, 6))}
    places = [
        (line, column, random.choice(FIGURES if figures else TEXTS))
        for line in range(random.randint(3, 30))
        for column, figures in sorted(columns.items())
        if random.random() < 0.8
    ]
    style = Style("Helvetica", 9.0)
    return [
        Word(text, 40.0 * column, 40.0 * column + 5 * len(text), 12.0 * line, style, order)
        for order, (line, column, text) in enumerate(places)
    ]


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False))
def test_whatever_stands_on_a_page_every_word_is_in_one_table_or_left(random: Random) -> None:
    words = scattered(random)

    grids, rest = figure_tables(Page(1, 600.0, 800.0, words), words)

    held = [word for grid in grids for row in grid.rows for cell in row if cell for word in cell.words]
    assert sorted([*held, *rest], key=lambda word: word.order) == words
    assert all(len(row) == len(grid.edges) for grid in grids for row in grid.rows)
