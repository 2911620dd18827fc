"""Where people sign in, the record, what is given out of a person and what is erased all know them by one reference."""

from __future__ import annotations

import io
import json
import zipfile
from argparse import Namespace
from pathlib import Path

import pytest

from assistant.conversation_people import reference_of
from assistant.keeping.audit import Audit
from assistant.settings import Settings
from tests.access.signing import PASSWORD, Site
from web.door import owner_name
from web.keeping import disclose, erase
from web.kept_accounts import kept_accounts


def reference(site: Site, name: str) -> str:
    return reference_of(owner_name(site.desk.accounts.named(name).person))


def lines(site: Site) -> list[tuple[str, str, str, str, str]]:
    audit: Audit = site.client.app.state.audit  # type: ignore[attr-defined]
    return [(e.who, e.kind, e.what, e.on, e.outcome) for e, _ in audit.events()]


def sign_in(site: Site, name: str, password: str = PASSWORD) -> None:
    site.client.post("/sign-in", data={"name": name, "password": password}, follow_redirects=False)


def test_signing_in_is_recorded_under_a_reference_and_never_a_name(site: Site) -> None:
    sign_in(site, "rea", "wrong")
    sign_in(site, "rea")
    site.client.get(f"/documents/{site.open}")
    site.client.post("/sign-out", follow_redirects=False)

    rea = reference(site, "rea")
    assert lines(site) == [
        ("nobody", "signing in", "sign in", "", "refused (422)"),
        (rea, "signing in", "sign in", "", "done"),
        (rea, "reading", "read a paper", site.open, "done"),
        (rea, "signing in", "sign out", "", "done"),
    ]


def test_what_programs_do_is_recorded_under_the_person_of_their_key(site: Site) -> None:
    asked = site.client.post("/api/chat", json={"question": "turnover?"}, headers=site.as_("rea")).json()
    site.client.get(f"/api/documents/{site.secret}", headers=site.as_("rea"))

    rea = reference(site, "rea")
    assert lines(site) == [
        (rea, "asking", "ask", asked["conversation_id"], asked["status"]),
        (rea, "reading", "read a paper", site.secret, "refused (404)"),
    ]


def test_whom_an_administrator_works_on_is_recorded_by_reference_too(site: Site) -> None:
    for headers, name in ((site.as_("ada"), "rea"), (site.as_("rea"), "edi"), (site.as_("ada"), "none")):
        site.client.post(f"/people/{name}/disable", headers=headers, follow_redirects=False)

    ada, rea = reference(site, "ada"), reference(site, "rea")
    what = ("administering", "let somebody sign in, or no more")
    assert lines(site) == [
        (ada, *what, rea, "done"),
        ("nobody", *what, "", "refused (401)"),
        (ada, *what, "", "refused (422)"),
    ]


def command(who: str, **more: object) -> Namespace:
    return Namespace(what=who, yes=True, json=True, **more)


def test_what_is_kept_of_a_person_who_signs_in_is_given_out_and_erased(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings, rea = Settings(data=tmp_path / "data", auth="local"), reference(site, "rea")
    sign_in(site, "rea")
    site.client.post("/api/chat", json={"question": "turnover?"})
    owner = owner_name(site.desk.accounts.named("rea").person)
    site.moothall.conversations.comparisons.save(owner, "Ours", "body=eastmere")

    disclose(command(rea, action="person", file=tmp_path / "rea.zip"), settings)
    with zipfile.ZipFile(io.BytesIO((tmp_path / "rea.zip").read_bytes())) as given:
        account, saved = json.loads(given.read("account.json")), json.loads(given.read("saved.json"))
    assert (account["name"], account["roles"], len(account["sessions"])) == ("rea", ["reader"], 1)
    assert [one["name"] for one in saved] == ["Ours"]
    capsys.readouterr()

    assert erase(command(rea), settings) == 0
    assert json.loads(capsys.readouterr().out) == {"account": True, "conversations": 1, "questions": 0}
    with kept_accounts(settings) as accounts:
        assert accounts.of(rea) is None
    assert site.moothall.conversations.comparisons.mine(owner) == []
    assert site.client.get("/api/documents").status_code == 401
    assert site.client.get("/api/documents", headers=site.as_("rea")).status_code == 401
