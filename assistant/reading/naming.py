"""Which quantities a question names: by aliases, by what people call them, by groups of staff, by the papers' labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from assistant.packaged import packaged
from assistant.reading.known import Known
from assistant.reading.model import OPEN
from assistant.reading.spans import Span, Type
from assistant.words import STOP, stem
from ingest.measures.table import plain_id, table
from ingest.metrics import age_metric
from ingest.phrases import Phrases, words

NONE = "none"
ENOUGH = 0.75
"""Share of the words of a paper's label that a question must hold to name it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A quantity that words of a question name; ``unit`` is that of the table or of the papers, ``sure`` 1 for an alias of the table."""

    start: int
    end: int
    metric: str
    unit: str
    group: str = ""
    sure: float = 1.0
    printed: bool = False

    @property
    def id(self) -> str:
        """The metric with its group in brackets, as a figure carries it."""
        return f"{self.metric}[{self.group}]" if self.group and "[" not in self.metric else self.metric


def named(
    question: str, spans: Sequence[Span], known: Known, bodies: tuple[str, ...] = ()
) -> tuple[Named, ...]:
    """The quantities that a question names, in reading order; words that may mean several give several.

    Of those that the words may mean, what the papers of the ``bodies`` print a figure of is likelier.
    """
    plain = _blanked(question, spans)
    found = list(_of_table(plain))
    groups = [*_groups(plain), *_ages(spans)]
    found = [_with_group(one, groups, question) for one in found]
    found += [item for group in groups for item in _of_group(group)]
    found += _of_labels(plain, known, bodies)
    printed = _printed(known, bodies)
    found = [replace(one, printed=True) if one.metric in printed else one for one in found]
    return tuple(sorted(set(found), key=lambda one: (one.start, -one.end, one.metric)))


def _blanked(question: str, spans: Sequence[Span]) -> str:
    """The question with the names of bodies and the ages blotted out, every character in its place."""
    text = question
    for span in spans:
        if span.type in {Type.ORG, Type.AGE, Type.DATE, Type.YEAR}:
            text = text[: span.start] + "·" * (span.end - span.start) + text[span.end :]
    return text


def _of_table(text: str) -> Iterator[Named]:
    for hit in _phrases().find(text):
        if NONE in hit.labels:
            continue
        for label in hit.labels:
            metric, _, sort = label.partition("|")
            yield Named(hit.start, hit.end, metric, unit_of(metric), sure=1.0 if sort == "alias" else 0.8)


@cache
def _phrases() -> Phrases:
    """The table's names and aliases, and what people say, in one list; an alias counts as one where both have it."""
    lists: dict[str, list[str]] = {}
    aliased: set[tuple[str, str]] = set()
    for quantity in table().quantities.values():
        lists[f"{quantity.id}|alias"] = [quantity.name, *quantity.aliases]
        aliased |= {(quantity.id, phrase) for phrase in (quantity.name, *quantity.aliases)}
    for metric, phrases in packaged("question_measures")["measure"].items():
        said = [phrase for phrase in phrases if (metric, phrase) not in aliased]
        lists[NONE if metric == NONE else f"{metric}|said"] = said
    return Phrases(lists)


@dataclass(frozen=True, slots=True)
class _Group:
    start: int
    end: int
    share: str
    count: str
    name: str


def _groups(text: str) -> Iterator[_Group]:
    kinds = packaged("question_measures")["group_quantity"]
    for hit in _group_phrases().find(text):
        yield _Group(hit.start, hit.end, kinds["share"], kinds["count"], hit.labels[0])


@cache
def _group_phrases() -> Phrases:
    return Phrases(packaged("question_measures")["group"])


def _ages(spans: Iterable[Span]) -> Iterator[_Group]:
    kinds = packaged("question_measures")["group_quantity"]
    for span in spans:
        if span.type is Type.AGE and span.value is not None:
            band = age_metric(span.value, span.high, span.unit).partition("[")[2].removesuffix("]")
            yield _Group(span.start, span.end, kinds["age_share"], kinds["age_count"], band)


def _of_group(group: _Group) -> Iterator[Named]:
    for metric in (group.share, group.count):
        yield Named(group.start, group.end, metric, unit_of(metric), group.name, 0.9)


def _with_group(one: Named, groups: Sequence[_Group], question: str) -> Named:
    """A quantity that carries a group takes the one nearest to its words."""
    quantity = table().get(one.metric)
    if quantity is None or not quantity.group or not groups:
        return one
    ages = one.metric.startswith("age.") or one.metric.startswith("retirement.")
    fitting = [group for group in groups if group.share.startswith("age.") == ages]
    if not fitting:
        return one
    nearest = min(fitting, key=lambda group: min(abs(group.start - one.end), abs(one.start - group.end)))
    return replace(one, group=nearest.name)


def unit_of(metric: str) -> str:
    """The unit of a quantity of the table, "" for an open one."""
    quantity = table().get(plain_id(metric))
    return quantity.unit if quantity else ""


@dataclass(frozen=True, slots=True)
class _OpenLabel:
    words: str
    unit: str
    metric: str
    stems: frozenset[str]


@lru_cache(maxsize=64)
def _printed(known: Known, bodies: tuple[str, ...]) -> frozenset[str]:
    return frozenset(plain_id(label.metric) for label in known.of(bodies) if label.metric)


@lru_cache(maxsize=64)
def _open_labels(known: Known, bodies: tuple[str, ...]) -> tuple[_OpenLabel, ...]:
    labels = ((label, _stems(label.words)) for label in known.of(bodies))
    return tuple(
        _OpenLabel(label.words, label.unit, label.metric, stems)
        for label, stems in dict.fromkeys(labels)
        if stems
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.fold) for word in words(text) if word.fold not in STOP and word.fold.isalpha())


def _of_labels(text: str, known: Known, bodies: tuple[str, ...]) -> list[Named]:
    """The papers' own labels of which the question holds most words."""
    places = [(stem(word.fold), word.start, word.end) for word in words(text) if word.fold not in STOP]
    said = {key for key, _, _ in places}
    found: list[Named] = []
    for label in _open_labels(known, bodies):
        share = len(label.stems & said) / len(label.stems)
        if share < ENOUGH:
            continue
        held = [(start, end) for key, start, end in places if key in label.stems]
        metric = label.metric or f"{OPEN} {label.words}"
        unit = label.unit or unit_of(metric)
        sure = 0.5 * share + 0.1 * min(len(label.stems), 4)
        found.append(Named(min(a for a, _ in held), max(b for _, b in held), metric, unit, sure=sure))
    return sorted(found, key=lambda one: -one.sure)[:6]
