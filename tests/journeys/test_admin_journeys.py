"""The officer who runs the server: from what was not answered to the paper that is in trouble."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


def test_the_officer_sees_what_failed_and_goes_to_the_paper_in_trouble(page: Page) -> None:
    for question in ("moon landings", "turnover"):
        page.goto("/")
        page.locator("#question").fill(question)
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.locator(".turn .actions")).to_have_count(1)

    page.get_by_role("link", name="Admin").click()
    expect(page.get_by_text("2 questions, 1 answered, 1 not")).to_be_visible()
    expect(page.get_by_role("region", name="Questions that were not answered")).to_contain_text(
        "moon landings"
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="Questions and feedback (XLSX)").click()
    assert download.value.suggested_filename == "questions.xlsx"
    page.get_by_role("link", name="Sums that do not add up (1)").click()

    expect(page.locator("#documents")).to_contain_text("1 of 2 documents")
