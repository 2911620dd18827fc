"""A body against its own past: O17."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.case import FTE, HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop
from assistant.scenario.plan_bodies import measure
from assistant.scenario.subjects import Subject
from engine.model import (
    FactRef,
    Horizon,
    Input,
    Operation,
    Origin,
    Projection,
    Scenario,
    Typed,
    Unit,
)
from ingest.fact_model import Approx, Fact, FactKind
from ingest.model import Body

_HISTORY = Subject("workforce.change_hist")


def _past_change(case: Case, body: Body) -> tuple[Scenario, list[Fact], float] | None:
    """A rate a year from two dated figures, or from a stated change over a span; None without either."""
    for subject in (HEADCOUNT, FTE):
        choice = case.ledger.pick(body.id, subject)
        if choice and choice.fact.as_of:
            earlier = sorted((f for f in choice.earlier if f.as_of), key=lambda f: f.as_of or "")
            if earlier:
                first = case.ledger.use(earlier[0])
                made = Scenario(
                    Operation.HISTORY,
                    bodies=(body.id,),
                    metric=subject.metric,
                    baseline=FactRef(first.id),
                    inputs={"end": (FactRef(choice.fact.id),)},
                    outputs=("rate",),
                )
                return made, [first, choice.fact], 0.0
    return stated_change(case, body)


def stated_change(case: Case, body: Body) -> tuple[Scenario, list[Fact], float] | None:
    """The change that a document states over a span of years ("reduced by over 20% in the last 12 years")."""
    import re

    from assistant.scenario.times import number

    facts = [
        f
        for f in case.ledger.all(body.id)
        if f.metric == _HISTORY.metric and f.value is not None and f.kind is FactKind.ACTUAL
    ]
    facts.sort(key=lambda f: (f.approx is not Approx.NONE, f.decimals), reverse=True)
    for fact in facts:
        words = f"{fact.period or ''} {fact.quote}"
        found = re.search(
            r"(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen) years", words
        )
        if found is None:
            continue
        years = number(found[1])
        case.ledger.use(fact)
        change: Input = FactRef(fact.id)
        if (fact.value or 0) > 0 and re.search(
            r"reduc|decreas|fall|fell|shrunk|declin|cut|lost|fewer|smaller", fact.quote, re.I
        ):
            change = Typed(
                -(fact.value or 0),
                Unit.PERCENT,
                approx=fact.approx.value,
                origin=Origin.DOCUMENT,
                label="change over the span",
                body=body.id,
                period=fact.period,
            )
        made = Scenario(
            Operation.HISTORY,
            bodies=(body.id,),
            metric=fact.metric,
            inputs={"change": (change,)},
            horizon=Horizon(length=years),
            outputs=("rate",),
        )
        return made, [fact], years
    return None


def _rate_words(run: Projection, fact: Fact) -> str:
    rate = phrases.size(run.result("rate").display)
    bound = (
        "at least "
        if fact.approx is Approx.OVER
        else "at most "
        if fact.approx in {Approx.UNDER, Approx.UP_TO}
        else ""
    )
    return f"{bound}{rate} a year"


def plan_past_rate(case: Case) -> Draft:
    """How a measure changed between two dates, or how fast over a stated span."""
    times = case.frame.times
    subject = measure(case)
    between = _two_dates(case, subject)
    if between is not None:
        return _changed(case, *between)
    wanted = times.past_length or times.length
    past = stated_change(case, case.body) if wanted else None
    past = past or _past_change(case, case.body)
    if past is None or subject.metric not in {"workforce.headcount", "workforce.fte"}:
        raise Stop(case.missing(_HISTORY if past is None else subject))
    scenario, facts, years = past
    if len(facts) == 2:
        return _changed(case, *facts)
    run = case.run(scenario)
    draft = Draft(
        f"{_word(run)} {_rate_words(run, facts[0])}, compounded: {phrases.fact_value(facts[0])} in {phrases.years_word(years)}."
    )
    draft.cited.append((facts[0], "the change as stated"))
    return draft


def _two_dates(case: Case, subject: Subject) -> tuple[Fact, Fact] | None:
    """The body's figures of the two years named, or of the year named and the present one."""
    import re

    years = [int(y) for y in re.findall(r"\b((?:19|20)\d\d)\b", case.frame.text)]
    choice = case.choice(subject)
    if not years or choice is None:
        return None
    unit = choice.fact.unit
    facts = [choice.fact, *choice.earlier]
    first = next((f for f in facts if f.unit == unit and min(years) in _years_of(f)), None)
    last = choice.fact
    if len(set(years)) > 1:
        named = next((f for f in facts if f.unit == unit and max(years) in _years_of(f)), None)
        last = named or last
    if first is None or first.id == last.id:
        return None
    return case.ledger.use(first), case.ledger.use(last)


