"""O3 trajectory_to_target: the path to a level, or a total phased over years."""

from __future__ import annotations

import numpy as np

from engine import kernels
from engine.display import show
from engine.errors import OutOfDomain
from engine.operations.levels import starting_level, target_level, times_to, whole_years, write_path
from engine.projection import Column, Formula, Point, Used
from engine.work import Work, fraction, tabulate

_TINY = 1e-9


def trajectory(work: Work) -> None:
    """O3: the path to a target, linear, geometric or by weights; or a total phased by weights."""
    total = work.get("total")
    if total is not None:
        _phase(work, total, _weights(work))
        return
    start = starting_level(work)
    end = target_level(work, start)
    shape = work.choose("shape", "unstated")
    weights = _weights(work) if shape in ("unstated", "weighted") else []
    years = float(len(weights)) if weights else work.need_years()
    if years == 0 and end != start.value:
        raise OutOfDomain("No time is left to reach a different level.", offer="Give at least one year.")
    if shape == "unstated":
        shape = "weighted" if weights else "linear" if work.is_linear() else "geometric"
    times = times_to(years)
    write_path(work, start, times, _shaped(start.value, end, times, shape, weights))
    work.formula = _SHAPES[shape]


def _weights(work: Work) -> list[float]:
    """One weight for each year of the horizon, where there is one; they sum to 1."""
    weights = [fraction(item) for item in work.many("weights")]
    if weights and abs(sum(weights) - 1.0) > 1e-6:
        raise OutOfDomain(
            f"The weights add up to {sum(weights):g}, not to 1.",
            offer="Give weights that sum to 1 (or 100%).",
        )
    years = work.years if weights else None
    if years is not None and abs(years - len(weights)) > _TINY:
        raise OutOfDomain(
            f"{len(weights)} weights are given and the horizon is {years:g} years.",
            offer="Give one weight a year.",
        )
    return weights


def _phase(work: Work, total: Used, weights: list[float]) -> None:
    """A total spread over the years by weights, or evenly."""
    years = len(weights) or whole_years(work.need_years(), "Instalments")
    parts = [total.value * (weights[index] if weights else 1.0 / years) for index in range(years)]
    running = np.cumsum(parts)
    work.add("instalment", parts[0], total.unit, "in the first year" if weights else "a year")
    work.add("value", float(running[-1]), total.unit, "in all")
    rows: list[tuple[float | str | None, ...]] = []
    for index, part in enumerate(parts):
        work.step(f"Year {index + 1}", part, float(running[index]), total.unit)
        rows.append((f"Year {index + 1}", part, float(running[index])))
    work.waterfall = tuple(work.steps)
    work.series = tuple(
        Point(index + 1.0, f"Year {index + 1}", part, show(part, total.unit))
        for index, part in enumerate(parts)
    )
    columns = (
        Column("year", "Year"),
        Column("part", "In the year", total.unit),
        Column("total", "So far", total.unit),
    )
    work.table = tabulate(columns, rows)
    work.formula = Formula("the total × the year's weight", "T·wₖ")


def _shaped(start: float, end: float, times: list[float], shape: str, weights: list[float]) -> kernels.Floats:
    years = times[-1]
    if years == 0:
        return np.array([start])
    if shape == "weighted":
        if not weights:
            raise OutOfDomain("A weighted path needs weights.", offer="Give one weight a year.")
        return start + (end - start) * np.concatenate([[0.0], np.cumsum(weights)])[: len(times)]
    if shape == "linear":
        return start + (end - start) * np.array(times) / years
    if start * end <= 0:
        raise OutOfDomain(
            "A path at an even rate needs a start and an end on one side of zero.",
            offer="Ask for a straight line.",
        )
    return start * (end / start) ** (np.array(times) / years)


_SHAPES = {
    "geometric": Formula("the same rate each year up to the target", "V₀·(V_N/V₀)^(t/N)"),
    "linear": Formula("the same number each year up to the target", "V₀ + (V_N − V₀)·t/N"),
    "weighted": Formula("the change spread by the given weights", "V₀ + (V_N − V₀)·(w₁ + … + wₜ)"),
}
