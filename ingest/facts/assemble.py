"""From drafts to facts: the taxonomy laid over them, whose they are, when they hold, and the proof of each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from ingest.bodies import by_name
from ingest.fact_model import Fact, FactKind, Place, Scope
from ingest.facts.draft import Draft, Time
from ingest.facts.label import Label, labels_of
from ingest.facts.ledger import drafts_of
from ingest.facts.mentions import first_mentions
from ingest.facts.reconcile import absorb
from ingest.facts.word_lists import lists
from ingest.metrics import METRICS, base
from ingest.model import Document
from ingest.phrases import Found, words
from ingest.quantities import Kind
from ingest.refs import place_words
from ingest.scanned import confidence_at

_FEW_DAYS = 40
_STOCK_LIKE = frozenset({"age.share", "div.share", "div.declared", "age.mean"})


def read(document: Document) -> list[Fact]:
    """Every measured quantity that a document states, in reading order, each with its proof."""
    drafts = first_mentions(drafts_of(document), document.text)
    labelled = ((draft, label) for draft in drafts for label in _labels(draft))
    made = (_fact(draft, label, document) for draft, label in labelled)
    kept: dict[str, Fact] = {}
    for fact in made:
        before = kept.get(fact.id)
        kept[fact.id] = (
            fact
            if before is None
            else replace(before, places=tuple(dict.fromkeys((*before.places, *fact.places))))
        )
    return absorb(list(kept.values()))


def _labels(draft: Draft) -> Sequence[Label | None]:
    return labels_of(draft) or [None]


def _fact(draft: Draft, label: Label | None, document: Document) -> Fact:
    if _is_struck(draft, document):
        draft.kind = FactKind.WITHDRAWN
        draft.say("kind", "struck out")
    metric = _metric(draft, label)
    part = _part(draft, label)
    owner, body = _owner(draft, document)
    as_of, period = _when(_time(draft, metric), metric)
    place = Place(
        document.id,
        document.page_of(draft.start),
        draft.start,
        draft.end,
        document.text[draft.start : draft.end],
        draft.ref or place_words(document, draft.start, draft.end),
        confidence_at(document, draft.start, draft.end),
    )
    fact = Fact(
        id="",
        body=body,
        metric=metric,
        value=draft.value,
        unit=_unit(draft.unit, metric),
        kind=draft.kind,
        places=(place,),
        measure=_measure(draft.measure),
        heading=draft.heading,
        owner=owner,
        scope=Scope.AREA if draft.area else Scope.PART if part else Scope.WHOLE,
        part=part,
        dimension=label.basis if label else "",
        change=draft.change,
        as_of=as_of,
        period=period,
        approx=draft.approx,
        decimals=draft.decimals,
        step=draft.step,
        high=draft.high,
        origins=tuple(draft.origins),
    )
    return replace(fact, id=fact_id(fact))


def _measure(labels: str) -> str:
    """The labels that say what is measured, each once, without the signs that joined them to the figure."""
    said = (" ".join(label.split()).strip(" /–-:,") for label in labels.split(" ; "))
    return " ; ".join(dict.fromkeys(label for label in said if label))


def _is_struck(draft: Draft, document: Document) -> bool:
    """Whether the figure, or all that is quoted for it, is struck out in the paper."""
    start, end = draft.span or (draft.start, draft.end)
    return any(first <= start and end <= last for first, last in document.withdrawn)


def fact_id(fact: Fact) -> str:
    """Sixteen hex digits over what is stated, whichever document states it; the same after each ingestion."""
    said = (
        fact.body, fact.owner, fact.metric or fact.measure.lower(), fact.scope.value, fact.part.lower(), fact.dimension, fact.kind.value,
        fact.change, fact.approx.value, repr(fact.value), repr(fact.high), fact.unit, fact.as_of, fact.period,
    )  # fmt: skip
    return hashlib.sha256("|".join(str(item) for item in said).encode()).hexdigest()[:16]


def _metric(draft: Draft, label: Label | None) -> str:
    """The metric; a few days are days for each employee where the paper counts sickness so."""
    if label is None:
        return ""
    few = draft.value is not None and abs(draft.value) < _FEW_DAYS
    return (
        "sickness.days_per_fte"
        if label.metric == "sickness.days" and few and draft.per_head
        else label.metric
    )


def _part(draft: Draft, label: Label | None) -> str:
    """The part that the figure is of; the words that only say which metric it is name no part."""
    part = " ".join(draft.part.split()).strip(" ;-–,:")
    if label is None:
        return part
    if label.narrows and not part:
        return label.words
    if label.level:
        return label.level
    if draft.item and label.place and not part and draft.unit == "gbp":
        return draft.own.strip(" ,;")
    narrowed = [
        hit for hit in lists("restricting").find(draft.own) if _folded(draft.own, hit) not in label.words
    ]
    if not part and narrowed:
        return " ".join(draft.own[narrowed[0].start :].split()[1:]).strip(" ;")
    cue = set(label.words.split())
    said = {word.fold for word in words(part)}
    if label.metric.startswith("paygap.") and said <= _SEXES:
        return ""  # "in favour of men": a gap is between the two, and of neither
    return "" if said and said <= cue | _ROLES and not draft.owner else part


def _folded(text: str, hit: Found) -> str:
    return " ".join(word.fold for word in words(text[hit.start : hit.end]))


_SEXES = frozenset({"men", "women", "man", "woman", "male", "female"})
_ROLES = frozenset("staff employee worker colleague people member post of from who are the".split())


def _owner(draft: Draft, document: Document) -> tuple[str, str]:
    """The name and the id of the body that a figure is of: the paper's own, unless it names another."""
    if draft.owner:
        other = by_name(draft.owner)
        return other.name, other.id
    return (document.body.name, document.body.id) if document.body else ("", "")


