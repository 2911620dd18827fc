"""A projection as a workbook that goes on computing: inputs in named cells, the path and the results as formulas over them.

Only formulas of ``web.live_path`` are written as formulas; every other text is kept as text, whatever it begins with.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from lxml import etree
from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.properties import PageSetupProperties

from web.exports import CONTROL
from web.live_formulas import Term
from web.live_path import live_sheet
from web.live_sheet import SHARES, LiveInput, LiveSheet
from web.projection_view import called, sentence
from web.scenario_form import UNITS
from web.scenario_record import Record, about, cautions, inputs_of
from web.scenario_years import year_names

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

FORMATS = {
    **{"persons": "#,##0", "fte": "#,##0.0", "days": "#,##0", "days_per_fte": "0.0#", "points": "0.00"},
    **{"percent": "0.00%", "share": "0.0%", "years": "0.00", "ratio": "0.0000", "number": "#,##0.00"},
    **{"gbp": '"£"#,##0;-"£"#,##0', "gbp_each": '"£"#,##0;-"£"#,##0', "gbp_fine": '"£"#,##0.00'},
}
INPUTS = "Inputs and sources"
HEADINGS = (
    *("Input", "Name of the cell", "Value", "Unit", "Where from", "Date", "Council", "Paper", "Status"),
    *("Page", "Quote", "Link"),
)
VALUE_COLUMN = 3
TO_CHANGE = PatternFill("solid", fgColor="FFF4D6")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LIVE = (
    "Change a shaded cell on the sheet Inputs and sources, and every figure here and on Path is computed again. "
    "The number of years is fixed; another one is set in the workbench."
)
FIXED = "This kind of calculation is given as the values that Moothall computed; it has no formulas."

Known = dict[str, dict[str, float]]
"""What the formulas come to, by sheet and cell, for readers that do not compute."""


def projection_xlsx(record: Record, others: Sequence[Record] = (), *, today: date | None = None) -> bytes:
    """The workbook: Summary, Path, Inputs and sources, Assumptions, Compare."""
    book, known = Workbook(), Known()
    summary = book.worksheets[0]
    summary.title = "Summary"
    path, inputs = book.create_sheet("Path"), book.create_sheet(INPUTS)
    live = live_sheet(record.result)
    _inputs(book, inputs, record, live)
    _path(path, record, live, known)
    _summary(summary, record, live, known, today or date.today())
    _assumptions(book.create_sheet("Assumptions"), record)
    _compare(book.create_sheet("Compare"), record, others)
    _chart(path, inputs, record, live)
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    out = io.BytesIO()
    book.save(out)
    return _with_values(out.getvalue(), known, [sheet.title for sheet in book.worksheets])


def _summary(sheet: Worksheet, record: Record, live: LiveSheet | None, known: Known, today: date) -> None:
    for label, text in about(record, today):
        _row(sheet, (label, text))
    sheet.append([])
    _row(sheet, ("Result", "Value", "Unit"), bold=True)
    for item in record.result.get("results") or ():
        term = live.results.get(str(item["name"])) if live else None
        if live is not None and term is None:
            continue  # it would stand still while the others move
        label, unit = sentence(called(str(item["label"]), record.result)), str(item["unit"])
        cells = _row(sheet, (label, None, UNITS.get(unit, unit)))
        value = float(item["value"])
        _figure(cells[1], term or (value / 100.0 if unit in SHARES else value), unit, known)
    sheet.append([])
    _row(sheet, ("How to use it", LIVE if live else FIXED))
    for text in cautions(record):
        _row(sheet, ("Take care", text))
    _shape(sheet, (34, 80, 16), frozen="")


def _inputs(book: Workbook, sheet: Worksheet, record: Record, live: LiveSheet | None) -> None:
    _row(sheet, HEADINGS, bold=True)
    cells = live.inputs if live else [LiveInput("", item) for item in inputs_of(record.result)]
    for number, (given, cell) in enumerate(zip(record.given, cells, strict=True), 2):
        link = record.site + given.url if given.url else ""
        unit = UNITS.get(given.unit, given.unit)
        row = _row(
            sheet,
            (
                *(given.label, cell.name, None, unit, given.origin, given.date, given.council),
                *(given.paper, given.status, given.page, given.quote or given.note, link),
            ),
        )
        value = row[VALUE_COLUMN - 1]
        value.value, value.number_format = cell.term.value, FORMATS.get(given.unit, "General")
        if link.startswith("http"):
            row[-1].hyperlink = link
        if live:
            value.fill = TO_CHANGE
            place = f"'{INPUTS}'!${get_column_letter(VALUE_COLUMN)}${number}"
            book.defined_names[cell.name] = DefinedName(cell.name, attr_text=place)
    _shape(sheet, (28, 18, 16, 12, 20, 18, 26, 34, 12, 8, 60, 40))


def _path(sheet: Worksheet, record: Record, live: LiveSheet | None, known: Known) -> None:
    table = record.result.get("table") or {}
    years = year_names(record.result)
    if live and live.columns:
        _row(sheet, ("Year", *(sentence(column.heading) for column in live.columns)), bold=True)
        for row, label in enumerate(live.labels):
            cells = _row(sheet, (years.get(label, label), *(None for _ in live.columns)))
            for cell, column in zip(cells[1:], live.columns, strict=True):
                _figure(cell, column.cells[row], column.unit, known)
    elif live:
        units = {str(item["name"]): item for item in record.result.get("results") or ()}
        _row(sheet, ("Step", "Result"), bold=True)
        for name, term in live.results.items():
            item = units[name]
            cells = _row(sheet, (sentence(called(str(item["label"]), record.result)), None))
            _figure(cells[1], term, str(item["unit"]), known)
    elif table.get("rows"):
        columns = table["columns"]
        _row(sheet, [sentence(str(column.get("label") or column["name"])) for column in columns], bold=True)
        for values in table["rows"]:
            shown = [years.get(value, value) if isinstance(value, str) else None for value in values]
            for cell, value, column in zip(_row(sheet, shown), values, columns, strict=True):
                unit = str(column.get("unit") or "number")
                if isinstance(value, int | float):
                    _figure(cell, value / 100.0 if unit in SHARES else float(value), unit, known)
    _shape(sheet, (20, *(22 for _ in range(8))))


def _assumptions(sheet: Worksheet, record: Record) -> None:
    _row(sheet, ("Assumption", "Value", "Where from"), bold=True)
    for item in record.result.get("assumptions") or ():
        note = sentence(str(item.get("note") or item.get("name", "")))
        _row(sheet, (note, str(item.get("value", "")), str(item.get("origin", ""))))
    formula = record.result.get("formula") or {}
    _row(sheet, ("How it was computed", sentence(str(formula.get("words", ""))), ""))
    _row(sheet, ("In symbols", str(formula.get("symbols", "")), ""))
    _shape(sheet, (60, 60, 24))


def _compare(sheet: Worksheet, record: Record, others: Sequence[Record]) -> None:
    """The scenarios that were kept, by year; or the other readings of the one there is."""
    every = [record, *others] if others else []
    if every:
        _row(sheet, ("Year", *(one.name or one.finding for one in every)), bold=True)
        paths = [_points(one) for one in every]
        for label in dict.fromkeys(label for points in paths for label in points):
            cells = _row(sheet, (label, *(None for _ in every)))
            for cell, points, one in zip(cells[1:], paths, every, strict=True):
                _figure(cell, points.get(label), str(one.result.get("unit", "")), {})
        _row(sheet, ("Result", *(one.finding for one in every)))
        _row(sheet, ("Link", *(one.site + one.address for one in every)))
    else:
        _row(sheet, ("Other readings of the same question", "Value"), bold=True)
        for item in record.result.get("readings") or ():
            _row(sheet, (sentence(str(item["label"])), str(item["display"])))
        _row(sheet, ("No other scenario was kept beside this one.", ""))
    _shape(sheet, (44, *(40 for _ in range(5))))


def _points(record: Record) -> dict[str, float]:
    years = year_names(record.result)
    size = 100.0 if record.result.get("unit") in SHARES else 1.0
    return {
        years.get(str(point["label"]), str(point["label"])): float(point["value"]) / size
        for point in record.result.get("series") or ()
    }


def _chart(path: Worksheet, inputs: Worksheet, record: Record, live: LiveSheet | None) -> None:
    rows = path.max_row
    column = 2 + (live.drawn if live else 0)
    if len(record.result.get("series") or ()) > 1 and rows > 2 and path.max_column >= column:
        chart: LineChart | BarChart = LineChart()
        sheet, first = path, path
    else:
        if len({item.unit for item in record.given}) != 1 or len(record.given) < 2:
            return
        chart, sheet, first, column, rows = BarChart(), path, inputs, VALUE_COLUMN, inputs.max_row
    chart.add_data(Reference(first, min_col=column, min_row=1, max_row=rows), titles_from_data=True)
    chart.set_categories(Reference(first, min_col=1, min_row=2, max_row=rows))
    chart.title, chart.height, chart.width = record.finding, 9, 18
    chart.legend = None
    unit = record.given[0].unit if isinstance(chart, BarChart) else str(path.cell(2, column).number_format)
    chart.y_axis.title = UNITS.get(unit, "") or None
    chart.x_axis.delete = chart.y_axis.delete = False
    sheet.add_chart(chart, f"A{path.max_row + 3}")


def _row(sheet: Worksheet, values: Sequence[object], *, bold: bool = False) -> Sequence[Cell | MergedCell]:
    """A row of text and numbers; a text is never read as a formula."""
    number = sheet.max_row + (0 if sheet.max_row == 1 and sheet.cell(1, 1).value is None else 1)
    cells = [sheet.cell(number, place) for place in range(1, len(values) + 1)]
    for cell, value in zip(cells, values, strict=True):
        cell.value = CONTROL.sub("", value)[:32_000] if isinstance(value, str) else value  # type: ignore[assignment]
        if isinstance(value, str):
            cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if bold:
            cell.font = Font(bold=True)
    return cells


def _figure(cell: Cell | MergedCell, value: Term | float | None, unit: str, known: Known) -> None:
    """A formula, or a number, in the format of its unit."""
    if value is None:
        return
    cell.number_format = FORMATS.get(unit, "General")
    if isinstance(value, Term):
        cell.value = value.formula
        known.setdefault(cell.parent.title, {})[cell.coordinate] = value.value
    else:
        cell.value = value


def _shape(sheet: Worksheet, widths: Sequence[float], *, frozen: str = "A2") -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    if frozen:
        sheet.freeze_panes = frozen
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _with_values(data: bytes, known: Known, titles: Sequence[str]) -> bytes:
    """The workbook with what each formula comes to beside it, for previews and readers that do not compute."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for item in before.infolist():
            held = before.read(item)
            for number, title in enumerate(titles, 1):
                if item.filename == f"xl/worksheets/sheet{number}.xml" and title in known:
                    held = _filled(held, known[title])
            made.writestr(item, held)
    return out.getvalue()


def _filled(xml: bytes, values: dict[str, float]) -> bytes:
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    for cell in root.iter(f"{MAIN}c"):
        value = values.get(cell.get("r", ""))
        held = cell.find(f"{MAIN}v")
        if value is not None and cell.find(f"{MAIN}f") is not None:
            held = etree.SubElement(cell, f"{MAIN}v") if held is None else held
            held.text = repr(value)
    filled: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return filled
