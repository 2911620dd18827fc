"""Tables that browsers print: a header band of shaded cells, lines drawn cell by cell, no upright line."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib import colors

from ingest.model import Document
from ingest.parse.pdf import read_pdf
from ingest.parse.structure import assemble
from tests.ingest.pdf_paper import LEFT, Paper
from tests.ingest.table_paths import heads, paths, tables

WIDTHS = (200.0, 80.0, 120.0)
INTRO = "We asked every household in the autumn, and these are the replies by area and by question."


def document(paper: Paper) -> Document:
    return assemble(read_pdf(paper.save()), digest="0" * 64, file="a.pdf")


def band(paper: Paper, names: list[str]) -> None:
    """A row of shaded boxes, one a cell, with white bold names."""
    at = LEFT
    for name, width in zip(names, WIDTHS, strict=True):
        paper.canvas.setFillColor(colors.darkblue)
        paper.canvas.rect(at, paper.y - 8, width, 24, stroke=0, fill=1)
        paper.canvas.setFillColor(colors.white)
        paper.put(at + 5, paper.y, name, font="Helvetica-Bold")
        at += width
    paper.canvas.setFillColor(colors.black)
    paper.y -= 24


def row(paper: Paper, texts: list[str], *, line: bool = False, right: bool = False) -> None:
    at = LEFT
    for place, (text, width) in enumerate(zip(texts, WIDTHS, strict=True)):
        paper.canvas.setFont("Helvetica", 11)
        if right and place:
            paper.canvas.drawRightString(at + width - 5, paper.y, text)
        else:
            paper.put(at + 5, paper.y, text)
        if line:
            paper.canvas.line(at, paper.y - 8, at + width, paper.y - 8)
        at += width
    paper.y -= 24


def test_a_shaded_band_heads_the_rows_below_and_the_heading_above_stays_one(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.heading("Who answered")
    paper.text(INTRO)
    paper.heading("Replies by group", size=14)
    band(paper, ["Group", "Replies", "Rate"])
    row(paper, ["Wholetime", "371", "68%"], line=True, right=True)
    row(paper, ["On call", "158", "39%"], line=True, right=True)
    paper.gap(20)
    paper.text(INTRO)

    found = document(paper)

    assert heads(tables(found)[0]) == [["Group", "Replies", "Rate"]]
    assert paths(tables(found)[0])["39%"] == ("On call", "Rate")
    assert [section.heading for _, section in found.walk()] == ["Who answered", "Replies by group"]


def test_a_cell_of_two_lines_beside_centred_figures_is_one_row_without_any_line(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.text(INTRO)
    paper.gap(20)
    band(paper, ["Measure", "2024/25", "Target"])
    row(paper, ["Homes built a year", "412", "600"])
    paper.y -= 7
    paper.put(LEFT + 5, paper.y + 7, "Residents who say that we keep")
    paper.put(LEFT + 5, paper.y - 7, "them informed about it")
    row(paper, ["", "51%", "65%"])

    found = paths(tables(document(paper))[0])

    assert found["600"] == ("Homes built a year", "Target")
    assert found["51%"] == ("Residents who say that we keep them informed about it", "2024/25")


def test_lines_drawn_cell_by_cell_tell_right_aligned_columns_apart(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.text(INTRO)
    paper.gap(20)
    for texts in (
        ["Days per employee", "2023/24", "2010/11"],
        ["Teachers", "7.6", "6.6"],
        ["Others", "13.5", "9.9"],
    ):
        row(paper, texts, line=True, right=True)

    assert paths(tables(document(paper))[0])["6.6"] == ("Teachers", "2010/11")


def test_a_box_beside_the_table_does_not_cut_it(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.text(INTRO)
    paper.gap(20)
    for number, text in enumerate(("Did you know?", "Each home gets", "nine bins a year.")):
        paper.put(LEFT + 420, paper.y - 13 * number, text, size=9)
    band(paper, ["Promise", "Done?", "When"])
    row(paper, ["Fix 900 potholes", "Yes: 1,012", "July"], line=True)
    row(paper, ["Plant 400 trees", "No: 310", "2027"], line=True)

    found = paths(tables(document(paper))[0])

    assert found["No: 310"] == ("Plant 400 trees", "Done?")
    assert found["July"] == ("Fix 900 potholes", "When")


def test_text_below_the_last_row_is_not_drawn_into_the_table(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.text(INTRO)
    paper.gap(20)
    band(paper, ["Fund", "2024/25", "2025/26"])
    row(paper, ["General", "5,100", "4,900"])
    row(paper, ["Insurance", "800", "820"])
    paper.text(INTRO)

    found = document(paper)

    assert [line.text for line in tables(found)[0].rows] == [
        "General | 5,100 | 4,900",
        "Insurance | 800 | 820",
    ]
    assert INTRO in found.text.split("820")[1]


def test_a_small_raised_figure_is_no_digit_of_the_number(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf")
    paper.put(LEFT, paper.y, "We employ 1,204")
    end = LEFT + paper.canvas.stringWidth("We employ 1,204", "Helvetica", 11)
    paper.put(end, paper.y + 4, "3", size=6.5)
    paper.put(end + 8, paper.y, "people in 2024, and turnover is 12.4% of them.")

    assert "1,204³ people" in document(paper).text.replace(" ³", "³")
