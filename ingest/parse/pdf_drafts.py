"""Lines become drafts: paragraphs, headings or list items before it is said which, over page breaks too.

What decides is what the eye goes by: the distance between lines, size and weight, the indent, whether the
next word would have fitted on the line before, and the mark at its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.parse.pdf_lines import Line, is_bullet, is_label

LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|_{6,}")
_ENDS = re.compile(r"[.!?:;…]['\"”’)\]]*$")
INDENT_PT = 3.0
_DASHES = "-–—*"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in a document: body size in points, leading as a share of it, and the words it uses."""

    size: float
    leading: float
    vocabulary: frozenset[str]
    levels: dict[tuple[float, bool, int, str], int] = field(default_factory=dict)
    body_bold: bool = False
    colour: int = 0
    outline: dict[str, int] = field(default_factory=dict)
    family: str = ""


@dataclass(slots=True)
class Draft:
    """A paragraph or list item while its lines come in. ``marker`` is "" for a paragraph."""

    lines: list[Line]
    marker: str = ""
    mark_x: float = 0.0
    text_x: float = 0.0

    @property
    def mark_text(self) -> str:
        """The mark as printed."""
        return self.lines[0].words[0].text

    @property
    def last(self) -> Line:
        """The line read last."""
        return self.lines[-1]


def drafts_of(lines: Sequence[Line], found: Measure) -> list[Draft]:
    """Lines put together into paragraphs, headings and list items, in order."""
    drafts: list[Draft] = []
    for line in lines:
        if _marked(line):
            if drafts and _only_looks_marked(drafts[-1], line, found):
                drafts[-1].lines.append(line)
            else:
                drafts.append(_item(line))
        elif drafts and _continues(drafts[-1], line, found):
            drafts[-1].lines.append(line)
        else:
            drafts.append(Draft([line], text_x=line.x0))
    return [draft for draft in drafts if not _is_bare_bullet(draft)]


def _marked(line: Line) -> bool:
    first = line.words[0]
    if is_bullet(first):
        return len(line.words) > 1 or first.text not in _DASHES
    return len(line.words) > 1 and is_label(first.text)


def _only_looks_marked(draft: Draft, line: Line, found: Measure) -> bool:
    """Whether a mark at the start of a line came there by chance: a dash or a bullet within running text.

    Then the line before is full, the mark stands flush with the text, and the next word follows it closely.
    """
    last, first = draft.last, line.words[0]
    if line.breaks or _ENDS.search(last.text) or line.y - last.y > (found.leading + 0.25) * line.size:
        return False
    if abs(line.x0 - (draft.text_x if draft.marker else draft.lines[0].x0)) > INDENT_PT or _fits(last, line):
        return False
    if len(line.words) > 1 and line.words[1].x0 - first.x1 > 0.5 * line.size:
        return False
    if first.text in _DASHES:
        return draft.mark_text not in _DASHES or not draft.marker
    if is_bullet(first):
        return any(is_bullet(word) for part in draft.lines for word in part.words[1:])
    return first.text[0].islower() and not draft.marker


def _item(line: Line) -> Draft:
    first = line.words[0]
    text_x = line.words[1].x0 if len(line.words) > 1 else line.x0 + 2 * first.style.size
    marker = "•" if is_bullet(first) else first.text
    return Draft([line], marker, first.x0, text_x)


def _continues(draft: Draft, line: Line, found: Measure) -> bool:
    last = draft.last
    if not _alike(last, line, draft, found) or LEADER.search(last.text):
        return False
    if not _below(last, line):
        return _runs_on(draft, line)
    if line.y - last.y > (found.leading + 0.28) * max(line.size, last.size):
        return False
    if draft.marker and line.x0 < draft.text_x - max(INDENT_PT, 0.4 * line.size):
        return _bare_marker(draft) or (line.x0 > draft.mark_x - INDENT_PT and not _fits(last, line))
    if not draft.marker and len(draft.lines) > 1 and line.x0 > draft.last.x0 + 0.8 * line.size:
        return not _starts_anew(last, line)
    return not (_fits(last, line) and _starts_anew(last, line))


def _below(last: Line, line: Line) -> bool:
    """Whether the line stands under the last one in the same column, so that their distance counts."""
    if line.page != last.page or line.y <= last.y:
        return False
    return not line.breaks or (line.y - last.y < 4 * line.size and line.x0 < last.x1 and last.x0 < line.x1)


def _alike(last: Line, line: Line, draft: Draft, found: Measure) -> bool:
    """Whether both are printed alike; a list item or sentence may turn bold or plain halfway."""
    if abs(last.size - line.size) > 0.08 * found.size + 0.3:
        return False
    if draft.marker:
        return True
    first = draft.lines[0]
    large = max(first.size, line.size) > 1.08 * found.size
    if large and (first.style.font != line.style.font or first.style.colour != line.style.colour):
        return False
    if all(part.bold for part in draft.lines) and not line.bold:
        return not _fits(last, line) and not _ENDS.search(last.text) and line.text[0].islower()
    if line.bold and not last.bold and not any(word.style.bold for word in last.words[-2:]):
        return not _fits(last, line) and not _ENDS.search(last.text) and line.y - last.y < 1.5 * line.size
    return True


def _runs_on(draft: Draft, line: Line) -> bool:
    """Whether a line at the top of a page or column goes on with what the one before it began."""
    last = draft.last
    if line.bold != last.bold and line.bold:
        return False
    if draft.marker:
        indent = line.x0 - line.left
        hanging = (
            draft.text_x - last.left > indent - INDENT_PT and indent > draft.mark_x - last.left + INDENT_PT
        )
        if hanging and not _short(last):
            return True
        if indent < INDENT_PT:
            return line.text[0].islower() and not _ENDS.search(last.text)
    if _ENDS.search(last.text) or _short(last):
        return line.text[0].islower() and not _ENDS.search(last.text)
    return not line.text[0].isupper() or not is_titled(line)


def is_titled(line: Line) -> bool:
    """Whether the line is short and begins with a capital, as a title does."""
    return line.text[:1].isupper() and line.x1 < line.left + 0.5 * (line.right - line.left)


def _short(line: Line) -> bool:
    return line.x1 < line.right - 0.3 * (line.right - line.left)


def _fits(last: Line, line: Line) -> bool:
    """Whether the next line's first word would have fitted on the last line, so that the break was meant."""
    word = line.words[0]
    return last.x1 + 0.25 * line.size + (word.x1 - word.x0) < last.right - 0.01 * (last.right - last.left)


def _starts_anew(last: Line, line: Line) -> bool:
    first = line.text[0]
    if first.islower() or first in ",;)":
        return False
    return not last.text.rstrip().endswith((",", " and", " or", " of", " the", " to", " for", "-", "–", "&"))


def _bare_marker(draft: Draft) -> bool:
    return len(draft.lines) == 1 and len(draft.lines[0].words) == 1


def _is_bare_bullet(draft: Draft) -> bool:
    return draft.marker == "•" and all(is_bullet(word) for line in draft.lines for word in line.words)
