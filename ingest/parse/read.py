"""A file read in a process of its own, with limits on time, memory and processor."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import asdict, replace
from pathlib import Path

from ingest.child import OutOfMemory, OutOfTime, Stopped, run
from ingest.errors import BY_NAME, Empty, Refused, TookTooLong, TooLarge, Unreadable
from ingest.identity import id_of
from ingest.model import Document
from ingest.parse import office, scanning
from ingest.parse.ocr_model import PageRead, PagesRead
from ingest.parse.sniff import Limits
from ingest.wire import document_from_json, to_json

_DOCUMENT, _PICTURES, _CONVERT = '{"document":', '{"pictures":', '{"convert":'


def read(path: Path, *, limits: Limits | None = None) -> Document:
    """The document in this file, its format found by content. Raises a ``Refused`` when it is not taken in.

    ``id``, ``digest``, ``file``, ``format``, ``title``, ``text``, ``sections``, ``page_starts``, ``report``
    are filled; whose document it is, its period, type and status are found later.
    """
    limits = limits or Limits()
    size = path.stat().st_size
    if not size:
        raise Empty(f"“{path.name}” is empty: check that the file was saved or copied completely.")
    if size > limits.file_bytes:
        raise TooLarge(
            f"“{path.name}” has {size / 2**20:.0f} MB and the limit is {limits.file_bytes / 2**20:.0f} MB: "
            "split it, or save it with smaller pictures."
        )
    with tempfile.TemporaryDirectory(prefix="moothall-") as folder:
        answer = _answer(path, limits, Path(folder) / "pictures.json")
        if not answer.startswith(_CONVERT):
            return _document(path, answer)
        kind = json.loads(answer)["convert"]
        saved = office.saved_as_read(path, kind, Path(folder))
        try:
            document = _document(saved, _answer(saved, limits, Path(folder) / "pictures.json"))
        except Refused as refusal:  # the name of the file that was saved is no name to people
            raise type(refusal)(str(refusal).replace(saved.name, path.name)) from refusal
        return _of_original(document, path, kind, saved)


def _of_original(document: Document, path: Path, kind: str, saved: Path) -> Document:
    """The document as that of the file that was saved in another format."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    title = path.name if document.title == saved.name else document.title
    return replace(document, id=id_of(digest), digest=digest, file=path.name, format=kind, title=title)


def _answer(path: Path, limits: Limits, kept: Path) -> str:
    """What the reading process says, once the pictures that it asks for were read; ``kept`` is where these are laid down."""
    by = scanning.program()
    if not by:
        return _run(path, limits)
    pictures = PagesRead()
    kept.write_text(to_json(pictures), "utf-8")
    while (answer := _run(path, limits, str(kept))).startswith(_PICTURES):
        wanted = json.loads(answer)["pictures"]
        asked = len(wanted) + len(pictures.pages)
        if asked > limits.scanned_pages:
            raise TooLarge(
                f"“{path.name}” has {asked} pages to be read from their pictures and the limit is "
                f"{limits.scanned_pages}: split it."
            )
        pictures = PagesRead((*pictures.pages, *scanning.read_pictures(path, wanted, by).pages))
        if not set(wanted) <= {page.page for page in pictures.pages}:
            missing = [page for page in wanted if page not in {one.page for one in pictures.pages}]
            pictures = PagesRead((*pictures.pages, *(PageRead(page, 1.0, 1.0, by) for page in missing)))
        kept.write_text(to_json(pictures), "utf-8")
    return answer


def _run(path: Path, limits: Limits, *more: str) -> str:
    arguments = [str(path.resolve()), json.dumps(asdict(limits)), *more]
    try:
        return run("ingest.parse.child", arguments, timeout_s=limits.timeout_s)
    except OutOfTime as fault:
        raise TookTooLong(
            f"“{path.name}” was not read within {limits.timeout_s:.0f} seconds: split it, or save a simpler copy."
        ) from fault
    except OutOfMemory:
        raise Unreadable(
            f"“{path.name}” needs more memory than a document may use: save a simpler copy, or split it."
        ) from None
    except Stopped:
        raise Unreadable(
            f"“{path.name}” stopped the reader: get a fresh copy, or save it again in another format."
        ) from None


def _document(path: Path, answer: str) -> Document:
    if answer.startswith(_DOCUMENT):
        return document_from_json(answer[len(_DOCUMENT) : -1])
    try:
        refusal = json.loads(answer)
        kind, message = BY_NAME[refusal["refused"]], refusal["message"]
    except (ValueError, KeyError, TypeError):
        raise Unreadable(f"“{path.name}” stopped the reader: get a fresh copy, or save it again.") from None
    raise kind(message)
