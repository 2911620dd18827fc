"""The figures that may answer a question: every quantity of the kind asked for, scored by the words that stand with it.

What prints a figure of another kind is left out before anything is ranked, so that a sentence with the right figure never
loses its place to sentences that hold none. A figure's own clause counts for more than the rest of its sentence, and the
sentences before it in its section are its context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.compose.figure_asked import Asked, beside_it, other_time, weighed
from assistant.compose.figure_sought import Sought
from assistant.match import Matcher, weights
from assistant.pool import Pool, Scored, rank, stretched, unit_text
from assistant.units import Unit, units_of
from assistant.words import STOP, TOKEN, alike, stem, stems
from ingest.model import Document
from ingest.quantities import Kind, Quantity, find
from ingest.sentences import sentences

CONSIDERED = 90
EMBEDDED = 26
LONG_ROW = 300
LONG_UNIT = 240
SECTION_BEFORE = 500
OWN_CLAUSE = 0.5
NOUN_BONUS = 0.08
BOTH_BONUS = 0.08
IN_WORDS = -0.05
OTHER_THING = -0.15

_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\b")
_HAS_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|thousand|million|half|third|quarter|tenth|decade|year|month|week|double|treble|triple|halve)",
    re.I,
)
_GOES_ON = re.compile(
    r"^(?:over|during|in|throughout|for much of) (?:this|that|the same) (?:period|time)\b|^since then\b", re.I
)
_CLAUSE = re.compile(
    r"(?:[,;:](?!\d)|[|\n–—])|\b(?:and|while|whereas|but|against|compared|of (?:whom|which|these))\b", re.I
)
_GLUED = re.compile(r"(?<=[a-z])\d{1,2}\b")
_BASE = re.compile(r"\b(?:per|every|each|out of|in every)\s+(?:an?\s+|one\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """One statement of a figure: the unit (or the sentence of it) that prints it, and the figure.

    ``second`` is the other figure asked for, when the same statement gives it.
    """

    scored: Scored[Unit]
    figure: Quantity
    second: Quantity | None = None

    @property
    def score(self) -> float:
        """How well it meets the question; comparable with other figures."""
        return self.scored.score


@dataclass(frozen=True, slots=True)
class _Candidate:
    unit: Unit
    document: Document
    coverage: float
    figure: Quantity
    extra: float
    second: Quantity | None


def figures_found(pool: Pool, wanted: Sought) -> list[Found]:
    """Every statement of a figure of the kind wanted in the pool's documents, best first."""
    asked = weighed(pool.matcher, wanted)
    candidates = []
    for document, unit in _promising(pool, asked.words):
        made = _best_of(unit, document, asked)
        if made is not None:
            candidates.append(made)
    candidates.sort(key=lambda one: -(one.coverage + one.extra))
    del candidates[EMBEDDED:]
    near = pool.matcher.nearness([unit_text(one.unit) for one in candidates])
    found = []
    for one, (likeness, aligned) in zip(candidates, near, strict=True):
        score = _score(one.coverage, likeness, aligned) + one.extra
        found.append(
            Found(
                Scored(one.unit, one.document, score, one.coverage, likeness, aligned), one.figure, one.second
            )
        )
    return sorted(found, key=lambda one: -one.score)


def _score(coverage: float, likeness: float, aligned: float | None) -> float:
    """One score of the parts. A figure stands with a few words, so whether each word of the question has its like counts
    for more here than in running text."""
    table = weights("figure")
    if aligned is None:
        return rank(coverage, likeness)
    return (
        table["coverage"] * coverage
        + table["likeness"] * stretched(likeness, 0.1, 0.7)
        + table["alignment"] * stretched(aligned, 0.3, 0.9)
    )


def _promising(pool: Pool, matcher: Matcher) -> list[tuple[Document, Unit]]:
    """The units that print a number, those first that hold most of the question."""
    lifts = {(scored.document.id, scored.item.start): scored.score for scored in pool.units}
    kept = []
    for document in pool.documents:
        for unit in _able(document):
            covered = matcher.coverage(unit.text, unit.context)
            kept.append((covered + 0.5 * lifts.get((document.id, unit.start), 0.0), document, unit))
    kept.sort(key=lambda entry: (-entry[0], entry[1].id, entry[2].start))
    return [(document, unit) for _, document, unit in kept[:CONSIDERED]]


@lru_cache(maxsize=64)
def _able(document: Document) -> tuple[Unit, ...]:
    """The statements of a document that print a number: a heading states nothing, a long row is read by its cells, and
    of a long item the sentence counts."""
    return tuple(_statements(units_of(document).units))


def _statements(units: Sequence[Unit]) -> Iterator[Unit]:
    for index, unit in enumerate(units):
        if unit.kind == "heading" or (unit.kind == "row" and len(unit.text) > LONG_ROW):
            continue
        if not _HAS_FIGURE.search(unit.text):
            continue
        after = units[index + 1] if index + 1 < len(units) else None
        if unit.kind == "item" and len(unit.text) > LONG_UNIT:
            yield from _sentences(unit)
        elif after and after.block == unit.block and after.kind == unit.kind and _GOES_ON.match(after.text):
            yield replace(unit, text=f"{unit.text}\n{after.text}", end=after.end)
        else:
            yield unit


