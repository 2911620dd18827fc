"""Leavers, replacements and redundancies: O6, with O14, O15, O18 and O19 on top of it."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.scenario import phrases
from assistant.scenario.amount_model import Role
from assistant.scenario.case import FTE, HEADCOUNT, TURNOVER, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.start import Start
from engine.model import (
    Assumption,
    FactRef,
    Horizon,
    Input,
    Operation,
    ParameterRef,
    Projection,
    Scenario,
    Typed,
    Unit,
)
from ingest.quantities_model import Kind

MEDIAN = "turnover.sector_median"


def stock_of(case: Case) -> Start:
    """FTE when FTE is asked about, else the headcount, else whichever is stated."""
    frame = case.frame
    counted = any(a.kind is Kind.FTE for a in frame.all(Role.CHANGE, Role.TARGET, Role.STOCK))
    wants_fte = frame.about("workforce.fte") or counted
    first, second = (FTE, HEADCOUNT) if wants_fte else (HEADCOUNT, FTE)
    if wants_fte or case.start_or_none(first) is not None:
        return case.start(first)
    return case.start_or_none(second) or case.start(first)


def turnover_input(case: Case) -> tuple[Input, Start | None]:
    """Turnover: typed, stated, or the sector's median when it is asked for by name."""
    if case.frame.one(Role.TURNOVER) is None and case.frame.says("use_benchmark", "benchmark"):
        row = case.parameters.series(MEDIAN)
        if row:
            return ParameterRef(MEDIAN), None
    start = case.start_or_none(TURNOVER)
    if start is None:
        raise Stop(_no_turnover(case))
    if start.fact is None and case.frame.one(Role.TURNOVER) is not None:
        return _as_stated(case, start), start
    return start.input, start


def _as_stated(case: Case, start: Start) -> Input:
    """A typed rate that is the sector's median keeps that label."""
    for row in case.parameters.series(MEDIAN):
        if row.value is not None and abs(row.value - start.value) < 1e-9:
            return ParameterRef(MEDIAN)
    return start.input


def _no_turnover(case: Case) -> Draft:
    """No turnover is stated: say so, and offer the benchmark with what it would give, labelled as such."""
    draft = case.missing(TURNOVER)
    body = case.body.short_name
    rows = [row for row in case.parameters.series(MEDIAN) if row.value is not None]
    stock = case.start_or_none(HEADCOUNT)
    if rows and stock is not None:
        row = rows[0]
        value = f"{row.value:g}%"
        draft.clarification = ask(
            "",
            [
                (f"the sector median, {value}", f"Use the LGA median turnover of {value} for {body}"),
                ("a rate of your own", f"How many people leave {body} each year at 10% turnover?"),
            ],
        ).clarification
        draft.also.append(
            f'You can say "use the LGA median" ({value}, a benchmark of other councils), or type a rate.'
        )
        case.run(
            Scenario(
                Operation.STOCK_FLOW,
                bodies=(case.body.id,),
                metric=stock.subject.metric,
                baseline=stock.input,
                inputs={"turnover": (ParameterRef(MEDIAN),)},
            )
        )
    return draft


def backfill_input(case: Case) -> Input | None:
    """The share of leavers replaced: typed, or none at all when the words say so."""
    amount = case.frame.one(Role.BACKFILL)
    if amount is not None:
        return Typed(
            amount.value,
            Unit.PERCENT,
            high=amount.high,
            approx=amount.approx.value,
            label="of leavers replaced",
        )
    return Typed(0.0, Unit.PERCENT) if case.frame.says("no_backfill", "freeze") else None


def choices(case: Case) -> tuple[Assumption, ...]:
    """Whole people and the base of turnover, when the words choose them."""
    made = []
    if case.frame.says("integer"):
        made.append(Assumption("people", "whole"))
    if case.frame.says("average_base"):
        made.append(Assumption("leaver_base", "average"))
    return tuple(made)


