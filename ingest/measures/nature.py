"""What may be done with a quantity that the table does not name: its nature, told by unit, words and how it is shown."""

from __future__ import annotations

from functools import lru_cache

from ingest.measures.table import Open, table
from ingest.phrases import Phrases

_NAMED = frozenset({"gbp", "%", "x", "point", "score", "day", "hour", "minute", "second", "year", "km", "mile", "tonne", "kg",
                    "tco2e", "ktco2e", "kwh", "mwh", "penny", "journey", "trip", "per 10,000", "per 100,000", "week"})  # fmt: skip


@lru_cache(maxsize=8192)
def nature_of(measure: str, unit: str, *, pence: bool = False) -> str:
    """stock, flow, ratio, price or level; empty when unsure. ``pence`` says that the sum is shown with pence."""
    for line, words in _lines():
        fits = _has_unit(line, unit) and (line.shown != "pence" or pence)
        if fits and (words is None or words.find(measure)):
            return line.nature
    return ""


def _has_unit(line: Open, unit: str) -> bool:
    first, slash, _ = unit.partition("/")
    counted = first not in _NAMED
    if slash:
        return f"{first}/*" in line.units or (counted and "count/*" in line.units)
    return unit in line.units or (counted and "count" in line.units)


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[Open, Phrases | None], ...]:
    return tuple((line, Phrases({"": list(line.words)}) if line.words else None) for line in table().open)
