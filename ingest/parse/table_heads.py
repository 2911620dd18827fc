"""Which rows of a table are its header, and what its merged cells span: told by structure, never by wording.

A header row holds no figures where the rows below do. Years, dates, scales and marks of a column ("2025/26 (£000)",
"%", "Q1", "16–24") are header texts and no figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.parse.clean import NOTE_MARKS
from ingest.parse.raw import RawCell, RawRow

_MOST_ROWS = 4
_MOST_WORDS = 12
_MOST_LINES = 3
_MOSTLY = 0.7
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAMING = re.compile(  # numbers that name a column
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:\s\d{{4}})?|{_MONTH}[\s'’-]\d\d\b|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
    r"|\b(?:19|20)\d\d(?:\s?[-/–—]\s?(?:(?:19|20)\d\d|\d\d))?\b|\b\d\d[-/–]\d\d\b"
    r"|[£$€]?['‘’]?0{3}s?\b|\b[A-Za-z]{1,2}\d{1,2}\b|\b[A-Za-z]+ \d{1,2}$"
    r"|^\d{1,3}\s?(?:[-–—]|to)\s?\d{1,3}(?: years)?$|^\d{1,3}\+$",
    re.IGNORECASE,
)
_PRINTED_BLANK = re.compile(r"^(?:[-–—.…*]+|n/?[akd]|tb[cda]|nil|none)$", re.IGNORECASE)


def cell_text(cell: RawCell) -> str:
    """The cell on one line."""
    return " ".join(line.text for line in cell.lines)


def is_figure(text: str) -> bool:
    """Whether the text holds a number that does not name a column."""
    if not any(map(str.isdecimal, text)):
        return False
    plain = "".join(char for char in text if char not in NOTE_MARKS)
    return any(map(str.isdecimal, _NAMING.sub("", plain)))


def is_value(text: str) -> bool:
    """Whether the text is data where columns hold figures: one, or a printed blank ("n/a", "–")."""
    return is_figure(text) or bool(_PRINTED_BLANK.match(text))


def looks_like_data(row: RawRow) -> bool:
    """Whether every filled cell after the first is data: no header, however it is printed."""
    texts = [text for cell in row.cells[1:] if (text := cell_text(cell))]
    return bool(texts) and all(map(is_value, texts))


def names_columns(row: RawRow) -> bool:
    """Whether a row that is set as a header can be one: no data, and no label with its text ("Out of scope:")."""
    return not looks_like_data(row) and not cell_text(row.cells[0]).endswith(":")


def mark_heads(rows: Sequence[RawRow]) -> None:
    """Mark the header rows at the top and the blank header cells that belong to the spanning one at their left."""
    count = head_count(rows)
    for place, row in enumerate(rows):
        row.header = place < count
    fill_spans(rows[:count])


def head_count(rows: Sequence[RawRow]) -> int:
    """How many rows at the top are a header: those that the format marked, or that structure shows."""
    count = next((place for place, row in enumerate(rows) if not row.header), len(rows))
    if count == len(rows) > 1:
        count = min(1, _unmarked(rows) or 1)
    count = count or _unmarked(rows)
    while count and count < min(len(rows) - 1, 2 * _MOST_ROWS) and _goes_on(rows, count):
        count += 1
    return count


def _unmarked(rows: Sequence[RawRow]) -> int:
    if len(rows) < 2 or len(rows[0].cells) < 2:
        return 0
    for count in range(1, min(_MOST_ROWS, len(rows) - 1) + 1):
        if not _could_head(rows[count - 1], rows[count:], first=count == 1):
            return 0
        if count > 1 and not _under(rows, count - 1):
            return 0
        if all(_named(rows[:count], column) for column in range(1, len(rows[0].cells))):
            return count if _stands_over(rows, count) else 0
    return 0


def _could_head(row: RawRow, below: Sequence[RawRow], *, first: bool) -> bool:
    """Whether the cells are short texts without figures, some of them beyond the first."""
    texts = [cell_text(cell) for cell in row.cells]
    if not any(texts[1:]) or any(len(text.split()) > _MOST_WORDS for text in texts):
        return False
    if any(
        text.endswith(":") for text in (texts[1:] if len(texts) > 2 and _figures(below) >= _MOSTLY else texts)
    ):
        return False
    if any(len(cell.lines) > _MOST_LINES or any(line.marker for line in cell.lines) for cell in row.cells):
        return False
    return not any(
        is_figure(text) and not (_dated(text, place, below) if first else _in_words(text))
        for place, text in enumerate(texts[1:], 1)
    )


def _in_words(text: str) -> bool:
    """Whether the text is words with a number among them ("Aged 55 and over"), which below a header may be one."""
    return text[0].isalpha() and sum(word.isalpha() for word in text.split()) > 1


def _dated(text: str, column: int, below: Sequence[RawRow]) -> bool:
    """Whether a text with another number beside its year is a header: no cell below it holds a year too."""
    return bool(_YEAR.search(text)) and not any(
        _YEAR.search(cell_text(row.cells[column])) for row in below if column < len(row.cells)
    )


def _named(rows: Sequence[RawRow], column: int) -> bool:
    """Whether a header cell stands over the column."""
    for row in rows:
        place = column
        while place and row.cells[place].covered == "left":
            place -= 1
        if row.cells[place].lines:
            return True
    return False


def _stands_over(rows: Sequence[RawRow], count: int) -> bool:
    """Whether the rows below are data under these."""
    top, below = rows[0], rows[count:]
    texts = [cell_text(cell) for cell in rows[count - 1].cells]
    if count > 1:
        return _figures(below) >= 0.5 or any(cell.covered == "left" for cell in top.cells)
    if any(len(cell.lines) > 1 for cell in top.cells) and _figures(below) < 0.5:
        return False
    return len(texts) >= 3 or _second_column_differs(texts, below)


def _second_column_differs(texts: list[str], rest: Sequence[RawRow]) -> bool:
    """Of two columns: the header is words, and below it stand figures or long texts."""
    below = [cell_text(row.cells[1]) for row in rest if len(row.cells) > 1]
    figures = sum(any(char.isdigit() for char in text) for text in below)
    long = sum(len(text.split()) > _MOST_WORDS for text in below)
    return (
        bool(texts[0])
        and len(texts[1].split()) <= 5
        and (figures >= len(below) / 2 or long >= len(below) / 2)
    )


def _figures(rows: Sequence[RawRow]) -> float:
    """The share of the rows with text beyond the first cell that hold a figure there."""
    texts = [[text for cell in row.cells[1:] if (text := cell_text(cell))] for row in rows]
    filled = [row for row in texts if row]
    return sum(any(map(is_figure, row)) for row in filled) / len(filled) if filled else 0.0


def _under(rows: Sequence[RawRow], place: int) -> bool:
    """Whether this row can belong to the header above it: below a span or a blank, or blank at its own start."""
    above, row = rows[place - 1], rows[place]
    blank = any(not cell.lines for cell in above.cells)
    return blank or not row.cells[0].lines


def _goes_on(rows: Sequence[RawRow], place: int) -> bool:
    """Whether the row after a header is part of it."""
    above, row, below = rows[place - 1], rows[place], rows[place + 1 :]
    if any(cell.covered == "above" for cell in row.cells):
        return True
    texts = [cell_text(cell) for cell in row.cells]
    if not _could_head(row, below, first=False) or any(map(_PRINTED_BLANK.match, texts)):
        return False
    under_span = any(
        up.covered == "left" and text for up, text in zip(above.cells[1:], texts[1:], strict=False)
    )
    if not texts[0]:
        return (
            _figures(below) >= 0.5
            or under_span
            and all(len(text.split()) <= _MOST_WORDS // 2 for text in texts)
        )
    corner = not above.cells[0].lines and all(texts)
    return (under_span or corner) and _mostly_figures(below)


def _mostly_figures(rows: Sequence[RawRow]) -> bool:
    """Whether nearly all cells beyond the first are figures or printed blanks."""
    texts = [text for row in rows for cell in row.cells[1:] if (text := cell_text(cell))]
    return bool(texts) and sum(map(is_value, texts)) >= _MOSTLY * len(texts)


def fill_spans(heads: Sequence[RawRow]) -> None:
    """Blank cells of upper header rows become part of the cell at their left, where a text stands below them.

    A blank between two texts surely; those after the last text only as far as the other spans reach.
    """
    for place, row in enumerate(heads[:-1]):
        filled = [column for column, cell in enumerate(row.cells) if column and cell.lines]
        if not filled:
            continue  # a title over the whole table names no column
        ends = [*filled[1:], len(row.cells)]
        widths = [end - start for start, end in zip(filled, ends, strict=True)]
        for number, (start, end) in enumerate(zip(filled, ends, strict=True)):
            last = number == len(filled) - 1
            if last and number and end - start > max(widths[:-1]):
                continue
            for column in range(start + 1, end):
                cell = row.cells[column]
                if cell.covered or not _named(heads[place + 1 :], column):
                    break
                cell.covered = "left"


def without_repeats(rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows without a header that is printed again further down, as over a page."""
    count = next((place for place, row in enumerate(rows) if not row.header), 0)
    head = [texts_of(row) for row in rows[:count]]
    out = list(rows[:count])
    place = count
    while place < len(rows):
        if (
            count
            and [texts_of(row) for row in rows[place : place + count]] == head
            and sum(map(bool, head[-1])) > 1
        ):
            place += count
        else:
            out.append(rows[place])
            place += 1
    return out


def texts_of(row: RawRow) -> list[str]:
    """The cells' texts in lower case, to be compared."""
    return [cell_text(cell).lower() for cell in row.cells]
