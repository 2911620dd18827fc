"""A stated metric: the fact in a sentence, the figure that disagrees beside it, and where both stand.

Targets, assumptions and benchmarks are said to be such; an actual is preferred. A metric without a fact for that body or
year is known exactly, and is silence rather than a poor match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compose.agreement import agreement
from assistant.compose.asked_facts import facts_asked, facts_of_family
from assistant.compose.draft import Draft, Written, bullet_points
from assistant.compose.fact_lines import certain, cut, dated, disagreement, short
from assistant.compose.fact_words import shown, when_and_scope
from assistant.compose.fact_years import of_years
from assistant.evidence import Citations, heading_at
from assistant.model import Conflict, Status
from assistant.question import Expected, Question
from assistant.replies import reply
from assistant.words import GENERIC, alike, content_words, stem, stems, word_list
from ingest import metrics
from ingest.fact_model import Approx, Fact, FactKind
from ingest.metrics import MetricMatch
from ingest.model import Body

if TYPE_CHECKING:
    from assistant.room import Room

_AGREE = re.compile(
    r"\b(agree|agrees|consistent|inconsisten\w+|contradict\w*|conflict\w*|disagree\w*|reconcile\w*|tally"
    r"|match up|add up|fits? (?:together )?with|squares? with|discrepanc\w+|differ from each other|"
    r"(?:numbers|figures|totals?|dates|plans|papers) (?:match|differ))\b",
    re.I,
)
_COUNTED = re.compile(
    r"\b(how many|number of|total|count of)\s+(?:[\w-]+\s+){0,3}(staff|employees|people|colleagues|workers|personnel|workforce)\b",
    re.I,
)
_OF_STAFF = re.compile(
    r"\b(staff|employees?|workforce|colleagues|workers|employed|personnel|people work)\b", re.I
)
_WITHOUT = re.compile(
    r"\b(not (counting|including)|excluding|without|apart from|leaving out|ignoring|less)\b", re.I
)
_DOUBTED = re.compile(
    r"\b(two|different|several|conflicting|various) (different )?(numbers|figures|values|rates|dates)\b", re.I
)
_APPROACH = re.compile(
    r"\b(doing|done about|do about|approach\w*|plans? (for|to|on)|planning|tackl\w+|manag\w+|reduc\w+"
    r"|improv\w+|support\w*|polic\w+|says?)\b",
    re.I,
)
_NOW = re.compile(r"\b(actual|actually|current|currently|now|today|present|latest)\b", re.I)
# Words that say which figure is wanted without naming anything the document must print.
_FIGURE_WORDS = frozenset(stem(word) for word in word_list("figure"))
ASKS_FOR_A_FIGURE = (Expected.FIGURE, Expected.TOPIC, Expected.DEFINITION)
_GROUP = frozenset({"group", "companies", "family", "company", "subsidiaries"})
_ALL_TOLD = re.compile(
    r"\b(?:total|altogether|combined|overall|all told)\b.{0,40}\b(?:incl(?:uding|usive of|udes?|\.)?|with|plus|counting)(?!\w)",
    re.I,
)
BARE_WEIGHT = 1
LEAST_NAMED = 0.5
OF_THAT_PART = 0.5
_NOT_NOW = frozenset({FactKind.TARGET, FactKind.ASSUMPTION, FactKind.WITHDRAWN})
KIND_ORDER = {kind: order for order, kind in enumerate(FactKind)}
MOST = 6


def asks_agreement(text: str) -> bool:
    """Whether the question is if figures agree with one another."""
    return bool(_AGREE.search(text))


@dataclass(frozen=True, slots=True)
class Stated:
    """What is known exactly of a figure asked for; ``strong`` says that only this metric can answer."""

    metric: str | None = None
    metric_name: str = ""
    draft: Draft | None = None
    strong: bool = False
    several: bool = False


def stated(room: Room, question: Question, bodies: Sequence[Body]) -> Stated:
    """The facts that answer a question about a metric, or the metric alone when no fact does."""
    offered = question.expected is Expected.YES_NO and re.search(r"\d.*\bor\b.*\d", question.text)
    agreeing = bool(asks_agreement(question.text) or _DOUBTED.search(question.text) or offered)
    figure = question.expected is Expected.FIGURE or (
        question.expected in ASKS_FOR_A_FIGURE and not _APPROACH.search(question.text)
    )
    asked = asked_metric(question) if agreeing or figure else None
    if asked is None:
        return Stated()
    name, strong = metrics.name(asked.metric), asked.weight > BARE_WEIGHT
    facts = facts_asked(room, asked.metric, bodies)
    gone = [] if facts else facts_asked(room, asked.metric, bodies, rejected=True)
    if gone and (agreeing or not _rest(question, asked)):
        return Stated(asked.metric, name, _rejected(room, gone[0], name), True)
    if agreeing and (family := facts_of_family(room, asked.metric, bodies)):
        return Stated(asked.metric, name, agreement(room, family), True)
    named = _about_what_is_named(room, facts, question, asked)
    if named is None:
        return Stated(asked.metric, name, strong=False)
    if not named:
        return Stated(asked.metric, name, strong=strong and not _rest(question, asked))
    several = len({fact.body for fact in named if fact.value is not None}) > 1
    return Stated(asked.metric, name, _chosen(room, named, question, asked, name), strong, several)


def asked_metric(question: Question) -> MetricMatch | None:
    """The most specific metric that the question names; a bare "staff" only when a number of them is asked for."""
    found = metrics.best(question.text)
    if found is None or (found.weight <= BARE_WEIGHT and not _COUNTED.search(question.text)):
        return None
    if metrics.base(found.metric) == "age.share" and not _OF_STAFF.search(question.text):
        return None
    return found


def _about_what_is_named(
    room: Room, facts: Sequence[Fact], question: Question, asked: MetricMatch
) -> list[Fact] | None:
    """The facts that speak of what else the question names ("Leisure Trading"); None when none of them does."""
    rest = _rest(question, asked)
    if not rest or not facts:
        return list(facts)
    if _of_the_group(question) and any(fact.population == "group" for fact in facts):
        return [fact for fact in facts if fact.population == "group"]

    def share(fact: Fact) -> float:
        place = fact.places[0]
        heading = heading_at(room.document(place.document), place.start)
        held = set(
            stems(
                f"{place.quote} {fact.measure} {fact.population} {heading} {fact.period or ''} {metrics.name(fact.metric)}"
            )
        )
        part = set(stems(fact.population)) - {"council", "declar", "group"}
        own = sum(1 for word in rest if stem(word) in part) / len(rest)
        return min(sum(1 for word in rest if alike(stem(word)) & held) / len(rest), 1.0) + OF_THAT_PART * own

    shares = {fact.id: share(fact) for fact in facts}
    best = max(shares.values())
    return [fact for fact in facts if shares[fact.id] == best] if best >= LEAST_NAMED else None


def _rest(question: Question, asked: MetricMatch) -> list[str]:
    """What the question names beside the metric and its body: "leisure trading", "residual waste"."""
    known = set(stems(asked.text)) | _FIGURE_WORDS
    clause = next(
        (part for part in re.split(r"[,;.?]| and i ", question.text, flags=re.I) if asked.text in part),
        question.text,
    )
    within = set(content_words(clause))
    words = (
        word
        for word in question.words
        if word in within and word not in GENERIC and word not in question.faint
    )
    return [word for word in words if stem(word) not in known and not word.isdigit()]


def _chosen(room: Room, facts: Sequence[Fact], question: Question, asked: MetricMatch, name: str) -> Draft:
    """A draft of the facts that fit period and kind, or of the nearest ones as silence about what was asked."""
    fitting = list(facts)
    if question.years:
        fitting = of_years(facts, question.years)
        if not fitting:
            return _other(room, ordered(room, facts, question, asked), f"{name} for {question.years[0]}")
    fitting = ordered(room, fitting, question, asked)
    if _NOW.search(question.text) and fitting[0].kind in _NOT_NOW:
        return _other(room, fitting, f"an actual figure for {name}")
    best = fitting[0]
    status = Status.PLACEHOLDER if best.value is None else Status.ANSWERED
    return certain(room, best, lambda c: _written(room, fitting, metrics.name(best.metric), c), status)


def ordered(room: Room, facts: Sequence[Fact], question: Question, asked: MetricMatch) -> list[Fact]:
    """Best first: the scope asked for, the kind asked for, the latest date, the most exact."""
    scoped = [fact for fact in facts if _scope_asked(fact, question, asked)] or list(facts)
    wants_now = _NOW.search(question.text) is not None
    wants_target = not wants_now and any(
        word in ("target", "targets", "aim", "goal") for word in question.words
    )
    wants_plan = any(
        word in ("assume", "assumes", "assumed", "assumption", "planned") for word in question.words
    )

    def order(fact: Fact) -> tuple[int, int, str, int, str]:
        kind = KIND_ORDER[fact.kind] if fact.value is not None else len(KIND_ORDER)
        if (wants_target and fact.kind is FactKind.TARGET) or (
            wants_plan and fact.kind is FactKind.ASSUMPTION
        ):
            kind = -1
        date = _date_of(room, fact)
        return kind, 0 if date else 1, _latest_first(date), 0 if fact.approx is Approx.NONE else 1, fact.id

    return sorted(scoped, key=order)


def best_fact(room: Room, facts: Sequence[Fact], question: Question) -> Fact | None:
    """The fact to set beside other bodies': as ``ordered``, without blanks."""
    asked = asked_metric(question)
    fitting = [fact for fact in facts if fact.value is not None]
    if asked is None or not fitting:
        return None
    return ordered(room, of_years(fitting, question.years) or fitting, question, asked)[0]


