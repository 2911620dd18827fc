"""API keys: named, for a while, for some of the roles of their person; only their hashes are kept."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from access.accounts import Accounts
from access.file import AccessFile, hash_of, new_token
from access.model import AccessError, Person, Role

PREFIX = "mh_"
LONGEST_DAYS = 366
LONGEST_NAME = 80
DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Key:
    """A key as its person sees it: never the secret itself."""

    handle: str
    name: str
    roles: frozenset[Role]
    until: float
    used: float | None


class Keys:
    """The keys of all people; any thread may call it."""

    def __init__(self, file: AccessFile, accounts: Accounts) -> None:
        self._file, self._accounts = file, accounts

    def make(self, person: Person, name: str, roles: Collection[Role], days: int) -> str:
        """A new key, told once. Raises AccessError for a name, roles or days that will not do."""
        name = " ".join(name.split())
        if not name or len(name) > LONGEST_NAME:
            raise AccessError(f"Give the key a name of at most {LONGEST_NAME} characters.")
        if not 1 <= days <= LONGEST_DAYS:
            raise AccessError(f"A key holds for 1 to {LONGEST_DAYS} days.")
        secret, now = PREFIX + new_token(), self._file.clock()
        with self._file.write() as run:
            run.execute(
                "INSERT INTO api_key VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
                (
                    *(hash_of(secret), secrets.token_hex(6), person.id, name),
                    *(json.dumps(sorted(roles)), now, now + days * DAY_S),
                ),
            )
        return secret

    def opened(self, secret: str) -> tuple[Person, str] | None:
        """Whose key this is, as far as it goes, with its handle; None when it is none, has ended, or its person may not."""
        row = self._file.one(
            "SELECT person, handle, roles, until, used FROM api_key WHERE hash = ?", (hash_of(secret),)
        )
        now = self._file.clock()
        if row is None or row[3] < now:
            return None
        try:
            person = self._accounts.person(str(row[0]))
        except AccessError:
            return None
        if person.must_change:
            return None
        if row[4] is None or now - row[4] > DAY_S / 24:
            with self._file.write() as run:
                run.execute("UPDATE api_key SET used = ? WHERE hash = ?", (now, hash_of(secret)))
        return replace(person, scope=frozenset(map(Role, json.loads(row[2])))), str(row[1])

    def of(self, person: Person) -> Sequence[Key]:
        """The keys of a person, those that have ended too, by name."""
        rows = self._file.rows(
            "SELECT handle, name, roles, until, used FROM api_key WHERE person = ? ORDER BY name, handle",
            (person.id,),
        )
        return [
            Key(str(row[0]), str(row[1]), frozenset(map(Role, json.loads(row[2]))), row[3], row[4])
            for row in rows
        ]

    def end(self, person: Person, handle: str) -> None:
        """A key of this person opens nothing from now on."""
        with self._file.write() as run:
            run.execute("DELETE FROM api_key WHERE person = ? AND handle = ?", (person.id, handle))
