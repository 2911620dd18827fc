"""One scenario, read one way: figures found, span fixed, operation run. ``run`` adds the other readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from engine.catalogue import NEEDS
from engine.check import MAX_YEARS
from engine.dates import after, as_date, span
from engine.errors import Ambiguous, OutOfDomain
from engine.operations.absence import sickness
from engine.operations.benchmark import benchmark
from engine.operations.comparison import compare
from engine.operations.derive import derive
from engine.operations.fte import fte_headcount
from engine.operations.levels import project
from engine.operations.pay import pay_bill
from engine.operations.people import age_exposure, share_of_stock
from engine.operations.representation import representation
from engine.operations.sensitivity import sensitivity
from engine.operations.simple import adjust, difference, ratio, total
from engine.operations.solving import solve_for
from engine.operations.spend import agency, budget_gap
from engine.operations.staff import stock_flow, turnover_cost
from engine.operations.targets import history, required_rate, time_to_target
from engine.operations.trajectory import trajectory
from engine.projection import Used
from engine.resolve import Env, check_fit, default_year, figure, moves
from engine.scenario import Assumption, Input, Operation, Origin, ResultOf, Scenario, Typed, Unit
from engine.unused import refuse_unused
from engine.work import Work

OPERATIONS: Mapping[Operation, Callable[[Work], None]] = {
    Operation.PROJECT_COMPOUND: project,
    Operation.PROJECT_LINEAR: project,
    Operation.TRAJECTORY_TO_TARGET: trajectory,
    Operation.REQUIRED_RATE: required_rate,
    Operation.TIME_TO_TARGET: time_to_target,
    Operation.STOCK_FLOW: stock_flow,
    Operation.FTE_HEADCOUNT: fte_headcount,
    Operation.PAY_BILL: pay_bill,
    Operation.AGENCY: agency,
    Operation.SICKNESS: sickness,
    Operation.AGE_EXPOSURE: age_exposure,
    Operation.REPRESENTATION: representation,
    Operation.BUDGET_GAP: budget_gap,
    Operation.COMPARE: compare,
    Operation.SENSITIVITY: sensitivity,
    Operation.BENCHMARK: benchmark,
    Operation.HISTORY: history,
    Operation.SOLVE_FOR: solve_for,
    Operation.TURNOVER_COST: turnover_cost,
    Operation.RATIO: ratio,
    Operation.SHARE_OF_STOCK: share_of_stock,
    Operation.SUM: total,
    Operation.DIFFERENCE: difference,
    Operation.ADJUST: adjust,
    Operation.DERIVE: derive,
}
_NOT_NEGATIVE = (Unit.PERSONS, Unit.FTE, Unit.DAYS)


def evaluate(scenario: Scenario, env: Env, path: str = "") -> Work:
    """The working paper of the scenario as ``env.how`` reads it; raises an EngineError."""
    needs = NEEDS[scenario.operation]
    given = inputs_of(scenario)
    first = given.pop(needs.baseline, ()) if needs.baseline else ()
    base = figure(first[0], "baseline", f"{path}.baseline", env, None) if first else None
    year = default_year(base)
    figures = {
        name: tuple(figure(item, name, f"{path}.{name}[{n}]", env, year) for n, item in enumerate(items))
        for name, items in given.items()
    }
    if base is not None:
        figures[needs.baseline] = (base,)
    names = {"baseline": "baseline", needs.baseline: "baseline"}
    work = Work(
        scenario, env.parameters, figures, tuple(moves(scenario, path, env, year, names)), env.how.linear
    )
    work.first = base
    if base is None and needs.baseline and not needs.without_baseline:
        work.need(needs.baseline, f"{scenario.metric or needs.baseline}")
    _check(work)
    _fix_span(work)
    _posts_in_year(work, scenario, env, path)
    work.inner = lambda inner, place, quiet: _inner(inner, env, f"{path}/{place}", quiet=quiet)
    OPERATIONS[scenario.operation](work)
    if not work.results:
        raise Ambiguous(
            "These figures do not settle what to compute.",
            offer="Add a horizon, a target or a change.",
            missing="horizon",
        )
    refuse_unused(work)
    env.basis_open = env.basis_open or work.basis_open
    for name in scenario.outputs:
        if name in work.results:
            work.headline = name
            break
    return work


def inputs_of(scenario: Scenario) -> dict[str, tuple[Input, ...]]:
    """All figures by name: baseline, inputs and numeric assumptions in one mapping."""
    needs = NEEDS[scenario.operation]
    given = dict(scenario.inputs)
    if scenario.baseline is not None:
        given[needs.baseline] = (scenario.baseline,)
    for item in scenario.assumptions:
        if not isinstance(item.value, str):
            given.setdefault(item.name, (_typed(item),))
    return given


def _typed(item: Assumption) -> Typed:
    assert not isinstance(item.value, str)
    return Typed(item.value, item.unit or Unit.NUMBER, origin=item.origin, label=item.note)


def _inner(scenario: Scenario, env: Env, path: str, *, quiet: bool) -> Work:
    before = len(env.inner)
    work = evaluate(scenario, env, path)
    if quiet:
        del env.inner[before:]
    else:
        env.inner.append(work)
    return work


def _check(work: Work) -> None:
    for items in work.figures.values():
        for item in items:
            if item.value < 0 and item.unit in _NOT_NEGATIVE and item.origin is not Origin.COMPUTED:
                raise OutOfDomain(
                    f"{item.display} cannot be a figure for {item.name}.", offer="Give a number of 0 or more."
                )
    seen = set()
    for move in work.moves:
        target = move.kind.value == "target"
        if (move.on, target) in seen:
            raise Ambiguous(
                "Two changes of the same figure are given.",
                offer="Give one change, or a path by year.",
                missing="changes",
            )
        seen.add((move.on, target))
        changed = work.first if move.on == "baseline" else next(iter(work.figures.get(move.on, ())), None)
        if changed is not None:
            check_fit(move, changed)


def _fix_span(work: Work) -> None:
    """Start, end and length in years from the horizon and the date of the baseline."""
    horizon = work.scenario.horizon
    work.start = _start(work.first, horizon.start if horizon else None)
    if horizon is None:
        return
    if horizon.length is not None:
        work.span = horizon.length / 12 if horizon.unit == "months" else horizon.length
    elif horizon.end is not None:
        if work.start is None:
            raise Ambiguous(
                "The figure carries no date, so the time until then is not known.",
                offer="Say from when it counts, or give a number of years.",
                missing="start",
            )
        work.span = span(work.start, as_date(horizon.end))
    if work.span is None:
        return
    if work.span < 0 and work.scenario.operation is not Operation.HISTORY:
        raise OutOfDomain("The end lies before the start.", offer="Give a later end.")
    if abs(work.span) > MAX_YEARS:
        raise OutOfDomain(
            f"{work.span:g} years is more than the {MAX_YEARS} that a projection may run.",
            offer="Give a nearer end.",
        )
    timeless = work.scenario.operation in (Operation.BUDGET_GAP, Operation.HISTORY)
    if work.start is not None and work.span >= 0 and not timeless:
        try:
            work.end = after(work.start, work.span)
        except ValueError as error:
            raise OutOfDomain(f"The end is past the calendar: {error}.") from error


def _start(base: Used | None, given: str | None) -> date | None:
    for text in (given, base.as_of if base else None, base.period if base else None):
        if text:
            try:
                return as_date(text)
            except ValueError:
                continue
    return None


def _posts_in_year(work: Work, scenario: Scenario, env: Env, path: str) -> None:
    """Posts gone on the average of the last year, when the posts are the fall of a projection."""
    if scenario.operation is not Operation.BUDGET_GAP or work.has("posts_in_year"):
        return
    posts = scenario.inputs.get("posts", ())
    if posts and isinstance(posts[0], ResultOf) and posts[0].take == "fall":
        within = ResultOf(posts[0].scenario, "fall_in_year")
        found = figure(within, "posts_in_year", f"{path}.posts[0]", env, None)
        work.figures = {**work.figures, "posts_in_year": (found,)}
