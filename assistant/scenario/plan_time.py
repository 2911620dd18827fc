"""How long until a level is met: O5."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Role
from assistant.scenario.case import FTE, HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.plan_subject import basis_said, default_subject, subject_of
from assistant.scenario.plan_target import _dated, _display, _first_column, _from_when
from assistant.scenario.plan_trend import trend_rate
from assistant.scenario.rule_tests import percents
from assistant.scenario.start import Start
from engine.model import (
    Change,
    ChangeKind,
    FactRef,
    Operation,
    Projection,
    ResultOf,
    Scenario,
    Sense,
    Typed,
    Unit,
)
from ingest.quantities_model import Kind


def plan_time_to(case: Case) -> Draft:
    """O5: years until a level is met and the first year-end that meets it."""
    frame = case.frame
    if frame.says("nobody_left") and not any(a.value for a in frame.all(Role.TARGET)):
        return _until_zero(case)
    if not frame.bodies and not frame.carried and not frame.all(Role.TARGET) and len(percents(frame)) > 1:
        return _time_index(case)
    subject = subject_of(case) or default_subject(case)
    start = case.start(subject)
    pace, note = _pace(case, start)
    goal = _goal(case, start)
    scenario = case.scenario(Operation.TIME_TO_TARGET, start, changes=(goal, pace), basis=basis_said(case))
    _already_behind(case, start, goal, scenario)
    run = case.run(scenario)
    draft = _time_draft(case, start, run)
    draft.assumed.extend(note)
    return draft


def _time_index(case: Case) -> Draft:
    """No body is needed: "how long to lose a quarter at 5% a year"."""
    total = next((a for a in percents(case.frame) if a.per != "year"), percents(case.frame)[0])
    yearly = next(a for a in percents(case.frame) if a is not total)
    sign = yearly.sign or total.sign or -1
    left = 100.0 + (sign * total.value)
    goal = Change(ChangeKind.TARGET, (Typed(left, Unit.PERCENT),))
    pace = Change(
        ChangeKind.RATE, (Typed(yearly.value, Unit.PERCENT),), direction="down" if sign < 0 else "up"
    )
    run = case.run(Scenario(Operation.TIME_TO_TARGET, changes=(goal, pace), basis=basis_said(case)))
    year = run.result("year")
    draft = Draft(
        f"{run.result('years').display}, so it is met at the end of the {phrases.ordinal(int(year.value))} year (year {year.display})."
    )
    draft.also.append(
        f"At that year-end {run.result('level').display} is left of every 100; the answer does not depend on the starting number."
    )
    draft.also.extend(_linear_time(run))
    return draft


def _linear_time(run: Projection) -> list[str]:
    return [
        f"In a straight line, the same share of today's level each year, it takes {r.display}."
        for r in run.readings
        if r.name == "linear"
    ]


def _pace(case: Case, start: Start) -> tuple[Change, list[str]]:
    """The rate or step a year: typed, the trend of two dated figures, or the plan's own."""
    frame = case.frame
    if frame.says("trend") and not frame.all(Role.CHANGE):
        history, facts = trend_rate(case, start)
        past = case.run(history)
        note = f"The change between {phrases.day(facts[0].as_of)} and {phrases.day(facts[1].as_of)}, {past.result('rate').display} a year, goes on."
        return Change(ChangeKind.RATE, (ResultOf(history, "rate"),)), [note]
    amounts = [a for a in frame.all(Role.CHANGE) if a.per in {"year", "month"}] or list(
        frame.all(Role.CHANGE)
    )
    if not amounts and (planned := case.planned()):
        return Change(
            ChangeKind.RATE,
            (FactRef(case.ledger.use(planned).id),),
            direction="up" if (planned.value or 0) < 0 else "down",
        ), []
    if not amounts:
        raise Stop(
            ask(
                "At what rate a year?",
                [(f"{r}% a year", f"{frame.question.rstrip('?. ')} at {r}% a year?") for r in (1, 2, 5)],
                status=Status.CLARIFY_MISSING_INPUT,
            )
        )
    amount = amounts[0]
    if not amount.sign:
        target = frame.one(Role.TARGET)
        sign = -1 if target is None or target.value < start.value else 1
        planned_here = case.planned(amount.value)
        amount = replace(amount, sign=-1 if planned_here else sign)
    return case.change(replace(amount, per=amount.per or "year"), start), []


