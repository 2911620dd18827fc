"""A statement, a quotation and a figure are looked up in a library: whose, where, and what differs."""

from __future__ import annotations

from assistant.verify import verify
from ingest.library import Library

SENTENCE = "we assume an annual reduction of staff (full time equivalents) of 4%"


def test_a_true_statement_is_told_with_its_place(sample_library: Library) -> None:
    found = verify(
        sample_library, said="Larkmere assumes an annual reduction of staff of 4%", councils=["Larkmere"]
    )

    assert found["verdict"] == "yes"
    assert SENTENCE in " ".join(found["matches"][0]["quote"].split())
    assert found["matches"][0]["differs"] == []


def test_another_figure_is_no_yes_and_says_what_differs(sample_library: Library) -> None:
    found = verify(
        sample_library, said="Larkmere assumes an annual reduction of staff of 7%", councils=["Larkmere"]
    )

    assert found["verdict"] != "yes"
    assert "figure" in found["matches"][0]["differs"]


def test_a_quotation_stands_word_for_word_or_is_not_stated(sample_library: Library) -> None:
    true = verify(sample_library, quote=SENTENCE)
    false = verify(sample_library, quote=SENTENCE.replace("4%", "5%"))

    assert true["verdict"] == "yes" and true["matches"][0]["council"] == "Larkmere District Council"
    assert false == {"verdict": "not stated", "matches": []}


def test_a_figure_is_told_with_the_places_that_print_it(sample_library: Library) -> None:
    found = verify(sample_library, figure="4%", councils=["Larkmere"])

    assert found["verdict"] == "yes"
    assert any("of 4%" in " ".join(match["quote"].split()) for match in found["matches"])
