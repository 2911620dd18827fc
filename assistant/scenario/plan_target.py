"""Levels to be reached: the rate that is needed, the path to a target, how long it takes, whether a rate suffices."""

from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amounts import Amount, Role
from assistant.scenario.case import FTE, HEADCOUNT, TURNOVER, Case, Start
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.intent import percents
from assistant.scenario.plan_change import (
    basis_said,
    default_subject,
    rivals,
    subject_of,
    trend_rate,
    with_direction,
)
from engine.model import (
    Basis,
    Change,
    ChangeKind,
    FactRef,
    Horizon,
    Operation,
    Per,
    Projection,
    ResultOf,
    Scenario,
    Sense,
    Typed,
    Unit,
)
from ingest.quantities_model import Kind


def plan_required(case: Case) -> Draft:
    """O4: the rate a year, and the number a year, that reach a level or a total change in time."""
    frame = case.frame
    subject = subject_of(case)
    start = _start_of(case, subject)
    change = _aim(case, start)
    horizon = case.horizon(start)
    if horizon is None:
        raise Stop(
            ask(
                "By when?",
                [
                    (f"in {n} years", f"{frame.question.rstrip('?. ')} in {n} years?")
                    for n in ("two", "three", "five")
                ],
                status=Status.CLARIFY_MISSING_INPUT,
            )
        )
    if start is None:
        return _required_index(case, change, horizon)
    run = case.run(case.scenario(Operation.REQUIRED_RATE, start, changes=(change,), horizon=horizon))
    return _required_draft(case, start, run)


def _start_of(case: Case, subject: object) -> Start | None:
    """The baseline; None when a total percentage needs none and no body is meant."""
    target = case.frame.one(Role.TARGET)
    needs_level = target is not None and target.kind is not Kind.PERCENT
    if not case.frame.bodies and not case.frame.carried and not needs_level and not case.frame.groups:
        if subject_of(case) is None or len(case.candidates) != 1:
            return None
    if case.frame.one(Role.TURNOVER) and not case.frame.about("workforce.fte"):
        choice = case.choice(TURNOVER)
        if choice is None:
            raise Stop(case.missing(TURNOVER))
        from assistant.scenario.case import start_of

        return start_of(choice, TURNOVER)
    return case.start(subject_of(case) or default_subject(case))


def _aim(case: Case, start: Start | None) -> Change:
    """What is to be reached: a level, or a total change in percent."""
    frame = case.frame
    target = frame.one(Role.TARGET) or (
        frame.one(Role.TURNOVER) if start and start.subject == TURNOVER else None
    )
    if target is not None and not _is_total(target, start, case):
        return case.target(target, start)
    amount = (
        target or next(a for a in frame.all(Role.CHANGE) if a.per != "year")
        if target or any(a.per != "year" for a in frame.all(Role.CHANGE))
        else frame.all(Role.CHANGE)[0]
    )
    down = amount.sign < 0 or amount.sign == 0 and (frame.says("when") or "cut" in frame.text)
    if amount.kind is Kind.PERCENT:
        known = _stated_cut(case, amount)
        value = FactRef(known) if known else Typed(amount.value, Unit.PERCENT)
        return Change(ChangeKind.RATE, (value,), per=Per.TOTAL, direction="down" if down else "up")
    return replace(case.change(amount, start), per=Per.TOTAL)


def _stated_cut(case: Case, amount: Amount) -> str | None:
    """A stated percentage of this value is cited only when it is of the workforce."""
    return None


def _is_total(target: Amount, start: Start | None, case: Case) -> bool:
    """ "reach 25%" of a stock is a cut of 25%; "to 75% of today" and any level of a rate are levels."""
    if target.kind is not Kind.PERCENT:
        return False
    if start is not None and start.unit is Unit.SHARE:
        return False
    return not case.frame.says("of_today") and "of today" not in case.frame.text


def _required_index(case: Case, change: Change, horizon: Horizon) -> Draft:
    run = case.run(Scenario(Operation.REQUIRED_RATE, changes=(change,), horizon=horizon))
    rate, step = run.result("rate"), run.result("step")
    word = "cut" if rate.value < 0 else "rise"
    draft = Draft(
        f"A {word} of {phrases.size(rate.display)} a year, compounded, or {phrases.size(step.display)} of the starting level a year in a straight line."
    )
    draft.also.append("It holds whatever the start: the level today is taken as 100.")
    draft.header = ["Start", *(p.label for p in run.series[1:])]
    draft.rows = [[phrases.bare(p.display) for p in run.series]]
    return draft


