"""Levels to be reached: the rate that is needed, the path to a target, how long it takes, whether a rate suffices."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.case import TURNOVER, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.path_draft import rivals
from assistant.scenario.plan_subject import basis_said, default_subject, subject_of
from assistant.scenario.start import Start
from engine.model import (
    Basis,
    Change,
    ChangeKind,
    FactRef,
    Horizon,
    Operation,
    Per,
    Projection,
    Scenario,
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
    unnamed = not case.frame.bodies and not case.frame.carried and not case.frame.groups
    if unnamed and not needs_level and (subject_of(case) is None or len(case.candidates) != 1):
        return None
    if case.frame.one(Role.TURNOVER) and not case.frame.about("workforce.fte"):
        choice = case.choice(TURNOVER)
        if choice is None:
            raise Stop(case.missing(TURNOVER))
        from assistant.scenario.start import start_of

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
        value = Typed(amount.value, Unit.PERCENT)
        return Change(ChangeKind.RATE, (value,), per=Per.TOTAL, direction="down" if down else "up")
    return replace(case.change(amount, start), per=Per.TOTAL)


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
