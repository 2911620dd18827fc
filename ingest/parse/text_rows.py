"""The rows of a table of plain text: its columns found, header lines set over them, broken cells made whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.parse.clean import clean, join
from ingest.parse.raw import RawCell, RawLine, RawRow
from ingest.parse.spans import columns_under
from ingest.parse.table_heads import is_value

_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line without a wide gap; ``start`` and ``end`` count characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A line as it is printed. ``kind`` is "row" (two cells or more), "text" (one), "rule", "blank" or "other"."""

    kind: str
    cells: list[Cell]

    @property
    def has_figures(self) -> bool:
        """Whether a cell after the first is a figure or a printed blank."""
        return any(is_value(cell.text) for cell in self.cells[1:])


def columns_of(body: Sequence[Printed]) -> list[tuple[int, int]]:
    """The columns, each its first character and the one after its last: parted where no row has a character."""
    words = [[place for cell in row.cells for place in _words(cell)] for row in body]
    columns: list[tuple[int, int]] = []
    for start, end in sorted((start, end) for row in words for start, end, _ in row):
        if columns and start <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], end))
        else:
            columns.append((start, end))
    out = columns[:1]
    for column in columns[1:]:
        if _are_apart(words, out[-1], column):
            out.append(column)
        else:
            out[-1] = (out[-1][0], column[1])
    return out


def _words(cell: Cell) -> list[tuple[int, int, str]]:
    out = []
    place = cell.start
    for word in cell.text.split(" "):
        if word:
            out.append((place, place + len(word), word))
        place += len(word) + 1
    return out


def _are_apart(
    rows: Sequence[Sequence[tuple[int, int, str]]], left: tuple[int, int], right: tuple[int, int]
) -> bool:
    """Whether most rows with words in both stretches have a gap of two characters or more between them."""
    gaps = []
    for row in rows:
        before = [end for start, end, _ in row if start < left[1] and end > left[0]]
        after = [start for start, end, _ in row if start < right[1] and end > right[0]]
        if before and after:
            gaps.append(min(after) - max(before))
    return sum(gap > 1 for gap in gaps) >= _SHARE * len(gaps)


def rows_of(run: Sequence[Printed], columns: Sequence[tuple[int, int]]) -> list[RawRow]:
    """The table's rows, header rows first and marked."""
    filled = [line for line in run if line.kind in ("row", "text")]
    opening = next((n for n, line in enumerate(filled) if line.has_figures), 0)
    while opening and filled[opening - 1].kind == "text" and _at_label(filled[opening - 1], columns):
        opening -= 1
    heads = _heads(filled[:opening], columns)
    body = _body([_texts(line, columns) for line in filled[opening:]], filled[opening:])
    return [
        *(_row(texts, covered, header=True) for texts, covered in heads),
        *(_row(texts) for texts in body),
    ]


def _at_label(line: Printed, columns: Sequence[tuple[int, int]]) -> bool:
    return line.cells[0].start < columns[0][1]


def _row(texts: Sequence[str], covered: frozenset[int] = frozenset(), *, header: bool = False) -> RawRow:
    cells = [
        RawCell([RawLine(text)] if text else [], covered="left" if place in covered else "")
        for place, text in enumerate(map(clean, texts))
    ]
    return RawRow(cells, header=header)


def _texts(line: Printed, columns: Sequence[tuple[int, int]]) -> list[str]:
    """The line's words by column; a lone text that runs over columns stays whole in its first."""
    texts = [""] * len(columns)
    if line.kind == "text":
        [cell] = line.cells
        texts[_column(cell.start, cell.start + 1, columns)] = cell.text
        return texts
    for cell in line.cells:
        for start, end, word in _words(cell):
            place = _column(start, end, columns)
            texts[place] = f"{texts[place]} {word}".strip()
    return texts


def _column(start: int, end: int, columns: Sequence[tuple[int, int]]) -> int:
    """The column that the characters stand in, else the nearest."""
    return min(
        range(len(columns)),
        key=lambda n: (max(columns[n][0] - end, start - columns[n][1], 0), abs(columns[n][0] - start)),
    )


def _heads(
    lines: Sequence[Printed], columns: Sequence[tuple[int, int]]
) -> list[tuple[list[str], frozenset[int]]]:
    """Header lines as texts by column with the columns that a spanning one covers; a broken one is made whole."""
    extents = [(float(start), float(end)) for start, end in columns]
    out: list[tuple[list[str], frozenset[int]]] = []
    for line in reversed(lines):
        texts, covered = [""] * len(columns), set()
        places = columns_under([(cell.start, cell.end) for cell in line.cells], extents)
        for cell, found in zip(line.cells, places, strict=True):
            if found:
                texts[found.start] = f"{texts[found.start]} {cell.text}".strip()
                covered |= set(found[1:])
            if len(found) == 1:
                left, right = extents[found.start]
                extents[found.start] = (min(left, cell.start), max(right, cell.end))
        if out and not covered and not out[0][1] and _is_broken(texts, out[0][0]):
            out[0] = ([join(up, down) for up, down in zip(texts, out[0][0], strict=True)], frozenset())
        else:
            out.insert(0, (texts, frozenset(covered)))
    return out


def _is_broken(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the lower line goes on with the words of the upper, and is no line of units or years of its own."""
    return any(
        any(len(word) > 2 and word.isalpha() for word in text.split()) for text in lower[1:]
    ) or not any(up and down for up, down in zip(upper, lower, strict=True))


def _body(rows: Sequence[list[str]], lines: Sequence[Printed]) -> list[list[str]]:
    """Rows with labels and cells that were broken over lines put together."""
    out: list[list[str]] = []
    for place, (texts, line) in enumerate(zip(rows, lines, strict=True)):
        filled = [column for column, text in enumerate(texts) if text]
        last = out[-1] if out else None
        if last is None or not filled:
            out.append(texts)
        elif _is_rest(texts, filled, last):
            _add(last, texts)
        elif not any(last[1:]) and last[0] and _goes_on(lines[place - 1], line):
            out[-1] = [join(last[0], texts[0]), *texts[1:]]
        else:
            out.append(texts)
    return out


def _is_rest(texts: Sequence[str], filled: Sequence[int], last: Sequence[str]) -> bool:
    """Whether a line is the rest of broken cells of the row above: words alone, beyond the label or in its midst."""
    if filled[0] > 0:
        return not any(is_value(texts[column]) for column in filled)
    return len(filled) == 1 and any(last[1:]) and texts[0][0].islower()


def _goes_on(above: Printed, line: Printed) -> bool:
    """Whether a row's label is the rest of the lone one above it."""
    return line.cells[0].text[0].islower() and line.cells[0].start >= above.cells[0].start


def _add(row: list[str], texts: Sequence[str]) -> None:
    for column, text in enumerate(texts):
        row[column] = join(row[column], text)
