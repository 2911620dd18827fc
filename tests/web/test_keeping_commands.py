"""The commands that keep the data safe, as an administrator types them: what they print, refuse and leave behind."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from assistant.conversation import Conversations
from assistant.conversation_people import reference_of
from assistant.keeping.audit import Audit
from assistant.model import Answer, Route, Status
from assistant.settings import Settings
from ingest.library import Library
from tests.fakes import FakeMoothall
from web import cli_keeping
from web.app import create_app
from web.background import keeper_of
from web.cli import main

PLAN = "# Example Borough Council\n\n## Workforce Plan 2024-2027\n\nWe employ 640 people.\n"
ANN = reference_of("a" * 43)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a paper and a conversation of Ann's; the working folder is beside it."""
    (tmp_path / "plan.md").write_text(PLAN, "utf-8")
    with Library.open(tmp_path / "data") as library:
        library.ingest([tmp_path / "plan.md"])
    store = Conversations.open(tmp_path / "data" / "conversations.sqlite")
    kept = store.start("a" * 43)
    store.add_turn(kept, "how many people?", Answer(Status.ANSWERED, Route.LOOKUP, "640 people"))
    store.close()
    monkeypatch.chdir(tmp_path)
    for name in ("MOOTHALL_DATA", "MOOTHALL_BACKUP_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "data"


def what(data: Path) -> list[tuple[str, str, str]]:
    """What the record says was done at the command line."""
    audit = Audit.open(data)
    found = [(event.what, event.on, event.outcome) for event, _ in audit.events()]
    audit.close()
    return found


@pytest.mark.parametrize("command", [name for name, _, _ in cli_keeping.COMMANDS])
def test_every_command_explains_itself_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    assert ended.value.code == 0
    assert f"moothall {command}" in capsys.readouterr().out.split("example:")[1]


def test_a_backup_is_made_looked_through_and_restored(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "b.zip"]) == 0
    assert main(["check", "--backup", "b.zip"]) == 0
    assert main(["restore", "b.zip", "--data", "new"]) == 0
    said = capsys.readouterr().out
    assert "files, " in said and ": whole." in said and "1 documents, whole." in said

    assert main(["restore", "b.zip", "--data", "new"]) == 1
    assert "is not empty" in capsys.readouterr().err
    assert what(data)[0] == ("make a backup", "", "done")
    assert what(data.parent / "new")[0] == ("restore a backup", "", "done")


def test_check_tells_of_a_changed_record_and_a_damaged_database(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["switch"]) == 0
    (data / "audit.head").write_text("{}")
    (data / "conversations.sqlite").write_bytes(b"no database at all" * 100)

    assert main(["check"]) == 1

    said = capsys.readouterr().out
    assert (
        "problem: conversations.sqlite is damaged (file is not a database): restore it from a backup." in said
    )
    assert "problem: The note of how far the record goes (audit.head) cannot be read." in said


