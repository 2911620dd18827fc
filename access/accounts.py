"""Accounts: made, listed, given roles, disabled; and signing in with a name and a password."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from access import passwords
from access.file import AccessFile, Row
from access.model import AccessError, Person, Role, Whom

ONCE_S = 7 * 86_400
"""So long a one-time password may be used."""
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Account:
    """A person as administrators see them; ``provider`` is who vouches for them, empty for a password here."""

    person: Person
    disabled: bool
    provider: str
    made: float


class Accounts:
    """The people who may sign in; any thread may call it."""

    def __init__(self, file: AccessFile) -> None:
        self._file = file

    def add(self, name: str, roles: Collection[Role], groups: Collection[str] = ()) -> str:
        """A new account; its one-time password. Raises AccessError for a name that is taken or none."""
        name = _checked(name)
        once = passwords.one_time_password()
        kept, now = passwords.hashed(once), self._file.clock()
        identifier = secrets.token_hex(8)
        try:
            with self._file.write() as run:
                run.execute(
                    "INSERT INTO person (id, name, password, once_until, made) VALUES (?, ?, ?, ?, ?)",
                    (identifier, name, kept, now + ONCE_S, now),
                )
                _keep(run, "person_role", identifier, roles)
                _keep(run, "person_group", identifier, groups)
        except sqlite3.IntegrityError:
            raise AccessError(f"There is a person called {name!r} already.") from None
        return once

    def vouched(
        self, issuer: str, subject: str, name: str, roles: Collection[Role], groups: Collection[str]
    ) -> Person:
        """The account of somebody whom a provider vouches for, made at the first time; roles and groups are the provider's.

        Raises AccessError for an account that was disabled here.
        """
        known = self._file.one(
            "SELECT id, disabled FROM person WHERE issuer = ? AND subject = ?", (issuer, subject)
        )
        if known is not None and known[1]:
            raise AccessError("This account was disabled here: ask an administrator.")
        identifier = str(known[0]) if known is not None else secrets.token_hex(8)
        with self._file.write() as run:
            if known is None:
                run.execute(
                    "INSERT INTO person (id, name, issuer, subject, made) VALUES (?, ?, ?, ?, ?)",
                    (identifier, _free(run, name, subject), issuer, subject, self._file.clock()),
                )
            _keep(run, "person_role", identifier, roles)
            _keep(run, "person_group", identifier, groups)
        return self.person(identifier)

    def forget(self, person: Person) -> None:
        """Take an account away, with its sessions, devices and keys, what was given to it by name, and what it uploaded when."""
        with self._file.write() as run:
            run.execute("DELETE FROM given WHERE whom = ? AND who = ?", (Whom.PERSON, person.name))
            run.execute("DELETE FROM upload WHERE person = ?", (person.id,))
            run.execute("DELETE FROM person WHERE id = ?", (person.id,))

    def person(self, identifier: str) -> Person:
        """Somebody who may sign in, by id; raises AccessError for one who is not there or was disabled."""
        row = self._file.one(f"{_PERSON} WHERE id = ? AND NOT disabled", (identifier,))
        if row is None:
            raise AccessError("There is no such account, or it was disabled.")
        return self._person(row)

    def named(self, name: str) -> Account:
        """An account by its name; raises AccessError."""
        row = self._file.one(f"{_PERSON} WHERE name = ?", (name.strip(),))
        if row is None:
            raise AccessError(f"There is no person called {name.strip()[:LONGEST_NAME]!r}.")
        return self._account(row)

    def list(self) -> Sequence[Account]:
        """Every account, by name."""
        return [self._account(row) for row in self._file.rows(f"{_PERSON} ORDER BY name")]

    def checked(self, name: str, password: str) -> Person | None:
        """Who has this name and password; None for nobody, in the same time whatever is wrong."""
        row = self._file.one(f"{_PERSON} WHERE name = ?", (name.strip(),))
        fits = passwords.matches(password, "" if row is None else str(row[_PASSWORD]))
        if row is None or not fits or row[_DISABLED]:
            return None
        if row[_ONCE] is not None and row[_ONCE] < self._file.clock():
            return None
        return self._person(row)

    def change_password(self, person: Person, new: str) -> None:
        """Keep another password, which ends every session of the person and a one-time password."""
        kept = passwords.hashed(new)
        with self._file.write() as run:
            run.execute("UPDATE person SET password = ?, once_until = NULL WHERE id = ?", (kept, person.id))
            run.execute("DELETE FROM session WHERE person = ?", (person.id,))

    def reset(self, name: str) -> str:
        """A new one-time password, which ends every session and the old password. Raises AccessError."""
        account = self.named(name)
        if account.provider:
            raise AccessError(
                f"{account.person.name} signs in with {account.provider} and has no password here."
            )
        once = passwords.one_time_password()
        self.change_password(account.person, once)
        with self._file.write() as run:
            until = self._file.clock() + ONCE_S
            run.execute("UPDATE person SET once_until = ? WHERE id = ?", (until, account.person.id))
        return once

    def give(self, name: str, roles: Collection[Role], groups: Collection[str]) -> None:
        """Roles and groups in the place of those a person has. Raises AccessError, for the last administrator too."""
        account = self.named(name)
        if Role.ADMINISTRATOR not in roles:
            self._another_administers(account)
        with self._file.write() as run:
            _keep(run, "person_role", account.person.id, roles)
            _keep(run, "person_group", account.person.id, groups)

    def disable(self, name: str, *, disabled: bool = True) -> None:
        """Let a person in no more (or again), which ends their sessions. Raises AccessError, for the last administrator too."""
        account = self.named(name)
        if disabled:
            self._another_administers(account)
        with self._file.write() as run:
            run.execute("UPDATE person SET disabled = ? WHERE id = ?", (disabled, account.person.id))
            run.execute("DELETE FROM session WHERE person = ?", (account.person.id,))

    def _another_administers(self, account: Account) -> None:
        if Role.ADMINISTRATOR not in account.person.roles or account.disabled or account.provider:
            return
        others = [
            other
            for other in self.list()
            if Role.ADMINISTRATOR in other.person.roles
            and not other.disabled
            and other.person.id != account.person.id
        ]
        if not others:
            raise AccessError(f"{account.person.name} is the only administrator: make another one first.")

    def _person(self, row: Row) -> Person:
        identifier, name = str(row[0]), str(row[1])
        roles = self._file.rows("SELECT role FROM person_role WHERE person = ?", (identifier,))
        groups = self._file.rows("SELECT name FROM person_group WHERE person = ?", (identifier,))
        return Person(
            identifier,
            name,
            frozenset(Role(role) for (role,) in roles),
            frozenset(str(group) for (group,) in groups),
            must_change=row[_ONCE] is not None,
        )

    def _account(self, row: Row) -> Account:
        return Account(self._person(row), bool(row[_DISABLED]), str(row[2]), float(row[6]))


_PERSON = "SELECT id, name, issuer, password, once_until, disabled, made FROM person"
_PASSWORD, _ONCE, _DISABLED = 3, 4, 5


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or "/" in name:
        raise AccessError(f"A name is one line of at most {LONGEST_NAME} characters without a slash.")
    return name


def _free(run: sqlite3.Connection, name: str, subject: str) -> str:
    """The name that a provider gives, told apart from one that is taken: a name here never becomes another person's."""
    wanted = " ".join(name.replace("/", " ").split())[:LONGEST_NAME] or subject[:LONGEST_NAME]
    taken = {str(row[0]).casefold() for row in run.execute("SELECT name FROM person")}
    number, free = 1, wanted
    while free.casefold() in taken:
        number += 1
        free = f"{wanted} ({number})"
    return free


def _keep(run: sqlite3.Connection, table: str, identifier: str, values: Collection[str]) -> None:
    """The roles or groups of a person, in the place of those before."""
    run.execute(f"DELETE FROM {table} WHERE person = ?", (identifier,))  # noqa: S608 - one of two tables here
    run.executemany(
        f"INSERT INTO {table} VALUES (?, ?)",  # noqa: S608
        [(identifier, str(value)) for value in sorted(set(values))],
    )
