"""The id of a paper: made of its bytes, so that the same file is the same paper under every name."""

from __future__ import annotations

import hashlib

_LENGTH = 16


def id_of(digest: str) -> str:
    """The id of the paper whose file has this SHA-256, in hexadecimal."""
    return digest[:_LENGTH]


def id_of_bytes(data: bytes) -> str:
    """The id that a file will have once it is taken in."""
    return id_of(hashlib.sha256(data).hexdigest())
