"""How near the engine runs to bare numpy: prints ratios, each with its goal.

    python benchmarks/engine_speed.py

One projection with its table is set against a ten-year kernel of twenty cohorts; 100,000 scenarios in one
call against the same formula written in numpy.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np

from engine import run
from engine.batch import run_many
from engine.scenario import Horizon, Operation, Scenario, Typed, Unit

ROWS = 100_000


def main() -> None:
    """Measure and print."""
    staff = Typed(3204.0, Unit.PERSONS)
    scenario = Scenario(
        Operation.STOCK_FLOW,
        baseline=staff,
        inputs={"turnover": (Typed(12.6, Unit.SHARE),), "backfill": (Typed(80.0, Unit.SHARE),)},
        horizon=Horizon(10.0),
    )
    kernel = median_s(twenty_cohorts, 300)
    alone = median_s(lambda: run(scenario), 200)
    table = median_s(lambda: run(scenario).frame(), 200)
    text = median_s(lambda: run(scenario).to_json(), 200)
    print(f"numpy kernel, 10 years, 20 cohorts   {kernel * 1e3:8.3f} ms")
    print(f"one projection                       {alone * 1e3:8.3f} ms   {alone / kernel:6.1f} x the kernel")
    print(f"one projection with its table        {table * 1e3:8.3f} ms   {table / kernel:6.1f} x   (goal 20)")
    print(f"one projection as JSON               {text * 1e3:8.3f} ms   {text / kernel:6.1f} x")

    chance = np.random.default_rng(1)
    start, rate = chance.uniform(100, 5000, ROWS), chance.uniform(-20, 20, ROWS)
    years = chance.integers(1, 10, ROWS).astype(float)
    bare = median_s(lambda: start * (1.0 + rate / 100.0) ** years, 50)
    arrays = {"start": start, "rate": rate, "years": years}
    bulk = median_s(lambda: run_many(Operation.PROJECT_COMPOUND, arrays), 50)
    print(f"{ROWS:,} scenarios, bare numpy        {bare * 1e3:8.3f} ms")
    print(
        f"{ROWS:,} scenarios, one call          {bulk * 1e3:8.3f} ms   {bulk / bare:6.2f} x   (goal near 1)"
    )


def twenty_cohorts() -> np.ndarray:
    """Ten years of twenty cohorts with leavers, hires and ageing: the kernel of design/measured.md."""
    cohorts = np.full(20, 160.2)
    leave = np.linspace(0.2, 0.05, 20)
    levels = np.empty((11, 20))
    levels[0] = cohorts
    for year in range(10):
        gone = cohorts * leave
        hired = gone * 0.8
        cohorts = cohorts - gone + hired
        older = cohorts * 0.2
        cohorts = cohorts - older
        cohorts[1:] += older[:-1]
        levels[year + 1] = cohorts
    return levels.sum(axis=1)


def median_s(work: Callable[[], object], times: int) -> float:
    """Median seconds of one call, after a warm-up."""
    work()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
