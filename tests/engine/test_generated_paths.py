"""2,000 drawn scenarios a family against arithmetic written here: levels along years, targets, and what compares them."""

from __future__ import annotations

import math

import pytest

from tests.engine.generated import Chance, Drawn, Family, agree
from tests.engine.writing import fig, make, rate, rates, result_of, step, target, years


def level_after(start: float, percents: list[float], delay: int = 0) -> float:
    """Each year's rate acts on what the year before left."""
    level = start
    for percent in [0.0] * delay + percents:
        level += level * percent / 100
    return level


def compound(chance: Chance) -> Drawn:
    start, percent, length = (
        chance.number(-9999, 9999),
        chance.number(-40, 40),
        chance.randint(1, 20),
    )
    delay = chance.choice((0, 0, chance.randint(0, length - 1)))
    end = level_after(start, [percent] * (length - delay), delay)
    scenario = make(
        "project_compound",
        baseline=fig(start, "gbp"),
        changes=[rate(percent, delay=delay)],
        horizon=years(length),
    )
    return scenario, {
        "value": end,
        "change": end - start,
        "fall": start - end,
        "per_year": (end - start) / length,
    }


def compound_by_year(chance: Chance) -> Drawn:
    start, percents = chance.number(1, 9999), [chance.number(-30, 30) for _ in range(chance.randint(2, 9))]
    end = level_after(start, percents)
    scenario = make("project_compound", baseline=fig(start, "fte"), changes=[rates(*percents)])
    even = ((end / start) ** (1 / len(percents)) - 1) * 100
    return scenario, {"value": end, "change_percent": (end / start - 1) * 100, "rate": even}


def monthly(chance: Chance) -> Drawn:
    start, percent, months = chance.number(1, 9999), chance.number(-3, 3, 2), 12 * chance.randint(1, 8)
    end = level_after(start, [percent] * months)
    horizon = {"length": months, "unit": "months"}
    changes = [rate(percent, "month")]
    return make(
        "project_compound", basis="compound", baseline=fig(start, "fte"), changes=changes, horizon=horizon
    ), {"value": end}


def straight(chance: Chance) -> Drawn:
    """A stock stops at 0; a deficit is a number like any other."""
    unit = chance.choice(("fte", "gbp"))
    start = chance.number(1, 5000) if unit == "fte" else -chance.number(1, 5000)
    length, yearly = chance.randint(1, 15), chance.number(-400, 400)
    end = start
    for _ in range(length):
        end = max(0.0, end + yearly) if unit == "fte" else end + yearly
    scenario = make(
        "project_linear", baseline=fig(start, unit), changes=[step(yearly, unit)], horizon=years(length)
    )
    return scenario, {"value": end, "change": end - start}


def straight_rate(chance: Chance) -> Drawn:
    start, percent, length = chance.number(1, 5000), chance.number(-30, 30), chance.randint(1, 15)
    end = max(0.0, start + start * percent * length / 100)
    scenario = make(
        "project_compound",
        baseline=fig(start, "fte"),
        changes=[rate(percent)],
        horizon=years(length),
        basis="linear",
    )
    return scenario, {"value": end, "fall": start - end}


def trajectory(chance: Chance) -> Drawn:
    start, end, length = chance.number(1, 5000), chance.number(1, 5000), chance.randint(2, 15)
    shape = chance.choice(("geometric", "linear"))
    before = start * (end / start) ** ((length - 1) / length)
    if shape == "linear":
        before = start + (end - start) * (length - 1) / length
    scenario = make(
        "trajectory_to_target",
        baseline=fig(start, "fte"),
        changes=[target(end, "fte")],
        horizon=years(length),
        choices={"shape": shape},
    )
    return scenario, {"value": end, "fall_in_year": start - (before + end) / 2}


def phased(chance: Chance) -> Drawn:
    total, parts = chance.number(1e5, 9e6, 0), chance.sample(range(5, 90), chance.randint(2, 4))
    weights = [100 * part / sum(parts) for part in parts]
    scenario = make(
        "trajectory_to_target", total=fig(total, "gbp"), weights=[fig(weight, "%") for weight in weights]
    )
    return scenario, {"instalment": total * parts[0] / sum(parts), "value": total}


def required(chance: Chance) -> Drawn:
    sign, length = chance.choice((-1, 1)), chance.number(0.5, 15)
    start, end = sign * chance.number(10, 5000), sign * chance.number(10, 5000)
    scenario = make(
        "required_rate", baseline=fig(start, "gbp"), changes=[target(end, "gbp")], horizon=years(length)
    )
    yearly = (math.exp(math.log(end / start) / length) - 1) * 100
    return scenario, {
        "rate": yearly,
        "step": (end - start) / length,
        "step_percent": 100 * (end / start - 1) / length,
    }


