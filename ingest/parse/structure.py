"""What council papers do, whatever their format: raw blocks become a document with offsets.

The steps are visible in ``assemble``: each takes the blocks and returns better ones.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.identity import id_of
from ingest.model import Block, BlockKind, Document, IngestReport, Section
from ingest.parse.clean import clean, without_gaps
from ingest.parse.contents import mark_contents
from ingest.parse.furniture import drop_furniture
from ingest.parse.headings import promote, split_run_in
from ingest.parse.joins import mend_sentences
from ingest.parse.lists import gather, heal, loosen
from ingest.parse.markers import split_marker
from ingest.parse.panels import gather_panels
from ingest.parse.raw import (
    RawBlock,
    RawCell,
    RawContents,
    RawDocument,
    RawHeading,
    RawLine,
    RawList,
    RawParagraph,
    RawRow,
    RawTable,
)
from ingest.parse.tables import mend_tables
from ingest.parse.titles import is_capitals
from ingest.parse.write import Writer, write_sections

_PAPER = re.compile(
    r"\b(?:strategy|plan|policy|framework|programme|update|review|charter|statement|report|consultation|pack|budget)\b",
    re.IGNORECASE,
)
_LEFTOVER_TAG = re.compile(
    r"</?(?:div|span|p|br|b|i|u|em|strong|ul|ol|li|table|tbody|tr|td|th|sup|sub)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LEFTOVER_LINK = re.compile(r"\[([^\]\[]+)\]\((?:https?:|mailto:|#|/)[^()\s]*\)")
_CAPTION = re.compile(
    r"^(?:fig(?:ure|\.)?|chart|graph|diagram|table|image) ?\d{1,2}\b.{0,120}$", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"^(?:agenda item|report (?:of|to|by)|date\b|portfolio|appendix|annex|contents|version|to:|from:"
    r"|cabinet decision)",
    re.IGNORECASE,
)


def assemble(raw: RawDocument, *, digest: str, file: str) -> Document:
    """The document that these blocks make: furniture out, lists and tables whole, a tree, offsets.

    ``digest`` is the SHA-256 of the file's bytes in hexadecimal; ``file`` its name.
    """
    blocks = tidy(raw.blocks)
    title = without_gaps(_title(raw, blocks))
    blocks, dropped, running = drop_furniture(blocks, title=title)
    if not raw.settled:
        blocks = _mended(blocks)
    writer = Writer(raw.parted_pages)
    sections = write_sections(blocks, writer, title=title, ranked=raw.settled)
    report = _report(raw, sections, [*(raw.furniture or []), *map(without_gaps, dropped)])
    return Document(
        id=id_of(digest),
        digest=digest,
        file=file,
        format=raw.format,
        title=title or file,
        text=writer.text,
        sections=sections,
        page_starts=writer.page_starts(raw.pages) if raw.pages else (),
        breaks=writer.breaks,
        withdrawn=writer.withdrawn,
        report=report,
        furniture=(*(raw.beside or []), *running),
        scans=tuple(raw.scans or ()),
    )


def _mended(blocks: list[RawBlock]) -> list[RawBlock]:
    """The blocks as people meant them, where the format does not say: contents, headings, lists, whole tables."""
    blocks = mark_contents(blocks)
    blocks = split_run_in(blocks)
    blocks = loosen(blocks)
    blocks = mend_sentences(blocks)
    blocks = mend_tables(blocks)
    blocks = gather_panels(blocks)
    blocks = promote(blocks)
    blocks = gather(blocks)
    return heal(blocks)


def tidy(blocks: list[RawBlock]) -> list[RawBlock]:
    """The blocks with clean text, without what is empty."""
    out: list[RawBlock] = []
    for block in blocks:
        kept = _tidied(block)
        if kept is not None:
            out.append(kept)
    return out


def _plain(text: str) -> str:
    """Clean text without leftovers of markup that a converter printed."""
    return clean(_LEFTOVER_LINK.sub(r"\1", _LEFTOVER_TAG.sub(" ", text)))


def _tidied(block: RawBlock) -> RawBlock | None:
    if isinstance(block, RawHeading):
        text = _plain(block.text)
        return RawHeading(text, block.level, block.page) if text.strip("*_#- .") else None
    if isinstance(block, RawParagraph):
        parts = [(text, page) for piece, page in block.parts if (text := _plain(piece))]
        has_words = any(char.isalnum() for text, _ in parts for char in text)
        is_caption = block.caption or bool(len(parts) == 1 and _CAPTION.match(parts[0][0]))
        return replace(block, parts=parts, caption=is_caption) if has_words else None
    if isinstance(block, RawTable):
        rows = [RawRow([_tidy_cell(cell) for cell in row.cells], row.page, row.header) for row in block.rows]
        return replace(block, rows=rows) if any(cell.lines for row in rows for cell in row.cells) else None
    lines = _tidy_lines(block.lines)
    if not lines:
        return None
    return RawList(lines) if isinstance(block, RawList) else RawContents(lines)


def _tidy_cell(cell: RawCell) -> RawCell:
    """The cell without lines that say nothing; a dash that a workbook shows for a number stays."""
    kept = _tidy_lines(cell.lines)
    return replace(cell, lines=kept or (cell.lines if cell.stored is not None else []))


def _tidy_lines(lines: list[RawLine]) -> list[RawLine]:
    return [_tidy_line(line, text) for line in lines if (text := _plain(line.text)).strip("•- ")]


def _tidy_line(line: RawLine, text: str) -> RawLine:
    """The line with clean text; of a bullet and a printed number the number is kept."""
    found = split_marker(text) if line.marker in ("•", "") else None
    if found and (line.marker or found.kind == "bullet") and found.kind in ("bullet", "number", "decimal"):
        return replace(line, text=found.rest, marker=found.shown)
    return replace(line, text=text)


def _title(raw: RawDocument, blocks: list[RawBlock]) -> str:
    """The document's title: as the format says, else the heading or line of the cover that names a paper.

    A line such as "Workforce Plan 2022-26" goes before the council's name above it; without one, the first
    outermost heading, else the first line.
    """
    if stated := clean(raw.title):
        return stated
    cover = [block for block in blocks[:12] if isinstance(block, RawHeading | RawParagraph)]
    lines = [
        block.text for block in cover if len(block.text.split()) <= 16 and not _NO_TITLE.match(block.text)
    ]
    kinds = [line for line in lines if _PAPER.search(line) and not line.endswith((".", ":"))]
    if kinds:
        return next((line for line in kinds if not is_capitals(line)), kinds[0])
    headings = [block for block in blocks[:30] if isinstance(block, RawHeading) and block.level]
    if headings:
        top = min(heading.level for heading in headings)
        return next(heading.text for heading in headings if heading.level == top)
    return (lines or [block.text for block in cover] or [""])[0][:120]


def _report(raw: RawDocument, sections: tuple[Section, ...], furniture: list[str]) -> IngestReport:
    blocks = [block for section in sections for block in _blocks(section)]
    return IngestReport(
        pages=raw.pages,
        sections=sum(map(_count, sections)),
        lists=sum(block.kind is BlockKind.LIST for block in blocks),
        tables=sum(block.kind is BlockKind.TABLE for block in blocks),
        pages_without_text=tuple(raw.pages_without_text or ()),
        furniture_removed=tuple(dict.fromkeys(furniture)),
        warnings=tuple(raw.warnings or ()),
    )


def _blocks(section: Section) -> list[Block]:
    return [*section.blocks, *(block for child in section.sections for block in _blocks(child))]


def _count(section: Section) -> int:
    return bool(section.heading) + sum(map(_count, section.sections))
