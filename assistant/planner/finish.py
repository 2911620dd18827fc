"""What every ask needs: the figure of a thing named, the years meant, an amount a month, and the finished result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from assistant.planner.again import Change, again
from assistant.planner.back import missing
from assistant.planner.choose import best
from assistant.planner.context import NOW, Context, World
from assistant.planner.derivation import Derivation, Leaf, Of, Options, Source, typed, worked
from assistant.planner.figures import looked_up, named, result_of
from assistant.planner.limits import LONGEST
from assistant.planner.periods import YEAR, period, years_between
from assistant.planner.printed import Printed
from assistant.planner.refs import of_figure, part_of
from assistant.planner.refusal import Open, Refused
from assistant.planner.result import Result, Said, Status, said
from assistant.reading.model import Ask, Figure, Reading, Ref

Thing = Ref | Figure | Reading | None
PER = {"year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}
_CONFLICT = 0.005
_PERCENT = "%"


def need(context: Context, thing: Thing, where: str, world: World = NOW) -> Derivation:
    """The figure of a thing that the question names; raises Refused when nothing gives it."""
    mark = context.prefix + where
    match thing:
        case Reading():
            return named(result_of(context, thing, f"{mark}."), mark)
        case Figure(value=int() | float() as value):
            return typed(float(value), thing.unit, mark)
        case Figure(value=Ref() | Reading() as stands):
            return need(context, stands, where, world)
        case Ref():
            found = best(context.derive(context, context.whole(thing), world))
            if found is None:
                raise nothing_found(context, thing)
            return found
    raise Refused(Open.NOT_STATED, "What is asked for is not said.")


def nothing_found(context: Context, ref: Ref) -> Refused:
    """The question back when nothing was found, or when the search had to stop."""
    if context.budget.left < 0:
        words = f"Too many ways to work it out were tried ({context.budget.tried}) and none was found."
        return Refused(Open.TOO_MANY, words, wants=(context.whole(ref),))
    return missing(context, ref)


def step(rule: str, unit: str, of: Of, *, options: Options | None = None, cost: float = 1.0) -> Derivation:
    """A figure that must come out; raises Refused when it has no value."""
    node = worked(rule, unit, of, options=options, cost=cost)
    if node is None:
        raise Refused(Open.OUTSIDE, f"There is no value for the {rule} of these figures.", status="refused")
    return node


def found_by_trying(value: float, unit: str, reached: Mapping[str, Derivation]) -> Derivation:
    """A figure found by trying, with what it brings about."""
    of = tuple(reached.items())
    return Derivation(
        value,
        unit,
        of=of,
        leaf=Leaf(Source.FOUND, ""),
        cost=1.0 + sum(node.cost for node in reached.values()),
        used=frozenset().union(*(node.used for node in reached.values())),
        facts=tuple(dict.fromkeys(fact for node in reached.values() for fact in node.facts)),
        says=tuple(dict.fromkeys(words for node in reached.values() for words in node.says)),
        relations=frozenset().union(*(node.relations for node in reached.values())),
    )


def years_of(context: Context, start: Thing = None, end: Thing = None) -> float | None:
    """The years said, else those between the dates that are said or printed."""
    reading = context.reading
    if reading.years is not None:
        return reading.years
    first = reading.start or _when(start) or date_of(context, start)
    years = years_between(first, reading.end or _when(end) or date_of(context, end))
    if years is not None and not 0 <= years <= LONGEST:
        raise Refused(Open.OUTSIDE, f"From {first} on there are {years:g} years.", status="refused")
    return years


def _when(thing: Thing) -> str:
    return thing.when if isinstance(thing, Ref | Figure) else ""


def date_of(context: Context, thing: Thing) -> str:
    """The period of the printed figure of a thing."""
    if not isinstance(thing, Ref):
        return ""
    found = context.ledger.find(context.whole(thing))
    return found[0].when if found else ""


def per(context: Context, node: Derivation) -> Derivation:
    """The amount for each year, month or week, where one is asked for."""
    reading = context.reading
    if not reading.per:
        return node
    over = float(PER.get(reading.per, 1))
    own = period(reading.of.when) if isinstance(reading.of, Ref) else None
    if own is not None and own.months and reading.per in PER:
        over = over * own.months / YEAR
    if reading.years and reading.per == "year":
        over = reading.years
    return step("scaled", node.unit, {"amount": node}, options={"over": over}, cost=0.2)


def finish(context: Context, node: Derivation, label: str, used: Iterable[str] = ()) -> Result:
    """The result of an ask: the figure, the figures typed that it does not rest on, and what stands beside it."""
    repeated = _as_printed(context, node)
    missed = _unused(context, node, {*node.used, *used, *repeated})
    status = Status.UNUSED if missed else Status.ANSWERED
    words = (
        "What is " + " and ".join(_typed_words(thing) for thing in missed) + " a figure of?" if missed else ""
    )
    result = Result(status, node.value, node.unit, label, node, unused=missed, words=words)
    conflicts = _conflicts(context, node)
    result = replace(result, assumed=(*node.says, *repeated.values()), conflicts=conflicts)
    readings = (*_band(node), *(_with_other(node, fact, other) for fact, other in conflicts))
    return result.also(_a_head(context, node), _of_workforce(context, node), readings=readings)


def _with_other(node: Derivation, fact: Printed, other: Printed) -> Said | None:
    """The figure worked out with the value that is printed elsewhere."""
    return said(
        f"with {other.value:g} as printed elsewhere", again(node, Change(printed={fact.fact: other.value}))
    )


def _unused(context: Context, node: Derivation, used: set[str]) -> tuple[Ref | Figure | Reading, ...]:
    figures = [f for place, f in enumerate(context.figures) if context.mark("figures", place) not in used]
    terms = [
        thing
        for place, thing in enumerate(context.terms)
        if context.reading.ask in (Ask.VALUE, Ask.CHANGE)
        and context.mark("terms", place) not in used
        and not _rests_on(context, node, thing)
    ]
    return (*figures, *terms)


def _rests_on(context: Context, node: Derivation, thing: Ref | Figure | Reading) -> bool:
    """Whether a printed figure of the thing is behind the value."""
    if not isinstance(thing, Ref):
        return False
    ref = context.whole(thing)
    found = {fact.fact for fact in node.facts}
    return any(
        fact.fact in found
        for fact in context.ledger.every(replace(ref, when="", kind=""))
        if part_of(fact) == ref.part
    )


def _as_printed(context: Context, node: Derivation) -> dict[str, str]:
    """Typed figures that are no more than a printed input repeated, with what is said of each."""
    found: dict[str, str] = {}
    for place, figure in enumerate(context.figures):
        mark = context.mark("figures", place)
        if mark not in node.used and any(_same(figure, fact) for fact in node.facts):
            found[mark] = f"{figure.value:g} is as the paper says"
    return found


def _same(figure: Figure, fact: Printed) -> bool:
    of = of_figure(figure)
    fits = not of.metric or of.metric == fact.metric.partition("[")[0]
    return fits and figure.role == "is" and (figure.value, figure.unit) == (fact.value, fact.unit)


def _typed_words(thing: Ref | Figure | Reading) -> str:
    match thing:
        case Figure(value=int() | float() as value):
            return f"{value:g} {thing.unit}".strip()
        case Ref():
            return thing.words or thing.metric
    return "that figure"


def _conflicts(context: Context, node: Derivation) -> tuple[tuple[Printed, Printed], ...]:
    """Other printed values of the same body, part, kind and period as one that the figure rests on."""
    found: list[tuple[Printed, Printed]] = []
    for one in node.nodes():
        if one.leaf is None or one.leaf.source is not Source.PRINTED or one.leaf.ref is None:
            continue
        fact = one.facts[0]
        for other in context.ledger.every(one.leaf.ref):
            same = (other.body, other.part, other.when, other.kind) == (
                fact.body,
                fact.part,
                fact.when,
                fact.kind,
            )
            apart = abs(other.value - fact.value) > _CONFLICT * abs(fact.value or 1.0)
            if same and apart and (fact, other) not in found:
                found.append((fact, other))
    return tuple(found)


def _a_head(context: Context, node: Derivation) -> Said | None:
    """Money that rests on one printed headcount, for each head."""
    heads = [
        one for one in node.nodes() if one.leaf and one.facts and one.facts[0].metric == "workforce.headcount"
    ]
    if node.unit != "gbp" or len({one.value for one in heads}) != 1:
        return None
    return said("a head", worked("times", "gbp/person", {"first": node, "second": heads[0]}))


def _of_workforce(context: Context, node: Derivation) -> Said | None:
    """People or posts that move in a year, in per cent of the workforce that is printed."""
    reading = context.reading
    wholes = {"fte": "workforce.fte", "person": "workforce.headcount"}
    if node.unit not in wholes or not isinstance(reading.of, Ref) or reading.of.part or not reading.body:
        return None
    of = context.whole(reading.of)
    if reading.ask is not Ask.RATE and context.nature(of.metric) != "flow":
        return None
    whole = best(looked_up(context, Ref(wholes[node.unit], body=reading.body)))
    members = {} if whole is None else {"part": node, "whole": whole}
    return said(f"of {wholes[node.unit]}", worked("share", _PERCENT, members))


def _band(node: Derivation) -> tuple[Said | None, ...]:
    """The least and the most people where several whole numbers fit a printed share."""
    if node.rule != "part" or "decimals" not in dict(node.options):
        return ()
    members = dict(node.of)
    ends = [
        worked(rule, node.unit, members, options=dict(node.options))
        for rule in ("fewest people", "most people")
    ]
    return (
        ()
        if ends[0] is None or ends[1] is None or ends[0].value == ends[1].value
        else tuple(said("band", e) for e in ends)
    )
