"""Workbooks become sections, tables with header trees, and warnings for what is not shown."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from ingest.errors import Encrypted, NotWhatItSays, Refused, TooLarge, Unsupported, ZipBomb
from ingest.model import BlockKind
from ingest.parse import Limits, read
from ingest.parse.docx import read_docx
from ingest.parse.formats import Format
from ingest.parse.structure import assemble
from tests.ingest.workbook_papers import BOLD, blocks, document, ods, paper, paths, put, saved, sheet, texts

DATA = Path(__file__).parent / "data"
BUDGET = [
    ["Service", "2024/25", None, "2025/26", None],
    [None, "Budget", "Actual", "Budget", "Change"],
    ["Housing", 4210.4, 4655.25, 4890, 0.161],
    ["Planning", 1875, 1902, 1790, -0.045],
]


def budget() -> openpyxl.worksheet.worksheet.Worksheet:
    """A header of two rows with merges, figures under number formats, a title and a note."""
    made = sheet(["Revenue budget by service, £000"], [], *BUDGET, [], ["Figures leave out parish precepts."])
    for box in ("A3:A4", "B3:C3", "D3:E3"):
        made.merge_cells(box)
    for row in (5, 6):
        for column in "BCD":
            made[f"{column}{row}"].number_format = "#,##0;[Red](#,##0)"
        made[f"E{row}"].number_format = "0.0%"
    return made


def test_a_sheet_is_a_section_and_its_used_range_a_table_with_caption_and_note() -> None:
    found = paper(budget())

    assert [section.heading for _, section in found.walk()] == ["Budget"]
    assert [block.text for block in blocks(found, BlockKind.CAPTION)] == ["Revenue budget by service, £000"]
    assert [block.text for block in blocks(found, BlockKind.PARAGRAPH)] == [
        "Figures leave out parish precepts."
    ]
    assert len(blocks(found)) == 1


def test_merged_headers_stand_over_the_columns_that_they_span() -> None:
    table = blocks(paper(budget()))[0]

    assert paths(table) == [
        ["Service"],
        ["2024/25", "Budget"],
        ["2024/25", "Actual"],
        ["2025/26", "Budget"],
        ["2025/26", "Change"],
    ]


def test_a_figure_is_kept_as_shown_and_as_stored_with_its_address() -> None:
    cells = blocks(paper(budget()))[0].rows[0].cells

    assert [cell.text for cell in cells] == ["Housing", "4,210", "4,655", "4,890", "16.1%"]
    assert [cell.stored for cell in cells] == [None, 4210.4, 4655.25, 4890.0, 0.161]
    assert [cell.ref for cell in cells] == [f"Budget!{column}5" for column in "ABCDE"]


def test_a_cell_is_found_again_in_the_text() -> None:
    found = paper(budget())

    for row in blocks(found)[0].rows:
        assert all(found.text[cell.start : cell.end] == cell.text for cell in row.cells)


def test_a_name_over_the_column_before_is_not_written_over_a_last_column_of_its_own() -> None:
    made = sheet(
        [None, "2024/25", "2025/26", None],
        ["Service", "Budget", "Budget", "Change"],
        ["Housing", 1, 2, 1],
    )

    assert paths(blocks(paper(made))[0]) == [
        ["Service"],
        ["2024/25", "Budget"],
        ["2025/26", "Budget"],
        ["Change"],
    ]


def test_spans_that_nobody_merged_are_read_over_the_names_below() -> None:
    made = sheet(
        [None, "2024/25", None, "2025/26", None],
        ["Service", "Budget", "Actual", "Budget", "Actual"],
        ["Housing", 1, 2, 3, 4],
    )

    assert paths(blocks(paper(made))[0])[2:] == [
        ["2024/25", "Actual"],
        ["2025/26", "Budget"],
        ["2025/26", "Actual"],
    ]


def test_years_stored_as_numbers_are_names_and_units_below_them_too() -> None:
    made = sheet(["Service", 2024, 2025], [None, "£000", "%"], ["Housing", 1850, 12], ["Planning", 920, 7])

    table = blocks(paper(made))[0]

    assert paths(table) == [["Service"], ["2024", "£000"], ["2025", "%"]]
    assert texts(table) == [["Housing", "1850", "12"], ["Planning", "920", "7"]]


def test_a_first_row_of_figures_is_no_header() -> None:
    table = blocks(paper(sheet(["Housing", 12, 14], ["Planning", 7, 9])))[0]

    assert table.heads == ()
    assert texts(table) == [["Housing", "12", "14"], ["Planning", "7", "9"]]


def test_a_row_of_words_under_a_bold_header_is_data() -> None:
    made = sheet(["Service", "2025", "2026"], ["Housing", "TBC", "n/a"], ["Planning", 7, 9], bold=[1])

    assert texts(blocks(paper(made))[0])[0] == ["Housing", "TBC", "n/a"]


def test_empty_rows_and_columns_tell_tables_apart() -> None:
    made = sheet(
        ["Posts by service"],
        ["Service", "Posts", None, "Grade", "Salary"],
        ["Housing", 12, None, "Grade 5", 27711],
        ["Planning", 7, None, "Grade 6", 31586],
        [],
        ["Vehicles"],
        ["Depot", "Vans"],
        ["North", 4],
    )

    found = paper(made)

    assert [paths(table) for table in blocks(found)] == [
        [["Service"], ["Posts"]],
        [["Depot"], ["Vans"]],
        [["Grade"], ["Salary"]],
    ]
    assert [block.text for block in blocks(found, BlockKind.CAPTION)] == ["Posts by service", "Vehicles"]


def test_empty_rows_and_columns_left_for_looks_part_no_table() -> None:
    made = sheet(
        ["Service", None, "2024/25", None, "2025/26", None, "Comment"],
        ["Housing", None, 12, None, 13, None, "One more officer"],
        [],
        ["Communities"],
        ["Libraries", None, 4, None, 5, None, None],
        [],
        ["Total", None, 16, None, 18, None, None],
        bold=[1],
    )

    found = blocks(paper(made))

    assert [texts(table) for table in found] == [
        [
            ["Housing", "12", "13", "One more officer"],
            ["Communities", "", "", ""],
            ["Libraries", "4", "5", ""],
            ["Total", "16", "18", ""],
        ]
    ]
    assert paths(found[0])[1:3] == [["2024/25"], ["2025/26"]]


def test_a_block_of_words_below_a_table_of_figures_is_a_table_of_its_own() -> None:
    made = sheet(
        ["Service", "Posts", "Vacant"],
        ["Housing", 12, 1],
        [],
        [],
        ["Approved by", "Cabinet"],
        ["Date", dt.date(2025, 1, 21)],
    )

    assert [texts(table) for table in blocks(paper(made))] == [
        [["Housing", "12", "1"]],
        [["Approved by", "Cabinet"], ["Date", "21 January 2025"]],
    ]


def test_a_dash_shown_for_nought_stays() -> None:
    made = sheet(["Service", "Posts"], ["Housing", 12], ["Planning", 0])
    made["B3"].number_format = '#,##0;(#,##0);"-"'

    cell = blocks(paper(made))[0].rows[1].cells[1]

    assert (cell.text, cell.stored) == ("-", 0.0)


def test_labels_merged_downwards_cover_the_rows_below() -> None:
    made = sheet(["Theme", "Action", "Cost"], ["Skills", "Train", 5], [None, "Coach", 7])
    made.merge_cells("A2:A3")

    assert [row.cells[0].covered for row in blocks(paper(made))[0].rows] == ["", "above"]


def test_hidden_sheets_rows_and_columns_are_left_out_and_named() -> None:
    made = sheet(
        ["Service", "Working", "Posts"], ["Housing", 99, 12], ["Old team", 98, 3], ["Planning", 97, 7]
    )
    made.column_dimensions["B"].hidden = True
    made.row_dimensions[3].hidden = True
    assert made.parent is not None
    secret = made.parent.create_sheet("Workings")
    secret["A1"] = "Not for the public"
    secret.sheet_state = "hidden"

    found = paper(made)

    assert texts(blocks(found)[0]) == [["Housing", "12"], ["Planning", "7"]]
    assert "Not for" not in found.text
    assert found.report.warnings == (
        "Hidden sheets were left out: “Workings”.",
        "On the sheet “Budget” hidden rows 3 and hidden columns B were left out.",
    )


def test_a_formula_without_a_saved_result_is_blank_and_said_so() -> None:
    made = sheet(["Service", "Posts"], ["Housing", 12], ["Total", "=SUM(B2:B2)"])

    found = paper(made)

    assert texts(blocks(found)[0])[-1] == ["Total", ""]
    assert "1 formula was saved without its result" in found.report.warnings[0]
    assert "B3" in found.report.warnings[0]


def test_the_saved_result_of_a_formula_is_read() -> None:
    data = saved(sheet(["Service", "Posts"], ["Housing", 12], ["Total", "=SUM(B2:B2)"]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, re.sub(rb"</f><v ?/>|</f><v></v>", b"</f><v>12</v>", old.read(part)))

    found = document(out.getvalue())

    assert texts(blocks(found)[0])[-1] == ["Total", "12"]
    assert found.report.warnings == ()


def test_errors_are_blank_and_named() -> None:
    found = paper(sheet(["Service", "Posts"], ["Housing", "#REF!"], ["Planning", 7]))

    assert texts(blocks(found)[0]) == [["Housing", ""], ["Planning", "7"]]
    assert found.report.warnings == ("On the sheet “Budget” errors are read as blank: B2 (#REF!).",)


def test_dates_and_truths_are_shown_as_people_write_them() -> None:
    made = sheet(
        ["Scheme", "Start", "End", "Done"], ["Depot", dt.date(2025, 4, 1), dt.date(2026, 4, 1), True]
    )
    made["B2"].number_format = "dd/mm/yyyy"
    made["C2"].number_format = "mmm-yy"

    assert texts(blocks(paper(made))[0]) == [["Depot", "01/04/2025", "Apr-26", "TRUE"]]


def test_a_table_retyped_into_a_workbook_reads_as_it_does_in_word() -> None:
    rows = [
        ["Action", "Owner", "Target date", "Cost in £k"],
        ["Train managers", "Head of People", "May 2025", "12.5"],
        ["Review pay", "Director of Finance", "June 2026", "40"],
        ["Open the academy", "Head of People", "To be confirmed", "1,250"],
    ]
    word = docx.Document()
    typed = word.add_table(0, 4)
    for row in rows:
        for cell, text in zip(typed.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    word.save(out)

    theirs = blocks(assemble(read_docx(out.getvalue()), digest="0" * 64, file="plan.docx"))[0]
    ours = blocks(paper(sheet(*rows)))[0]

    assert texts(ours) == texts(theirs) == rows[1:]
    assert paths(ours) == paths(theirs)


def test_an_old_binary_workbook_is_read_with_its_formats(tmp_path: Path) -> None:
    found = read(DATA / "reserves.xls")

    table = blocks(found)[0]
    assert found.format == "xls"
    assert paths(table)[1:3] == [["31 March", "2025"], ["31 March", "2026"]]
    assert texts(table) == [
        ["General fund", "4,210", "3,985", "30 Jun 2025", "61.5%"],
        ["Insurance", "850", "912", "1 Jul 2025", "14.0%"],
    ]
    assert table.rows[0].cells[1].stored == 4210.4
    assert len(found.report.warnings) == 2


ODS = """<table:table table:name="Posts"><table:table-column/><table:table-column table:visibility="collapse"/>
<table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell office:value-type="string"><text:p>Service</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Code</text:p></table:table-cell>
<table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>Posts<text:s/>in 2025</text:p>
</table:table-cell><table:covered-table-cell/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Housing</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="9"><text:p>9</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="1234.56"><text:p>1,234.6</text:p></table:table-cell>
<table:table-cell office:value-type="percentage" office:value="0.045"><text:p>4.5%</text:p></table:table-cell>
</table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/>
</table:table-row></table:table>
<table:table table:name="Lists" table:style-name="ta2"><table:table-row><table:table-cell><text:p>No</text:p>
</table:table-cell></table:table-row></table:table>"""
HIDDEN = (
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/>'
    "</style:style>"
)


def test_an_open_document_spreadsheet_is_read_as_shown_and_as_stored(tmp_path: Path) -> None:
    found = read(put(tmp_path, "posts.ods", ods(ODS, HIDDEN)))

    table = blocks(found)[0]
    assert found.format == "ods"
    assert [section.heading for _, section in found.walk()] == ["Posts"]
    assert paths(table) == [["Service"], ["Posts in 2025"], ["Posts in 2025"]]
    assert [(c.text, c.stored, c.ref) for c in table.rows[0].cells] == [
        ("Housing", None, "Posts!A2"),
        ("1,234.6", 1234.56, "Posts!C2"),
        ("4.5%", 0.045, "Posts!D2"),
    ]
    assert found.report.warnings == (
        "Hidden sheets were left out: “Lists”.",
        "On the sheet “Posts” hidden columns B were left out.",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_file_is_a_table_under_its_title_lines(tmp_path: Path, delimiter: str) -> None:
    lines = ["Elmford payments over £500", "", "Supplier;Service;Amount (£)", 'Ashby Ltd;Housing;"1,250.00"']
    text = "\r\n".join(line.replace(";", delimiter) for line in lines)

    found = read(put(tmp_path, "payments.csv", text.encode("cp1252")))

    table = blocks(found)[0]
    assert (found.format, found.title) == ("csv", "Elmford payments over £500")
    assert paths(table) == [["Supplier"], ["Service"], ["Amount (£)"]]
    assert texts(table) == [["Ashby Ltd", "Housing", "1,250.00"]]
    assert [cell.ref for cell in table.rows[0].cells] == ["A4", "B4", "C4"]


def refusal(path: Path, limits: Limits | None = None) -> Refused:
    with pytest.raises(Refused) as caught:
        read(path, limits=limits or Limits())
    assert path.name in str(caught.value)
    return caught.value


def test_a_workbook_behind_a_password_is_refused(tmp_path: Path) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage\0".encode("utf-16-le")
    manifest = {"META_INF__manifest_xml": "<manifest><encryption-data/></manifest>"}

    assert isinstance(refusal(put(tmp_path, "a.xlsx", locked)), Encrypted)
    assert isinstance(refusal(put(tmp_path, "b.ods", ods(ODS, **manifest))), Encrypted)


def test_a_workbook_of_a_kind_that_is_not_read_is_told_what_to_do(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.bin", b"")

    assert "save it as" in str(refusal(put(tmp_path, "a.xlsb", out.getvalue())))
    assert isinstance(refusal(put(tmp_path, "a.xlsb", out.getvalue())), Unsupported)
    assert isinstance(refusal(put(tmp_path, "a.xlsx", out.getvalue())), NotWhatItSays)


def test_more_cells_or_sheets_than_the_limits_are_too_large(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xlsx", saved(budget()))

    assert isinstance(refusal(path, Limits(cells=5)), TooLarge)
    assert isinstance(refusal(path, Limits(sheets=0)), TooLarge)
    assert isinstance(refusal(path, Limits(sheet_bytes=100)), TooLarge)
    assert isinstance(refusal(path, Limits(unpacked_bytes=100)), ZipBomb)


def test_a_lone_cell_at_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    made = budget()
    made["XFD1048576"] = "A stray note at the end of the sheet"

    found = read(put(tmp_path, "a.xlsx", saved(made)), limits=Limits(timeout_s=20))

    assert texts(blocks(found)[0])[0][0] == "Housing"


def test_a_csv_named_as_a_workbook_is_read_with_a_warning(tmp_path: Path) -> None:
    found = read(put(tmp_path, "export.xls", b"Service,Posts\nHousing,12\nPlanning services,7\n"))

    assert found.format == "csv"
    assert "named as xls" in found.report.warnings[0]


def test_the_printed_head_and_the_author_stand_beside_the_text() -> None:
    made = budget()
    made.oddHeader.center.text = "Elmford District Council &P"
    assert made.parent is not None
    made.parent.properties.creator = "Finance team"

    beside = {(line.place, line.text) for line in paper(made).furniture}

    assert {("head", "Elmford District Council"), ("author", "Finance team"), ("sheet", "Budget")} <= beside


def test_a_title_property_names_the_paper_else_a_line_with_a_year_else_the_file() -> None:
    named = sheet(["Elmford Council"], ["Budget for 2025/26"], [], ["A", "B"], ["Posts", 4])
    bare = sheet(["Service", "Posts"], ["Housing", 4])

    assert paper(named).title == "Budget for 2025/26"
    assert document(saved(bare), Format.XLSX, "Posts_by_service.xlsx").title == "Posts by service"
    assert named.parent is not None
    named.parent.properties.title = "Medium-term financial plan"
    assert paper(named).title == "Medium-term financial plan"


def test_bold_alone_makes_a_header_of_two_columns_of_words() -> None:
    rows = [["Risk", "Owner"], ["Fire", "Head of Estates"], ["Flood", "Head of Place"]]

    assert paths(blocks(paper(sheet(*rows, bold=[1])))[0]) == [["Risk"], ["Owner"]]
    assert blocks(paper(sheet(*rows)))[0].heads == ()
    assert BOLD.bold
