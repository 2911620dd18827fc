"""A backup is whole or is not there, fits together while things change, and gives the same answers when it is restored."""

from __future__ import annotations

import json
import sqlite3
import threading
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from access.desk import AccessDesk
from access.model import Role
from assistant.answer_json import answer_to_json
from assistant.bootstrap import open_moothall
from assistant.keeping import backup as backing_up
from assistant.keeping.backup import back_up
from assistant.keeping.manifest import BadBackup
from assistant.keeping.restore import restore, verify
from assistant.model import Asked
from assistant.settings import Settings
from ingest.library import Library
from ingest.library_errors import Broken, LibraryError
from samples.load import load

QUESTIONS = (
    "how many people does Larkmere employ?",
    "What are Stanbeck's values?",
    "compare headcount across the councils",
    "What would Larkmere's FTE be in three years if it fell by 2% a year?",
)
PLAN = "# Example Borough Council\n\n## Workforce Plan 2024-2027\n\nWe employ 640 people.\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder with one paper and one conversation."""
    paper = tmp_path / "plan.md"
    paper.write_text(PLAN, "utf-8")
    made = Settings(data=tmp_path / "data", model_key="a secret", council_name="Elmford")
    moothall = open_moothall(made)
    moothall.library.ingest([paper])
    kept = moothall.conversations.start("browser", "Kept")
    moothall.conversations.add_turn(kept, "how many?", moothall.ask(Asked("how many people are employed?")))
    moothall.close()
    return made


def told(folder: Path) -> list[str]:
    """What is answered to each question, byte by byte but for ids and times."""
    moothall = open_moothall(Settings(data=folder))
    answers = [answer_to_json(replace(moothall.ask(Asked(text)), timings={})) for text in QUESTIONS]
    moothall.close()
    return [json.dumps(answer, ensure_ascii=False) for answer in answers]


@pytest.mark.slow
def test_a_restored_library_gives_the_same_answers_to_the_byte(tmp_path: Path) -> None:
    load(tmp_path / "data")
    before = told(tmp_path / "data")

    back_up(Settings(data=tmp_path / "data"), tmp_path / "b.zip", "1")
    restore(tmp_path / "b.zip", tmp_path / "new")

    assert told(tmp_path / "new") == before
    with Library.open(tmp_path / "new") as library:
        assert library.check().problems == ()


def test_a_backup_holds_databases_and_originals_with_their_digests(
    settings: Settings, tmp_path: Path
) -> None:
    made = back_up(settings, tmp_path / "b.zip", "1")

    paths = {entry.path.split("/")[0] for entry in made.entries}
    assert paths == {"library.sqlite", "conversations.sqlite", "originals"}
    assert made.formats == {"library.sqlite": 3, "conversations.sqlite": 2}
    assert verify(tmp_path / "b.zip") == made
    assert (tmp_path / "b.zip").stat().st_mode & 0o077 == 0


def test_accounts_are_in_a_backup_and_what_is_kept_for_an_hour_is_not(
    settings: Settings, tmp_path: Path
) -> None:
    desk = AccessDesk.open(settings.data)
    once = desk.accounts.add("ada", {Role.ADMINISTRATOR})
    desk.close()
    for name in ("removed/token/paper", "edits/token.json"):
        (settings.data / name).parent.mkdir(parents=True)
        (settings.data / name).write_text("for an hour")

    made = back_up(settings, tmp_path / "b.zip", "1")
    restore(tmp_path / "b.zip", tmp_path / "new")

    assert made.formats["access.sqlite"] == 1
    assert [entry.path for entry in made.entries if entry.path.startswith(("removed", "edits"))] == []
    restored = AccessDesk.open(tmp_path / "new")
    person = restored.accounts.checked("ada", once)
    restored.close()
    assert person is not None and person.roles == {Role.ADMINISTRATOR}


def test_no_secret_and_no_key_is_in_a_backup(settings: Settings, tmp_path: Path) -> None:
    (settings.data / "audit.key").write_text("the key of the record")

    back_up(settings, tmp_path / "b.zip", "1")

    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        everything = b"".join(packed.read(name) for name in packed.namelist())
        assert b'council_name = "Elmford"' in packed.read("settings.toml")
    assert b"a secret" not in everything
    assert b"the key of the record" not in everything


def test_a_backup_beside_a_writing_library_is_whole(settings: Settings, tmp_path: Path) -> None:
    """Papers come and go while three backups are made; each holds exactly the originals that its library names."""
    ended = threading.Event()

    def change(library: Library) -> None:
        number = 0
        while not ended.is_set():
            paper = tmp_path / f"paper-{number % 3}.md"
            paper.write_text(f"{PLAN}\nNumber {number}.\n", "utf-8")
            library.ingest([paper])
            library.remove(library.documents()[-1].id)
            number += 1

    with Library.open(settings.data) as library:
        changing = threading.Thread(target=change, args=(library,))
        changing.start()
        for number in range(3):
            made = back_up(settings, tmp_path / f"{number}.zip", "1")
            assert made.missing == ()
            restore(tmp_path / f"{number}.zip", tmp_path / f"new-{number}")
        ended.set()
        changing.join()

    for number in range(3):
        with Library.open(tmp_path / f"new-{number}") as library:
            assert library.check().problems == ()


