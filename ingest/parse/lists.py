"""Lists made whole: items gathered, numbered paragraphs told from numbered items, interruptions healed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from ingest.parse.joins import is_ended
from ingest.parse.markers import Marker, is_next, kind_of, split_marker
from ingest.parse.raw import RawBlock, RawHeading, RawLine, RawList, RawParagraph, is_plain
from ingest.parse.unmarked import UNMARKED_WORDS, unmarked

_PARAGRAPH_WORDS = 18  # numbered items longer than this (median) are the numbered paragraphs of a report
_LED_WORDS = 40  # those of a short run from 1 below a paragraph are items up to this
_MOST_LED = 9
_SHORT_ITEM_WORDS = 14
_OWN_LABEL = re.compile(r"^[A-Z][\w’' /&-]{2,50}:")  # such a line leads in to what follows


def loosen(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Outermost numbered items as paragraphs with their number, so that every format looks alike here."""
    out: list[RawBlock] = []
    for block in blocks:
        if isinstance(block, RawList):
            out.extend(_loosened(block))
        else:
            out.append(block)
    return out


def _loosened(block: RawList) -> list[RawBlock]:
    out: list[RawBlock] = []
    for line in block.lines:
        if kind_of(line.marker) in ("number", "decimal") and (
            line.level == 0 or not _within_bullets(block, line)
        ):
            out.append(RawParagraph([(f"{line.marker} {line.text}", line.page)]))
        elif out and isinstance(out[-1], RawList):
            out[-1].lines.append(line)
        else:
            out.append(RawList([line]))
    return out


def _within_bullets(block: RawList, line: RawLine) -> bool:
    """Whether a numbered item is nested in a bullet."""
    above = block.lines[: next(place for place, other in enumerate(block.lines) if other is line)]
    parents = [other for other in above if other.level < line.level]
    return bool(parents) and kind_of(parents[-1].marker) == "bullet"


