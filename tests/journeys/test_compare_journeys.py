"""A policy officer compares councils: figures, themes and a question of one's own, to the file with its quotes."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey


def test_bodies_are_compared_with_proof_or_stated_absence_and_exported(page: Page) -> None:
    page.goto("/compare")
    page.get_by_label("Themes, separated by commas").fill("priorities")
    page.get_by_label("Questions for each body, one a line").fill("What of turnover?")
    page.get_by_label("Full-time equivalents").check()
    page.get_by_role("button", name="Compare").click()

    expect(page.locator("#progress")).to_contain_text("6 cells: ")
    row = page.get_by_role("row", name=re.compile("^Full-time equivalents"))
    expect(row).to_contain_text("512.5 FTE")
    expect(row).to_contain_text("says nothing")
    expect(row).to_contain_text("1 found, 1 not stated")
    expect(page.get_by_role("row", name=re.compile("^What of turnover"))).to_contain_text("12.4%")
    with page.expect_download() as download:
        page.get_by_role("link", name="Table (CSV)").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
    assert len(rows) == 6
    assert [one["page"] for one in rows if one["body"].startswith("Elmford") and one["value"]] == ["2"]
    row.get_by_role("link", name=re.compile("page 2")).click()
    expect(page.locator("mark").first).to_contain_text("512.5 FTE")


def test_nothing_chosen_is_said_and_nothing_typed_is_lost(page: Page) -> None:
    page.goto("/compare")
    page.get_by_role("button", name="Untick all").click()
    page.get_by_label("Themes, separated by commas").fill("priorities")
    page.get_by_role("button", name="Compare").click()

    expect(page.get_by_role("alert")).to_contain_text("Tick the bodies to set side by side")
    expect(page.get_by_label("Themes, separated by commas")).to_have_value("priorities")
    page.get_by_role("button", name="Tick all shown").click()
    page.get_by_role("button", name="Compare").click()

    expect(page.get_by_role("row", name=re.compile("^Priorities"))).to_be_visible()


def test_a_set_is_filtered_saved_and_opened_again(page: Page) -> None:
    page.goto("/compare")
    page.get_by_label("Elmford Borough Council").check()
    page.get_by_label("Oakshire County Council").uncheck()
    page.get_by_text("Filter the bodies").click()
    page.get_by_label("Type", exact=True).select_option("county")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_label("Elmford Borough Council")).to_be_checked()
    page.get_by_role("button", name="Tick all shown").click()
    page.get_by_label("Headcount", exact=True).check()
    page.get_by_role("button", name="Compare").click()
    page.get_by_label("Save this comparison under a name").fill("Our neighbours")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("The comparison was saved")).to_be_visible()
    page.goto("/compare")
    page.get_by_role("link", name="Our neighbours").click()

    expect(page.get_by_role("row", name=re.compile("^Headcount"))).to_contain_text("640 people")


def test_enter_in_a_field_compares(page: Page) -> None:
    page.goto("/compare")
    themes = page.get_by_label("Themes, separated by commas")

    themes.fill("priorities")
    themes.press("Enter")

    expect(page.get_by_role("row", name=re.compile("^Priorities"))).to_be_visible()


def test_slow_cells_fill_in_while_figures_stand_at_once(page: Page) -> None:
    page.goto("/compare")
    page.get_by_label("Questions for each body, one a line").fill("slow turnover")
    page.get_by_label("Full-time equivalents").check()
    page.get_by_role("button", name="Compare").click()

    expect(page.get_by_role("row", name=re.compile("^Full-time equivalents"))).to_contain_text("512.5 FTE")
    expect(page.locator("#progress")).to_contain_text("cells are in")

    expect(page.locator("#progress")).to_contain_text("4 cells: ")
    expect(page.get_by_role("row", name=re.compile("^Slow turnover"))).to_contain_text("12.4%")
