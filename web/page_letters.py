"""The printed letters of a PDF page with their places: read in a process of its own and kept in the data folder."""

from __future__ import annotations

import threading
from pathlib import Path

from ingest.child import OutOfMemory, OutOfTime, Stopped, run
from ingest.printed import PrintedPage, from_json
from web.page_image import keep

READER = "ingest.parse.pdf_letters"
TIMEOUT_S = 8
_two_at_a_time = threading.Semaphore(2)


def page_letters(original: Path, page: int, kept: Path) -> PrintedPage | None:
    """The letters of the 1-based page, from ``kept`` when they were read before; None when they cannot be read."""
    return _again(kept) or _read(original, page, kept)


def _again(kept: Path) -> PrintedPage | None:
    try:
        return from_json(kept.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _read(original: Path, page: int, kept: Path) -> PrintedPage | None:
    try:
        with _two_at_a_time:
            answer = run(READER, [str(original), str(page)], timeout_s=TIMEOUT_S)
        printed = from_json(answer)
    except (OutOfTime, OutOfMemory, Stopped, OSError, ValueError):
        return None
    keep(kept, answer.encode())
    return printed
