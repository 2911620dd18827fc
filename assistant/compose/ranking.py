"""Which part has the most, or the least: the facts of one measure, part by part, set in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.compose.draft import Draft, Written, bullet_points
from assistant.compose.fact_lines import dated
from assistant.compose.fact_words import shown
from assistant.compose.prose import can_stand, quoted
from assistant.evidence import Citations, heading_at
from assistant.figures.asked import family, listed, words_of
from assistant.figures.settled import telling
from assistant.figures.signs import JOINT
from assistant.match import stem_set, weights
from assistant.pool import Pool, Scored, rank
from assistant.units import Unit
from assistant.words import alike, stem, tokens
from ingest.fact_model import Fact, FactKind
from ingest.refs import columns_at

if TYPE_CHECKING:
    from assistant.text_case import Case

FEWEST = 3
CELLS = " | "
"""What stands between the cells of a row in a quote."""
PLANNED = frozenset({FactKind.TARGET, FactKind.FORECAST, FactKind.BUDGET, FactKind.ASSUMPTION})
SUMS_TO = 0.01
LEAST_COVERED = 0.4
LEAST_OF_SHARES = 0.25


@dataclass(frozen=True, slots=True)
class Order:
    """Which end is asked for; ``judged`` says that it is the best or the worst, which the figures alone do not tell,
    ``shares`` that it is of each part's own ("most of its learners")."""

    most: bool
    judged: bool = False
    shares: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """The facts of one measure at one time, one a part, highest first; ``others`` are those of other times."""

    measure: str
    facts: tuple[Fact, ...]
    score: float
    coverage: float
    likeness: float


def order_asked(text: str) -> Order | None:
    """Which end of an order a question asks for ("which ward has the fewest …"); None when it asks for none."""
    said, lists = tokens(text), words_of("rank")
    if not set(said) & set(lists["which"]) or set(said) & set(lists["count"]):
        return None
    ends = [name for word in said for name in ("most", "least", "judged") if word in lists[name]]
    if not ends:
        return None
    return Order(
        most="least" not in ends, judged="judged" in ends, shares=bool(listed("rank_share").find(text))
    )


def ranking(case: Case, pool: Pool, order: Order) -> Draft | None:
    """The part at the asked end, with its figure, the other end, and the sentence of the paper that speaks of it."""
    best = max(_ranked(case, pool, order), key=lambda one: (one.score, one.measure), default=None)
    if best is None:
        return None
    first = best.facts[0] if order.most else best.facts[-1]
    document = case.room.document(first.places[0].document)
    told = _sentence_of(
        pool, [_part(first)] if not order.judged else [_part(best.facts[0]), _part(best.facts[-1])]
    )

    def write(citations: Citations) -> Written:
        ends = [(_level_with(best.facts, 0), "highest"), (_level_with(best.facts, -1), "lowest")]
        lines = [
            _line(case, facts, end, best.measure, citations)
            for facts, end in (ends if order.most else ends[::-1])
        ]
        parts = [lines[0], bullet_points([lines[1]])]
        if told is not None:
            said = quoted(told, citations)
            parts = (
                [said, bullet_points(lines)] if order.judged else [lines[0], said, bullet_points(lines[1:])]
            )
        return Written("\n\n".join(parts))

    return Draft("rank", best.score, best.coverage, best.likeness, (document,), write, certain=True)


def _ranked(case: Case, pool: Pool, order: Order) -> Iterator[Ranked]:
    """Every measure of the papers in play that is stated of several parts at one time and meets the question."""
    groups: dict[tuple[str, ...], dict[str, Fact]] = defaultdict(dict)
    for document in pool.documents:
        for fact in case.room.library.facts(document=document.id):
            fits = not order.shares or family(fact.unit) == "share"
            if fits and fact.value is not None and _part(fact) and fact.kind not in PLANNED:
                groups[_key(fact)].setdefault(_part(fact), fact)
    found = {key: _in_order(parts.values()) for key, parts in groups.items()}
    kept = {key: facts for key, facts in found.items() if len(facts) >= FEWEST}
    yield from _met(case, pool, _latest(case, kept), shares=order.shares)


def _met(case: Case, pool: Pool, groups: Sequence[tuple[Fact, ...]], *, shares: bool) -> Iterator[Ranked]:
    asked = _of_the_measure(pool)
    labels = [" ".join(_labels(facts[0])) for facts in groups]
    near = pool.matcher.nearness(labels) if labels else []
    around = [_around(case, facts[0]) for facts in groups]
    for facts, label, above, (likeness, aligned) in zip(groups, labels, around, near, strict=True):
        covered = replace(pool.matcher, weight=asked).coverage(label, above)
        least = LEAST_OF_SHARES if shares else LEAST_COVERED
        if covered >= least and _is_what_is_ordered(pool, facts, f"{label} {above}"):
            score = rank(covered, likeness, aligned)
            yield Ranked(_named(facts[0]), facts, score, covered, likeness)


def _around(case: Case, fact: Fact) -> str:
    """What stands above a figure: its headings and the heads of its table."""
    place = fact.places[0]
    document = case.room.document(place.document)
    return f"{heading_at(document, place.start)} {columns_at(document, place.start, place.end)}"


