"""The pieces of a document that can answer: sentences, list items, table rows, and lists as wholes.

A unit carries the context that its own words leave out (heading path, the lead-in of its list, its row's label
and column headers), because council papers say "12.6%" under a heading and "February 2024" under "Target date".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.groups import (
    announced_heading_groups,
    heading_groups,
    label_left,
    labelled_heading_groups,
    lead_of,
    list_groups,
    table_groups,
)
from assistant.inline_groups import (
    announced_paragraphs,
    contents_groups,
    inline_groups,
    numbered_groups,
)
from assistant.pieces import Group, Item, TableRow, Unit, Units
from ingest.model import Block, BlockKind, Cell, Document, Section
from ingest.sentences import sentences

__all__ = ["Group", "Item", "TableRow", "Unit", "Units", "units_of"]


_LABEL_WORDS = 6


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
            units.append(
                Unit("heading", section.heading, section.start, end, headings[:-1], section=section.number)
            )
        previous: Block | None = None
        opening, label = None, ""
        for block in section.blocks:
            lead = lead_of(previous)
            if block.kind is not BlockKind.LIST:
                opening, label = _labelled(previous, block, opening, label)
            form = _form_title(block) or form
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION):
                units.extend(_sentences(block, headings, section))
                groups.extend(inline_groups(block, headings, section))
                groups.extend(numbered_groups(block, previous, headings, section))
            elif block.kind is BlockKind.LIST:
                units.extend(_items(block, headings, section, lead, _lead_span(previous)))
                groups.extend(
                    replace(group, before=f"{group.before} {form} {label}".strip())
                    for group in list_groups(block, headings, section, opening or previous)
                )
            elif block.kind is BlockKind.TABLE:
                title = lead if block.columns else f"{lead} {form}".strip()
                table = list(_rows(block, headings, section, title))
                rows.extend(table)
                units.extend(_row_units(table, section))
                groups.extend(
                    replace(group, before=title) for group in table_groups(block, headings, section)
                )
            previous = block
        groups.extend(heading_groups(section, headings))
        groups.extend(announced_paragraphs(section, headings))
    groups.extend(_fullest([*labelled_heading_groups(document), *contents_groups(document)]))
    groups.extend(announced_heading_groups(document))
    return Units(tuple(units), tuple(groups), tuple(rows))


def _labelled(
    previous: Block | None, block: Block, opening: Block | None, label: str
) -> tuple[Block | None, str]:
    """The lead-in that stays open over short labels ("Capital", "(£50,000)"), and these labels."""
    if (
        block.kind is not BlockKind.PARAGRAPH
        or len(block.text.split()) > _LABEL_WORDS
        or block.text[-1] in ".:;"
    ):
        return None, ""
    if opening is not None:
        return opening, f"{label} {block.text}"
    if previous is not None and previous.kind is BlockKind.PARAGRAPH and previous.text.endswith(":"):
        return previous, block.text
    return None, ""


def _fullest(groups: list[Group]) -> list[Group]:
    """Of the runs that count themselves by one label, in the text and in the contents, the longer one."""
    most: dict[str, Group] = {}
    for group in groups:
        label = group.headings[-1]
        if label not in most or len(group.items) > len(most[label].items):
            most[label] = group
    return list(most.values())


def _form_title(block: Block) -> str:
    """The first row of a form ("Project ID | 7 | Project name | Fleet"), which names what follows, over page breaks too."""
    if block.kind is not BlockKind.TABLE or block.columns or not block.rows:
        return ""
    first = block.rows[0]
    filled = [cell for cell in first.cells if cell.text]
    short = all(len(cell.text) <= 100 for cell in filled)
    return first.text if short and (len(filled) >= 4 or len(filled) == 2 and len(block.rows) >= 3) else ""


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
    if previous is None or not lead_of(previous):
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
                "row",
                entry.row.text,
                entry.row.start,
                entry.row.end,
                entry.headings,
                f"{entry.title} {columns}".strip(),
                entry.block,
                section.number,
                row=entry,
            )
        for position, cell in enumerate(entry.row.cells):
            if len(cell.text) < 120:
                continue
            header = (
                entry.columns[position].text
                if position < len(entry.columns)
                else label_left(entry.row, position)
            )
            context = f"{entry.title} {header}".strip()
            for start, end, text in _cell_parts(cell):
                yield Unit(
                    "cell",
                    text,
                    start,
                    end,
                    entry.headings,
                    context,
                    block=entry.block,
                    section=section.number,
                )


def _cell_parts(cell: Cell) -> Iterator[tuple[int, int, str]]:
    parts = [(line.start, line.text) for line in cell.lines] or [(cell.start, cell.text)]
    for offset, text in parts:
        for start, end in sentences(text):
            yield offset + start, offset + end, text[start:end]
