"""Lists without marks: short lines after a lead-in, and paragraphs that end in semicolons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.parse.joins import is_ended
from ingest.parse.raw import RawBlock, RawHeading, RawLine, RawList, RawParagraph, is_plain

UNMARKED_WORDS = 20
"""The most words of a line that is an item though nothing marks it."""


def unmarked(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Three or more short lines after a lead-in that ends in a colon are its list, though unmarked."""
    out: list[RawBlock] = []
    place = 0
    while place < len(blocks):
        out.append(blocks[place])
        place += 1
        lead = out[-1]
        if not isinstance(lead, RawParagraph | RawHeading) or not lead.text.endswith(":"):
            continue
        run = _end_of_clauses(blocks, place)
        if run > place:
            out.append(RawList([_unmarked_line(block) for block in blocks[place:run]]))
            place = run
            continue
        while run < len(blocks) and _is_unmarked_item(blocks[run]):
            run += 1
        following = blocks[run] if run < len(blocks) else None
        if following is not None and run > place and isinstance(blocks[run - 1], RawHeading):
            run -= 1
        if run - place >= 3:
            out.append(RawList([_unmarked_line(block) for block in blocks[place:run]]))
            place = run
    return out


def _end_of_clauses(blocks: Sequence[RawBlock], start: int) -> int:
    """Where a run of paragraphs that end in semicolons, the last in a stop, ends; ``start`` when under two."""
    end = start
    while end < len(blocks) and _is_clause(blocks[end]) and _text_of(blocks[end]).endswith((";", "; and")):
        end += 1
    if end > start and end < len(blocks) and _is_clause(blocks[end]):
        end += 1
    return end if end - start >= 2 else start


def _is_clause(block: RawBlock) -> bool:
    """Whether the paragraph may be an item: short, and no lead-in to something else."""
    words = len(_text_of(block).split())
    return is_plain(block) and 0 < words <= 2 * UNMARKED_WORDS and not _text_of(block).endswith(":")


def _text_of(block: RawBlock) -> str:
    return block.text if isinstance(block, RawParagraph | RawHeading) else ""


def _is_unmarked_item(block: RawBlock) -> bool:
    if isinstance(block, RawHeading):
        text = block.text if block.level in (0, 3, 4, 5, 6) else ""
    else:
        text = block.text if isinstance(block, RawParagraph) and is_plain(block) else ""
    return (
        bool(text)
        and len(text.split()) <= UNMARKED_WORDS
        and not re.search(r"[:?]$", text)
        and not is_ended(text)
    )


def _unmarked_line(block: RawBlock) -> RawLine:
    if isinstance(block, RawHeading):
        return RawLine(block.text, page=block.page)
    assert isinstance(block, RawParagraph)
    return RawLine(block.text, page=block.parts[0][1])
