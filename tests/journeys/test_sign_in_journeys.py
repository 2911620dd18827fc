"""Signing in as a person does, in a real browser with script and without, with an account here and with a provider."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page, expect

from access.desk import AccessDesk
from access.model import Role
from assistant.bootstrap import open_moothall
from assistant.settings import Settings
from ingest.library import Library
from tests.access.signing import write_library
from tests.journeys.conftest import serving
from tests.journeys.test_every_page import RULES

pytestmark = pytest.mark.journey
PASSWORD = "three plain words"
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script on", "script off"])


@contextlib.contextmanager
def opened(browser: Browser, site: str, script: bool) -> Iterator[Page]:
    """A page of a fresh browser."""
    context = browser.new_context(base_url=site, java_script_enabled=script)
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
    yield page
    context.close()
    assert faults == []


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signing")
    write_library(folder)
    return folder / "data"


@pytest.fixture
def data(read_once: Path, tmp_path: Path) -> Path:
    shutil.copytree(read_once, tmp_path / "data")
    return tmp_path / "data"


def hidden_paper(data: Path) -> str:
    """The id of the paper that is to be hidden."""
    with Library.open(data, read_only=True) as library:
        return next(card.id for card in library.documents() if card.file == "westmarch.md")


@contextlib.contextmanager
def local(data: Path) -> Iterator[tuple[str, AccessDesk]]:
    """A server with accounts of its own; the address, and the desk that the command line opens beside it."""
    settings, desk = Settings(data=data, auth="local"), AccessDesk.open(data)
    moothall = open_moothall(settings)
    try:
        with serving(moothall, settings) as address:
            yield address, desk
    finally:
        desk.close()
        moothall.close()


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def assert_accessible(page: Page) -> None:
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in violations] == []


@SCRIPT
def test_the_first_administrator_comes_in_makes_a_collection_and_hides_a_paper(
    browser: Browser, data: Path, script: bool
) -> None:
    with local(data) as (site, desk), opened(browser, site, script) as page:
        once = desk.accounts.add("ada", {Role.ADMINISTRATOR})
        page.goto("/library")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        sign_in(page, "ada", "wrong")
        expect(page.get_by_role("alert")).to_contain_text("do not belong together")
        sign_in(page, "ada", once)
        expect(page.get_by_role("heading", level=1)).to_have_text("Choose a password")
        page.get_by_label("Password you signed in with").fill(once)
        page.get_by_label("New password", exact=True).fill(PASSWORD)
        page.get_by_label("New password, once more").fill(PASSWORD)
        page.get_by_role("button", name="Save the password").click()
        expect(page.get_by_role("status").first).to_contain_text("Your password was changed")

        page.get_by_role("link", name="People").click()
        page.get_by_label("Name they sign in with").fill("rea")
        page.get_by_role("button", name="Add them").click()
        other = page.locator(".banner code").inner_text()
        page.get_by_role("link", name="Collections").click()
        page.get_by_label("Name", exact=True).fill("HR")
        page.get_by_role("button", name="Make it").click()
        page.goto(f"/library/{hidden_paper(data)}")
        page.get_by_role("checkbox", name="HR", exact=True).check()
        page.get_by_role("checkbox", name="general").uncheck()
        page.get_by_role("button", name="Put it there").click()
        expect(page.get_by_role("status").first).to_contain_text("The paper lies in the collections")
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("status").first).to_contain_text("You have signed out")

        sign_in(page, "rea", other)
        page.get_by_label("Password you signed in with").fill(other)
        page.get_by_label("New password", exact=True).fill(PASSWORD)
        page.get_by_label("New password, once more").fill(PASSWORD)
        page.get_by_role("button", name="Save the password").click()
        page.goto("/library")
        expect(page.locator("table.library")).to_contain_text("Eastmere")
        expect(page.locator("body")).not_to_contain_text("Westmarch")
        expect(page.get_by_role("button", name="Add to the library")).to_have_count(0)


def test_the_pages_about_accounts_are_accessible(browser: Browser, data: Path) -> None:
    with local(data) as (site, desk), opened(browser, site, True) as page:
        once = desk.accounts.add("axe", {Role.ADMINISTRATOR}, {"hr"})
        page.goto("/sign-in")
        assert_accessible(page)
        sign_in(page, "axe", "wrong")
        assert_accessible(page)
        sign_in(page, "axe", once)
        assert_accessible(page)
        desk.accounts.change_password(desk.accounts.named("axe").person, PASSWORD)
        page.goto("/sign-in?back=/account")
        sign_in(page, "axe", PASSWORD)
        page.get_by_label("What it is for").fill("report")
        page.get_by_role("button", name="Make the key").click()
        expect(page.locator(".banner code")).to_contain_text("mh_")
        for path in ("", "/people", "/collections", "/account/password"):
            if path:
                page.goto(path)
            assert_accessible(page)
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@SCRIPT
def test_a_person_of_the_provider_comes_in_asks_and_signs_out(
    browser: Browser, data: Path, script: bool
) -> None:
    people = [
        User(sub="s-1", claims={"name": "Rea", "roles": ["Reader"]}),
        User(sub="s-2", claims={"name": "Non"}),
    ]
    with run_server_in_thread(user_claims=people, require_nonce=True) as provider:
        settings = Settings(
            data=data,
            auth="oidc",
            oidc_issuer=f"http://localhost:{provider.server_port}",
            oidc_client="moothall",
            oidc_secret="secret",
        )
        moothall = open_moothall(settings)
        with serving(moothall, settings) as site, opened(browser, site, script) as page:
            page.goto("/library")
            page.get_by_role("link", name="Sign in with localhost").click()
            page.get_by_role("button", name="s-2").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("You are not signed in")
            expect(page.locator("main")).to_contain_text("app roles")

            page.goto("/library")
            other = page.context.new_page()
            other.goto("/help")
            for tab in (page, other):
                tab.get_by_role("link", name="Sign in with localhost").click()
            for tab in (other, page):
                tab.get_by_role("button", name="s-1", exact=True).click()
            expect(other.get_by_role("heading", level=1)).to_have_text("Help")
            expect(page.get_by_role("heading", level=1)).to_have_text("Library")
            expect(page.locator("header")).to_contain_text("Rea")

            page.goto("/")
            page.locator("#question").fill("How many people work at Eastmere?")
            page.get_by_role("button", name="Ask", exact=True).click()
            expect(page.locator(".turn")).to_contain_text("412")
            page.get_by_role("button", name="Sign out").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
            page.goto("/library")
            expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        moothall.close()
