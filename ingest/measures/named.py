"""Quantities of the table of relations that papers and questions name by its aliases (``named = true``): one row says all.

Their rows for questions (``ingest.metrics``) and for papers (``ingest.facts.label``) are made here, so that neither of those
files has an entry for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ingest.measures.table import Quantity, table

_USUAL = ("number", ("number",), ("count",))
_UNITS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "person": ("persons", ("persons", "number"), ("count",)),
    "fte": ("fte", ("fte", "number"), ("fte", "count")),
    "day": ("days", ("days", "number"), ("days", "count")),
    "gbp": ("gbp", ("gbp",), ("money",)),
    "%": ("share", ("share",), ("percent",)),
}
"""By unit of the table: what a metric calls it, the units that its printed figures have, and their kinds."""
_TYPES = {"stock": "stock", "level": "stock", "flow": "flow", "ratio": "ratio"}
_WEIGHT = 20


def with_questions(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The taxonomy with a metric for each named quantity."""
    return {**data, "metric": [*data["metric"], *_metrics()]}


def with_papers(data: Mapping[str, Any]) -> dict[str, Any]:
    """The cues of papers with those of each named quantity."""
    return {**data, "metric": [*data["metric"], *_cues()]}


def named() -> list[Quantity]:
    """The quantities that one row says all of."""
    return [quantity for quantity in table().quantities.values() if quantity.named]


def _metrics() -> Iterator[Mapping[str, Any]]:
    for quantity in named():
        unit, _, kinds = _UNITS.get(quantity.unit, _USUAL)
        yield {
            **{"id": quantity.id, "name": quantity.name, "unit": unit, "type": _TYPES[quantity.nature]},
            **{"together": "never" if quantity.nature == "ratio" else "sum", "weight": _WEIGHT},
            **{"kinds": list(kinds), "wordings": list(quantity.aliases)},
        }


def _cues() -> Iterator[Mapping[str, Any]]:
    for quantity in named():
        _, units, _ = _UNITS.get(quantity.unit, _USUAL)
        yield {"id": quantity.id, "units": list(units), "cues": list(quantity.aliases)}
