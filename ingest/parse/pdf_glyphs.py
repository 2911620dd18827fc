"""The doorway to pypdfium2: every glyph of a page with its place, made into words.

PDFium knows the true width, size, weight and colour of each glyph, also under rotation and within forms;
lines, columns and headings are told by these. It is fast (hundreds of pages a second) and hard to break.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from ingest.parse.clean import raised
from ingest.parse.pdf_drawings import add_drawings, colour_of
from ingest.parse.pdf_page import Box, Page, Style, Word
from ingest.parse.pdf_turn import Turn

_SYMBOL_FONT = re.compile(r"symbol|dingbat|wingding|webding|marlett", re.I)
_BOLD_FONT = re.compile(r"bold|black|heavy|semibold|demi(?!talic)|[-,_ ]b(?:old)?(?:$|[-,])", re.I)
_ITALIC_FONT = re.compile(r"italic|oblique", re.I)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_TINY_PT = 2.0
_WHITE, _FILLING = 0xFD, 0.8
_SMALL, _RAISED = 0.85, 0.15  # of the size of the figures that a mark stands beside

PdfiumError = pdfium.PdfiumError


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character with its place; ``y`` is its baseline."""

    text: str
    box: Box
    y: float
    style: Style


class GlyphReader:
    """An open PDF. ``read(i)`` gives the page with index i; raises ``pdfium.PdfiumError`` when it cannot."""

    def __init__(self, path: Path, password: str | None = None) -> None:
        self._pdf = pdfium.PdfDocument(path, password=password)

    def __len__(self) -> int:
        return len(self._pdf)

    def close(self) -> None:
        """Free the file."""
        self._pdf.close()

    def read(self, index: int) -> Page:
        """The page with its words, rules, shades and pictures, upright."""
        page = self._pdf[index]
        textpage = page.get_textpage()
        try:
            turn = Turn(page)
            seen = Page(index + 1, turn.width, turn.height)
            add_drawings(seen, page, turn)
            _add_words(seen, textpage, turn)
            return seen
        finally:
            textpage.close()
            page.close()


def _add_words(seen: Page, textpage: pdfium.PdfTextPage, turn: Turn) -> None:
    held = turn.degrees
    upright, slanted = upright_runs(textpage, turn)
    if turn.degrees != held:
        seen.width, seen.height = turn.width, turn.height
        seen.rules, seen.shades, seen.pictures, seen.picture_ranks = [], [], [], []
        seen.shapes = 0
        add_drawings(seen, textpage.page, turn)
    words: list[Word] = []
    for glyphs in upright:
        words.extend(_words(glyphs, len(words)))
    _part_hidden(seen, words)
    seen.slanted = [text for text in slanted if text]


def upright_runs(textpage: pdfium.PdfTextPage, turn: Turn) -> tuple[list[list[Glyph]], list[str]]:
    """The runs of glyphs that stand as most do, and the text of the others; ``turn`` is turned until they are upright."""
    count = textpage.count_chars()
    angles = _angles(textpage, count, turn)
    main = max(set(angles.values()), key=list(angles.values()).count, default=0)
    if main in (90, 180, 270):
        turn.add(360 - main if main != 180 else 180)
    upright: list[list[Glyph]] = []
    slanted: list[str] = []
    for angle, glyphs in _runs(textpage, count, turn, angles):
        if angle == main:
            upright.append(glyphs)
        else:
            slanted.append("".join(glyph.text for glyph in glyphs).strip())
    return upright, slanted


def _angles(textpage: pdfium.PdfTextPage, count: int, turn: Turn) -> dict[int, int]:
    """The reading angle of each text object (by address), in whole degrees clockwise as held."""
    angles: dict[int, int] = {}
    for index in range(count):
        thing = raw.FPDFText_GetTextObject(textpage, index)
        if not thing:
            continue
        address = ctypes.addressof(thing.contents)
        if address not in angles:
            radians = raw.FPDFText_GetCharAngle(textpage, index)
            clockwise = -math.degrees(radians) if radians >= 0 else 0.0
            angles[address] = (
                round(-clockwise + turn.degrees) % 360 if abs(clockwise) > 1 else turn.degrees % 360
            )
    return angles


def _runs(
    textpage: pdfium.PdfTextPage, count: int, turn: Turn, angles: dict[int, int]
) -> Iterator[tuple[int, list[Glyph]]]:
    """Glyphs in drawing order, cut at white space, generated breaks and changes of angle."""
    styles: dict[int, Style] = {}
    run: list[Glyph] = []
    angle = 0
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for index in range(count):
        text = _character(raw.FPDFText_GetUnicode(textpage, index))
        thing = raw.FPDFText_GetTextObject(textpage, index)
        if not thing or not text.strip():
            if run:
                yield angle, run
                run = []
            continue
        address = ctypes.addressof(thing.contents)
        if address not in styles:
            styles[address] = _style(textpage, index, thing)
        if run and angles[address] != angle:
            yield angle, run
            run = []
        angle = angles[address]
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        held = turn.box(box.left, box.bottom, box.right, box.top)
        base = turn.point(x.value, y.value)[1]
        run.append(Glyph(text, held, base, styles[address]))
    if run:
        yield angle, run


