"""The proof opens: the cited words are marked on the picture of their page, with script and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.settings import Settings
from ingest.model import Document
from ingest.parse import read
from tests.fakes import ELM_PAPER, OAK_PAPER, FakeLibrary, FakeMoothall
from tests.journeys.conftest import Watched, serving, watch
from tests.journeys.test_every_page import RULES

pytestmark = pytest.mark.journey
PAPER = Path(__file__).parents[2] / "samples" / "library" / "stanbeck-workforce-plan-2023-2027.pdf"


@pytest.fixture(scope="module")
def stanbeck() -> Document:
    return read(PAPER)


@pytest.fixture
def site(tmp_path: Path, stanbeck: Document) -> Iterator[str]:
    moothall = FakeMoothall(tmp_path)
    moothall.library = FakeLibrary(tmp_path, (ELM_PAPER, OAK_PAPER, stanbeck))
    (tmp_path / stanbeck.digest).write_bytes(PAPER.read_bytes())
    with serving(moothall, Settings(data=tmp_path)) as address:
        yield address


def address(document: Document, quote: str, **more: object) -> str:
    start = document.text.index(quote)
    extra = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/documents/{document.id}?start={start}&end={start + len(quote)}{extra}"


def box(found: Locator) -> tuple[float, float, float, float]:
    held = found.bounding_box()
    assert held
    return held["x"], held["y"], held["x"] + held["width"], held["y"] + held["height"]


def in_view(page: Page, found: Locator) -> bool:
    left, top, right, bottom = box(found)
    size = page.viewport_size
    assert size
    return left >= 0 and top >= 0 and right <= size["width"] and bottom <= size["height"]


def test_picture_and_text_mark_the_words_and_are_in_view_together(page: Page, stanbeck: Document) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})

    page.goto(address(stanbeck, "Disabled employees (declared)") + "#passage")

    expect(page.locator(".leaf img")).to_have_js_property("complete", True)
    expect(page.locator("mark")).to_have_text("Disabled employees (declared)")
    left, top, right, bottom = box(page.locator(".leaf .word"))
    sheet = box(page.locator(".leaf img"))
    assert sheet[0] < left < right < sheet[2] and sheet[1] < top < bottom < sheet[3]
    assert in_view(page, page.locator("mark")) and in_view(page, page.locator(".leaf .word"))


def test_a_larger_picture_still_shows_its_mark(page: Page, stanbeck: Document) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address(stanbeck, "4.74%") + "#passage")
    before = box(page.locator(".leaf .word"))

    page.get_by_role("link", name="200%").click()

    expect(page.locator(".sheet")).to_have_class(re.compile("z200"))
    after = box(page.locator(".leaf .word"))
    assert after[2] - after[0] > 1.8 * (before[2] - before[0])
    pane = box(page.locator(".pane"))
    assert pane[0] <= after[0] and pane[1] <= after[1] and after[3] <= pane[3]
    assert "zoom=200" in page.url
    page.reload()
    expect(page.get_by_role("link", name="200%")).to_have_attribute("aria-current", "true")


def test_one_goes_to_a_page_by_its_number_and_by_its_small_picture(page: Page, stanbeck: Document) -> None:
    page.goto(f"/documents/{stanbeck.id}?find=march")

    page.get_by_label("Go to page").fill("8")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.locator(".pager")).to_contain_text("Page 8 of 8")
    assert page.locator(".leaf .word").count() > 3
    page.get_by_text("Pages as small pictures").click()
    page.get_by_role("link", name=re.compile("^Page 2")).click()

    expect(page.locator(".pager")).to_contain_text("Page 2 of 8")


def test_one_goes_from_hit_to_hit_on_the_picture(page: Page, stanbeck: Document) -> None:
    page.goto(f"/documents/{stanbeck.id}")
    page.get_by_label("Find in this document").fill("sickness")
    page.get_by_role("button", name="Find").click()
    first = page.locator(".pager").inner_text()

    page.get_by_role("link", name="Next hit").click()

    expect(page.locator(".pager")).to_contain_text("Place 2 of")
    assert "Place 1 of" in first
    expect(page.locator(".leaf .word")).to_have_count(1)
    expect(page.locator("mark")).to_have_text(re.compile("sickness", re.I))


def test_on_a_telephone_the_marked_part_stays_above_the_text(page: Page, stanbeck: Document) -> None:
    page.set_viewport_size({"width": 390, "height": 800})

    page.goto(address(stanbeck, "Disabled employees (declared)") + "#passage")

    assert in_view(page, page.locator(".closeup .word")) and in_view(page, page.locator("mark"))
    assert box(page.locator(".closeup"))[3] <= box(page.locator("mark"))[1]


def test_a_picture_is_looked_over_by_keyboard_alone(page: Page, stanbeck: Document) -> None:
    page.goto(address(stanbeck, "4.74%", zoom=300) + "#passage")
    pane = page.get_by_role("region", name="Page 8 of 8 as a picture")

    pane.focus()
    before = box(page.locator(".leaf"))[1]
    page.keyboard.press("End")

    expect(pane).to_be_focused()
    page.wait_for_timeout(400)
    assert box(page.locator(".leaf"))[1] < before


STATES = {
    "a passage": {"quote": "A budget gap of £14m by 2025/26."},
    "a cell, large": {"quote": "4.74%", "zoom": 200},
    "over two pages": {},
}


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_marked_page(
    name: str, width: int, scheme: str, browser: Browser, site: str, stanbeck: Document
) -> None:
    context = browser.new_context(
        base_url=site,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    page = context.new_page()
    seen = watch(page, site)
    turn = stanbeck.page_starts[3]

    page.goto(
        address(stanbeck, **STATES[name])  # type: ignore[arg-type]
        if STATES[name]
        else f"/documents/{stanbeck.id}?page=3&start={turn - 60}&end={turn + 60}"
    )
    page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")
    found = Axe().run(page, options=RULES).response["violations"]
    lost = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()

    assert [f"{item['id']}: {node['html'][:160]}" for item in found for node in item["nodes"]] == []
    assert lost <= 0
    assert seen == Watched()


def test_the_mark_is_seen_without_colour(browser: Browser, site: str, stanbeck: Document) -> None:
    context = browser.new_context(base_url=site, forced_colors="active")
    page = context.new_page()

    page.goto(address(stanbeck, "4.74%"))

    drawn = page.locator(".leaf .word").evaluate("node => getComputedStyle(node).strokeWidth")
    dashes = page.locator(".leaf .head").first.evaluate("node => getComputedStyle(node).strokeDasharray")
    context.close()
    assert drawn == "1.5px" and dashes != "none"
