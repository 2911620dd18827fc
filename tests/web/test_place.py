"""Under a path that a proxy gives it, no address leads out of that path: pages, scripts' data, redirects and cookies."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
import pytest
from lxml import html
from starlette.testclient import TestClient

from access.model import Role
from assistant.bootstrap import open_moothall
from assistant.settings import BadSetting, Settings, read_settings
from tests.access.signing import write_library
from tests.fakes import ELM_PAPER, FakeMoothall
from tests.proxying import proxy_to, served
from web.app import create_app

ROOT = "/moothall"
ADDRESSES = ("href", "src", "action", "formaction", "data-large")
PAGES = (
    *(
        "/",
        "/library",
        "/scenario",
        "/compare",
        "/about",
        "/privacy",
        "/accessibility",
        "/help",
        "/conversations",
    ),
    *(
        "/reviews",
        "/checks",
        f"/documents/{ELM_PAPER.id}",
        f"/library/{ELM_PAPER.id}",
        "/facts/f-fte",
        "/none",
    ),
    f"/library/{ELM_PAPER.id}/remove",
    f"/library/{ELM_PAPER.id}/add-figure",
    f"/documents/{ELM_PAPER.id}?page=2&find=staff",
    "/compare?body=elm&body=oak&metric=workforce.fte&themes=wellbeing",
    *("/library-tables", "/library/sources", "/library?find=plan", "/facts/f-fte?flow=1"),
)


@pytest.fixture(params=[True, False], ids=["the proxy takes the path off", "the proxy leaves the path"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    settings = Settings(data=tmp_path, root_path=ROOT, hsts_s=300)
    with (
        served(create_app(FakeMoothall(tmp_path), settings)) as upstream,  # type: ignore[arg-type]
        served(proxy_to(upstream, ROOT, strip=request.param)) as proxy,
    ):
        yield proxy


@pytest.fixture
def client(site: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site, headers={"accept": "text/html"}, timeout=30) as opened:
        yield opened


def leading_out(page: str, text: str) -> list[str]:
    """The addresses on a page, of this host, that lead out of the path."""
    found = []
    for element in html.fromstring(text).iter():
        for name in ADDRESSES:
            address = element.get(name)
            if address and address.startswith("/") and not address.startswith(f"{ROOT}/"):
                found.append(f"{page}: {name}={address}")
            if address and not address.startswith(("/", "#", "?", "http")) and name != "data-large":
                found.append(f"{page}: {name}={address} depends on the page")
    return found


def test_no_address_on_any_page_leads_out_of_the_path(client: httpx.Client) -> None:
    client.get(f"{ROOT}/")
    conversation = ""
    for question in ("turnover", "project", "compare", "ambiguous"):
        reply = client.post(f"{ROOT}/ask", data={"question": question, "conversation": conversation})
        conversation = reply.headers["location"].removeprefix(f"{ROOT}/c/").split("#")[0]
    client.post(f"{ROOT}/c/{conversation}/share")

    found = []
    for page in (*PAGES, f"/c/{conversation}?since=1", f"/c/{conversation}?done=deleted&undo={conversation}"):
        reply = client.get(f"{ROOT}{page}")
        assert reply.status_code == (404 if page == "/none" else 200), page
        found += leading_out(page, reply.text)

    assert found == []


def test_every_link_of_the_first_pages_opens(client: httpx.Client) -> None:
    seen: set[str] = set()
    for page in ("/", "/library", f"/documents/{ELM_PAPER.id}"):
        text = client.get(f"{ROOT}{page}").text
        for element in html.fromstring(text).iter("a", "link", "script"):
            address = element.get("href") or element.get("src") or ""
            if address.startswith("/"):
                seen.add(urljoin(f"{ROOT}{page}", address).split("#")[0])

    assert len(seen) > 20
    assert {address: client.get(address).status_code for address in seen} == dict.fromkeys(seen, 200)


def test_redirects_and_cookies_stay_within_the_path(client: httpx.Client) -> None:
    page = client.get(f"{ROOT}/")
    assert "; Path=/moothall" in page.headers["set-cookie"]
    assert "Secure" not in page.headers["set-cookie"]
    assert "strict-transport-security" not in page.headers
    assert client.get(ROOT, follow_redirects=True).status_code == 200
    assert (
        client.get(f"{ROOT}/library/").headers["location"].endswith(f"{ROOT}/library")
    )  # without its last stroke
    asked = client.post(f"{ROOT}/ask", data={"question": "turnover"})
    assert asked.headers["location"].startswith(f"{ROOT}/c/")
    job = client.post(f"{ROOT}/api/documents", files={"file": ("plan.md", b"# Plan")})
    assert job.headers["location"] == job.json()["url"]
    assert job.json()["url"].startswith(f"{ROOT}/api/jobs/")


def test_a_trusted_proxy_is_believed_that_tls_was_used(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, root_path=ROOT, hsts_s=300)
    with (
        served(create_app(FakeMoothall(tmp_path), settings)) as upstream,  # type: ignore[arg-type]
        served(proxy_to(upstream, ROOT, strip=True, tls=True)) as proxy,
    ):
        page = httpx.get(f"{proxy}{ROOT}/", headers={"accept": "text/html"})

    assert "; Secure" in page.headers["set-cookie"]
    assert page.headers["strict-transport-security"] == "max-age=300"


def addresses_in(value: Any) -> Iterator[str]:
    """Every text within JSON that is an address of this host."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "url" and isinstance(inner, str):
                yield inner
            yield from addresses_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses_in(inner)


