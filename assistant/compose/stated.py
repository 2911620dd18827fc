"""A stated metric: the fact in a sentence, the figure that disagrees beside it, and where both stand.

Targets, assumptions and benchmarks are said to be such; an actual is preferred. A metric without a fact for that body
is known exactly, and is silence rather than a poor match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compose.draft import Draft, Written, bullet_points
from assistant.evidence import Citations
from assistant.model import Conflict, Status
from assistant.question import Expected, Question
from ingest import metrics
from ingest.metrics import MetricMatch
from ingest.model import Approx, Body, Fact, FactKind
from ingest.quantities import find

if TYPE_CHECKING:
    from assistant.room import Room

_AGREE = re.compile(
    r"\b(agree|agrees|consistent|inconsisten\w+|contradict\w*|conflict\w*|disagree\w*|reconcile\w*|tally|match up|add up|discrepanc\w+|differ from each other)\b",
    re.I,
)
ASKS_FOR_A_FIGURE = (Expected.FIGURE, Expected.TOPIC, Expected.DEFINITION)
BARE_WEIGHT = 1
APPROX = {Approx.NONE: "", Approx.ABOUT: "about ", Approx.OVER: "over ", Approx.UNDER: "under ", Approx.UP_TO: "up to "}
KIND_ORDER = {FactKind.ACTUAL: 0, FactKind.DERIVED: 1, FactKind.TARGET: 2, FactKind.ASSUMPTION: 3, FactKind.BENCHMARK: 4, FactKind.USER: 5}
KIND_WORDS = {FactKind.TARGET: "a target", FactKind.ASSUMPTION: "an assumption", FactKind.BENCHMARK: "a benchmark, not the council's own"}
MOST = 6


@dataclass(frozen=True, slots=True)
class Stated:
    """What is known exactly of a figure asked for; ``draft`` when the papers state it, ``placeholder`` when blank."""

    metric: str | None = None
    metric_name: str = ""
    draft: Draft | None = None
    strong: bool = False


def stated(room: Room, question: Question, bodies: Sequence[Body]) -> Stated:
    """The facts that answer a question about a metric, or the metric alone when no fact does."""
    conflict = bool(_AGREE.search(question.text))
    if question.expected not in ASKS_FOR_A_FIGURE and not conflict:
        return Stated()
    asked = asked_metric(question)
    if asked is None:
        return Stated()
    facts = [fact for body in bodies for fact in room.facts(body, asked.metric)] if bodies else room.facts(None, asked.metric)
    if conflict:
        family = asked.metric.partition(".")[0] + "."
        facts = [fact for body in bodies for fact in room.facts(body) if fact.metric.startswith(family)]
    fitting = _fitting(facts, question, asked)
    if conflict and fitting:
        return Stated(asked.metric, metrics.name(asked.metric), agreement(room, fitting), True)
    name = metrics.name(asked.metric)
    strong = asked.weight > BARE_WEIGHT
    if not fitting:
        return Stated(asked.metric, name, strong=strong)
    return Stated(asked.metric, name, _draft(room, fitting, name), strong)


def agreement(room: Room, facts: Sequence[Fact]) -> Draft:
    """Every figure of one kind that a body's papers print, with what of it disagrees."""

    def write(citations: Citations) -> Written:
        by_id = {fact.id: fact for fact in facts}
        pairs = {tuple(sorted((fact.id, other))) for fact in facts for other in fact.conflicts_with if other in by_id}
        conflicts: list[Conflict] = []
        lines = [f"{metrics.name(fact.metric)}: {_short(room, fact, citations)}" for fact in facts if fact.value is not None]
        said = [_disagreement(room, by_id[a], by_id[b], citations, conflicts) for a, b in sorted(pairs)]
        first = (
            f"**{len(pairs)} pair{'s' if len(pairs) > 1 else ''} of these figures disagree.**"
            if pairs
            else "**No two of these figures state the same thing differently.** Dates, periods and definitions differ, so they need not match:"
        )
        return Written("\n\n".join([first, bullet_points(lines), *said]), tuple(conflicts))

    documents = (room.document(facts[0].places[0].document),)
    return Draft("stated", 1.0, 1.0, 1.0, documents, write, certain=True)


