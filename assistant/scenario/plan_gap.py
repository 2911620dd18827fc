"""Budget gaps: steps, what savings, one-off money, cuts and awards leave of them: O13."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.scenario import phrases
from assistant.scenario.amount_model import Amount, Role
from assistant.scenario.case import FTE, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.plan_pay import plan_pay_award
from assistant.scenario.plan_subject import with_direction
from assistant.scenario.subjects import Subject
from engine.model import (
    FactRef,
    Horizon,
    Input,
    Nature,
    Operation,
    Per,
    Projection,
    ResultOf,
    Scenario,
    Typed,
    Unit,
)
from ingest.fact_model import Fact
from ingest.quantities_model import Kind

GAP = Subject("budget.gap")


def money_input(case: Case, amount: Amount, label: str = "") -> tuple[Input, Fact | None]:
    """A sum as stated by the body's documents when it is there, else as typed."""
    fact = case.ledger.money(case.body.id, amount.value) if case.bodies else None
    if fact is not None:
        return FactRef(case.ledger.use(fact).id), fact
    return Typed(amount.value, Unit.GBP, high=amount.high, approx=amount.approx.value, label=label), None


def gap_input(case: Case) -> tuple[Input, str, Fact | None]:
    """The gap: the sum named, or the one that the documents state."""
    amount = case.frame.one(Role.GAP) or next(
        (a for a in case.frame.all(Role.REFERENCE, Role.BASE) if a.kind is Kind.MONEY), None
    )
    if amount is None and (one := case.frame.one(Role.ONE_OFF)) is not None and _stated_gap(case) is None:
        amount = one
    if amount is not None:
        found, fact = money_input(case, amount, "gap")
        return found, amount.text, fact
    stated = _stated_gap(case)
    if stated is None:
        raise Stop(case.missing(GAP))
    return FactRef(stated.id), phrases.fact_value(stated), stated


def _stated_gap(case: Case) -> Fact | None:
    from ingest.fact_model import FactKind

    if not case.bodies:
        return None
    facts = case.ledger.matching(case.body.id, GAP, kinds=tuple(FactKind))
    if not facts:
        return None
    named = [fact for fact in facts if fact.period and fact.period.lower() in case.frame.text]
    return case.ledger.use(named[0] if named else max(facts, key=lambda fact: (fact.period or "")[:7]))


def _gap_scenario(case: Case, gap: Input, **parts: object) -> Scenario:
    bodies = (case.bodies[0].id,) if case.bodies else ()
    return Scenario(Operation.BUDGET_GAP, bodies=bodies, metric="budget.gap", baseline=gap, **parts)  # type: ignore[arg-type]


def _year(fact: Fact | None) -> str:
    return f" in {fact.period}" if fact is not None and fact.period else ""


def _one_year(draft: Draft, fact: Fact | None) -> None:
    if fact is not None and fact.metric == "budget.gap":
        draft.care.append("The gap is the shortfall of one year, not a total over several.")


def _cost(case: Case) -> Typed | None:
    amount = case.frame.one(Role.UNIT_COST)
    return Typed(amount.value, Unit.GBP_EACH, high=amount.high, label="cost of a post") if amount else None


def plan_gap_steps(case: Case) -> Draft:
    """A gap closed in equal steps."""
    gap, words, fact = gap_input(case)
    times = case.frame.times
    years = times.budgets or times.length
    horizon = Horizon(length=years) if years else case.horizon(None)
    run = case.run(_gap_scenario(case, gap, horizon=horizon))
    each = run.result("per_year")
    draft = Draft(
        f"{each.display} of new recurrent savings a year closes {words} in {phrases.years_word(years or run.years or 0).replace('year', 'step')}."
    )
    draft.assumed.append("Each year's saving is new and lasts, so that they add up to the gap.")
    _one_year(draft, fact)
    return draft


def plan_gap_left(case: Case) -> Draft:
    """What recurrent savings leave of the gap."""
    gap, words, fact = gap_input(case)
    savings = tuple(_saving(case, a) for a in case.frame.all(Role.SAVING))
    extra = tuple(
        Typed(a.value, Unit.GBP, nature=Nature.ONE_OFF, label="one-off") for a in case.frame.all(Role.ONE_OFF)
    )
    inputs: dict[str, tuple[Input, ...]] = {"savings": (*savings, *extra)}
    cost = _cost(case)
    if cost is not None:
        inputs["cost_per_post"] = (cost,)
    run = case.run(_gap_scenario(case, gap, inputs=inputs))
    left = run.result("residual")
    if left.value <= 0:
        draft = Draft(
            f"Nothing is left of {words}{_year(fact)}: the savings come to {run.result('saved').display}."
        )
    else:
        draft = Draft(
            f"{left.display} of the {words} is left{_year(fact)}: savings of {phrases.listed([a.text for a in case.frame.all(Role.SAVING)])} come to {run.result('saved').display}."
        )
    posts = next((item for item in run.results if item.name == "posts"), None)
    unit = case.frame.one(Role.UNIT_COST)
    if posts is not None and unit is not None and left.value > 0:
        draft.also.append(f"What is left is {posts.display} at {unit.text} each.")
    draft.assumed.append("Each saving recurs and has begun by that year.")
    _one_year(draft, fact)
    return draft


def _saving(case: Case, amount: Amount) -> Typed:
    nature = (
        Nature.ONE_OFF
        if case.frame.says("one_off") and not case.frame.says("recurrent")
        else Nature.RECURRENT
    )
    return Typed(amount.value, Unit.GBP, nature=nature, label="saving")


