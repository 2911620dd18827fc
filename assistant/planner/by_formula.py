"""A formula of the table, and its inverse where a figure is typed or the very thing is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from assistant.planner.again import MOVING
from assistant.planner.by_ratio import WIDE
from assistant.planner.context import NOW, Candidates, Point
from assistant.planner.derivation import Derivation, Source, leaf, worked
from assistant.planner.figures import first, on
from assistant.planner.near import asked
from assistant.planner.periods import years_between
from assistant.planner.refs import parted
from assistant.reading.model import Role
from engine.rules_of_table import RESULT, formula_name
from ingest.measures.table import Formula, Input
from ingest.measures.units import alike

_KEPT = 4
_DEEPEST_NOW = 3


def by_formula(at: Point) -> Candidates:
    """Every formula that gives the quantity or takes it."""
    for formula in at.context.table.formulas_with.get(at.ref.metric, ()):
        if formula.out == at.ref.metric:
            if not formula.then_only or at.world.then or _supposes_hires(at, formula):
                yield from _worked(at, formula, "")
        else:
            unknown = _unknown(at, formula)
            if unknown in formula.inverse:
                yield from _worked(at, formula, unknown)


def _supposes_hires(at: Point, formula: Formula) -> bool:
    """Whether an input that only this formula's future has, and no ratio gives, is typed."""
    inputs = {
        metric for given in formula.inputs.values() if given.how != "now" for metric in given.quantities
    }
    own = {metric for metric in inputs if not at.context.table.ratios_with.get(metric)}
    return any(parted(figure.metric)[0] in own for figure in at.context.figures)


def _unknown(at: Point, formula: Formula) -> str:
    """The name under which the formula takes the quantity as it stands."""
    names = (
        name for name, given in formula.inputs.items() if at.ref.metric in given.quantities and not given.how
    )
    return next(names, "")


def _worked(at: Point, formula: Formula, unknown: str) -> Candidates:
    options = _inputs(at, formula, unknown)
    if options is None:
        return
    name, says = formula_name(formula), (formula.says,) if formula.says else ()
    now = next((key for key, given in formula.inputs.items() if given.how == "now"), "")
    for combination in product(*options.values()):
        members = dict(zip(options, combination, strict=True))
        if _one_unit_each(formula, members):
            was = members.get(now)
            yield worked(name, at.unit, members, relation=name, says=says, was=was)


def _inputs(at: Point, formula: Formula, unknown: str) -> dict[str, Sequence[Derivation]] | None:
    """What is found for each input, and for the result where one input is sought; None when one is missing."""
    options: dict[str, Sequence[Derivation]] = {}
    for name, given in formula.inputs.items():
        if name != unknown:
            found = _found(at, formula, given)
            if not found:
                return None
            options[name] = found[:WIDE]
    if not unknown:
        return options
    result = at.on(at.towards(formula.out))
    if not result or not (
        asked(at) or any(one.used for found in (*options.values(), result) for one in found)
    ):
        return None
    return {**options, RESULT: result[:_KEPT]}


def _found(at: Point, formula: Formula, given: Input) -> Sequence[Derivation]:
    match given.how:
        case "span":
            return _span(at, formula)
        case "target":
            refs = [at.towards(metric) for metric in given.quantities]
            places = [place for ref in refs for place in on(at.context, ref, Role.TARGET, Role.BECOMES)]
            return [first(at.context, place) for place in places]
        case "now":
            near_enough = len(at.path) < _DEEPEST_NOW
            return [one for m in given.quantities if near_enough for one in at.instead(at.towards(m), NOW)]
    found: list[Derivation] = []
    for metric in given.quantities:
        ref = at.towards(metric)
        found += at.on(ref) or at.on(replace(ref, when="", part=""))
    return found


def _span(at: Point, formula: Formula) -> Sequence[Derivation]:
    """The years asked for, which move with the year where the formula gives what comes then."""
    reading = at.context.reading
    if formula.then_only and at.world.then and at.world.years is not None:
        return [leaf(at.world.years, "year", Source.YEARS, MOVING)]
    years = reading.years if reading.years is not None else years_between(reading.start, reading.end)
    return [] if years is None else [leaf(years, "year", Source.YEARS, "span")]


def _one_unit_each(formula: Formula, members: dict[str, Derivation]) -> bool:
    """Inputs that may be of several quantities, and what is counted with them, must be of one unit."""
    choosable = [name for name, given in formula.inputs.items() if len(given.quantities) > 1]
    if not choosable:
        return True
    counted = [
        one.unit for name, one in members.items() if name in choosable or one.unit in ("fte", "person")
    ]
    return all(alike(counted[0], unit) for unit in counted)
