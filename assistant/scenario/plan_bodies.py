"""Several bodies beside each other, against the sector, and against their own past: O16, O17, sums."""

from __future__ import annotations

from dataclasses import replace

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.case import FTE, HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop, ask
from assistant.scenario.ledger import Choice, metric_id
from assistant.scenario.plan_change import subject_of
from assistant.scenario.plan_people import group_of
from assistant.scenario.subjects import Subject
from engine.errors import NotComparable
from engine.model import (
    FactRef,
    Horizon,
    Input,
    Operation,
    Origin,
    ParameterRef,
    Projection,
    Scenario,
    Typed,
    Unit,
)
from ingest.model import Approx, Body, Fact, FactKind

_BENCHMARKS = {"leavers.rate": "turnover.sector_median", "sickness": "sickness.council_average"}
_HISTORY = Subject("workforce.change_hist")


def measure(case: Case) -> Subject:
    """The one measure that is compared."""
    if case.frame.groups:
        return group_of(case)
    return subject_of(case) or HEADCOUNT


def _stated(case: Case, subject: Subject) -> tuple[list[tuple[Body, Choice]], list[Body]]:
    """The bodies that state a measure, with the fact, and those that do not."""
    named = len(case.frame.bodies) > 1
    bodies = case.frame.bodies if named else tuple(body for body in case.candidates if not is_sector(body))
    found, silent = [], []
    for body in bodies:
        choice = case.ledger.pick(body.id, subject, group_scope=case.group_scope)
        if choice is not None:
            found.append((body, choice))
        else:
            silent.append(body)
    return found, silent


def is_sector(body: Body) -> bool:
    """A sector organisation is not a council, and stands in no benchmark."""
    return any(word in body.type.lower() for word in ("sector", "association", "forum", "union"))


def _same_unit(found: list[tuple[Body, Choice]]) -> list[tuple[Body, Choice]]:
    """Those in the commoner unit, so that counts do not stand beside shares."""
    shares = [pair for pair in found if phrases.unit_of(pair[1].fact) is Unit.SHARE]
    counts = [pair for pair in found if phrases.unit_of(pair[1].fact) is not Unit.SHARE]
    return shares if len(shares) >= len(counts) else counts


def _need_two(case: Case, subject: Subject, found: list[tuple[Body, Choice]], silent: list[Body]) -> None:
    if len(found) >= 2:
        return
    name = phrases.metric_name(subject)
    missing = phrases.listed([body.short_name for body in silent]) if silent else "the other"
    draft = Draft(
        f"These cannot be compared: no {name} is printed for {missing}.",
        status=Status.NOT_STATED,
        code="E_NOT_COMPARABLE",
    )
    for body, choice in found:
        draft.also.append(f"{body.short_name} states {phrases.fact_value(choice.fact)}.")
        draft.cited.append((choice.fact, f"{name}, {body.short_name}"))
    draft.also.append("Another council's figure is not put in its place.")
    raise Stop(draft)


def _as_shares(case: Case, subject: Subject, bodies: list[Body]) -> list[tuple[Body, Choice]]:
    """For part time and full time, the share each body states, where it prints one beside the count."""
    from ingest.model import FactKind

    made = []
    for body in bodies:
        facts = [
            f
            for f in case.ledger.matching(body.id, subject, kinds=(FactKind.ACTUAL,))
            if phrases.unit_of(f) is Unit.SHARE
        ]
        if facts:
            made.append((body, Choice(case.ledger.use(facts[0]))))
    return made


def plan_compare_bodies(case: Case) -> Draft:
    """O16 for two or more named bodies: difference and, for shares, the difference from whole people."""
    subject = measure(case)
    found, silent = _stated(case, subject)
    if subject.metric in {"workforce.parttime", "workforce.fulltime"}:
        found = _as_shares(case, subject, [body for body, _ in found])
    _need_two(case, subject, found, silent)
    found = _same_unit(found)
    inputs: dict[str, tuple[Input, ...]] = {"values": tuple(FactRef(c.fact.id) for _, c in found)}
    weights = _weights(case, subject, found)
    if weights:
        inputs["weights"] = weights
        counts = _counts(case, subject, found)
        if counts:
            inputs["counts"] = counts
    run = _bench(case, subject, [body for body, _ in found], inputs)
    return _compared_draft(case, subject, found, run)


def _weights(case: Case, subject: Subject, found: list[tuple[Body, Choice]]) -> tuple[Input, ...]:
    """The denominators of shares and rates: headcount, or FTE for sickness; none unless every body has one."""
    stock = FTE if subject.metric.startswith("sickness") else HEADCOUNT
    if phrases.unit_of(found[0][1].fact) not in {Unit.SHARE, Unit.DAYS_PER_FTE}:
        return ()
    picks = [case.ledger.pick(body.id, stock) for body, _ in found]
    return tuple(FactRef(p.fact.id) for p in picks if p) if all(picks) else ()


