"""Which places of a page's picture show the cited words: by the printed letters, exactly those of the quotation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.model import Block, BlockKind, Cell, Document, Row, spanning
from ingest.placing import placed
from ingest.printed import WHOLE, Area, Letter, PrintedPage

Span = tuple[int, int]
Letters = Callable[[int], PrintedPage | None]
_TALLEST, _LOWEST, _NARROWEST, _MARGIN = 2_800, 1_300, 5_000, 250  # of a close-up, in its own units
_BESIDE = (
    3  # characters that may stand between two letters of one mark: a bullet, a mark that the text leaves out
)


@dataclass(frozen=True, slots=True)
class PageMarks:
    """What is marked on one page's picture: the words, the table's cell that holds them, and what that cell is of.

    ``found`` and ``missing`` count letters and figures of the passage on this page; ``ratio`` is the picture's height
    over its width.
    """

    page: int
    ratio: float
    words: tuple[Area, ...] = ()
    cells: tuple[Area, ...] = ()
    heads: tuple[Area, ...] = ()
    found: int = 0
    missing: int = 0


def page_range(document: Document, page: int) -> Span:
    """The offsets of the 1-based page."""
    starts = (*document.page_starts, len(document.text))
    return (0 if page == 1 else starts[page - 1]), starts[page]


def marks_on(
    document: Document,
    page: int,
    spans: Sequence[Span],
    printed: PrintedPage | None,
    cells: Sequence[Span] = (),
) -> PageMarks:
    """The marks of these spans on the picture of one page; without its letters all that stands there is missing.

    A cell that holds a span whole has a frame, and so have these ``cells`` of a row that is quoted.
    """
    low, high = page_range(document, page)
    if printed is None:
        return PageMarks(page, 0.0, missing=len(_letters_in(document, _within(spans, low, high))))
    return _marks(document, page, spans, cells, printed, placed(document.text[low:high], printed))


def marks_over(
    document: Document,
    page: int,
    spans: Sequence[Span],
    printed: PrintedPage,
    following: PrintedPage,
    cells: Sequence[Span] = (),
) -> tuple[PageMarks, PageMarks]:
    """The marks of a page on its own picture and on the next one's: a row of a table may run over the end of a page.

    What neither prints counts as missing from the page itself.
    """
    low, high = page_range(document, page)
    end = page_range(document, page + 1)[1]
    both = placed(document.text[low:end], _joined(printed, following))[: high - low]
    here = [one if one and one.across < len(printed.letters) else None for one in both]
    there = [None if one is mine else one for one, mine in zip(both, here, strict=True)]
    mine = _marks(document, page, spans, cells, printed, here)
    inside = _within(spans, low, high)
    words = [there[place - low] for span in inside for place in range(*span)]
    found = sum(there[place - low] is not None for place in _letters_in(document, inside))
    after = PageMarks(page + 1, following.ratio, words=tuple(_areas(words)), found=found)
    return replace(mine, missing=mine.missing - found), after


def _marks(
    document: Document,
    page: int,
    spans: Sequence[Span],
    cells: Sequence[Span],
    printed: PrintedPage,
    letters: Sequence[Letter | None],
) -> PageMarks:
    """The marks on a page whose text is printed by these letters."""
    low, high = page_range(document, page)

    def areas(start: int, end: int) -> tuple[Area, ...]:
        return tuple(_areas(letters[max(0, start - low) : max(0, end - low)]))

    inside = _within(spans, low, high)
    framed = [_cell_at(document, *span) for span in (*inside, *_within(cells, low, high))]
    places = _letters_in(document, inside)
    found = sum(letters[place - low] is not None for place in places)
    return PageMarks(
        page,
        printed.ratio,
        words=tuple(area for span in inside for area in areas(*span)),
        cells=tuple(_outlines(areas(held.cell.start, held.cell.end) for held in framed if held)),
        heads=tuple(_outlines(areas(head.start, head.end) for held in framed if held for head in held.heads)),
        found=found,
        missing=len(places) - found,
    )


def _letters_in(document: Document, spans: Sequence[Span]) -> list[int]:
    """Where letters and figures stand in these spans."""
    return [place for span in spans for place in range(*span) if document.text[place].isalnum()]


def _joined(first: PrintedPage, second: PrintedPage) -> PrintedPage:
    """Two pages as one, so that each word goes to the page that prints most of what it stands among."""
    words, rows, stretches = (
        1 + max((getattr(letter, name) for letter in first.letters), default=0)
        for name in ("word", "row", "stretch")
    )
    behind = (
        replace(
            letter,
            word=letter.word + words,
            row=letter.row + rows,
            stretch=letter.stretch + stretches,
            across=letter.across + len(first.letters),
        )
        for letter in second.letters
    )
    return PrintedPage((*first.letters, *behind), first.ratio)


def _within(spans: Sequence[Span], low: int, high: int) -> list[Span]:
    cut = ((max(start, low), min(end, high)) for start, end in spans)
    return [(start, end) for start, end in cut if start < end]


def _areas(letters: Sequence[Letter | None]) -> Iterator[Area]:
    """One area for each stretch of a printed line, from its first letter to its last."""
    there = [letter for letter in letters if letter is not None]
    if not there:
        return
    area = there[0].area
    for last, letter in pairwise(there):
        if letter.stretch == last.stretch and 0 <= letter.across - last.across <= _BESIDE:
            area = area.over(letter.area)
        else:
            yield area
            area = letter.area
    yield area


def _outlines(parts: Iterator[tuple[Area, ...]]) -> Iterator[Area]:
    """One area around each part, once; none for one that is not printed here."""
    seen: set[Area] = set()
    for areas in parts:
        if not areas:
            continue
        whole = areas[0]
        for area in areas[1:]:
            whole = whole.over(area)
        if whole not in seen:
            seen.add(whole)
            yield whole


@dataclass(frozen=True, slots=True)
class _Held:
    """A cell of a table, and the cells that say what it is of: the first of its row, those over its column."""

    cell: Cell
    heads: tuple[Cell, ...]


def _cell_at(document: Document, start: int, end: int) -> _Held | None:
    """The cell that holds the whole span; None when it runs over several, or stands in no table."""
    for _, section in document.walk():
        for block in section.blocks:
            if block.kind is BlockKind.TABLE and block.start <= start and end <= block.end:
                return _cell_of(block, start, end)
    return None


def _cell_of(block: Block, start: int, end: int) -> _Held | None:
    for row in (*block.heads, *block.rows):
        for column, cell in enumerate(row.cells):
            if cell.text and cell.start <= start and end <= cell.end:
                return _Held(cell, _heads(block, row, column) if row in block.rows else ())
    return None


def _heads(block: Block, row: Row, column: int) -> tuple[Cell, ...]:
    first = spanning(row.cells, 0)
    named = (first,) if column and first is not None and first.text else ()
    return (*named, *block.column_path(column))


def closeup(marks: PageMarks) -> tuple[int, int, int, int]:
    """The part of the picture to look at on a narrow screen: left, top, width and height, in ten-thousandths of its width."""
    scaled = [_scaled(area, marks.ratio) for area in (*marks.words[:1], *marks.words)]
    box = scaled[0]
    for area in scaled[1:]:
        wider = box.over(area)
        if wider.bottom - wider.top > _TALLEST:
            break
        box = wider
    width = min(WHOLE, max(_NARROWEST, box.x1 - box.x0 + 2 * _MARGIN))
    height = max(_LOWEST, box.bottom - box.top + 2 * _MARGIN)
    left = min(max(0, (box.x0 + box.x1 - width) // 2), WHOLE - width)
    return left, max(0, (box.top + box.bottom - height) // 2), width, height


def _scaled(area: Area, ratio: float) -> Area:
    """The area in square units: ten-thousandths of the width both ways."""
    return Area(area.x0, round(area.top * ratio), area.x1, round(area.bottom * ratio))
