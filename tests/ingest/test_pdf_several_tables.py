"""Several tables on one page of a designer's PDF: side by side, stacked, beside tiles and text; heads over columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from ingest.parse.pdf import read_pdf
from ingest.parse.raw import RawTable

SPENDING = [
    ["Directorate", "2023/24", "2024/25"],
    ["Adults and health", "41,210", "43,550"],
    ["Place", "12,940", "13,020"],
    ["Resources", "9,315", "9,480"],
    ["Total", "63,465", "66,050"],
]
STAFF = [
    ["Group", "Posts", "Vacant", "Filled (%)"],
    ["Social workers", "214", "31", "85.5"],
    ["Planners", "46", "9", "80.4"],
    ["Drivers", "118", "6", "94.9"],
]
BUDGET = [
    ["Service", "2024/25", "", "", "2025/26"],
    ["£000", "Budget", "Outturn", "Variance", "Budget"],
    ["Libraries", "2,150", "2,240", "90", "2,310"],
    ["Parks", "3,320", "3,405", "85", "3,450"],
    ["Museums", "840", "815", "(25)", "860"],
]
HEAD_SHADED = [("BACKGROUND", (0, 0), (-1, 0), colors.darkblue)]
LOOKS: dict[str, list[tuple[object, ...]]] = {
    "shaded heads and a line below each row": [
        *HEAD_SHADED,
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, colors.grey),
    ],
    "shaded heads alone": list(HEAD_SHADED),
    "rows shaded by turns": [*HEAD_SHADED, ("BACKGROUND", (0, 2), (-1, 2), colors.lightblue)],
    "three lines": [
        ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
    ],
    "a grid": [("GRID", (0, 0), (-1, -1), 0.5, colors.grey)],
    "no lines": [],
}


class Sheet:
    """A page on which tables and lines of text are put at places; ``y`` is the foot of the last one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1)
        self.y = 760.0

    def table(
        self,
        rows: Sequence[Sequence[str]],
        x: float,
        top: float,
        widths: Sequence[float],
        look: Sequence[tuple[object, ...]],
    ) -> None:
        ground = [("FONT", (0, 0), (-1, -1), "Helvetica", 8), ("FONT", (0, 0), (-1, 0), "Helvetica-Bold", 8)]
        table = Table(rows, widths, style=TableStyle([*ground, ("ALIGN", (1, 0), (-1, -1), "RIGHT"), *look]))
        height = table.wrapOn(self.canvas, 500, 700)[1]
        table.drawOn(self.canvas, x, top - height)
        self.y = top - height

    def text(self, x: float, y: float, text: str, *, font: str = "Helvetica", size: float = 9) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def tables(self) -> list[list[list[str]]]:
        """The tables as read."""
        self.canvas.save()
        found = [block for block in read_pdf(self.path).blocks if isinstance(block, RawTable)]
        return [
            [[" ".join(line.text for line in cell.lines) for cell in row.cells] for row in table.rows]
            for table in found
        ]


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_two_tables_side_by_side_under_their_captions_are_two(
    tmp_path: Path, look: list[tuple[object, ...]]
) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.text(50, 770, "Table 1: Net spending", font="Helvetica-Bold")
    sheet.text(310, 770, "Table 2: Staff in post", font="Helvetica-Bold")
    sheet.table(SPENDING, 50, 760, [110, 60, 60], look)
    sheet.table(STAFF, 310, 760, [90, 45, 45, 55], look)

    assert sheet.tables() == [SPENDING, STAFF]


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_tables_one_under_another_keep_their_own_heads(
    tmp_path: Path, look: list[tuple[object, ...]]
) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.table(SPENDING, 50, 760, [240, 120, 120], look)
    sheet.text(50, sheet.y - 10, "Figures are before audit.", size=7)
    sheet.text(50, sheet.y - 26, "Table 2: Staff in post", font="Helvetica-Bold")
    sheet.table(STAFF, 50, sheet.y - 32, [210, 90, 90, 90], look)

    assert sheet.tables() == [SPENDING, STAFF]


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_a_column_of_tiles_is_no_column_of_the_table_beside_it(
    tmp_path: Path, look: list[tuple[object, ...]]
) -> None:
    sheet = Sheet(tmp_path / "a.pdf")
    for number, (value, label) in enumerate([("1,240", "homes built"), ("91%", "like their park")]):
        sheet.text(50, 740 - 44 * number, value, font="Helvetica-Bold", size=16)
        sheet.text(50, 727 - 44 * number, label, size=7.5)
    sheet.table(STAFF, 220, 760, [120, 60, 60, 60], look)

    assert sheet.tables() == [STAFF]


def test_a_header_centred_over_three_columns_stands_over_all_of_them(tmp_path: Path) -> None:
    look = [
        ("BACKGROUND", (0, 0), (-1, 1), colors.darkblue),
        ("FONT", (0, 1), (-1, 1), "Helvetica-Bold", 8),
        ("LINEBELOW", (0, 2), (-1, -1), 0.5, colors.grey),
        ("SPAN", (1, 0), (3, 0)),
        ("ALIGN", (1, 0), (3, 0), "CENTER"),
    ]
    sheet = Sheet(tmp_path / "a.pdf")
    sheet.table(BUDGET, 50, 760, [200, 70, 70, 70, 70], look)
    sheet.canvas.save()

    table = read_pdf(sheet.path).blocks[0]

    assert isinstance(table, RawTable)
    assert [cell.covered for cell in table.rows[0].cells] == ["", "", "left", "left", ""]
    assert [cell.lines[0].text for cell in table.rows[1].cells] == BUDGET[1]


def test_a_table_across_two_columns_of_text_is_read_row_by_row(tmp_path: Path) -> None:
    words = "The council looked again at how services are run"
    sheet = Sheet(tmp_path / "a.pdf")
    for x in (50, 300):
        for line in range(6):
            sheet.text(x, 780 - 12 * line, words)
    sheet.table(STAFF, 50, 705, [200, 90, 90, 90], LOOKS["no lines"])
    for x in (50, 300):
        for line in range(6):
            sheet.text(x, 610 - 12 * line, words)

    assert sheet.tables() == [STAFF]