def _unit(unit: str, metric: str) -> str:
    """The unit as the taxonomy calls it where the printed one only leaves it out."""
    if not metric:
        return unit
    usual = (
        METRICS[metric].unit
        if metric in METRICS
        else METRICS[base(metric)].unit
        if base(metric) in METRICS
        else unit
    )
    if unit in ("number", "days_per_fte", "days") and usual in (
        "persons",
        "fte",
        "days",
        "days_per_fte",
        "years",
        "number",
    ):
        return usual
    if unit == "number" and base(metric) in ("age.share", "div.share"):
        return "persons"
    if unit == "share" and usual == "percent" or unit == "gbp" and usual == "gbp_each":
        return usual
    return unit


def _time(draft: Draft, metric: str) -> Time | None:
    """The time of a figure; one that a note gives to all but some yields to what the note says of those."""
    note = draft.note
    if note is None or draft.time is None or draft.time.place != "dating sentence":
        return draft.time
    said = {word.fold for word in words(f"{draft.own} {metric.replace('.', ' ').replace('_', ' ')}")}
    return note.other if note.other is not None and said & note.exceptions else draft.time


def _when(time: Time | None, metric: str) -> tuple[str | None, str | None]:
    """As-of day and printed period: a stock stands at the end of its time, a flow runs over it."""
    if time is None:
        return None, None
    one_day = bool(time.start) and time.start == time.end and not time.text.startswith("since")
    if time.text == "a year" and base(metric) in METRICS and METRICS[base(metric)].type != "flow":
        return None, None
    stock = (
        (METRICS[base(metric)].type == "stock" or base(metric) in _STOCK_LIKE)
        if base(metric) in METRICS
        else time.kind is Kind.DATE
    )
    if one_day:
        return time.end, None
    if stock and time.end and time.kind not in (Kind.SPAN, Kind.YEAR) and not time.text.startswith("since"):
        return time.end, time.text
    return None, time.text
