"""Papers that were just removed: kept for an hour beside the library, so that a removal can be taken back."""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import time
from pathlib import Path

from ingest.identity import id_of_bytes
from ingest.overrides import Overrides
from web.facade import Card, Library
from web.problems import not_found
from web.uploads import Upload

HOUR_S = 3600.0
FOLDER, DETAILS, UPLOADS = "removed", "details.json", "uploads"


def keep(data: Path, library: Library, card: Card) -> str:
    """Keep a paper that is about to be removed; the token that brings it back. Whatever is older than an hour goes."""
    forget_old(data)
    token = secrets.token_hex(8)
    folder = data / FOLDER / token
    original = Path(library.original(card.id))
    if not original.is_file():
        return ""
    folder.mkdir(mode=0o700, parents=True)
    shutil.copyfile(original, folder / "paper")
    council = card.body.name if card.body else None
    said = Overrides(council, card.title or None, card.period, card.type, card.status.value)
    (folder / DETAILS).write_text(json.dumps({"file": card.file, "details": said.to_json()}), "utf-8")
    return token


def take_back(data: Path, token: str) -> tuple[Upload, Overrides]:
    """The file and what was known of it, which stay until ``let_go``; raises a 404 Problem when the hour is over."""
    forget_old(data)
    folder = data / FOLDER / token
    if not token.isalnum() or not (folder / DETAILS).is_file():
        raise not_found("removed document", token)
    held = json.loads((folder / DETAILS).read_text("utf-8"))
    upload = Upload(str(held["file"]), (folder / "paper").read_bytes())
    return upload, Overrides.from_json(held["details"])


def let_go(data: Path, token: str) -> None:
    """Delete what was taken back, once the library has it."""
    shutil.rmtree(data / FOLDER / token, ignore_errors=True)


def on_their_way(data: Path) -> set[str]:
    """The ids of papers that may come into the library yet: those that can be put back, and uploads under way."""
    forget_old(data)
    waiting = [*(data / FOLDER).glob("*/paper"), *(data / UPLOADS).glob("*/*")]
    found = set()
    for path in waiting:
        with contextlib.suppress(OSError):  # it was taken in or let go meanwhile
            found.add(id_of_bytes(path.read_bytes()))
    return found


def forget_old(data: Path) -> None:
    """Delete what was removed more than an hour ago."""
    for folder in (data / FOLDER).glob("*"):
        if time.time() - folder.stat().st_mtime > HOUR_S:
            shutil.rmtree(folder, ignore_errors=True)
