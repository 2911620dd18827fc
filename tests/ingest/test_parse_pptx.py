"""A deck is read slide by slide: titles, bullets, tables, the data of charts, notes; each cited by its slide."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from ingest.derive import Wanted, derived
from ingest.errors import NoText
from ingest.model import Block, BlockKind, Document
from ingest.parse import read
from ingest.refs import ref_at, where_words
from tests.ingest.one_paper import GOLD, as_docx, as_pptx, put, saved


def blocks(document: Document, kind: BlockKind) -> list[Block]:
    return [b for _, section in document.walk() for b in section.blocks if b.kind is kind]


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return read(put(tmp_path_factory.mktemp("deck"), "plan.pptx", as_pptx(hidden=True)))


def test_each_slide_is_a_page_and_a_section_under_its_title(deck: Document) -> None:
    found = [(section.heading, deck.page_of(section.start)) for _, section in deck.walk()]

    assert found == [
        ("Westmarch Borough Council People Plan 2025-2029", 1),
        ("Our aims", 2),
        ("Our workforce", 3),
        ("What we will do", 4),
        ("Agency staff", 5),
        ("Notes", 5),
    ]


def test_bullets_of_the_master_are_list_items(deck: Document) -> None:
    items = [line.text for block in blocks(deck, BlockKind.LIST) for line in block.lines]

    assert items == [
        "Recruit and keep skilled colleagues",
        "Grow apprenticeships in every service",
        "Support wellbeing",
    ]


def test_the_data_of_a_chart_is_a_table_as_the_chart_shows_it(deck: Document) -> None:
    chart = blocks(deck, BlockKind.TABLE)[-1]

    assert [[cell.text for cell in row.cells] for row in (*chart.heads, *chart.rows)] == [
        ["", "Agency spend"],
        ["2022/23", "£1,310,000"],
        ["2023/24", "£1,190,000"],
        ["2024/25", "£940,000"],
    ]


def test_a_hidden_slide_is_left_out_and_named(deck: Document) -> None:
    assert "7,777" not in deck.text
    assert deck.report.warnings == ("Hidden slides were left out: 6.",)


def test_a_place_in_a_deck_is_its_slide(deck: Document) -> None:
    start = deck.text.index("Grade 5 to 8")

    assert ref_at(deck, start, start + 12) == "slide 3"
    assert where_words(3, "slide 3") == "slide 3"


def test_a_deck_gives_the_figures_that_the_same_paper_gives_as_a_word_document(tmp_path: Path) -> None:
    found = {}
    for name, data in (("plan.docx", as_docx()), ("plan.pptx", as_pptx())):
        facts = derived(Wanted(read(put(tmp_path, name, data)), False)).facts
        found[name] = {(f.metric, f.value, f.unit, f.as_of, f.period, f.part) for f in facts}

    assert {value for _, value, *_ in found["plan.docx"]} >= GOLD
    assert found["plan.docx"] <= found["plan.pptx"]
    assert {value for _, value, *_ in found["plan.pptx"] - found["plan.docx"]} == {1_310_000.0, 1_190_000.0}


def test_a_share_is_read_as_the_labels_of_the_chart_show_it(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Staff turnover by year"
    data = CategoryChartData(number_format="0.0%")
    data.categories = ["2023/24", "2024/25"]
    data.add_series("Staff turnover", [0.125, 0.112])
    slide.shapes.add_chart(XL_CHART_TYPE.LINE, Inches(1), Inches(2), Inches(6), Inches(4), data)

    document = read(put(tmp_path, "turnover.pptx", saved(deck)))

    assert "2023/24 | 12.5%\n2024/25 | 11.2%" in document.text


def test_numbered_lines_count_and_a_slide_without_a_title_is_called_by_its_number(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(6), Inches(3)).text_frame
    for place, text in enumerate(("Review pay across every grade", "Train managers in every service")):
        paragraph = box.paragraphs[0] if not place else box.add_paragraph()
        paragraph.text = text
        paragraph._p.get_or_add_pPr().insert(0, _number())

    document = read(put(tmp_path, "steps.pptx", saved(deck)))

    assert document.text == "Slide 1\n\n1. Review pay across every grade\n2. Train managers in every service"


def _number() -> object:
    from lxml import etree

    name = "{http://schemas.openxmlformats.org/drawingml/2006/main}buAutoNum"
    return etree.Element(name, {"type": "arabicPeriod"})


def test_merged_cells_of_a_slides_table_stand_over_all_that_they_span(tmp_path: Path) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Employees"
    table = slide.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(8), Inches(3)).table
    rows = [["Grade", "Employees", ""], ["", "2023", "2024"], ["Grade 1 to 4", "401", "412"]]
    for across, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(across.cells, row, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))

    found = blocks(read(put(tmp_path, "merged.pptx", saved(deck))), BlockKind.TABLE)[0]

    assert [cell.text for cell in found.column_path(2)] == ["Employees", "2024"]


def test_a_slide_show_is_read_like_the_deck_it_was_saved_from(tmp_path: Path) -> None:
    main = b"presentationml.presentation.main"
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(as_pptx())) as deck, zipfile.ZipFile(out, "w") as show:
        for name in deck.namelist():
            show.writestr(name, deck.read(name).replace(main, b"presentationml.slideshow.main"))

    assert "1,204 people" in read(put(tmp_path, "plan.ppsx", out.getvalue())).text


def test_a_deck_of_pictures_is_refused_in_one_sentence(tmp_path: Path) -> None:
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[6])

    with pytest.raises(
        NoText, match=r"^“empty.pptx” shows no words: its slides are empty, hidden, or pictures.$"
    ):
        read(put(tmp_path, "empty.pptx", saved(deck)))