def time_needed(chance: Chance) -> Drawn:
    start, part, percent = chance.number(10, 5000), chance.number(0.3, 0.95, 3), chance.number(2, 20)
    goal = round(start * part, 1)
    scenario = make(
        "time_to_target", baseline=fig(start, "fte"), changes=[rate(-percent), target(goal, "fte")]
    )
    year, level = 0, start
    while level > goal * (1 + 1e-12):
        year, level = year + 1, level * (1 - percent / 100)
    exact = math.log(goal / start) / math.log(1 - percent / 100)
    return scenario, {"years": exact, "year": year, "level": level}


def history(chance: Chance) -> Drawn:
    start, end = chance.number(10, 5000), chance.number(10, 5000)
    first, length = chance.randint(1990, 2020), chance.randint(1, 20)
    scenario = make(
        "history",
        baseline=fig(start, "fte", as_of=f"{first}-03-31"),
        end=fig(end, "fte", as_of=f"{first + length}-03-31"),
    )
    even = ((end / start) ** (1 / length) - 1) * 100
    return scenario, {"change": end - start, "change_percent": 100 * (end - start) / start, "rate": even}


def compared(chance: Chance) -> Drawn:
    start, length = chance.number(10, 5000), chance.randint(1, 9)
    one, two = chance.number(-20, 20), chance.number(-20, 20)
    first, second = (level_after(start, [percent] * length) for percent in (one, two))
    base = make("project_compound", baseline=fig(start, "fte"), horizon=years(length), basis="compound")
    scenario = make("compare", scenarios=[{**base, "changes": [rate(percent)]} for percent in (one, two)])
    gap = second - first
    return scenario, {
        "value_1": first,
        "value_2": second,
        "difference": gap,
        "difference_percent": 100 * gap / first,
    }


def grid(chance: Chance) -> Drawn:
    start, length = chance.number(10, 5000), chance.randint(1, 9)
    percents = [chance.number(-20, 20) for _ in range(3)]
    base = make(
        "project_compound",
        basis="compound",
        baseline=fig(start, "fte"),
        changes=[rate(percents[0])],
        horizon=years(length),
    )
    scenario = make("sensitivity", scenarios=[base], vary=[{"name": "change", "values": percents}])
    cells = [level_after(start, [percent] * length) for percent in percents]
    named = {f"cell_{row}_1": cell for row, cell in enumerate(cells, start=1)}
    return scenario, {**named, "value": cells[0], "lowest": min(cells), "highest": max(cells)}


def solved(chance: Chance) -> Drawn:
    """The most backfill that still brings the net rate: 1 - g/q."""
    start, q, fall = chance.number(50, 5000), chance.number(10, 30), chance.number(0.5, 9)
    flow = make(
        "stock_flow", baseline=fig(start, "fte"), turnover=fig(q, "%"), horizon=years(chance.randint(1, 5))
    )
    goal = {"unknown": "backfill", "value": -fall, "result": "net_rate"}
    return make("solve_for", scenarios=[flow], goal=goal), {"value": 100 * (1 - fall / q), "goal": -fall}


def chained(chance: Chance) -> Drawn:
    """Days of sickness at the size that a projection reaches."""
    start, percent, length, days = (
        chance.number(10, 5000),
        chance.number(-9, 9),
        chance.randint(1, 9),
        chance.number(1, 20),
    )
    size = make(
        "project_compound",
        basis="compound",
        baseline=fig(start, "fte"),
        changes=[rate(percent)],
        horizon=years(length),
    )
    scenario = make("sickness", baseline=fig(days, "days_per_fte"), fte=result_of(size))
    return scenario, {"days_run_rate": days * level_after(start, [percent] * length)}


FAMILIES: dict[str, tuple[Family, ...]] = {
    "project": (compound, compound_by_year, monthly, straight, straight_rate),
    "trajectory_to_target": (trajectory, phased),
    "required_rate": (required,),
    "time_to_target": (time_needed,),
    "history": (history,),
    "compare": (compared,),
    "sensitivity": (grid,),
    "solve_for": (solved,),
    "chains": (chained,),
}


@pytest.mark.parametrize("name", FAMILIES)
def test_drawn_scenarios_agree_with_plain_arithmetic(name: str) -> None:
    agree(*FAMILIES[name])
