"""Read a sample paper: TOML front matter between ``+++`` lines, then Markdown with a few directives.

``@ text`` is a paragraph numbered through the whole paper; ``:cover``, ``:contents``, ``:pagebreak``,
``:picture caption``, ``:caption text`` and ``:widths 30 70`` stand on a line of their own; ``:::tiles``
(lines ``value | label``) and ``:::columns`` (two columns) run to ``:::``. A cell may hold bullets:
``text<br>- item``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

HEADING = re.compile(r"(#{1,4}) (.+)")
ITEM = re.compile(r"( *)(-|\d+\.) (.+)")


@dataclass
class Block:
    """One block: its kind, its text, and items, rows or inner blocks where the kind has them.

    Items are (level, marker, text); rows are lists of cells, the first the header when ``header`` is true.
    """

    kind: str
    text: str = ""
    level: int = 0
    items: list[tuple[int, str, str]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    header: bool = False
    widths: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Paper:
    """A sample paper: its front matter and its blocks in reading order."""

    meta: dict[str, str]
    formats: list[str]
    blocks: list[Block]
    body: str


def read(path: Path) -> Paper:
    """The paper in this source file; raises ValueError when the front matter is missing."""
    parts = path.read_text("utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0]:
        raise ValueError(f"{path.name}: expected front matter between two +++ lines at the top")
    front = tomllib.loads(parts[1])
    meta = {key: str(value) for key, value in front.items() if key != "formats"}
    return Paper(meta, list(front["formats"]), parse(parts[2].splitlines()), parts[2])


def parse(lines: list[str]) -> list[Block]:
    """The blocks of these lines; blank lines part blocks and have no other meaning."""
    blocks: list[Block] = []
    at = 0
    widths: list[int] = []
    while at < len(lines):
        line = lines[at]
        if line.startswith(":::"):
            end = lines.index(":::", at + 1)
            blocks.append(_fenced(line[3:], lines[at + 1 : end]))
            at = end + 1
        elif line.startswith("|"):
            at, table = _table(lines, at)
            table.widths, widths = widths, []
            blocks.append(table)
        elif line.startswith(":widths"):
            widths = [int(word) for word in line.split()[1:]]
            at += 1
        elif ITEM.match(line):
            at, items = _items(lines, at)
            blocks.append(Block("list", items=items))
        else:
            if line.strip():
                blocks.append(_single(line))
            at += 1
    return blocks


def _single(line: str) -> Block:
    """The block that one line makes."""
    if heading := HEADING.match(line):
        return Block("heading", heading[2], level=len(heading[1]))
    for sign, kind in (("@ ", "numbered"), ("> ", "quote")):
        if line.startswith(sign):
            return Block(kind, line[len(sign) :])
    if line.startswith(":"):
        kind, _, text = line[1:].partition(" ")
        return Block(kind, text)
    return Block("paragraph", line)


def _fenced(kind: str, lines: list[str]) -> Block:
    """Tiles or columns."""
    if kind == "tiles":
        return Block("tiles", rows=[[part.strip() for part in line.split("|")] for line in lines])
    return Block("columns", blocks=parse(lines))


def _table(lines: list[str], at: int) -> tuple[int, Block]:
    """The table that begins at this line, and the line after it."""
    rows, header = [], False
    while at < len(lines) and lines[at].startswith("|"):
        cells = [cell.strip() for cell in lines[at].strip().strip("|").split("|")]
        if all(set(cell) <= {"-", ":"} and cell for cell in cells):
            header = True
        else:
            rows.append(cells)
        at += 1
    return at, Block("table", rows=rows, header=header)


def _items(lines: list[str], at: int) -> tuple[int, list[tuple[int, str, str]]]:
    """The list items from this line on, and the line after the last."""
    items = []
    while at < len(lines) and (item := ITEM.match(lines[at])):
        items.append((len(item[1]) // 2, item[2], item[3]))
        at += 1
    return at, items