def _date_of(room: Room, fact: Fact) -> str:
    """When the figure is of, as an ISO day; a period or an undated figure's paper counts from the start of its year, so
    that of two figures of one year the dated one comes first."""
    if fact.as_of:
        return fact.as_of[:10]
    year = re.search(r"\d{4}", fact.period or room.source(fact.places[0].document).period or "")
    return f"{year.group()}-00-00" if year else ""


def _latest_first(date: str) -> str:
    """A key under which later dates sort first."""
    return "".join(chr(0x7F - ord(char)) if ord(char) < 0x7F else char for char in date.ljust(10, "-"))


def _scope_asked(fact: Fact, question: Question, asked: MetricMatch) -> bool:
    if _of_the_group(question):
        return fact.population == "group"
    if any(stem(word) in set(stems(fact.population)) - {"council"} for word in question.words):
        return True
    return fact.population in ("council", asked.scope or "council", "declared")


def _of_the_group(question: Question) -> bool:
    """Whether the figure asked for is that of the council with its companies."""
    named = bool(_GROUP & set(question.words)) or bool(_ALL_TOLD.search(question.text))
    return named and not _WITHOUT.search(question.text)


def _other(room: Room, facts: Sequence[Fact], what: str) -> Draft:
    """What was asked is not stated; these are the nearest figures that are."""

    def write(citations: Citations) -> Written:
        source = room.source(facts[0].places[0].document)
        first = reply("status", "not_stated_metric", where=source.owner, metric=what, searched=source.title)
        near = bullet_points([short(room, fact, citations) for fact in facts[:4] if fact.value is not None])
        return Written(f"{first}\n\n{reply('status', 'nearest')}\n\n{near}" if near else first)

    return certain(room, facts[0], write, Status.NOT_STATED)


