"""The pictures of pages read by whatever program is there, in processes of their own, two at a time."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ingest.child import OutOfMemory, OutOfTime, Stopped, run
from ingest.parse import ocr_rapid, ocr_tesseract
from ingest.parse.ocr_model import PagesRead
from ingest.wire import from_json

AT_ONCE = 2
_TOGETHER = 4  # pages of one process: each begins by loading the program
_START_S, _PAGE_S = 30.0, 60.0
_PROGRAMS = {
    ocr_tesseract.PROGRAM: ocr_tesseract.is_there,
    ocr_rapid.PROGRAM: ocr_rapid.is_there,
}


_chosen = ""


def use(name: str) -> None:
    """Read pictures by this program ("tesseract", "rapidocr"), by none ("off"), or by the first that is there ("")."""
    global _chosen
    _chosen = name


def program() -> str:
    """The program that reads pictures here; empty when there is none."""
    names = [name for name in _PROGRAMS if _chosen in ("", name)]
    return next((name for name in names if _PROGRAMS[name]()), "")


def read_pictures(path: Path, pages: Sequence[int], by: str) -> PagesRead:
    """These pages as the program reads them; a page that it fails on is left out."""
    groups = [pages[start : start + _TOGETHER] for start in range(0, len(pages), _TOGETHER)]
    with ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="scan") as pool:
        found = list(pool.map(lambda group: _read(path, group, by), groups))
    return PagesRead(tuple(page for part in found for page in part.pages))


def _read(path: Path, pages: Sequence[int], by: str) -> PagesRead:
    arguments = [str(path.resolve()), by, *map(str, pages)]
    try:
        return from_json(
            PagesRead, run("ingest.parse.ocr", arguments, timeout_s=_START_S + _PAGE_S * len(pages))
        )
    except (OutOfTime, OutOfMemory, Stopped, ValueError):
        if len(pages) == 1:
            return PagesRead()
        return PagesRead(tuple(found for page in pages for found in _read(path, [page], by).pages))
