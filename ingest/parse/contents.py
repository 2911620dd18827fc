"""Contents pages: they look like lists of priorities and answer nothing, so they are set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.parse.raw import RawBlock, RawContents, RawHeading, RawLine, RawList, RawParagraph, RawTable

_TITLE = re.compile(r"^\W*(?:table of )?contents(?: page)?\W*$|^\W*index\W*$", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|_{5,}")
_BETWEEN = re.compile(  # the end of an entry: leaders and a page number, the next entry behind
    r"(?<=[._…]\d)\s+(?=\D)|(?<=[._…]\d\d)\s+(?=\D)|(?<=[._…] \d)\s+(?=[A-Z])|(?<=[._…] \d\d)\s+(?=[A-Z])"
)
_LEADER_ENTRY = re.compile(r"(?:(?:\.\s?){4}|…{2}|_{5})\s{0,20}(?:page |p\.? ?)?\d{1,3}$", re.IGNORECASE)
_ENTRY = re.compile(r"(?:\.|…|\s)(?:page |p\.? ?)?\d{1,3}$", re.IGNORECASE)
_PAGE = re.compile(r"^(?:page |p\.? ?)?\d{1,3}$", re.IGNORECASE)
_ENTRY_WORDS = 25


def is_entry(line: str) -> bool:
    """Whether the line ends like a contents entry: dot leaders or a page number."""
    return bool(_LEADERS.search(line)) or (bool(_ENTRY.search(line)) and len(line.split()) <= _ENTRY_WORDS)


def entries(text: str) -> list[str]:
    """The entries of a contents page that extraction put on one line, each with its leaders and page number."""
    return [piece for piece in _BETWEEN.split(text) if piece]


def has_leaders(line: str) -> bool:
    """Whether the line has dot leaders, which nothing but a contents page has."""
    if len(_LEADERS.findall(line)) >= 3:
        return True
    return bool(_LEADER_ENTRY.search(line)) and len(line.split()) <= 2 * _ENTRY_WORDS


def mark_contents(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks with every contents page as one contents block, its title within it."""
    titles = {_key(text) for block in blocks if (text := _short(block))}
    out: list[RawBlock] = []
    open_page: RawContents | None = None
    for place, block in enumerate(blocks):
        if _is_title(block) and any(_is_contents(after, titles) for after in blocks[place + 1 : place + 3]):
            open_page = RawContents([RawLine(_short(block))])
            out.append(open_page)
        elif open_page is not None and _is_contents(block, titles):
            open_page.lines.extend(_lines(block))
        elif not _leads_in(blocks, place) and _is_contents_alone(block, titles, place, len(blocks)):
            open_page = RawContents(_lines(block))
            out.append(open_page)
        else:
            open_page = None
            out.append(block)
    return out


def _leads_in(blocks: Sequence[RawBlock], place: int) -> bool:
    """Whether the block before ends in a colon, so that a list here is what it announces."""
    before = blocks[place - 1] if place else None
    return isinstance(before, RawParagraph | RawHeading) and before.text.endswith(":")


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"^[\d.\s]+", "", text)).strip().lower()


def _short(block: RawBlock) -> str:
    if isinstance(block, RawHeading):
        return block.text
    if isinstance(block, RawParagraph) and len(block.text) < 100:
        return block.text
    return ""


def _is_title(block: RawBlock) -> bool:
    return bool(_TITLE.match(_short(block)))


def _lines(block: RawBlock) -> list[RawLine]:
    if isinstance(block, RawList | RawContents):
        return [RawLine(line.text, line.level, line.marker, line.page) for line in block.lines]
    if isinstance(block, RawTable):
        rows = ([" ".join(line.text for line in cell.lines) for cell in row.cells] for row in block.rows)
        return [
            RawLine(" ".join(filter(None, cells)), page=block.rows[0].page) for cells in rows if any(cells)
        ]
    if isinstance(block, RawParagraph):
        return [RawLine(entry, page=page) for text, page in block.parts for entry in entries(text)]
    return [RawLine(entry, page=block.page) for entry in entries(block.text)]


def _is_contents(block: RawBlock, titles: set[str]) -> bool:
    """Whether a block after a contents title is still the contents page."""
    lines = [line.text for line in _lines(block)]
    if isinstance(block, RawHeading):
        return is_entry(block.text) and not re.search(r"\b(?:19|20)\d\d$", block.text)
    if isinstance(block, RawParagraph):
        return len(block.text.split()) <= 2 * _ENTRY_WORDS and is_entry(block.text) or _is_page_only(block)
    entries = sum(is_entry(line) or bool(_PAGE.match(line)) or _key(line) in titles for line in lines)
    return bool(lines) and entries >= len(lines) / 2


def _is_page_only(block: RawParagraph) -> bool:
    return bool(_PAGE.match(block.text))


def _is_contents_alone(block: RawBlock, titles: set[str], place: int, total: int) -> bool:
    """Whether a list or table is a contents page although no title says so."""
    if isinstance(block, RawContents):
        return True
    if not isinstance(block, RawList | RawTable):
        return isinstance(block, RawParagraph) and has_leaders(block.text)
    lines = [line.text for line in _lines(block)]
    if len(lines) < 3:
        return False
    with_leaders = sum(has_leaders(line) for line in lines)
    named = sum(_key(line) in titles for line in lines)
    early = place <= max(6, total * 0.15)
    return with_leaders >= len(lines) * 0.6 or (early and len(lines) >= 5 and named >= len(lines) * 0.55)
