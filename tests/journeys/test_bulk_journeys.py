"""Many details at once: out as a table, edited, back, seen, applied; with script and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


def test_details_are_edited_in_a_table(page: Page, tmp_path: Path) -> None:
    page.goto("/library")
    page.get_by_role("link", name="Edit many at once").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="as CSV").first.click()
    edited = tmp_path / "edited.csv"
    edited.write_text(
        download.value.path().read_text("utf-8-sig").replace("Workforce Strategy", "The new strategy"),
        "utf-8",
    )

    page.get_by_label("The edited table").set_input_files(edited)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("region", name="What would change")).to_contain_text("The new strategy")
    page.get_by_label("Your name").fill("Jo Bell")
    page.get_by_role("button", name="Apply all of it").click()

    expect(page.get_by_text("1 document changed.")).to_be_visible()
    page.goto("/library")
    expect(page.locator("#documents")).to_contain_text("The new strategy")
