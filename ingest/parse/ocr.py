"""Pages read from their pictures, in a process of its own: ``python -m ingest.parse.ocr FILE PROGRAM PAGE …``.

The answer is a ``PagesRead`` in JSON. Every page is drawn, made straight, and read by one program.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium  # type: ignore[import-untyped]

from ingest.child import limit
from ingest.parse import ocr_rapid, ocr_tesseract
from ingest.parse.ocr_bullets import with_bullets
from ingest.parse.ocr_model import PageRead, PagesRead, Recognise, Seen
from ingest.parse.ocr_picture import Straight, is_blank, straightened, without_specks
from ingest.parse.ocr_rules import lines_of
from ingest.parse.pdf_letters import page_as_shown
from ingest.printed import WHOLE, Area
from ingest.wire import to_json

DPI = 300
MEMORY = 3 * 2**30
CPU_S = 600
_MOST_PIXELS = 14_000_000
_LEAST_CONFIDENCE = 30
_RECOGNISE: dict[str, Recognise] = {
    ocr_tesseract.PROGRAM: ocr_tesseract.recognise,
    ocr_rapid.PROGRAM: ocr_rapid.recognise,
}


def read_pages(path: Path, program: str, pages: list[int]) -> PagesRead:
    """These 1-based pages as the program reads them."""
    pdf = pdfium.PdfDocument(path, password="")
    try:
        return PagesRead(tuple(_read(pdf, program, page) for page in pages))
    finally:
        pdf.close()


def _read(pdf: pdfium.PdfDocument, program: str, page: int) -> PageRead:
    sheet = page_as_shown(pdf, page - 1)
    width, height = sheet.get_size()
    scale = min(DPI / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
    grey = np.asarray(sheet.render(scale=scale).to_pil().convert("L"), dtype=np.uint8)
    if is_blank(grey):
        return PageRead(page, width, height, program)
    straight = straightened(without_specks(grey, scale), scale)
    seen = with_bullets([word for word in _RECOGNISE[program](straight) if _is_word(word)], straight)
    level, upright = lines_of(straight)
    return PageRead(
        *(page, width, height, program),
        words=tuple(_in_points(word, scale) for word in seen),
        areas=tuple(_area(word, straight) for word in seen),
        level=tuple(level),
        upright=tuple(upright),
    )


def _is_word(word: Seen) -> bool:
    """Whether this is likelier a word than a speck or the edge of a table."""
    return word.confidence >= _LEAST_CONFIDENCE and any(char.isalnum() or char in "•£%" for char in word.text)


def _in_points(word: Seen, scale: float) -> Seen:
    x0, top, x1, bottom = (round(value / scale, 2) for value in (word.x0, word.top, word.x1, word.bottom))
    return Seen(word.text, x0, top, x1, bottom, word.line, word.confidence)


def _area(word: Seen, straight: Straight) -> Area:
    x0, top, x1, bottom = straight.as_shown(word.x0, word.top, word.x1, word.bottom)
    across, down = WHOLE / straight.width, WHOLE / straight.height
    places = (x0 * across, top * down, x1 * across, bottom * down)
    return Area(*(min(WHOLE, max(0, round(place))) for place in places))


def main(path: str, program: str, *pages: str) -> None:
    """Answer on the real standard output; whatever a library prints goes to standard error."""
    answer_to = os.dup(1)
    os.dup2(2, 1)
    limit(memory_bytes=MEMORY, cpu_s=CPU_S)
    answer = to_json(read_pages(Path(path), program, [int(page) for page in pages]))
    with os.fdopen(answer_to, "wb") as out:
        out.write(answer.encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
