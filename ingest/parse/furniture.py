"""What is printed on page after page and belongs to no sentence: running titles, page numbers, DRAFT."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.model import Furniture
from ingest.parse.markers import is_bare_marker
from ingest.parse.raw import RawBlock, RawHeading, RawParagraph

_ALWAYS = re.compile(
    r"^\W*(?:draft(?: (?:version|copy|document|only|v?\.?\d[\d.]*))*|confidential"
    r"|official(?:[ -]+sensitive)?|not protectively marked|unclassified"
    r"|this page (?:is |has been )?(?:intentionally |deliberately )?left (?:intentionally )?blank"
    r"|intentionally (?:left )?blank|p(?:age|g)?\W{0,3}\d{1,3}(?: (?:of|/) \d{1,3})?|\d{1,3} ?\| ?p ?a ?g ?e"
    r"|\d{1,3} of \d{1,3}|print(?:ed)? on recycled paper)\W*$",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"^[-–| ]*(\d{1,3})[-–| ]*$")
_SHORT_NUMBER = re.compile(r"\b\d{1,3}\b")
_LONGEST = 90  # characters; running titles are short
_FEWEST = 3  # a line must stand on this many pages to be a running line
_EDGE = 4  # lines from the top or bottom of a page


@dataclass(slots=True)
class Kept:
    """Running lines that leave the text, each kept once with the pages that print it."""

    pages: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    printed: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, place: str, text: str, page: int | None) -> None:
        """Note a line; lines that differ in their page numbers alone are one, and a bare number is none."""
        if any(char.isalpha() for char in text):
            key = place, _SHORT_NUMBER.sub("#", text).casefold()
            self.printed.setdefault(key, text)
            self.pages.setdefault(key, []).extend([page] if page else [])

    def furniture(self) -> list[Furniture]:
        """What was noted, in the order in which it was met."""
        return [
            Furniture(key[0], text, tuple(dict.fromkeys(self.pages[key])))
            for key, text in self.printed.items()
        ]


def is_furniture(text: str) -> bool:
    """Whether the line is furniture wherever it stands: a page number with its word, DRAFT."""
    return bool(_ALWAYS.match(text))


def running_lines(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The shapes (digits as #) of lines at page edges that recur on three and a fifth of the pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({shape(line) for line in edges(page) if len(line) <= _LONGEST})
    needed = max(_FEWEST, len(pages) // 5)
    return frozenset(
        line
        for line, count in seen.items()
        if count >= needed and line.strip(" #.|-–") and not is_bare_marker(line)
    )


def edges(page: Sequence[str]) -> list[str]:
    """The first and last few lines of a page, where furniture stands."""
    return [*page[:_EDGE], *page[max(_EDGE, len(page) - _EDGE) :]]


def furniture_places(page: Sequence[str], running: frozenset[str]) -> set[int]:
    """Which lines of a page (none of them blank) are furniture."""
    near = set(range(_EDGE)) | set(range(len(page) - _EDGE, len(page)))
    outermost = {0, 1, len(page) - 2, len(page) - 1}
    return {
        place
        for place, line in enumerate(page)
        if is_furniture(line)
        or (place in near and shape(line) in running)
        or (place in outermost and _PAGE_NUMBER.match(line))
    }


def shape(line: str) -> str:
    """A line with every number as #, lower case, so that page numbers do not tell lines apart."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", line)).strip().lower()


def drop_furniture(
    blocks: Sequence[RawBlock], *, title: str = ""
) -> tuple[list[RawBlock], list[str], list[Furniture]]:
    """The blocks without furniture, and the furniture, each line once: as printed, and with its pages.

    Without pages a line must be furniture by its words, a number of a rising run of lone page numbers, or
    the document's title repeated.
    """
    lone = {id(block): _text(block) for block in blocks if _text(block)}
    counts = Counter(shape(text) for text in lone.values())
    running = _repeated_on_pages(blocks)
    numbers = _page_numbers(blocks)
    kept: list[RawBlock] = []
    dropped: dict[str, None] = {}
    beside = Kept()
    for block in blocks:
        text = lone.get(id(block), "")
        again = bool(text) and shape(text) == shape(title) and counts[shape(text)] >= _FEWEST
        if text and (is_furniture(text) or shape(text) in running or id(block) in numbers or again):
            dropped[text] = None
            beside.add("running", text, _page(block))
        else:
            kept.append(block)
    return kept, list(dropped), beside.furniture()


def _text(block: RawBlock) -> str:
    if isinstance(block, RawHeading):
        return block.text if len(block.text) <= _LONGEST else ""
    if isinstance(block, RawParagraph) and not block.printed_lines:
        return block.text if len(block.text) <= _LONGEST else ""
    return ""


def _page(block: RawBlock) -> int | None:
    if isinstance(block, RawHeading):
        return block.page
    return block.parts[0][1] if isinstance(block, RawParagraph) and block.parts else None


def _repeated_on_pages(blocks: Sequence[RawBlock]) -> frozenset[str]:
    """Shapes of the first or last blocks of pages that recur on many pages."""
    by_page: dict[int, list[str]] = {}
    for block in blocks:
        page, text = _page(block), _text(block)
        if page is not None:
            by_page.setdefault(page, []).append(text)
    firsts = [page[:1] + page[-1:] for page in by_page.values()]
    seen = Counter(shape(text) for page in firsts for text in set(page) if text)
    needed = max(_FEWEST, len(by_page) // 3)
    return frozenset(line for line, count in seen.items() if count >= needed)


def _page_numbers(blocks: Sequence[RawBlock]) -> set[int]:
    """Identities of lone-number blocks that make a rising run of at least three."""
    lone = [
        (int(found.group(1)), id(block))
        for block in blocks
        if (found := _PAGE_NUMBER.match(_text(block))) and _text(block)
    ]
    runs: list[list[tuple[int, int]]] = []
    for number, identity in lone:
        if runs and 0 < number - runs[-1][-1][0] <= 2:
            runs[-1].append((number, identity))
        else:
            runs.append([(number, identity)])
    return {identity for run in runs if len(run) >= _FEWEST for _, identity in run}
