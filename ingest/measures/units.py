"""What units multiply out to: powers of the base units of a quantity's unit, plain numbers left out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from ingest.measures.table import Table, table


@lru_cache(maxsize=4096)
def _powers(unit: str, point: bool) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for place, several in enumerate(unit.split("/")):
        for written in several.split("*"):
            name = base_of(written)
            if point and name == "%":
                name = "point"
            if name and "scale" not in table().units.get(name, {}):
                found[name] = found.get(name, 0) + (1 if place == 0 else -1)
    return tuple(sorted((name, power) for name, power in found.items() if power))


def powers(unit: str, *, point: bool = False) -> dict[str, int]:
    """ "gbp/person" is {"gbp": 1, "person": -1}; "%" is a plain number, or a point where points are counted."""
    return dict(_powers(unit, point))


def times(factors: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The powers of a product: units with +1 for a factor and -1 for a divisor."""
    found: dict[str, int] = {}
    for unit, sign in factors:
        for name, power in powers(unit).items():
            found[name] = found.get(name, 0) + sign * power
    return {name: power for name, power in found.items() if power}


def base_of(unit: str) -> str:
    """The unit of which one is a multiple: pounds for pence."""
    return str(table().units.get(unit, {}).get("base", unit))


def alike(one: str, other: str) -> bool:
    """Whether figures in these units may be added: the same base units, and both a share or neither."""
    return powers(one) == powers(other) and is_share(one) == is_share(other)


def is_share(unit: str) -> bool:
    """Whether a unit is a plain number of a whole: per cent, or so many in 10,000."""
    return "scale" in table().units.get(unit, {}) and unit != "x"


def whole_of(unit: str, kept: Table | None = None) -> float:
    """What a share in this unit is a share of: 100 for per cent, 10,000 for "per 10,000", 1 otherwise."""
    scale = (kept or table()).units.get(unit, {}).get("scale")
    return 1.0 if scale is None else round(1.0 / float(scale), 6)