def best_fact(facts: Sequence[Fact], question: Question) -> Fact | None:
    """The fact to set beside other bodies': of the period and scope asked for, actual before target, newest first."""
    asked = asked_metric(question)
    fitting = [fact for fact in _fitting(facts, question, asked) if fact.value is not None] if asked else []
    return fitting[0] if fitting else None


def when_and_scope(fact: Fact) -> str:
    """The date or period, the scope and the kind of a fact, in words; empty when none is stated."""
    kind = f", {KIND_WORDS[fact.kind]}" if fact.kind in KIND_WORDS else ""
    return f"{_when(fact)}{_scope(fact)}{kind}".lstrip(", ") or "undated"


def asked_metric(question: Question) -> MetricMatch | None:
    """The most specific metric that the question names; a bare "staff" only when a number of them is asked for."""
    found = metrics.best(question.text)
    if found is None:
        return None
    if found.weight <= BARE_WEIGHT and question.expected is not Expected.FIGURE:
        return None
    return found


def _fitting(facts: Sequence[Fact], question: Question, asked: MetricMatch) -> list[Fact]:
    """Facts of the period asked for when one is named, of the scope when one is named, best kind first."""
    chosen = list(facts)
    if question.years:
        chosen = [fact for fact in chosen if any(_in_year(fact, year) for year in question.years)]
    scoped = [fact for fact in chosen if _scope_asked(fact, question, asked)]
    chosen = scoped or chosen
    wants_target = any(word in ("target", "targets", "aim", "goal") for word in question.words)
    wants_plan = any(word in ("assume", "assumes", "assumed", "assumption", "planned") for word in question.words)

    def order(fact: Fact) -> tuple[int, str, int]:
        kind = KIND_ORDER[fact.kind]
        if (wants_target and fact.kind is FactKind.TARGET) or (wants_plan and fact.kind is FactKind.ASSUMPTION):
            kind = -1
        return kind, _newest_first(fact), 0 if fact.approx is Approx.NONE else 1

    return sorted(chosen, key=order)


def _newest_first(fact: Fact) -> str:
    """A key that sorts later dates first; undated facts last."""
    date = fact.as_of or fact.period or ""
    return "".join(chr(0x10FFFF - ord(char)) for char in date) if date else "\U0010ffff"


def _in_year(fact: Fact, year: str) -> bool:
    whole = f"{fact.as_of or ''} {fact.period or ''} {fact.quote}"
    return year in whole or year.replace("-", "/").replace(" ", "") in whole.replace("-", "/")


def _scope_asked(fact: Fact, question: Question, asked: MetricMatch) -> bool:
    group = any(word in ("group", "companies", "family", "company", "subsidiaries") for word in question.words)
    if group:
        return fact.scope == "group"
    return fact.scope in ("council", asked.scope or "council", "declared")


def _draft(room: Room, facts: Sequence[Fact], name: str) -> Draft:
    documents = tuple(dict.fromkeys(room.document(fact.places[0].document) for fact in facts[:1]))
    best = facts[0]
    status = Status.PLACEHOLDER if best.value is None else Status.ANSWERED
    return Draft("stated", 1.0, 1.0, 1.0, documents, lambda c: _written(room, facts, name, c), status=status, certain=True)


def _written(room: Room, facts: Sequence[Fact], name: str, citations: Citations) -> Written:
    best = facts[0]
    if best.value is None:
        return Written(_blank(room, best, citations))
    by_id = {fact.id: fact for fact in facts}
    rivals = [by_id[other] for other in best.conflicts_with if other in by_id]
    others = [fact for fact in facts[1:] if fact not in rivals and fact.value is not None and _same_sort(fact, best)][:MOST]
    first = f"{_sentence(room, best, name, citations)}"
    parts = [first]
    conflicts: list[Conflict] = []
    for rival in rivals:
        parts.append(_disagreement(room, best, rival, citations, conflicts))
    if others:
        parts.append(bullet_points([_short(room, fact, citations) for fact in others]))
    return Written("\n\n".join(parts), tuple(conflicts))