def _required_draft(case: Case, start: Start, run: Projection) -> Draft:
    rate = _result(run, "rate")
    step, end = run.result("step"), run.result("end")
    body = phrases.possessive(case.body.short_name) if case.bodies else "The"
    from_to = f"from {start.fact and phrases.fact_value(start.fact) or _display(run)} {_from_when(start)} to {end.display}"
    name = phrases.metric_name(start.subject)
    draft = Draft("")
    if start.unit is Unit.SHARE:
        points = run.result("points")
        word = "down" if points.value < 0 else "up"
        draft.lead = f"{phrases.size(points.display)} {word} each year takes {body} {name} {from_to}"
        draft.lead += (
            f"; relative to the rate it is {phrases.size(rate)} a year, compounded." if rate else "."
        )
    else:
        word = _fall_word(step.value)
        draft.lead = f"{word[0].upper()}{word[1:]} of {phrases.size(rate or step.display)} a year, compounded, or {_step_words(start, run)} a year in a straight line, takes {body} {name} {from_to}."
    if run.years and run.years != int(run.years):
        draft.assumed.append(
            f"The span is {phrases.years_word(run.years)}, from {phrases.day(run.start)} to {phrases.day(run.end)}."
        )
    if len(run.series) > 2:
        draft.header = [_first_column(start), *(p.label for p in run.series[1:])]
        draft.rows = [[phrases.bare(p.display) for p in run.series]]
        draft.assumed.append("The table follows the compounded rate.")
    rivals_note(case, start, run, draft)
    return draft


def rivals_note(case: Case, start: Start, run: Projection, draft: Draft) -> None:
    """Another stated figure for the start is shown with its own rate."""
    for fact in start.rivals[:1]:
        again = case.run(replace(run.scenario, baseline=FactRef(case.ledger.use(fact).id)))
        draft.also.append(
            f"The documents also give {phrases.fact_value(fact)}; from there it is {phrases.size(_result(again, 'rate') or again.display)} a year."
        )
        draft.conflict = (start.fact, fact) if start.fact else (fact,)
        draft.conflict_text = f"Two figures are stated, {phrases.fact_value(draft.conflict[0])} and {phrases.fact_value(fact)}; the first is used."


def _result(run: Projection, name: str) -> str:
    return next((item.display for item in run.results if item.name == name), "")


def _fall_word(value: float) -> str:
    return "a fall" if value < 0 else "a rise"


def _step_words(start: Start, run: Projection) -> str:
    step = run.result("step")
    shown = phrases.size(step.display)
    if start.unit is Unit.PERSONS:
        return f"{phrases.one_decimal(abs(step.value))} people"
    return shown


def _dated(start: Start) -> str:
    return f"on {phrases.day(start.as_of)}" if start.as_of else ""


def _from_when(start: Start) -> str:
    if start.as_of:
        return f"on {phrases.day(start.as_of)}"
    return (
        f"for {start.fact.period}"
        if start.fact and start.fact.period
        else "in the plan"
        if start.fact
        else "as given"
    )


def _display(run: Projection) -> str:
    return run.baseline.display if run.baseline else ""


def _first_column(start: Start) -> str:
    return phrases.day(start.as_of) if start.as_of else "In the plan" if start.fact else "Start"


def plan_trajectory(case: Case) -> Draft:
    """O3: year by year to a level, at an even rate or in a straight line."""
    subject = subject_of(case) or default_subject(case)
    start = case.start(subject)
    change = _aim(case, start)
    basis = basis_said(case)
    if case.frame.says("even") and basis is None and not case.frame.says("compound"):
        basis = Basis.LINEAR
    run = case.run(
        case.scenario(
            Operation.TRAJECTORY_TO_TARGET, start, changes=(change,), horizon=case.horizon(start), basis=basis
        )
    )
    value, moved = run.result("value"), run.result("change")
    draft = Draft(
        f"{value.display} at the end, {phrases.fewer(moved.value, moved.display, money=start.unit is Unit.GBP)} than the {_display(run)} {_from_when(start)}: {phrases.listed([p.display for p in run.series[1:]])} year by year."
    )
    draft.header = [_first_column(start), *(p.label for p in run.series[1:])]
    draft.rows = [[phrases.bare(p.display) for p in run.series]]
    for reading in run.readings:
        if reading.name == "linear" and reading.series:
            draft.also.append(
                f"In a straight line it goes {phrases.listed([p.display for p in reading.series[1:]])}."
            )
    rates = {item.name: item.display for item in run.results}
    if "rate" in rates:
        draft.also.append(f"The even rate is {phrases.size(rates['rate'])} a year.")
    for fact in case.ledger.targets(case.body.id, "budget.opex_cut") if case.bodies else []:
        if change.kind is ChangeKind.RATE and any(
            abs((fact.value or 0) - a.value) < 1e-9 for a in case.frame.all(Role.CHANGE)
        ):
            draft.cited.append(
                (case.ledger.use(fact), "the plan's own percentage, which is of operating cost")
            )
            draft.care.append(
                "The plan's percentage is of operating cost, not of staff; using it on staff is your assumption."
            )
    rivals(case, start, run, draft)
    return draft


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


