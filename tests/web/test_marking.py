"""All of a page is shown, and cited words are marked exactly, whatever block they stand in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from ingest.model import Block, BlockKind, Cell, Document, Row, Section
from ingest.parse.raw import RawDocument
from ingest.parse.structure import assemble
from ingest.parse.workbook_sheet import Box, Sheet, SheetCell
from ingest.parse.workbook_tables import blocks_of
from ingest.refs import ref_at, ref_words
from tests.fakes import ELM_PAPER, OAK_PAPER
from tests.web.viewing import article, marked_text, page_text, solid, view_of
from web.document_view import Place
from web.marking import Marker, found_spans, pieces


def marked(html: str) -> str:
    return Markup(" ".join(re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.S))).unescape()


@pytest.mark.parametrize(
    "quote", ["Staff turnover was 12.4% in 2023/24.", "Skills for the future", "Our priorities"]
)
def test_the_quote_and_nothing_else_is_marked(quote: str) -> None:
    start = ELM_PAPER.text.index(quote)
    marker = Marker(ELM_PAPER, [(start, start + len(quote))])

    html = "".join(str(piece.html) for piece in pieces(ELM_PAPER, 0, len(ELM_PAPER.text), marker))

    assert marked(html) == quote
    assert html.count('id="passage"') == 1


@given(st.tuples(st.integers(0, 400), st.integers(0, 400)))
def test_any_span_marks_only_characters_within_it(span: tuple[int, int]) -> None:
    start, end = min(span), max(span)
    marker = Marker(ELM_PAPER, [(start, end)])

    html = "".join(str(piece.html) for piece in pieces(ELM_PAPER, 0, len(ELM_PAPER.text), marker))

    inside = ELM_PAPER.text[start:end]
    assert all(part in inside for part in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.S))


def test_a_span_outside_the_document_marks_nothing() -> None:
    marker = Marker(ELM_PAPER, [(10**6, 10**6 + 5)])

    pieces(ELM_PAPER, 0, len(ELM_PAPER.text), marker)

    assert marker.marked == 0


def test_the_text_of_a_document_is_escaped() -> None:
    marker = Marker(OAK_PAPER, [])

    html = "".join(str(piece.html) for piece in pieces(OAK_PAPER, 0, len(OAK_PAPER.text), marker))

    assert "<script" not in html and "&lt;script&gt;" in html


def test_words_are_found_in_any_case_and_a_changed_length_finds_nothing() -> None:
    assert found_spans("Pay, pay and PAY", "pay") == [(0, 3), (5, 8), (13, 16)]
    assert found_spans("İstanbul pay", "pay") == []
    assert found_spans("text", "") == []


def merged_table() -> Document:
    """A sheet whose year stands over two columns."""
    sheet = Sheet("Budget", merged=[Box(1, 2, 1, 3)])
    for place, text in (((1, 2), "2025/26"), ((2, 1), "Service"), ((2, 2), "Budget"), ((2, 3), "Share")):
        sheet.cells[place] = SheetCell(text)
    sheet.cells[3, 1] = SheetCell("Housing & homes")
    sheet.cells[3, 2], sheet.cells[3, 3] = SheetCell("4,210", 4210.4), SheetCell("5%", 0.05)
    return assemble(RawDocument("xlsx", blocks_of(sheet), settled=True), digest="0" * 64, file="b.xlsx")


def test_a_header_reaches_over_its_columns_and_cells_say_where_they_stand() -> None:
    paper = merged_table()

    html = str(pieces(paper, 0, len(paper.text), Marker(paper, []))[-1].html)
    table = re.sub(r"<span hidden>[^<]*</span>|\n", "", html)

    assert '<th title="sheet Budget, B1" colspan="2" scope="colgroup">2025/26</th>' in table
    assert table.count("<tr>") == 3
    assert '<td title="sheet Budget, B3, stored as 4210.4">4,210</td>' in table
    assert '<td title="sheet Budget, A3">Housing &amp; homes</td>' in table


def test_the_cells_of_a_span_are_named_as_a_range() -> None:
    paper = merged_table()
    start = paper.text.index("Housing")
    figure = paper.text.index("4,210")

    assert ref_at(paper, start, len(paper.text)) == "Budget!A3:C3"
    assert ref_words(ref_at(paper, figure, figure + 5)) == "sheet Budget, B3"
    assert ref_at(ELM_PAPER, 0, 50) == ""


LONG = "Our people\nWe look after those\nwho work for us.\nRole | FTE\nSolicitor | 6\n- Planner | 4\nThe end."


def long_paper() -> Document:
    """One section over two pages: a paragraph and a table are cut by the end of the first page, or stand after it."""

    def at(words: str) -> tuple[int, int]:
        return LONG.index(words), LONG.index(words) + len(words)

    def row(words: str) -> Row:
        cells = tuple(Cell(part, *at(part)) for part in words.split(" | "))
        return Row(words, *at(words), cells)

    table = "Role | FTE\nSolicitor | 6\n- Planner | 4"
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, "", *at("We look after those\nwho work for us.")),
        Block(
            *(BlockKind.TABLE, 1, table, *at(table)),
            rows=(row("Solicitor | 6"), row("Planner | 4")),
            heads=(row("Role | FTE"),),
        ),
    )
    section = Section(0, "Our people", 1, 0, len("Our people"), blocks=blocks)
    starts = (0, LONG.index("who work"), LONG.index("Solicitor"))
    return Document("d", "d", "d.pdf", "pdf", "People", LONG, (section,), page_starts=starts)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "Our people We look after those"),
        (2, "who work for us. Role | FTE"),
        (3, "Solicitor | 6 - Planner | 4 The end."),
    ],
)
def test_a_page_whose_heading_stands_on_an_earlier_one_shows_all_its_text(number: int, text: str) -> None:
    assert page_text(view_of(long_paper(), Place(number))) == solid(text)


@pytest.mark.parametrize("asked", [0, 1, 2])
def test_a_passage_over_the_end_of_a_page_shows_its_pieces_on_either_page(asked: int) -> None:
    quote = "We look after those\nwho work for us."
    start = LONG.index(quote)

    view = view_of(long_paper(), Place(asked, start, start + len(quote)))

    assert marked_text(view) == solid(quote)
    shown, other = (2, "page 1") if asked == 2 else (1, "page 2")
    assert view.page == shown
    assert [part.where for part in (*view.begun, *view.goes_on)] == [other]
    assert article(view).count('id="passage"') == 1


def test_a_row_is_marked_to_the_letter_and_its_bars_are_not_to_be_seen() -> None:
    start = LONG.index("Solicitor | 6")

    view = view_of(long_paper(), Place(0, start, start + len("Solicitor | 6")))

    assert marked_text(view) == "Solicitor|6"
    assert "<span hidden><mark> | </mark></span>" in article(view)
    assert '<mark id="passage">Solicitor</mark>' in article(view)


spans = st.tuples(st.integers(0, len(LONG)), st.integers(0, len(LONG))).map(sorted)


@given(st.lists(st.tuples(st.sampled_from(["section", *BlockKind]), spans), max_size=6), spans)
def test_whatever_the_structure_claims_every_letter_is_shown_once(
    claims: list[tuple[str, list[int]]], page: list[int]
) -> None:
    sections = tuple(
        Section(number, LONG[start:end], 1, start, end)
        if kind == "section"
        else Section(number, "", 1, start, start, blocks=(claimed(BlockKind(kind), start, end),))
        for number, (kind, (start, end)) in enumerate(claims)
    )
    document = Document("d", "d", "d.md", "md", "People", LONG, sections)

    found = pieces(document, page[0], page[1], Marker(document, []))

    letters = Markup("").join(piece.html for piece in found).striptags()
    assert solid(letters) == solid(LONG[page[0] : page[1]])


def claimed(kind: BlockKind, start: int, end: int) -> Block:
    cells = (Cell("", start, start), Cell("", (start + end) // 2, end))
    return Block(kind, 0, "", start, end, rows=(Row("", start, end, cells),))


@pytest.mark.parametrize("document", [ELM_PAPER, OAK_PAPER], ids=["elm", "oak"])
def test_the_papers_of_these_tests_keep_the_promise_of_the_model(document: Document) -> None:
    for _, section in document.walk():
        assert document.text[section.start : section.end] == section.heading
        assert all(document.text[block.start : block.end] == block.text for block in section.blocks)
