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
_PAGE_NUMBER = re.compile(r"(?<![\s.…_])[\s.…_]*+\d{0,3}\s*$")


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


_NUMBERED = re.compile(r"(?:(?<=\s)|^)(?:(\d{1,2})[.)]?|\(?([a-z]|[ivx]{1,4})\)) +(?=[A-Z])")
_COUNT_NEAR = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten)\b(?!.*\b(?:years?|months?|weeks?|days?)\b)", re.I
)
_NUMBERS = {word: n for n, word in enumerate("two three four five six seven eight nine ten".split(), start=2)}
_LONGEST_ITEM = 70


def numbered_groups(
    block: Block, previous: Block | None, headings: tuple[str, ...], section: Section
) -> Iterator[Group]:
    """Items that a paragraph numbers from one on within its lines ("1 To make … 2 To ensure … 3 …")."""
    marks: list[re.Match[str]] = []
    for mark in _NUMBERED.finditer(block.text):
        if mark.group(1) == str(len(marks) + 1):
            marks.append(mark)
    if len(marks) < _FEWEST:
        return
    ends = [*(mark.start() for mark in marks[1:]), len(block.text)]
    spans = [(mark.end(), end) for mark, end in zip(marks, ends, strict=True)]
    texts = [block.text[start:end].strip() for start, end in spans]
    if any(not 2 <= len(text.split()) <= _LONGEST_ITEM for text in texts):
        return
    items = tuple(_item(text, block.start + start) for text, (start, _) in zip(texts, spans, strict=True))
    lead, lead_start = _before(block, marks[0].start(), previous)
    if lead:
        yield _listed(lead, lead_start, items, block.number, headings, section)


def _before(block: Block, first: int, previous: Block | None) -> tuple[str, int]:
    """What introduces the items, with where it starts: the words before the first of them, or the paragraph above."""
    text, offset = block.text[:first], block.start
    if not text.strip() and previous is not None and previous.text.rstrip().endswith(":"):
        text, offset = previous.text, previous.start
    spans = sentences(text)
    return (text[slice(*spans[-1])].strip(), offset + spans[-1][0]) if spans else ("", 0)


def announced_paragraphs(section: Section, headings: tuple[str, ...]) -> Iterator[Group]:
    """Paragraphs as a list when the one above announces just so many of them ("… three aims:") and they end with it."""
    for place, block in enumerate(section.blocks):
        lead = block.text.rstrip()
        if block.kind is not BlockKind.PARAGRAPH or not lead.endswith(":"):
            continue
        start, end = sentences(block.text)[-1]
        count = _COUNT_NEAR.search(block.text[start:end])
        below = section.blocks[place + 1 :][: _NUMBERS[count.group(1).lower()] if count else 0]
        alike = all(
            other.kind is BlockKind.PARAGRAPH and 2 <= len(other.text.split()) <= _LONGEST_ITEM
            for other in below
        )
        if count and alike and len(below) == _NUMBERS[count.group(1).lower()]:
            items = tuple(_item(other.text, other.start) for other in below)
            yield _listed(
                block.text[start:end], block.start + start, items, below[0].number, headings, section
            )


def _listed(
    lead: str,
    lead_start: int,
    items: tuple[Item, ...],
    block: int,
    headings: tuple[str, ...],
    section: Section,
) -> Group:
    return Group(
        "list", headings, lead, lead_start, items, items[0].start, items[-1].end, block, section.number
    )
