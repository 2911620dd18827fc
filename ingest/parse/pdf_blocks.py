"""Drafts become raw blocks: headings, paragraphs, captions, and lists nested by indent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.parse.pdf_drafts import INDENT_PT, Draft, Measure
from ingest.parse.pdf_headings import is_heading, style_of
from ingest.parse.pdf_text_join import joined, parts_of
from ingest.parse.raw import RawBlock, RawHeading, RawLine, RawList, RawParagraph

_CAPTION = re.compile(
    r"(?:figure|fig\.?|chart|graph|diagram|table|map|image)\s+[0-9A-Z]{1,4}[a-z]?\s*[:.–—-]", re.I
)


def blocks_of(drafts: Sequence[Draft], found: Measure) -> list[RawBlock]:
    """Drafts as raw blocks; neighbouring list items make one list."""
    blocks: list[RawBlock] = []
    run: list[Draft] = []
    for draft in drafts:
        if draft.marker and not is_heading(draft, found) and _hangs(draft, run):
            if run and _begins_another(draft, run):
                blocks.append(_list(run, found))
                run = []
            run.append(draft)
            continue
        if run:
            blocks.append(_list(run, found))
            run = []
        blocks.append(_block(draft, found))
    if run:
        blocks.append(_list(run, found))
    return blocks


def _begins_another(draft: Draft, run: Sequence[Draft]) -> bool:
    """Whether the item opens a list of another kind, or counts from the start again, at the same indent."""
    level = [item for item in run if abs(item.mark_x - draft.mark_x) < INDENT_PT]
    if not level or level[-1] is not run[-1] or draft.lines[0].breaks:
        return False
    return _kind(level[-1].marker) != _kind(draft.marker) or bool(re.match(r"\(?[1a][.)]", draft.marker))


def _kind(marker: str) -> str:
    if marker == "•":
        return marker
    return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "1", marker))


def _hangs(draft: Draft, run: Sequence[Draft]) -> bool:
    """Whether the item is one of a list: bulleted, or its wrapped lines hang from the number."""
    if draft.marker == "•":
        return True
    if re.fullmatch(r"\d+(\.\d+)+\.?", draft.marker):
        return bool(run) and _indented(draft)
    if len(draft.lines) > 1:
        return _indented(draft)
    line = draft.lines[0]
    wide = draft.text_x - line.words[0].x1 > 0.55 * line.size
    return wide or (bool(run) and abs(run[-1].mark_x - draft.mark_x) < INDENT_PT)


def _indented(draft: Draft) -> bool:
    return len(draft.lines) > 1 and all(line.x0 > draft.mark_x + 0.6 * line.size for line in draft.lines[1:])


def _block(draft: Draft, found: Measure) -> RawBlock:
    parts = parts_of(draft, found, keep_marker=True)
    text = " ".join(part for part, _ in parts)
    if is_heading(draft, found):
        return RawHeading(text, found.levels.get(style_of(draft.lines[0]), 0), parts[0][1])
    bold = all(line.bold for line in draft.lines)
    return RawParagraph(parts, caption=bool(_CAPTION.match(text)) and len(text) < 200, bold=bold)


def _list(run: Sequence[Draft], found: Measure) -> RawList:
    stops: list[float] = []
    lines: list[RawLine] = []
    for draft in run:
        x = draft.mark_x - draft.lines[0].left if draft.lines[0].breaks else draft.mark_x
        x = draft.mark_x
        while stops and x < stops[-1] - INDENT_PT:
            stops.pop()
        if not stops or x > stops[-1] + INDENT_PT:
            stops.append(x)
        text = joined(draft, found)
        lines.append(RawLine(text, len(stops) - 1, draft.marker, draft.lines[0].page))
    return RawList(lines)
