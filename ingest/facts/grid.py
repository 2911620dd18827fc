"""A table with its paths made whole: header over each column, labels of each row, which rows head the rows below."""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.fact_model import Approx
from ingest.model import Block, Cell, Row
from ingest.quantities_cell import cell_figures, is_blank, is_nil, says_when

_LONG_CELL = 14  # words; a longer cell is prose
_ORDINAL = frozenset(
    {"", "no", "nr", "ref", "number", "item", "id", "priority", "risk", "rank", "reference", "#", "line"}
)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A data row: its cells, its own label, and the headings of the group that it stands in."""

    row: Row
    label: str
    groups: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Group headings and label, outermost first."""
        return " ; ".join((*self.groups, self.label) if self.label else self.groups)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as header paths over figures. ``columns`` are the texts over each column, "" where none stands;
    ``heads`` its cells; ``figures`` the columns that may hold figures; ``corner`` what stands over the labels.
    """

    columns: tuple[str, ...]
    figures: tuple[int, ...]
    corner: str
    rows: tuple[GridRow, ...] = field(default=())


def grid_of(block: Block) -> Grid:
    """The grid of a table block; its rows are the data rows, headings of groups taken into their paths."""
    width = max((len(row.cells) for row in (*block.rows, *block.heads)), default=0)
    columns = tuple(_over(block, column) for column in range(width))
    labels, skipped = _label_columns(block, columns)
    figures = tuple(column for column in range(width) if column not in labels and column not in skipped)
    corner = " ; ".join(dict.fromkeys(columns[column] for column in labels if columns[column]))
    return Grid(columns, figures, corner, tuple(_rows(block, labels, figures, columns)))


def is_prose(text: str) -> bool:
    """Whether a cell holds running text."""
    count = len(text.split())
    return count > 2 * _LONG_CELL or (count > _LONG_CELL and any(mark in text for mark in (". ", "; ")))


def _over(block: Block, column: int) -> str:
    return " ; ".join(" ".join(cell.text.split()) for cell in block.column_path(column))


def _label_columns(block: Block, columns: tuple[str, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The columns at the left that name each row, and those that only number the rows."""
    labels: list[int] = []
    skipped: list[int] = []
    for column in range(len(columns)):
        held = [
            row.cells[column].text
            for row in block.rows
            if column < len(row.cells) and row.cells[column].text.strip()
        ]
        holding = sum(bool(cell_figures(text)) or is_blank(text) or is_nil(text) for text in held)
        if column and (holding * 2 > len(held) or not held):
            break
        if (
            column == 0
            and held
            and all(_enumerates(text) for text in held)
            and columns[0].lower().strip(" .") in _ORDINAL
        ):
            skipped.append(column)
            continue
        if column == 0 and _counts_up(held) and columns[0]:
            labels.append(column)
            continue
        bare = sum(any(not figure.rest for figure in cell_figures(text)) for text in held)
        if (
            column == 0
            and bare * 2 > len(held)
            and columns[0]
            and not all(says_when(text) or _is_band(text) for text in held)
        ):
            break
        if column and all(len(text.split()) <= 1 and not text[:1].isalnum() for text in held):
            skipped.append(column)
            continue
        labels.append(column)
        if len(labels) > 1 and any(is_prose(text) for text in held):
            labels.pop()
            break
    return tuple(labels), tuple(skipped)


def _counts_up(held: list[str]) -> bool:
    """Whether the numbers of a column count its rows up ("1", "2", "3", "Heads of service"), named by its head."""
    numbers = [int(text) for text in held if text.isdigit() and len(text) <= 2]
    return (
        len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 1
    )


def _is_band(text: str) -> bool:
    """Whether a cell is a band of ages or of amounts: "16-24", "65+", "under 25"."""
    figures = cell_figures(text)
    return bool(figures) and (figures[0].high is not None or figures[0].approx is not Approx.NONE)


def _enumerates(text: str) -> bool:
    """Whether a cell only numbers its row: "1", "a)", "iv.", "WR12"."""
    bare = text.strip(string.punctuation + " ")
    return (
        len(bare) <= 5
        and bare.isalnum()
        and (bare.isdigit() or len(bare) <= 3 or any(char.isdigit() for char in bare))
    )


def _rows(
    block: Block, labels: tuple[int, ...], figures: tuple[int, ...], columns: tuple[str, ...]
) -> Iterator[GridRow]:
    group = ""
    above: tuple[str, ...] = ()
    for row in block.rows:
        texts = tuple(
            _label(row.cells[column], above, place)
            for place, column in enumerate(labels)
            if column < len(row.cells)
        )
        label = " ; ".join(" ".join(text.split()) for text in texts if text.strip())
        filled = [column for column in figures if column < len(row.cells) and row.cells[column].text.strip()]
        if label and not filled and len(row.cells) > len(labels):
            group = label
            continue
        above = texts
        yield GridRow(row, _named(label, columns, labels), (group,) if group else ())


def _label(cell: Cell, above: tuple[str, ...], place: int) -> str:
    """The label in a cell; a cell covered by the merged one above it has that one's."""
    covered = cell.covered == "above" and not cell.text and place < len(above)
    return above[place] if covered else cell.text


def _named(label: str, columns: tuple[str, ...], labels: tuple[int, ...]) -> str:
    """A label that only numbers ("3", "B") with the head of its column: "Grade 3"."""
    if (
        label
        and len(labels) == 1
        and columns[labels[0]]
        and _enumerates(label)
        and not cell_figures(label + " ")
    ):
        return f"{columns[labels[0]]} {label}"
    if label and len(labels) == 1 and columns[labels[0]] and label.isdigit() and len(label) <= 3:
        return f"{columns[labels[0]]} {label}"
    return label
