"""Collections of papers as they are kept: made, given to people, filled; and whose an upload is."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection

from access.file import AccessFile
from access.model import GENERAL, AccessError, Collections, Grant, Role, Whom

LONGEST_NAME = 80


class Shelves:
    """The collections; any thread may call it."""

    def __init__(self, file: AccessFile) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._kept: tuple[tuple[int, int], Collections] | None = None

    def held(self) -> Collections:
        """The collections as they stand; read again only after a change."""
        with self._lock:
            changed = self._file.changed()
            if self._kept is None or self._kept[0] != changed:
                self._kept = (changed, self._read())
            return self._kept[1]

    def _read(self) -> Collections:
        names = self._file.rows("SELECT name FROM collection ORDER BY name <> 'general', name")
        grants = self._file.rows(
            "SELECT collection, whom, who, role FROM given ORDER BY collection, whom, who, role"
        )
        papers: dict[str, frozenset[str]] = {}
        for document, collection in self._file.rows("SELECT document, collection FROM paper"):
            papers[document] = papers.get(document, frozenset()) | {collection}
        return Collections(
            tuple(str(name) for (name,) in names),
            tuple(Grant(name, Whom(whom), who, Role(role)) for name, whom, who, role in grants),
            papers,
        )

    def add(self, name: str) -> str:
        """A new collection, which only administrators see until it is given to others; its name. Raises AccessError."""
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise AccessError(f"A collection's name is one line of at most {LONGEST_NAME} characters.")
        try:
            with self._file.write() as run:
                run.execute("INSERT INTO collection VALUES (?, ?)", (name, self._file.clock()))
        except sqlite3.IntegrityError:
            raise AccessError(f"There is a collection called {name!r} already.") from None
        return name

    def remove(self, name: str, kept: Collection[str]) -> None:
        """Take away a collection in which none of the papers lies that are ``kept``, in the library or on their way into
        it; what it knew of others is forgotten. Raises AccessError.
        """
        self._known(name)
        if name == GENERAL:
            raise AccessError("The general collection holds what lies in no other, and stays.")
        if any(name in self.held().of(one) for one in kept):
            raise AccessError(f"There are papers in {name!r}: put them into another collection first.")
        with self._file.write() as run:
            run.execute("DELETE FROM paper WHERE collection = ?", (name,))
            run.execute("DELETE FROM collection WHERE name = ?", (name,))

    def give(self, grant: Grant) -> None:
        """Give a role in a collection. Raises AccessError for a collection that is not there."""
        self._known(grant.collection)
        who = " ".join(grant.who.split())
        if not who or (grant.whom is Whom.ROLE and who not in set(Role)):
            raise AccessError(f"{who!r} is no {grant.whom.value}.")
        with self._file.write() as run:
            run.execute(
                "INSERT OR IGNORE INTO given VALUES (?, ?, ?, ?)",
                (grant.collection, grant.whom.value, who, grant.role.value),
            )

    def withdraw(self, grant: Grant) -> None:
        """Take a given role back."""
        with self._file.write() as run:
            run.execute(
                "DELETE FROM given WHERE collection = ? AND whom = ? AND who = ? AND role = ?",
                (grant.collection, grant.whom.value, grant.who, grant.role.value),
            )

    def put(self, document: str, names: Collection[str]) -> None:
        """Let a paper lie in these collections and in no other. Raises AccessError."""
        for name in names:
            self._known(name)
        if not names:
            raise AccessError("A paper lies in at least one collection.")
        with self._file.write() as run:
            run.execute("DELETE FROM paper WHERE document = ?", (document,))
            run.executemany(
                "INSERT INTO paper VALUES (?, ?)", [(document, name) for name in sorted(set(names))]
            )

    def put_new(self, document: str, name: str, *, there: bool) -> None:
        """Let a paper that is being added lie in a collection: in this alone, or in this too when it is ``there`` already."""
        before = self.held().of(document) if there else frozenset()
        self.put(document, {*before, name})

    def follow(self, new: str, of: Collection[str], *, there: bool) -> None:
        """Let a paper that comes from others lie where they do: there alone, or there too when it is ``there`` already.

        Where they lie in different collections it lies in those that they share, or else in all but the general one, for
        what somebody put aside must not come out by it. Nothing follows from what nobody ever put anywhere.
        """
        held = self.held()
        if not any(one in held.papers for one in of):
            return
        lies = [held.of(one) for one in of]
        names = frozenset.intersection(*lies) or frozenset.union(*lies) - {GENERAL}
        self.put(new, names | (held.of(new) if there else frozenset()))

    def _known(self, name: str) -> None:
        if name not in self.held().names:
            raise AccessError(f"There is no collection called {name[:LONGEST_NAME]!r}.")

    def keep_upload(self, job: str, person: str, *, known: bool) -> None:
        """Remember who sent a file, and whether they may have known that it is in the library."""
        with self._file.write() as run:
            run.execute(
                "INSERT OR REPLACE INTO upload VALUES (?, ?, ?, ?)", (job, person, known, self._file.clock())
            )

    def upload(self, job: str) -> tuple[str, bool] | None:
        """Who sent the file of a job, and whether they may have known it; None for nobody known."""
        row = self._file.one("SELECT person, known FROM upload WHERE job = ?", (job,))
        return None if row is None else (str(row[0]), bool(row[1]))
