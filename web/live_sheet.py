"""What a live workbook is made of: inputs in named cells, the path as formulas over them, results as formulas over both."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.model import Json
from web.live_formulas import Term, named
from web.scenario_record import inputs_of

SHARES = ("percent", "share")
FIRST_ROW = 2
"""The row of the path that stands under the headings."""


@dataclass(frozen=True, slots=True)
class LiveInput:
    """A figure in a cell of its own, under a name that formulas use; a percentage is held as its fraction."""

    name: str
    item: Json

    @property
    def unit(self) -> str:
        """Its unit as the engine calls it."""
        return str(self.item.get("unit", "number"))

    @property
    def term(self) -> Term:
        """The cell as an operand."""
        value = float(self.item["value"])
        return named(self.name, value / 100.0 if self.unit in SHARES else value)


@dataclass(frozen=True, slots=True)
class LiveColumn:
    """A column of the path: its heading, its unit, and a formula a row ("" where there is none)."""

    heading: str
    unit: str
    cells: Sequence[Term | None]


@dataclass(slots=True)
class LiveSheet:
    """``labels`` name the rows; ``results`` are formulas by the names of the engine's results."""

    labels: Sequence[str]
    inputs: Sequence[LiveInput]
    columns: Sequence[LiveColumn] = ()
    results: dict[str, Term] = field(default_factory=dict)
    drawn: int = 0
    """Which column the chart shows."""


class Figures:
    """The inputs of a result by name, each given a name for its cell."""

    NAMES = {"baseline": "Start", "change": "Change"}

    def __init__(self, result: Json) -> None:
        self.result = result
        self.inputs: list[LiveInput] = []
        self._by_name: dict[str, list[Term]] = {}
        items = inputs_of(result)
        for name in dict.fromkeys(str(item["name"]) for item in items):
            alike = [item for item in items if item["name"] == name]
            target = name == "change" and self._is_target()
            title = "Target" if target else self.NAMES.get(name) or cell_name(name)
            for number, item in enumerate(alike, 1):
                one = LiveInput(title if len(alike) == 1 else f"{title}_{number}", item)
                self.inputs.append(one)
                self._by_name.setdefault(name, []).append(one.term)

    def _is_target(self) -> bool:
        changes: Sequence[Json] = self.result["scenario"].get("changes") or []
        return len(changes) == 1 and changes[0].get("kind") == "target"

    def one(self, name: str) -> Term:
        """The only figure of this name. Raises KeyError."""
        return self._by_name[name][0]

    def many(self, name: str) -> Sequence[Term]:
        """All figures of this name."""
        return self._by_name.get(name, [])

    def in_year(self, name: str, index: int) -> Term | float:
        """The figure of one year: the only one, the one of that year, or nought."""
        found = self.many(name)
        return 0.0 if not found else found[min(index, len(found) - 1)]

    @property
    def scenario(self) -> Json:
        """What was asked."""
        scenario: Json = self.result["scenario"]
        return scenario

    @property
    def times(self) -> Sequence[float]:
        """When each point of the path is, in years from the start."""
        return [float(point["t"]) for point in self.result.get("series") or ()]

    def change(self, on: str = "baseline") -> Json | None:
        """The first change on this input."""
        found = [one for one in self.scenario.get("changes") or () if one.get("on", "baseline") == on]
        return found[0] if found else None


def cell_name(name: str) -> str:
    """A name that a spreadsheet takes for a cell: letters, digits and underscores, and no address such as FTE2023."""
    made = "".join(char if char.isascii() and char.isalnum() else "_" for char in name).capitalize()
    letters = made.rstrip("0123456789")
    address = len(letters) < 4 and letters != made
    return f"Figure_{made}" if address or len(made) == 1 or not made[0].isalpha() else made


def cell(column: int, row: int) -> str:
    """The address of a cell of the path, by the numbers of its column (0 is the labels) and its row of figures."""
    return f"{chr(ord('A') + column)}{FIRST_ROW + row}"


def placed(term: Term, column: int, row: int) -> Term:
    """The same value, read from the cell in which it stands."""
    return Term(cell(column, row), term.value)


def on_path(term: Term, column: int, row: int) -> Term:
    """The same, read from another sheet."""
    return Term(f"Path!{cell(column, row)}", term.value)


def agrees(sheet: LiveSheet, result: Json) -> bool:
    """Whether every formula comes to what the engine computed: only then may a workbook recompute it."""
    units = {str(item["name"]): str(item["unit"]) for item in result.get("results") or ()}
    values = {str(item["name"]): float(item["value"]) for item in result.get("results") or ()}
    if result.get("headline") not in sheet.results:
        return False
    sheet.results = {name: term for name, term in sheet.results.items() if name in values}
    rows = (result.get("table") or {}).get("rows") or []
    if sheet.columns and len(rows) != len(sheet.labels):
        return False
    pairs = [(term.value, values[name], units[name]) for name, term in sheet.results.items()]
    for number, column in enumerate(sheet.columns, 1):
        pairs += [
            (term.value, float(row[number]), column.unit)
            for term, row in zip(column.cells, rows, strict=True)
            if term is not None
        ]
    return all(_same(mine * (100.0 if unit in SHARES else 1.0), engine) for mine, engine, unit in pairs)


def _same(mine: float, engine: float) -> bool:
    return math.isclose(mine, engine, rel_tol=1e-9, abs_tol=1e-6)
