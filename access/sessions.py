"""Sessions of people who signed in: an opaque token in a cookie, of which only the hash is kept here."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from access.accounts import Accounts
from access.file import AccessFile, hash_of, new_token
from access.model import AccessError, Person

SEEN_EACH_S = 60
"""So often at most it is written down that a session is in use."""
DEVICES_KEPT_S = 180 * 86_400


@dataclass(frozen=True, slots=True)
class Session:
    """A session as its person sees it; ``handle`` names it without opening it."""

    handle: str
    made: float
    seen: float
    device: str


class Sessions:
    """Sessions that end after so many seconds without a request, and after so many in all."""

    def __init__(self, file: AccessFile, accounts: Accounts, *, idle_s: float, longest_s: float) -> None:
        self._file, self._accounts = file, accounts
        self.idle_s, self.longest_s = idle_s, longest_s

    def begin(self, person: Person, device: str = "") -> str:
        """A new session's token, never one that was there before signing in; ``device`` tells a person which it is."""
        token, now = new_token(), self._file.clock()
        with self._file.write() as run:
            run.execute(
                "DELETE FROM session WHERE seen < ? OR made < ?", (now - self.idle_s, now - self.longest_s)
            )
            run.execute(
                "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)",
                (hash_of(token), secrets.token_hex(6), person.id, now, now, device[:120]),
            )
        return token

    def opened(self, token: str) -> tuple[Person, str] | None:
        """Whose session a token opens, with its handle; None when it was never made, has ended or was ended."""
        row = self._file.one(
            "SELECT person, handle, made, seen FROM session WHERE hash = ?", (hash_of(token),)
        )
        now = self._file.clock()
        if row is None or now - row[2] > self.longest_s or now - row[3] > self.idle_s:
            return None
        try:
            person = self._accounts.person(str(row[0]))
        except AccessError:
            return None
        if now - row[3] > SEEN_EACH_S:
            with self._file.write() as run:
                run.execute("UPDATE session SET seen = ? WHERE hash = ?", (now, hash_of(token)))
        return person, str(row[1])

    def of(self, person: Person) -> Sequence[Session]:
        """The sessions of a person that have not ended, latest first."""
        now = self._file.clock()
        rows = self._file.rows(
            "SELECT handle, made, seen, device FROM session WHERE person = ? AND seen >= ? AND made >= ?"
            " ORDER BY seen DESC, handle",
            (person.id, now - self.idle_s, now - self.longest_s),
        )
        return [Session(*row) for row in rows]

    def end(self, person: Person, handle: str = "") -> None:
        """End one session of a person, or all of them."""
        with self._file.write() as run:
            run.execute(
                "DELETE FROM session WHERE person = ?1 AND (?2 = '' OR handle = ?2)", (person.id, handle)
            )

    def know_device(self, person: Person) -> str:
        """A token for the browser of somebody who signed in: wrong passwords sent from elsewhere do not count against it."""
        token, now = new_token(), self._file.clock()
        with self._file.write() as run:
            run.execute("DELETE FROM device WHERE made < ?", (now - DEVICES_KEPT_S,))
            run.execute("INSERT INTO device VALUES (?, ?, ?)", (hash_of(token), person.id, now))
        return token

    def knows_device(self, token: str, name: str) -> bool:
        """Whether the person of this name has signed in from the browser with this token."""
        query = (
            "SELECT 1 FROM device JOIN person ON person.id = device.person WHERE hash = ? AND person.name = ?"
        )
        return bool(token) and self._file.one(query, (hash_of(token), name.strip())) is not None
