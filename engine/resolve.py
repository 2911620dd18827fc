"""From references to figures: facts, typed values, dated parameters and results of inner scenarios."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from engine.dates import as_date, is_year, year_name, year_of
from engine.display import stated
from engine.errors import NoBaseline, NotComparable, OutOfDomain, Placeholder
from engine.parameters import Parameters
from engine.projection import Used
from engine.scenario import (
    Change,
    ChangeKind,
    FactRef,
    Input,
    Origin,
    ParameterRef,
    Per,
    ResultOf,
    Scenario,
    Typed,
    Unit,
)
from engine.units import MONEY, PERCENTAGES, unit_of_metric
from engine.work import Move, Work
from ingest.fact_model import Fact, FactKind, Review
from ingest.metrics import name as name_of_metric

_WORKFORCE = ("workforce.", "leavers.", "sickness.", "div.", "age.", "vacancy.")
_NUDGE = 0.01
_MOST_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class How:
    """Which reading to take: straight line, an end of a range (by path), the rival of a fact."""

    linear: bool = False
    pins: Mapping[str, str] = field(default_factory=dict)
    rivals: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Env:
    """What figures are found in, and what was met on the way, inner scenarios included."""

    facts: Mapping[str, Fact]
    parameters: Parameters
    how: How
    evaluate: Callable[[Scenario, Env, str], Work]
    ranged: dict[str, str] = field(default_factory=dict)
    bounds: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, list[str]] = field(default_factory=dict)
    inner: list[Work] = field(default_factory=list)
    basis_open: bool = False


def figure(given: Input, name: str, path: str, env: Env, default_on: str | None) -> Used:
    """The input as a figure, at the end of its range that is wanted."""
    if isinstance(given, ResultOf):
        return _result(given, name, path, env)
    if isinstance(given, FactRef):
        used = _fact(given.fact, name, env)
    elif isinstance(given, ParameterRef):
        used = _parameter(given, name, env, default_on)
    else:
        used = _typed(given, name)
    return _pinned(used, path, env)


def moves(
    scenario: Scenario, path: str, env: Env, default_on: str | None, names: Mapping[str, str]
) -> list[Move]:
    """The changes with their figures; ``names`` maps other names of the baseline to "baseline"."""
    return [
        _move(change, f"{path}.changes[{number}]", env, default_on, names)
        for number, change in enumerate(scenario.changes)
    ]


def check_fit(move: Move, start: Used) -> None:
    """A step or a level must be in the unit of what it changes."""
    if move.kind is ChangeKind.RATE or move.relative or start.unit is Unit.NUMBER or move.unit is Unit.NUMBER:
        return
    groups = (PERCENTAGES, MONEY, frozenset({Unit.DAYS, Unit.DAYS_PER_FTE}))
    if move.unit is start.unit or any(move.unit in group and start.unit in group for group in groups):
        return
    raise NotComparable(
        f"The change is in {move.unit} and {start.display} is in {start.unit}.",
        offer=f"Give the change in {start.unit}.",
        status="invalid_scenario",
    )


def decimals_of(value: float) -> int:
    """How many decimals the shortest form of a number shows, four at most."""
    exponent = Decimal(repr(float(value))).normalize().as_tuple().exponent
    return min(max(0, -exponent), _MOST_DECIMALS) if isinstance(exponent, int) else 0


def _move(change: Change, path: str, env: Env, default_on: str | None, names: Mapping[str, str]) -> Move:
    used = tuple(
        figure(
            amount,
            "change" if change.on in names else f"change of {change.on}",
            f"{path}[{index}]",
            env,
            default_on,
        )
        for index, amount in enumerate(change.amounts)
    )
    if change.kind is ChangeKind.RATE and any(item.unit not in PERCENTAGES for item in used):
        raise NotComparable(
            f"A rate is a percentage; {used[0].display} is not.",
            offer="Give a percentage, or a step in units.",
            status="invalid_scenario",
        )
    sign = -1.0 if change.direction == "down" and change.kind is not ChangeKind.TARGET else 1.0
    return Move(
        change.kind,
        tuple(sign * item.value for item in used),
        used[0].unit,
        change.per or Per.YEAR,
        names.get(change.on, change.on),
        change.sense,
        change.delay,
        used,
    )


def _fact(fact_id: str, name: str, env: Env) -> Used:
    fact = env.facts.get(env.how.rivals.get(fact_id, fact_id))
    if fact is None or fact.review is Review.REJECTED:
        raise NoBaseline(
            f"The figure {fact_id!r} is not in the library.",
            missing=name,
            offer="Type the figure you want to use.",
        )
    if fact.value is None:
        raise Placeholder(
            "The document leaves this figure blank.", offer=f"It says: {fact.quote}", missing=name
        )
    if name == "baseline" and fact.kind is FactKind.TARGET and fact.metric.startswith(_WORKFORCE):
        raise NoBaseline(
            "Only a target is stated, no actual figure.", missing=name, offer="Type the present figure."
        )
    rivals = [item for item in fact.conflicts_with if _rivals(fact, env.facts.get(item))]
    if rivals:
        env.conflicts[fact_id] = rivals
    return _from_fact(fact, name)


def _rivals(fact: Fact, other: Fact | None) -> bool:
    return (
        other is not None
        and other.value is not None
        and other.value != fact.value
        and other.review is not Review.REJECTED
        and other.unit == fact.unit
    )


def _from_fact(fact: Fact, name: str) -> Used:
    assert fact.value is not None
    unit = unit_of_metric(fact.metric, fact.unit)
    if unit is Unit.GBP and 0 < fact.step < 1:
        unit = Unit.GBP_FINE  # printed to the penny
    decimals = 0 if fact.step >= 1 else fact.decimals  # "8.4" under "(millions)" has none
    return Used(
        name,
        fact.value,
        unit,
        stated(fact.value, unit, decimals),
        Origin.DOCUMENT,
        label=_label(fact),
        fact=fact.id,
        body=fact.body,
        metric=fact.metric,
        scope=fact.population,
        as_of=fact.as_of,
        period=year_name(fact.period),
        kind=fact.kind.value,
        approx=fact.approx.value,
        high=fact.high,
        decimals=decimals,
        quote=fact.quote if fact.places else "",
        note="corrected by a person" if fact.review is Review.CORRECTED else "",
    )


def _label(fact: Fact) -> str:
    """What the figure is, in a few words: the name of its metric, else its last label and part."""
    labels = dict.fromkeys((fact.part.split(" ; ")[-1], fact.measure.split(" ; ")[-1]))
    return name_of_metric(fact.metric) if fact.metric else ", ".join(filter(None, labels))


def _typed(given: Typed, name: str) -> Used:
    decimals = decimals_of(given.value) if given.decimals is None else given.decimals
    return Used(
        name,
        given.value,
        given.unit,
        stated(given.value, given.unit, decimals),
        given.origin,
        label=given.label,
        body=given.body,
        scope=given.scope,
        as_of=given.as_of,
        period=year_name(given.period),
        kind=given.nature.value if given.nature else "user" if given.origin is Origin.ASKER else "",
        approx=given.approx,
        high=given.high,
        decimals=decimals,
    )


def _parameter(given: ParameterRef, name: str, env: Env, default_on: str | None) -> Used:
    several = len(env.parameters.series(given.parameter)) > 1
    row = env.parameters.value(given.parameter, given.on or (default_on if several else None))
    assert row.value is not None
    unit = Unit.SHARE if row.unit is Unit.PERCENT and given.parameter.startswith("turnover") else row.unit
    return Used(
        name,
        row.value,
        unit,
        stated(row.value, unit, row.decimals),
        Origin.PARAMETER,
        label=row.description,
        period=row.dated,
        kind=row.status,
        decimals=row.decimals,
        note="; ".join(part for part in (row.source, row.note) if part),
        carried=row.carried,
    )


def _result(given: ResultOf, name: str, path: str, env: Env) -> Used:
    work = env.evaluate(given.scenario, env, path)
    env.inner.append(work)
    wanted = work.headline if given.take == "value" and "value" not in work.results else given.take
    if given.take == "value" and given.scenario.outputs:
        wanted = work.headline
    found = work.results.get(wanted)
    if found is None:
        raise NoBaseline(
            f"{given.scenario.operation} gives no {given.take!r}; it gives {', '.join(work.results)}.",
            missing=name,
        )
    base = work.baseline
    return Used(
        name,
        found.value,
        found.unit,
        found.display,
        Origin.COMPUTED,
        label=found.label,
        body=base.body if base else "",
        scope=base.scope if base else "",
        as_of=work.end.isoformat() if work.end else None,
        decimals=base.decimals if base and base.unit is found.unit and given.take == "value" else 0,
    )


def _pinned(used: Used, path: str, env: Env) -> Used:
    """Note a range or a bound, and move to the end of it that this reading wants."""
    if used.high is not None:
        if used.high < used.value:
            used = replace(used, value=used.high, high=used.value)
        env.ranged[path] = "range"
        used = replace(
            used, display=f"{used.display} to {stated(used.high or 0.0, used.unit, used.decimals)}"
        )
    elif used.approx == "about":
        env.ranged[path] = "about"
    elif used.approx != "none":
        env.bounds[path] = used.approx
    pin = env.how.pins.get(path)
    if pin is None:
        return used
    half = 0.5 * 10.0**-used.decimals
    value = {
        "low": used.value if used.high is not None else used.value - half,
        "high": used.high if used.high is not None else used.value + half,
        "nudge": used.value * (1.0 + _NUDGE) or _NUDGE,
    }[pin]
    return replace(used, value=value)


def default_year(base: Used | None) -> str | None:
    """The financial year of the baseline date, for parameters given without a year."""
    if base is None or base.as_of is None:
        return base.period if base is not None and is_year(base.period) else None
    try:
        return year_of(as_date(base.as_of))
    except ValueError as error:
        raise OutOfDomain(f"The date of the baseline is wrong: {error}.") from error
