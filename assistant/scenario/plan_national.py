"""National rates: spine points, pension and National Insurance, and the cut that pays for an award."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amount_model import Role
from assistant.scenario.case import FTE, HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.plan_pay import _baseline, _pay_inputs, pay_input, pay_start
from engine.model import (
    Assumption,
    Change,
    ChangeKind,
    Horizon,
    Input,
    Operation,
    ParameterRef,
    Per,
    Scenario,
    Typed,
    Unit,
)
from ingest.quantities_model import Kind


def plan_award_paid(case: Case) -> Draft:
    """O18: the cut in FTE that pays for an award."""
    award = case.frame.one(Role.AWARD)
    assert award is not None
    if award.kind is Kind.MONEY:
        raise Stop(ask("What is the award as a percentage of pay?", [], status=Status.CLARIFY_MISSING_INPUT))
    after = Change(ChangeKind.RATE, (Typed(award.value, Unit.PERCENT),), per=Per.TOTAL)
    inner = Scenario(Operation.PROJECT_COMPOUND, changes=(after,), horizon=Horizon(length=1.0))
    grown = case.run(inner)
    share = case.run(
        Scenario(
            Operation.HISTORY,
            inputs={"start": (Typed(grown.value, Unit.NUMBER),), "end": (Typed(100.0, Unit.NUMBER),)},
        )
    )
    cut = share.result("change_percent")
    case.runs.reverse()
    draft = Draft(f"A cut of {phrases.size(cut.display)} in FTE pays for a {award.text} award.")
    draft.also.append(f"The bill stays where it is when FTE falls to 1 ÷ (1 + {award.text}) of today's.")
    draft.assumed.append("Posts of average pay go, for a full year, and on-costs move with pay.")
    fte = case.start_or_none(FTE) if case.bodies and case.frame.bodies else None
    if fte is not None:
        change = Change(
            ChangeKind.RATE, (Typed(abs(cut.value), Unit.PERCENT),), per=Per.TOTAL, direction="down"
        )
        run = case.run(case.scenario(Operation.ADJUST, fte, changes=(change,)))
        draft.also.append(
            f"At {case.body.short_name} that is {phrases.size(run.result('change').display)} of {_baseline(run)}."
        )
    return draft


def plan_ni_change(case: Case) -> Draft:
    """The cost of the change in employer National Insurance between two tax years."""
    import re

    pay_input(case)
    start = pay_start(case)
    heads = case.start(HEADCOUNT)
    year = next((int(y) for y in re.findall(r"\b(20\d\d)\b", case.frame.text)), 2025)
    later, earlier = f"{year}/{(year + 1) % 100:02d}", f"{year - 1}/{year % 100:02d}"
    inputs = {**_pay_inputs(case, start), "headcount": (heads.input,)}
    base = case.scenario(Operation.PAY_BILL, start, inputs=inputs, outputs=("ni",))
    # Only National Insurance is in question, so the pension rate of neither year is looked up.
    base = replace(
        base, inputs={**inputs, "lgps_rate": (Typed(0.0, Unit.PERCENT, label="pension, left out here"),)}
    )
    runs = [
        case.run(
            replace(
                base, name=name, assumptions=(Assumption("on_costs", "yes"), Assumption("tax_year", name))
            )
        )
        for name in (later, earlier)
    ]
    compared = case.run(
        Scenario(
            Operation.COMPARE,
            bodies=base.bodies,
            metric=base.metric,
            scenarios=(runs[1].scenario, runs[0].scenario),
        )
    )
    gap = compared.result("difference")
    each = case.run(
        Scenario(
            Operation.RATIO,
            bodies=base.bodies,
            metric="oncost.ni",
            baseline=Typed(abs(gap.value), Unit.GBP, label="the change"),
            inputs={"denominator": (heads.input,)},
        )
    )
    word = "more" if runs[0].value > runs[1].value else "less"
    draft = Draft(
        f"{phrases.size(gap.display)} {word} a year, {phrases.amount(each.value, Unit.GBP_EACH)} a head: {runs[0].result('ni').display} at {later} rates against {runs[1].result('ni').display} at {earlier} rates."
    )
    draft.assumed.append(
        "The threshold is per job, so it counts heads and not FTE; everyone earns more than it."
    )
    return draft


def plan_pension_rates(case: Case) -> Draft:
    """Two pension rates on the same pay."""
    rates = case.frame.all(Role.PENSION)[:2]
    base = next((a for a in case.frame.all(Role.BASE, Role.REFERENCE) if a.kind is Kind.MONEY), None)
    bodies: tuple[str, ...] = ()
    if base is not None:
        pay: Input = Typed(base.value, Unit.GBP, label="pay")
        words = base.text
    else:
        bill = case.run(
            case.scenario(Operation.PAY_BILL, pay_start(case), inputs={"pay": (pay_input(case),)})
        )
        pay, words, bodies = Typed(bill.value, Unit.GBP, label="basic pay"), bill.display, (case.body.id,)
    runs = []
    for rate in rates:
        change = Change(ChangeKind.RATE, (Typed(rate.value, Unit.PERCENT),), per=Per.TOTAL)
        runs.append(
            case.run(
                Scenario(
                    Operation.ADJUST,
                    bodies=bodies,
                    metric="oncost.lgps",
                    baseline=pay,
                    changes=(change,),
                    name=rate.text,
                )
            )
        )
    compared = case.run(
        Scenario(
            Operation.COMPARE,
            bodies=bodies,
            metric="oncost.lgps",
            scenarios=(runs[1].scenario, runs[0].scenario),
        )
    )
    gap = compared.result("difference")
    word = "more" if rates[0].value > rates[1].value else "less"
    case.runs.reverse()
    draft = Draft(
        f"{phrases.size(gap.display)} a year {word} on {words} of pay at {rates[0].text} than at {rates[1].text}."
    )
    draft.assumed.append("Everyone counted is in the scheme; the contribution is on all of that pay.")
    return draft


def plan_spine_point(case: Case) -> Draft:
    """A spine point before and after an award or an offer, in the year before the award takes effect."""
    import re

    point = case.frame.one(Role.SPINE_POINT)
    assert point is not None
    name = f"njc.spine.scp{int(point.value):02d}"
    rows = [row for row in case.parameters.series(name) if row.value is not None and row.valid_from]
    if not rows:
        held = sorted(
            {row.id[-2:] for row in case.parameters.rows if re.fullmatch(r"njc\.spine\.scp\d\d", row.id)}
        )
        raise Stop(
            Draft(
                f"The table of national rates holds no value for spine point {int(point.value)}.",
                also=[
                    f"It holds points {', '.join(str(int(h)) for h in held)}. Type the present salary instead."
                ],
                status=Status.CLARIFY_MISSING_INPUT,
                code="E_NO_BASELINE",
            )
        )
    percent = case.frame.one(Role.AWARD, Role.CHANGE)
    awards = [
        row
        for row in case.parameters.rows
        if row.id in {"njc.award.percent", "njc.award.offer.percent"} and row.value is not None
    ]
    years = [int(y) for y in re.findall(r"\b(20\d\d)\b", case.frame.text)]
    match = next(
        (row for row in awards if _fits_award(row, percent.value if percent else None, years, case)), None
    )
    if match is None and percent is None:
        raise Stop(
            ask(
                "Which award?",
                [
                    (
                        "3% on the latest scale",
                        f"What does spine point {int(point.value)} become after a 3% award?",
                    )
                ],
                status=Status.CLARIFY_MISSING_INPUT,
            )
        )
    before = _row_before(
        rows, match.valid_from.year if match and match.valid_from else (years[0] if years else None)
    )
    value: Input = (
        ParameterRef(match.id, match.valid_from.isoformat())
        if match and match.valid_from
        else Typed(percent.value if percent else 0.0, Unit.PERCENT)
    )
    change = Change(ChangeKind.RATE, (value,), per=Per.TOTAL)
    assert before.valid_from is not None
    run = case.run(
        Scenario(
            Operation.ADJUST,
            metric="njc.spine",
            baseline=ParameterRef(name, before.valid_from.isoformat()),
            changes=(change,),
        )
    )
    offer = match is not None and match.status == "offer"
    verb = "would become" if offer or match is None else "becomes"
    draft = Draft(
        f"Spine point {int(point.value)} {verb} {run.result('value').display}, from {_baseline(run)}."
    )
    if offer and match is not None:
        draft.care.append(f"That is an offer and not an agreement: {match.note or match.description}.")
    return draft


def _fits_award(row: object, value: float | None, years: list[int], case: Case) -> bool:
    from engine.parameters import Parameter

    assert isinstance(row, Parameter)
    if row.valid_from is None or years and row.valid_from.year not in years:
        return False
    if "offer" in case.frame.text and row.status != "offer" and value is None:
        return False
    return value is None or row.value is not None and abs(row.value - value) < 1e-9


def _row_before(rows: list, year: int | None):  # type: ignore[no-untyped-def,type-arg]
    dated = sorted(rows, key=lambda row: row.valid_from)
    if year is None:
        return dated[-1]
    earlier = [row for row in dated if row.valid_from.year < year]
    return earlier[-1] if earlier else dated[0]
