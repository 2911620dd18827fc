"""Running headers and footers, page numbers and watermarks: found by place and repetition, and listed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.model import Furniture
from ingest.parse.furniture import Kept, is_furniture
from ingest.parse.pdf_lines import rows_of
from ingest.parse.pdf_page import Page, Word

_MARGIN = 0.14
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page\s*)?(\d{1,3}|[ivxlc]{1,6})(?:\s*(?:of|/|\|)\s*(?:\d{1,3}|page|p a g e))?\W*$", re.I
)
_FEWEST = 3
_SHORT = 4  # pages of a paper in which two running lines are many
_SOME_NUMBER = re.compile(r"\b\d{1,3}\b")
_LARGE_PT = 30.0
_MOST_WORDS = 30


def drop_running(pages: Sequence[Page]) -> tuple[list[str], list[Furniture]]:
    """Take the furniture out of the pages' words; gives each dropped line once, in order, and the same as what
    stands beside the text: heads and feet with their pages.
    """
    dropped: dict[str, None] = {}
    kept = Kept()
    rows = [[(row, _text(row)) for row in rows_of(page.words)] for page in pages]
    shift = _page_shift(pages, rows)
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page, found in zip(pages, rows, strict=True):
        for row, text in found:
            if _may_run(page, row):
                for key in _keys(text, row, page.number, shift):
                    places[key].add(page.number)
    for page, found in zip(pages, rows, strict=True):
        page.had_words = bool(page.words)
        gone: set[int] = set()
        for row, text in found:
            numbered = _outermost(page, row) and len(row) < 14 and _shifts(text, page.number) & shift
            if numbered or _is_running(page, row, text, places, shift, len(pages)):
                dropped[text] = None
                kept.add(_place(page, row), text, page.number)
                gone |= {id(word) for word in row}
        page.words = [word for word in page.words if id(word) not in gone]
        for text in page.slanted:
            dropped[text] = None
            kept.add("running", text, page.number)
    return list(dropped), kept.furniture()


def _place(page: Page, row: Sequence[Word]) -> str:
    return "running" if not _at_edge(page, row) else "head" if row[0].y < page.height / 2 else "foot"


def _page_shift(pages: Sequence[Page], rows: Sequence[Sequence[tuple[list[Word], str]]]) -> set[int]:
    """How far the printed page numbers run from the true ones, where they do so on many pages.

    In a paper of a few pages two are many, when the lines are the same but for the number.
    """
    seen: Counter[int] = Counter()
    alike: Counter[tuple[int, str]] = Counter()
    for page, found in zip(pages, rows, strict=True):
        edge = [
            text for row, text in found if _at_edge(page, row) and _outermost(page, row) and len(row) < 14
        ]
        seen.update({shift for text in edge for shift in _shifts(text, page.number)})
        alike.update(
            {(shift, _SOME_NUMBER.sub("#", text)) for text in edge for shift in _shifts(text, page.number)}
        )
    many = {shift for shift, count in seen.items() if count >= max(_FEWEST, 0.4 * len(pages))}
    return many | {shift for (shift, _), count in alike.items() if count >= 2 and len(pages) <= _SHORT}


def _shifts(text: str, number: int) -> set[int]:
    """The first and the last number of a line, less the number of its page."""
    ends = [
        match.group(1)
        for match in (re.match(r"^(\d{1,3})\b", text), re.search(r"\b(\d{1,3})$", text))
        if match
    ]
    return {int(end) - number for end in ends}


def _is_running(
    page: Page,
    row: Sequence[Word],
    text: str,
    places: dict[tuple[str, int], set[int]],
    shift: set[int],
    count: int,
) -> bool:
    if is_furniture(text):
        return True
    if not _may_run(page, row):
        return False
    if _PAGE_NUMBER.match(text) and _outermost(page, row):
        return True
    if text.endswith(":"):
        return False
    found = max((places[key] for key in _keys(text, row, page.number, shift)), key=len)
    fewest = _FEWEST if count > _SHORT else 2
    outermost = _outermost(page, row)
    often = len(found) >= max(fewest, (0.3 if outermost else 0.5) * count)
    return often or (outermost and _in_a_row(found))


def _in_a_row(pages: set[int]) -> bool:
    """Whether three of the pages follow each other, or left or right ones do: under a chapter title."""
    return any({page + step, page + 2 * step} <= pages for page in pages for step in (1, 2))


def _keys(text: str, row: Sequence[Word], number: int, shift: set[int]) -> list[tuple[str, int]]:
    """The line, its page number as #, with its height rounded two ways so that a small shift parts none.

    Other numbers stay: "Priority 1" and "Priority 2" at the top of their pages are no running titles.
    """
    shape = re.sub(
        r"^\d+|\d+$", lambda m: "#" if int(m.group()) - number in shift else m.group(), text.lower()
    )
    y = row[0].y
    return [(shape, int(y // 8)), (shape, -1 - int((y + 4) // 8))]


def _may_run(page: Page, row: Sequence[Word]) -> bool:
    """Whether the line stands where running lines do, and not in a ruled table."""
    if _watermark(row):
        return True
    if not _at_edge(page, row) or len(row) > _MOST_WORDS:
        return False
    sides = [rule for rule in page.rules if not rule.horizontal and rule.top < row[0].y < rule.bottom]
    return len(sides) < 2


def _text(row: Sequence[Word]) -> str:
    return " ".join(word.text for word in row)


def _at_edge(page: Page, row: Sequence[Word]) -> bool:
    return row[0].y < _MARGIN * page.height or row[0].y > (1 - _MARGIN) * page.height


def _outermost(page: Page, row: Sequence[Word]) -> bool:
    heights = [word.y for word in page.words]
    return row[0].y <= min(heights) + 2 or row[0].y >= max(heights) - 2


def _watermark(row: Sequence[Word]) -> bool:
    """Large, pale letters: a DRAFT mark behind the text."""
    style = row[0].style
    return style.size >= _LARGE_PT and min(style.colour >> shift & 255 for shift in (0, 8, 16)) > 150