@pytest.mark.parametrize("path", ["/api/documents", "/api/facts", "/api/checks"])
def test_what_programs_are_given_opens_too(path: str, client: httpx.Client) -> None:
    reply = client.get(f"{ROOT}{path}", headers={"accept": "application/json"})
    asked = client.post(
        f"{ROOT}/api/chat", json={"question": "turnover"}, headers={"accept": "application/json"}
    )

    found = [*addresses_in(reply.json()), *addresses_in(asked.json())]
    assert found
    assert [address for address in found if not address.startswith(f"{ROOT}/")] == []


def test_a_shared_link_is_a_whole_address(client: httpx.Client, site: str) -> None:
    client.get(f"{ROOT}/")
    asked = client.post(f"{ROOT}/ask", data={"question": "turnover"})
    conversation = asked.headers["location"].split("#")[0]
    client.post(f"{conversation}/share")

    [link] = html.fromstring(client.get(conversation).text).xpath("//a[@data-link]/@href")
    assert link.startswith(f"{site}{ROOT}/s/")
    assert client.get(link).status_code == 200


def test_the_description_of_the_api_says_where_it_is(client: httpx.Client) -> None:
    described = json.loads(client.get(f"{ROOT}/api/openapi.json").text)

    assert described["servers"] == [{"url": ROOT}]


def test_at_the_root_of_a_host_nothing_is_different(tmp_path: Path) -> None:
    client = TestClient(create_app(FakeMoothall(tmp_path), Settings(data=tmp_path)))  # type: ignore[arg-type]
    page = client.get("/")

    assert 'href="/library"' in page.text
    assert "; Path=/;" in page.headers["set-cookie"]
    assert "strict-transport-security" not in page.headers
    assert page.headers["x-frame-options"] == "DENY"
    assert client.get(f"{ROOT}/library").status_code == 404


def test_sites_that_may_frame_the_pages_are_named_in_the_policy(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, frame_ancestors=("'self'", "https://intranet.example.gov.uk"))
    page = TestClient(create_app(FakeMoothall(tmp_path), settings)).get("/")  # type: ignore[arg-type]

    policy = page.headers["content-security-policy"]
    assert policy.endswith("frame-ancestors 'self' https://intranet.example.gov.uk")
    assert "x-frame-options" not in page.headers


