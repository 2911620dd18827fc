"""Cited words are marked exactly, whatever block they stand in."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

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
