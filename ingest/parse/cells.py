"""The text of a table cell as lines: bullets printed within it begin new ones."""

from __future__ import annotations

import re

from ingest.parse.clean import clean
from ingest.parse.markers import split_marker
from ingest.parse.raw import RawLine

_INNER_BULLET = re.compile(r"(?:^|\s)(?=[•●■▪◦○‣⁃❖✓✔➢➤]\s?\S)")
_DASHED = re.compile(r"^[–-] \S.* [–-] [A-Z]")
_INNER_DASH = re.compile(r"(?:^|\s)(?=[–-]\s[A-Z])")


def split_lines(text: str) -> list[RawLine]:
    """A piece of cell text as lines: bullets within it begin new ones."""
    text = clean(text)
    pattern = _INNER_DASH if _DASHED.match(text) else _INNER_BULLET
    pieces = [clean(piece) for piece in pattern.split(text)]
    out = []
    for piece in pieces:
        found = split_marker(piece)
        if found and found.kind == "bullet":
            out.append(RawLine(found.rest, 0, "•"))
        elif piece:
            out.append(RawLine(piece))
    return out
