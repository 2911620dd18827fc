"""Whether something is enough, and which value of one unknown figure brings a result to its goal."""

from __future__ import annotations

from dataclasses import replace

from assistant.planner.again import Change, again, before
from assistant.planner.asks_path import goal_of, halved
from assistant.planner.choose import best
from assistant.planner.context import NOW, Context, World
from assistant.planner.derivation import Derivation, worked
from assistant.planner.figures import first
from assistant.planner.finish import finish, found_by_trying, need, nothing_found, step, years_of
from assistant.planner.pace import a_year
from assistant.planner.refs import of_figure
from assistant.planner.refusal import Open, Refused
from assistant.planner.result import Result, said
from assistant.reading.model import Figure, Ref, Role

_PERCENT = "%"
_TRIED = (0.1, 0.5, 0.9, 0.02)
_RATES = (-99.0, 300.0)
_AMOUNTS = (0.0, 1e9)


def enough(context: Context) -> Result:
    """Whether what happens covers what is needed, with the margin and the share covered."""
    reading = context.reading
    years = years_of(context, reading.of) if reading.years is not None or reading.end else 1.0
    of = context.whole(reading.of) if isinstance(reading.of, Ref) else None
    if reading.against is not None and of is not None and context.nature(of.metric) == "flow":
        years = min(years or 1.0, 1.0)  # two flows are compared in their first year
    world = World(True, years)
    have = need(context, reading.of, "of", world)
    got, needed, used = _both(context, have, world)
    margin = step(
        "difference", "point" if got.unit == _PERCENT else got.unit, {"first": got, "second": needed}
    )
    covered = worked("share", _PERCENT, {"part": got, "whole": needed})
    result = finish(context, replace(got, used=got.used | needed.used), "enough", used)
    result = replace(result, words="yes" if abs(got.value) >= abs(needed.value) else "no")
    return result.also(
        said("needed", needed),
        said("margin", margin),
        said("share of what is needed", covered),
        said("margin as a share", worked("share", _PERCENT, {"part": margin, "whole": got})),
        said("level", have),
        a_year(context),
    )


def _both(context: Context, have: Derivation, world: World) -> tuple[Derivation, Derivation, frozenset[str]]:
    """What happens and what is needed, in one unit, and the marks of the goal."""
    if context.reading.against is not None:
        return have, need(context, context.reading.against, "against", world), frozenset()
    goals = [place for place, figure in enumerate(context.figures) if figure.role is Role.TARGET]
    if not goals:
        raise Refused(Open.NO_TARGET, "Enough for what?")
    figure, value = context.figures[goals[0]], first(context, goals[0])
    used = value.used | {context.mark("figures", goals[0])}
    base = before(have, lambda ref: best(context.derive(context, ref, NOW)))
    if figure.relative and base is not None:
        changed = step("relative change", _PERCENT, {"first": have, "second": base})
        return changed, value, used
    return have, value if base is None else goal_of(context, goals[0], base), used


def solve(context: Context) -> Result:
    """The value of the one figure without one that brings the thing asked to its goal."""
    reading = context.reading
    unknown = next((place for place, figure in enumerate(context.figures) if figure.value is None), None)
    goal = next((place for place, figure in enumerate(context.figures) if figure.role is Role.TARGET), None)
    if unknown is None or not isinstance(reading.of, Ref):
        raise Refused(Open.NO_UNKNOWN, "Which figure is to be found?")
    if goal is None:
        raise Refused(Open.NO_TARGET, "To reach what?")
    low, high = _bounds(context, context.figures[unknown])
    tree, trial = _tree(context, context.whole(reading.of), unknown, (low, high))
    base = before(tree, lambda ref: best(trial.derive(trial, ref, NOW)))
    if base is None:
        raise nothing_found(context, reading.of)
    target, mark = goal_of(trial, goal, base), context.mark("figures", unknown)

    def distance(x: float) -> float:
        node = again(tree, Change(typed={mark: x}))
        return float("nan") if node is None else node.value - target.value

    if not distance(low) * distance(high) <= 0:
        words = f"No value from {low:g} to {high:g} does it."
        raise Refused(Open.NEVER, words, status="refused")
    found = halved(distance, low, high)
    reached = again(tree, Change(typed={mark: found}))
    assert reached is not None
    node = found_by_trying(found, context.figures[unknown].unit, {"target": target, "reached": reached})
    used = {mark, context.mark("figures", goal)}
    return finish(context, node, "solved", used).also(said("reached", reached), said("before", base))


def _tree(context: Context, of: Ref, unknown: int, bounds: tuple[float, float]) -> tuple[Derivation, Context]:
    """The result as a tree that holds the unknown, worked out for some value within its bounds."""
    low, high = bounds
    for part in _TRIED:
        figures = list(context.figures)
        figures[unknown] = replace(figures[unknown], value=low + part * (high - low))
        trial = context.apart(replace(context.reading, figures=tuple(figures)), "")
        tree = best(context.derive(trial, of, World(True, context.reading.years)))
        if tree is not None and context.mark("figures", unknown) in tree.used:
            return tree, trial
    raise nothing_found(context, of)


def _bounds(context: Context, figure: Figure) -> tuple[float, float]:
    """Within what the unknown is looked for."""
    quantity = context.table.get(of_figure(figure).metric)
    if (
        quantity is not None
        and quantity.low is not None
        and quantity.high is not None
        and quantity.unit == figure.unit
    ):
        if figure.role is Role.BY:
            return -quantity.high, quantity.high
        return quantity.low, quantity.high
    return _RATES if figure.unit == _PERCENT else _AMOUNTS
