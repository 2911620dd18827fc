"""Text recognition by Tesseract's program, where the system has it: one picture in, words with places out."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.child import command
from ingest.parse.ocr_model import Seen

if TYPE_CHECKING:
    from ingest.parse.ocr_picture import Straight

PROGRAM = "tesseract"
TIMEOUT_S = 60.0
_LANGUAGES = ("eng", "cym")
_WORD = "5"  # the level of a row of its table that is a word
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}  # its threads on one page cost more than they save


def is_there() -> bool:
    """Whether the program is installed."""
    return shutil.which(PROGRAM) is not None


def _said(arguments: Sequence[str], given: bytes = b"") -> str:
    return command(arguments, given=given, timeout_s=TIMEOUT_S, environment=_ONE_THREAD)


@functools.cache
def languages() -> str:
    """English, and Welsh where its data is installed too."""
    listed = _said([PROGRAM, "--list-langs"]).split()
    return "+".join(one for one in _LANGUAGES if one in listed) or "eng"


def recognise(straight: Straight) -> list[Seen]:
    """The words of a picture in the program's reading order."""
    head = f"P5 {straight.width} {straight.height} 255\n".encode()
    dpi = str(round(72 * straight.scale))
    arguments = [PROGRAM, "stdin", "stdout", "-l", languages(), "--psm", "3", "--dpi", dpi, "tsv"]
    rows = _said(arguments, head + straight.grey.tobytes()).split("\n")
    lines: dict[tuple[str, ...], int] = {}
    found = []
    for row in rows:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == _WORD and cells[11].strip():
            line = lines.setdefault(tuple(cells[2:5]), len(lines))
            left, top, width, height = map(int, cells[6:10])
            confidence = max(0, round(float(cells[10])))
            found.append(Seen(cells[11].strip(), left, top, left + width, top + height, line, confidence))
    return found
