"""What was given and never read: refused by name once the operation has run, so that nothing is ignored in silence.

``check`` refuses what an operation never takes; this refuses what it takes but had no use for beside the other
figures given, such as new posts where nobody asked who is replaced. The working paper notes each figure,
choice, change, horizon and basis that the operation reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.catalogue import NEEDS
from engine.errors import InvalidScenario
from engine.needs import BASELINE, Span
from engine.scenario import Operation as Op
from engine.work import Work

# What goes with what, in words, for the sentence of a refusal; the operations themselves decide it.
_ONLY_WITH: Mapping[Op, Mapping[str, str]] = {
    Op.PROJECT_COMPOUND: {
        "basis": "a rate; a number a year is a straight line, and takes no basis of compound"
    },
    Op.PROJECT_LINEAR: {"basis": "linear or simple, which is what it is"},
    Op.TRAJECTORY_TO_TARGET: {
        "stock": "a target, not with a total to be phased",
        "weights": "the shape that says weighted, or no shape",
        "shape": "a target",
        "basis": "a target and no shape or weights",
        "changes": "a stock, not with a total to be phased",
    },
    Op.STOCK_FLOW: {
        "new_posts": "a backfill or a required cut",
        "redundancies": "a backfill and no required cut, which sets them itself",
        "transfers": "a backfill or a required cut",
        "leaver_base": "a backfill or a required cut",
        "people": "a backfill or a required cut",
    },
    Op.FTE_HEADCOUNT: {
        "fte": "a headcount, and no ratio unless full-timers are given",
        "headcount": "FTE, and no ratio unless full-timers are given",
        "full_time": "FTE and headcount",
    },
    Op.PAY_BILL: {
        "pay": "a baseline in FTE or people, not with a bill in pounds",
        **dict.fromkeys(("headcount", "membership", "lgps_rate", "levy_rate"), "on_costs: yes"),
        "levy_allowance": "on_costs: yes",
        "ni_rate": "on_costs: yes and a headcount, since the threshold is per job",
        "ni_threshold": "on_costs: yes and a headcount, since it is per job",
        "tax_year": "on_costs: yes, for rates that are not typed",
        "fte_basis": "a change over a horizon and no outputs",
        "basis": "a change of the baseline, since awards always compound",
        "horizon": "a change",
    },
    Op.AGENCY: {"horizon": "a change", "basis": "a change"},
    Op.SICKNESS: {
        "fte": "a rate",
        "pay": "FTE or a total of days",
        "on_cost": "pay, and FTE or a total of days",
    },
    Op.AGE_EXPOSURE: {
        "headcount": "a share, or with all_gone: yes",
        "all_gone": "no retirement rate",
        "horizon": "a retirement rate, or with all_gone: yes",
    },
    Op.REPRESENTATION: {
        "headcount": "a target, for the people it takes",
        "turnover": "a target and a horizon, or a share of hires with one of them",
        "hires_share": "turnover, and a target or a horizon",
        "horizon": "turnover",
        "changes": "no target among the inputs",
    },
    Op.BUDGET_GAP: {
        "fte": "a gap and a cost per post",
        "posts_in_year": "posts",
        **dict.fromkeys(("increase", "posts", "cost_per_post"), "a gap"),
    },
    Op.BENCHMARK: {"counts": "two percentages and the denominator of each"},
    Op.HISTORY: {
        "start": "an end level, not with a change",
        "change": "no start, since the two levels give the change",
        "horizon": "figures that do not carry two dates of their own",
    },
    Op.RATIO: {"shown_as": "two figures of one kind"},
    Op.ADJUST: {"stock": "a level that is a percentage"},
}


def refuse_unused(work: Work) -> None:
    """Raises InvalidScenario that names each thing given that the operation did not read."""
    faults = [*_figures(work), *_changes(work), *_span(work), *_choices(work), *_outputs(work)]
    if faults:
        raise InvalidScenario(faults)


def _figures(work: Work) -> Iterator[str]:
    base = NEEDS[work.scenario.operation].baseline
    for name, items in work.figures.items():
        read = name in work.read or (name == base and BASELINE in work.read)
        if items and not read:
            shown = ", ".join(item.display for item in items)
            yield f"{name}: {_no_use(work, name)} ({shown} was given)"


def _changes(work: Work) -> Iterator[str]:
    for number, move in enumerate(work.moves):
        if number not in work.moved:
            shown = ", ".join(item.display for item in move.used)
            yield f"changes[{number}]: {_no_use(work, 'changes')} ({move.kind} of {move.on}, {shown}, was given)"


def _span(work: Work) -> Iterator[str]:
    horizon = work.scenario.horizon
    runs = horizon is not None and (horizon.length is not None or horizon.end is not None)
    if runs and NEEDS[work.scenario.operation].horizon is Span.FULL and "horizon" not in work.read:
        yield f"horizon: {_no_use(work, 'horizon')} ({work.span:g} years were given)"
    if work.scenario.basis is not None and "basis" not in work.read:
        yield f"basis: {_no_use(work, 'basis')} ({work.scenario.basis} was given)"


def _choices(work: Work) -> Iterator[str]:
    """A choice at its default says nothing, so it may stand anywhere."""
    choices = NEEDS[work.scenario.operation].choices
    for item in work.scenario.assumptions:
        known = isinstance(item.value, str) and item.name in choices
        if known and item.value not in choices[item.name][:1] and item.name not in work.read:
            yield f"{item.name}: {_no_use(work, item.name)} ({item.value} was given)"


def _no_use(work: Work, name: str) -> str:
    operation = work.scenario.operation
    goes_with = _ONLY_WITH.get(operation, {}).get(name)
    if goes_with:
        return f"{operation} uses it only with {goes_with}"
    return f"{operation} has no use for it beside the other figures given; leave it out"


def _outputs(work: Work) -> Iterator[str]:
    """Each output asked for is given, or refused; the headline is never another figure than the one asked for."""
    for name in work.scenario.outputs:
        if name not in work.results and not _shows(work, name):
            given = ", ".join(work.results)
            yield f"outputs: {work.scenario.operation} gives no {name} for these figures; it gives {given}"


def _shows(work: Work, name: str) -> bool:
    """Whether a part of the projection that was asked for is there; readings may rightly be none."""
    parts = {
        "series": bool(work.series),
        "waterfall": bool(work.waterfall),
        "steps": bool(work.steps),
        "table": bool(work.table.rows),
        "grid": bool(work.table.rows),
        "readings": True,
    }
    return parts.get(name, False)
