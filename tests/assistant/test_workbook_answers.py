"""A budget workbook is asked like any paper: figures, names and sources come with their sheet and cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.ask import ask
from assistant.model import Answer, Asked, Status
from assistant.room import Room
from ingest.library import Library
from tests.ingest.workbook_papers import saved, sheet

SCHEMES = [
    ["Millbrook District Council"],
    ["Capital programme 2025/26 to 2026/27"],
    [],
    ["Scheme", "Lead officer", "Start", "2025/26 £m", "2026/27 £m"],
    ["Depot decarbonisation", "Head of Environment", dt.date(2025, 9, 1), 1.25, 3.4],
    ["Leisure centre roof", "Head of Leisure", dt.date(2026, 1, 15), 0.65, None],
    ["Market hall repairs", "Head of Estates", dt.date(2026, 3, 2), 0.4, 0.35],
]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("workbook")
    made = sheet(*SCHEMES, name="Capital", bold=[4])
    for row in (5, 6, 7):
        made[f"C{row}"].number_format = "d mmmm yyyy"
        for column in "DE":
            made[f"{column}{row}"].number_format = '£0.00"m"'
    (folder / "millbrook-capital.xlsx").write_bytes(saved(made))
    with Library.open(folder / "data") as library:
        library.ingest([folder / "millbrook-capital.xlsx"])
        yield Room(library)


def answered(room: Room, question: str) -> Answer:
    return ask(room, Asked(question), [])


def test_a_name_in_a_workbook_is_found_and_cited_by_its_cells(room: Room) -> None:
    answer = answered(room, "Who leads depot decarbonisation at Millbrook?")

    assert answer.status is Status.ANSWERED
    assert "Head of Environment" in answer.text
    assert [item.ref for item in answer.evidence] == ["Capital!A5:E5"]


def test_years_over_the_columns_are_no_figures_from_nowhere(room: Room) -> None:
    answer = answered(room, "Who leads the leisure centre roof at Millbrook?")

    assert "2025/26 £m: £0.65m" in answer.text
    assert answer.evidence[0].columns.endswith("Start | 2025/26 £m")


def test_a_start_date_in_a_workbook_is_found(room: Room) -> None:
    answer = answered(room, "When does Millbrook's market hall repairs scheme start?")

    assert "2 March 2026" in answer.text
    assert answer.evidence[0].ref.startswith("Capital!")