def gather(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Paragraphs that are items become lists, neighbouring lists one, with levels from 0 without gaps."""
    items = _numbered_items(blocks)
    out: list[RawBlock] = []
    for place, block in enumerate(blocks):
        found = split_marker(block.text) if is_plain(block) and isinstance(block, RawParagraph) else None
        if (
            isinstance(block, RawParagraph)
            and found
            and (found.kind not in ("number", "decimal") or place in items)
        ):
            block = RawList([RawLine(found.rest, 0, found.shown, block.parts[0][1])])
        if isinstance(block, RawList) and out and isinstance(out[-1], RawList):
            out[-1] = RawList(_appended(out[-1].lines, block.lines))
        else:
            out.append(RawList(list(block.lines)) if isinstance(block, RawList) else block)
    return [RawList(_levelled(block.lines)) if isinstance(block, RawList) else block for block in out]


def _numbered_items(blocks: Sequence[RawBlock]) -> set[int]:
    """Places of numbered paragraphs that are items of a list rather than the paragraphs of a report."""
    marks: dict[int, Marker] = {}
    for place, block in enumerate(blocks):
        if isinstance(block, RawParagraph) and is_plain(block):
            found = split_marker(block.text)
            if found and found.kind in ("number", "decimal"):
                marks[place] = found
    return {place for run in _runs(blocks, marks) if _is_list(run, blocks, marks) for place in run}


def _runs(blocks: Sequence[RawBlock], marks: dict[int, Marker]) -> list[list[int]]:
    """Runs of numbered paragraphs in sequence, whatever stands between them."""
    open_runs: list[list[int]] = []
    for place, mark in marks.items():
        run = next((run for run in reversed(open_runs) if is_next(marks[run[-1]].text, mark.text)), None)
        if run is None:
            open_runs.append([place])
        else:
            run.append(place)
    return open_runs


def _is_list(run: list[int], blocks: Sequence[RawBlock], marks: dict[int, Marker]) -> bool:
    if len(run) < 2:
        return False
    between = {place for first, last in zip(run, run[1:], strict=False) for place in range(first + 1, last)}
    if any(not isinstance(blocks[place], RawList) and place not in marks for place in between):
        return False
    before = blocks[run[0] - 1] if run[0] else None
    if isinstance(before, RawParagraph) and before.text.endswith(":"):
        return True
    led = isinstance(before, RawParagraph) and is_plain(before) and not split_marker(before.text)
    whole = led and marks[run[0]].numbers == (1,) and len(run) <= _MOST_LED
    return median(len(marks[place].rest.split()) for place in run) < (
        _LED_WORDS if whole else _PARAGRAPH_WORDS
    )


def _appended(first: list[RawLine], second: list[RawLine]) -> list[RawLine]:
    """Two neighbouring lists as one; bullets after a numbered item that ends in a colon lie within it."""
    last, opening = first[-1], second[0]
    kinds = kind_of(last.marker), kind_of(opening.marker)
    if kinds[0] != kinds[1] and kinds[0] and kinds[1]:
        same = [line for line in first if kind_of(line.marker) == kinds[1]]
        goes_on = bool(same) and (kinds[1] == "bullet" or is_next(same[-1].marker, opening.marker))
        if goes_on:
            shift = same[-1].level - opening.level
        else:
            shift = last.level + 1 - opening.level if last.text.endswith(":") or kinds[1] == "bullet" else 0
        second = [replace(line, level=max(0, line.level + shift)) for line in second]
    elif kinds[0] == kinds[1] and kinds[0] in ("number", "decimal", "letter", "roman"):
        second = [replace(line, level=line.level + last.level - opening.level) for line in second]
    return [*first, *second]


def _levelled(lines: list[RawLine]) -> list[RawLine]:
    """Levels from 0 without gaps; items in lower case after an item "… to:" lie within it."""
    out: list[RawLine] = []
    stack: list[int] = []
    within: int | None = None
    for line in lines:
        while stack and stack[-1] > line.level:
            stack.pop()
        if not stack or stack[-1] < line.level:
            stack.append(line.level)
        level = len(stack) - 1
        if within is not None and level <= within and line.text[:1].islower():
            level = within + 1
        else:
            within = level if line.text.endswith(":") and _mostly_capital(lines, line) else None
        out.append(replace(line, level=level))
    return out


def _mostly_capital(lines: list[RawLine], line: RawLine) -> bool:
    peers = [other for other in lines if other.level == line.level]
    return not line.text[:1].islower() and sum(other.text[:1].isupper() for other in peers) >= 2


def heal(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Lists whole again: explained items, short interruptions, runs of short lines after a lead-in."""
    return gather(_interrupted(unmarked(_explained(blocks))))


def _explained(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Item, paragraph, item, paragraph, … : each paragraph explains the short item above and goes with it."""
    out: list[RawBlock] = []
    place = 0
    while place < len(blocks):
        run = _explained_run(blocks, place)
        if run >= 2:
            lines: list[RawLine] = []
            for offset in range(run):
                item, text = blocks[place + 2 * offset], blocks[place + 2 * offset + 1]
                assert isinstance(item, RawList) and isinstance(text, RawParagraph)
                lines.extend(item.lines)
                lines.append(RawLine(text.text, item.lines[-1].level + 1, "", text.parts[0][1]))
            out.append(RawList(lines))
            place += 2 * run
        else:
            out.append(blocks[place])
            place += 1
    return out


def _explained_run(blocks: Sequence[RawBlock], place: int) -> int:
    run = 0
    while place + 2 * run + 1 < len(blocks):
        item, text = blocks[place + 2 * run], blocks[place + 2 * run + 1]
        if not (isinstance(item, RawList) and len(item.lines) == 1 and isinstance(text, RawParagraph)):
            break
        short = len(item.lines[0].text.split()) <= _SHORT_ITEM_WORDS and not is_ended(item.lines[0].text)
        if not short or not is_plain(text) or len(text.text.split()) < 6 or text.text.endswith(":"):
            break
        run += 1
    return run


def _interrupted(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """A short unfinished line between two pieces of a list belongs to the item above it."""
    out: list[RawBlock] = []
    for place, block in enumerate(blocks):
        last = out[-1] if out else None
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if (
            isinstance(last, RawList)
            and isinstance(following, RawList)
            and isinstance(block, RawParagraph | RawHeading)
            and _belongs_to(last.lines[-1], block)
        ):
            item = last.lines[-1]
            if _breaks_a_name(item.text, block.text):
                last.lines[-1] = replace(item, text=f"{item.text} {block.text}")
            else:
                page = block.page if isinstance(block, RawHeading) else block.parts[0][1]
                last.lines.append(RawLine(block.text, item.level + 1, "", page))
        else:
            out.append(block)
    return out


def _belongs_to(item: RawLine, block: RawParagraph | RawHeading) -> bool:
    if _breaks_a_name(item.text, block.text):
        return True
    if not isinstance(block, RawParagraph) or not is_plain(block) or _OWN_LABEL.match(block.text):
        return False
    return len(block.text.split()) <= 2 * UNMARKED_WORDS and not is_ended(block.text)


def _breaks_a_name(before: str, after: str) -> bool:
    """Whether a proper name breaks between the two: "… the Tees" / "Valley Combined Authority and its …"."""
    words = after.split()
    if (
        not 5 <= len(words) <= 14
        or is_ended(after)
        or not re.search(r"\w$", before)
        or len(before.split()) < 3
    ):
        return False
    if not before.split()[-1][:1].isupper() or ":" in after:
        return False
    capitals = next((count for count, word in enumerate(words) if not word[:1].isupper()), len(words))
    return capitals >= 2 and sum(word[:1].islower() for word in words[capitals:]) >= 3
