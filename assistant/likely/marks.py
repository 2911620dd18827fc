"""What speaks for and against a sum, as named numbers: how its figures meet the question, and how they stand to one another."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.figures.asked import family
from assistant.figures.settled import measure_key
from assistant.figures.signs import PLANNED, Profile, time_fit
from assistant.likely.field import Field, is_whole, measured, row_of, says_total
from assistant.likely.shapes import Sum
from ingest.fact_model import FactKind

Marks = dict[str, float]
_NO_FAMILY = frozenset({"times", "number"})


@dataclass(frozen=True, slots=True)
class _Seen:
    """A figure as the question sees it; words are bits of the question's own."""

    own: int
    names: int
    heading: int
    every: int
    part: int
    stems: frozenset[str]
    at: tuple[bool, ...]
    latest: bool
    score: float
    whole: bool


class Marker:
    """The marks of the sums of one field; what is said of the same figures is worked out once."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._words = field.asked.words
        self._bits = {word: 1 << place for place, word in enumerate(self._words)}
        self._weights = list(self._words.values())
        self._best = max(field.scores.values(), default=0.0)
        self._covered: dict[int, float] = {}
        self._seen: dict[str, _Seen] = {}
        self._of: dict[tuple[str, ...], Marks] = {}

    def marks(self, made: Sum) -> Marks:
        """Every mark of a sum that is not nought."""
        ids = tuple(one.fact.id for one in made.of)
        if ids not in self._of:
            self._of[ids] = self._of_figures(made.of)
        wanted, sort = self._field.asked, _family(made.unit)
        said = bool(wanted.families)
        own = {
            "family": float(said and sort in wanted.families),
            "other_family": float(said and sort not in wanted.families),
            "uncountable": float(wanted.many and sort in ("money", "share")),
            "below": float(made.value < 0),
            "nought": float(abs(made.value) < 1e-9),
        }
        return {**self._of[ids], **{name: value for name, value in own.items() if value}}

    def covered(self, made: Sum) -> float:
        """The share of the question's words that stand with its figures."""
        return self._cover([self._see(one).every for one in made.of])

    def _of_figures(self, figures: Sequence[Profile]) -> Marks:
        seen = [self._see(one) for one in figures]
        found = {**self._words_of(figures, seen), **self._times_of(figures, seen), **self._stages_of(figures)}
        if len(figures) == 2:
            found |= self._between(figures, seen)
        if len(figures) > 2:
            found |= self._among(figures)
        return {name: value for name, value in found.items() if value}

    def _words_of(self, figures: Sequence[Profile], seen: Sequence[_Seen]) -> Marks:
        scores = [one.score for one in seen]
        stems = frozenset[str]().union(*(one.stems for one in seen))
        own = [one.own for one in seen]
        return {
            "own": self._cover(own),
            "names": self._cover([*own, *(one.names for one in seen)]),
            "headed": self._cover([*own, *(one.heading for one in seen)]),
            "all": self._cover([one.every for one in seen]),
            "part": self._cover([one.part for one in seen]),
            "best": max(scores),
            "worst": min(scores),
            "score": _mean(scores),
            "near": _mean([self._field.signs[one.fact.id]["near"] for one in figures]),
            "part_unsaid": _mean([self._field.signs[one.fact.id]["part_unsaid"] for one in figures]),
            "part_said": _mean([self._field.signs[one.fact.id]["part_said"] for one in figures]),
            "spare": sum(stem not in self._bits for stem in stems) / max(1, len(stems)),
            "length": math.log1p(len(stems)),
            "wholes": _mean([one.whole for one in seen]),
        }

    def _times_of(self, figures: Sequence[Profile], seen: Sequence[_Seen]) -> Marks:
        asked = self._field.asked.moments
        undated = {"undated": _mean([one.moment is None for one in figures])}
        if not asked:
            return {
                **undated,
                "latest": _mean([one.latest for one in seen]),
                "one_latest": float(any(one.latest for one in seen)),
            }
        other = [one.moment is not None and not any(view.at) for one, view in zip(figures, seen, strict=True)]
        return {
            **undated,
            "times_met": _mean([any(one.at[place] for one in seen) for place in range(len(asked))]),
            "at_a_time": _mean([any(one.at) for one in seen]),
            "at_another": _mean(other),
            "two_times": float(len(asked) > 1),
        }

    def _stages_of(self, figures: Sequence[Profile]) -> Marks:
        asked = self._field.asked.stages
        kinds = [one.fact.kind for one in figures]
        found = {
            "compared": _mean([kind in (FactKind.BENCHMARK, FactKind.WITHDRAWN) for kind in kinds]),
            "changes": _mean([one.fact.change for one in figures]),
        }
        if asked:
            return {
                **found,
                "stages_met": _mean([any(kind.value == stage for kind in kinds) for stage in asked]),
                "at_a_stage": _mean([kind.value in asked for kind in kinds]),
            }
        return {
            **found,
            "actual": _mean([kind is FactKind.ACTUAL for kind in kinds]),
            "planned": _mean([kind in PLANNED for kind in kinds]),
        }

    def _between(self, figures: Sequence[Profile], seen: Sequence[_Seen]) -> Marks:
        """How two figures stand to each other: what they share, what tells them apart, and whether that is said."""
        one, other = (profile.fact for profile in figures)
        same = {
            "measure": measured(one) == measured(other) or bool(one.metric and one.metric == other.metric),
            "part": one.part == other.part,
            "time": figures[0].moment == figures[1].moment,
            "kind": one.kind == other.kind,
        }
        apart = [name for name, alike in same.items() if not alike]
        told = [seen[0].stems - seen[1].stems, seen[1].stems - seen[0].stems]
        said = [self._cover([self._mask(stems)]) for stems in told]
        first, second = seen
        return {
            **{f"same_{name}": float(alike) for name, alike in same.items()},
            **({f"only_{apart[0]}": 1.0} if len(apart) == 1 else {}),
            "apart": float(len(apart)),
            "same_row": float(row_of(one) == row_of(other)),
            "same_paper": float(one.places[0].document == other.places[0].document),
            "alike": float(not apart),
            "part_of_whole": float(not first.whole and second.whole),
            "whole_of_part": float(first.whole and not second.whole),
            "two_parts": float(not first.whole and not second.whole and not same["part"]),
            "told_first": said[0],
            "told_second": said[1],
            "told_both": min(said),
            "untold_first": self._unsaid(told[0]),
            "untold_second": self._unsaid(told[1]),
            "first": first.score,
            "second": second.score,
            "second_total": float(any(map(says_total, other.measure.split(" ; ")))),
        }

    def _among(self, figures: Sequence[Profile]) -> Marks:
        named = [bool(one.part) and all(stem in self._bits for stem in one.part) for one in figures]
        return {"many": math.log(len(figures)), "all_named": float(all(named)), "named": _mean(named)}

    def _see(self, one: Profile) -> _Seen:
        if one.fact.id not in self._seen:
            stems = one.own | one.part
            last = self._field.latest.get((measure_key(one.fact), one.fact.part))
            self._seen[one.fact.id] = _Seen(
                self._mask(stems),
                self._mask(one.names),
                self._mask(one.heading),
                self._mask(one.all),
                self._mask(one.part),
                stems,
                tuple(
                    time_fit(one.moment, asked) in ("same_time", "part_time")
                    for asked in self._field.asked.moments
                ),
                one.moment is not None and one.moment[1] == last,
                self._field.scores[one.fact.id] - self._best,
                is_whole(one.fact),
            )
        return self._seen[one.fact.id]

    def _mask(self, stems: Collection[str]) -> int:
        return sum(self._bits.get(stem, 0) for stem in set(stems))

    def _cover(self, masks: Sequence[int]) -> float:
        """The weight of the question's words that stand in any of these."""
        joint = 0
        for mask in masks:
            joint |= mask
        if joint not in self._covered:
            self._covered[joint] = sum(w for place, w in enumerate(self._weights) if joint >> place & 1)
        return self._covered[joint]

    def _unsaid(self, stems: Collection[str]) -> float:
        return sum(stem not in self._bits for stem in stems) / max(1, len(stems))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _family(unit: str) -> str:
    return "" if unit in _NO_FAMILY else "share" if unit == "points" else family(unit)