def _counts(case: Case, subject: Subject, found: list[tuple[Body, Choice]]) -> tuple[Input, ...]:
    """Printed counts of the group; a share without one is recovered as a whole number."""
    if phrases.unit_of(found[0][1].fact) is not Unit.SHARE or subject.metric.startswith("leavers"):
        return ()
    made: list[Input] = []
    for body, choice in found:
        printed = [f for f in case.ledger.matching(body.id, subject) if f.unit == "persons"]
        if printed:
            made.append(FactRef(case.ledger.use(printed[0]).id))
            continue
        stock = case.ledger.pick(body.id, HEADCOUNT)
        if stock is None:
            return ()
        scenario = Scenario(
            Operation.SHARE_OF_STOCK,
            bodies=(body.id,),
            metric=metric_id(subject),
            baseline=FactRef(choice.fact.id),
            inputs={"stock": (FactRef(stock.fact.id),)},
        )
        from engine.model import ResultOf

        made.append(ResultOf(scenario, "count"))
    return tuple(made)


def _bench(
    case: Case,
    subject: Subject,
    bodies: list[Body],
    inputs: dict[str, tuple[Input, ...]],
    outputs: tuple[str, ...] = (),
) -> Projection:
    scenario = Scenario(
        Operation.BENCHMARK,
        bodies=tuple(b.id for b in bodies),
        metric=metric_id(subject),
        inputs=inputs,
        outputs=outputs,
    )
    try:
        return case.run(scenario)
    except NotComparable as error:
        raise Stop(
            Draft(
                error.sentence,
                also=[error.offer] if error.offer else [],
                status=Status.NOT_STATED,
                code=error.code,
            )
        ) from error


def _compared_draft(case: Case, subject: Subject, found: list[tuple[Body, Choice]], run: Projection) -> Draft:
    name = phrases.metric_name(subject)
    ordered = sorted(found, key=lambda pair: -(pair[1].fact.value or 0))
    top, second = ordered[0], ordered[1]
    gap = run.result("difference")
    values = f"{phrases.fact_value(top[1].fact)} against {phrases.fact_value(second[1].fact)}"
    if len(found) > 2:
        draft = Draft(
            f"{top[0].short_name} has the highest {name}, {phrases.fact_value(top[1].fact)}; {ordered[-1][0].short_name} the lowest, {phrases.fact_value(ordered[-1][1].fact)}."
        )
    elif abs(gap.value) < 1e-12:
        draft = Draft(f"Neither: both state {phrases.fact_value(top[1].fact)}.")
    else:
        draft = Draft(f"{top[0].short_name} has the higher {name}, by {phrases.size(gap.display)}: {values}.")
        relative = _relative(case, subject, top, second)
        draft.also.append(f"Relative to {phrases.possessive(second[0].short_name)} it is {relative} higher.")
    counts = next((item for item in run.results if item.name == "difference_from_counts"), None)
    if counts is not None and len(found) == 2 and abs(abs(counts.value) - abs(gap.value)) > 0.05:
        draft.also.append(f"From whole people it is {phrases.size(counts.display)}.")
    _rank_table(found, draft)
    return draft


def _relative(case: Case, subject: Subject, top: tuple[Body, Choice], second: tuple[Body, Choice]) -> str:
    run = _bench(
        case, subject, [top[0], second[0]], {"values": (FactRef(top[1].fact.id), FactRef(second[1].fact.id))}
    )
    return phrases.size(run.result("difference_percent").display)


def _rank_table(found: list[tuple[Body, Choice]], draft: Draft) -> None:
    draft.header = ["", "Figure", "Date", "Population"]
    ordered = sorted(found, key=lambda pair: -(pair[1].fact.value or 0))
    draft.rows = [
        [
            body.short_name,
            phrases.fact_value(c.fact),
            phrases.day(c.fact.as_of) or c.fact.period or "no date",
            c.fact.scope,
        ]
        for body, c in ordered
    ]


def plan_rank(case: Case) -> Draft:
    """O16 over every loaded body: those that state the measure, in order."""
    subject = measure(case)
    found, silent = _stated(case, subject)
    _need_two(case, subject, found, silent)
    found = _same_unit(found)
    run = _bench(
        case, subject, [body for body, _ in found], {"values": tuple(FactRef(c.fact.id) for _, c in found)}
    )
    del run
    lowest_first = any(word in case.frame.text for word in ("lowest", "least", "smallest", "fewest"))
    ordered = sorted(found, key=lambda pair: -(pair[1].fact.value or 0), reverse=lowest_first)
    parts = [f"{body.short_name} {phrases.fact_value(c.fact)}" for body, c in ordered]
    draft = Draft(
        f"By {phrases.metric_name(subject)}, {'lowest' if lowest_first else 'highest'} first: {', '.join(parts)}."
    )
    _rank_table(found, draft)
    if silent:
        draft.also.append(f"Not stated by {phrases.listed([b.short_name for b in silent])}.")
        draft.status = Status.ANSWERED
    return draft


