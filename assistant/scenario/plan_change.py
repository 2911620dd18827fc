"""Levels along a path of years: a rate or step applied, several rates compared, a late start, a trend."""

from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.amounts import Amount, Role
from assistant.scenario.case import FTE, HEADCOUNT, Case, Start
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.intent import is_path, percents
from assistant.scenario.ledger import metric_id
from assistant.scenario.subjects import Subject
from engine.model import (
    Basis,
    Change,
    ChangeKind,
    FactRef,
    Horizon,
    Operation,
    Per,
    Projection,
    Reading,
    ResultOf,
    Scenario,
    Typed,
    Unit,
)
from ingest.model import Fact, FactKind
from ingest.quantities_model import Kind

_STOCKS = (
    "workforce.casual",
    "agency.spend",
    "sickness",
    "leavers.rate",
    "age.share",
    "div.share",
    "vacancy.rate",
    "vacancy.posts",
    "pay.bill",
    "workforce.parttime",
    "workforce.fulltime",
    "apprentice",
    "paygap.mean",
    "budget.gap",
    "workforce.fte",
    "workforce.headcount",
)


def subject_of(case: Case) -> Subject | None:
    """The measure to be projected: the most particular one named; a unit of the change settles staff or FTE."""
    frame = case.frame
    for metric in _STOCKS:
        found = frame.subject(metric)
        if found is not None and not (metric == "workforce.headcount" and _in_fte(case)):
            return found
    units = {a.kind for a in frame.all(Role.CHANGE, Role.TARGET)}
    if Kind.FTE in units:
        return FTE
    counted = any(a.kind is Kind.COUNT and a.unit for a in frame.all(Role.CHANGE, Role.TARGET))
    return HEADCOUNT if counted else None


def _in_fte(case: Case) -> bool:
    return any(a.kind is Kind.FTE for a in case.frame.all(Role.CHANGE, Role.TARGET))


def default_subject(case: Case) -> Subject:
    """The measure when none is named: the one that the body's own plan states a yearly rate for, else FTE."""
    named = subject_of(case)
    if named is not None:
        return named
    planned = case.planned()
    if planned is not None and planned.metric == "workforce.headcount":
        return HEADCOUNT
    return FTE if case.choice(FTE) or not case.choice(HEADCOUNT) else HEADCOUNT


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
    from assistant.scenario.plan_flow import leavers_of

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


def _path(case: Case, start: Start, changes: tuple[Amount, ...]) -> Draft:
    """A path of years with its table, the other basis beside it."""
    changes = _with_direction(case, changes)
    horizon = case.horizon(start) if not is_path(case.frame) else None
    change = case.changes_of(changes, start)
    scenario = case.scenario(
        Operation.PROJECT_COMPOUND, start, changes=(change,), horizon=horizon, basis=basis_said(case)
    )
    if change.kind is ChangeKind.STEP or scenario.basis in {Basis.LINEAR, Basis.SIMPLE}:
        scenario = replace(scenario, operation=Operation.PROJECT_LINEAR)
    run = case.run(scenario)
    draft = path_draft(case, start, run)
    if changes[0].role is Role.INFLATION:
        draft.assumed.append("Inflation acts on the sum each year; nothing else changes.")
    return draft


def basis_said(case: Case) -> Basis | None:
    """Compound or straight line when the asker chose; None leaves both to be shown."""
    if case.frame.says("of_today") and case.frame.all(Role.CHANGE) and not case.frame.all(Role.TARGET):
        return Basis.LINEAR
    if case.frame.says("linear") and not case.frame.says("compound"):
        return Basis.LINEAR
    return Basis.COMPOUND if case.frame.says("compound") and not case.frame.says("linear") else None


