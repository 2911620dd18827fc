"""The picture of a page as its template wants it: with the marks drawn over it, a close-up, other pages, zoom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.model import Document
from ingest.printed import WHOLE, Area
from web.picture_marks import Letters, PageMarks, Span, closeup, marks_on, marks_over, page_range
from web.views_picture import CloseUp, Mark, PictureView, ZoomLink

ZOOMS = (100, 150, 200, 300)
SHARP = 200  # from this zoom on the larger picture is shown
_A4 = 1.414  # height over width, until the picture says its own
_MOST_OTHERS = 3
_SHOWN = 90  # characters of the passage that the picture's description gives

Address = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the picture is of: the document, its page, the passages to mark, the cells within them, how large."""

    document: Document
    page: int
    spans: Sequence[Span]
    cells: Sequence[Span] = ()
    zoom: int = 100


def picture_view(shown: Shown, letters: Letters, address: Address) -> PictureView:
    """The picture of the page with its marks. ``letters`` gives a page's printed letters, ``address`` a link to a page
    (by number) at a zoom.
    """
    mine, others = _marks(shown, letters)
    zoom = shown.zoom if shown.zoom in ZOOMS else 100
    url = image_url(shown.document.id, shown.page)
    ratio = mine.ratio or _A4
    target = "#spot" if mine.words else "#picture"
    return PictureView(
        url=url,
        large_url=f"{url}?size=large",
        sharp=zoom >= SHARP,
        alt=_alt(shown, mine),
        height=round(WHOLE * ratio),
        pixels=round(1100 * ratio),
        marks=_drawn(mine),
        said=_said(mine),
        legend=_legend(mine),
        closeup=_box(mine) if mine.words else "",
        others=[_closeup(shown, one, address) for one in others],
        zoom=zoom,
        zooms=[
            ZoomLink("Fit" if level == 100 else f"{level}%", level, address(shown.page, zoom=level) + target)
            for level in ZOOMS
        ],
    )


def image_url(document_id: str, page: int) -> str:
    """Where the picture of a page is."""
    return f"/documents/{document_id}/pages/{page}.webp"


def _marks(shown: Shown, letters: Letters) -> tuple[PageMarks, list[PageMarks]]:
    """The marks of the page shown, and those of the pages that the passage also stands on."""
    document, page = shown.document, shown.page
    low, high = page_range(document, page)
    if not any(start < high and end > low for start, end in shown.spans):
        return PageMarks(page, 0.0), []
    printed = letters(page)
    mine = marks_on(document, page, shown.spans, printed, shown.cells)
    others = {
        number: marks_on(document, number, shown.spans, letters(number), shown.cells)
        for number in _other_pages(document, page, shown.spans)
    }
    following = letters(page + 1) if mine.missing and page < len(document.page_starts) else None
    if printed and following:
        mine, after = marks_over(document, page, shown.spans, printed, following, shown.cells)
        if after.words:
            others[page + 1] = _both(after, others.get(page + 1))
    return mine, [other for _, other in sorted(others.items()) if other.words]


def _both(first: PageMarks, second: PageMarks | None) -> PageMarks:
    return replace(second, words=(*first.words, *second.words)) if second else first


def _other_pages(document: Document, page: int, spans: Sequence[Span]) -> list[int]:
    """The pages nearest to the one shown that a passage on it runs on to; none when there are many passages."""
    if len(spans) != 1:
        return []
    start, end = spans[0]
    first, last = document.page_of(start) or page, document.page_of(end - 1) or page
    return [number for number in range(first, last + 1) if number != page][:_MOST_OTHERS]


def _drawn(marks: PageMarks) -> list[Mark]:
    kinds = (("head", marks.heads), ("cell", marks.cells), ("word", marks.words))
    return [_mark(kind, area, marks.ratio) for kind, areas in kinds for area in areas]


def _mark(kind: str, area: Area, ratio: float) -> Mark:
    top, bottom = round(area.top * ratio), round(area.bottom * ratio)
    grown = {"head": 60, "cell": 60, "word": 15}[kind]
    return Mark(kind, area.x0 - grown, top - grown, area.x1 - area.x0 + 2 * grown, bottom - top + 2 * grown)


def _box(marks: PageMarks) -> str:
    return " ".join(map(str, closeup(marks)))


def _closeup(shown: Shown, marks: PageMarks, address: Address) -> CloseUp:
    goes = "begins" if marks.page < shown.page else "goes on"
    return CloseUp(
        where=f"page {marks.page}",
        said=f"The passage {goes} on page {marks.page}",
        url=address(marks.page),
        image_url=image_url(shown.document.id, marks.page),
        height=round(WHOLE * marks.ratio),
        box=_box(marks),
        marks=_drawn(marks),
    )


def _alt(shown: Shown, marks: PageMarks) -> str:
    plain = f"Picture of page {shown.page}. Its text stands beside it."
    if not marks.words:
        return plain
    low, high = page_range(shown.document, shown.page)
    start, end = next((start, end) for start, end in shown.spans if start < high and end > low)
    words = " ".join(shown.document.text[max(start, low) : min(end, high)].split())
    part = words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"
    more = " and other places are marked" if len(shown.spans) > 1 else " is marked"
    return f"Picture of page {shown.page}: “{part}”{more} {_where(marks)}. Its text stands beside it."


def _where(marks: PageMarks) -> str:
    """The third of the page that the marks begin in."""
    middle = (marks.words[0].top + marks.words[0].bottom) // 2
    return ("near its top", "near its middle", "near its foot")[min(2, 3 * middle // WHOLE)]


def _legend(marks: PageMarks) -> str:
    if not marks.words:
        return ""
    cell = "; a frame around their cell" if marks.cells else ""
    heads = ", dashes around what names its row and column" if marks.heads else ""
    return f"Marked on the picture: the cited words{cell}{heads}."


def _said(mine: PageMarks) -> str:
    """One sentence when the pictures do not mark all that the text marks."""
    if not mine.missing:
        return ""
    if not mine.found:
        return "The places of these words on the picture are not known, so only the text marks them."
    return "The places of some of these words on the picture are not known; the text marks all of them."