def _same_sort(fact: Fact, best: Fact) -> bool:
    return fact.body == best.body and (fact.value, fact.as_of, fact.period, fact.scope) != (best.value, best.as_of, best.period, best.scope)


def _blank(room: Room, fact: Fact, citations: Citations) -> str:
    label = citations.fact(fact)
    return f"**{room.source(fact.places[0].document).council} leaves this blank.** It says: “{' '.join(fact.quote.split())}” {label}"


def _sentence(room: Room, fact: Fact, name: str, citations: Citations) -> str:
    """ "**14.3%** is the turnover of X (April 2022 to March 2023): “quote” [1]" """
    label = citations.fact(fact)
    source = room.source(fact.places[0].document)
    kind = f" This is {KIND_WORDS[fact.kind]}." if fact.kind in KIND_WORDS else ""
    quote = " ".join(fact.quote.split())
    return f"**{shown(fact)}** – {name}, {source.council}{_when(fact)}{_scope(fact)}. {label}{kind}\n\n“{_cut(quote)}”"


def _short(room: Room, fact: Fact, citations: Citations) -> str:
    kind = f" ({KIND_WORDS[fact.kind]})" if fact.kind in KIND_WORDS else ""
    return f"{shown(fact)}{_when(fact)}{_scope(fact)}{kind} {citations.fact(fact)}"


def _disagreement(room: Room, best: Fact, rival: Fact, citations: Citations, conflicts: list[Conflict]) -> str:
    labels = (citations.fact(best), citations.fact(rival))
    text = f"The papers also say {shown(rival)}{_when(rival)}{_scope(rival)} {labels[1]}: the two figures disagree, and both are shown."
    conflicts.append(Conflict(f"{shown(best)} {labels[0]} and {shown(rival)} {labels[1]} disagree.", tuple(l.strip("[]") for l in labels)))
    return text


def _when(fact: Fact) -> str:
    if fact.as_of:
        return f", at {fact.as_of}" if not _long_date(fact) else f", at {_long_date(fact)}"
    return f", {fact.period}" if fact.period else ""


def _long_date(fact: Fact) -> str:
    months = "January February March April May June July August September October November December".split()
    parts = (fact.as_of or "").split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return f"{int(parts[2])} {months[int(parts[1]) - 1]} {parts[0]}"
    return ""


def _scope(fact: Fact) -> str:
    return "" if fact.scope in ("council", "") else f" ({fact.scope})"


def _cut(text: str, most: int = 400) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def shown(fact: Fact) -> str:
    """The figure as the document prints it, with its unit and how exact it is."""
    if fact.value is None:
        return "a blank"
    for quantity in find(fact.quote):
        if quantity.value == fact.value and quantity.high == fact.high and not quantity.pair and quantity.text[:1] not in "-–−":
            text = " ".join(quantity.text.split())
            return text if any(word in text.lower() for word in _units(fact)) else APPROX[fact.approx].rstrip() + (" " if fact.approx is not Approx.NONE else "") + _with_unit(fact)
    return APPROX[fact.approx] + _with_unit(fact)


def _units(fact: Fact) -> tuple[str, ...]:
    return {"gbp": ("£",), "share": ("%", "per cent"), "percent": ("%",), "fte": ("fte",)}.get(fact.unit, ("\0",))


def _with_unit(fact: Fact) -> str:
    value = fact.value or 0.0
    number = f"{value:,.{fact.decimals}f}"
    high = f" to {fact.high:,.{fact.decimals}f}" if fact.high is not None else ""
    if fact.unit.startswith("gbp"):
        return f"£{_money(value)}"
    if fact.unit in ("share", "percent"):
        return f"{number}{high}%"
    words = {"fte": " FTE", "days": " days", "days_per_fte": " days per FTE", "persons": " people", "years": " years"}
    return f"{number}{high}{words.get(fact.unit, '')}"


def _money(value: float) -> str:
    for size, suffix in ((1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:,.3f}".rstrip("0").rstrip(".") + suffix
    return f"{value:,.2f}".removesuffix(".00")
