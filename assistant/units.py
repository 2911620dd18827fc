"""The pieces of a document that can answer: sentences, list items, table rows, and lists as wholes.

A unit carries the context that its own words leave out (heading path, the lead-in of its list, its row's label
and column headers), because council papers say "12.6%" under a heading and "February 2024" under "Target date".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.model import Block, BlockKind, Cell, Document, Line, Row, Section
from ingest.sentences import sentences


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, list item, row or heading with its context; offsets are into the document's text."""

    kind: str
    text: str
    start: int
    end: int
    headings: tuple[str, ...]
    lead: str = ""
    block: int = -1
    section: int = -1
    lead_at: tuple[int, int] | None = None
    row: TableRow | None = None
    before: str = ""

    @property
    def context(self) -> str:
        """What stands above it: the heading path, the lead-in, and what its paragraph said before."""
        return " ".join((*self.headings, self.lead, self.before))


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a list; ``detail`` is what is said under it."""

    text: str
    start: int
    end: int
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A list as a whole: items in order under a lead-in and a heading.

    ``kind`` says where it was found: list, headings (a run of sibling headings), column (a table's first column) or
    cell (bullets within a table cell).
    """

    kind: str
    headings: tuple[str, ...]
    lead: str
    lead_start: int
    items: tuple[Item, ...]
    start: int
    end: int
    block: int = -1
    section: int = -1
    before: str = ""

    @property
    def title(self) -> str:
        """The nearest words that name the list: its lead-in, or its heading."""
        return self.lead or (self.headings[-1] if self.headings else "")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row with its table's column headers, title row and the labels above it."""

    row: Row
    columns: tuple[Cell, ...]
    title: str
    label: str
    headings: tuple[str, ...]
    block: int
    section: int
    above: Row | None = None
    below: Row | None = None


@dataclass(frozen=True, slots=True)
class Units:
    """Everything in one document that can answer, in reading order."""

    units: tuple[Unit, ...]
    groups: tuple[Group, ...]
    rows: tuple[TableRow, ...]


@lru_cache(maxsize=64)
def units_of(document: Document) -> Units:
    """The document's units, groups and rows; documents are frozen, so the result is kept."""
    units: list[Unit] = []
    groups: list[Group] = []
    rows: list[TableRow] = []
    form, form_in = "", -1
    for path, section in document.walk():
        if path[0].number != form_in:
            form, form_in = "", path[0].number
        headings = tuple(part.heading for part in path if part.heading)
        if section.heading:
            end = section.start + len(section.heading)
            units.append(Unit("heading", section.heading, section.start, end, headings[:-1], section=section.number))
        previous: Block | None = None
        for block in section.blocks:
            lead = _lead_of(previous)
            form = _form_title(block) or form
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION):
                units.extend(_sentences(block, headings, section))
            elif block.kind is BlockKind.LIST:
                units.extend(_items(block, headings, section, lead, _lead_span(previous)))
                groups.extend(replace(group, before=f"{group.before} {form}") for group in _list_groups(block, headings, section, previous))
            elif block.kind is BlockKind.TABLE:
                title = lead if block.columns else f"{lead} {form}".strip()
                table = list(_rows(block, headings, section, title))
                rows.extend(table)
                units.extend(_row_units(table, section))
                groups.extend(replace(group, before=title) for group in _table_groups(block, headings, section))
            previous = block
        groups.extend(_heading_groups(section, headings))
    groups.extend(_labelled_heading_groups(document))
    groups.extend(_announced_heading_groups(document))
    return Units(tuple(units), tuple(groups), tuple(rows))


def _form_title(block: Block) -> str:
    """The first row of a form ("Project ID | 7 | Project name | Fleet"), which names what follows, over page breaks too."""
    if block.kind is not BlockKind.TABLE or block.columns or not block.rows:
        return ""
    first = block.rows[0]
    filled = [cell for cell in first.cells if cell.text]
    short = all(len(cell.text) <= 100 for cell in filled)
    return first.text if short and (len(filled) >= 4 or len(filled) == 2 and len(block.rows) >= 3) else ""


