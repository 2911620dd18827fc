"""How the settings of a place behind a proxy, and of keeping things, are read; each says what it expected."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~")
QUESTIONS = ("all", "hashed", "none")


def parts_of(value: object) -> list[str]:
    """The parts of a list, or of one line with commas between."""
    parts = value if isinstance(value, list) else str(value).split(",")
    return [str(part).strip() for part in parts if str(part).strip()]


def root_path(value: object) -> str:
    """The path under which a proxy shows the pages: "/moothall", or nothing for the whole of a host."""
    path = str(value).strip().rstrip("/")
    segments = path.split("/")[1:]
    sound = all(segment and set(segment) <= PLAIN and set(segment) != {"."} for segment in segments)
    if path and not (path.startswith("/") and sound and len(path) <= 200):
        raise ValueError("a path such as /moothall, or nothing")
    return path


def networks(value: object) -> tuple[str, ...]:
    """Addresses or networks of proxies."""
    found = parts_of(value)
    try:
        for part in found:
            ipaddress.ip_network(part, strict=False)
    except ValueError:
        raise ValueError(
            "addresses or networks such as 10.0.0.5 or 10.0.0.0/24, separated by commas"
        ) from None
    return tuple(found)


def origins(value: object) -> tuple[str, ...]:
    """Pages of which sites may show these within a frame; "self" for this one."""
    found = []
    for part in parts_of(value):
        address = urlsplit(part)
        plain = set(address.netloc) <= PLAIN | {":", "*"} and not address.path.strip("/")
        if part.strip("'") != "self" and not (address.scheme == "https" and address.netloc and plain):
            raise ValueError("self, or origins such as https://intranet.example.gov.uk, separated by commas")
        found.append("'self'" if part.strip("'") == "self" else part.rstrip("/"))
    return tuple(found)


def database(value: object) -> str:
    """The URL of a PostgreSQL database, or nothing for the data folder."""
    text = str(value).strip()
    sound = not any(ord(char) < 33 for char in text) and len(text) <= 500
    if text and not (sound and urlsplit(text).scheme in ("postgresql", "postgres")):
        raise ValueError(
            "a URL such as postgresql://moothall@db.example/moothall, or nothing for the data folder"
        )
    return text


def place(value: object) -> str:
    """A file or folder by its path, or nothing."""
    text = str(value).strip()
    if any(ord(char) < 32 for char in text) or len(text) > 500:
        raise ValueError("a path on one line")
    return str(Path(text).expanduser()) if text else ""


def questions(value: object) -> str:
    """How much of a question the audit keeps."""
    if str(value) not in QUESTIONS:
        raise ValueError("all, hashed or none")
    return str(value)
