"""The record of what was done as CSV and as lines of JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict

from assistant.keeping.audit_events import Event

COLUMNS = ("number", "at", "who", "kind", "what", "on", "outcome", "question", "said", "key", "seal")


def as_csv(events: Sequence[tuple[Event, str]]) -> bytes:
    """A table that spreadsheets open as text; no cell can be taken for a formula."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(COLUMNS)
    for line in map(_line, events):
        writer.writerow([_inert(str(line[column])) for column in COLUMNS])
    return made.getvalue().encode("utf-8-sig")


def as_json_lines(events: Sequence[tuple[Event, str]]) -> bytes:
    """One object a line."""
    return "".join(json.dumps(_line(one), ensure_ascii=False) + "\n" for one in events).encode()


def _line(one: tuple[Event, str]) -> dict[str, object]:
    event, text = one
    return asdict(event) | {"question": text}


def _inert(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
