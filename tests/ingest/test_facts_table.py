"""The facts table: typed, complete, and never run by a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from ingest.fact_model import Fact, Review
from ingest.facts import frame
from ingest.facts_table import COLUMNS, harmless, to_csv, to_xlsx
from tests.ingest.fact_papers import Part, extract, paper


@pytest.fixture
def facts() -> list[Fact]:
    return extract(
        paper(
            Part(
                "Our workforce",
                ["We employ 3,100 people.", "Turnover is 12.2%.", "The council employs X people."],
            )
        )
    )


def test_a_frame_has_one_typed_row_a_fact(facts: list[Fact]) -> None:
    table = frame(facts)

    assert list(table.columns) == list(COLUMNS)
    assert str(table["value"].dtype) == "float64"
    assert table["value"].tolist()[:2] == [3100.0, 12.2]
    assert table["value"].isna().tolist() == [False, False, True]
    assert table["quote"].tolist()[1] == "Turnover is 12.2%."


def test_an_empty_frame_still_has_its_columns() -> None:
    assert list(frame([]).columns) == list(COLUMNS)


def test_csv_reads_back(facts: list[Fact]) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(facts))))

    assert [row["metric"] for row in rows] == ["workforce.headcount", "leavers.rate", "workforce.headcount"]
    assert float(rows[0]["value"]) == 3100.0
    assert rows[2]["value"] == ""


def test_a_workbook_has_typed_cells_and_its_sources(facts: list[Fact]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(facts)))

    assert book.sheetnames == ["Facts", "Sources"]
    value = book["Facts"].cell(row=2, column=COLUMNS.index("value") + 1)
    assert (value.value, value.data_type) == (3100, "n")
    assert book["Sources"].max_row == 1 + sum(len(fact.places) for fact in facts)


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5", "@SUM(A1)", "\t=1", "%x"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(facts: list[Fact], text: str) -> None:
    place = replace(facts[0].places[0], quote=text)
    hostile = replace(facts[0], measure=text, places=(place,))

    (row,) = csv.DictReader(io.StringIO(to_csv([hostile])))
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx([hostile])))
    cell = book["Facts"].cell(row=2, column=COLUMNS.index("quote") + 1)

    assert row["quote"] == "'" + text == harmless(text)
    assert cell.data_type == "s"


def test_control_characters_do_not_break_the_workbook(facts: list[Fact]) -> None:
    hostile = replace(facts[0], measure="a\x00b\x0bc")

    book = openpyxl.load_workbook(io.BytesIO(to_xlsx([hostile])))

    assert book["Facts"].cell(row=2, column=COLUMNS.index("measure") + 1).value == "abc"


def test_a_reviewed_figure_says_who_and_when(facts: list[Fact]) -> None:
    reviewed = replace(
        facts[0], review=Review.CONFIRMED, author="Jo Bell", reviewed_at="2026-10-01T09:00:00+00:00"
    )

    (row,) = csv.DictReader(io.StringIO(to_csv([reviewed])))

    assert (row["review"], row["author"], row["time"]) == (
        "confirmed",
        "Jo Bell",
        "2026-10-01T09:00:00+00:00",
    )
