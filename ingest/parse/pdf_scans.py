"""Pages of a PDF that are read from their pictures: which these are, and what was recognised laid upon them.

A text that nobody can see (invisible, under a picture, white on one) is held against the picture before it is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.parse.ocr_model import PageRead, Seen
from ingest.parse.pdf_page import Page, Rule, Style, Word
from ingest.scan_model import SURE, Scan, ScannedWord, plain

SAMPLE = 8
"""Pages with unseen text that are held against their pictures; all of them when one does not agree."""
_PICTURED = 0.2  # of a page without words, that pictures must cover to be worth reading
_OUTLINES = 300  # drawn shapes of a page without words: letters turned into outlines are that many
_FEWEST_WORDS, _LEAST_MEAN = 5, 60  # what is recognised on a photograph is less, or less sure
_FONT = "recognised"
_TIGHT = "tesseract"  # its boxes go around the ink; those of others go around the line
_CAPITAL, _BELOW, _DEEP = 0.72, "gjpqy,;()Q", 0.21
_ALIKE = 0.1  # sizes so near the page's usual one are that
_MOST_MISSING, _MOST_UNSEEN = 0.3, 0.5
_PICTURE_HAS_TEXT = 20


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an unseen text may be what the picture shows; ``instead`` is what of it the picture does not show, if any."""

    agrees: bool = True
    instead: str = ""


def wanted(pages: Sequence[Page], read: Mapping[int, PageRead]) -> list[int]:
    """The pages whose pictures are still to be read: those without words, and some of those with unseen text."""
    without = [page.number for page in pages if _is_pictured(page)]
    unseen = [page for page in pages if page.unseen]
    known = [page for page in unseen if page.number in read]
    agree = all(compared(page, read[page.number]).agrees for page in known)
    step = max(1, -(-len(unseen) // SAMPLE))
    held = unseen[::step] if agree else unseen
    return sorted({*without, *(page.number for page in held)} - read.keys())


def _is_pictured(page: Page) -> bool:
    """Whether a page shows no words that the file holds, but something that may be words."""
    if page.words or page.unseen or page.had_words:
        return False
    area = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in page.pictures)
    return area >= _PICTURED * page.width * page.height or page.shapes >= _OUTLINES


def lay(page: Page, read: PageRead | None) -> Scan | None:
    """Settle what a page says; the scan when any of it was read from the picture."""
    unseen, page.unseen = page.unseen, []
    instead = ""
    if unseen:
        verdict = compared(replace(page, unseen=unseen), read)
        if verdict.agrees:
            page.words = sorted([*page.words, *unseen], key=lambda word: word.order)
            return None
        page.hidden += [word.text for word in unseen]
        instead = verdict.instead
    elif page.words or read is None or not _is_legible(read):
        return None
    assert read is not None
    added = [word for word in words_of(read) if not _overlaps(word, page.words)]
    page.words += [replace(word, order=len(page.words) + place) for place, word in enumerate(added)]
    page.rules += _rules(read)
    return scan_of(read, page, instead)


def _is_legible(read: PageRead) -> bool:
    sure = [word.confidence for word in read.words]
    return len(sure) >= _FEWEST_WORDS and sum(sure) / len(sure) >= _LEAST_MEAN


def scan_of(read: PageRead, page: Page, instead: str = "") -> Scan:
    """What is kept of a page's recognition."""
    return Scan(
        page.number,
        read.height / read.width,
        tuple(
            ScannedWord(word.text, area, word.line, word.confidence)
            for word, area in zip(read.words, read.areas, strict=True)
        ),
        read.program,
        instead,
    )


def compared(page: Page, read: PageRead | None) -> Verdict:
    """A page's unseen text held against its picture; a picture that was not read says nothing against it."""
    if read is None:
        return Verdict()
    sure = [word for word in read.words if word.confidence >= SURE]
    visible = {plain(word.text) for word in page.words}
    pictured = [word for word in sure if plain(word.text) not in visible]
    held = {plain(word.text) for word in page.unseen}
    missing = [
        word.text
        for word in pictured
        if len(word.text) > 3 and word.text.isalpha() and plain(word.text) not in held
    ]
    shown = {plain(word.text) for word in read.words}
    extra = [word.text for word in page.unseen if plain(word.text) not in shown]
    figures_missing = (
        {_digits(word.text) for word in pictured} - {_digits(word.text) for word in page.unseen} - {""}
    )
    seen_digits = {_digits(word.text) for word in read.words}
    figures_extra = [
        word.text
        for word in page.unseen
        if len(_digits(word.text)) > 1 and _digits(word.text) not in seen_digits
    ]
    if figures_missing and figures_extra:
        return Verdict(agrees=False, instead=figures_extra[0])
    text = [word for word in pictured if len(word.text) > 3 and word.text.isalpha()]
    foreign = len(pictured) >= _PICTURE_HAS_TEXT and len(extra) > _MOST_UNSEEN * len(page.unseen)
    if (len(text) >= _PICTURE_HAS_TEXT and len(missing) > _MOST_MISSING * len(text)) or foreign:
        return Verdict(agrees=False, instead=" ".join(extra[:6]))
    return Verdict()


def _digits(text: str) -> str:
    digits = "".join(char for char in text if char.isdigit())
    return digits if len(digits) > 1 else ""


def words_of(read: PageRead) -> list[Word]:
    """The recognised words as a page's words: with baselines and sizes, line by line."""
    lines: dict[int, list[Seen]] = {}
    for word in read.words:
        lines.setdefault(word.line, []).append(word)
    measured = [(line, *_measure(line, tight=read.program == _TIGHT)) for line in lines.values()]
    usual = median([size for line, _, size in measured for _ in line]) if measured else 0.0
    return list(_words(measured, usual))


def _words(measured: list[tuple[list[Seen], float, float]], usual: float) -> Iterator[Word]:
    order = 0
    for line, base, size in measured:
        style = Style(_FONT, round(usual if abs(size - usual) < _ALIKE * usual else size, 1))
        for word in line:
            yield Word(word.text, word.x0, word.x1, round(base, 1), style, order)
            order += 1


def _measure(line: Sequence[Seen], *, tight: bool) -> tuple[float, float]:
    """The baseline and the size of a line of recognised words."""
    if not tight:
        height = median([word.bottom - word.top for word in line])
        return median([word.bottom for word in line]) - 0.25 * height, 0.85 * height
    standing = [
        word for word in line if word.text.isalnum() and not any(char in _BELOW for char in word.text)
    ]
    base = (
        median([word.bottom for word in standing])
        if standing
        else median([w.bottom - _DEEP * (w.bottom - w.top) for w in line])
    )
    tall = [
        word
        for word in line
        if any(char.isupper() or char.isdigit() or char in "bdfhkl" for char in word.text)
    ]
    heights = [base - word.top for word in tall] or [1.35 * (base - word.top) for word in line]
    return base, max(4.0, median(heights) / _CAPITAL)


def _overlaps(word: Word, others: Sequence[Word]) -> bool:
    """Whether the middle of a word lies on another one, which is printed there."""
    x, y = (word.x0 + word.x1) / 2, word.y - 0.3 * word.style.size
    return any(other.x0 <= x <= other.x1 and other.top <= y <= other.bottom for other in others)


def _rules(read: PageRead) -> list[Rule]:
    level = [Rule(x0, y, x1, y, True) for x0, x1, y in read.level]
    return [*level, *(Rule(x, top, x, bottom, False) for top, bottom, x in read.upright)]
