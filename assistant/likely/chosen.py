"""The sum that a question most likely asks for: every sum of its likely figures, ranked by learned weights."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.likely.asks import log_chance
from assistant.likely.field import Field, is_share
from assistant.likely.marks import Marker, Marks
from assistant.likely.several import of_several
from assistant.likely.shapes import Sum, shapes
from assistant.likely.two import of_two
from assistant.likely.with_typed import of_typed
from assistant.reading.spans import Span

Weights = Mapping[str, Mapping[str, float]]
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sum; ``chance`` is the share of all sums that come to its figure, by the weights, and ``covered`` the share of the
    question's words that stand with its figures."""

    sum: Sum
    chance: float
    covered: float


def sums_of(field: Field, spans: Sequence[Span]) -> list[Sum]:
    """Every sum that the likely figures and the typed amounts allow, the figures alone among them."""
    return list(_sums(field, spans))


def _sums(field: Field, spans: Sequence[Span]) -> Iterator[Sum]:
    for seed in field.seeds:
        value = seed.fact.value or 0.0
        yield Sum("printed", (seed,), value, seed.fact.unit)
        if is_share(seed.fact) and 0 < value < 100:
            yield Sum("complement", (seed,), 100 - value, "share")
    seen: set[frozenset[str]] = set()
    for seed in field.seeds:
        for other in field.beside(seed):
            pair = frozenset((seed.fact.id, other.fact.id))
            if pair not in seen:
                seen.add(pair)
                yield from of_two(seed, other)
    yield from of_several(field)
    yield from of_typed(field, spans)


def chosen(field: Field, spans: Sequence[Span], asked: Mapping[str, float], most: int) -> list[Chosen]:
    """The likeliest sums that come to different figures, best first, at most this many."""
    made = sums_of(field, spans)
    marker = Marker(field)
    speaks = {name: log_chance(asked, shape.asks) for name, shape in shapes().items()}
    scores = [score(one, marker.marks(one), speaks[one.shape], weights()) for one in made]
    together = _together(made, scores)
    first: dict[float, int] = {}
    for place in sorted(range(len(made)), key=lambda place: (-scores[place], place)):
        first.setdefault(_key(made[place].value), place)
    best = sorted(first, key=lambda key: (-together[key], first[key]))[:most]
    return [Chosen(made[first[key]], together[key], marker.covered(made[first[key]])) for key in best]


def _together(made: Sequence[Sum], scores: Sequence[float]) -> Mapping[float, float]:
    """The share of the sums that come to each figure."""
    top = max(scores, default=0.0)
    shares = [math.exp(value - top) for value in scores]
    whole = math.fsum(shares)
    found: dict[float, float] = {}
    for one, share in zip(made, shares, strict=True):
        found[_key(one.value)] = found.get(_key(one.value), 0.0) + share / whole
    return found


def _key(value: float) -> float:
    return float(f"{abs(value):.{_DIGITS}g}")


def score(made: Sum, marks: Marks, asked: float, table: Weights) -> float:
    """How much speaks for a sum: its marks by the weights of every sum and of its family, its shape, and what is asked."""
    family = table.get(shapes()[made.shape].family, {})
    every = table["every"]
    value = math.fsum((every.get(name, 0.0) + family.get(name, 0.0)) * mark for name, mark in marks.items())
    return value + table["shape"].get(made.shape, 0.0) + every["asked"] * asked


@cache
def weights() -> Weights:
    """The learned weights: of ``every`` sum, of each family, and of each ``shape``."""
    import tomllib

    return tomllib.loads(
        resources.files("assistant").joinpath("data/sum_weights.toml").read_text(encoding="utf-8")
    )
