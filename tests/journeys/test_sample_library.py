"""The whole product in a browser, nothing faked: the sample library, its answers, their proof on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.bootstrap import open_moothall
from assistant.settings import Settings
from tests.journeys.conftest import serving
from tests.journeys.test_ask_journeys import ask

pytestmark = [pytest.mark.journey, pytest.mark.slow]
SAMPLES = Path(__file__).parents[2] / "samples" / "library"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data=tmp_path_factory.mktemp("data"))
    moothall = open_moothall(settings)
    moothall.library.ingest([SAMPLES])
    moothall.library.prepare()
    with serving(moothall, settings) as address:
        yield address
    moothall.close()


@pytest.fixture(params=[True, False], ids=["script on", "script off"])
def reader(request: pytest.FixtureRequest, browser: Browser, whole: str) -> Iterator[Page]:
    context = browser.new_context(base_url=whole, java_script_enabled=request.param)
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def test_an_answer_opens_its_pdf_page_at_the_very_words(reader: Page) -> None:
    reader.goto("/")
    ask(reader, "What is the staff turnover at Larkmere?")
    reader.get_by_text(re.compile("word for word")).click()
    source = reader.locator(".sources li").first
    quote = source.locator("blockquote").inner_text()

    source.get_by_role("link").click()

    words = " ".join(reader.locator("mark").all_inner_texts())
    assert " ".join(words.split()) == " ".join(quote.split())
    picture = reader.locator(".sheet img")
    expect(picture).to_be_visible()
    assert reader.request.get(picture.get_attribute("src") or "").headers["content-type"] == "image/webp"


def test_a_projection_is_computed_followed_up_and_changed_in_the_workbench(reader: Page) -> None:
    reader.goto("/")
    ask(reader, "What will Larkmere's FTE be in three years at 4% fewer a year?")
    ask(reader, "And over five years?")

    # 508.4 × 0.96³ = 449.8 and 508.4 × 0.96⁵ = 414.5
    expect(reader.locator(".turn").nth(0)).to_contain_text("449.8")
    expect(reader.locator(".turn").nth(1)).to_contain_text("414.5")
    reader.get_by_role("link", name="Change the figures in the workbench").last.click()
    reader.get_by_label("How long", exact=True).fill("1")
    reader.get_by_role("button", name="Compute again").click()
    expect(reader.locator("#finding")).to_contain_text("488.1")


def test_an_uploaded_paper_is_answered_from_until_it_is_removed(reader: Page, tmp_path: Path) -> None:
    paper = tmp_path / "westmarch.md"
    paper.write_text("# Workforce Plan 2024-2027\n\nWestmarch Borough Council employs 731 staff.\n")
    reader.goto("/library")
    reader.get_by_label("Files").set_input_files(paper)
    reader.get_by_role("button", name="Add to the library").click()
    reader.get_by_role("link", name=re.compile("See what was understood")).wait_for(timeout=30_000)

    reader.goto("/")
    ask(reader, "How many staff does Westmarch employ?")
    expect(reader.locator(".turn").last).to_contain_text("731")
    reader.goto("/library")
    reader.get_by_role("row", name=re.compile("Westmarch")).get_by_role(
        "link", name=re.compile("^Details")
    ).click()
    reader.get_by_role("link", name="Remove this document").click()
    reader.get_by_role("button", name="Remove it").click()
    reader.goto("/")
    ask(reader, "How many staff does Westmarch employ?")

    expect(reader.locator(".turn").last).not_to_contain_text("731")
