"""Panels of figures: a value on one line and its label on the next are kept together, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.parse.raw import RawBlock, RawHeading, RawParagraph

_LONGEST_WORDS = 12
_FEWEST_LINES = 3
_PAIR = re.compile(r"^[A-Z][\w /.’'&()-]{1,40}(?::|\b[Nn]o\.?:?|\b[Nn]umber:?)\s+\S")
_LABELLED = re.compile(
    r"^(?:appendix|annex|priority|objective|theme|aim|goal|part|section)\s+\w{1,3}\b", re.IGNORECASE
)
_VALUE = re.compile(r"^[^\w£]*£?\s?\d[\d,.]*\s?(?:%|[kmbn]{1,2}|FTE|days?|million|years?)?$", re.IGNORECASE)


def gather_panels(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Runs of short lines of which at least two fifths hold a figure become one paragraph with its lines."""
    out: list[RawBlock] = []
    place = 0
    while place < len(blocks):
        end = _end_of_panel(blocks, place)
        if end - place >= 2:
            parts = [part for block in blocks[place:end] for part in _parts(block)]
            out.append(RawParagraph(parts, printed_lines=True))
            place = end
        else:
            out.append(blocks[place])
            place += 1
    return out


def _parts(block: RawBlock) -> list[tuple[str, int | None]]:
    if isinstance(block, RawHeading):
        return [(block.text, block.page)]
    assert isinstance(block, RawParagraph)
    return block.parts if block.printed_lines else [(block.text, block.parts[0][1])]


def _line(block: RawBlock) -> str | None:
    """The short line that the block is, or None."""
    if isinstance(block, RawHeading):
        text = block.text if block.level == 0 or block.level >= 3 else ""
    elif isinstance(block, RawParagraph) and not block.caption:
        text = block.text
    else:
        return None
    if (
        not text
        or len(text.split()) > _LONGEST_WORDS
        or re.search(r"[a-z]{2}[.;]$", text)
        or _LABELLED.match(text)
    ):
        return None
    return text


def _end_of_panel(blocks: Sequence[RawBlock], start: int) -> int:
    """Where the panel that starts here ends (exclusive); ``start`` when none starts here."""
    pairs = _end_of_pairs(blocks, start)
    if pairs > start:
        return pairs
    first = _line(blocks[start])
    if first is None or not _opens(blocks, start):
        return start
    lines: list[str] = []
    for block in blocks[start:]:
        line = _line(block)
        if line is None or (isinstance(block, RawHeading) and block.level and not _near_figure(lines)):
            break
        lines.append(line)
    while lines and not re.search(r"\d", lines[-1]) and not (len(lines) > 1 and _VALUE.match(lines[-2])):
        lines.pop()
    if lines and not re.search(r"\d", lines[0]) and not _VALUE.match(lines[-1]):
        return start  # values come before their labels here, so this line is a heading
    with_figure = sum(bool(re.search(r"\d", line)) for line in lines)
    enough = len(lines) >= _FEWEST_LINES and with_figure >= max(2, len(lines) * 0.4)
    return start + len(lines) if enough else start


def _end_of_pairs(blocks: Sequence[RawBlock], start: int) -> int:
    """Where a run of "Label: value" lines (a contact, a cover) ends; ``start`` when under two."""
    end = start
    while end < len(blocks) and _PAIR.match(_line(blocks[end]) or ""):
        end += 1
    return end if end - start >= 2 else start


def _near_figure(lines: list[str]) -> bool:
    return any(re.search(r"\d", line) for line in lines[-2:])


def _opens(blocks: Sequence[RawBlock], start: int) -> bool:
    """A panel opens with a figure, or with the label of the value on the next line when it goes on so."""
    line = _line(blocks[start]) or ""
    if re.match(r"^\d{1,2}(?:\.\d+)*[.)]? [A-Z]", line) or re.match(
        r"^(?:appendix|priority|objective|table)\b", line, re.I
    ):
        return False
    if re.search(r"\d", line):
        return not re.fullmatch(r".*\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d|20\d\d))?", line)
    after = [_line(block) or "" for block in blocks[start + 1 : start + 4]]
    return len(after) == 3 and bool(
        _VALUE.match(after[0]) and not _VALUE.match(after[1]) and _VALUE.match(after[2])
    )