def _sentences(unit: Unit) -> Iterator[Unit]:
    for start, end in sentences(unit.text):
        if _HAS_FIGURE.search(unit.text[start:end]):
            yield replace(
                unit,
                text=unit.text[start:end],
                start=unit.start + start,
                end=unit.start + end,
                before=f"{unit.before} {unit.text[max(0, start - 400) : start]}",
            )


@lru_cache(maxsize=20_000)
def _quantities(text: str) -> tuple[Quantity, ...]:
    return tuple(find(text))


def _best_of(unit: Unit, document: Document, asked: Asked) -> _Candidate | None:
    """The figure of the unit that its own words tie best to the question; None without one of the kind."""
    wanted, printed = asked.wanted, _quantities(unit.text)
    able = [
        item for item in printed if item.kind in wanted.kinds and _answers(item, unit.text, asked.quantities)
    ]
    if wanted.rank:
        able = _ordinals(unit.text) or able
    if not able:
        return None
    seconds = [
        item for item in printed if item.kind in wanted.also and _answers(item, unit.text, asked.quantities)
    ]
    around = f"{unit.context} {document.text[max(0, unit.start - SECTION_BEFORE) : unit.start]}"
    dates = (*printed, *_quantities(unit.context[-400:])) if asked.times else printed
    whole = asked.coverage(unit.text, around, dates)
    named = " ".join((*unit.headings[-1:], unit.lead))
    extra = (
        (BOTH_BONUS if seconds else 0.0)
        + other_time(asked, printed, dates)
        + beside_it(asked, unit.text, named)
        + _other_thing(wanted, f"{unit.text} {named}")
    )

    def tied(item: Quantity) -> tuple[float, float, int]:
        own = asked.coverage(_beside(unit.text, item, able), f"{unit.text} {around}", dates)
        bonus = NOUN_BONUS if wanted.nouns & set(stems(item.unit)) else 0.0
        bonus += IN_WORDS if item.words and item.kind is Kind.COUNT else 0.0
        return (
            OWN_CLAUSE * own + (1 - OWN_CLAUSE) * whole,
            bonus,
            -_distance(item, unit.text, asked.words.weight),
        )

    scores = {item: tied(item) for item in able}
    best = max(able, key=lambda item: (round(sum(scores[item][:2]), 3), scores[item][2]))
    coverage, bonus, _ = scores[best]
    return _Candidate(unit, document, coverage, best, extra + bonus, seconds[0] if seconds else None)


def _other_thing(wanted: Sought, text: str) -> float:
    """Less for a statement that never names the thing counted; the number of a footnote may be glued to its word."""
    if not wanted.things or wanted.things & set(stems(_GLUED.sub(" ", text))):
        return 0.0
    return OTHER_THING


def _answers(item: Quantity, text: str, asked: Sequence[Quantity]) -> bool:
    """Whether the quantity can be an answer: it has a value, and is no part of a name nor of the question itself."""
    if item.value is None or (item.words and item.value <= 1 and item.kind is Kind.COUNT):
        return False
    if item.kind is Kind.COUNT and _BASE.search(text[max(0, item.start - 16) : item.start]):
        return False
    if text[: item.start].endswith("[") and text[item.end :].startswith("]"):
        return False  # the number of a footnote
    return not any(
        (other.kind, other.value, other.unit) == (item.kind, item.value, item.unit) for other in asked
    )


def _ordinals(text: str) -> list[Quantity]:
    return [
        Quantity(m.start(), m.end(), m.group(), Kind.COUNT, float(re.sub(r"\D", "", m.group())))
        for m in _ORDINAL.finditer(text)
    ]


def _beside(text: str, item: Quantity, others: Sequence[Quantity]) -> str:
    """The words of the figure's own clause, up to the figures beside it; of its whole line when it has none."""
    edges = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    start = max(edge for edge in edges if edge <= item.start)
    end = min(edge for edge in edges if edge >= item.end)
    left = max((other.end for other in others if start <= other.end <= item.start), default=start)
    right = min((other.start for other in others if item.end <= other.start < end), default=end)
    own = f"{text[left : item.start]} {text[item.end : right]}"
    if any(token not in STOP for token in TOKEN.findall(own.lower())):
        return own
    above = text.rfind("\n", 0, max(0, text.rfind("\n", 0, item.start))) + 1
    below = text.find("\n", item.end)
    return text[above : below if below >= 0 else len(text)]


def _distance(item: Quantity, text: str, weight: Mapping[str, float]) -> int:
    """How far the figure stands from the nearest word of the question."""
    spots = [
        match.start() for match in TOKEN.finditer(text) if alike(stem(match.group().lower())) & weight.keys()
    ]
    return min((min(abs(spot - item.end), abs(spot - item.start)) for spot in spots), default=10_000)
