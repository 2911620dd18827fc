"""Lines for a terminal: no text of a document can move the cursor, colour the screen or hide a word."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.model import Answer
from ingest.refs import where_words


def printed(text: str) -> str:
    """The text without control and direction-changing characters, line breaks kept."""
    return "".join(
        char for char in text if char == "\n" or unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    )


def print_json(data: Mapping[str, Any]) -> None:
    """The data as indented JSON."""
    json.dump(data, sys.stdout, indent=2, ensure_ascii=True)
    sys.stdout.write("\n")


def table(rows: Sequence[Sequence[object]]) -> str:
    """Rows in columns; the last column is cut to the width of the terminal."""
    cells = [
        [" ".join(printed(str(value if value is not None else "-")).split()) for value in row] for row in rows
    ]
    widths = [max(len(row[x]) for row in cells) for x in range(len(cells[0]))] if cells else []
    room = shutil.get_terminal_size((200, 24)).columns
    lines = [
        "  ".join(cell.ljust(min(width, 48))[:48] for cell, width in zip(row[:-1], widths, strict=False))
        + "  "
        + row[-1]
        for row in cells
    ]
    return "\n".join(line if len(line) <= room else line[: room - 1] + "…" for line in lines)


def print_answer(answer: Answer) -> None:
    """The answer, its warnings, its sources and what to ask next."""
    print(printed(answer.text))
    for warning in answer.warnings:
        print(printed(f"\nTake care: {warning}"))
    if answer.evidence:
        print("\nSources")
    for item in answer.evidence:
        where = ""
        if item.document is not None:
            place = where_words(item.page, item.ref)
            named = (item.document.council, item.document.title, *([place] if place else []))
            where = f"{', '.join(named)}: "
        print(printed(f"[{item.label}] {where}{' '.join(item.quote.split())}"))
    if answer.follow_ups:
        print("\nAsk next")
    for question in answer.follow_ups:
        print(printed(f"- {question}"))
