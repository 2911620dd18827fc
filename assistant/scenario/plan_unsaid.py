"""What a change leaves unsaid: of what, points or percent, in all or each year. One question, with a figure for each reading."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.case import FTE, HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.path_draft import _baseline, _path, _source_word
from assistant.scenario.plan_subject import default_subject
from assistant.scenario.start import Start
from assistant.scenario.subjects import Subject
from engine.model import (
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
from ingest.fact_model import Fact
from ingest.quantities_model import Kind


def _guard(case: Case, start: Start, changes: tuple[Amount, ...]) -> None:
    """A percentage off a rate has two readings; ask, with a figure for each."""
    if (
        start.unit is Unit.SHARE
        and changes
        and all(a.kind is Kind.PERCENT for a in changes)
        and not _relative_said(case)
    ):
        raise Stop(_points_or_percent(case, start, changes[0]))


def _relative_said(case: Case) -> bool:
    return (
        any(a.per == "year" or a.value >= 25 or abs(a.value) == 50 for a in case.frame.all(Role.CHANGE))
        or "relative" in case.frame.text
    )


def _points_or_percent(case: Case, start: Start, amount: Amount) -> Draft:
    from assistant.scenario.plan_leavers import leavers_of

    name = phrases.metric_name(start.subject)
    body = case.body.short_name
    sign = "down" if amount.sign < 0 else "up"
    runs: list[Projection] = []
    for unit in (Unit.POINTS, Unit.PERCENT):
        kind = ChangeKind.STEP if unit is Unit.POINTS else ChangeKind.RATE
        change = Change(kind, (Typed(amount.value, unit),), per=Per.TOTAL, direction=sign)
        runs.append(case.run(case.scenario(Operation.ADJUST, start, changes=(change,))))
    now = runs[0].baseline.display if runs[0].baseline else ""
    labels = (
        f"{amount.value:g} percentage point{'' if amount.value == 1 else 's'}",
        f"{amount.value:g}% of the present rate",
    )
    draft = ask(
        f"Do you mean {labels[0]}, or {labels[1]}?",
        [(label, f"What if {phrases.possessive(body)} {name} went {sign} by {label}?") for label in labels],
    )
    draft.lead = f"Do you mean {labels[0]}, or {labels[1]}?"
    for label, run in zip(labels, runs, strict=True):
        shown = run.result("value")
        text = f"{label[0].upper()}{label[1:]}: from {now} to {show_rate(shown.value)}"
        draft.bullets.append(text + leavers_of(case, start, shown.value) + ".")
    return draft


def show_rate(value: float) -> str:
    """A rate with the decimals it needs: 10.6%, 12.35%."""
    return f"{round(value, 2):g}%"


def _how_long(case: Case, start: Start, changes: tuple[Amount, ...]) -> Draft:
    """One year as a provisional answer, and the question over how long."""
    change = case.changes_of(changes, start)
    run = case.run(
        case.scenario(Operation.PROJECT_COMPOUND, start, changes=(change,), horizon=Horizon(length=1.0))
    )
    stem = case.frame.question.rstrip("?. ")
    draft = ask(
        "Over how many years?",
        [(f"{word} years", f"{stem} for {word} years?") for word in ("two", "three", "five")],
        status=Status.CLARIFY_MISSING_INPUT,
    )
    shown = run.result("value").display
    draft.lead = f"Over how many years? After one year it would be {shown}, from {_baseline(run)}."
    return draft


def _total_or_yearly(case: Case, start: Start, amount: Amount) -> Draft:
    runs = []
    horizon = case.horizon(start)
    for per in (Per.TOTAL, Per.YEAR):
        change = replace(case.change(amount, start), per=per)
        runs.append(
            case.run(case.scenario(Operation.PROJECT_COMPOUND, start, changes=(change,), horizon=horizon))
        )
    span = case.frame.times.length_text or "over the period"
    body, name = case.body.short_name, phrases.metric_name(start.subject)
    verb = "fell" if amount.sign < 0 else "rose"
    labels = (f"{amount.value:g}% in all", f"{amount.value:g}% each year")
    draft = ask(
        f"Do you mean {labels[0]}, or {labels[1]}?",
        [
            (
                labels[0],
                f"What if {phrases.possessive(body)} {name} {verb} {amount.value:g}% in total {span}?",
            ),
            (labels[1], f"What if {phrases.possessive(body)} {name} {verb} {amount.value:g}% a year {span}?"),
        ],
    )
    for label, run in zip(labels, runs, strict=True):
        moved = run.result("change")
        draft.bullets.append(
            f"{label}: {run.result('value').display}, {phrases.fewer(moved.value, moved.display)} than the {_baseline(run)} {_source_word(start)}."
        )
    if case.planned(amount.value):
        draft.assumed.append(f"The plan itself states {amount.value:g}% as a yearly rate.")
    return draft


def _which_measure(case: Case, changes: tuple[Amount, ...]) -> Draft:
    """A change of nothing in particular: offer what the body's figures allow."""
    if not case.frame.bodies and not case.frame.carried and len(case.candidates) != 1:
        return ask(
            "What should change: the headcount, the FTE, or the budget, and for which council?",
            [
                (
                    b.short_name,
                    f"{case.frame.question.rstrip('?. ')} in {phrases.possessive(b.short_name)} FTE?",
                )
                for b in case.candidates[:4]
            ],
        )
    amount = changes[0]
    planned = case.planned(amount.value)
    if planned is not None and (case.frame.times.length is not None or case.frame.times.end is not None):
        start = case.start(FTE if planned.metric != "workforce.headcount" else HEADCOUNT)
        return _path(case, start, tuple(replace(a, per=a.per or "year") for a in changes))
    if amount.per == "year" and (case.frame.times.length is not None or case.frame.times.end is not None):
        start = case.start(default_subject(case))
        return _path(case, start, changes)
    return _measure_options(case, amount)


