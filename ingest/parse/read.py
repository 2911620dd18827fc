"""A file read in a process of its own, with limits on time, memory and processor."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from ingest.child import OutOfMemory, OutOfTime, Stopped, run
from ingest.errors import BY_NAME, Empty, TookTooLong, TooLarge, Unreadable
from ingest.model import Document
from ingest.parse.sniff import Limits
from ingest.wire import document_from_json

_DOCUMENT = '{"document":'


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
    return _document(path, _run(path, limits))


def _run(path: Path, limits: Limits) -> str:
    arguments = [str(path.resolve()), json.dumps(asdict(limits))]
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
