"""A real browser over a real server. Without a Chromium these tests are left out, and one line says so."""

from __future__ import annotations

import contextlib
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from assistant.settings import Settings
from tests.fakes import FakeMoothall
from web.app import create_app

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
expect.set_options(timeout=15_000)
LEFT_OUT = "No Chromium on this machine: the journeys in a real browser were left out."


@contextlib.contextmanager
def serving(moothall: object, settings: Settings) -> Iterator[str]:
    """Serve on a free port; the address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(moothall, settings), log_level="error"))  # type: ignore[arg-type]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(5)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip(LEFT_OUT)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def moothall(tmp_path: Path) -> FakeMoothall:
    return FakeMoothall(tmp_path)


@pytest.fixture
def site(moothall: FakeMoothall, tmp_path: Path) -> Iterator[str]:
    settings = Settings(data=tmp_path, council_name="Elmford Borough Council")
    with serving(moothall, settings) as address:
        yield address


@dataclass
class Watched:
    """What must not happen in a page: requests elsewhere, dialogs, breaches of the policy, script errors."""

    elsewhere: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def watch(page: Page, site: str) -> Watched:
    """Note everything that a page must not do."""
    seen = Watched()
    page.on(
        "request",
        lambda request: None if request.url.startswith(site) else seen.elsewhere.append(request.url),
    )
    page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda fault: seen.complaints.append(str(fault)))
    page.on(
        "console",
        lambda line: seen.complaints.append(line.text) if "Content Security Policy" in line.text else None,
    )
    return seen


@pytest.fixture(params=[True, False], ids=["script on", "script off"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(base_url=site, java_script_enabled=request.param)
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    seen = watch(opened, site)
    yield opened
    context.close()
    assert seen == Watched()


@pytest.fixture
def scripted(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site)
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    context.close()
