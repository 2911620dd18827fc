"""A person uses the pages under a path of another site's host, behind a real reverse proxy, with script and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.settings import Settings
from tests.fakes import ELM_PAPER, FakeMoothall
from tests.journeys.conftest import Watched, watch
from tests.proxying import proxy_to, served
from web.app import create_app

pytestmark = pytest.mark.journey
ROOT = "/moothall"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[str]:
    """The address of the pages behind the proxy, which takes the path off."""
    settings = Settings(data=tmp_path, root_path=ROOT)
    with (
        served(create_app(FakeMoothall(tmp_path), settings)) as upstream,  # type: ignore[arg-type]
        served(proxy_to(upstream, ROOT, strip=True)) as proxy,
    ):
        yield f"{proxy}{ROOT}"


@pytest.fixture(params=[True, False], ids=["script on", "script off"])
def visitor(request: pytest.FixtureRequest, browser: Browser, place: str) -> Iterator[Page]:
    """A page in which every request must stay within the path."""
    context = browser.new_context(java_script_enabled=request.param)
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    seen = watch(opened, f"{place}/")
    yield opened
    context.close()
    assert seen == Watched()


def test_asking_and_opening_the_proof_stay_within_the_path(visitor: Page, place: str) -> None:
    visitor.goto(f"{place}/")
    visitor.get_by_label("Your question").fill("What is the turnover?")
    visitor.get_by_role("button", name="Ask", exact=True).click()

    expect(visitor.locator("#turns .answer")).to_contain_text("12.4%")
    expect(visitor.get_by_text("Ask another question")).to_be_visible()
    assert visitor.url.startswith(f"{place}/c/")
    visitor.locator("details.proof summary").first.click()
    visitor.get_by_role("link", name="Open at this passage").first.click()
    assert visitor.url.startswith(f"{place}/documents/{ELM_PAPER.id}")
    visitor.get_by_role("link", name="Back to the answer").click()
    expect(visitor.locator("#turns .answer")).to_contain_text("12.4%")


def test_a_conversation_is_deleted_and_put_back_within_the_path(visitor: Page, place: str) -> None:
    visitor.goto(f"{place}/")
    visitor.get_by_label("Your question").fill("What is the turnover?")
    visitor.get_by_role("button", name="Ask", exact=True).click()
    expect(visitor.get_by_text("Ask another question")).to_be_visible()

    visitor.goto(f"{place}/conversations")
    visitor.locator(".talks details summary").first.click()
    visitor.get_by_role("button", name="Delete").first.click()
    expect(visitor.get_by_role("status").first).to_contain_text("deleted")
    visitor.get_by_role("button", name="Put back").click()
    expect(visitor.get_by_role("status").first).to_contain_text("back")
    assert visitor.url.startswith(f"{place}/c/")


def test_a_paper_is_added_and_a_scenario_changed_within_the_path(
    visitor: Page, place: str, tmp_path: Path
) -> None:
    visitor.goto(f"{place}/library")
    paper = tmp_path / "new plan.md"
    paper.write_text("# Plan\n\nWords.\n", "utf-8")
    visitor.get_by_label("Files").set_input_files(paper)
    visitor.get_by_role("button", name="Add to the library").click()
    expect(visitor.locator("#jobs")).to_contain_text("new plan.md")

    visitor.goto(f"{place}/scenario")
    visitor.get_by_label("What if…").fill("project the FTE")
    visitor.get_by_role("button", name="Compute").first.click()
    expect(visitor.locator("#bench")).to_be_visible()
    assert visitor.url.startswith(f"{place}/scenario/")
