"""A workbook (XLSX, XLS, ODS) or CSV read as blocks: sheets are sections, used ranges tables, cells as shown.

What is hidden is named in a warning and left out; so are errors and formulas that were saved without a result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from pathlib import PurePath

from ingest.errors import NoText, TooLarge
from ingest.model import Furniture
from ingest.parse.formats import Format
from ingest.parse.raw import RawBlock, RawDocument, RawParagraph, RawTable
from ingest.parse.sniff import Limits
from ingest.parse.workbook_sheet import Sheet, Workbook, letters
from ingest.parse.workbook_tables import blocks_of

_NAMED = 8  # places that a warning names
_TITLE_WORDS = 20
_ONE_FORMULA = "1 formula was saved without its result and is"


def read_workbook(data: bytes, file: str, kind: Format, limits: Limits) -> RawDocument:
    """The blocks of a workbook. Raises whatever its reader raises on a broken file."""
    book = _read(data, kind, limits)
    cells = sum(len(sheet.cells) for sheet in book.sheets)
    if cells > limits.cells or len(book.sheets) > limits.sheets:
        raise TooLarge(
            f"“{file}” holds {len(book.sheets)} sheets with {cells:,} cells, the limits are {limits.sheets} and "
            f"{limits.cells:,}: split it, or save the sheets that matter."
        )
    shown = [sheet for sheet in book.sheets if not sheet.hidden]
    blocks = [block for sheet in shown for block in blocks_of(sheet)]
    if not blocks:
        raise NoText(f"“{file}” shows nothing: its sheets are empty or hidden.")
    names = [Furniture("sheet", sheet.name) for sheet in shown if sheet.name]
    return RawDocument(
        kind.value,
        blocks,
        title=_title(book, blocks, file),
        warnings=list(_warnings(book)),
        beside=[*book.beside, *names],
        settled=True,
    )


def _read(data: bytes, kind: Format, limits: Limits) -> Workbook:
    """The sheets by the format's reader, imported only when needed."""
    if kind is Format.XLSX:
        from ingest.parse.workbook_xlsx import read_xlsx

        return read_xlsx(data)
    if kind is Format.XLS:
        from ingest.parse.workbook_xls import read_xls

        return read_xls(data)
    if kind is Format.ODS:
        from ingest.parse.workbook_ods import read_ods

        return read_ods(data, cells=limits.cells)
    from ingest.parse.workbook_csv import read_csv

    return read_csv(data)


def _title(book: Workbook, blocks: Sequence[RawBlock], file: str) -> str:
    """The title property, else of the first lines over the first table one with a year, else the first of them,
    else the file's name as words.
    """
    before = takewhile(lambda block: not isinstance(block, RawTable), blocks[:4])
    opening = [block.text for block in before if isinstance(block, RawParagraph)]
    opening.sort(key=lambda text: not any(char.isdigit() for char in text))
    names = (title for title in (book.title, *opening) if 1 < len(title.split()) <= _TITLE_WORDS)
    return next(names, "") or PurePath(file).stem.replace("_", " ")


def _warnings(book: Workbook) -> Iterator[str]:
    hidden = [f"“{sheet.name}”" for sheet in book.sheets if sheet.hidden]
    if hidden:
        yield f"Hidden sheets were left out: {_some(hidden)}."
    for sheet in book.sheets:
        if not sheet.hidden:
            yield from _sheet_warnings(sheet)


def _sheet_warnings(sheet: Sheet) -> Iterator[str]:
    rows = {row for row, _ in sheet.cells} & sheet.hidden_rows
    columns = {column for _, column in sheet.cells} & sheet.hidden_columns
    parts = [
        *([f"hidden rows {_some(_spans(rows, str))}"] if rows else []),
        *([f"hidden columns {_some(_spans(columns, letters))}"] if columns else []),
    ]
    if parts:
        yield f"On the sheet “{sheet.name}” {' and '.join(parts)} were left out."
    if sheet.unsaved:
        many = len(sheet.unsaved) > 1
        what = (
            f"{len(sheet.unsaved)} formulas were saved without their results and are"
            if many
            else _ONE_FORMULA
        )
        yield (
            f"On the sheet “{sheet.name}” {what} read as blank ({_some(sheet.unsaved)}): "
            "open the file in a spreadsheet program, save it and add it again."
        )
    if sheet.faults:
        yield f"On the sheet “{sheet.name}” errors are read as blank: {_some(sheet.faults)}."


def _spans(numbers: set[int], called: Callable[[int], str]) -> list[str]:
    """The numbers as runs: "3–5", "7"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [called(a) if a == b else f"{called(a)}–{called(b)}" for a, b in runs]


def _some(names: Sequence[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")
