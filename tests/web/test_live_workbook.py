"""The workbook of a projection goes on computing: a spreadsheet's own arithmetic comes to the engine's figures."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ingest.library_errors import UnknownFact
from tests.fakes import project
from web.live_path import live_sheet
from web.projection_xlsx import INPUTS, projection_xlsx
from web.scenario_record import record_of


def amount(value: float, unit: str = "percent") -> dict[str, Any]:
    return {"value": value, "unit": unit}


def rate(*values: float, **more: Any) -> dict[str, Any]:
    return {"kind": "rate", "amounts": [amount(value) for value in values], **more}


FTE, BILL = amount(500, "fte"), amount(3_600_000, "gbp")
THREE = {"horizon": {"length": 3}}
LEAVERS = {"turnover": amount(12), "backfill": amount(80)}
SCENARIOS: dict[str, dict[str, Any]] = {
    "compound": {"operation": "project_compound", "baseline": BILL, "changes": [rate(10, direction="down")], **THREE},
    "straight": {"operation": "project_compound", "baseline": FTE, "changes": [rate(-4)], "basis": "linear", **THREE},
    "by year": {"operation": "project_compound", "baseline": FTE, "changes": [rate(-2, -3, -3)], **THREE},
    "in all": {"operation": "project_compound", "baseline": FTE, "changes": [rate(-9, per="total")], **THREE},
    "by month": {
        "operation": "project_compound",
        "baseline": FTE,
        "changes": [rate(-0.5, per="month")],
        "horizon": {"length": 2.5},
    },
    "in steps": {
        "operation": "project_linear",
        "baseline": FTE,
        "changes": [{"kind": "step", "amounts": [amount(-20, "fte")]}],
        **THREE,
    },
    "to a target": {
        "operation": "required_rate",
        "baseline": FTE,
        "changes": [{"kind": "target", "amounts": [amount(400, "fte")]}],
        **THREE,
    },
    "leavers": {
        "operation": "stock_flow",
        "baseline": FTE,
        "inputs": {**LEAVERS, "new_posts": [amount(3, "fte"), amount(4, "fte"), amount(4, "fte")]},
        **THREE,
    },
    "pay": {
        "operation": "pay_bill",
        "baseline": FTE,
        "inputs": {"pay": amount(33_000, "gbp_each")},
        "changes": [rate(-2), rate(3, on="pay")],
        **THREE,
    },
    "a share": {"operation": "ratio", "baseline": BILL, "inputs": {"denominator": amount(98_600_000, "gbp")}},
}  # fmt: skip


class NoPapers:
    """A library that states nothing."""

    def documents(self) -> list[Any]:
        return []

    def fact(self, identifier: str) -> Any:
        raise UnknownFact(identifier)


def workbook(scenario: dict[str, Any], **more: str) -> bytes:
    return projection_xlsx(record_of(NoPapers(), project(scenario), **more))  # type: ignore[arg-type]


def recomputed(data: bytes, folder: Path) -> dict[tuple[str, str], float]:
    """Every formula of the workbook, worked out by a spreadsheet engine that is not ours."""
    formulas = pytest.importorskip("formulas")
    path = folder / "book.xlsx"
    path.write_bytes(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        solved = formulas.ExcelModel().loads(str(path)).finish().calculate()
    book = load_workbook(io.BytesIO(data))
    return {
        (sheet.title, cell.coordinate): float(
            solved[f"'[book.xlsx]{sheet.title.upper()}'!{cell.coordinate}"].value[0, 0]
        )
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_formula_comes_to_the_figure_of_the_engine(name: str, tmp_path: Path) -> None:
    data = workbook(SCENARIOS[name])

    found = recomputed(data, tmp_path)
    kept = load_workbook(io.BytesIO(data), data_only=True)

    assert found
    assert found == {
        (title, place): pytest.approx(kept[title][place].value, rel=1e-9) for title, place in found
    }


@pytest.mark.parametrize(
    ("name", "cell", "typed", "changed"),
    [
        ("compound", "Change", 0.05, {"changes": [rate(5, direction="down")]}),
        ("compound", "Start", 5_000_000.0, {"baseline": amount(5_000_000, "gbp")}),
        ("by year", "Change_3", -0.10, {"changes": [rate(-2, -3, -10)]}),
        ("leavers", "Turnover", 0.18, {"inputs": {"turnover": amount(18), "backfill": amount(80)}}),
        ("pay", "Pay", 40_000.0, {"inputs": {"pay": amount(40_000, "gbp_each")}}),
        ("to a target", "Target", 450.0, {"changes": [{"kind": "target", "amounts": [amount(450, "fte")]}]}),
    ],
)
def test_a_changed_input_recomputes_to_what_the_engine_would_give(
    name: str, cell: str, typed: float, changed: dict[str, Any], tmp_path: Path
) -> None:
    scenario = {**SCENARIOS[name]}
    if name == "leavers":
        scenario["inputs"] = LEAVERS
    book = load_workbook(io.BytesIO(workbook(scenario)))
    sheet, place = book.defined_names[cell].attr_text.split("!")
    book[sheet.strip("'")][place.replace("$", "")].value = typed
    out = io.BytesIO()
    book.save(out)

    found = recomputed(out.getvalue(), tmp_path)
    expected = project({**scenario, **changed})
    last = max((key for key in found if key[0] == "Path" and key[1].startswith("B")), key=lambda key: key[1])
    column = "G" if name == "leavers" else "C" if name == "pay" else "B"

    assert found[("Path", f"{column}{last[1][1:]}")] == pytest.approx(
        expected["series"][-1]["value"], rel=1e-9
    )


def test_a_reader_that_does_not_compute_sees_the_figures_too() -> None:
    book = load_workbook(io.BytesIO(workbook(SCENARIOS["compound"])), data_only=True)

    # 3.6 million less 10% three times: 3.6 × 0.9 × 0.9 × 0.9 = 2.6244
    assert book["Path"]["B5"].value == pytest.approx(2_624_400)
    assert book["Path"]["B5"].number_format.startswith('"£"#,##0')


def test_there_is_a_sheet_for_each_purpose_and_a_chart_of_its_own() -> None:
    book = load_workbook(io.BytesIO(workbook(SCENARIOS["compound"])))

    assert book.sheetnames == ["Summary", "Path", "Inputs and sources", "Assumptions", "Compare"]
    assert len(book["Path"]._charts) == 1


@pytest.mark.parametrize("text", ['=HYPERLINK("http://evil.example")', "+1", "@SUM(A1)", "\t=1", "-2+3"])
def test_what_a_person_typed_is_never_a_formula(text: str) -> None:
    book = load_workbook(io.BytesIO(workbook(SCENARIOS["compound"], question=text, name=text)))

    cells = [cell for row in book["Summary"].iter_rows() for cell in row if cell.value == text]
    assert len(cells) == 2
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_calculation_without_formulas_says_that_it_stands_still() -> None:
    scenario = {
        "operation": "time_to_target",
        "baseline": FTE,
        "changes": [{"kind": "target", "amounts": [amount(400, "fte")]}, rate(-2)],
    }

    book = load_workbook(io.BytesIO(workbook(scenario)))
    texts = [cell.value for row in book["Summary"].iter_rows() for cell in row]

    assert live_sheet(project(scenario)) is None
    assert (
        "This kind of calculation is given as the values that Moothall computed; it has no formulas." in texts
    )
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_inputs_of_a_name_that_is_an_address_get_another() -> None:
    sheet = live_sheet(
        project({"operation": "sum", "inputs": {"values": [amount(1, "fte"), amount(2, "fte")]}})
    )

    assert sheet is not None
    assert [item.name for item in sheet.inputs] == ["Values_1", "Values_2"]
    assert sheet.results["value"].value == 3.0
    assert INPUTS == "Inputs and sources"
