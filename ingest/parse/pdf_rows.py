"""Lines without a rule between them become table rows where columns of figures tell where a row begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from ingest.parse.pdf_page import Word
from ingest.parse.table_heads import is_figure, is_value

_MOSTLY = 0.6
_NEARER = 0.85  # of the distance at which rows stand: a line nearer than this goes on with its row
_WIDE_LABEL = 12  # words; a longer label is running text


def figure_rows(lines: Sequence[Sequence[Word]], column: Callable[[Word], int]) -> list[list[Word]]:
    """The lines as rows, one begun by each line with figures; all as one row where no column holds figures alone."""
    parted = [_by_column(line, column) for line in lines]
    figures = _figure_columns(parted)
    filled = [number for number, cells in enumerate(parted) if figures & cells.keys()]
    labelled = [number for number in filled if _begins_label(parted[number].get(0, ""))]
    if len(filled) < 2 or len(labelled) < _MOSTLY * len(filled):
        return [[word for line in lines for word in line]]
    starts = set(filled) | _headings(lines, parted, filled)
    return _joined(lines, starts, _leading(lines, parted, filled))


def _by_column(line: Sequence[Word], column: Callable[[Word], int]) -> dict[int, str]:
    cells: dict[int, str] = {}
    for word in line:
        number = column(word)
        cells[number] = f"{cells[number]} {word.text}" if number in cells else word.text
    return cells


def _figure_columns(parted: Sequence[dict[int, str]]) -> set[int]:
    """The columns after the first that print a short figure or a blank in every line they fill."""
    found: set[int] = set()
    for number in {number for cells in parted for number in cells} - {0}:
        texts = [cells[number] for cells in parted if number in cells]
        short = all(is_value(text) and len(text.split()) <= 2 for text in texts)
        if short and sum(map(is_figure, texts)) >= 2:
            found.add(number)
    return found


def _begins_label(text: str) -> bool:
    return bool(text) and not text[0].islower() and len(text.split()) <= _WIDE_LABEL


def _headings(
    lines: Sequence[Sequence[Word]], parted: Sequence[dict[int, str]], filled: Sequence[int]
) -> set[int]:
    """Lines of a label alone that stand as far from the line before as rows do: headings of a group of rows."""
    pitch = _pitch(lines, filled)
    alone = [n for n, cells in enumerate(parted) if set(cells) == {0} and _begins_label(cells[0])]
    return {n for n in alone if n == 0 or lines[n][0].y - lines[n - 1][0].y >= _NEARER * pitch}


def _pitch(lines: Sequence[Sequence[Word]], filled: Sequence[int]) -> float:
    """The distance at which lines with figures follow each other."""
    return median(lines[b][0].y - lines[a][0].y for a, b in pairwise(filled))


def _leading(
    lines: Sequence[Sequence[Word]], parted: Sequence[dict[int, str]], filled: Sequence[int]
) -> set[int]:
    """Label lines whose label goes on in small letters in the line of figures below."""
    out: set[int] = set()
    for number in filled:
        label = parted[number].get(0, "")
        if number and number - 1 not in filled and label[:1].islower():
            out.add(number - 1)
    return out


def _joined(lines: Sequence[Sequence[Word]], starts: set[int], leading: set[int]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for number, line in enumerate(lines):
        if not rows or number in leading or (number in starts and number - 1 not in leading):
            rows.append(list(line))
        else:
            rows[-1].extend(line)
    return rows
