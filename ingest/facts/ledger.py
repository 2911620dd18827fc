"""From a document to its ledger: every measured quantity as a fact under its own words, with its proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.facts.accounts import money_scale
from ingest.facts.cells import prose_cells, read_table
from ingest.facts.draft import Draft, Note, Setting
from ingest.facts.label import is_about_staff
from ingest.facts.others import others_of
from ingest.facts.running_text import read_sentence
from ingest.facts.sentence_case import Sentence, Thread
from ingest.facts.tiles import Strip, are_tiles, is_short, names_family, tiles
from ingest.facts.times import note_in, paper_of
from ingest.facts.word_lists import lists
from ingest.model import Block, BlockKind, Document, Section
from ingest.phrases import Phrases, listed
from ingest.quantities import find
from ingest.quantities_cell import mark_of, times_in
from ingest.sentences import sentences

_LONGEST_LEAD = 300
_SHORT_LINE = 140


def drafts_of(document: Document) -> Iterator[Draft]:
    """Every figure of a document in reading order."""
    about, per_head = (
        is_about_staff(document.text),
        bool(listed("figure_words.toml", "per_head").find(document.text)),
    )
    paper = paper_of(document)
    others = others_of(document, paper.own)
    paper = replace(paper, about_staff=about, per_head=per_head, others=others, money=money_scale(document))
    sections = [
        (tuple(item.heading for item in path if item.heading), section) for path, section in document.walk()
    ]
    rows = [
        draft for headings, section in sections for draft in _tables_of(section, Setting(paper, headings))
    ]
    named = {draft.part for draft in rows if len(draft.part) > 4 and draft.part[0].isupper()}
    others = paper.others.with_rows({draft.label: draft.owner for draft in rows if draft.owner})
    paper = replace(paper, parts=Phrases({"part": named - set(others.names)}), others=others)
    for headings, section in sections:
        for draft in _section(section, Setting(paper, headings)):
            draft.heading = headings[-1] if headings else ""
            draft.about_staff, draft.per_head, draft.body = (
                about,
                per_head,
                document.body.name if document.body else "",
            )
            yield draft


def _tables_of(section: Section, setting: Setting) -> Iterator[Draft]:
    """The figures of a section's tables alone: what parts they list is asked before the text is read."""
    for block in section.blocks:
        if block.kind is BlockKind.TABLE:
            yield from read_table(block, setting)


def _section(section: Section, setting: Setting) -> Iterator[Draft]:
    run: list[Strip] = []
    setting.dated = _dating(section, setting)
    for number, block in enumerate(section.blocks):
        if block.kind is BlockKind.CONTENTS:
            continue
        if short := _short_lines(block):
            run.extend(short)
            continue
        yield from _close(run, setting)
        run = []
        if block.kind is BlockKind.TABLE:
            following = section.blocks[number + 1] if number + 1 < len(section.blocks) else None
            yield from _table(block, setting, following)
        else:
            yield from _prose(list(_stretches(block)), setting)
            _carry(block, setting)
    yield from _close(run, setting)


def _table(block: Block, setting: Setting, following: Block | None) -> Iterator[Draft]:
    yield from read_table(block, setting, _note(following))
    for cell in prose_cells(block):
        yield from _prose([(cell.text, cell.start, False)], setting)
    setting.caption = ""


def _short_lines(block: Block) -> list[Strip]:
    """The lines of a paragraph that is made of short ones; empty for anything else."""
    if block.kind is not BlockKind.PARAGRAPH:
        return []
    lines = [Strip(line.text, line.start, line.end) for line in block.lines] or list(
        _lines(block.text, block.start)
    )
    return lines if all(is_short(line.text) for line in lines) else []


def _lines(text: str, offset: int) -> Iterator[Strip]:
    for line in text.split("\n"):
        if line.strip():
            yield Strip(line, offset, offset + len(line))
        offset += len(line) + 1


def _close(run: list[Strip], setting: Setting) -> Iterator[Draft]:
    """Read a run of short lines as tiles when values stand apart from their labels in it, else line by line."""
    if not run:
        return
    lines = list(tiles(run)) if are_tiles(run) or names_family(run) else run
    setting.run = " ; ".join(line.text for line in run)
    yield from _prose([(line.text, line.start, True) for line in lines], setting, strips=lines)
    setting.run = ""
    tail = run[-1].text
    setting.caption, setting.lead = "", tail if tail.rstrip(" *_").endswith(":") else ""


def _dating(section: Section, setting: Setting) -> Note | None:
    """The note that dates the figures of a section: a sentence with a time that speaks of figures and states none."""
    for block in section.blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST):
            for start, end in sentences(block.text):
                text = block.text[start:end]
                if (
                    times_in_all(text)
                    and all(item.temporal for item in find(text))
                    and (note := note_in(text, setting.paper.front))
                ):
                    return note
    return None


def _note(block: Block | None) -> str:
    """What stands below a table and speaks of its figures: "Figures in £000"."""
    if block is None or block.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST):
        return ""
    kept = []
    for start, end in sentences(block.text):
        text = block.text[start:end]
        if (
            len(text) < _SHORT_LINE
            and (mark_of(text) or times_in_all(text))
            and not any(not item.temporal for item in find(text))
        ):
            kept.append(text)
    return " ".join(kept)


def times_in_all(text: str) -> bool:
    """Whether a text names a time."""
    return next(iter(times_in(text)), None) is not None


def _carry(block: Block, setting: Setting) -> None:
    """What a block leaves for the next: a caption, the lead that its last sentence is, a date for what follows."""
    setting.caption = block.text if block.kind is BlockKind.CAPTION else ""
    spoken = [block.text[start:end] for start, end in sentences(block.text)] or [block.text]
    leads = _leads(spoken[-1]) and block.kind is not BlockKind.LIST
    leans = leads and lists("leaning").find(
        spoken[-1]
    )  # "Of these:" takes its subject and its time from before
    setting.lead = " ".join(spoken[-2:] if leans else spoken[-1:]) if leads else ""


def _opening(item: str, before: str) -> str:
    """What an item leaves for those below it: the introduction that it ends with, else the one that holds."""
    last = [item[start:end] for start, end in sentences(item)][-1:]
    return last[0] if last and last[0].rstrip(" *_").endswith(":") else before


def _leads(sentence: str) -> bool:
    """Whether a sentence introduces what stands below it."""
    return len(sentence) < _LONGEST_LEAD and (
        sentence.rstrip(" *_").endswith(":") or bool(listed("figure_words.toml", "leading").find(sentence))
    )


def _stretches(block: Block) -> Iterator[tuple[str, int, bool]]:
    """The text of a block in pieces that are read apart: list items, short lines, else all of it."""
    if block.lines:
        for line in block.lines:
            yield line.text, line.start, True
        return
    yield block.text, block.start, False


def _prose(
    stretches: Sequence[tuple[str, int, bool]], setting: Setting, strips: Sequence[Strip] = ()
) -> Iterator[Draft]:
    """The figures of running text; ``strips`` are what is quoted where the text was joined from several lines."""
    thread, opened = Thread(), ""
    for number, (text, offset, item) in enumerate(stretches):
        if item:
            thread = Thread(lead=opened)
        opened = _opening(text, opened) if item else ""
        part = strips[number].part if strips else ""
        for start, end in [(0, len(text))] if strips else sentences(text):
            for draft in read_sentence(
                Sentence(text[start:end], offset + start, item, part), setting, thread
            ):
                if strips:
                    draft.start, draft.end, draft.span = strips[number].start, strips[number].end, None
                yield draft