def test_the_record_is_verified_noted_and_exported(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["switch", "uploads", "off"])
    capsys.readouterr()

    assert main(["audit", "verify", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["events"], found["whole"]) == (1, True)
    assert main(["audit", "verify", "--noted", f"1:{found['seal']}"]) == 0
    assert main(["audit", "verify", "--noted", f"1:{'0' * 64}"]) == 1
    assert "is not the one that was noted" in capsys.readouterr().out
    assert main(["audit", "verify", "--noted", "one"]) == 1
    assert main(["audit", "export", "--csv", "record.csv", "--json-lines", "record.jsonl"]) == 0
    assert (data.parent / "record.csv").read_text("utf-8-sig").splitlines()[1].split(",")[4:6] == [
        "switch",
        "off uploads",
    ]
    assert json.loads((data.parent / "record.jsonl").read_text().splitlines()[0])["outcome"] == "done"
    assert main(["audit", "export"]) == 1


def test_a_switch_is_turned_and_obeyed_at_the_command_line(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["switch", "asking", "off", "--notice", "Back on Monday."]) == 0
    assert "asking    off: Back on Monday." in capsys.readouterr().out

    assert main(["ask", "how many people are employed?"]) == 1
    assert capsys.readouterr().err == "moothall: Back on Monday.\n"
    assert main(["switch", "asking", "on"]) == 0
    assert main(["ask", "how many people are employed?"]) == 0
    asked = [(done, outcome) for done, _, outcome in what(data) if done == "ask"]
    assert asked == [("ask", "refused (switched off)"), ("ask", "answered")]


def test_a_person_is_given_out_held_and_erased(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["disclose", "person", ANN, "ann.zip"]) == 0
    with zipfile.ZipFile("ann.zip") as packed:
        assert "Q: how many people?" in packed.read("conversations.txt").decode()
    assert Path("ann.zip").stat().st_mode & 0o077 == 0

    assert main(["erase", ANN]) == 1
    assert "would forget 1 conversations" in capsys.readouterr().out
    assert main(["hold", "add", ANN]) == 1  # without a reason
    assert main(["hold", "add", ANN, "--reason", "A claim"]) == 0
    assert main(["erase", ANN, "--yes"]) == 1
    assert "legal hold (A claim)" in capsys.readouterr().err
    assert main(["hold", "end", ANN]) == 0
    assert main(["erase", ANN, "--yes"]) == 0
    assert "Forgotten: 1 conversations" in capsys.readouterr().out
    assert main(["disclose", "person", "0" * 16, "none.zip"]) == 1
    assert not Path("none.zip").exists()


def test_no_paper_is_removed_at_the_command_line_while_all_is_held(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(data, read_only=True) as library:
        id = library.documents()[0].id
    main(["hold", "add", "all", "--reason", "An inquiry"])

    assert main(["remove", id]) == 1
    assert "legal hold (An inquiry)" in capsys.readouterr().err
    main(["hold", "end", "all"])
    assert main(["remove", id]) == 0


@pytest.mark.parametrize("statement", cli_keeping.STATEMENTS)
def test_a_statement_is_filled_from_what_runs(
    statement: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MOOTHALL_COUNCIL_NAME", "Elmford Borough Council")
    monkeypatch.setenv("MOOTHALL_CONTACT", "strategy@elmford.example")
    monkeypatch.setenv("MOOTHALL_MODEL", "ollama:small")
    monkeypatch.setenv("MOOTHALL_KEEP_DAYS", "90")

    assert main(["statement", statement, "-"]) == 0

    said = capsys.readouterr().out
    assert "strategy@elmford.example" in said
    assert "{" not in said
    if statement != "data-protection":
        assert "Elmford Borough Council" in said
    if statement != "accessibility":
        assert "127.0.0.1" in said  # where the model is
        assert "90 days" in said
        assert "Example Borough Council" in said


def test_a_command_without_a_library_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["audit", "verify"], ["hold", "list"], ["backup", "b.zip"], ["erase", "x", "--yes"]):
        assert main([*command, "--data", "none"]) == 1
        assert "There is no library in none" in capsys.readouterr().err

    assert not (tmp_path / "none").exists()


def test_a_server_makes_its_backups_and_forgets_by_itself_and_records_it(data: Path) -> None:
    settings = Settings(data=data, backup_folder=str(data.parent / "kept"), keep_days=1)
    moothall = FakeMoothall(data)
    conversation = moothall.conversations.start("a" * 43)
    moothall.library.forget_jobs = lambda before: 2  # type: ignore[attr-defined]
    app = create_app(moothall, settings)  # type: ignore[arg-type]
    keeper = keeper_of(app, moothall, settings)  # type: ignore[arg-type]

    keeper.work_once()
    keeper.work_once()

    assert keeper.trouble() == ""
    assert len(list((data.parent / "kept").glob("moothall-*.zip"))) == 1
    assert moothall.conversations.exists(conversation)
    assert what(data) == [
        ("forget what is over its time", "2 finished uploads", "done"),
        ("make a backup", settings.backup_folder, "done"),
    ]
