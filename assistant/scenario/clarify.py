"""What is said when a figure is missing, blank, unknowable or not to be worked out: section 8 of the specification."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.draft import Draft, ask
from assistant.scenario.subjects import Subject
from engine.model import FactRef, Operation, Scenario
from ingest.fact_model import Fact, FactKind

if TYPE_CHECKING:
    from assistant.scenario.case import Case

_NEAR = {
    "workforce.fte": ("workforce.headcount",),
    "workforce.headcount": ("workforce.fte",),
    "leavers.rate": ("workforce.headcount",),
    "sickness": ("workforce.headcount",),
    "agency.spend": ("workforce.fte", "workforce.headcount"),
    "pay.bill": ("workforce.fte", "workforce.headcount"),
}
_TYPED = {
    "workforce.headcount": "assume … staff",
    "workforce.fte": "assume … FTE",
    "leavers.rate": "at …% turnover",
    "agency.spend": "with £… of agency spend",
    "budget.gap": "with a gap of £…",
}


def missing_figure(case: Case, subject: Subject) -> Draft:
    """The blank's own words, or silence with what is nearest and what to type; never another body's figure."""
    body = case.body
    blank = case.ledger.placeholder(body.id, subject)
    name = phrases.metric_name(subject)
    if blank is not None:
        draft = Draft(
            f"{phrases.possessive(body.short_name)} document leaves {name} blank, so there is nothing to start from.",
            status=Status.PLACEHOLDER,
            code="E_PLACEHOLDER",
        )
        draft.cited.append((blank, "the blank as it stands"))
    elif not case.ledger.all(body.id) and body.id not in {b.id for b in case.candidates}:
        draft = Draft(
            f"No document of {body.short_name} is loaded, so its {name} is not known.",
            status=Status.NOT_LOADED,
            code="E_NO_BASELINE",
        )
    else:
        scope = (
            " for the group with its companies"
            if case.group_scope and subject.metric.startswith("workforce.")
            else ""
        )
        draft = Draft(
            f"{phrases.possessive(body.short_name)} documents state no figure for {name}{scope}.",
            status=Status.NOT_STATED,
            code="E_NO_BASELINE",
        )
        for fact in _nearest(case, subject):
            draft.also.append(f"What is stated is {_said(fact)}.")
            draft.cited.append((case.ledger.use(fact), ""))
    typed = _TYPED.get(subject.metric)
    if typed:
        draft.also.append(f'You can give a figure yourself, such as "{typed}"; it will be shown as yours.')
    draft.also.append("No other council's figure is used in its place.")
    return draft


def _nearest(case: Case, subject: Subject) -> list[Fact]:
    """A target on the same measure first, then the nearest other measure of the same body."""
    targets = case.ledger.matching(
        case.body.id, subject, kinds=(FactKind.TARGET, FactKind.ASSUMPTION, FactKind.BENCHMARK)
    )
    if targets:
        return targets[:1]
    for metric in _NEAR.get(subject.metric, ()):
        choice = case.ledger.pick(case.body.id, Subject(metric))
        if choice is not None:
            return [choice.fact]
    return []


def _said(fact: Fact) -> str:
    kind = {
        FactKind.TARGET: ", a target and not an actual",
        FactKind.ASSUMPTION: ", an assumption and not a result",
    }.get(fact.kind, "")
    from ingest import metrics

    return f"{metrics.name(fact.metric)}: {phrases.fact_value(fact)}{kind}"


def forecast(case: Case, subject: Subject) -> Draft:
    """Asked to predict: the present figure, and a projection of a rate that the asker names."""
    choice = case.choice(subject)
    if choice is None:
        return missing_figure(case, subject)
    name, body = phrases.metric_name(subject), case.body.short_name
    shown = phrases.fact_value(choice.fact)
    span = case.frame.times.length_text or "over three years"
    draft = ask(
        "At what rate should it change?",
        [
            (
                "falling 2% a year",
                f"What will {phrases.possessive(body)} {name} be {_over(span)} if it falls 2% a year?",
            ),
            (
                "rising 2% a year",
                f"What will {phrases.possessive(body)} {name} be {_over(span)} if it rises 2% a year?",
            ),
        ],
        status=Status.CLARIFY_MISSING_INPUT,
        code="E_FORECAST",
    )
    draft.lead = f"Nobody can say what {phrases.possessive(body)} {name} will be: it is {shown} today, and I project a rate that you name."
    draft.cited.append((choice.fact, name))
    for fact in choice.rivals[:1]:
        draft.also.append(f"The documents also say {phrases.fact_value(fact)}; the first is used.")
        draft.cited.append((case.ledger.use(fact), "the figure that disagrees"))
        draft.conflict = (choice.fact, fact)
        draft.conflict_text = f"{shown} and {phrases.fact_value(fact)} are both stated."
        draft.lead = (
            f"It depends on a change that you name. The share starts from {shown}."
            if subject.metric == "div.share"
            else draft.lead
        )
    return draft


def _over(span: str) -> str:
    return span if span.startswith(("in", "over", "for", "after", "next")) else "over three years"


def probability(case: Case) -> Draft:
    """Asked how likely: what would have to be true can be shown, a likelihood cannot."""
    body = case.bodies[0].short_name if case.bodies else "the council"
    gap = case.ledger.pick(case.bodies[0].id, Subject("budget.gap")) if case.bodies else None
    draft = ask(
        "Which savings should I try?",
        [
            (
                "cuts in posts",
                f"If {body} cuts FTE 2% a year for three years at £45,000 a post, how much of the gap is left?",
            ),
            (
                "recurrent savings",
                f"If {body} makes recurrent savings of £2m, £3m and £3m, how much of the gap is left?",
            ),
        ],
        status=Status.CLARIFY_MISSING_INPUT,
        code="E_PROB",
    )
    draft.lead = "No likelihood can be given: I work out what would have to be true, not how likely it is."
    draft.also.append("Name the savings, and I can show what each would leave.")
    if gap is not None:
        draft.cited.append((gap.fact, "the sum in question"))
    return draft


def person() -> Draft:
    """Individuals are never named or picked."""
    return Draft(
        "I do not answer about individuals or say who should go.",
        also=["Totals can be given: how many leave in a year, or how many redundancies a cut would need."],
        status=Status.REFUSED_PERSON,
        code="E_PERSON",
    )


def start_or_rate(case: Case) -> Draft:
    """A horizon without a rate, and nothing to carry one from."""
    body = case.bodies[0].short_name if case.bodies else "it"
    draft = ask(
        "From which date, and at what rate?",
        [
            (
                "falling 1% a year, from the date in the document",
                f"What will {phrases.possessive(body)} headcount be in three years if it falls 1% a year?",
            )
        ],
        status=Status.CLARIFY_AMBIGUOUS,
    )
    draft.lead = "Three years from the date in the document or from today, and at what rate of change?"
    return draft


def which_stock(case: Case) -> Draft:
    """ "Project the staff": council or group, heads or FTE, and at what rate."""
    body = case.body
    options, bullets = [], []
    draft = ask("Which number, and at what rate of change?", [])
    for label, metric, group in (
        ("headcount of the council", "workforce.headcount", False),
        ("headcount of the group with its companies", "workforce.headcount", True),
        ("FTE of the council", "workforce.fte", False),
    ):
        choice = case.ledger.pick(body.id, Subject(metric), group_scope=group)
        if choice is None:
            continue
        what = "FTE" if metric.endswith("fte") else "staff"
        bullets.append(
            f"{label[0].upper()}{label[1:]}: {phrases.fact_value(choice.fact)}{'' if what == 'FTE' else ' staff'}."
        )
        draft.cited.append((choice.fact, label))
        companies = " with its companies" if group else ""
        options.append(
            (
                label,
                f"What will {phrases.possessive(body.short_name)} {'FTE' if what == 'FTE' else 'headcount'}{companies} be in three years if it falls 2% a year?",
            )
        )
        case.run(
            Scenario(
                Operation.ADJUST,
                bodies=(body.id,),
                metric=metric,
                scope=choice.fact.population,
                baseline=FactRef(choice.fact.id),
            )
        )
    casual = case.ledger.pick(body.id, Subject("workforce.casual"))
    if casual is not None:
        bullets.append(f"Casual workers are counted apart: {phrases.fact_value(casual.fact)}.")
        draft.cited.append((casual.fact, "casual workers"))
    made = ask("Which number do you mean, and at what rate of change?", options)
    made.bullets, made.cited = bullets, draft.cited
    return made