def _rejected(room: Room, fact: Fact, name: str) -> Draft:
    """Every figure that was read for the metric was rejected: none of them is given, nor the sentence it stands in."""
    where = room.source(fact.places[0].document).owner
    text = reply("status", "metric_rejected", where=where, metric=name)
    return certain(room, fact, lambda citations: Written(text), Status.NOT_STATED)


def _written(room: Room, facts: Sequence[Fact], name: str, citations: Citations) -> Written:
    best = facts[0]
    if best.value is None:
        council = room.source(best.places[0].document).owner
        quote = " ".join(best.quote.split())
        return Written(reply("status", "placeholder", where=council, quote=quote, label=citations.fact(best)))
    by_id = {fact.id: fact for fact in (*facts, *room.library.facts(body=best.body, named=True))}
    rivals = [by_id[other] for other in best.conflicts_with if other in by_id]
    others = [
        fact for fact in facts[1:] if fact not in rivals and fact.value is not None and _differs(fact, best)
    ]
    conflicts: list[Conflict] = []
    parts = [_first(room, best, name, citations)]
    parts.extend(disagreement(best, rival, citations, conflicts) for rival in rivals)
    if others:
        parts.append(bullet_points([short(room, fact, citations) for fact in others[:MOST]]))
    quote = " ".join(best.quote.split())
    return Written("\n\n".join((*parts, f"“{cut(quote)}”")), tuple(conflicts))


def _differs(fact: Fact, best: Fact) -> bool:
    mine = (best.value, best.as_of, best.period, best.population, best.kind)
    return (
        fact.body == best.body and (fact.value, fact.as_of, fact.period, fact.population, fact.kind) != mine
    )


def _first(room: Room, fact: Fact, name: str, citations: Citations) -> str:
    label = citations.fact(fact)
    detail = when_and_scope(fact, undated="", when=dated(room, fact, citations))
    council = room.source(fact.places[0].document).owner
    return f"**{shown(fact)}** {label}: {name}, {council}{', ' + detail if detail else ''}."
