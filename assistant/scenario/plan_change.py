"""Levels along a path of years: a rate or step applied, several rates compared, a late start, a trend."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.scenario import phrases
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.case import Case
from assistant.scenario.draft import Draft, Stop
from assistant.scenario.path_draft import _baseline, _counted, _path, _source_word
from assistant.scenario.plan_subject import default_subject, subject_of
from assistant.scenario.plan_trend import plan_trend
from assistant.scenario.plan_unsaid import _apprentices, _guard, _how_long, _total_or_yearly, _which_measure
from assistant.scenario.rule_tests import is_path
from assistant.scenario.start import Start
from engine.model import (
    Basis,
    Change,
    ChangeKind,
    Operation,
    Per,
    Scenario,
    Typed,
    Unit,
)
from ingest.quantities_model import Kind


def plan_project(case: Case) -> Draft:
    """O1, O2 and single adjustments: what a change makes of the level."""
    frame = case.frame
    if frame.says("trend") and not frame.all(Role.CHANGE):
        return plan_trend(case)
    changes = frame.all(Role.CHANGE, Role.INFLATION)
    if _no_base(case):
        return _index(case, changes)
    subject = subject_of(case)
    if subject is None:
        return _which_measure(case, changes)
    if subject.metric == "apprentice":
        return _apprentices(case, changes[0])
    start = case.start(subject)
    _guard(case, start, changes)
    if not (frame.times.length is not None or frame.times.end is not None or is_path(frame)):
        return _at_once(case, start, changes)
    changes = _settle_per(case, start, changes)
    return _path(case, start, changes)


def plan_to_level(case: Case) -> Draft:
    """A level set beside the present one, without a date: the difference."""
    subject = subject_of(case) or default_subject(case)
    start = case.start(subject)
    target = case.frame.one(Role.TARGET)
    assert target is not None
    relative = target.kind is Kind.PERCENT and start.unit is not Unit.SHARE
    run = case.run(
        case.scenario(Operation.ADJUST, start, changes=(case.target(target, start, relative=relative),))
    )
    moved = run.result("change")
    money = start.unit is Unit.GBP
    words = phrases.fewer(moved.value, moved.display, money=money)
    lead = f"{words}{_counted(start)}: {run.result('value').display} against the {_baseline(run)} {_source_word(start)}"
    percent = run.result("change_percent")
    return Draft(f"{lead}, {phrases.fall_or_rise(moved.value)} of {phrases.size(percent.display)}.")


def _no_base(case: Case) -> bool:
    """Rates on something that is no measure of a body ("fees rise 7.5% one year and 6.7% the next")."""
    return (
        not case.frame.bodies and not case.frame.carried and not case.frame.subjects and is_path(case.frame)
    )


def _index(case: Case, changes: tuple[Amount, ...]) -> Draft:
    change = Change(
        ChangeKind.RATE,
        tuple(Typed(a.value, Unit.PERCENT) for a in changes),
        direction="down" if changes[0].sign < 0 else "up",
    )
    run = case.run(
        Scenario(
            Operation.PROJECT_COMPOUND, changes=(change,), basis=Basis.COMPOUND, outputs=("change_percent",)
        )
    )
    total = run.result("change_percent")
    listed = phrases.listed([f"{a.value:g}%" for a in changes])
    word = phrases.fall_or_rise(total.value)
    draft = Draft(f"{listed}, one after the other, come to {word} of {phrases.size(total.display)} in all.")
    draft.assumed.append("Each year's rate acts on what the year before left.")
    return draft


def _at_once(case: Case, start: Start, changes: tuple[Amount, ...]) -> Draft:
    """A change without a length: made at once, or a question how long when it is of each year."""
    amount = changes[0]
    if amount.per in {"year", "month"}:
        return _how_long(case, start, changes)
    change = replace(case.change(amount, start), per=Per.TOTAL)
    run = case.run(case.scenario(Operation.ADJUST, start, changes=(change,)))
    value, moved = run.result("value"), run.result("change")
    money = start.unit is Unit.GBP
    what = phrases.metric_name(start.subject)
    lead = f"{phrases.possessive(case.body.short_name)} {what} would be {phrases.bounded(run, value.display)}"
    lead += f", {phrases.fewer(moved.value, moved.display, money=money)} than the {_baseline(run)} {_source_word(start)}."
    draft = Draft(lead)
    if money and moved.value < 0:
        draft.also.append(f"That saves {phrases.size(moved.display)} a year once it has run for a full year.")
    draft.follow_ups = (
        ["And spread over three years?", f"What if it were {amount.value * 2:g}% instead?"]
        if amount.kind is Kind.PERCENT and amount.value <= 40
        else []
    )
    return draft


def _settle_per(case: Case, start: Start, changes: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Whether a change over a span is in all or of each year; asks when the body's plan states it as yearly."""
    first = changes[0]
    if first.per or is_path(case.frame) or first.role is Role.INFLATION:
        return changes
    times, text = case.frame.times, case.frame.text
    said = times.length_text
    if (
        re_years_of(text)
        or case.frame.carried
        or (case.frame.says("planned") and not said.startswith("over"))
    ):
        return tuple(replace(a, per="year") for a in changes)
    planned = case.planned(first.value) if first.kind is Kind.PERCENT else None
    if planned is not None and start.subject.metric in {"workforce.fte", "workforce.headcount"}:
        raise Stop(_total_or_yearly(case, start, first))
    if said.startswith(("for", "after")) and first.kind is Kind.PERCENT:
        raise Stop(_total_or_yearly(case, start, first))
    return tuple(replace(a, per="total") for a in changes)


def re_years_of(text: str) -> bool:
    """ "three years of 2% cuts", "cut 5% for three years running": the figure is of each year."""
    import re

    return bool(
        re.search(
            r"\byears? (?:of|at) (?:a |an |the )?[\d.]+%|\b(?:running|in a row|successive|consecutive)\b",
            text,
        )
    )
