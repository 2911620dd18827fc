"""A bare figure of a table is shown with the pounds or per cent that its column, row or caption gives it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.compose.cell import row_in_words
from assistant.units import units_of
from ingest.parse import read


def shown(folder: Path, caption: str, head: list[str], row: list[str]) -> str:
    """A table of two rows under a heading, as its first row is worded in an answer."""
    lines = [head, ["---"] * len(head), row, ["Other", *["1"] * (len(head) - 1)]]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    path = folder / "a.md"
    path.write_text(f"# Westmarch Borough Council\n\n## {caption}\n\n{table}\n", "utf-8")
    [first, *_] = [entry for entry in units_of(read(path)).rows if entry.row.cells[0].text == row[0]]
    return row_in_words(first)


@pytest.mark.parametrize(
    ("caption", "head", "row", "worded"),
    [
        ("Agency spending (£m)", ["Year", "Budget", "Actual"], ["2024/25", "10.5", "12.1"],
         "2024/25: **Budget**: £10.5m · **Actual**: £12.1m"),
        ("Accounts", ["Service", "£ Net", "£000 Budget"], ["Parks", "(4,022)", "132"],
         "Parks: **£ Net**: (£4,022) · **£000 Budget**: £132k"),
        ("Posts", ["Team", "Vacancy rate (%)", "Posts"], ["Planning", "9.1", "46"],
         "Planning: **Vacancy rate (%)**: 9.1% · **Posts**: 46"),
        ("Staff", ["Team", "Posts", "Filled"], ["Planning", "46 (of 50)", "80%"],
         "Planning: **Posts**: 46 (of 50) · **Filled**: 80%"),
    ],
)  # fmt: skip
def test_bare_figures_carry_the_unit_of_their_table(
    tmp_path: Path, caption: str, head: list[str], row: list[str], worded: str
) -> None:
    assert shown(tmp_path, caption, head, row) == worded


def test_a_cell_under_no_head_is_told_without_one(tmp_path: Path) -> None:
    assert shown(tmp_path, "Notes", ["Item", "£", ""], ["Salaries", "152,360", "3.4 posts"]) == (
        "Salaries: **£**: £152,360 · 3.4 posts"
    )
