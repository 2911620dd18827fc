"""One page of a PDF letter by letter, each with its place on the picture of the page.

``python -m ingest.parse.pdf_letters FILE PAGE`` answers in JSON on standard output, in a process with limits of its
own. The picture shows the page as the file says it is held; where all of its text runs up or down, the words are read
upright and their places turned back.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest.child import limit
from ingest.parse.pdf_glyphs import Glyph, cut, upright_runs, word_of
from ingest.parse.pdf_lines import rows_of, segments_of
from ingest.parse.pdf_page import Box, Word
from ingest.parse.pdf_turn import Turn
from ingest.printed import WHOLE, Area, Letter, PrintedPage, to_json

MEMORY = 2_000_000_000
TIMEOUT_S = 8
MOST_LETTERS = 20_000  # some four times what a full page of small type holds
_SLACK_PT = 1.0
_FLATTENED = 1  # what FPDFPage_Flatten answers when it has changed the page


def printed_page(path: Path, number: int) -> PrintedPage:
    """The letters of the 1-based page; none where its places cannot be told. Raises pdfium's error for a broken file."""
    pdf = pdfium.PdfDocument(path, password="")
    try:
        page = page_as_shown(pdf, number - 1)
        textpage = page.get_textpage()
        across, down = page.get_size()
        turn = Turn(page)
        shown = turn.degrees
        # The picture is of what lies within both boxes of the page; beyond, no place is certain.
        if abs(turn.width - across) > _SLACK_PT or abs(turn.height - down) > _SLACK_PT:
            return PrintedPage((), down / across)
        runs, _ = upright_runs(textpage, turn)
        words = [part for run in runs for part in cut(run)]
        frame = _Frame(across, down, (turn.degrees - shown) % 360)
        return PrintedPage(
            _letters(words, frame) if sum(map(len, words)) <= MOST_LETTERS else (), down / across
        )
    finally:
        pdf.close()


def page_as_shown(pdf: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    """The page, what was filled into its fields or typed on it made part of what it prints."""
    page = pdf[index]
    if raw.FPDFPage_GetAnnotCount(page) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == _FLATTENED:
        page.close()
        return pdf[index]
    return page


class _Frame:
    """From the page as its text stands upright back to the page as it is shown."""

    def __init__(self, across: float, down: float, turned: int) -> None:
        self._across, self._down, self._turned = across, down, turned

    def area(self, box: Box) -> Area:
        """Where a box lies on the picture."""
        (xa, ya), (xb, yb) = self._point(box.x0, box.top), self._point(box.x1, box.bottom)
        wide, high = WHOLE / self._across, WHOLE / self._down
        return Area(
            round(min(xa, xb) * wide),
            round(min(ya, yb) * high),
            round(max(xa, xb) * wide),
            round(max(ya, yb) * high),
        )

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self._turned == 90:
            return y, self._down - x
        if self._turned == 180:
            return self._across - x, self._down - y
        if self._turned == 270:
            return self._across - y, x
        return x, y


def _letters(words: Sequence[list[Glyph]], frame: _Frame) -> tuple[Letter, ...]:
    places = _places([word_of(part, number) for number, part in enumerate(words)])
    starts = _starts(words, places)
    return tuple(
        Letter(text, frame.area(glyph.box), number, *places[number], starts[number] + place)
        for number, part in enumerate(words)
        for place, (text, glyph) in enumerate(_characters(part))
    )


def _characters(part: Sequence[Glyph]) -> list[tuple[str, Glyph]]:
    """Every character with its glyph: a ligature is one glyph of several."""
    return [(text, glyph) for glyph in part for text in glyph.text]


def _places(words: Sequence[Word]) -> dict[int, tuple[int, int]]:
    """The row of each word and the stretch within it, both counted down the page; in reading order."""
    found: dict[int, tuple[int, int]] = {}
    stretch = 0
    for number, row in enumerate(rows_of(words)):
        for segment in segments_of(row):
            found.update((word.order, (number, stretch)) for word in segment)
            stretch += 1
    return found


def _starts(words: Sequence[list[Glyph]], places: dict[int, tuple[int, int]]) -> dict[int, int]:
    """How many characters stand before each word when the page is read row by row."""
    found: dict[int, int] = {}
    count = 0
    for number in places:
        found[number] = count
        count += len(_characters(words[number]))
    return found


def main(path: str, number: str) -> None:
    """Answer for one page on standard output."""
    limit(memory_bytes=MEMORY, cpu_s=TIMEOUT_S)
    sys.stdout.write(to_json(printed_page(Path(path), int(number))))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
