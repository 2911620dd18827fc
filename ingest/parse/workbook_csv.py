"""CSV: one sheet without formats, its encoding and its delimiter found from the content."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from ingest.parse.text import decode
from ingest.parse.workbook_sheet import Sheet, SheetCell, Workbook

_DELIMITERS = ("\t", ";", "|", ",")  # the rarer in prose first
_SAMPLE = 200  # lines that are looked at
_SAID = re.compile(r"sep=(.)\n")


def read_csv(data: bytes) -> Workbook:
    """The rows of the file as one sheet without a name."""
    text = decode(data)
    said = _SAID.match(text)
    delimiter = said.group(1) if said else _delimiter(text)
    sheet = Sheet("")
    body = text[said.end() :] if said else text
    for number, row in enumerate(csv.reader(io.StringIO(body), delimiter=delimiter), start=1):
        for column, value in enumerate(row, start=1):
            if value.strip():
                sheet.cells[number, column] = SheetCell(value.strip())
    return Workbook([sheet])


def _delimiter(text: str) -> str:
    """The character that cuts most lines into the same number of cells."""
    sample = "\n".join(text.split("\n")[:_SAMPLE])
    return max(_DELIMITERS, key=lambda one: _evenness(sample, one))


def _evenness(sample: str, delimiter: str) -> int:
    rows = csv.reader(io.StringIO(sample), delimiter=delimiter)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths.values(), default=0)
