"""Question files: one JSON object a line, read into rows; every fault of a file is told at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.errors import BadQuestions
from assistant.model import Status

ROUTES = ("project", "clarify", "error", "retrieve")
LEADING = ("fact", "who", "date")


@dataclass(frozen=True, slots=True)
class Row:
    """One question with what a good answer holds.

    ``all`` are groups of alternatives, one of each must appear; ``none`` must not appear; ``cite`` names the
    documents to be cited; ``values`` are figures with their tolerance; ``route`` is what an engine row
    expects, empty for text rows; ``history`` are the turns before it; ``status`` is the one that the answer must
    have, empty when any that is answered will do.
    """

    id: str
    question: str
    file: str
    kind: str = ""
    route: str = ""
    all: tuple[tuple[str, ...], ...] = ()
    none: tuple[str, ...] = ()
    cite: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    refuse: bool = False
    values: tuple[tuple[float, float], ...] = ()
    expected: str = ""
    status: str = ""

    @property
    def group(self) -> str:
        """The kind of question that it counts under."""
        return self.kind or self.route or "other"


def read_rows(files: Sequence[Path]) -> list[Row]:
    """All rows of the files, in order. Raises BadQuestions naming every faulty line, and OSError."""
    rows: list[Row] = []
    faults: list[str] = []
    for path in files:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                rows.append(_row(json.loads(line), path.name, number))
            except (ValueError, TypeError, KeyError) as fault:
                reason = f"has no {fault}" if isinstance(fault, KeyError) else str(fault)
                faults.append(f"{path.name} line {number}: {reason}")
    if faults:
        more = f" (and {len(faults) - 5} more)" if len(faults) > 5 else ""
        raise BadQuestions("; ".join(faults[:5]) + more)
    if not rows:
        raise BadQuestions(f"No question stands in {', '.join(path.name for path in files)}.")
    return rows


def _row(data: dict[str, Any], file: str, number: int) -> Row:
    if not isinstance(data, dict):
        raise TypeError("is not a JSON object")
    route = str(data.get("route") or "")
    if route and route not in ROUTES:
        raise ValueError(f"route {route!r} is none of {', '.join(ROUTES)}")
    status = str(data.get("status") or "")
    if status and status not in set(Status):
        raise ValueError(f"status {status!r} is none of {', '.join(Status)}")
    return Row(
        id=str(data.get("id", number)),
        question=str(data["q"]),
        file=file,
        kind=str(data.get("kind") or ""),
        route=route,
        all=tuple(_alternatives(group) for group in data.get("all") or ()),
        none=tuple(map(str, data.get("none") or ())),
        cite=tuple(map(str, data.get("cite") or ())),
        history=tuple(map(str, data.get("history") or ())),
        refuse=bool(data.get("refuse")),
        values=tuple((float(value), float(tolerance)) for value, tolerance in data.get("values") or ()),
        expected=str(data.get("expected") or ""),
        status=status,
    )


def _alternatives(group: Any) -> tuple[str, ...]:
    return (group,) if isinstance(group, str) else tuple(map(str, group))