def plan_sum(case: Case) -> Draft:
    """Stocks added up, with a warning for mixed dates."""
    subject = subject_of(case) or HEADCOUNT
    found, silent = _stated(case, subject)
    _need_two(case, subject, found, silent)
    run = case.run(
        Scenario(
            Operation.SUM,
            bodies=tuple(b.id for b, _ in found),
            metric=metric_id(subject),
            inputs={"values": tuple(FactRef(c.fact.id) for _, c in found)},
        )
    )
    noun = f" {phrases.noun(subject)}" if run.unit is Unit.PERSONS else ""
    draft = Draft(f"{run.display}{noun} between {phrases.listed([b.short_name for b, _ in found])}.")
    _rank_table(found, draft)
    if silent:
        draft.status = Status.ANSWERED_PARTLY
        draft.also.append(
            f"{phrases.listed([b.short_name for b in silent])} {'states' if len(silent) == 1 else 'state'} none and {'is' if len(silent) == 1 else 'are'} left out."
        )
    return draft


def plan_pooled(case: Case) -> Draft:
    """A rate of several bodies taken as one: Σ numerator ÷ Σ denominator."""
    subject = measure(case)
    found, silent = _stated(case, subject)
    _need_two(case, subject, found, silent)
    found = _same_unit(found)
    weights = _weights(case, subject, found)
    bodies = [body for body, _ in found]
    values = tuple(FactRef(c.fact.id) for _, c in found)
    if phrases.unit_of(found[0][1].fact) not in {Unit.SHARE, Unit.DAYS_PER_FTE}:
        return plan_sum(case)
    if not weights:
        raise Stop(
            Draft(
                "These rates cannot be pooled: not every body states the number of staff behind its rate.",
                status=Status.NOT_STATED,
                code="E_NOT_COMPARABLE",
            )
        )
    run = _bench(case, subject, bodies, {"values": values, "weights": weights}, outputs=("pooled",))
    draft = Draft(
        f"{run.result('pooled').display} for {phrases.listed([b.short_name for b in bodies])} taken together, each weighted by its staff."
    )
    draft.also.append(
        f"The plain mean would be {run.result('mean').display}, which counts a small body as much as a large one."
    )
    if silent:
        draft.also.append(f"Not stated by {phrases.listed([b.short_name for b in silent])}, so left out.")
    _rank_table(found, draft)
    return draft


def plan_benchmark(case: Case) -> Draft:
    """A body's rate against the sector's, by the published benchmark."""
    subject = subject_of(case) or HEADCOUNT
    choice = case.choice(subject)
    if choice is None:
        raise Stop(case.missing(subject))
    name = _BENCHMARKS.get(subject.metric)
    rows = [row for row in case.parameters.series(name) if row.value is not None] if name else []
    if not rows or name is None:
        raise Stop(
            Draft(
                f"No sector figure for {phrases.metric_name(subject)} is held.",
                also=[f"{case.body.short_name} states {phrases.fact_value(choice.fact)}."],
                cited=[(choice.fact, phrases.metric_name(subject))],
                status=Status.NOT_STATED,
                code="E_NOT_COMPARABLE",
            )
        )
    run = case.run(
        Scenario(
            Operation.DIFFERENCE,
            bodies=(case.body.id,),
            metric=metric_id(subject),
            inputs={"values": (FactRef(choice.fact.id), ParameterRef(name))},
        )
    )
    gap = run.result("value")
    sector = run.inputs[1].display
    word = "above" if gap.value > 0 else "below"
    verdict = (
        "Yes"
        if (gap.value > 0) == case.frame.says("above", "higher")
        and "lower" not in case.frame.text
        and "below" not in case.frame.text
        else "No"
    )
    if "lower" in case.frame.text or "below" in case.frame.text:
        verdict = "Yes" if gap.value < 0 else "No"
    asks = case.frame.text.startswith(("is ", "are ", "does ", "do ", "has ", "have "))
    draft = Draft(
        f"{verdict + ': ' if asks else ''}{phrases.possessive(case.body.short_name)} {phrases.metric_name(subject)} of {phrases.fact_value(choice.fact)} is {phrases.size(gap.display)} {word} the sector's {sector}."
    )
    row = rows[0]
    draft.care.append(
        f"The sector figure is {row.description[0].lower()}{row.description[1:]}, of {phrases.day(row.valid_from.isoformat())} to {phrases.day(row.valid_to.isoformat()) if row.valid_to else 'now'}: years may lie between it and this one."
        if row.valid_from
        else f"The sector figure is {row.description[0].lower()}{row.description[1:]}, undated."
    )
    return draft


# -- the past


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


def ask_which(question: str) -> Draft:
    """A plain question back."""
    return ask(question, [])