def _years_of(fact: Fact) -> set[int]:
    import re

    when = fact.as_of[:4] if fact.as_of else fact.period or ""
    return {int(y) for y in re.findall(r"(?:19|20)\d\d", when)}


def _changed(case: Case, first: Fact, last: Fact) -> Draft:
    """Change, change in percent and rate a year between two stated figures."""
    scenario = Scenario(
        Operation.HISTORY,
        bodies=(case.body.id,),
        metric=last.metric,
        baseline=FactRef(first.id),
        inputs={"end": (FactRef(last.id),)},
    )
    run = case.run(scenario)
    names = {item.name: item for item in run.results}
    moved = names.get("points") or names["change"]
    unit = "" if moved.unit is not Unit.PERSONS else " people"
    more = "fewer" if moved.value < 0 else "more"
    lead = f"{phrases.size(moved.display)}{unit} {more}: from {phrases.fact_value(first)} {phrases.when(first)} to {phrases.fact_value(last)} {phrases.when(last)}"
    if "change_percent" in names:
        lead += f", {phrases.fall_or_rise(moved.value)} of {phrases.size(names['change_percent'].display)}"
    draft = Draft(lead + ".")
    if "rate" in names:
        draft.also.append(f"That is {phrases.size(names['rate'].display)} a year.")
    return draft


def _word(run: Projection) -> str:
    return "It fell" if run.result("rate").value < 0 else "It rose"


def plan_faster(case: Case) -> Draft:
    """Which of the bodies changed faster, a year."""
    found = []
    for body in case.frame.bodies if len(case.frame.bodies) > 1 else case.candidates:
        past = _past_change(case, body)
        if past is not None:
            found.append((body, case.run(past[0]), past[1], past[2]))
    if len(found) < 2:
        raise Stop(
            Draft(
                "These cannot be compared: a past change is stated for fewer than two of them.",
                status=Status.NOT_STATED,
                code="E_NOT_COMPARABLE",
            )
        )
    found.sort(
        key=lambda item: item[1].result("rate").value,
        reverse=any(w in case.frame.text for w in ("grew", "grow", "rose")),
    )
    first = found[0]
    others = phrases.listed(
        [f"{_rate_words(item[1], item[2][0])} at {item[0].short_name}" for item in found[1:]]
    )
    draft = Draft(f"{first[0].short_name}: {_rate_words(first[1], first[2][0])} against {others}.")
    for body, run, facts, years in found:
        span = years or abs(run.result("years").value)
        draft.also.append(f"{body.short_name} over {phrases.years_word(span)}.")
        if len(facts) == 1:
            draft.cited.append((facts[0], f"{body.short_name}, the change as stated"))
    draft.care.append("The spans are unlike, so the rates are only a rough comparison.")
    return draft


def plan_earlier(case: Case) -> Draft:
    """The level before a stated change."""
    past = stated_change(case, case.body)
    now = case.start(HEADCOUNT)
    if past is None:
        earlier = case.choice(HEADCOUNT)
        if earlier and earlier.earlier:
            fact = case.ledger.use(earlier.earlier[-1])
            run = case.run(
                Scenario(
                    Operation.ADJUST, bodies=(case.body.id,), metric=fact.metric, baseline=FactRef(fact.id)
                )
            )
            return Draft(f"{run.display} on {phrases.day(fact.as_of)}.")
        raise Stop(case.missing(_HISTORY))
    scenario, facts, years = past
    run = case.run(
        replace(scenario, inputs={**scenario.inputs, "end": (now.input,)}, outputs=("start_level",))
    )
    bound = "At least " if facts[0].approx is Approx.OVER else "About "
    draft = Draft(
        f"{bound}{run.result('start_level').display}, {phrases.years_word(years)} before: {phrases.fact_value(now.fact) if now.fact else now.value} is what is left after a fall of {phrases.fact_value(facts[0])}."
    )
    draft.cited.append((facts[0], "the change as stated"))
    draft.care.append("The span in the document is not dated, so it is taken to end with the present figure.")
    return draft
