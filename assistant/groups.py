"""Lists as wholes: bulleted lists, first columns, bullets in cells, and headings that count themselves or were announced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.pieces import Group, Item
from ingest.model import Block, BlockKind, Cell, Document, Line, Row, Section
from ingest.sentences import sentences

LONGEST_LABEL = 200


def lead_of(previous: Block | None) -> str:
    """The sentence before a list or table, when there is one close to it."""
    if previous is None or previous.kind not in (BlockKind.PARAGRAPH, BlockKind.CAPTION):
        return ""
    spans = sentences(previous.text)
    return previous.text[spans[-1][0] : spans[-1][1]] if spans else ""


def label_left(row: Row, position: int) -> str:
    """The nearest short cell to the left, which in a form-like table is the label."""
    for cell in reversed(row.cells[:position]):
        if 0 < len(re.split(r"[:(]", cell.text)[0]) < 80 and len(cell.text) < LONGEST_LABEL:
            return cell.text
    return ""


def list_groups(
    block: Block, headings: tuple[str, ...], section: Section, previous: Block | None
) -> Iterator[Group]:
    """A list under its lead-in, and each run of items nested under one of its items."""
    lead, lead_start = lead_of(previous), block.start
    if previous is not None and lead:
        lead_start = previous.end - len(lead) if previous.text.endswith(lead) else previous.start
    items = tuple(Item(line.text, line.start, line.end, line.level, line.marker) for line in block.lines)
    before = previous.text if lead and previous is not None else ""
    yield Group(
        "list",
        headings,
        lead,
        lead_start,
        items,
        block.start,
        block.end,
        block.number,
        section.number,
        before,
    )
    for parent, children in _nested(block.lines):
        nested = tuple(Item(line.text, line.start, line.end, line.level, line.marker) for line in children)
        yield Group(
            "list",
            headings,
            parent.text,
            parent.start,
            nested,
            children[0].start,
            children[-1].end,
            block.number,
            section.number,
        )


def _nested(lines: tuple[Line, ...]) -> Iterator[tuple[Line, list[Line]]]:
    """Each item that introduces at least two items below it, with them."""
    for index, line in enumerate(lines):
        children: list[Line] = []
        for below in lines[index + 1 :]:
            if below.level <= line.level:
                break
            children.append(below)
        if len(children) >= 2:
            yield line, children


def table_groups(block: Block, headings: tuple[str, ...], section: Section) -> Iterator[Group]:
    """The first column as a list, and each run of bullets within a cell."""
    firsts = [row.cells[0] for row in block.rows if row.cells and row.cells[0].text]
    if len(firsts) >= 2 and all(len(cell.text) < 160 for cell in firsts):
        lead = block.columns[0].text if block.columns else ""
        items = tuple(Item(cell.text, cell.start, cell.end) for cell in firsts)
        yield Group(
            "column", headings, lead, block.start, items, block.start, block.end, block.number, section.number
        )
    above: Row | None = None
    for row in block.rows:
        for position, cell in enumerate(row.cells):
            header = (
                block.columns[position].text if position < len(block.columns) else label_left(row, position)
            )
            yield from _cell_groups(cell, header or _label_above(above), headings, block, section)
        above = row


def _label_above(row: Row | None) -> str:
    """A row with one filled cell labels the row below it."""
    filled = [cell.text for cell in row.cells if cell.text] if row else []
    return filled[0] if len(filled) == 1 and len(filled[0]) < 200 else ""


def _cell_groups(
    cell: Cell, header: str, headings: tuple[str, ...], block: Block, section: Section
) -> Iterator[Group]:
    run: list[Line] = []
    lead: Line | None = None
    for line in (*cell.lines, Line("", cell.end, cell.end)):
        if line.marker:
            run.append(line)
            continue
        if len(run) >= 2:
            items = tuple(Item(item.text, item.start, item.end, item.level, item.marker) for item in run)
            path = (*headings, header) if header else headings
            yield Group(
                "cell",
                path,
                lead.text if lead else "",
                lead.start if lead else run[0].start,
                items,
                run[0].start,
                run[-1].end,
                block.number,
                section.number,
            )
        run, lead = [], line


def heading_groups(section: Section, headings: tuple[str, ...]) -> Iterator[Group]:
    """A section's own subsections as a list, introduced by its heading or its last paragraph."""
    children = [child for child in section.sections if child.heading]
    if len(children) < 2 or not section.heading:
        return
    items = tuple(Item(child.heading, child.start, child.start + len(child.heading)) for child in children)
    lead = lead_of(section.blocks[-1]) if section.blocks else ""
    yield Group(
        "headings",
        headings,
        lead if lead.endswith(":") else "",
        section.start,
        items,
        items[0].start,
        items[-1].end,
        -1,
        section.number,
    )


