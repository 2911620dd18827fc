"""Passwords: hashed with Argon2 by pwdlib, checked in the same time whether or not there is such an account."""

from __future__ import annotations

import secrets
import threading
from functools import cache

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError

SHORTEST, LONGEST = 12, 200
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each check takes some 64 MB: a flood of them waits here, and not in the memory."""


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _of_nobody() -> str:
    """A hash that no password has, to be checked in the place of one that is not there."""
    return _hasher().hash(secrets.token_urlsafe(32))


def hashed(password: str) -> str:
    """What is kept of a password."""
    with _AT_ONCE:
        return _hasher().hash(password)


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one kept; as slow when nothing is kept as when it is wrong."""
    with _AT_ONCE:
        try:
            fits = _hasher().verify(password[:LONGEST], kept or _of_nobody())
        except UnknownHashError:
            return False
    return fits and bool(kept)


def one_time_password() -> str:
    """A password to be read out once: four groups of five letters and digits that are not mistaken for others."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
    return "-".join(groups)


def why_not(password: str, name: str) -> str:
    """Why a password will not do, as a sentence; empty when it will."""
    if len(password) < SHORTEST:
        return f"Choose a password of at least {SHORTEST} characters; three words in a row are good."
    if len(password) > LONGEST:
        return f"Choose a password of at most {LONGEST} characters."
    if len(set(password.casefold())) < 5:
        return "Choose a password with more than four different characters."
    if len(name) > 3 and name.casefold() in password.casefold():
        return "Choose a password that does not hold your name."
    return ""
