"""Cited words are marked exactly, whatever block they stand in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from ingest.model import Document
from ingest.parse.raw import RawDocument
from ingest.parse.structure import assemble
from ingest.parse.workbook_sheet import Box, Sheet, SheetCell
from ingest.parse.workbook_tables import blocks_of
from ingest.refs import ref_at, ref_words
from tests.fakes import ELM_PAPER, OAK_PAPER
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

    table = str(pieces(paper, 0, len(paper.text), Marker(paper, []))[-1].html)

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
