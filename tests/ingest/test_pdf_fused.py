"""Labels and the first figures that were printed too close are parted; a table whose labels end in numbers is left alone."""

from __future__ import annotations

from ingest.parse.pdf_fused import parted
from ingest.parse.raw import RawCell, RawLine, RawRow


def row(*texts: str, header: bool = False) -> RawRow:
    return RawRow([RawCell([RawLine(text)] if text else []) for text in texts], header=header)


def texts(rows: list[RawRow]) -> list[list[str]]:
    return [[" ".join(line.text for line in cell.lines) for cell in one.cells] for one in rows]


def test_the_first_figures_get_a_column_of_their_own() -> None:
    rows = [
        row("Measure 2023/24 Result", "Target", "Result", header=True),
        row("Household waste recycled (%) 44.9", "50.0", "46.2"),
        row("CLEANER, GREENER", "", ""),
        row("Missed bins per 100,000 61", "55", "48"),
        row("Fly-tips cleared (278)", "95.0", "n/a"),
    ]

    assert texts(parted(rows)) == [
        ["Measure", "2023/24 Result", "Target", "Result"],
        ["Household waste recycled (%)", "44.9", "50.0", "46.2"],
        ["CLEANER, GREENER", "", "", ""],
        ["Missed bins per 100,000", "61", "55", "48"],
        ["Fly-tips cleared", "(278)", "95.0", "n/a"],
    ]


def test_labels_that_end_in_a_number_here_and_there_stay_whole() -> None:
    rows = [
        row("Grade", "Posts", header=True),
        row("Grade 4", "467"),
        row("Head of service", "12"),
        row("Directors", "4"),
    ]

    assert parted(rows) is rows


def test_numbers_that_are_names_stay_with_their_word() -> None:
    rows = [
        row("Grade", "Posts", header=True),
        row("Grade 1", "22"),
        row("Grade 2", "41"),
        row("Grade 3", "9"),
    ]

    assert parted(rows) is rows


def test_a_table_of_words_is_left_alone() -> None:
    rows = [row("Action 1", "Lead"), row("Action 2", "Ravi Sandell"), row("Action 3", "Olive Farnham")]

    assert parted(rows) is rows