def _in_plan(start: Start) -> str:
    return "in the plan" if start.fact else "as you gave it"


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


def plan_enough(case: Case) -> Draft:
    """O1 against a target: what the rate comes to over the time given, and what would suffice."""
    frame = case.frame
    yearly = next((a for a in frame.all(Role.CHANGE) if a.per == "year"), frame.all(Role.CHANGE)[0])
    total = next((a for a in (*frame.all(Role.CHANGE), *frame.all(Role.TARGET)) if a is not yearly), None)
    if total is None:
        raise Stop(ask("Enough for what?", [], status=Status.CLARIFY_MISSING_INPUT))
    subject = subject_of(case) or default_subject(case)
    start = case.start(subject)
    yearly = with_direction(case, (yearly,))[0]
    horizon, years_note = _span_of_target(case, start, total)
    unit = Unit.PERCENT if total.kind is Kind.PERCENT else start.unit
    run = case.run(
        case.scenario(
            Operation.PROJECT_COMPOUND,
            start,
            changes=(case.change(replace(yearly, per="year"), start),),
            horizon=horizon,
            inputs={"target": (_target_input(case, total, unit),)},
            basis=basis_said(case),
        )
    )
    need = case.run(
        case.scenario(
            Operation.REQUIRED_RATE,
            start,
            changes=(_enough_goal(case, start, total, yearly),),
            horizon=horizon,
        )
    )
    return _enough_draft(case, start, run, need, total, years_note)


def _target_input(case: Case, total: Amount, unit: Unit) -> Typed:
    return Typed(total.value, unit)


def _span_of_target(case: Case, start: Start, total: Amount) -> tuple[Horizon, list[str]]:
    horizon = case.horizon(start)
    if horizon is not None:
        return horizon, []
    import re

    for fact in case.ledger.targets(case.body.id):
        if fact.value is not None and abs(abs(fact.value) - total.value) < 1e-9:
            words = f"{fact.period or ''} {fact.label} {fact.quote}"
            found = re.search(
                r"\b(?:next|over the|over|within) (?:the |next )*(\d+|two|three|four|five|six|seven|ten) years",
                words,
            )
            if found:
                from assistant.scenario.times import number

                case.ledger.use(fact)
                return Horizon(length=number(found[1])), [fact.id]
    raise Stop(
        ask(
            "Over how many years?",
            [
                (f"{n} years", f"{case.frame.question.rstrip('?. ')} over {n} years?")
                for n in ("three", "five")
            ],
            status=Status.CLARIFY_MISSING_INPUT,
        )
    )


def _enough_goal(case: Case, start: Start, total: Amount, yearly: Amount) -> Change:
    if total.kind is Kind.PERCENT and start.unit is not Unit.SHARE:
        return Change(
            ChangeKind.RATE,
            (Typed(total.value, Unit.PERCENT),),
            per=Per.TOTAL,
            direction="down" if yearly.sign < 0 else "up",
        )
    return case.target(total, start)


def _enough_draft(
    case: Case, start: Start, run: Projection, need: Projection, total: Amount, noted: list[str]
) -> Draft:
    short = run.result("short_of_target")
    change = run.result("change_percent")
    span = phrases.years_word(run.years or 0)
    verdict = "No" if short.value > 1e-9 else "Yes"
    word = "fall" if change.value < 0 else "rise"
    lead = f"{verdict}: it comes to a {word} of {phrases.size(change.display)} after {span}"
    lead += (
        f", {phrases.size(short.display)} short of {total.text}."
        if short.value > 1e-9
        else f", and {total.text} was wanted."
    )
    draft = Draft(lead)
    draft.also.append(f"That is {run.result('value').display}, from {_display(run)} {_from_when(start)}.")
    linear = next((r for r in run.readings if r.name == "linear"), None)
    if linear is not None:
        draft.also.append(f"In a straight line it ends at {linear.display}.")
    draft.also.append(f"{phrases.size(need.result('rate').display)} a year would do it.")
    for fact_id in noted:
        fact = case.ledger.used[fact_id]
        draft.cited.append((fact, "the aim it is set against, a target"))
        if fact.metric == "budget.opex_cut":
            draft.care.append(
                "That percentage is of operating cost, and the rate is of staff: they are different things, and no pay bill is printed to join the two."
            )
    return draft
