"""What is left: figures per another figure, levels asked of the future without a change, refusals."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.model import Status
from assistant.scenario import clarify, phrases
from assistant.scenario.case import FTE, HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop
from assistant.scenario.ledger import metric_id
from assistant.scenario.plan_subject import subject_of
from assistant.scenario.subjects import Subject
from engine.model import Operation, Scenario, Unit

AGENCY = Subject("agency.spend")
PAY = Subject("pay.bill")


def plan_ratio(case: Case) -> Draft:
    """One figure of a body for each of another."""
    import re

    per = re.search(r"\bper (\w+)|\bfor (?:each|every) (\w+)", case.frame.text)
    word = (per[1] or per[2]) if per else ""
    below: Subject | None = FTE if word.startswith(("fte", "full")) else HEADCOUNT if word else None
    if case.frame.says("share_of") and case.frame.about("agency.spend") and case.frame.about("pay.bill"):
        return _share(case, AGENCY, PAY)
    subjects = [s for s in case.frame.subjects if below is None or s != below]
    if below is None and len(case.frame.subjects) > 1:
        subjects, below = [case.frame.subjects[0]], case.frame.subjects[1]
    above = next((s for s in subjects if s.metric not in {"workforce.headcount"} or below != HEADCOUNT), None)
    if above is None or below is None:
        raise Stop(Draft("The ratio of which two figures?", status=Status.CLARIFY_AMBIGUOUS, code="E_AMBIG"))
    first, second = case.start(above), case.start(below)
    run = case.run(
        Scenario(
            Operation.RATIO,
            bodies=(case.body.id,),
            metric=metric_id(above),
            baseline=first.input,
            inputs={"denominator": (second.input,)},
        )
    )
    unit = "FTE" if below == FTE else "employee"
    base, other = run.baseline, next(i for i in run.inputs if i.name == "denominator")
    top = phrases.amount(base.value, base.unit, base.decimals) if base else ""
    return Draft(
        f"{run.display} {phrases.metric_name(above) if run.unit is not Unit.GBP_EACH else 'of ' + phrases.metric_name(above)} per {unit}: {top} over {other.display}{'' if below == FTE else ' staff'}."
    )


def _share(case: Case, part: Subject, whole: Subject) -> Draft:
    """One stated sum as a share of another."""
    first, second = case.start(part), case.start(whole)
    run = case.run(
        Scenario(
            Operation.RATIO,
            bodies=(case.body.id,),
            metric=metric_id(part),
            baseline=first.input,
            inputs={"denominator": (second.input,)},
        )
    )
    shown = phrases.size(run.result("percent").display)
    return Draft(f"{phrases.capital(phrases.metric_name(part))} is {shown} of {phrases.metric_name(whole)}.")


def plan_future(case: Case) -> Draft:
    """A level asked of the future without saying what changes."""
    frame = case.frame
    subject = subject_of(case) or HEADCOUNT
    if subject.metric == "apprentice":
        subject = Subject("apprentice")
    pick = case.choice(subject)
    if pick is None:
        draft = clarify.missing_figure(case, subject)
        if subject.metric == "pay.bill":
            from assistant.scenario.plan_pay import no_pay

            return no_pay(case)
        if subject.metric == "paygap.mean":
            draft.also.append("A pay gap is not carried forward by a rate in any case.")
        return draft
    if (
        subject == HEADCOUNT
        and frame.says("project")
        and frame.times.length is None
        and frame.times.end is None
    ):
        return clarify.which_stock(case)
    return clarify.forecast(case, subject)


def plan_forecast(case: Case) -> Draft:
    """Asked to predict."""
    return clarify.forecast(case, subject_of(case) or HEADCOUNT)
