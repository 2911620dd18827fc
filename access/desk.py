"""Everything about access in one hand: accounts, sessions, keys, collections and counts over one open file."""

from __future__ import annotations

import time
from pathlib import Path

from access.accounts import Accounts
from access.file import AccessFile, Clock
from access.keys import Keys
from access.model import AccessError, Person
from access.sessions import Sessions
from access.shelves import Shelves
from access.throttle import Throttle

REQUESTS = "600/minute"


class TooManyTries(AccessError):
    """Passwords were tried too often from this place."""


class AccessDesk:
    """An open desk; ``close`` it when done."""

    def __init__(
        self, file: AccessFile, *, idle_s: float = 3600, longest_s: float = 43_200, requests: str = REQUESTS
    ) -> None:
        """Sessions end after ``idle_s`` without a request and ``longest_s`` in all; ``requests`` is a rate."""
        self.file = file
        self.accounts = Accounts(file)
        self.sessions = Sessions(file, self.accounts, idle_s=idle_s, longest_s=longest_s)
        self.keys = Keys(file, self.accounts)
        self.shelves = Shelves(file)
        self.throttle = Throttle(requests)

    @classmethod
    def open(cls, folder: Path, clock: Clock = time.time) -> AccessDesk:
        """The desk over this data folder, with the usual limits. Raises AccessError."""
        return cls(AccessFile.open(folder, clock))

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    def sign_in(self, name: str, password: str, place: str, device: str) -> Person | None:
        """Who signs in with this name and password from a place; None when it is wrong. Raises TooManyTries.

        ``device`` is the token of a browser, empty for none: one that the account has signed in from is a place of its own.
        """
        known = self.sessions.knows_device(device, name)
        place = f"device {device}" if known else place
        if not self.throttle.may_try(name, place, known=known):
            raise TooManyTries("Too many tries from here. Wait a quarter of an hour, then try again.")
        person = self.accounts.checked(name, password)
        if person is not None:
            self.throttle.forget(name, place)
        return person
