"""Signing in with an account here, over HTTP: pages, sessions, keys, what is refused and how it is told."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from access.model import Role
from assistant.bootstrap import open_moothall
from assistant.settings import Settings
from tests.access.signing import ORIGIN, PASSWORD, Site, told
from web.app import create_app
from web.door import COOKIE
from web.pages_sign_in import device_words, ours

PAGE = {"accept": "text/html"}


def sign_in(site: Site, name: str, password: str = PASSWORD, back: str = "/library") -> str:
    """Sign in as a browser does; where it is sent."""
    reply = site.client.post(
        "/sign-in", data={"name": name, "password": password, "back": back}, follow_redirects=False
    )
    assert reply.status_code == 303, reply.text
    return reply.headers["location"]


def finished(site: Site, job: str, name: str) -> dict[str, Any]:
    """The job of an upload once its paper is there."""
    now: dict[str, Any] = site.client.get(job, headers=site.as_(name)).json()
    while not now["document"]:
        assert now["state"] not in ("refused", "needs_ocr"), now
        time.sleep(0.3)
        now = site.client.get(job, headers=site.as_(name)).json()
    return now


def test_a_page_sends_whoever_is_not_signed_in_to_the_form_and_back(site: Site) -> None:
    reply = site.client.get("/library?job=1", headers=PAGE, follow_redirects=False)

    assert (reply.status_code, reply.headers["location"]) == (303, "/sign-in?back=%2Flibrary%3Fjob%3D1")
    form = site.client.get(reply.headers["location"])
    assert 'value="/library?job=1"' in form.text and told(form.text) == []
    assert sign_in(site, "rea", back="/library?job=1") == "/library?job=1"
    assert site.client.get("/library", headers=PAGE).status_code == 200


def test_a_program_is_told_in_json_that_it_needs_a_key(site: Site) -> None:
    api, openai = site.client.get("/api/documents"), site.client.get("/v1/models")
    wrong = site.client.get("/api/documents", headers={"authorization": "Bearer mh_wrong"})

    assert (api.status_code, api.headers["www-authenticate"], api.json()["type"]) == (
        *(401, "Bearer"),
        "urn:moothall:problem:sign-in",
    )
    assert (openai.status_code, "error" in openai.json()) == (401, True)
    assert (wrong.status_code, wrong.json()["type"]) == (401, "urn:moothall:problem:key")


def test_a_wrong_name_and_a_wrong_password_are_told_alike(site: Site) -> None:
    replies = [
        site.client.post("/sign-in", data={"name": name, "password": "wrong"}) for name in ("rea", "nobody")
    ]

    assert [reply.status_code for reply in replies] == [422, 422]
    assert len({reply.text.replace("nobody", "rea") for reply in replies}) == 1


def test_after_five_wrong_passwords_the_form_says_to_wait(site: Site) -> None:
    for _ in range(5):
        assert site.client.post("/sign-in", data={"name": "rea", "password": "x"}).status_code == 422

    reply = site.client.post("/sign-in", data={"name": "rea", "password": PASSWORD})

    assert reply.status_code == 429 and "quarter of an hour" in reply.text


def test_the_session_cookie_is_new_for_each_sign_in_and_out_of_reach_of_script(site: Site) -> None:
    site.client.cookies.set(COOKIE, "a-token-that-somebody-planted")
    reply = site.client.post(
        "https://testserver/sign-in",
        data={"name": "rea", "password": PASSWORD},
        headers={"origin": "https://testserver"},
        follow_redirects=False,
    )
    cookie = next(line for line in reply.headers.get_list("set-cookie") if line.startswith(f"{COOKIE}="))

    assert "planted" not in cookie
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))


def test_a_one_time_password_opens_nothing_but_the_form_that_replaces_it(site: Site) -> None:
    once = site.desk.accounts.add("new", {Role.READER})

    assert sign_in(site, "new", once) == "/account/password"
    page = site.client.get("/library", headers=PAGE, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/account/password")
    assert site.client.get("/api/documents").status_code == 403
    short = site.client.post("/account/password", data={"old": once, "new": "short", "again": "short"})
    assert short.status_code == 422 and "at least 12" in short.text
    other = site.client.post("/account/password", data={"old": once, "new": PASSWORD, "again": "another"})
    assert other.status_code == 422 and "do not agree" in other.text
    done = site.client.post(
        "/account/password", data={"old": once, "new": PASSWORD, "again": PASSWORD}, follow_redirects=False
    )
    assert (done.status_code, done.headers["location"]) == (303, "/?done=password")
    assert site.client.get("/library", headers=PAGE).status_code == 200


def test_signing_out_ends_the_session_itself(site: Site) -> None:
    sign_in(site, "rea")
    token = site.client.cookies[COOKIE]

    site.client.post("/sign-out")
    site.client.cookies.set(COOKIE, token)

    assert site.client.get("/api/documents").status_code == 401


def test_a_change_by_a_session_must_come_from_a_page_of_ours(site: Site) -> None:
    sign_in(site, "rea")
    question = {"question": "turnover"}
    silent = TestClient(site.client.app, raise_server_exceptions=False, cookies=dict(site.client.cookies))

    assert silent.post("/api/chat", json=question).status_code == 403
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert silent.post("/api/chat", json=question, headers=headers).status_code == 403
    assert silent.post("/api/chat", json=question, headers=ORIGIN).status_code == 200
    del silent.cookies[COOKIE]
    assert silent.post("/api/chat", json=question, headers=site.as_("rea")).status_code == 200, "a program"


def test_the_account_page_lists_sessions_and_makes_a_key_that_is_shown_once(site: Site) -> None:
    sign_in(site, "edi")
    page = site.client.post("/account/keys", data={"key_name": "report", "days": "7", "role": "reader"})
    secret = re.findall(r"mh_[\w-]{43}", page.text)

    assert len(secret) == 1 and "report" in page.text
    assert secret[0] not in site.client.get("/account").text
    key = {"authorization": f"Bearer {secret[0]}"}
    assert site.client.get("/api/documents", headers=key).status_code == 200
    site.client.cookies.clear()
    refused = site.client.delete(f"/api/documents/{site.open}", headers=key)
    assert refused.status_code == 403, "an editor's key that only reads"


def test_a_key_may_not_open_the_account_it_belongs_to(site: Site) -> None:
    assert site.client.get("/account", headers=site.as_("edi")).status_code == 404
    assert (
        site.client.post("/account/keys", data={"key_name": "x"}, headers=site.as_("edi")).status_code == 404
    )


def test_nobody_ends_the_sessions_or_keys_of_another(site: Site) -> None:
    hal = site.desk.accounts.named("hal").person
    handle = site.desk.keys.of(hal)[0].handle
    sign_in(site, "rea")

    site.client.post(f"/account/keys/{handle}/end")

    assert len(site.desk.keys.of(hal)) == 1


def test_pages_offer_only_what_may_be_done(site: Site) -> None:
    sign_in(site, "rea")
    library, details = site.client.get("/library").text, site.client.get(f"/library/{site.open}").text
    assert "Add documents" not in library and "Remove this document" not in details
    assert ">Confirm<" not in details and "Sign out" in details and "/people" not in details
    sign_in(site, "ada")
    details = site.client.get(f"/library/{site.open}").text
    assert "Remove this document" in details and "Where it lies" in details and "/people" in details


def test_an_administrator_adds_people_and_gives_collections(site: Site) -> None:
    sign_in(site, "ada")
    page = site.client.post("/people", data={"name": "kim", "role": "editor", "groups": "hr, estates"})
    once = re.findall(r"<code>([a-z2-9]{5}(?:-[a-z2-9]{5}){3})</code>", page.text)
    assert len(once) == 1 and site.desk.accounts.named("kim").person.groups == {"hr", "estates"}

    site.client.post("/collections", data={"name": "Estates"})
    site.client.post(
        "/collections/give",
        data={"collection": "Estates", "whom": "group", "who": "estates", "role": "reader"},
    )
    site.client.post(f"/library/{site.open}/collections", data={"collection": ["Estates"]})
    assert site.client.get("/collections").text.count("Estates") > 1
    assert site.client.get("/api/documents", headers=site.as_("rea")).json()["documents"] == []

    site.client.post("/people/kim/disable")
    wrong = site.client.post("/sign-in", data={"name": "kim", "password": once[0]})
    assert wrong.status_code == 422


def test_requests_of_one_person_are_limited_and_no_other_persons(site: Site, tmp_path: Path) -> None:
    site.moothall.close()
    settings = Settings(data=tmp_path / "data", auth="local", requests_per_min=3)
    site.moothall = open_moothall(settings)
    with TestClient(create_app(site.moothall, settings)) as client:
        got = [client.get("/v1/models", headers=site.as_("rea")).status_code for _ in range(4)]

        assert got == [200, 200, 200, 429]
        assert client.get("/v1/models", headers=site.as_("edi")).status_code == 200


def test_an_uploaded_paper_is_seen_by_those_of_its_collection_alone(site: Site) -> None:
    paper = ("depot.md", b"# Westmarch quagwort depot\n\nThe depot employs 17 people.\n")
    asked = {"files": {"file": paper}, "data": {"collection": "HR"}}

    assert site.client.post("/api/documents", headers=site.as_("edi"), **asked).status_code == 403
    sent = site.client.post("/api/documents", headers=site.as_("hal"), **asked)
    assert sent.status_code == 202
    job = f"/api/jobs/{sent.json()['id']}"
    assert site.client.get(job, headers=site.as_("edi")).status_code == 404
    finished(site, job, "hal")
    seen = site.client.get("/api/documents", headers=site.as_("edi"))
    assert told(seen.text) == []
    assert "depot.md" in site.client.get("/api/documents", headers=site.as_("hal")).text


def test_a_file_that_lies_hidden_already_is_taken_as_a_new_one(site: Site) -> None:
    from tests.access.signing import SECRET_PAPER

    sent = site.client.post(
        "/api/documents",
        headers=site.as_("edi"),
        files={"file": ("mine.md", SECRET_PAPER.encode())},
        data={"collection": "general"},
    )
    job = f"/api/jobs/{sent.json()['id']}"

    assert not finished(site, job, "edi")["reason"]
    assert site.desk.shelves.held().of(site.secret) == {"HR", "general"}
    assert site.client.delete(f"/api/documents/{site.secret}", headers=site.as_("edi")).status_code == 403


@pytest.mark.parametrize(
    ("back", "goes"),
    [
        ("/library?a=b", "/library?a=b"),
        ("//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-out", "/"),
        ("", "/"),
    ],
)
def test_only_a_page_of_ours_is_gone_on_to(back: str, goes: str) -> None:
    assert ours(back) == goes


def test_a_browser_is_named_as_people_name_it() -> None:
    edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"

    assert device_words(edge) == "Edge on Windows"
    assert device_words("curl/8") == "A browser"


def test_with_nobody_signing_in_there_are_no_such_pages(tmp_path: Path) -> None:
    from tests.fakes import FakeMoothall

    with TestClient(create_app(FakeMoothall(tmp_path), Settings(data=tmp_path))) as client:
        for path in ("/sign-in", "/account", "/people", "/collections", "/sign-in/provider"):
            assert client.get(path).status_code == 404, path
        assert client.get("/library").status_code == 200
        assert "Sign out" not in client.get("/library").text
    assert not (tmp_path / "access.sqlite").exists()