def plan_gap_one_off(case: Case) -> Draft:
    """One-off money closes a gap for one year; it is back the next."""
    gap, words, fact = gap_input(case)
    sums = case.frame.all(Role.ONE_OFF)
    savings = tuple(Typed(a.value, Unit.GBP, nature=Nature.ONE_OFF, label="one-off receipt") for a in sums)
    run = case.run(_gap_scenario(case, gap, inputs={"savings": savings}))
    left, again = run.result("residual"), run.result("residual_next_year")
    receipts = phrases.listed([a.text for a in sums])
    if left.value <= 0:
        draft = Draft(
            f"For one year only: a one-off {receipts} covers the gap{_year(fact)}, and the year after the gap of {again.display} is back."
        )
    else:
        draft = Draft(
            f"Not even for one year: {left.display} is left{_year(fact)}, and the year after the whole {again.display} is back."
        )
    draft.also.append("A one-off receipt pays once; a gap that recurs needs savings that recur.")
    _one_year(draft, fact)
    return draft


def plan_gap_by_cuts(case: Case) -> Draft:
    """What a cut in posts leaves of the gap, full-year and in the year."""
    gap, words, fact = gap_input(case)
    cost = _cost(case)
    assert cost is not None
    amount = with_direction(case, case.frame.all(Role.CHANGE)[:1])[0]
    start = case.start(FTE)
    horizon = case.horizon(start) or Horizon(length=1.0)
    per = Per.YEAR if amount.per == "year" or case.planned(amount.value) else Per.TOTAL
    cut = replace(case.change(amount, start), per=per)
    path = case.scenario(Operation.PROJECT_COMPOUND, start, changes=(cut,), horizon=horizon)
    staff = case.run(path)
    inputs: dict[str, tuple[Input, ...]] = {
        "posts": (ResultOf(path, "fall"),),
        "cost_per_post": (cost,),
        "fte": (start.input,),
    }
    run = case.run(_gap_scenario(case, gap, inputs=inputs))
    case.runs.insert(0, case.runs.pop(case.runs.index(run)))
    left = run.result("residual")
    each = case.frame.one(Role.UNIT_COST)
    assert each is not None
    fall = phrases.size(staff.result("fall").display)
    draft = Draft(
        f"{left.display} of the {words} is left{_year(fact)}: the cuts take out {fall}, worth {run.result('posts_saving').display} in a full year."
    )
    _straight_line_gap(case, staff, path, run, draft)
    if case.frame.says("share_of_gap"):
        share = case.run(
            Scenario(
                Operation.RATIO,
                bodies=path.bodies,
                metric="budget.gap",
                baseline=ResultOf(run.scenario, "posts_saving"),
                inputs={"denominator": (gap,)},
            )
        )
        draft.also.append(
            f"The cuts meet {phrases.amount(share.result('percent').value, Unit.SHARE, 1)} of the {words}."
        )
    names = {item.name: item.display for item in run.results}
    if "residual_in_year" in names:
        draft.also.append(
            f"If the last year's posts go evenly through that year, the year itself saves "
            f"{names['posts_saving_in_year']} and leaves {names['residual_in_year']}."
        )
    draft.assumed.append("Posts of average cost go; no pay award; no redundancy cost.")
    if staff.end:
        draft.assumed.append(
            f"The yearly steps run from {phrases.day(staff.start)} to {phrases.day(staff.end)}."
        )
    _one_year(draft, fact)
    return draft


def _straight_line_gap(case: Case, staff: Projection, path: Scenario, run: Projection, draft: Draft) -> None:
    from engine.model import Basis

    if not any(r.name == "linear" for r in staff.readings):
        return
    straight = replace(path, operation=Operation.PROJECT_LINEAR, basis=Basis.LINEAR)
    fall = case.run(straight).result("fall")
    inputs = {**run.scenario.inputs, "posts": (ResultOf(straight, "fall"),)}
    again = case.run(replace(run.scenario, inputs=inputs))
    draft.also.append(
        f"In a straight line the cuts take out {phrases.size(fall.display)}, worth {again.result('posts_saving').display}, and leave {again.result('residual').display}."
    )


def plan_gap_award(case: Case) -> Draft:
    """The gap when the award is higher than planned."""
    award = plan_pay_award(case)
    paid = case.runs[-1]
    name = (
        "award_cost_all_in"
        if any(item.name == "award_cost_all_in" for item in paid.results)
        else "award_cost"
    )
    gap, words, fact = gap_input(case)
    run = case.run(
        _gap_scenario(
            case, gap, inputs={"increase": (ResultOf(replace(paid.scenario, outputs=(name,)), name),)}
        )
    )
    case.runs.reverse()
    draft = Draft(
        f"{phrases.amount(run.result('gap').value, Unit.GBP_EACH)}, that is {words} and {paid.result(name).display} for the award{_year(fact)}."
    )
    draft.assumed.extend(award.assumed)
    draft.assumed.append("The gap as stated does not hold this part of the award.")
    _one_year(draft, fact)
    return draft


def plan_gap_vague(case: Case) -> Draft:
    """ "Close the gap": three kinds of gap are possible."""
    body = case.bodies[0].short_name if case.bodies else "the council"
    fact = _stated_gap(case) if case.bodies else None
    draft = ask(
        "Which gap do you mean: the budget gap, the gender pay gap, or a gap in representation?",
        [
            (
                "the budget gap",
                f"What yearly saving closes {phrases.possessive(body)} budget gap over three budgets in equal steps?",
            ),
            ("the gender pay gap", f"What is {phrases.possessive(body)} gender pay gap?"),
            ("representation", f"How many more women would {body} need to reach 50%?"),
        ],
    )
    if fact is not None:
        draft.cited.append((fact, "the budget gap as stated"))
    return draft
