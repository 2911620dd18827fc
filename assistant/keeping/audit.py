"""The record of what was done: added to and never changed, each event sealed with the one before it.

Who did it stands there as the program knows them: an account, a browser's digest, or the user of the machine.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.keeping.audit_events import Done, Event, Kind, Questions, said_digest, seal
from assistant.keeping.audit_file import FROZEN, THAWED, AuditFile
from assistant.keeping.audit_key import NAME, Key, own_key
from ingest.stores import statements

FILE = "audit.sqlite"
HEAD = "audit.head"
COLUMNS = 'number, at, who, kind, what, "on", outcome, said, "key", seal'
_INSERT = f"INSERT INTO event ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?)"  # noqa: S608
SAME_S = 60.0
"""Reading the same thing again within so many seconds is one event."""
LONGEST = 300
DAY_S = 86_400
Clock = Callable[[], float]


class Audit:
    """The open record; any thread may call it, and other processes may add to it."""

    def __init__(
        self, folder: Path, file: AuditFile, key: Key, questions: Questions, clock: Clock = time.time
    ) -> None:
        self.folder, self.key = folder, key
        self._file, self._questions, self._clock = file, questions, clock
        self._lock = threading.Lock()
        self._lately: dict[tuple[str, str, str, str], float] = {}

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        key_file: Path | None = None,
        questions: str = "hashed",
        clock: Clock = time.time,
    ) -> Audit:
        """The record in a data folder, made when missing, with its key. Raises BadAudit and LibraryError."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = AuditFile.open(folder / FILE)
        return cls(folder, file, own_key(key_file or folder / NAME), Questions(questions), clock)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def record(self, done: Done) -> None:
        """Add an event; the disk has it when this returns."""
        if done.kind is Kind.READING and done.on and self._again(done):
            return
        with self._file.write() as run:
            number, before = _last(run)
            salt, text, digest = self._kept_of(done.said)
            at = datetime.fromtimestamp(self._clock(), UTC).isoformat(timespec="milliseconds")
            event = _event(number + 1, at, done, digest, self.key)
            sealed = event.sealed_by(self.key, before)
            run.execute(_INSERT, (*_values(event), sealed))
            if text:
                run.execute("INSERT INTO said VALUES (?, ?, ?)", (event.number, salt, text))
        self._keep_head(event.number, sealed)

    def events(self, who: str = "", *, words: Sequence[str] = ()) -> list[tuple[Event, str]]:
        """Events with what was said, oldest first: all, those of one person, or those whose words were kept and have these."""
        rows = self._file.rows(
            f"SELECT {COLUMNS.replace('number', 'event.number').replace('said', 'event.said')}, text"  # noqa: S608
            " FROM event LEFT JOIN said ON said.number = event.number WHERE ? IN ('', who)"
            " AND NOT EXISTS (SELECT 1 FROM json_each(?) AS word"
            " WHERE NOT instr(lower(coalesce(text, '')), lower(word.value))) ORDER BY event.number",
            (who, json.dumps(list(words))),
        )
        return [(Event(*row[:-1]), row[-1] or "") for row in rows]

    def said(self) -> list[tuple[int, str, str, str]]:
        """The words of questions that are kept: number, salt, words, and the digest that the event has of them."""
        return self._file.rows(
            "SELECT said.number, salt, text, event.said FROM said JOIN event ON event.number = said.number"
        )

    def forget_said(self, who: str) -> int:
        """Forget the words of one person's questions; that something was asked stays. How many were forgotten."""
        with self._file.write() as run:
            return run.execute(
                "DELETE FROM said WHERE number IN (SELECT number FROM event WHERE who = ?)", (who,)
            ).rowcount

    def forget_older_than(self, days: int) -> int:
        """Let go of the oldest part of the record, which then begins at a sealed anchor; how many events went."""
        edge = datetime.fromtimestamp(self._clock() - days * DAY_S, UTC).isoformat(timespec="milliseconds")
        with self._file.write() as run:
            first = run.execute("SELECT min(number) FROM event WHERE at >= ?", (edge,)).fetchone()[0]
            last, _ = _last(run)
            kept = last if first is None else int(first)  # the newest event always stays
            before = run.execute("SELECT seal FROM event WHERE number = ?", (kept - 1,)).fetchone()
            if before is None:
                return 0
            for statement in statements(THAWED):
                run.execute(statement)
            gone = run.execute("DELETE FROM event WHERE number < ?", (kept,)).rowcount
            run.execute("DELETE FROM said WHERE number < ?", (kept,))
            run.execute("DELETE FROM anchor")
            sealed = seal(self.key, ["anchor", kept, before[0], self.key.name])
            run.execute("INSERT INTO anchor VALUES (?, ?, ?, ?)", (kept, before[0], self.key.name, sealed))
            for statement in statements(FROZEN):
                run.execute(statement)
        return gone

    def anchor(self) -> tuple[int, str, str, str] | None:
        """Where the record begins since its oldest part was let go: number, seal before it, key and seal."""
        return next(iter(self._file.rows('SELECT number, before, "key", seal FROM anchor')), None)

    def _again(self, done: Done) -> bool:
        """Whether the same was read by the same person a moment ago."""
        now, what = self._clock(), (done.who, done.what, done.on, done.outcome)
        with self._lock:
            self._lately = {key: at for key, at in self._lately.items() if now - at < SAME_S}
            if what in self._lately:
                return True
            self._lately[what] = now
        return False

    def _kept_of(self, said: str) -> tuple[str, str, str]:
        """Salt, words and digest of what was said, as far as it is kept."""
        if not said or self._questions is Questions.NONE:
            return "", "", ""
        if self._questions is Questions.HASHED:
            return "", "", seal(self.key, ["question", " ".join(said.casefold().split())])
        salt = secrets.token_hex(16)
        return salt, said, said_digest(salt, said)

    def _keep_head(self, number: int, sealed: str) -> None:
        """Note outside the database how far the record goes, so that its end cannot be cut off unseen."""
        kept = {"number": number, "seal": sealed, "key": self.key.name}
        kept["by"] = seal(self.key, ["head", number, sealed])
        partial = self.folder / f"{HEAD}.{threading.get_ident()}.part"
        partial.write_text(json.dumps(kept), "utf-8")
        partial.replace(self.folder / HEAD)


def one_line(text: str) -> str:
    """A text on one line, without control characters, of bounded length."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:LONGEST]


def _last(run: sqlite3.Connection) -> tuple[int, str]:
    """Number and seal of the newest event; 0 and nothing for an empty record."""
    row = run.execute("SELECT number, seal FROM event ORDER BY number DESC LIMIT 1").fetchone()
    return (0, "") if row is None else (int(row[0]), str(row[1]))


def _event(number: int, at: str, done: Done, said: str, key: Key) -> Event:
    what, on, outcome = one_line(done.what), one_line(done.on), one_line(done.outcome)
    return Event(number, at, one_line(done.who), done.kind.value, what, on, outcome, said, key.name)


def _values(event: Event) -> tuple[object, ...]:
    told = (event.number, event.at, event.who, event.kind, event.what, event.on, event.outcome)
    return (*told, event.said, event.key)