def _character(code: int) -> str:
    if code in (0xFFFE, 0x02):
        return "-"
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"  # a glyph that the file does not explain: often a bullet
    text = chr(code)
    return _LIGATURES.get(text, text)


def _style(textpage: pdfium.PdfTextPage, index: int, thing: object) -> Style:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, 128, flags)
    font = name.value.decode("utf-8", "replace").split("+")[-1]
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    weight = raw.FPDFText_GetFontWeight(textpage, index)
    mode = raw.FPDFTextObj_GetTextRenderMode(thing)
    size = raw.FPDFText_GetFontSize(textpage, index) * scale
    # Render mode 2 strokes the outline as well as filling it: how Word fakes a bold that the font lacks.
    bold = bool(_BOLD_FONT.search(font)) or weight >= 600 or mode == raw.FPDF_TEXTRENDERMODE_FILL_STROKE
    return Style(
        font=font,
        size=round(size, 1),
        bold=bold,
        italic=bool(_ITALIC_FONT.search(font)) or bool(flags.value & 64),
        colour=colour_of(thing),
        symbol=bool(_SYMBOL_FONT.search(font)),
        hidden=mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP) or size < _TINY_PT,
        drawn=ctypes.addressof(thing.contents),  # type: ignore[attr-defined]
    )


def _words(glyphs: list[Glyph], order: int) -> list[Word]:
    return [word_of(part, order + place) for place, part in enumerate(cut(glyphs))]


def cut(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """The words of one unbroken run, cut also where a gap or a jump shows that the file left out the space."""
    start = 0
    for index in range(1, len(glyphs) + 1):
        if index == len(glyphs) or _apart(glyphs[index - 1], glyphs[index]):
            yield glyphs[start:index]
            start = index


def word_of(part: Sequence[Glyph], order: int) -> Word:
    """The word that these glyphs make."""
    x0, x1 = min(glyph.box.x0 for glyph in part), max(glyph.box.x1 for glyph in part)
    return Word(_text(part), x0, x1, part[0].y, part[0].style, order)


def _text(part: Sequence[Glyph]) -> str:
    """The characters of a word, small raised figures as superscripts: a note's mark is no digit of a number."""
    if part[0].style.size == part[-1].style.size:
        return "".join(glyph.text for glyph in part)
    large = max(part, key=lambda glyph: glyph.style.size)
    size, base = large.style.size, large.y
    return "".join(
        raised(glyph.text)
        if glyph.style.size < _SMALL * size and base - glyph.y > _RAISED * size
        else glyph.text
        for glyph in part
    )


def _apart(left: Glyph, right: Glyph) -> bool:
    size = max(left.style.size, 1.0)
    gap = right.box.x0 - left.box.x1
    return gap > 0.28 * size or gap < -1.5 * size or abs(right.y - left.y) > 0.6 * size


def _part_hidden(seen: Page, words: list[Word]) -> None:
    """Keep what people see. A page whose text is all invisible is a scan with recognised text: that is held against it."""
    hidden = {id(word) for word in words if _unseen(seen, word)}
    if len(hidden) == len(words) and seen.pictures:
        seen.unseen = [replace(word, style=replace(word.style, hidden=True)) for word in words]
        return
    seen.words = [word for word in words if id(word) not in hidden]
    seen.hidden = [word.text for word in words if id(word) in hidden]
    seen.unseen = [word for word in seen.words if _is_covered(seen, word)]
    covered = {id(word) for word in seen.unseen}
    seen.words = [word for word in seen.words if id(word) not in covered]


def _is_covered(seen: Page, word: Word) -> bool:
    """Whether a picture is drawn over the word, or it is white on one that fills the page, as a scan does."""
    x, y = (word.x0 + word.x1) / 2, word.y - 0.3 * word.style.size
    rank = seen.ranks.get(word.style.drawn, -1)
    for box, drawn in zip(seen.pictures, seen.picture_ranks, strict=True):
        if drawn < 0 or not box.holds(x, y):
            continue
        filling = (box.x1 - box.x0) * (box.bottom - box.top) > _FILLING * seen.width * seen.height
        if 0 <= rank < drawn or (filling and _is_white(word)):
            return True
    return False


def _is_white(word: Word) -> bool:
    return min(word.style.colour >> shift & 255 for shift in (0, 8, 16)) >= _WHITE


def _unseen(seen: Page, word: Word) -> bool:
    if word.style.hidden:
        return True
    if not _is_white(word):
        return False
    x, y = (word.x0 + word.x1) / 2, word.y - 0.3 * word.style.size
    return not any(box.holds(x, y, 2) for box, _ in seen.shades) and not any(
        box.holds(x, y, 2) for box in seen.pictures
    )
