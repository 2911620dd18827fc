"""The front of a paper, where it says what it is: its first lines, as printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.model import BlockKind, Document

FRONT = 1_500
"""Characters that count as the front of a paper when it has no pages, or a long first page."""


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line of the front matter with its place; ``heading`` when it is set as one."""

    text: str
    start: int
    heading: bool
    end: int = 0


def front_lines(document: Document, *, limit: int = FRONT) -> list[FrontLine]:
    """The lines of headings and paragraphs near the beginning, in order; contents and tables are left out."""
    return list(_lines(document, front_end(document, limit=limit)))


def front_end(document: Document, *, limit: int = FRONT) -> int:
    """Where the front ends: the second page that has text, but not beyond ``limit`` characters."""
    pages = [start for start in document.page_starts if start > 200]
    return min(pages[0] if pages else limit, limit, len(document.text))


def _lines(document: Document, end: int) -> Iterator[FrontLine]:
    for _, section in document.walk():
        if section.start >= end:
            return
        if section.heading:
            heading_end = section.start + len(section.heading)
            yield FrontLine(" ".join(section.heading.split()), section.start, True, heading_end)
        for block in section.blocks:
            if block.start >= end:
                return
            if block.kind in {BlockKind.CONTENTS, BlockKind.TABLE}:
                continue
            at = block.start
            for line in block.text.split("\n"):
                if line.strip():
                    yield FrontLine(" ".join(line.split()), at, False, at + len(line))
                at += len(line) + 1
