"""What is asked for: the quantities that a question names, ranked as the thing wanted, and the unit the answer is wanted in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.reading.assign import is_part
from assistant.reading.cues import Operation, listed
from assistant.reading.measures import Measure
from assistant.reading.model import OPEN
from assistant.reading.naming import Named, unit_of
from assistant.words import STOP
from ingest.measures.table import table
from ingest.phrases import words

ASKING = (
    "how many",
    "how much",
    "what",
    "which",
    "who",
    "when",
    "where",
    "show",
    "how long",
    "how far",
    "by what",
)
USUAL = "workforce.headcount"
"""What a change of no quantity named is a change of."""
PRINTED = 0.5
EMPTY = "empty"
"""The list of words that name no measure by themselves."""
LEADS = ("%", "point", "number", "times", "gbp", "time")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quantity that may be the one asked for, with its score in nats."""

    named: Named
    score: float


def lead_of(question: str) -> str:
    """The unit that the answer is asked for in: "%", "point", "number", "times", "gbp", "time" or ""."""
    labels = listed("lead_unit").labels(question)
    return next((label for label in LEADS if label in labels), "")


def wanted(
    question: str,
    names: Sequence[Named],
    measures: Sequence[Measure],
    operation: Operation,
    used: frozenset[str],
) -> list[Wanted]:
    """The quantities that may be asked for, best first; ``used`` are those whose words say what a typed figure is of."""
    lead = lead_of(question)
    found = [
        Wanted(
            one,
            _score(question, one, names, measures, operation, lead)
            - 2.5 * (one.id in used)
            - (0.9 + 1.5 * _is_within(name, names, lead)) * turned
            - 1.8 * _is_whole(one, names),
        )
        for name in names
        for turned, one in _turned(name, lead)
    ]
    if operation.usual:
        unit = unit_of(operation.usual)
        found.append(Wanted(Named(0, 0, operation.usual, unit, sure=0.4), 0.9 + _unit_score(unit, lead)))
    if not found:
        found.append(Wanted(Named(0, 0, USUAL, unit_of(USUAL), sure=0.2), -0.5))
    best: dict[str, Wanted] = {}
    for one in sorted(found, key=lambda item: -item.score):
        best.setdefault(one.named.id, one)
    return list(best.values())


def _is_within(name: Named, names: Sequence[Named], lead: str) -> bool:
    """Whether a count is a side of a share that is named too, and the answer is asked as a share."""
    if lead != "%" or name.unit == "%":
        return False
    rates = {other.metric for other in names if other.unit == "%"}
    return any(ratio.rate in rates for ratio in table().ratios_with.get(name.metric, ()))


def _score(
    question: str,
    name: Named,
    names: Sequence[Named],
    measures: Sequence[Measure],
    operation: Operation,
    lead: str,
) -> float:
    score = 0.8 * name.sure + PRINTED * name.printed
    for measure in measures:
        if measure.start < name.end and name.start < measure.end:
            score += {"asked": 1.5, "whole": -0.6, "per": -0.8, "other": -0.4}.get(measure.role, 0.0)
    if operation.about:
        score += 1.2 if name.metric in operation.about else -0.8
    unit = "%" if lead == "%" and is_part(name.metric) else name.unit
    score += _unit_score(unit, lead) - 1.5 * _is_within(name, names, lead)
    score += 0.9 if _follows_asking(question, name) else 0.0
    return score


def _is_whole(name: Named, names: Sequence[Named]) -> bool:
    """Whether a part of it is named as well: of "staff" and "part time" the part is the narrower."""
    parts = (table().get(other.metric) for other in names if other.metric != name.metric)
    return any(part is not None and part.part_of == name.metric for part in parts)


def _unit_score(unit: str, lead: str) -> float:
    if lead == "%":
        return 0.8 if unit == "%" else -0.1
    if lead == "number":
        return 0.7 if unit not in {"%", "gbp", "x"} and "/" not in unit else -0.8
    if lead == "gbp":
        return 0.7 if unit.startswith("gbp") else -0.3
    if lead == "time":
        return 1.5 if unit == "year" else 0.0
    return 0.0


def _follows_asking(question: str, name: Named) -> bool:
    """Whether words of asking stand a little before it, or it opens the question."""
    before = question[max(0, name.start - 28) : name.start].lower()
    return any(word in before for word in ASKING) or not question[: name.start].strip(" ,.'")


def _turned(name: Named, lead: str) -> Iterator[tuple[bool, Named]]:
    """The quantity, and the count behind a share or the share of a count, where the answer is asked in that unit."""
    yield False, name
    quantity = table().get(name.metric)
    if quantity is None or lead not in {"%", "number"}:
        return
    for ratio in table().ratios_with.get(name.metric, ()):
        if lead == "number" and name.metric == ratio.rate and quantity.unit == "%":
            yield (
                True,
                replace(name, metric=ratio.of, unit=unit_of(ratio.of), group=_kept(ratio.of, name.group)),
            )
        if lead == "%" and name.metric == ratio.of and unit_of(ratio.rate) == "%":
            yield True, replace(name, metric=ratio.rate, unit="%", group=_kept(ratio.rate, name.group))


def _kept(metric: str, group: str) -> str:
    quantity = table().get(metric)
    return group if quantity is not None and quantity.group else ""


def unlisted(measures: Sequence[Measure], names: Sequence[Named]) -> Iterator[Named]:
    """The words that the scorer takes for a measure and that name nothing known, as open quantities."""
    for measure in measures:
        if any(name.start < measure.end and measure.start < name.end for name in names):
            continue
        said = {word.fold for word in words(measure.text)} - STOP
        if any(word.isalpha() and word not in listed(EMPTY) for word in said):
            yield Named(measure.start, measure.end, f"{OPEN} {measure.text.lower()}", "", sure=0.4)