def _goal(case: Case, start: Start) -> Change:
    target = case.frame.one(Role.TARGET)
    if target is not None:
        relative = target.kind is Kind.PERCENT and start.unit is not Unit.SHARE
        return case.target(target, start, relative=relative)
    total = next((a for a in case.frame.all(Role.CHANGE) if a.per not in {"year", "month"}), None)
    if total is None:
        raise Stop(ask("What level is to be reached?", [], status=Status.CLARIFY_MISSING_INPUT))
    if total.kind is Kind.PERCENT:
        return Change(ChangeKind.TARGET, (Typed(100.0 + (total.sign or -1) * total.value, Unit.PERCENT),))
    return Change(ChangeKind.TARGET, (Typed(start.value + (total.sign or -1) * total.value, start.unit),))


def _already_behind(case: Case, start: Start, goal: Change, scenario: Scenario) -> None:
    """ "back to 3,000 staff" from 3,204 supposes the opposite: ask whether another measure was meant."""
    if goal.sense is not Sense.BACK_TO or not isinstance(goal.amounts[0], Typed):
        return
    wanted = goal.amounts[0].value
    growing = scenario.changes[1].direction == "up"
    if (start.value > wanted) is not growing:
        return
    other = FTE if start.subject == HEADCOUNT else HEADCOUNT
    body = case.body.short_name
    shown = phrases.amount(start.value, start.unit)
    side = "above" if start.value > wanted else "below"
    lead = f"{body} is already {side} that, at {shown}{'' if start.unit is Unit.FTE else ' ' + start.noun}. Did you mean {phrases.metric_name(other)}?"
    draft = ask(
        lead,
        [
            (
                phrases.metric_name(other),
                f"When does {body} reach {wanted:,.0f} {'FTE' if other == FTE else 'staff'} if it {'grows' if growing else 'falls'} {_pace_words(case)}?",
            )
        ],
    )
    if start.fact:
        draft.cited.append((start.fact, phrases.metric_name(start.subject)))
    _other_measure(case, other, wanted, scenario, draft)
    raise Stop(draft)


def _pace_words(case: Case) -> str:
    amount = case.frame.one(Role.CHANGE)
    return f"{amount.text} a year" if amount else ""


def _other_measure(case: Case, other: object, wanted: float, scenario: Scenario, draft: Draft) -> None:
    from assistant.scenario.subjects import Subject
    from engine.errors import EngineError

    assert isinstance(other, Subject)
    start = case.start_or_none(other)
    if start is None:
        return
    goal = Change(ChangeKind.TARGET, (Typed(wanted, start.unit),))
    try:
        run = case.run(case.scenario(Operation.TIME_TO_TARGET, start, changes=(goal, scenario.changes[1])))
    except EngineError:
        return
    draft.bullets.append(
        f"On {phrases.metric_name(other)}, from {_display(run)}, {phrases.amount(wanted, start.unit)} is met after {run.result('years').display}."
    )


def _time_draft(case: Case, start: Start, run: Projection) -> Draft:
    years, level, year = run.result("years"), run.result("level"), run.result("year")
    target = run.result("target")
    who = case.body.short_name if case.bodies else "It"
    if years.value == 0:
        return Draft(
            f"{who} meets that already: {_display(run)} {start.noun if start.unit is Unit.PERSONS else ''} {_dated(start)} against {target.display}."
        )
    calendar = next((item.display for item in run.results if item.name == "calendar_year"), "")
    end = f", on {phrases.day(run.end)}" if calendar and run.end else ""
    draft = Draft(
        f"After {years.display}, so at the end of the {phrases.ordinal(int(year.value))} year{end}: {level.display} by then, from {_display(run)} {_from_when(start)}."
    )
    if len(run.series) > 2 and len(run.series) <= 12:
        draft.header = [_first_column(start), *(p.label for p in run.series[1:])]
        draft.rows = [[phrases.bare(p.display) for p in run.series]]
    draft.also.extend(_linear_time(run))
    if not start.as_of and start.fact:
        draft.assumed.append("Years count from the figure in the plan, which carries no date.")
    for fact in start.rivals[:1]:
        again = case.run(replace(run.scenario, baseline=FactRef(case.ledger.use(fact).id)))
        draft.also.append(
            f"The documents also give {phrases.fact_value(fact)}; from there it takes {again.result('years').display}."
        )
    return draft


def _until_zero(case: Case) -> Draft:
    """Reaching nothing: in steps it has a date, at a percentage it has none."""
    subject = subject_of(case) or default_subject(case)
    start = case.start(subject)
    pace, note = _pace(case, start)
    goal = Change(ChangeKind.TARGET, (Typed(0.0, start.unit),))
    run = case.run(
        case.scenario(Operation.TIME_TO_TARGET, start, changes=(goal, pace), basis=basis_said(case))
    )
    years, year = run.result("years"), run.result("year")
    draft = Draft(
        f"After {years.display}, that is in the {phrases.ordinal(int(year.value))} year: {phrases.metric_name(start.subject)} starts at {_display(run)} and is gone by the end of year {year.display}."
    )
    draft.assumed.extend(note)
    return draft