def _lead_of(previous: Block | None) -> str:
    """The sentence before a list or table, when there is one close to it."""
    if previous is None or previous.kind not in (BlockKind.PARAGRAPH, BlockKind.CAPTION):
        return ""
    spans = sentences(previous.text)
    return previous.text[spans[-1][0] : spans[-1][1]] if spans else ""


def _sentences(block: Block, headings: tuple[str, ...], section: Section) -> Iterator[Unit]:
    for start, end in sentences(block.text):
        yield Unit(
            "sentence",
            block.text[start:end],
            block.start + start,
            block.start + end,
            headings,
            block=block.number,
            section=section.number,
            before=block.text[max(0, start - 400) : start],
        )


def _lead_span(previous: Block | None) -> tuple[int, int] | None:
    """Where the lead-in stands in the document."""
    if previous is None or not _lead_of(previous):
        return None
    start, end = sentences(previous.text)[-1]
    return previous.start + start, previous.start + end


def _items(
    block: Block, headings: tuple[str, ...], section: Section, lead: str, lead_at: tuple[int, int] | None
) -> Iterator[Unit]:
    parents: dict[int, str] = {}
    for line in block.lines:
        parents = {level: text for level, text in parents.items() if level < line.level}
        above = parents.get(line.level - 1, "")
        context = f"{lead} {above}".strip()
        yield Unit(
            "item", line.text, line.start, line.end, headings, context, block.number, section.number, lead_at
        )
        parents[line.level] = line.text


def _list_groups(
    block: Block, headings: tuple[str, ...], section: Section, previous: Block | None
) -> Iterator[Group]:
    lead, lead_start = _lead_of(previous), block.start
    if previous is not None and lead:
        lead_start = previous.end - len(lead) if previous.text.endswith(lead) else previous.start
    items = tuple(Item(line.text, line.start, line.end, line.level, line.marker) for line in block.lines)
    before = previous.text if lead and previous is not None else ""
    yield Group(
        "list", headings, lead, lead_start, items, block.start, block.end, block.number, section.number, before
    )
    for parent, children in _nested(block.lines):
        nested = tuple(Item(line.text, line.start, line.end, line.level, line.marker) for line in children)
        yield Group(
            "list", headings, parent.text, parent.start, nested, children[0].start, children[-1].end, block.number,
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


def _rows(block: Block, headings: tuple[str, ...], section: Section, title: str) -> Iterator[TableRow]:
    """Every row; a first column left blank belongs to the label above it."""
    label = ""
    for index, row in enumerate(block.rows):
        first = row.cells[0].text if row.cells else ""
        label = first or label
        yield TableRow(
            row,
            block.columns,
            title,
            label,
            headings,
            block.number,
            section.number,
            block.rows[index - 1] if index else None,
            block.rows[index + 1] if index + 1 < len(block.rows) else None,
        )


def _row_units(table: list[TableRow], section: Section) -> Iterator[Unit]:
    """A row as a unit, and the sentences and bullets of cells long enough to stand alone."""
    for entry in table:
        columns = " ".join(cell.text for cell in entry.columns)
        if entry.row.text.strip(" |"):
            yield Unit(
                "row", entry.row.text, entry.row.start, entry.row.end, entry.headings, f"{entry.title} {columns}".strip(),
                entry.block, section.number, row=entry,
            )
        for position, cell in enumerate(entry.row.cells):
            if len(cell.text) < 120:
                continue
            header = entry.columns[position].text if position < len(entry.columns) else _label_left(entry.row, position)
            context = f"{entry.title} {header}".strip()
            for start, end, text in _cell_parts(cell):
                yield Unit("cell", text, start, end, entry.headings, context, block=entry.block, section=section.number)


def _label_left(row: Row, position: int) -> str:
    """The nearest short cell to the left, which in a form-like table is the label."""
    for cell in reversed(row.cells[:position]):
        if 0 < len(cell.text) < 80:
            return cell.text
    return ""


def _cell_parts(cell: Cell) -> Iterator[tuple[int, int, str]]:
    parts = [(line.start, line.text) for line in cell.lines] or [(cell.start, cell.text)]
    for offset, text in parts:
        for start, end in sentences(text):
            yield offset + start, offset + end, text[start:end]


def _table_groups(block: Block, headings: tuple[str, ...], section: Section) -> Iterator[Group]:
    """The first column as a list, and each run of bullets within a cell."""
    firsts = [row.cells[0] for row in block.rows if row.cells and row.cells[0].text]
    if len(firsts) >= 2 and all(len(cell.text) < 160 for cell in firsts):
        lead = block.columns[0].text if block.columns else ""
        items = tuple(Item(cell.text, cell.start, cell.end) for cell in firsts)
        yield Group("column", headings, lead, block.start, items, block.start, block.end, block.number, section.number)
    above: Row | None = None
    for row in block.rows:
        for position, cell in enumerate(row.cells):
            header = block.columns[position].text if position < len(block.columns) else _label_left(row, position)
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
                "cell", path, lead.text if lead else "", lead.start if lead else run[0].start, items, run[0].start,
                run[-1].end, block.number, section.number,
            )
        run, lead = [], line


