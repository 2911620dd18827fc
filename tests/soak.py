"""Kill it at random while it adds, removes, corrects, backs up, restores, comes forward and records: is anything lost?

    python -m tests.soak [KILLS] [SEED]

Each kill is a SIGKILL to a process of its own, at a random moment after it began; then the folder is looked through. What a
process had said to be done must be there, once; what it had not may be there whole or not at all.
"""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from assistant.conversation import Conversations
from assistant.keeping.audit import Audit
from assistant.keeping.audit_check import verify as verify_record
from assistant.keeping.audit_events import Done, Kind
from assistant.keeping.backup import back_up
from assistant.keeping.manifest import BadBackup
from assistant.keeping.restore import restore, verify
from assistant.settings import Settings
from ingest.library import Library
from ingest.library_errors import Broken
from ingest.library_model import Progress
from ingest.place import RESTORING
from ingest.stores import format_of
from tests.ingest.papers import write_papers
from tests.ingest.test_renew import old_library_in
from tests.keeping.test_formats import FORMAT_1

KILLS, SEED = 200, 20
PAPERS = 12
LONGEST_S = {
    "ingest": 2.5,
    "delete": 0.6,
    "correct": 2.0,
    "backup": 0.25,
    "restore": 0.25,
    "migrate": 0.2,
    "record": 0.3,
    "renew": 2.0,
}
"""A kill comes at a random moment of so many seconds after the work began."""
STRAY = "belongs to no document"
"""A copied original whose paper was not written yet, or was just removed: the one trace that a kill may leave."""
CONVERSATIONS = 400


