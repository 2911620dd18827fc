"""Sentences broken by a page, a picture or furniture are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.parse.clean import join
from ingest.parse.markers import split_marker
from ingest.parse.raw import RawBlock, RawLine, RawList, RawParagraph, RawTable

_ENDED = re.compile(r"[.!?:;][\"”’')\]]*$")
OPEN_ENDED = re.compile(  # lower case; a text that ends so goes on
    r"(?:,|\b(?:and|or|of|the|a|an|to|in|for|with|by|from|on|at|our|their|its|is|are|be|will|that|which|as|into|who))$"
)


def is_ended(text: str) -> bool:
    """Whether the text ends as a sentence or lead-in does."""
    return bool(_ENDED.search(text))


def mend_sentences(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """The blocks with every paragraph that begins in mid-sentence joined to what it continues."""
    out: list[RawBlock] = []
    for block in blocks:
        last = out[-1] if out else None
        if isinstance(block, RawParagraph) and isinstance(last, RawParagraph) and _runs_on(last, block):
            last.parts = [*last.parts, *block.parts]
        elif (
            isinstance(block, RawParagraph) and isinstance(last, RawList) and _goes_on(last.lines[-1], block)
        ):
            item = last.lines[-1]
            text = join(item.text, block.text, gap=True)
            last.lines[-1] = RawLine(text, item.level, item.marker, item.page)
        elif isinstance(block, RawParagraph) and isinstance(last, RawTable) and _runs_out_of(last, block):
            cell = last.rows[-1].cells[_last_filled(last)]
            cell.lines[-1].text = join(cell.lines[-1].text, block.text, gap=True)
        else:
            out.append(block)
    return out


def _last_filled(table: RawTable) -> int:
    return max((column for column, cell in enumerate(table.rows[-1].cells) if cell.lines), default=-1)


def _runs_out_of(table: RawTable, paragraph: RawParagraph) -> bool:
    """Whether the paragraph is the rest of a sentence in the table's last cell."""
    column = _last_filled(table)
    if column < 0 or paragraph.caption or paragraph.printed_lines or not paragraph.text[:1].islower():
        return False
    return continues(table.rows[-1].cells[column].lines[-1].text, paragraph.text)


def _runs_on(first: RawParagraph, second: RawParagraph) -> bool:
    if first.caption or second.caption or first.printed_lines or second.printed_lines:
        return False
    return continues(first.text, second.text)


def _goes_on(item: RawLine, paragraph: RawParagraph) -> bool:
    if paragraph.caption or paragraph.printed_lines:
        return False
    return continues(item.text, paragraph.text)


def continues(before: str, after: str) -> bool:
    """Whether ``after`` is the rest of the sentence that ``before`` breaks off.

    It starts in lower case and nothing ended, or the text before ends in a word that cannot end a sentence.
    """
    if not before or not after or is_ended(before) or split_marker(after):
        return False
    words = len(before.split())
    if OPEN_ENDED.search(before.lower()) and words >= 8 and not before.isupper():
        return True
    return after[0].islower() and words >= 3
