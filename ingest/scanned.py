"""What people are told of pages that were read from their pictures: at ingest, and at every quotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ingest.model import Document
from ingest.printed import Area, Letter, PrintedPage
from ingest.scan_model import Scan, ScannedWord

_NAMED = 12


def scan_warnings(
    scans: Sequence[Scan], unseen: Sequence[int], pictures: Mapping[int, object] | None
) -> Iterator[str]:
    """Sentences for the report: which pages were read from pictures, how surely, and where a hidden text said otherwise.

    ``unseen`` are the pages with text that cannot be seen.
    """
    if scans:
        least = min(scans, key=lambda scan: scan.overall)
        yield (
            f"Read from the picture by {scans[0].program}: page {_listed([scan.page for scan in scans])}. The least sure is "
            f"page {least.page} with {least.overall}%; check its figures."
        )
    for scan in scans:
        if scan.instead:
            yield instead_words(scan)
    if unseen and not pictures:
        yield (
            f"Page {_listed(unseen)} holds text that is not what is seen there, and it could not be compared with the "
            "picture, for no program for text recognition is in use: install tesseract-ocr or rapidocr, or switch it on."
        )


def instead_words(scan: Scan) -> str:
    """That a page's hidden text is not what its picture shows."""
    return (
        f"The hidden text of page {scan.page} says “{scan.instead}” where the picture does not: the picture was read "
        "in its place."
    )


def scan_at(document: Document, start: int) -> Scan | None:
    """The recognition of the page that holds this offset, if it was read from its picture."""
    page = document.page_of(start) if document.scans else None
    return next((scan for scan in document.scans if scan.page == page), None)


def confidence_at(document: Document, start: int, end: int) -> int:
    """How surely the figures within these offsets were read, in percent: 100 where they are printed as text."""
    scan = scan_at(document, start)
    return scan.confidence(document.text[start:end], figures=True) if scan else 100


def printed(scan: Scan) -> PrintedPage:
    """The recognised words as the letters of a page, each with its share of its word's place."""
    tops: dict[int, int] = {}
    for word in scan.words:
        tops[word.line] = min(word.area.top, tops.get(word.line, word.area.top))
    rows = {line: row for row, line in enumerate(sorted(tops, key=lambda line: (tops[line], line)))}
    order = sorted(range(len(scan.words)), key=lambda at: (rows[scan.words[at].line], scan.words[at].area.x0))
    before, count = {}, 0
    for at in order:
        before[at] = count
        count += len(scan.words[at].text)
    letters = (
        Letter(char, _share(word, place), at, rows[word.line], rows[word.line], before[at] + place)
        for at, word in enumerate(scan.words)
        for place, char in enumerate(word.text)
    )
    return PrintedPage(tuple(letters), scan.ratio)


def _share(word: ScannedWord, place: int) -> Area:
    width, count = word.area.x1 - word.area.x0, len(word.text)
    left = word.area.x0 + width * place // count
    return Area(left, word.area.top, word.area.x0 + width * (place + 1) // count, word.area.bottom)


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:_NAMED])) + (" and others" if len(pages) > _NAMED else "")
