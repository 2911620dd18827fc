"""Markdown tables in every form people write them, brought to one: a bar at both ends of every row."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BAR = re.compile(r"(?<!\\)\|")
_RULED = frozenset(" \t|:+=-")
_FRAME = re.compile(r"^\s*\+(?:[-=:]+\+)+\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")


def is_separator(cells: Sequence[str]) -> bool:
    """Whether the row parts the header from the rows below: dashes, with colons that align."""
    texts = [cell.strip() for cell in cells]
    return any(texts) and all(not text or re.fullmatch(r":?-+:?|:?=+:?", text) for text in texts)


def cells_of(line: str) -> list[str]:
    """The cells of a row with a bar at both ends."""
    return _BAR.split(line.strip())[1:-1]


def with_bars(lines: Sequence[str]) -> list[str]:
    """The lines; where two or more in a row are parted by equally many bars, each gets one at both ends.

    The frame of a drawn table ("+---+") becomes a line of dashes between bars, and only the first is kept.
    """
    out: list[str] = []
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and _is_row(lines[end], lines[place]):
            end += 1
        run = lines[place:end]
        if sum(not _is_ruled(line) for line in run) >= 1 and len(run) >= 2:
            out.extend(_framed(run))
            place = end
        else:
            out.append(lines[place])
            place += 1
    return out


def _is_row(line: str, first: str) -> bool:
    """Whether the line is a row like the first of its run."""
    if _FRAME.match(line):
        return "|" in first or bool(_FRAME.match(first))
    bars = _bars(line)
    return bars > 0 and "\t" not in line and (bool(_FRAME.match(first)) or abs(bars - _bars(first)) <= 1)


def _bars(line: str) -> int:
    """The bars between cells, not those at the ends."""
    inner = line.strip()
    return max(0, len(_BAR.findall(inner)) - inner.startswith("|") - (inner.endswith("|") and inner != "|"))


def _framed(run: Sequence[str]) -> list[str]:
    out: list[str] = []
    rows = 0
    for line in run:
        text = line.strip()
        if _FRAME.match(line):
            if rows and "=" in line or rows == 1:
                out.append(text.replace("+", "|"))
        else:
            rows += 1
            text = text if text.startswith("|") else f"| {text}"
            out.append(text if text.endswith("|") and not text.endswith("\\|") else f"{text} |")
    return out


def _is_ruled(line: str) -> bool:
    """Whether a line only rules: bars and crosses with a stroke of two or more."""
    strokes = line.replace("=", "-")
    return "--" in strokes and _RULED.issuperset(line.strip())
