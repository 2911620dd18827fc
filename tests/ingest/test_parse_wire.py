"""A document goes over the wire and comes back the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Body, Document, DocumentStatus
from ingest.parse.structure import assemble
from ingest.parse.text import read_text
from ingest.wire import document_from_json, document_to_json

TEXT = "# Plan\n\n- one\n  - two\n\nA\tB\tC\n<p>x</p> <p>y</p>\tz\t1\n\fPage two says more of it here.\n"


def made(text: str) -> Document:
    return assemble(read_text(text.encode()), digest="ab" * 32, file="plan.txt")


def test_a_document_with_every_part_comes_back_the_same() -> None:
    body = Body("SMP", "Sample Council", "Sample", aliases=("sample",), population=9)
    document = replace(made(TEXT), body=body, period="2022-2026", status=DocumentStatus.DRAFT)

    assert document_from_json(document_to_json(document)) == document


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(ValueError, match="not a Document"):
        document_from_json('{"id": "x"}')


@given(st.text(alphabet=st.sampled_from("ab1. -•*#\t\n|:<>&%£\f()A"), max_size=300))
def test_any_text_becomes_a_document_whose_spans_are_where_they_say(text: str) -> None:
    document = made(text)

    for _, section in document.walk():
        assert document.text[section.start : section.end] == section.heading
        for block in section.blocks:
            assert document.text[block.start : block.end] == block.text
            for line in block.lines:
                assert document.text[line.start : line.end] == line.text
            for cell in [*block.columns, *(cell for row in block.rows for cell in row.cells)]:
                assert document.text[cell.start : cell.end] == cell.text
    assert document_from_json(document_to_json(document)) == document
