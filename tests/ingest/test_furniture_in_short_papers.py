"""Furniture where little repeats: the footer of a paper of three pages, and headings that only begin like
a stamp.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parse import read
from ingest.parse.furniture import is_furniture, running_lines

SAMPLES = Path(__file__).parents[2] / "samples" / "library"


def test_the_footer_of_a_paper_of_three_pages_is_taken_out() -> None:
    document = read(SAMPLES / "larkmere-people-plan-2021-2024.pdf")

    assert "Larkmere People Plan 2021–2024 Page 3" not in document.text
    assert "Larkmere People Plan 2021–2024 Page 3" in document.report.furniture_removed


@pytest.mark.parametrize(
    "line", ["DRAFT", "Draft version 3", "draft v0.4", "*** DRAFT ***", "Draft document only", "Page 4 of 9"]
)
def test_a_stamp_is_furniture_wherever_it_stands(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line", ["Draft vision", "Draft strategy", "Draft budget 2026/27", "Drafting", "Official opening"]
)
def test_a_heading_that_begins_like_a_stamp_is_a_heading(line: str) -> None:
    assert not is_furniture(line)


def test_a_bullet_alone_at_the_edge_of_pages_is_no_running_line() -> None:
    pages = [
        ["•", f"First item of page {number}", "Council plan 10/02/2021", "10/02/2021 18:54"]
        for number in range(1, 6)
    ]

    running = running_lines(pages)

    assert "•" not in running
    assert "#/#/# #:#" in running
