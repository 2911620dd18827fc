"""The figures that a sum may be made of: the likeliest ones, and what stands in a row, a column or a series with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.figures.asked import Asked
from assistant.figures.settled import measure_key
from assistant.figures.signs import JOINT, Profile, Signs
from assistant.planner.entries import names_the_whole
from ingest.fact_model import Fact
from ingest.facts.word_lists import lists

SEEDS, BESIDE = 16, 40
"""Figures that a sum begins with, and those looked at beside each in its row, column and series."""
_NO_AMOUNT = frozenset({"share", "percent", "points", "days_per_fte", "years"})


@dataclass(frozen=True)
class Field:
    """What is asked, and the figures in play, likeliest first, with the signs and the score of each."""

    asked: Asked
    profiles: tuple[Profile, ...]
    signs: Mapping[str, Signs]
    scores: Mapping[str, float]

    @property
    def seeds(self) -> tuple[Profile, ...]:
        """The likeliest."""
        return self.profiles[:SEEDS]

    def beside(self, one: Profile) -> Iterator[Profile]:
        """The seeds, then what stands in a row, under the same measure or of the same part and unit, each once."""
        seen = {one.fact.id}
        for other in (
            *self.seeds,
            *self._rows[row_of(one.fact)][:BESIDE],
            *self._measures[measured(one.fact)][:BESIDE],
            *self._parts[_part_key(one.fact)][:BESIDE],
        ):
            if other.fact.id not in seen:
                seen.add(other.fact.id)
                yield other

    def row(self, one: Profile) -> list[Profile]:
        """The figures of the same unit in its row or sentence."""
        return [other for other in self._rows[row_of(one.fact)] if other.fact.unit == one.fact.unit]

    def column(self, one: Profile) -> list[Profile]:
        """The figures of the same measure, time and stage for each part."""
        return list(self._columns[_column_key(one)].values())

    def series(self, one: Profile) -> list[Profile]:
        """The figures of the same measure and part at each time, in order."""
        found = self._series[_series_key(one.fact)]
        return [found[moment] for moment in sorted(found)]

    @cached_property
    def latest(self) -> Mapping[Hashable, str]:
        """The last day of each measure and part."""
        found: dict[Hashable, str] = {}
        for one in self.profiles:
            if one.moment is not None:
                key = (measure_key(one.fact), one.fact.part)
                found[key] = max(found.get(key, ""), one.moment[1])
        return found

    @cached_property
    def _rows(self) -> defaultdict[Hashable, list[Profile]]:
        return _by(self.profiles, [row_of(one.fact) for one in self.profiles])

    @cached_property
    def _measures(self) -> defaultdict[Hashable, list[Profile]]:
        return _by(self.profiles, [measured(one.fact) for one in self.profiles])

    @cached_property
    def _parts(self) -> defaultdict[Hashable, list[Profile]]:
        return _by(self.profiles, [_part_key(one.fact) for one in self.profiles])

    @cached_property
    def _columns(self) -> defaultdict[Hashable, dict[str, Profile]]:
        found: defaultdict[Hashable, dict[str, Profile]] = defaultdict(dict)
        for one in self.profiles:
            if not is_whole(one.fact):
                found[_column_key(one)].setdefault(one.fact.part, one)
        return found

    @cached_property
    def _series(self) -> defaultdict[Hashable, dict[tuple[str, str], Profile]]:
        found: defaultdict[Hashable, dict[tuple[str, str], Profile]] = defaultdict(dict)
        for one in self.profiles:
            if one.moment is not None:
                found[_series_key(one.fact)].setdefault(one.moment, one)
        return found


def _by(profiles: Sequence[Profile], keys: Sequence[Hashable]) -> defaultdict[Hashable, list[Profile]]:
    found: defaultdict[Hashable, list[Profile]] = defaultdict(list)
    for one, key in zip(profiles, keys, strict=True):
        found[key].append(one)
    return found


def row_of(fact: Fact) -> tuple[str, int]:
    """The row, item or sentence that prints a figure."""
    return fact.places[0].document, fact.places[0].start


@lru_cache(maxsize=100_000)
def measured(fact: Fact) -> tuple[tuple[str, ...], str]:
    """The measure of a figure without the names of its part, and its unit: what the rows of one table have in common."""
    parts = set(fact.part.split(JOINT))
    return tuple(key for key in measure_key(fact) if key not in parts and key != fact.part), fact.unit


def _part_key(fact: Fact) -> Hashable:
    return fact.places[0].document, fact.part, fact.unit


def _column_key(one: Profile) -> Hashable:
    return measured(one.fact), one.moment, one.fact.kind


def _series_key(fact: Fact) -> Hashable:
    return measure_key(fact), fact.part, fact.unit, fact.change


@lru_cache(maxsize=100_000)
def is_whole(fact: Fact) -> bool:
    """Whether a figure is of all of its body: of no part, or of a row of totals."""
    return (
        not fact.part
        or names_the_whole(fact.part, fact.owner)
        or any(map(says_total, fact.part.split(JOINT)))
    )


@lru_cache(maxsize=8192)
def says_total(label: str) -> bool:
    """Whether a label names a total."""
    return bool({"total", "alone"} & set(lists("total").labels(label)))


def is_share(fact: Fact) -> bool:
    """Whether a figure is in per cent."""
    return fact.unit in ("share", "percent")


def adds_up(fact: Fact) -> bool:
    """Whether figures of its unit may be added, or be parts of one another."""
    return fact.unit not in _NO_AMOUNT


def comes_later(one: Profile, other: Profile) -> bool | None:
    """Whether the first is of a later time than the second; None where that is not known, or they are of one time."""
    if one.moment is None or other.moment is None or one.moment == other.moment:
        return None
    return (one.moment[1], one.moment[0]) > (other.moment[1], other.moment[0])
