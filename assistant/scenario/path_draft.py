"""The answer to a projection in words: level, change, other reading, path by year."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.scenario import phrases
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.case import HEADCOUNT, Case
from assistant.scenario.draft import Draft
from assistant.scenario.plan_subject import _with_direction, basis_said
from assistant.scenario.rule_tests import is_path
from assistant.scenario.start import Start
from assistant.scenario.subjects import Subject
from engine.model import (
    Basis,
    ChangeKind,
    FactRef,
    Operation,
    Projection,
    Reading,
    Unit,
)
from ingest.fact_model import FactKind
from ingest.quantities_model import Kind


def path_draft(case: Case, start: Start, run: Projection, *, table: bool = True) -> Draft:
    """The answer to a projection: level, change, other reading, path by year."""
    draft = Draft(_path_lead(case, start, run))
    linear = next((r for r in run.readings if r.name == "linear"), None)
    if linear is not None and not _is_range(run):
        draft.also.append(_other_basis(case, start, run, linear))
    for reading in run.readings:
        if reading.name not in {"linear", "low", "high", "rival", "compound"}:
            draft.also.append(f"{reading.label[:1].upper()}{reading.label[1:]}: {reading.display}.")
    rivals(case, start, run, draft)
    if table and len(run.series) > 2:
        _table(run, draft, start)
    draft.follow_ups = _follow_ups(case, start, run)
    _assume(case, start, run, draft)
    return draft


def _assume(case: Case, start: Start, run: Projection, draft: Draft) -> None:
    """What the answer takes for granted: whose staff, the same rate throughout, where years count from."""
    if start.subject.metric in {"workforce.fte", "workforce.headcount"} and start.fact is not None:
        apart = []
        if not case.group_scope and case.ledger.pick(case.body.id, start.subject, group_scope=True):
            apart.append("its companies")
        if case.ledger.pick(case.body.id, Subject("workforce.casual")):
            apart.append("casual workers")
        if apart:
            draft.assumed.append(
                f"{'The group' if case.group_scope else 'Council staff only'}: without {phrases.listed(apart)}."
            )
    if len(run.series) > 2 and run.scenario.changes and len(run.scenario.changes[0].amounts) == 1:
        draft.assumed.append(
            f"The same {'rate' if run.scenario.changes[0].kind is ChangeKind.RATE else 'number'} in each of the years."
        )
    if start.fact is not None and not start.as_of and not start.fact.period:
        draft.assumed.append("Years count from the figure in the plan, which carries no date.")


def _is_range(run: Projection) -> bool:
    return any(r.name == "low" for r in run.readings)


def _other_basis(case: Case, start: Start, run: Projection, linear: Reading) -> str:
    """The straight-line figure beside the compound one."""
    amounts = case.frame.all(Role.CHANGE, Role.INFLATION)
    rate = f"{amounts[0].value:g}%" if len(amounts) == 1 and amounts[0].kind is Kind.PERCENT else "the rate"
    down = run.result("change").value < 0
    moved = _moved_words(start, linear.value - start.value)
    return (
        f"This takes {rate} {'off a smaller' if down else 'of a larger'} total each year. If {rate} of today's number "
        f"{'goes' if down else 'is added'} each year (straight line) it is {linear.display}, {moved}. {_which_basis(run)}"
    )


def _moved_words(start: Start, moved: float) -> str:
    """How far a reading is from the start, in words."""
    from engine.display import show

    unit = Unit.POINTS if start.unit is Unit.SHARE else start.unit
    return phrases.fewer(moved, show(moved, unit), money=start.unit is Unit.GBP)


def _which_basis(run: Projection) -> str:
    from_document = any(
        item.fact and item.kind in {FactKind.ASSUMPTION, FactKind.TARGET} for item in run.inputs
    )
    return "The plan does not say which it means." if from_document else ""


def _path_lead(case: Case, start: Start, run: Projection) -> str:
    value, change = run.result("value"), run.result("change")
    who = _who(case, start)
    if not run.series or abs(change.value) < 1e-12:
        return f"{value.display}{_counted(start)}: unchanged from the figure {_source_word(start)}{who}."
    money = start.unit is Unit.GBP
    if _is_range(run):
        return _range_lead(start, run)
    lead = f"{phrases.bounded(run, value.display)}{_counted(start)} {_at_end(run)}: {phrases.fewer(change.value, change.display, money=money)} than the {_baseline(run)} {_source_word(start)}"
    names = {item.name for item in run.results}
    if "change_percent" in names:
        lead += (
            f", {phrases.fall_or_rise(change.value)} of {phrases.size(run.result('change_percent').display)}"
        )
    return lead + "."


def _range_lead(start: Start, run: Projection) -> str:
    """Lowest to highest, for a rate that was given as a range."""
    ends = sorted((r for r in run.readings if r.name in {"low", "high"}), key=lambda r: r.value)
    return f"{phrases.bare(ends[0].display)} to {ends[-1].display}{_counted(start)} {_at_end(run)}, from {_baseline(run)} {_source_word(start)}: the ends of the range you gave."


def _who(case: Case, start: Start) -> str:
    return f" for {case.bodies[0].short_name}" if case.bodies else ""


def _counted(start: Start) -> str:
    """The noun after a bare count."""
    return f" {start.noun}" if start.unit is Unit.PERSONS else ""


def _at_end(run: Projection) -> str:
    if run.end:
        return f"on {phrases.day(run.end)}"
    years = run.years if run.years is not None else (run.series[-1].t if run.series else 0)
    return (
        f"at the end of year {phrases.years_word(years).split(' ')[0]}"
        if years == int(years)
        else f"after {phrases.years_word(years)}"
    )


def _baseline(run: Projection) -> str:
    return run.baseline.display if run.baseline else "100"


def _source_word(start: Start) -> str:
    if start.fact is None:
        return "that you gave"
    if start.as_of:
        return f"on {phrases.day(start.as_of)}"
    return f"for {start.fact.period}" if start.fact.period else "in the plan"


def _table(run: Projection, draft: Draft, start: Start) -> None:
    first = (
        phrases.capital(_source_word(start).removeprefix("on ").removeprefix("for "))
        if start.fact
        else "Start"
    )
    draft.header = [first, *(point.label for point in run.series[1:])]
    draft.rows = [[phrases.bare(point.display) for point in run.series]]


def rivals(case: Case, start: Start, run: Projection, draft: Draft) -> None:
    """Show the other figure when the documents disagree, with the result it would give."""
    for fact in start.rivals[:1]:
        if fact.value is None:
            continue
        other = replace(
            start, input=FactRef(case.ledger.use(fact).id), value=fact.value, fact=fact, rivals=()
        )
        again = case.run(replace(run.scenario, baseline=other.input))
        draft.also.append(
            f"The documents also give {phrases.fact_value(fact)}; with that figure it is {again.display}."
        )
        draft.conflict = (start.fact, fact) if start.fact else (fact,)
        draft.conflict_text = f"{phrases.fact_value(draft.conflict[0])} and {phrases.fact_value(fact)} are both stated; the first is used."


def _follow_ups(case: Case, start: Start, run: Projection) -> list[str]:
    years = int(run.years or 0)
    made = [f"And over {'five' if years != 5 else 'ten'} years?"]
    if start.subject.metric == "workforce.fte" and case.bodies and case.choice(HEADCOUNT):
        made.append("And in headcount?")
    if start.subject.metric in {"workforce.fte", "workforce.headcount"}:
        made.append("Could natural turnover alone deliver that?")
    return made[:3]


def _path(case: Case, start: Start, changes: tuple[Amount, ...]) -> Draft:
    """A path of years with its table, the other basis beside it."""
    changes = _with_direction(case, changes)
    horizon = case.horizon(start) if not is_path(case.frame) else None
    change = case.changes_of(changes, start)
    scenario = case.scenario(
        Operation.PROJECT_COMPOUND, start, changes=(change,), horizon=horizon, basis=basis_said(case)
    )
    if change.kind is ChangeKind.STEP or scenario.basis in {Basis.LINEAR, Basis.SIMPLE}:
        scenario = replace(scenario, operation=Operation.PROJECT_LINEAR)
    run = case.run(scenario)
    draft = path_draft(case, start, run)
    if changes[0].role is Role.INFLATION:
        draft.assumed.append("Inflation acts on the sum each year; nothing else changes.")
    return draft
