"""Nothing in an exported file is run by a spreadsheet."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from web.exports import as_csv, as_xlsx

FORMULAS = [
    '=HYPERLINK("http://evil.example")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    " =1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_begins_like_a_formula_stays_text_in_csv(text: str) -> None:
    line = as_csv([[text]]).decode("utf-8-sig")

    assert line.lstrip('"').startswith("'")


@pytest.mark.parametrize("text", FORMULAS)
def test_and_in_a_workbook(text: str) -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx({"S": [["head"], [text]]})))["S"]

    assert sheet["A2"].data_type == "s"


def test_numbers_are_numbers_and_signed_figures_are_left_alone() -> None:
    assert as_csv([[-3.5, "-4%", "−12"]]).decode("utf-8-sig").strip() == "-3.5,-4%,−12"


def test_control_characters_are_dropped() -> None:
    assert as_csv([["a\x00b\x07"]]).decode("utf-8-sig").strip() == "ab"
    as_xlsx({"S": [["a\x00b\x0b"]]})
