"""PDF to raw blocks: what is printed, in the order in which a person reads it.

Three libraries, each for what it does best. **pypdf** leads: it opens the file, says whether it is encrypted
or damaged, gives the title, the outline (the author's own headings) and every page's text as the file holds
it. **pypdfium2** is the second opinion and knows what pypdf does not: the place, width, weight and colour of
each glyph. Place decides lines, columns, headings and lists, so the blocks are built from pdfium's words
wherever they bear out pypdf's text; where they do not (a page that pdfium cannot read, or reads as garbage or
much less), pypdf's own runs are used in their place, page by page. **pdfplumber** turns ruled lines into
table cells, on pages that have them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ingest.errors import Damaged, Encrypted, NoText
from ingest.parse.ocr_model import PageRead
from ingest.parse.pdf_assemble import assemble_pages
from ingest.parse.pdf_forms import add_entries
from ingest.parse.pdf_furniture import drop_running
from ingest.parse.pdf_glyphs import GlyphReader, PdfiumError
from ingest.parse.pdf_page import Page
from ingest.parse.pdf_scans import lay, wanted
from ingest.parse.pdf_text import FileFacts, TextReader, agree, garbled
from ingest.parse.raw import PicturesWanted, RawDocument
from ingest.scan_model import Scan
from ingest.scanned import scan_warnings

_MIN_LETTERS = 8
_LOCKED = "{} needs a password to be read: save a copy without one and add that."


def read_pdf(path: Path, pictures: Mapping[int, PageRead] | None = None) -> RawDocument:
    """The blocks of a PDF file in reading order. ``pictures`` is what was recognised on the pictures of its pages; without
    it no page is read from its picture.

    Raises ``PicturesWanted`` for pages whose pictures are still to be read,
    ``Encrypted`` (a password is needed), ``Damaged`` (neither library can open it) or ``NoText`` (no
    page has a text layer; the file needs OCR).
    """
    text, glyphs = _open(path)
    warnings: list[str] = []
    facts = text.facts() if text else FileFacts()
    count = max(len(text) if text else 0, len(glyphs) if glyphs else 0)
    pages = [_page(number, text, glyphs, warnings) for number in range(count)]
    if text:
        for page in pages:
            add_entries(page, text.entries(page.number - 1))
    if glyphs:
        glyphs.close()
    if pictures is not None and (missing := wanted(pages, pictures)):
        raise PicturesWanted(missing)
    unseen = [page.number for page in pages if page.unseen]
    scans = [scan for page in pages if (scan := lay(page, (pictures or {}).get(page.number)))]
    if sum(len(page.text) for page in pages) < _MIN_LETTERS:
        raise NoText(
            f"{path.name} has {count} page(s) of pictures and no text: install a program for text recognition "
            "(tesseract-ocr or rapidocr), or switch it on, and add it again."
        )
    furniture, beside = drop_running(pages)
    blocks = assemble_pages(pages, facts.outline)
    warnings += [*_oddities(pages, scans), *scan_warnings(scans, unseen, pictures)]
    return RawDocument(
        format="pdf",
        blocks=blocks,
        pages=count,
        pages_without_text=[page.number for page in pages if not page.words and not page.had_words],
        furniture=furniture,
        beside=[*beside, *facts.beside],
        title=facts.title,
        warnings=warnings,
        scans=scans,
    )


def _open(path: Path) -> tuple[TextReader | None, GlyphReader | None]:
    """Both readers of a file, None for one that cannot open it; the empty password is tried first."""
    text: TextReader | None = None
    glyphs: GlyphReader | None = None
    try:
        text = TextReader(path)
    except PermissionError as error:
        raise Encrypted(_LOCKED.format(path.name)) from error
    except Exception:  # noqa: BLE001 - pypdf meets broken files with many kinds of error; pdfium is asked next
        text = None
    try:
        glyphs = GlyphReader(path, password="")
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise Encrypted(_LOCKED.format(path.name)) from error
        if text is None:
            raise Damaged(
                f"{path.name} is damaged and cannot be opened as a PDF: save it again from its source "
                "and add that."
            ) from error
    return text, glyphs


def _page(index: int, text: TextReader | None, glyphs: GlyphReader | None, warnings: list[str]) -> Page:
    """One page as read by the library that reads it better; a page that neither can read has no words."""
    placed = _placed(index, glyphs)
    printed = text.text(index) if text else None
    if placed is None or (printed and _falls_short(placed.everything, printed)):
        runs = text.page(index) if text else None
        if runs is not None and runs.words:
            warnings.append(
                f"Page {index + 1} was read without exact positions: check its tables and columns."
            )
            if placed is not None:
                runs.rules, runs.shades, runs.pictures = placed.rules, placed.shades, placed.pictures
            return runs
        if placed is None:
            warnings.append(f"Page {index + 1} could not be read.")
            return Page(index + 1, 595.0, 842.0)
    if garbled(placed.text):
        warnings.append(
            f"Page {index + 1} has letters that the file does not explain; its text may be wrong."
        )
    return placed


def _placed(index: int, glyphs: GlyphReader | None) -> Page | None:
    if glyphs is None or index >= len(glyphs):
        return None
    try:
        return glyphs.read(index)
    except (PdfiumError, ValueError, OSError, MemoryError):
        return None


def _falls_short(placed: str, printed: str) -> bool:
    """Whether pdfium's words are garbage or much less than pypdf's text, which itself is sound."""
    if garbled(printed):
        return False
    return garbled(placed) or agree(placed, printed) < 0.7


def _oddities(pages: list[Page], scans: list[Scan]) -> list[str]:
    warnings: list[str] = []
    told = {scan.page for scan in scans}
    for page in pages:
        if page.hidden and page.number not in told:
            words = " ".join(page.hidden)
            start = words if len(words) <= 60 else words[:60] + "…"
            warnings.append(f"Page {page.number} holds text that cannot be seen, left out: “{start}”")
    scanned = [page.number for page in pages if page.words and all(word.style.hidden for word in page.words)]
    if scanned:
        listed = ", ".join(map(str, scanned[:12])) + (" and others" if len(scanned) > 12 else "")
        warnings.append(f"The text of page {listed} was recognised from a picture and may have mistakes.")
    return warnings
