"""Dated national rates with their sources, looked up by id and date; none is carried past the end it has.

A rate without an end was in force when the table was compiled. For a later year it is carried on, and says so.

The only module of the engine that opens a file, and that once: the packaged table ``data/uk_parameters.csv``
("compiled in November 2026" is part of its version and so of every hash).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from engine.dates import as_date, financial_year, is_year, year_of
from engine.display import stated
from engine.errors import NoBaseline, OutOfDomain
from engine.scenario import Unit

# Tax rates change on 6 April, everything else on 1 April.
_TAX = ("employer_ni.", "employment_allowance.", "apprenticeship_levy.", "redundancy.")
_COMPILED = "2026-11"
_LAST_KNOWN = "2026/27"
_UNITS = {
    "%": Unit.PERCENT,
    "% of pay": Unit.PERCENT,
    "% of hours": Unit.SHARE,
    "% of councils": Unit.SHARE,
    "£/year": Unit.GBP_EACH,
    "£/leaver": Unit.GBP_EACH,
    "£": Unit.GBP_EACH,
    "£/week": Unit.GBP_FINE,
    "£/hour": Unit.GBP_FINE,
    "days/FTE/year": Unit.DAYS_PER_FTE,
    "days/year": Unit.DAYS,
    "FTE": Unit.FTE,
    "persons": Unit.PERSONS,
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One dated value: ``value`` None means known to exist, amount not known."""

    id: str
    description: str
    value: float | None
    unit: Unit
    valid_from: date | None
    valid_to: date | None
    status: str
    source: str
    note: str
    is_default: bool
    decimals: int = 0
    carried: str = ""

    @property
    def dated(self) -> str:
        """When it holds, in words."""
        if self.valid_from and self.valid_to:
            return f"{self.valid_from.isoformat()} to {self.valid_to.isoformat()}"
        if self.valid_from:
            return f"from {self.valid_from.isoformat()}"
        return f"until {self.valid_to.isoformat()}" if self.valid_to else "no period given"

    def holds(self, day: date) -> bool:
        """Whether it is in force; with no start recorded it covers only the tax year that ends with it."""
        if self.valid_from is None and self.valid_to is None:
            return True
        start = self.valid_from
        if start is None and self.valid_to is not None:
            start = self.valid_to.replace(year=self.valid_to.year - 1)
        after_start = start is None or day > start or day == self.valid_from
        return after_start and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Parameters:
    """The whole table with its version."""

    rows: tuple[Parameter, ...]
    version: str

    def series(self, name: str) -> tuple[Parameter, ...]:
        """All rows of one parameter, as listed."""
        return tuple(row for row in self.rows if row.id == name)

    def value(self, name: str, on: str | None, *, default_only: bool = False) -> Parameter:
        """The row in force on a date or in a financial year; raises NoBaseline that says what to type.

        Without a date only a parameter with a single row, or one without dates, can be meant.
        """
        rows = [row for row in self.series(name) if row.is_default or not default_only]
        if not rows:
            raise NoBaseline(
                f"There is no national value called {name!r}.",
                offer="Type the value you want to use.",
                missing=name,
                status="clarify_missing_input",
            )
        found = rows if on is None else [row for row in rows if row.holds(_day(name, on))]
        if on is None and len(rows) > 1:
            found = []
        if len(found) != 1 or found[0].value is None:
            raise _ask(name, on, rows, found)
        return found[0] if on is None else _carried(found[0], on)


def parameters_from_csv(text: str) -> Parameters:
    """Read the table; its version is the month it was compiled and a digest of its text."""
    rows = tuple(_row(line) for line in csv.DictReader(io.StringIO(text)))
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Parameters(rows, f"{_COMPILED}-{digest}")


@cache
def packaged() -> Parameters:
    """The table that comes with the engine."""
    return parameters_from_csv(files("engine").joinpath("data/uk_parameters.csv").read_text("utf-8"))


def _row(line: dict[str, str]) -> Parameter:
    printed = line["value"].strip()
    return Parameter(
        id=line["parameter_id"],
        description=line["description"],
        value=float(printed) if printed else None,
        unit=_UNITS.get(line["unit"], Unit.NUMBER),
        valid_from=date.fromisoformat(line["valid_from"]) if line["valid_from"] else None,
        valid_to=date.fromisoformat(line["valid_to"]) if line["valid_to"] else None,
        status=line["status"],
        source=line["source"],
        note=line["note"],
        is_default=line["is_default"].strip().lower() == "true",
        decimals=len(printed.partition(".")[2]),
    )


def _day(name: str, on: str) -> date:
    """The day on which a year's value is read: 6 April for taxes, 1 April for the rest."""
    if is_year(on):
        first = financial_year(on)[0]
        return first.replace(day=6) if name.startswith(_TAX) else first
    try:
        return as_date(on)
    except ValueError as error:
        raise OutOfDomain(
            f"The date of {name} is wrong: {error}.",
            offer="Give a date such as 2025-04-06 or a year such as 2025/26.",
        ) from error


def _carried(row: Parameter, on: str) -> Parameter:
    """The row, with a sentence when the day lies past the last year that the table knows of."""
    day, last = _day(row.id, on), financial_year(_LAST_KNOWN)[1]
    if row.id.startswith(_TAX):
        last = last.replace(month=4, day=5)
    if row.valid_from is None or row.valid_to is not None or day <= last:
        return row
    said = f"The rate of {_LAST_KNOWN}, the last year known, is carried on to {year_of(day)}."
    return replace(row, carried=said)


def _ask(name: str, on: str | None, rows: Sequence[Parameter], found: Sequence[Parameter]) -> NoBaseline:
    what = rows[0].description
    known = "; ".join(
        f"{stated(row.value, row.unit, row.decimals)} ({row.dated})" for row in rows if row.value is not None
    )
    if found and found[0].value is None:
        why = f"{what} exists for {on}, but its amount is not known ({found[0].source})."
    elif on is None:
        why = f"{what} changes by year and no year was given."
    else:
        why = f"No value of {what} is held for {on}."
    return NoBaseline(
        why,
        offer=f"Type the value you want to use. Held: {known or 'none'}.",
        missing=name,
        status="clarify_missing_input",
    )
