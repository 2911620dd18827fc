"""From a document to its ledger: every measured quantity as a fact under its own words, with its proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.facts.cells import prose_cells, read_table
from ingest.facts.draft import Draft, Setting
from ingest.facts.running_text import Sentence, Thread, read_sentence
from ingest.facts.times import dates_what_follows, paper_of, times_in
from ingest.model import Block, BlockKind, Document, Section
from ingest.quantities import find
from ingest.quantities_cell import mark_of
from ingest.sentences import sentences

_LONGEST_LEAD = 300
_SHORT_LINE = 140


def drafts_of(document: Document) -> Iterator[Draft]:
    """Every figure of a document in reading order."""
    paper = paper_of(document)
    for path, section in document.walk():
        setting = Setting(paper, tuple(item.heading for item in path if item.heading))
        yield from _section(section, setting)


def _section(section: Section, setting: Setting) -> Iterator[Draft]:
    for number, block in enumerate(section.blocks):
        if block.kind is BlockKind.CONTENTS:
            continue
        if block.kind is BlockKind.TABLE:
            following = section.blocks[number + 1] if number + 1 < len(section.blocks) else None
            yield from read_table(block, setting, _note(following))
            for cell in prose_cells(block):
                yield from _prose([(cell.text, cell.start, False)], setting)
            setting.caption = ""
            continue
        yield from _prose(list(_stretches(block)), setting)
        _carry(block, setting)


def _note(block: Block | None) -> str:
    """What stands below a table and speaks of its figures: "Figures in £000"."""
    if block is None or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST):
        return ""
    kept = []
    for start, end in sentences(block.text):
        text = block.text[start:end]
        if len(text) < _SHORT_LINE and (mark_of(text) or times_in_all(text)) and not any(not item.temporal for item in find(text)):
            kept.append(text)
    return " ".join(kept)


def times_in_all(text: str) -> bool:
    """Whether a text names a time."""
    return next(iter(times_in(text)), None) is not None


def _carry(block: Block, setting: Setting) -> None:
    """What a block leaves for the next: a caption, the lead that its last sentence is, a date for what follows."""
    setting.caption = block.text if block.kind is BlockKind.CAPTION else ""
    spoken = [block.text[start:end] for start, end in sentences(block.text)] or [block.text]
    setting.lead = spoken[-1] if len(spoken[-1]) < _LONGEST_LEAD else ""
    for text in spoken:
        if times_in_all(text) and dates_what_follows(text) and all(item.temporal for item in find(text)):
            setting.dated = text


def _stretches(block: Block) -> Iterator[tuple[str, int, bool]]:
    """The text of a block in pieces that are read apart: list items, short lines, else all of it."""
    if block.lines:
        for line in block.lines:
            yield line.text, line.start, True
        return
    lines = block.text.split("\n")
    if len(lines) > 1 and all(len(line) < _SHORT_LINE for line in lines):
        at = block.start
        for line in lines:
            yield line, at, True
            at += len(line) + 1
        return
    yield block.text, block.start, False


def _prose(stretches: Sequence[tuple[str, int, bool]], setting: Setting) -> Iterator[Draft]:
    thread = Thread()
    for text, offset, item in stretches:
        for start, end in sentences(text):
            yield from read_sentence(Sentence(text[start:end], offset + start, item), setting, thread)