def _of_the_measure(pool: Pool) -> Mapping[str, float]:
    """The weights of the question's words that say what is measured, which sum to 1: no words of order, nor what is ordered."""
    lists = words_of("rank")
    ordering = {stem(word) for words in lists.values() for word in words} | pool.matcher.question.head_stems
    kept = {word: weight for word, weight in pool.matcher.weight.items() if word not in ordering}
    whole = sum(kept.values()) or 1.0
    return {word: weight / whole for word, weight in kept.items()}


def _is_what_is_ordered(pool: Pool, facts: Sequence[Fact], labels: str) -> bool:
    """Whether the parts are of the kind asked for ("which group"): by a label, by their names, or because any part is asked."""
    head = pool.matcher.question.head_stems - {stem(word) for word in words_of("rank")["place"]}
    named = stem_set(f"{labels} {' '.join(_part(fact) for fact in facts)}")
    return not head or bool({same for word in head for same in alike(word)} & named)


def _part(fact: Fact) -> str:
    """The part that a figure is of: as read, or the label of its row."""
    label = fact.places[0].quote.split(CELLS)[0].strip()
    in_a_row = CELLS in fact.places[0].quote and label in fact.measure.split(JOINT)
    return fact.part or (label if in_a_row else "")


def _labels(fact: Fact) -> tuple[str, ...]:
    """What is measured, without the part that it is measured of."""
    parts = {_part(fact), *_part(fact).split(JOINT)}
    return tuple(label for label in telling(fact) if label not in parts)


def _named(fact: Fact) -> str:
    """The measure in the paper's words, when they hold no figure of their own, which no quote would prove."""
    ordered = {stem(word) for word in words_of("rank")["place"]}
    labels = [
        label
        for label in _labels(fact)
        if not any(letter.isdigit() for letter in label) and not set(map(stem, tokens(label))) & ordered
    ]
    return max(labels, key=len).split("(")[0].strip() if labels else ""


def _key(fact: Fact) -> tuple[str, ...]:
    return (
        fact.places[0].document,
        fact.unit,
        fact.kind.value,
        str(fact.period),
        str(fact.as_of),
        str(fact.change),
        str(len(_part(fact).split(JOINT))),
        *_labels(fact),
    )


def _in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts, highest first, without totals: a row that says so, or that is the sum of the others."""
    whole = set(words_of("rank")["total"])
    kept = [fact for fact in facts if not set(tokens(_part(fact))) & whole]
    values = [float(fact.value or 0.0) for fact in kept]
    total = sum(values)
    kept = [
        fact
        for fact, value in zip(kept, values, strict=True)
        if len(kept) < FEWEST or abs(total - 2 * value) > SUMS_TO * abs(total) or value == 0
    ]
    return tuple(sorted(kept, key=lambda fact: (-float(fact.value or 0.0), fact.part)))


def _latest(case: Case, groups: Mapping[tuple[str, ...], tuple[Fact, ...]]) -> list[tuple[Fact, ...]]:
    """Of each measure the time that the question names, else the latest."""
    years = case.question.years
    chosen: dict[tuple[object, ...], tuple[Fact, ...]] = {}
    for facts in groups.values():
        one = facts[0]
        same = (one.places[0].document, one.unit, _labels(one), len(_part(one).split(JOINT)))
        if same not in chosen or _when(facts, years) > _when(chosen[same], years):
            chosen[same] = facts
    return list(chosen.values())


def _when(facts: tuple[Fact, ...], years: Sequence[str]) -> tuple[bool, int, str]:
    period = f"{facts[0].period or ''} {facts[0].as_of or ''}"
    return (any(year in period for year in years), len(facts), period)


def _level_with(facts: Sequence[Fact], place: int) -> tuple[Fact, ...]:
    """The fact at an end, with those that have the same value."""
    return tuple(fact for fact in facts if fact.value == facts[place].value)


def _line(case: Case, facts: Sequence[Fact], end: str, measure: str, citations: Citations) -> str:
    """Who stands at an end, all that share it, with the figure of each."""
    parts = [f"**{_part(fact).replace(JOINT, ', ')}**" for fact in facts]
    first = facts[0]
    dated_as = dated(case.room, first, citations)
    when, of = f", {dated_as}" if dated_as else "", f" ({measure})" if measure else ""
    cited = "".join(dict.fromkeys(citations.fact(fact) for fact in facts))
    verb = "is" if len(facts) == 1 else "are"
    return f"{' and '.join(parts)} {verb} {end}: {shown(first)}{when}{of} {cited}"


def _sentence_of(pool: Pool, parts: Sequence[str]) -> Scored[Unit] | None:
    """The best sentence of running text that names one of these parts."""
    wanted = [set(tokens(part)) for part in parts]
    return next(
        (
            scored
            for scored in pool.units
            if scored.item.kind == "sentence"
            and scored.score >= weights("answer")["prose"]
            and can_stand(scored.item)
            and any(words <= set(tokens(scored.item.text)) for words in wanted)
        ),
        None,
    )
