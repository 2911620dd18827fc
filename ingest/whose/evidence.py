"""What a paper says of its owner, and where: each line with its place and how much a name in it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.model import BlockKind, Document
from ingest.whose.front import front_lines

READ_UP_TO = 60_000
"""Characters of a paper's text that are looked at; its owner is named long before."""

HOST = "address"
COVER = 3
"""Lines at the top of a paper that are its title block."""

_TITLE_BLOCK = 8
_SHORT_LINE = 120
_FURNITURE = {
    "head": 7.0,
    "foot": 7.0,
    "running": 7.0,
    "letterhead": 7.0,
    "site name": 7.0,
    "author": 4.0,
    "sender": 4.0,
    "company": 4.0,
    "title property": 4.0,
    "subject": 4.0,
    "html title": 4.0,
    "html footer": 4.0,
    "html header": 3.0,
    "address": 4.0,
    "front matter": 2.0,
}


@dataclass(frozen=True, slots=True)
class Clue:
    """A line that may name the owner, its place, and the points that a name in it gets."""

    place: str
    text: str
    points: float
    page: int | None = None
    pages: tuple[int, ...] = ()


def clues(document: Document) -> Iterator[Clue]:
    """The lines in which an owner is named: what stands beside the text, the front, the headings."""
    for one in document.furniture:
        points = _FURNITURE.get(one.place, 0.0)
        if points:
            yield Clue(one.place, one.text, points, one.pages[0] if one.pages else None, one.pages)
    yield from _front(document)
    for _, section in document.walk():
        if section.heading and section.start < READ_UP_TO:
            yield Clue("heading", section.heading, 1.5, document.page_of(section.start))


def _front(document: Document) -> Iterator[Clue]:
    """The title block, the lines below it, and the rest of the first page; a sentence is no title."""
    for shown, line in enumerate(front_lines(document)):
        short = len(line.text) < _SHORT_LINE and not line.text.endswith((".", ";"))
        place, points = ("title block", 7.0) if shown < COVER else ("cover", 4.0)
        if not short or shown >= _TITLE_BLOCK:
            place, points = "front", 2.0
        yield Clue(place, line.text, points, document.page_of(line.start))


def passages(document: Document) -> Iterator[tuple[str, int]]:
    """The text outside tables, contents and headings, with its place: names in it count least."""
    for _, section in document.walk():
        for block in section.blocks:
            if block.start < READ_UP_TO and block.kind not in {BlockKind.TABLE, BlockKind.CONTENTS}:
                yield block.text, block.start


def hosts(document: Document) -> Counter[str]:
    """Internet hosts that the text names in addresses, with how often; the first comes first of equals."""
    found: Counter[str] = Counter()
    for word in document.text[:READ_UP_TO].split():
        if "@" in word or "www." in word or "://" in word:
            host = host_of(word)
            if "." in host:
                found[host] += 1
    return found


def host_of(address: str) -> str:
    """The host of a web or mail address, without "www."."""
    plain = address.rsplit("@", 1)[-1].rsplit("://", 1)[-1].strip("()[]<>,;:.\"'’”")
    return plain.split("/")[0].split("?")[0].lower().removeprefix("www.")