def main() -> int:
    """Kill so often, turn by turn; 0 when nothing was lost, doubled or half there."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else SEED)
    began, counted, during = time.monotonic(), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory(prefix="soak-") as place:
        base = _base(Path(place))
        for number in range(kills):
            work = list(LOOKED_THROUGH)[number % len(LOOKED_THROUGH)]
            folder = Path(place) / f"{number}"
            shutil.copytree(base, folder)
            if work == "migrate":
                _make_old(folder)
            said, ended = _killed(work, folder, chance.uniform(0, LONGEST_S[work]))
            LOOKED_THROUGH[work](folder, said)
            counted[work] += 1
            during[work] += not ended
            shutil.rmtree(folder)
            print(f"\r{number + 1} of {kills}: {work:10}", end="", file=sys.stderr, flush=True)
    told = ", ".join(f"{work} {count} ({during[work]} in the midst of it)" for work, count in counted.items())
    print(
        f"\n{kills} kills in {time.monotonic() - began:.0f} s: {told}. Nothing lost, doubled or half there."
    )
    return 0


def _base(place: Path) -> Path:
    """A folder with papers beside it, half of them in the library, and a conversation."""
    base = place / "base"
    write_papers(base / "papers", PAPERS)
    half = sorted((base / "papers").iterdir())[: PAPERS // 2]
    with Library.open(base / "data") as library:
        library.ingest(half)
    (base / "old").mkdir()
    old_library_in(base / "old")
    store = Conversations.open(base / "data" / "conversations.sqlite")
    store.start("somebody", "Kept")
    store.close()
    back_up(Settings(data=base / "data"), base / "before.zip", "soak")
    return base


def _make_old(folder: Path) -> None:
    """Put a file of conversations of the first format in the place of the new one."""
    path = folder / "data" / "conversations.sqlite"
    for old in path.parent.glob("conversations.sqlite*"):
        old.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"{FORMAT_1}PRAGMA user_version = 1;")
        rows = [(f"p{number}", "{}" + " " * 2000) for number in range(CONVERSATIONS)]
        connection.executemany("INSERT INTO projection VALUES (?, ?)", rows)


def _killed(work: str, folder: Path, after_s: float) -> tuple[list[str], bool]:
    """Do some work in a process of its own and kill it so long after it began; what it had said, and whether it was done."""
    command = [sys.executable, "-m", "tests.soak", "--work", work, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "begun"
        time.sleep(after_s)
        ended = child.poll() is not None
        child.send_signal(signal.SIGKILL)
        return [line.rstrip("\n") for line in child.stdout.read().splitlines()], ended


def _whole(data: Path) -> set[str]:
    """The files of a library that must be whole but for strays, and whole after a repair."""
    with Library.open(data) as library:
        problems = [problem for problem in library.check().problems if STRAY not in problem]
        assert problems == [], problems
        files = [card.file for card in library.documents()]
        assert len(files) == len(set(files)), files
        assert library.check(repair=True).whole
        assert library.check().problems == ()
    return set(files)


def _look_through_ingest(folder: Path, said: list[str]) -> None:
    assert {line for line in said if line} <= _whole(folder / "data")


def _look_through_delete(folder: Path, said: list[str]) -> None:
    left = _whole(folder / "data")
    assert not left & set(said)
    assert len(left) >= PAPERS // 2 - len(said) - 1


def _look_through_correct(folder: Path, said: list[str]) -> None:
    _whole(folder / "data")
    with Library.open(folder / "data", read_only=True) as library:
        titles = {card.id: card.title for card in library.documents()}
    last = dict(line.split("\t") for line in said)
    for id, title in last.items():
        number = int(title.split()[-1])
        assert titles[id] in (title, f"Title {number + 1}"), (titles[id], title)


def _look_through_backup(folder: Path, said: list[str]) -> None:
    assert _whole(folder / "data")
    made = sorted(folder.glob("made-*.zip"))
    assert len(made) >= len(said)
    for file in made:
        verify(file)
    assert not (folder / "again.zip").exists()
    assert back_up(Settings(data=folder / "data"), folder / "again.zip", "soak").missing == ()
    assert not (folder / "data" / "backups" / "making").exists()


def _look_through_restore(folder: Path, said: list[str]) -> None:
    before = verify(folder / "before.zip")
    for new in sorted(folder.glob("new-*")):
        if (new / RESTORING).exists() or not any(new.iterdir()):
            assert not any(new.iterdir()) or _is_refused(new)
            restore(folder / "before.zip", new)
        assert len(_whole(new)) == PAPERS // 2
        here = {str(path.relative_to(new)) for path in new.rglob("*") if path.is_file()}
        assert {entry.path for entry in before.entries} <= here


def _is_refused(new: Path) -> bool:
    """Whether nothing opens a folder that a killed restore left."""
    try:
        Library.open(new).close()
    except Broken:
        return True
    return False


def _look_through_migrate(folder: Path, said: list[str]) -> None:
    path = folder / "data" / "conversations.sqlite"
    assert format_of(path) in (1, 2)
    store = Conversations.open(path)
    assert store.title("c1") == "Kept"
    assert store.people.count()["saved projections"] == CONVERSATIONS + 1
    store.close()
    assert format_of(path) == 2
    copy = path.parent / "backups" / "conversations-format-1.sqlite"
    assert format_of(copy) == 1


def _look_through_renew(folder: Path, said: list[str]) -> None:
    """A library of the last format: its one paper is there, its correction holds, and a copy was made before."""
    data = folder / "old" / "data"
    assert _whole(data) == {"plan.md"}
    with Library.open(data, read_only=True) as library:
        values = [fact.value for fact in library.facts() if fact.metric == "workforce.headcount"]
    assert values == [641.0], values
    assert format_of(data / "library.sqlite") == 3
    assert format_of(data / "backups" / "library-format-2.sqlite") == 2


def _look_through_record(folder: Path, said: list[str]) -> None:
    audit = Audit.open(folder / "data")
    found = verify_record(audit)
    assert found.faults == (), found.faults
    assert len(said) <= found.events <= len(said) + 1
    audit.close()


LOOKED_THROUGH: dict[str, Callable[[Path, list[str]], None]] = {
    "ingest": _look_through_ingest,
    "delete": _look_through_delete,
    "correct": _look_through_correct,
    "backup": _look_through_backup,
    "restore": _look_through_restore,
    "migrate": _look_through_migrate,
    "record": _look_through_record,
    "renew": _look_through_renew,
}


def _work(work: str, folder: Path) -> None:
    """The work of one process, until it is killed or done; a line for each thing that is done for good."""
    data = folder / "data"
    if work == "migrate":
        _say("begun")
        Conversations.open(data / "conversations.sqlite").close()
    elif work == "renew":
        _say("begun")
        Library.open(folder / "old" / "data").close()
    elif work == "record":
        audit = Audit.open(data)
        _say("begun")
        for number in range(10_000):
            audit.record(Done("somebody", Kind.CHANGING, "change", str(number)))
            _say(str(number))
    elif work == "backup":
        _say("begun")
        for number in range(1000):
            back_up(Settings(data=data), folder / f"made-{number}.zip", "soak")
            _say(str(number))
    elif work == "restore":
        _say("begun")
        for number in range(1000):
            restore(folder / "before.zip", folder / f"new-{number}")
            _say(str(number))
    else:
        _change(work, folder)


def _change(work: str, folder: Path) -> None:
    with Library.open(folder / "data") as library:
        library.embed(["ready"])
        cards = library.documents()
        _say("begun")
        if work == "ingest":
            library.ingest([folder / "papers"], on_progress=_say_done)
        elif work == "delete":
            for card in cards:
                library.remove(card.id)
                _say(card.file)
        else:
            for number in range(1000):
                for card in cards:
                    library.update(card.id, title=f"Title {number}")
                    _say(f"{card.id}\tTitle {number}")


def _say_done(told: Progress) -> None:
    if told.step == "done":
        _say(Path(told.file).name)


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        _work(sys.argv[2], Path(sys.argv[3]))
    else:
        try:
            sys.exit(main())
        except (AssertionError, BadBackup) as fault:
            sys.exit(f"\nNot whole: {fault}")