@pytest.mark.parametrize(
    "path", ["/", "/privacy", "/api/documents", "/api/facts?format=csv", f"/documents/{ELM_PAPER.id}"]
)
def test_private_answers_are_stored_nowhere_on_the_way(path: str, tmp_path: Path) -> None:
    client = TestClient(create_app(FakeMoothall(tmp_path), Settings(data=tmp_path)))  # type: ignore[arg-type]

    assert client.get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ROOT_PATH", "moothall", "a path such as /moothall"),
        ("ROOT_PATH", "/a b", "a path such as /moothall"),
        ("ROOT_PATH", "//evil.example", "a path such as /moothall"),
        ("ROOT_PATH", "/a/../b", "a path such as /moothall"),
        ("PROXIES", "10.0.0.300", "addresses or networks"),
        ("PROXIES", "*", "addresses or networks"),
        ("FRAME_ANCESTORS", "http://intranet", "self, or origins"),
        ("FRAME_ANCESTORS", "https://a.example; script-src *", "self, or origins"),
        ("AUDIT_QUESTIONS", "some", "all, hashed or none"),
    ],
)
def test_what_a_setting_of_the_place_cannot_be_is_refused(
    name: str, value: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(BadSetting, match=said):
        read_settings({f"MOOTHALL_{name}": value}, tmp_path)


def test_settings_of_the_place_are_read(tmp_path: Path) -> None:
    read = read_settings(
        {
            "MOOTHALL_ROOT_PATH": "/tools/moothall/",
            "MOOTHALL_PROXIES": "10.0.0.5, 10.1.0.0/16",
            "MOOTHALL_FRAME_ANCESTORS": "self, https://intranet.example.gov.uk/",
        },
        tmp_path,
    )

    assert read.root_path == "/tools/moothall"
    assert read.proxies == ("10.0.0.5", "10.1.0.0/16")
    assert read.frame_ancestors == ("'self'", "https://intranet.example.gov.uk")


@pytest.fixture
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signing")
    write_library(folder)
    return folder / "data"


@pytest.fixture
def signing(library_folder: Path, tmp_path: Path) -> Iterator[tuple[httpx.Client, str]]:
    """A place where people sign in, under a path, with an administrator and her one-time password."""
    shutil.copytree(library_folder, tmp_path / "data")
    settings = Settings(data=tmp_path / "data", root_path=ROOT, auth="local")
    moothall = open_moothall(settings)
    app = create_app(moothall, settings)
    once = app.state.door.desk.accounts.add("ada", {Role.ADMINISTRATOR})
    with (
        served(app) as upstream,
        served(proxy_to(upstream, ROOT, strip=False)) as proxy,
        httpx.Client(base_url=proxy, headers={"accept": "text/html", "origin": proxy}, timeout=30) as browser,
    ):
        yield browser, once
    moothall.close()


def test_signing_in_and_its_pages_stay_within_the_path(signing: tuple[httpx.Client, str]) -> None:
    browser, once = signing
    sent = browser.get(f"{ROOT}/people")
    form = browser.get(sent.headers["location"])
    entered = browser.post(f"{ROOT}/sign-in", data={"name": "ada", "password": once, "back": "/people"})
    said = {"old": once, "new": "three plain words", "again": "three plain words"}
    changed = browser.post(f"{ROOT}/account/password", data=said)

    assert sent.headers["location"] == f"{ROOT}/sign-in?back=%2Fpeople"
    assert leading_out("/sign-in", form.text) == []
    assert entered.headers["location"] == f"{ROOT}/account/password"
    assert changed.headers["location"] == f"{ROOT}/?done=password"
    paths = [cookie.split("Path=")[1].split(";")[0] for cookie in entered.headers.get_list("set-cookie")]
    assert sorted(paths) == [ROOT, f"{ROOT}/sign-in"]
    found = []
    for page in ("/people", "/collections", "/account", "/account/password", "/admin", "/library", "/"):
        reply = browser.get(f"{ROOT}{page}")
        assert reply.status_code == 200, page
        found += leading_out(page, reply.text)
    assert found == []