def _measure_options(case: Case, amount: Amount) -> Draft:
    body = case.body.short_name
    verb = "cut" if amount.sign < 0 else "raised"
    plain = amount.kind is not Kind.MONEY and amount.value == round(amount.value, 2)
    figure = f"{amount.value:g}%" if plain else amount.text
    opex = next(iter(case.ledger.targets(case.body.id, "budget.opex_cut")), None)
    draft = ask(f"{figure} of what?", [])
    options = []
    for subject in (FTE, HEADCOUNT):
        start = case.start_or_none(subject)
        if start is None or amount.kind is not Kind.PERCENT:
            continue
        name = phrases.metric_name(subject)
        options.append((name, f"What if {body} {verb} its {name} by {figure}?"))
        change = replace(case.change(amount, start), per=Per.TOTAL)
        run = case.run(case.scenario(Operation.ADJUST, start, changes=(change,)))
        moved = run.result("change")
        draft.bullets.append(
            f"{name[0].upper()}{name[1:]}: {run.result('value').display}, {phrases.fewer(moved.value, moved.display)} than {_baseline(run)}."
        )
    options.append(("operating cost", f"What is {figure} of {phrases.possessive(body)} operating cost?"))
    tail = "the documents print no operating cost in pounds, so no sum can be given."
    if opex is not None:
        draft.cited.append((case.ledger.use(opex), "the plan's own aim for operating cost, a target"))
    draft.bullets.append(f"Operating cost: {tail}")
    question = f"{figure} of what: FTE, headcount or operating cost?"
    made = ask(question, options)
    made.bullets, made.cited = draft.bullets, draft.cited
    return made


def _apprentices(case: Case, amount: Amount) -> Draft:
    """Apprentices are counted two ways and over several years: ask which, with a figure for each."""
    facts = case.ledger.matching(case.body.id, Subject("apprentice"))
    if not facts:
        raise Stop(case.missing(Subject("apprentice")))
    facts = facts[:3]
    options, draft = [], Draft("")
    for fact in facts:
        case.ledger.use(fact)
        subject = Subject(fact.metric)
        start = Start(FactRef(fact.id), subject, fact.value or 0.0, Unit.PERSONS, fact)
        change = Change(
            ChangeKind.RATE if amount.kind is Kind.PERCENT else ChangeKind.STEP,
            (Typed(amount.value, Unit.PERCENT if amount.kind is Kind.PERCENT else Unit.PERSONS),),
            per=Per.TOTAL,
            direction="down" if amount.sign < 0 else "up",
        )
        run = case.run(case.scenario(Operation.ADJUST, start, changes=(change,)))
        draft.bullets.append(
            f"{start.noun[0].upper()}{start.noun[1:]}: from {_baseline(run)} to {run.result('value').display}, over the span the figure covers{_span(case, fact)}."
        )
        options.append((start.noun, f"{case.frame.question.rstrip('?. ')}: {start.noun}"))
    if len(facts) == 1:
        return replace(draft, lead=draft.bullets.pop(0))
    question = f"Do you mean {' or '.join(label for label, _ in options)}, and the total of the whole span or the number a year?"
    made = ask(question, options)
    made.bullets = draft.bullets
    return made


def _span(case: Case, fact: Fact) -> str:
    import re

    years = re.findall(r"(?:19|20)\d\d", fact.period or "")
    if len(years) < 2 or int(years[-1]) <= int(years[0]) or fact.value is None:
        return ""
    span = int(years[-1]) - int(years[0])
    each = case.run(
        Scenario(
            Operation.TRAJECTORY_TO_TARGET,
            bodies=(case.body.id,),
            metric=fact.metric,
            inputs={"total": (FactRef(fact.id),)},
            horizon=Horizon(length=float(span)),
            outputs=("instalment",),
        )
    )
    return f" ({fact.period}), about {each.result('instalment').display} a year"
