"""Upload, correct, remove; run and change a scenario; compare; export."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.fakes import ELM_PAPER

pytestmark = pytest.mark.journey


def test_a_document_is_uploaded_corrected_and_removed(page: Page, tmp_path: Path) -> None:
    paper = tmp_path / "new-plan.txt"
    paper.write_text("A new plan. It has one sentence.")
    page.goto("/library")

    page.get_by_label("Files").set_input_files(paper)
    page.get_by_role("button", name="Add to the library").click()
    expect(page.locator("#jobs")).to_contain_text("Ready")
    page.get_by_role("link", name=re.compile("See what was understood")).click()
    page.get_by_label("Title").fill("The new plan")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The new plan")
    page.get_by_role("link", name="Remove this document").click()
    page.get_by_role("button", name="Remove it").click()

    expect(page.get_by_text("The document was removed")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("The new plan")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#jobs")).to_contain_text("Ready")
    page.goto("/library?find=new+plan")
    expect(page.locator("#documents")).to_contain_text("The new plan")


def test_a_refused_file_says_why_and_the_others_go_on(page: Page, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Words.")
    (tmp_path / "bad.txt").write_text("")
    page.goto("/library")

    page.get_by_label("Files").set_input_files([tmp_path / "good.txt", tmp_path / "bad.txt"])
    page.get_by_role("button", name="Add to the library").click()

    expect(page.locator("#jobs li")).to_have_count(2)
    expect(page.locator("#jobs")).to_contain_text("bad.txt is empty: upload the file again.")


def test_a_wrong_detail_is_told_and_what_was_typed_is_kept(page: Page) -> None:
    page.goto("/library")
    page.get_by_role("link", name=re.compile("^Details of Workforce")).click()

    page.get_by_label("Period it covers").fill("y" * 60)
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("alert")).to_contain_text("40 characters or fewer")
    expect(page.get_by_label("Period it covers")).to_have_value("y" * 60)


def test_words_are_found_within_a_document(page: Page) -> None:
    page.goto("/library")
    page.get_by_role("link", name="Workforce Strategy", exact=True).click()

    page.get_by_label("Find in this document").fill("turnover")
    page.get_by_role("button", name="Find").click()
    expect(page.locator("mark").first).to_have_text("turnover")
    page.get_by_role("link", name="Next hit").click()

    expect(page.locator("main")).to_contain_text("Place 2 of 2")


def test_a_projection_is_opened_changed_and_set_beside_the_first(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Project Elmford's FTE in three years").click()
    page.get_by_role("link", name="Change the figures in the workbench").click()
    expect(page.locator("#finding")).to_contain_text("453.4 FTE")

    page.get_by_role("button", name="Keep this one to compare").click()
    expect(page.get_by_text("This one is kept")).to_be_visible()
    page.get_by_label("How long", exact=True).fill("2")
    page.get_by_role("button", name="Compute again").click()

    expect(page.locator("#finding")).to_contain_text("472.3 FTE")
    expect(page.get_by_role("heading", name="Side by side")).to_be_visible()


def test_a_scenario_is_put_together_from_a_stated_figure(page: Page) -> None:
    page.goto("/scenario")

    page.get_by_label("Start from", exact=True).select_option(
        label="Full-time equivalents: 512.5 FTE (draft)"
    )
    page.get_by_label("Change a year", exact=True).fill("-4")
    page.locator("#build").get_by_role("button", name="Compute").click()

    expect(page.locator("#finding")).to_contain_text("453.4 FTE")


def test_a_slider_computes_as_it_moves(scripted: Page) -> None:
    scripted.goto("/")
    scripted.get_by_role("button", name="Project Elmford's FTE in three years").click()
    scripted.get_by_role("link", name="Change the figures in the workbench").click()
    scripted.wait_for_url("**/scenario/**")  # and its script
    before = scripted.url

    scripted.get_by_label("How long, slider").focus()
    scripted.keyboard.press("ArrowRight")

    expect(scripted.locator("#finding")).to_contain_text("435.3 FTE")
    assert scripted.url != before


def test_a_passage_over_two_pages_is_followed_from_one_to_the_other(page: Page) -> None:
    quote = ELM_PAPER.text[ELM_PAPER.page_starts[2] - 42 : ELM_PAPER.page_starts[2] + 14]
    start = ELM_PAPER.text.index(quote)
    marked = page.locator("mark")

    page.goto(f"/documents/{ELM_PAPER.id}?page=2&start={start}&end={start + len(quote)}#passage")
    expect(page.get_by_text("This passage goes on, on page 3")).to_be_visible()
    assert "".join("".join(marked.all_inner_texts()).split()) == "".join(quote.split())
    page.get_by_role("link", name="page 3", exact=True).click()

    expect(page.get_by_text("This passage began on page 2")).to_be_visible()
    expect(page.get_by_text("Page 3 of 4", exact=True)).to_be_visible()
    assert "".join("".join(marked.all_inner_texts()).split()) == "".join(quote.split())