def _rival_turnover(
    case: Case, run: Projection, rate: Start | None, draft: Draft, name: str, unit: str = ""
) -> None:
    """The same with the other stated turnover."""
    for fact in rate.rivals[:1] if rate else ():
        inputs = {**run.scenario.inputs, "turnover": (FactRef(case.ledger.use(fact).id),)}
        again = case.run(replace(run.scenario, inputs=inputs))
        draft.also.append(
            f"The documents also say {phrases.fact_value(fact)}; that gives {again.result(name).display}{unit}."
        )
        assert rate is not None and rate.fact is not None
        draft.conflict = (rate.fact, fact)
        draft.conflict_text = f"Turnover is stated as {phrases.fact_value(rate.fact)} and as {phrases.fact_value(fact)}; the first is used."


def plan_flow(case: Case) -> Draft:
    """The stock after some years of turnover and backfill."""
    stock = stock_of(case)
    turnover, rate = turnover_input(case)
    backfill = backfill_input(case)
    assert backfill is not None
    horizon = case.horizon(stock) or Horizon(length=1.0)
    inputs: dict[str, tuple[Input, ...]] = {"turnover": (turnover,), "backfill": (backfill,)}
    new = case.frame.one(Role.NEW_POSTS)
    if new is not None:
        inputs["new_posts"] = (Typed(new.value, stock.unit),)
    run = case.run(
        case.scenario(Operation.STOCK_FLOW, stock, inputs=inputs, horizon=horizon, assumptions=choices(case))
    )
    draft = flow_draft(case, stock, run)
    if case.frame.says("average_base"):
        other = case.run(replace(run.scenario, assumptions=(Assumption("leaver_base", "start"),)))
        draft.also.append(
            f"Counted on the stock at the start of the year, the usual way, it is {other.display}."
        )
    _rival_turnover(case, run, rate, draft, "value")
    return draft


def flow_draft(case: Case, stock: Start, run: Projection) -> Draft:
    """Level, net rate, leavers and hires, with the path."""
    value, change = run.result("value"), run.result("change")
    names = {item.name: item for item in run.results}
    lead = f"{value.display}{_noun(stock)} {_after(run)}: {phrases.fewer(change.value, change.display)} than the {_baseline(run)} {_dated(stock)}"
    if "net_rate" in names and (run.years or 0) > 1:
        lead += f", a net {'fall' if names['net_rate'].value < 0 else 'rise'} of {phrases.size(names['net_rate'].display)} a year"
    draft = Draft(lead + ".")
    if "leavers_total" in names and "hires_total" in names:
        draft.also.append(
            f"In all {names['leavers_total'].display} leave and {names['hires_total'].display if names['hires_total'].value else 'none'} {'are' if names['hires_total'].value != 1 else 'is'} replaced."
        )
    if len(run.series) > 2:
        draft.header = [
            phrases.day(stock.as_of) if stock.as_of else "In the plan" if stock.fact else "Start",
            *(p.label for p in run.series[1:]),
        ]
        draft.rows = [[phrases.bare(p.display) for p in run.series]]
        if case.frame.says("integer"):
            draft.also.append(_whole_words(run))
    if case.frame.times.past_length is None and (run.years or 1) < 1:
        draft.assumed.append("Part of a year takes that part of a year's leavers.")
    return draft


def _whole_words(run: Projection) -> str:
    columns = [column.name for column in run.table.columns]
    leave, hire = columns.index("leavers"), columns.index("hires")
    left = phrases.listed([row[leave] for row in run.table.displays])
    hired = phrases.listed([row[hire] for row in run.table.displays])
    return f"Leavers by year: {left}; hires: {hired}."


def _after(run: Projection) -> str:
    if run.end:
        return f"on {phrases.day(run.end)}"
    return f"after {phrases.years_word(run.years or 1)}"


def _dated(start: Start) -> str:
    if start.fact is None:
        return "you gave"
    return f"on {phrases.day(start.as_of)}" if start.as_of else "in the plan"


def _noun(start: Start) -> str:
    return f" {start.noun}" if start.unit is Unit.PERSONS else ""


def _baseline(run: Projection) -> str:
    return run.baseline.display if run.baseline else ""


def _used(run: Projection, name: str) -> str:
    return next((item.display for item in run.inputs if item.name == name), "")