def test_what_was_lost_before_is_told_and_the_rest_is_kept(settings: Settings, tmp_path: Path) -> None:
    original = next((settings.data / "originals").glob("*/*"))
    original.unlink()

    made = back_up(settings, tmp_path / "b.zip", "1")

    assert made.missing == (str(original.relative_to(settings.data)),)
    assert verify(tmp_path / "b.zip") == made


def test_a_backup_that_fails_leaves_nothing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backing_up, "sync", full)
    with pytest.raises(LibraryError, match="The disk is full"):
        back_up(settings, tmp_path / "b.zip", "1")

    assert not list(tmp_path.glob("b.zip*"))
    assert not (settings.data / "backups" / "making").exists()


def test_a_backup_never_goes_over_another(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_text("an earlier one")

    with pytest.raises(BadBackup, match="is there already"):
        back_up(settings, tmp_path / "b.zip", "1")

    assert (tmp_path / "b.zip").read_text() == "an earlier one"


def test_there_is_nothing_to_back_up_where_no_library_is(tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match="nothing to back up"):
        back_up(Settings(data=tmp_path / "none"), tmp_path / "b.zip", "1")

    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("left", [0.3, 0.9, 0.999])
def test_a_backup_that_was_cut_short_is_refused_and_nothing_is_restored(
    left: float, settings: Settings, tmp_path: Path
) -> None:
    back_up(settings, tmp_path / "b.zip", "1")
    data = (tmp_path / "b.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(data[: int(len(data) * left)])

    with pytest.raises(BadBackup, match="damaged or was cut short"):
        restore(tmp_path / "cut.zip", tmp_path / "new")

    assert not list((tmp_path / "new").glob("*"))


def rewritten(source: Path, target: Path, change: dict[str, bytes]) -> Path:
    """A copy of a backup in which some files have other contents."""
    with zipfile.ZipFile(source) as packed, zipfile.ZipFile(target, "w") as made:
        for name in packed.namelist():
            made.writestr(name, change.get(name, packed.read(name)))
    return target


def test_a_backup_in_which_one_byte_was_changed_is_refused(settings: Settings, tmp_path: Path) -> None:
    made = back_up(settings, tmp_path / "b.zip", "1")
    name = f"data/{next(entry.path for entry in made.entries if entry.path.startswith('originals'))}"
    bad = rewritten(tmp_path / "b.zip", tmp_path / "bad.zip", {name: b"other words"})

    with pytest.raises(BadBackup, match="is not what the list of digests says"):
        restore(bad, tmp_path / "new")

    assert not list((tmp_path / "new").glob("*"))


@pytest.mark.parametrize("path", ["../outside", "/etc/outside", "a/../../b", "..\\outside", ""])
def test_a_backup_cannot_write_outside_the_data_folder(path: str, settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "b.zip", "1")
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        listed = json.loads(packed.read("manifest.json"))
    listed["entries"][0]["path"] = path
    bad = rewritten(tmp_path / "b.zip", tmp_path / "bad.zip", {"manifest.json": json.dumps(listed).encode()})

    with pytest.raises(BadBackup, match="no place in a data folder"):
        restore(bad, tmp_path / "new")


@pytest.mark.parametrize(
    ("contents", "said"),
    [
        (b"no zip at all", "damaged or was cut short"),
        (b"", "damaged or was cut short"),
    ],
)
def test_what_is_no_backup_is_refused(contents: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(contents)

    with pytest.raises(BadBackup, match=said):
        restore(tmp_path / "b.zip", tmp_path / "new")


def test_a_backup_of_a_newer_version_is_refused(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "b.zip", "9")
    with zipfile.ZipFile(tmp_path / "b.zip") as packed:
        listed = json.loads(packed.read("manifest.json")) | {"form": 2}
    bad = rewritten(tmp_path / "b.zip", tmp_path / "new.zip", {"manifest.json": json.dumps(listed).encode()})

    with pytest.raises(BadBackup, match=r"made by a newer version \(9\): use that version"):
        restore(bad, tmp_path / "new")


def test_a_folder_that_holds_anything_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    back_up(settings, tmp_path / "b.zip", "1")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")

    with pytest.raises(BadBackup, match=r"not empty \(letter.txt is in it\)"):
        restore(tmp_path / "b.zip", tmp_path / "full")

    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"


def test_nothing_opens_what_a_killed_restore_left_and_the_next_restore_ends_it(
    settings: Settings, tmp_path: Path
) -> None:
    back_up(settings, tmp_path / "b.zip", "1")
    new = tmp_path / "new"
    (new / "restoring").mkdir(parents=True)
    (new / "originals").mkdir()  # moved up already when it was killed

    with pytest.raises(Broken, match="run moothall restore once more"):
        Library.open(new)
    restore(tmp_path / "b.zip", new)

    with Library.open(new) as library:
        assert len(library.documents()) == 1
        assert library.check().problems == ()


def test_a_damaged_database_is_not_backed_up_as_if_it_were_whole(settings: Settings, tmp_path: Path) -> None:
    with sqlite3.connect(settings.data / "conversations.sqlite") as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO share VALUES ('token', 'no such conversation', 1)")

    with pytest.raises(Broken, match="a row of share belongs to nothing"):
        back_up(settings, tmp_path / "b.zip", "1")

    assert not (tmp_path / "b.zip").exists()
