"""Where people sign in, the record, what is given out of a person and what is erased all know them by one reference."""

from __future__ import annotations

import io
import json
import zipfile
from argparse import Namespace
from pathlib import Path

import pytest

from access.model import Grant, Role, Whom
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
    site.desk.shelves.give(Grant("HR", Whom.PERSON, "rea", Role.REVIEWER))
    site.desk.shelves.give(Grant("HR", Whom.PERSON, "edi", Role.READER))
    for name, job in (("rea", "job-1"), ("edi", "job-2")):
        site.desk.shelves.keep_upload(job, site.desk.accounts.named(name).person.id, known=False)

    disclose(command(rea, action="person", file=tmp_path / "rea.zip"), settings)
    with zipfile.ZipFile(io.BytesIO((tmp_path / "rea.zip").read_bytes())) as given:
        account, saved = json.loads(given.read("account.json")), json.loads(given.read("saved.json"))
    assert (account["name"], account["roles"], len(account["sessions"])) == ("rea", ["reader"], 1)
    assert account["given"] == [{"collection": "HR", "role": "reviewer"}]
    assert [one["job"] for one in account["uploads"]] == ["job-1"]
    assert [len(account[one]) for one in ("browsers", "keys", "groups")] == [1, 1, 0]
    assert "hash" not in str(account) and "$argon2" not in str(account)
    assert [one["name"] for one in saved] == ["Ours"]
    capsys.readouterr()

    assert erase(command(rea), settings) == 0
    assert json.loads(capsys.readouterr().out) == {"account": True, "conversations": 1, "questions": 0}
    with kept_accounts(settings) as accounts:
        assert accounts.of(rea) is None
    assert site.moothall.conversations.comparisons.mine(owner) == []
    assert site.client.get("/api/documents").status_code == 401
    assert site.client.get("/api/documents", headers=site.as_("rea")).status_code == 401


def test_a_person_is_given_what_they_said_of_figures_and_it_outlives_their_account(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What they took back as well, for that is kept too; and nothing that others said."""
    settings = Settings(data=tmp_path / "data", auth="local")
    first, second = [fact.id for fact in site.moothall.library.facts(document=site.open)][:2]
    for name, fact in (("rev", first), ("rev", second), ("ada", second)):
        said = {"review": "confirmed", "note": f"{name} looked"}
        sent = site.client.post(f"/api/facts/{fact}/review", json=said, headers=site.as_(name))
        assert sent.status_code == 200, sent.text
    site.client.post(f"/api/facts/{second}/undo", json={"note": "second thoughts"}, headers=site.as_("rev"))

    disclose(command(reference(site, "rev"), action="person", file=tmp_path / "rev.zip"), settings)
    with zipfile.ZipFile(tmp_path / "rev.zip") as given:
        reviews = json.loads(given.read("reviews.json"))
    assert [(one["fact"], one["action"], one["note"]) for one in reviews] == [
        (first, "confirm", "rev looked"),
        (second, "confirm", "rev looked"),
        (second, "undo", "second thoughts"),
    ]

    capsys.readouterr()
    plain = command(reference(site, "rev"))
    plain.json = False
    assert erase(plain, settings) == 0
    assert "What was said of figures stays" in capsys.readouterr().out
    assert [one.author for one in site.moothall.library.history(first)] == ["rev"]


def test_the_record_names_what_a_source_was_told_and_which_papers_and_figures_were_worked_on(
    site: Site,
) -> None:
    ada = site.as_("ada")
    site.client.post("/library/sources/0123/run", headers=ada)
    table = {"table": ("edited.csv", f"id,title\n{site.open},Renamed\n".encode())}
    shown = site.client.post("/library-tables", files=table, headers=ada).text
    apply = shown.partition("/library-tables/")[2].partition("/apply")[0]
    site.client.post(f"/library-tables/{apply}/apply", headers=ada)
    removed = site.client.post(f"/library/{site.open}/remove", headers=ada, follow_redirects=False)
    token = removed.headers["location"].rpartition("undo=")[2]
    site.client.post(f"/library/put-back/{token}", headers=ada, follow_redirects=False)

    assert [(what, on, outcome) for _, _, what, on, outcome in lines(site)] == [
        ("work on a source", "0123 run", "refused (404)"),
        ("read an edited table", "", "done"),
        ("apply an edited table", site.open, "done"),
        ("remove a paper", site.open, "done"),
        ("put a paper back", site.open, "done"),
    ]