def _heading_groups(section: Section, headings: tuple[str, ...]) -> Iterator[Group]:
    """A section's own subsections as a list, introduced by its heading or its last paragraph."""
    children = [child for child in section.sections if child.heading]
    if len(children) < 2 or not section.heading:
        return
    items = tuple(Item(child.heading, child.start, child.start + len(child.heading)) for child in children)
    lead = _lead_of(section.blocks[-1]) if section.blocks else ""
    yield Group("headings", headings, lead if lead.endswith(":") else "", section.start, items, items[0].start, items[-1].end, -1, section.number)


_LABEL = re.compile(r"^([A-Z][a-z]+)\s+(\d{1,2}|[A-Z]|[IVX]+)\b")


def _labelled_heading_groups(document: Document) -> Iterator[Group]:
    """Headings that count themselves ("Priority 1: …", "Priority 2: …") as one list, wherever they stand."""
    runs: dict[str, list[tuple[tuple[str, ...], Section]]] = {}
    for path, section in document.walk():
        match = _LABEL.match(section.heading)
        if match and match.group(1) not in ("Appendix", "Table", "Figure", "Page", "Part", "Annex", "Section", "Chapter"):
            runs.setdefault(match.group(1), []).append((tuple(p.heading for p in path[:-1] if p.heading), section))
    for word, found in runs.items():
        if len(found) >= 2:
            items = tuple(Item(s.heading, s.start, s.start + len(s.heading)) for _, s in found)
            above = found[0][0]
            yield Group("headings", (*above, f"{word}s"), "", items[0].start, items, items[0].start, items[-1].end, -1, found[0][1].number)


_ANNOUNCED = re.compile(
    r"\b(three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:[\w-]+\s+){0,2}?(themes|priorities|objectives|aims|missions|goals|"
    r"pillars|strands|workstreams|ambitions|outcomes|areas|principles|commitments|chapters|sections)\b",
    re.I,
)
_COUNTS = {word: n for n, word in enumerate("three four five six seven eight nine ten eleven twelve".split(), start=3)}


def _announced_heading_groups(document: Document) -> Iterator[Group]:
    """Headings that a section announces ("six themes, explored in the following pages") without owning them.

    Taken only when exactly that many sections of the same rank follow it, so that nothing is guessed.
    """
    for siblings, path in _sibling_runs(document):
        for place, section in enumerate(siblings):
            if section.sections:
                continue
            for block in section.blocks:
                match = _ANNOUNCED.search(block.text) if block.kind is BlockKind.PARAGRAPH else None
                following = siblings[place + 1 :]
                if match and len(following) == _COUNTS[match.group(1).lower()]:
                    items = tuple(Item(s.heading, s.start, s.start + len(s.heading)) for s in following)
                    lead = _lead_of(block)
                    yield Group(
                        "headings", (*path, section.heading), lead, section.start, items, items[0].start, items[-1].end, -1,
                        section.number,
                    )


def _sibling_runs(document: Document) -> Iterator[tuple[tuple[Section, ...], tuple[str, ...]]]:
    yield document.sections, ()
    for path, section in document.walk():
        if section.sections:
            yield section.sections, tuple(part.heading for part in path)
