"""A table's header rows are found by what its rows hold, and merged cells stand over all that they span."""

from __future__ import annotations

import pytest

from ingest.model import Document
from ingest.parse.raw import RawCell, RawDocument, RawLine, RawRow, RawTable
from ingest.parse.structure import assemble
from ingest.parse.table_heads import fill_spans
from tests.ingest.table_paths import heads, paths, tables


def row(*texts: str, header: bool = False) -> RawRow:
    """A row; "<" is covered by the cell at its left, "^" by the one above."""
    marks = {"<": "left", "^": "above"}
    cells = [RawCell([], covered=marks[t]) if t in marks else RawCell(_lines(t)) for t in texts]
    return RawRow(cells, header=header)


def _lines(text: str) -> list[RawLine]:
    return [RawLine(text)] if text else []


def document(*parts: list[RawRow]) -> Document:
    return assemble(RawDocument("text", [RawTable(part) for part in parts]), digest="0" * 64, file="a")


def test_two_rows_of_which_the_upper_spans_are_both_the_header() -> None:
    found = document(
        [
            row("Service", "2024/25", "<", "2025/26", "<"),
            row("^", "Budget", "Actual", "Budget", "Actual"),
            row("Parks", "11", "12", "13", "14"),
            row("Roads", "21", "22", "23", "24"),
        ]
    )

    assert paths(tables(found)[0])["23"] == ("Roads", "2025/26", "Budget")


def test_blanks_beside_a_spanning_header_are_its_own() -> None:
    found = document(
        [
            row("", "2024", "", "2025", ""),
            row("Team", "Posts", "FTE", "Posts", "FTE"),
            row("Legal", "12", "10.5", "14", "13.1"),
        ]
    )

    assert paths(tables(found)[0])["10.5"] == ("Legal", "2024", "FTE")


def test_a_row_of_units_below_the_years_is_part_of_the_header() -> None:
    found = document(
        [
            row("Fund", "2024/25", "2025/26", "Change"),
            row("", "£000", "£000", "%"),
            row("General", "5,480", "5,120", "-6.6"),
        ]
    )

    assert paths(tables(found)[0])["-6.6"] == ("General", "Change", "%")
    assert paths(tables(found)[0])["5,480"] == ("General", "2024/25", "£000")


@pytest.mark.parametrize("name", ["2025/26 (£000)", "£'000", "%", "Q3", "31 March 2025", "16–24", "65+"])
def test_years_scales_and_ranges_are_names_of_columns_and_no_figures(name: str) -> None:
    found = document([row("Service", name), row("Parks", "12"), row("Roads", "24")])

    assert heads(tables(found)[0]) == [["Service", name]]


def test_a_first_row_of_data_is_no_header() -> None:
    found = document([row("% BME", "12%"), row("% disabled", "4%"), row("% women", "61%")])

    assert heads(tables(found)[0]) == []


def test_a_row_of_printed_blanks_below_the_header_is_data() -> None:
    found = document(
        [
            row("", "2024", "2025"),
            row("Dudley", "n/a", "n/a"),
            row("Sandwell", "4", "5"),
            row("Walsall", "6", "7"),
        ]
    )

    assert heads(tables(found)[0]) == [["", "2024", "2025"]]


def test_a_header_printed_again_is_dropped_and_the_rows_below_keep_it() -> None:
    top = ("Ward", "Voters", "Turnout")
    found = document(
        [
            row(*top, header=True),
            row("North", "101", "31%"),
            row(*top, header=True),
            row("South", "99", "28%"),
        ]
    )

    assert [cells.text for cells in tables(found)[0].rows] == ["North | 101 | 31%", "South | 99 | 28%"]
    assert paths(tables(found)[0])["28%"] == ("South", "Turnout")


def test_pieces_of_a_table_with_two_header_rows_are_joined_under_one() -> None:
    top = [row("Team", "2024", "<"), row("^", "Posts", "FTE")]
    again = [row("Team", "2024", "<"), row("^", "Posts", "FTE")]
    found = document([*top, row("Legal", "12", "10.5")], [*again, row("Finance", "30", "28.2")])

    assert len(tables(found)) == 1
    assert paths(tables(found)[0])["28.2"] == ("Finance", "2024", "FTE")


def test_another_header_further_down_begins_a_table_of_its_own() -> None:
    found = document(
        [
            row("Ward", "Voters", header=True),
            row("North", "101"),
            row("Year", "Turnout", header=True),
            row("2024", "31%"),
        ]
    )

    assert [heads(table) for table in tables(found)] == [[["Ward", "Voters"]], [["Year", "Turnout"]]]


def test_cells_merged_downwards_are_marked_and_not_repeated() -> None:
    found = document(
        [
            row("Service", "Action", "Owner"),
            row("Housing", "Damp", "Beth"),
            row("^", "Rotas", "Imran"),
        ]
    )

    assert found.text.count("Housing") == 1
    assert paths(tables(found)[0])["Rotas"] == ("Housing", "Action")


def test_a_title_over_the_whole_of_a_header_is_no_column_and_does_no_harm() -> None:
    rows = [
        row("Waste managed", "", "", header=True),
        row("Area", "2020", "2021", header=True),
    ]

    fill_spans(rows)

    assert [cell.covered for cell in rows[0].cells] == ["", "", ""]
