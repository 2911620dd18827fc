"""The key that the record of what was done is sealed with: in a file of its own, never in the database."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

NAME = "audit.key"
LEAST_BYTES = 32


class BadAudit(Exception):
    """The record of what was done, or its key, cannot be used; the text is one sentence."""


@dataclass(frozen=True, slots=True)
class Key:
    """A secret, and the name that tells it from others without giving it away."""

    secret: bytes

    @property
    def name(self) -> str:
        """Eight signs by which an event says which key sealed it."""
        return hashlib.sha256(b"moothall audit key" + self.secret).hexdigest()[:8]


def read_key(path: Path) -> Key:
    """The key in a file. Raises BadAudit when there is none, or one that could be guessed."""
    try:
        secret = path.read_bytes().strip()
    except OSError as fault:
        raise BadAudit(f"The audit key {path} cannot be read ({fault.strerror}).") from None
    if len(secret) < LEAST_BYTES:
        raise BadAudit(
            f"The audit key {path} is shorter than {LEAST_BYTES} bytes: make one with openssl rand -hex 32."
        )
    return Key(secret)


def own_key(path: Path) -> Key:
    """The key in a file, which is made when it is not there; two processes that make it at once get the same."""
    if not path.exists():
        partial = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_hex(LEAST_BYTES).encode())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(partial, path)
        except FileExistsError:
            pass
        finally:
            partial.unlink()
    return read_key(path)