def _with_direction(case: Case, changes: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """A rate without a direction takes that of the plan's own rate; with none, it is asked for."""
    if all(a.sign for a in changes):
        return changes
    known = next((a.sign for a in changes if a.sign), 0)
    if not known:
        planned = case.planned(changes[0].value) or case.planned()
        elsewhere = [f for b in case.frame.earlier_bodies for f in case.ledger.planned_rates(b.id)]
        known = -1 if planned is not None or elsewhere else 0
    if not known and case.frame.all(Role.TARGET):
        known = -1
    if not known:
        stem = f"{changes[0].value:g}% a year"
        raise Stop(
            ask(
                f"Up or down by {stem}?",
                [
                    ("down", f"{case.frame.question.rstrip('?. ')}, falling {stem}?"),
                    ("up", f"{case.frame.question.rstrip('?. ')}, rising {stem}?"),
                ],
            )
        )
    return tuple(replace(a, sign=a.sign or known) for a in changes)


def with_direction(case: Case, changes: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """As used by other plans."""
    return _with_direction(case, changes)


def path_draft(case: Case, start: Start, run: Projection, *, table: bool = True) -> Draft:
    """The answer to a projection: level, change, other reading, path by year."""
    draft = Draft(_path_lead(case, start, run))
    linear = next((r for r in run.readings if r.name == "linear"), None)
    if linear is not None and not _is_range(run):
        draft.also.append(_other_basis(case, start, run, linear))
    for reading in run.readings:
        if reading.name not in {"linear", "low", "high", "rival", "compound"}:
            draft.also.append(f"{reading.label[:1].upper()}{reading.label[1:]}: {reading.display}.")
    rivals(case, start, run, draft)
    if table and len(run.series) > 2:
        _table(run, draft, start)
    draft.follow_ups = _follow_ups(case, start, run)
    _assume(case, start, run, draft)
    return draft


def _assume(case: Case, start: Start, run: Projection, draft: Draft) -> None:
    """What the answer takes for granted: whose staff, the same rate throughout, where years count from."""
    if start.subject.metric in {"workforce.fte", "workforce.headcount"} and start.fact is not None:
        apart = []
        if not case.group_scope and case.ledger.pick(case.body.id, start.subject, group_scope=True):
            apart.append("its companies")
        if case.ledger.pick(case.body.id, Subject("workforce.casual")):
            apart.append("casual workers")
        if apart:
            draft.assumed.append(
                f"{'The group' if case.group_scope else 'Council staff only'}: without {phrases.listed(apart)}."
            )
    if len(run.series) > 2 and run.scenario.changes and len(run.scenario.changes[0].amounts) == 1:
        draft.assumed.append(
            f"The same {'rate' if run.scenario.changes[0].kind is ChangeKind.RATE else 'number'} in each of the years."
        )
    if start.fact is not None and not start.as_of and not start.fact.period:
        draft.assumed.append("Years count from the figure in the plan, which carries no date.")


def _is_range(run: Projection) -> bool:
    return any(r.name == "low" for r in run.readings)


def _other_basis(case: Case, start: Start, run: Projection, linear: Reading) -> str:
    """The straight-line figure beside the compound one."""
    amounts = case.frame.all(Role.CHANGE, Role.INFLATION)
    rate = f"{amounts[0].value:g}%" if len(amounts) == 1 and amounts[0].kind is Kind.PERCENT else "the rate"
    down = run.result("change").value < 0
    moved = _moved_words(start, linear.value - start.value)
    return (
        f"This takes {rate} {'off a smaller' if down else 'of a larger'} total each year. If {rate} of today's number "
        f"{'goes' if down else 'is added'} each year (straight line) it is {linear.display}, {moved}. {_which_basis(run)}"
    )


def _moved_words(start: Start, moved: float) -> str:
    """How far a reading is from the start, in words."""
    from engine.display import show

    unit = Unit.POINTS if start.unit is Unit.SHARE else start.unit
    return phrases.fewer(moved, show(moved, unit), money=start.unit is Unit.GBP)


def _which_basis(run: Projection) -> str:
    from_document = any(
        item.fact and item.kind in {FactKind.ASSUMPTION, FactKind.TARGET} for item in run.inputs
    )
    return "The plan does not say which it means." if from_document else ""


def _path_lead(case: Case, start: Start, run: Projection) -> str:
    value, change = run.result("value"), run.result("change")
    who = _who(case, start)
    if not run.series or abs(change.value) < 1e-12:
        return f"{value.display}{_counted(start)}: unchanged from the figure {_source_word(start)}{who}."
    money = start.unit is Unit.GBP
    if _is_range(run):
        return _range_lead(start, run)
    lead = f"{phrases.bounded(run, value.display)}{_counted(start)} {_at_end(run)}: {phrases.fewer(change.value, change.display, money=money)} than the {_baseline(run)} {_source_word(start)}"
    names = {item.name for item in run.results}
    if "change_percent" in names:
        lead += (
            f", {phrases.fall_or_rise(change.value)} of {phrases.size(run.result('change_percent').display)}"
        )
    return lead + "."


def _range_lead(start: Start, run: Projection) -> str:
    """Lowest to highest, for a rate that was given as a range."""
    ends = sorted((r for r in run.readings if r.name in {"low", "high"}), key=lambda r: r.value)
    return f"{phrases.bare(ends[0].display)} to {ends[-1].display}{_counted(start)} {_at_end(run)}, from {_baseline(run)} {_source_word(start)}: the ends of the range you gave."


def _who(case: Case, start: Start) -> str:
    return f" for {case.bodies[0].short_name}" if case.bodies else ""


def _counted(start: Start) -> str:
    """The noun after a bare count."""
    return f" {start.noun}" if start.unit is Unit.PERSONS else ""


def _at_end(run: Projection) -> str:
    if run.end:
        return f"on {phrases.day(run.end)}"
    years = run.years if run.years is not None else (run.series[-1].t if run.series else 0)
    return (
        f"at the end of year {phrases.years_word(years).split(' ')[0]}"
        if years == int(years)
        else f"after {phrases.years_word(years)}"
    )


def _baseline(run: Projection) -> str:
    return run.baseline.display if run.baseline else "100"


def _source_word(start: Start) -> str:
    if start.fact is None:
        return "that you gave"
    if start.as_of:
        return f"on {phrases.day(start.as_of)}"
    return f"for {start.fact.period}" if start.fact.period else "in the plan"


def _table(run: Projection, draft: Draft, start: Start) -> None:
    first = (
        phrases.capital(_source_word(start).removeprefix("on ").removeprefix("for "))
        if start.fact
        else "Start"
    )
    draft.header = [first, *(point.label for point in run.series[1:])]
    draft.rows = [[phrases.bare(point.display) for point in run.series]]


def rivals(case: Case, start: Start, run: Projection, draft: Draft) -> None:
    """Show the other figure when the documents disagree, with the result it would give."""
    for fact in start.rivals[:1]:
        if fact.value is None:
            continue
        other = replace(
            start, input=FactRef(case.ledger.use(fact).id), value=fact.value, fact=fact, rivals=()
        )
        again = case.run(replace(run.scenario, baseline=other.input))
        draft.also.append(
            f"The documents also give {phrases.fact_value(fact)}; with that figure it is {again.display}."
        )
        draft.conflict = (start.fact, fact) if start.fact else (fact,)
        draft.conflict_text = f"{phrases.fact_value(draft.conflict[0])} and {phrases.fact_value(fact)} are both stated; the first is used."


def _follow_ups(case: Case, start: Start, run: Projection) -> list[str]:
    years = int(run.years or 0)
    made = [f"And over {'five' if years != 5 else 'ten'} years?"]
    if start.subject.metric == "workforce.fte" and case.bodies and case.choice(HEADCOUNT):
        made.append("And in headcount?")
    if start.subject.metric in {"workforce.fte", "workforce.headcount"}:
        made.append("Could natural turnover alone deliver that?")
    return made[:3]


# -- several rates


def plan_rates(case: Case) -> Draft:
    """O14 and O15: the same question at several rates, with the difference."""
    frame = case.frame
    subject = subject_of(case) or default_subject(case)
    start = case.start(subject)
    amounts = with_direction(case, percents(frame))
    horizon = case.horizon(start) or _need_length(case)
    amounts = tuple(replace(a, per=a.per or "year") for a in amounts)
    runs = []
    for amount in amounts:
        scenario = case.scenario(
            Operation.PROJECT_COMPOUND,
            start,
            changes=(case.change(amount, start),),
            horizon=horizon,
            basis=basis_said(case),
            name=f"{amount.value:g}% a year",
        )
        runs.append(case.run(scenario))
    compared = case.run(
        Scenario(
            Operation.COMPARE,
            bodies=runs[0].scenario.bodies,
            metric=metric_id(subject),
            scenarios=tuple(run.scenario for run in runs),
        )
    )
    return _rates_draft(case, start, amounts, runs, compared)


def _rates_draft(
    case: Case, start: Start, amounts: tuple[Amount, ...], runs: list[Projection], compared: Projection
) -> Draft:
    parts = [f"{run.display} at {a.value:g}% a year" for a, run in zip(amounts, runs, strict=True)]
    lead = f"{phrases.listed(parts)} {_at_end(runs[0])}"
    if len(runs) == 2:
        lead += f": a gap of {phrases.size(compared.result('difference').display)}"
    draft = Draft(lead + f", from {_baseline(runs[0])} {_source_word(start)}.")
    draft.header = [
        "Rate a year",
        *(point.label if point.t else phrases.capital(_source_word(start)) for point in runs[0].series),
    ]
    draft.rows = [
        [f"{'−' if a.sign < 0 else '+'}{a.value:g}%", *(phrases.bare(p.display) for p in run.series)]
        for a, run in zip(amounts, runs, strict=True)
    ]
    linear = [next((r.display for r in run.readings if r.name == "linear"), "") for run in runs]
    if all(linear):
        draft.also.append(f"As a straight line off today's level: {phrases.listed(linear)}.")
    return draft


def _need_length(case: Case) -> Horizon:
    stem = case.frame.question.rstrip("?. ")
    raise Stop(
        ask(
            "Over how many years?",
            [(f"{n} years", f"{stem} over {n} years?") for n in ("three", "five")],
            status=Status.CLARIFY_MISSING_INPUT,
        )
    )


def plan_basis(case: Case) -> Draft:
    """Compound against straight line."""
    subject = subject_of(case) or default_subject(case)
    start = case.start(subject)
    amount = with_direction(case, percents(case.frame))[:1]
    amount = tuple(replace(a, per="year") for a in amount)
    horizon = case.horizon(start) or _need_length(case)
    runs = []
    for basis in (Basis.COMPOUND, Basis.LINEAR):
        op = Operation.PROJECT_COMPOUND if basis is Basis.COMPOUND else Operation.PROJECT_LINEAR
        runs.append(
            case.run(
                case.scenario(
                    op,
                    start,
                    changes=(case.changes_of(amount, start),),
                    horizon=horizon,
                    basis=basis,
                    name=basis.value,
                )
            )
        )
    compared = case.run(
        Scenario(
            Operation.COMPARE,
            bodies=runs[0].scenario.bodies,
            metric=metric_id(subject),
            scenarios=tuple(run.scenario for run in runs),
        )
    )
    gap = phrases.size(compared.result("difference").display)
    draft = Draft(
        f"Yes, by {gap}: {runs[0].display} compounded against {runs[1].display} in a straight line {_at_end(runs[0])}, from {_baseline(runs[0])} {_source_word(start)}."
    )
    draft.also.append(
        "Compounding takes the rate off a changing total; a straight line takes the same share of today's level each year."
    )
    draft.header = [
        "Basis",
        *(point.label if point.t else phrases.capital(_source_word(start)) for point in runs[0].series),
    ]
    draft.rows = [
        [name, *(phrases.bare(p.display) for p in run.series)]
        for name, run in zip(("Compound", "Straight line"), runs, strict=True)
    ]
    return draft


def plan_delay(case: Case) -> Draft:
    """The same cut begun later, against begun now."""
    subject = subject_of(case) or default_subject(case)
    start = case.start(subject)
    amounts = tuple(replace(a, per=a.per or "year") for a in with_direction(case, percents(case.frame)))
    horizon = case.horizon(start) or _need_length(case)
    late = case.changes_of(amounts, start)
    soon = replace(late, delay=0)
    runs = [
        case.run(
            case.scenario(
                Operation.PROJECT_COMPOUND,
                start,
                changes=(change,),
                horizon=horizon,
                basis=basis_said(case),
                name=name,
            )
        )
        for change, name in ((late, "late start"), (soon, "on time"))
    ]
    compared = case.run(
        Scenario(
            Operation.COMPARE,
            bodies=runs[0].scenario.bodies,
            metric=metric_id(subject),
            scenarios=tuple(run.scenario for run in runs),
        )
    )
    gap = compared.result("difference")
    more = runs[0].value > runs[1].value
    draft = Draft(
        f"{runs[0].display} {_at_end(runs[0])}: {phrases.size(gap.display)} {'higher' if more else 'lower'} than the {runs[1].display} of a start without the delay."
    )
    draft.header = [
        "",
        *(point.label if point.t else phrases.capital(_source_word(start)) for point in runs[0].series),
    ]
    draft.rows = [
        [name, *(phrases.bare(p.display) for p in run.series)]
        for name, run in zip(("Started late", "Started on time"), runs, strict=True)
    ]
    return draft


# -- trends


def trend_rate(case: Case, start: Start) -> tuple[Scenario, list[Fact]]:
    """The history scenario behind a trend: two dated figures of the body."""
    choice = case.choice(start.subject)
    span = case.frame.times.past_span
    facts = [choice.fact, *choice.earlier] if choice else []
    dated = sorted((f for f in facts if f.as_of and f.value is not None), key=lambda f: f.as_of or "")
    if span is not None:
        dated = [f for f in dated if int((f.as_of or "0")[:4]) in span]
    if len(dated) < 2:
        raise Stop(
            Draft(
                f"There is no trend to carry on: {case.body.short_name}'s documents do not give the {phrases.metric_name(start.subject)} at two dates.",
                status=Status.NOT_STATED,
                code="E_NO_BASELINE",
                also=["Give a rate instead, such as 1% a year."],
            )
        )
    first, last = case.ledger.use(dated[0]), case.ledger.use(dated[-1])
    return (
        Scenario(
            Operation.HISTORY,
            bodies=(case.body.id,),
            metric=start.subject.metric,
            inputs={"end": (FactRef(last.id),)},
            baseline=FactRef(first.id),
            outputs=("rate",),
        ),
        [first, last],
    )


def plan_trend(case: Case) -> Draft:
    """O17 then O1: the rate between two dated figures, carried on."""
    subject = subject_of(case) or HEADCOUNT
    start = case.start(subject)
    history, facts = trend_rate(case, start)
    past = case.run(history)
    horizon = case.horizon(start) or _need_length(case)
    change = Change(ChangeKind.RATE, (ResultOf(history, "rate"),))
    run = case.run(
        case.scenario(
            Operation.PROJECT_COMPOUND, start, changes=(change,), horizon=horizon, basis=Basis.COMPOUND
        )
    )
    draft = path_draft(case, start, run)
    rate = past.result("rate")
    word = "fall" if rate.value < 0 else "rise"
    draft.assumed.append(
        f"The {word} of {phrases.size(rate.display)} a year between {phrases.day(facts[0].as_of)} and {phrases.day(facts[1].as_of)} goes on at the same rate."
    )
    case.runs.reverse()
    return draft


# -- no measure named


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
    figure = amount.text if amount.kind is Kind.MONEY else f"{amount.value:g}%"
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
