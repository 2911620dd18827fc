"""Scenarios drawn from a fixed seed, and the figures that plain arithmetic expects of them."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from engine import run
from engine.model import Scenario
from tests.engine.writing import Json

ROUNDS = 2000
Drawn = tuple[Json, Mapping[str, float]]
Family = Callable[["Chance"], Drawn]


class Chance(random.Random):
    """Numbers of so many decimals, as documents print them."""

    def number(self, low: float, high: float, decimals: int = 1) -> float:
        return round(self.uniform(low, high), decimals)


def as_printed(value: float, decimals: int) -> float:
    """Rounded half up, as a document prints it."""
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def agree(*families: Family) -> None:
    """2,000 scenarios, drawn from the families in turn, give what their own arithmetic expects, to nine digits."""
    chance = Chance(20261122)
    for number in range(ROUNDS):
        scenario, wanted = families[number % len(families)](chance)
        made = {item.name: item.value for item in run(Scenario.from_json(scenario)).results}
        off = {
            name: (made.get(name), value)
            for name, value in wanted.items()
            if not math.isclose(made.get(name, math.nan), value, rel_tol=1e-9, abs_tol=1e-7)
        }
        assert off == {}, scenario