_LABEL = re.compile(
    r"^((?:[A-Z][a-z]+ ){0,3}[A-Z][a-z]+)\s+"
    r"(\d{1,2}|[A-Z]|[IVX]+|one|two|three|four|five|six|seven|eight|nine|ten)\b(?! \w+ (?:to|and) )"
)


def labelled_heading_groups(document: Document) -> Iterator[Group]:
    """Headings that count themselves ("Priority 1: …", "Priority 2: …") as one list, wherever they stand."""
    runs: dict[str, list[tuple[tuple[str, ...], Section]]] = {}
    for path, section in document.walk():
        match = _LABEL.match(section.heading)
        if match and match.group(1) not in (
            "Appendix",
            "Table",
            "Figure",
            "Page",
            "Part",
            "Annex",
            "Section",
            "Chapter",
        ):
            runs.setdefault(match.group(1), []).append(
                (tuple(p.heading for p in path[:-1] if p.heading), section)
            )
    for word, found in runs.items():
        if len(found) >= 2:
            items = tuple(Item(s.heading, s.start, s.start + len(s.heading)) for _, s in found)
            above = found[0][0]
            yield Group(
                "headings",
                (*above, f"{word}s"),
                "",
                items[0].start,
                items,
                items[0].start,
                items[-1].end,
                -1,
                found[0][1].number,
            )


_ANNOUNCED = re.compile(
    r"\b(three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:[\w-]+\s+){0,2}?(themes|priorities|objectives|aims|missions|goals|"
    r"pillars|strands|workstreams|ambitions|outcomes|areas|principles|commitments|chapters|sections)\b",
    re.I,
)
_ELSEWHERE = re.compile(r"\b(attached|enclosed|appendix|appendices|annex|schedule)\b", re.I)
_COUNTS = {
    word: n
    for n, word in enumerate("three four five six seven eight nine ten eleven twelve".split(), start=3)
}


def announced_heading_groups(document: Document) -> Iterator[Group]:
    """Headings that a section announces ("six themes, explored in the following pages") without owning them.

    Taken only when exactly that many sections of the same rank follow it, so that nothing is guessed.
    """
    for siblings, path in _sibling_runs(document):
        for place, section in enumerate(siblings):
            if section.sections:
                continue
            for block in section.blocks:
                match = _ANNOUNCED.search(block.text) if block.kind is BlockKind.PARAGRAPH else None
                if match and _ELSEWHERE.search(block.text, match.end()):
                    continue
                following = siblings[place + 1 :]
                if match and len(following) == _COUNTS[match.group(1).lower()]:
                    items = tuple(Item(s.heading, s.start, s.start + len(s.heading)) for s in following)
                    lead = lead_of(block)
                    yield Group(
                        "headings",
                        (*path, section.heading),
                        lead,
                        section.start,
                        items,
                        items[0].start,
                        items[-1].end,
                        -1,
                        section.number,
                    )


def _sibling_runs(document: Document) -> Iterator[tuple[tuple[Section, ...], tuple[str, ...]]]:
    yield document.sections, ()
    for path, section in document.walk():
        if section.sections:
            yield section.sections, tuple(part.heading for part in path)
