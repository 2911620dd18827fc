"""Accounts and collections on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from access.desk import AccessDesk
from access.model import AccessError, Role
from assistant.conversation_people import reference_of
from assistant.settings import Settings
from ingest.library import Library
from tests.access.signing import SECRET_PAPER
from tests.fakes import FakeMoothall
from web import serving
from web.app import create_app
from web.cli import main
from web.door import owner_name


def said(capsys: pytest.CaptureFixture[str], data: Path, *words: str, code: int = 0) -> str:
    """What a command prints."""
    assert main([*words, "--data", str(data)]) == code
    printed = capsys.readouterr()
    return printed.out if code == 0 else printed.err


def test_the_first_administrator_is_made_with_a_one_time_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    once = said(capsys, tmp_path, "users", "add", "jo", "--role", "administrator", "--group", "hr").strip()

    desk = AccessDesk.open(tmp_path)
    person = desk.accounts.checked("jo", once)
    assert person is not None and person.must_change
    assert (person.roles, person.groups) == ({Role.ADMINISTRATOR}, {"hr"})
    reference = reference_of(owner_name(person))
    assert said(capsys, tmp_path, "users", "list").split() == ["jo", reference, "administrator", "hr"]
    listed = json.loads(said(capsys, tmp_path, "users", "list", "--json"))["users"]
    assert listed == [
        {
            "name": "jo",
            "reference": reference,
            "roles": ["administrator"],
            "groups": ["hr"],
            "disabled": False,
            "provider": "",
        }
    ]


def test_an_account_is_changed_and_what_cannot_be_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = said(capsys, tmp_path, "users", "add", "jo").strip()
    second = said(capsys, tmp_path, "users", "reset", "jo").strip()
    said(capsys, tmp_path, "users", "roles", "jo", "--role", "editor", "--role", "reviewer")
    said(capsys, tmp_path, "users", "disable", "jo")

    desk = AccessDesk.open(tmp_path)
    assert first != second and desk.accounts.checked("jo", second) is None
    assert desk.accounts.named("jo").person.roles == {Role.EDITOR, Role.REVIEWER}
    said(capsys, tmp_path, "users", "enable", "jo")
    assert desk.accounts.checked("jo", first) is None
    assert desk.accounts.checked("jo", second) is not None
    for words, why in (
        (("add", "jo"), "There is a person called 'jo' already."),
        (("reset", "kim"), "There is no person called 'kim'."),
        (("reset",), "Say whom to reset: moothall users reset NAME."),
    ):
        assert said(capsys, tmp_path, "users", *words, code=1) == f"moothall: {why}\n"


def test_collections_are_made_given_and_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, tmp_path, "users", "add", "jo")
    said(capsys, tmp_path, "collections", "add", "HR")
    said(capsys, tmp_path, "collections", "give", "HR", "--group", "hr", "--person", "jo", "--role", "editor")
    said(capsys, tmp_path, "collections", "withdraw", "HR", "--person", "jo", "--role", "editor")
    said(capsys, tmp_path, "collections", "put", "HR", "--document", "abc")

    held = json.loads(said(capsys, tmp_path, "collections", "list", "--json"))["collections"]

    assert held == [
        {"name": "general", "given": [], "papers": []},
        {"name": "HR", "given": [["group", "hr", "editor"]], "papers": ["abc"]},
    ]
    refused = said(capsys, tmp_path, "collections", "give", "HR", "--person", "kim", code=1)
    assert refused == "moothall: There is no person called 'kim'.\n"


def test_papers_are_taken_into_a_collection_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers, data = tmp_path / "papers", tmp_path / "data"
    papers.mkdir()
    (papers / "secret.md").write_text(SECRET_PAPER)
    said(capsys, data, "collections", "add", "HR")

    said(capsys, data, "ingest", str(papers), "--collection", "HR")

    with Library.open(data, read_only=True) as library:
        (card,) = library.documents()
    assert AccessDesk.open(data).shelves.held().of(card.id) == {"HR"}
    assert "no collection called" in said(capsys, data, "ingest", str(papers), "--collection", "X", code=1)


def test_a_server_that_nobody_can_sign_in_to_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(data=tmp_path, auth="local")
    app = create_app(FakeMoothall(tmp_path), settings)

    serving.hint(app, settings)
    assert "moothall users add NAME --role administrator" in capsys.readouterr().err
    app.state.door.desk.accounts.add("jo", {Role.ADMINISTRATOR})
    serving.hint(app, settings)
    assert capsys.readouterr().err == ""


def test_a_provider_that_was_not_named_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="MOOTHALL_OIDC_ISSUER and MOOTHALL_OIDC_CLIENT"):
        create_app(FakeMoothall(tmp_path), Settings(data=tmp_path, auth="oidc"))


def test_a_form_with_files_is_large_only_where_files_are_taken(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, auth="local", body_limit=2_000, upload_limit=50_000)
    with TestClient(create_app(FakeMoothall(tmp_path), settings)) as client:
        sent = {"files": {"file": ("a.md", b"x" * 10_000)}}

        assert client.post("/sign-in", **sent).status_code == 413  # type: ignore[arg-type]
        assert client.post("/api/documents", **sent).status_code == 401  # type: ignore[arg-type]
