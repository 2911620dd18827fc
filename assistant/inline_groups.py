"""Lists that a paper prints within a sentence or a contents page: "… the ten principles: health; culture; …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.pieces import Group, Item
from ingest.model import Block, BlockKind, Document, Section
from ingest.sentences import sentences

_LEAD = re.compile(r"^(.{12,260}?[\w)’'\"”]):\s+(?=\S)", re.DOTALL)
_ANNOUNCES = re.compile(
    r"\b(?:are|is|includ(?:e|es|ing)|follows|following\b.{0,60}|[a-z]{3,}s)$", re.IGNORECASE
)
_FEWEST = 3
_MOST_WORDS = {";": 30, ",": 7}
_LABELLED = re.compile(
    r"^((?:[A-Z][a-z]+ ){0,3}[A-Z][a-z]+) (\d{1,2}|[A-Z]|[IVX]+|one|two|three|four|five|six|seven|eight|nine|ten)\b",
)
_NO_LIST = frozenset("Appendix Annex Annexe Table Figure Page Part Section Chapter Schedule Note".split())
_PAGE_NUMBER = re.compile(r"[\s.…_]*\d{0,3}\s*$")


def inline_groups(block: Block, headings: tuple[str, ...], section: Section) -> Iterator[Group]:
    """Each sentence of a paragraph that announces at least three things and names them behind a colon."""
    for start, end in sentences(block.text):
        text = block.text[start:end]
        lead = _LEAD.match(text)
        if lead is None:
            continue
        mark = ";" if text.count(";", lead.end()) >= _FEWEST - 1 else ","
        offset = block.start + start
        items = tuple(_items(text, lead.end(), mark, offset))
        if len(items) < _FEWEST or (mark == "," and not _ANNOUNCES.search(lead.group(1))):
            continue
        if all(len(item.text.split()) <= _MOST_WORDS[mark] for item in items):
            yield Group(
                "list",
                headings,
                text[: lead.end()].strip(),
                offset,
                items,
                items[0].start,
                items[-1].end,
                block.number,
                section.number,
            )


def _items(text: str, begin: int, mark: str, offset: int) -> Iterator[Item]:
    """What stands between the marks; of the last two "and" alone may part them. ``offset`` is that of the text."""
    edges = [begin, *(place + 1 for place in range(begin, len(text)) if text[place] == mark)]
    for start, end in zip(edges, [*(edge - 1 for edge in edges[1:]), len(text)], strict=True):
        for found in re.finditer(r"(?s)(?:\s*(?:and|or)\s+)?(\S.*)$", text[start:end]):
            item = found.group(1).rstrip(" .")
            first = start + found.start(1)
            last = re.search(r"\s+and\s+", item) if mark == "," and end == len(text) else None
            if last and not found.group().lstrip().startswith(("and ", "or ")):
                yield _item(item[: last.start()], first + offset)
                yield _item(item[last.end() :], first + last.end() + offset)
            elif item:
                yield _item(item, first + offset)


def _item(text: str, start: int) -> Item:
    return Item(text, start, start + len(text))


def contents_groups(document: Document) -> Iterator[Group]:
    """Entries of a contents page that count themselves ("Priority Area 1 - Transport … 12") as one list."""
    for path, section in document.walk():
        headings = tuple(part.heading for part in path if part.heading)
        for block in section.blocks:
            if block.kind is not BlockKind.CONTENTS:
                continue
            runs: dict[str, dict[str, Item]] = {}
            for line in block.lines:
                entry = _PAGE_NUMBER.sub("", line.text)
                label = _LABELLED.match(entry)
                if label and label.group(1).split()[0] not in _NO_LIST:
                    runs.setdefault(label.group(1), {}).setdefault(label.group(2), _item(entry, line.start))
            for label_word, found in runs.items():
                if len(found) >= _FEWEST:
                    yield _counted(label_word, tuple(found.values()), headings, block, section)


def _counted(
    label: str, items: tuple[Item, ...], headings: tuple[str, ...], block: Block, section: Section
) -> Group:
    return Group(
        "headings",
        (*headings, f"{label}s"),
        "",
        items[0].start,
        items,
        items[0].start,
        items[-1].end,
        block.number,
        section.number,
    )
