"""Several bodies beside each other, against the sector, and against their own past: O16, O17, sums."""

# ruff: noqa: E501 (a sentence stays on one line)
from __future__ import annotations

from assistant.model import Status
from assistant.scenario import phrases
from assistant.scenario.case import FTE, HEADCOUNT, Case
from assistant.scenario.draft import Draft, Stop
from assistant.scenario.ledger import Choice, metric_id
from assistant.scenario.plan_people import group_of
from assistant.scenario.plan_subject import subject_of
from assistant.scenario.subjects import Subject
from engine.errors import NotComparable
from engine.model import (
    FactRef,
    Input,
    Operation,
    Projection,
    Scenario,
    Unit,
)
from ingest.model import Body


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
    from ingest.fact_model import FactKind

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
            c.fact.population,
        ]
        for body, c in ordered
    ]


def plan_rank(case: Case) -> Draft:
    """O16 over every loaded body: those that state the measure, in order."""
    subject = measure(case)
    found, silent = _stated(case, subject)
    _need_two(case, subject, found, silent)
    found = _same_unit(found)
    _bench(
        case, subject, [body for body, _ in found], {"values": tuple(FactRef(c.fact.id) for _, c in found)}
    )
    lowest_first = any(word in case.frame.text for word in ("lowest", "least", "smallest", "fewest"))
    ordered = sorted(found, key=lambda pair: -(pair[1].fact.value or 0), reverse=lowest_first)
    parts = [f"{body.short_name} {phrases.fact_value(c.fact)}" for body, c in ordered]
    draft = Draft(
        f"By {phrases.metric_name(subject)}, {'lowest' if lowest_first else 'highest'} first: {', '.join(parts)}."
    )
    _rank_table(found, draft)
    if case.frame.says("gap_between", "lead_over"):
        first, second = ordered[:2]
        lead = _bench(
            case,
            subject,
            [first[0], second[0]],
            {"values": (FactRef(first[1].fact.id), FactRef(second[1].fact.id))},
        )
        side = "below" if lowest_first else "ahead of"
        draft.also.append(
            f"{first[0].short_name} is {phrases.size(lead.result('difference').display)} {side} {second[0].short_name}."
        )
    if silent:
        draft.also.append(f"Not stated by {phrases.listed([b.short_name for b in silent])}.")
        draft.status = Status.ANSWERED
    return draft
