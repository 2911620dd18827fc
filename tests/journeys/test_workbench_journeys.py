"""A leader needs a figure in ten minutes: the whole job at the workbench, with script and without."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.fakes import ELM_PAPER
from tests.journeys.conftest import watch

pytestmark = pytest.mark.journey


def open_fall(page: Page, years: str = "3") -> None:
    page.goto("/scenario")
    page.get_by_label("Start from", exact=True).select_option(
        label="Full-time equivalents: 512.5 FTE (draft)"
    )
    page.get_by_label("Change a year", exact=True).fill("-4")
    page.get_by_label("How many years", exact=True).fill(years)
    page.locator("#build").get_by_role("button", name="Compute").click()
    expect(page.locator("#finding")).to_contain_text("FTE at the end")


def compute(page: Page) -> None:
    """Without script by the button; with script the page computes by itself."""
    if not page.evaluate("document.documentElement.classList.contains('js')"):
        page.get_by_role("button", name="Compute again").click()


def test_each_example_of_the_page_works(page: Page) -> None:
    page.goto("/scenario")
    count = page.locator("button[name=example]").count()
    assert count >= 2

    for number in range(count):
        page.goto("/scenario")
        page.locator("button[name=example]").nth(number).click()
        expect(page.locator("#finding")).to_contain_text("from")


def test_a_figure_is_taken_to_a_meeting_with_its_source(page: Page) -> None:
    open_fall(page)

    about = page.locator("dl.about")
    expect(about).to_contain_text("Elmford Borough Council")
    expect(about).to_contain_text("Workforce Strategy, page 2 (draft)")
    with page.expect_download() as sheet:
        page.get_by_role("link", name="Workbook that goes on computing").click()
    with page.expect_download() as words:
        page.get_by_role("link", name="Briefing of one page").click()
    book = load_workbook(io.BytesIO(sheet.value.path().read_bytes()))
    assert book["Inputs and sources"]["H2"].value == "Workforce Strategy"
    assert words.value.suggested_filename.endswith(".docx")
    about.get_by_role("link", name="Elmford Borough Council, Workforce Strategy").click()
    expect(page.locator("mark").first).to_contain_text("512.5 FTE")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0", "must be more than 0"),
        ("", "is empty"),
        ("soon", "must be a number"),
        ("1000", "more than the 100"),
    ],
)
def test_a_wrong_number_is_told_at_its_field_and_typing_on_mends_it(
    page: Page, typed: str, said: str
) -> None:
    open_fall(page)
    years = page.get_by_label("How long", exact=True)

    page.get_by_label("Start from", exact=True).fill("600")
    years.fill(typed)
    compute(page)
    expect(page.locator(".field .message")).to_contain_text(said)
    expect(years).to_have_value(typed)
    expect(page.get_by_label("Start from", exact=True)).to_have_value("600")
    years.fill("2")
    compute(page)

    # 600 × 0.96 × 0.96 = 553.0
    expect(page.locator("#finding")).to_contain_text("553.0 FTE")
    expect(page.locator(".field .message")).to_have_count(0)
    expect(page.locator("dl.about")).to_contain_text("Start: 600.0 FTE")
    expect(page.locator("main")).not_to_contain_text("We employ 640 staff")


def test_three_are_kept_compared_saved_and_opened_again(page: Page) -> None:
    open_fall(page)
    for years in ("2", "4"):
        page.get_by_role("button", name="Keep this one to compare").click()
        expect(page.locator("[name=beside]").first).not_to_have_value("")
        page.get_by_label("How long", exact=True).fill(years)
        compute(page)
        expect(page.locator("#finding")).to_contain_text(f"at the end of year {years}")
    table = page.get_by_role("region", name="Scenarios side by side")
    expect(table.get_by_role("columnheader")).to_have_count(4)
    expect(page.locator("img[src*=together]")).to_be_visible()

    page.get_by_label("Save under a name").fill("Slower recruitment")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The scenario was saved")).to_be_visible()
    page.goto("/scenario")
    page.get_by_role("link", name="Slower recruitment").click()

    expect(page.locator("#finding")).to_contain_text("at the end of year 4")
    expect(
        page.get_by_role("region", name="Scenarios side by side").get_by_role("columnheader")
    ).to_have_count(4)
    page.get_by_role("link", name="Drop").first.click()
    expect(
        page.get_by_role("region", name="Scenarios side by side").get_by_role("columnheader")
    ).to_have_count(3)


def test_enter_in_a_field_computes_and_changes_nothing_else(page: Page) -> None:
    open_fall(page)
    years = page.get_by_label("How long", exact=True)

    years.fill("2")
    years.press("Enter")

    expect(page.locator("#finding")).to_contain_text("at the end of year 2")
    expect(page.get_by_role("button", name="A figure for each year")).to_be_visible()


def test_a_figure_for_each_year_is_changed(page: Page) -> None:
    open_fall(page)

    page.get_by_role("button", name="A figure for each year").click()
    page.get_by_label("Change a year, year 2", exact=True).fill("-10")
    compute(page)

    # 512.5 × 0.96 × 0.90 × 0.96 = 425.1
    expect(page.locator("#finding")).to_contain_text("425.1 FTE")


def test_the_workbench_weighs_little_and_says_nothing_to_the_console(scripted: Page, site: str) -> None:
    seen, sizes = watch(scripted, site), list[int]()
    lines: list[str] = []
    scripted.on("console", lambda line: lines.append(line.text) if line.type == "error" else None)
    open_fall(scripted)
    scripted.on("response", lambda reply: sizes.append(len(reply.body())))

    scripted.reload()
    scripted.wait_for_load_state("networkidle")
    scripted.get_by_label("How long", exact=True).fill("soon")
    expect(scripted.locator(".field .message")).to_contain_text("must be a number")

    assert 5_000 < sum(sizes[:8]) < 60_000
    assert lines == []
    assert seen.elsewhere == []
    assert ELM_PAPER.title in scripted.locator("dl.about").inner_text()


def test_no_label_of_a_chart_is_cut_off(scripted: Page) -> None:
    """Every text of the drawing lies within the picture, in the fonts of this browser."""
    open_fall(scripted)
    address = scripted.locator("figure.chart img").first.get_attribute("src")

    scripted.goto(str(address))
    outside = scripted.evaluate(
        """() => { const box = document.documentElement.getBoundingClientRect();
        return [...document.querySelectorAll("text")].map((t) => t.getBoundingClientRect())
          .filter((r) => r.left < box.left || r.right > box.right || r.top < box.top || r.bottom > box.bottom).length; }"""
    )

    assert outside == 0
