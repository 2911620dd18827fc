"""How far a fact meets what is asked, sign by sign: words held, time, stage, unit, place. Each sign is a number from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.figures.asked import Asked, family, stems_of, words_of
from assistant.words import contrasts
from ingest.fact_model import Fact, FactKind, Scope
from ingest.measures.table import plain_id, table
from ingest.quantities import MOMENTS, find

JOINT = " ; "
"""What stands between the labels of a path, in a measure and in a part."""
Signs = dict[str, float]
Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Profile:
    """A fact with the stems of its words by place, and its first and last day when it has a time."""

    fact: Fact
    own: frozenset[str]
    part: frozenset[str]
    heading: frozenset[str]
    quote: frozenset[str]
    names: frozenset[str]
    moment: tuple[str, str] | None

    @property
    def all(self) -> frozenset[str]:
        """Every stem that stands with the fact."""
        return self.own | self.part | self.heading | self.quote | self.names


def profile(fact: Fact) -> Profile:
    """The words that stand with a fact: its labels or clause, its part, heading and sentence, and what its metric is called."""
    return Profile(
        fact, _stems(fact.measure), part_stems(fact.part), _stems(fact.heading), _stems(fact.quote),
        _names(fact.metric), moment_of(fact),
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def _stems(text: str) -> frozenset[str]:
    return stems_of(text)


@lru_cache(maxsize=4096)
def part_stems(part: str) -> frozenset[str]:
    """The stems of a part and of what people call it."""
    called = words_of("part").get(part, ())
    return _stems(part) | frozenset[str]().union(*map(_stems, called))


@lru_cache(maxsize=512)
def _names(metric: str) -> frozenset[str]:
    quantity = table().get(metric) if metric else None
    return stems_of(" ; ".join((quantity.name, *quantity.aliases))) if quantity else frozenset()


def moment_of(fact: Fact) -> tuple[str, str] | None:
    """The first and last day that a fact is of; None when its paper does not say."""
    if fact.as_of:
        return fact.as_of, fact.as_of
    return _moment(fact.period or "")


@lru_cache(maxsize=4096)
def _moment(period: str) -> tuple[str, str] | None:
    for item in find(period):
        if item.kind in MOMENTS and item.start_date:
            return item.start_date, item.end_date or item.start_date
    return None


def signs(
    wanted: Asked, one: Profile, *, rarity: Rarity, latest: Mapping[tuple[str, str], str], near: float
) -> Signs:
    """Every sign of one fact but those of meaning. ``latest`` is the last day of each measure and part, ``near`` how near
    its passage is to the question (0 to 1, the nearest being 1)."""
    return {
        **_of_words(wanted, one, rarity),
        **_of_unit(wanted, one.fact),
        **_of_time(wanted, one, latest),
        **_of_stage(wanted, one.fact),
        **_of_metric(wanted, one.fact),
        "near": near,
        "area": float(one.fact.scope is Scope.AREA),
        "length": math.log1p(len(one.own)),
    }


def _of_words(wanted: Asked, one: Profile, rarity: Rarity) -> Signs:
    own = one.own | one.part
    headed, quoted = own | one.heading, own | one.heading | one.quote
    called = own | one.names | (wanted.named if _is_same_metric(wanted, one.fact) else frozenset())
    said = wanted.said
    spare = sum(rarity(key) for key in own if key not in said)
    part_unsaid = [key for key in one.part if key not in said]
    return {
        "own": _covered(wanted, own),
        "part": _covered(wanted, one.part),
        "heading": _covered(wanted, headed),
        "quote": _covered(wanted, quoted),
        "names": _covered(wanted, called),
        "meant_own": _meant(wanted, own),
        "meant": _meant(wanted, quoted),
        "missing": max(
            (
                weight
                for key, weight in wanted.words.items()
                if key not in one.all | called and not wanted.means(key, one.all)
            ),
            default=0.0,
        ),
        "spare": spare / (sum(rarity(key) for key in own) or 1.0),
        "of_a_part": float(bool(one.part)),
        "part_unsaid": len(part_unsaid) / len(one.part) if one.part else 0.0,
        "part_said": float(bool(one.part) and not part_unsaid),
        "contrary": float(is_contrary(wanted.words, one)),
    }


def is_contrary(asked: Mapping[str, float], one: Profile) -> bool:
    """Whether a fact is of another side of what the question names one side of: of women where men are asked for."""
    return any(
        not side.isdisjoint(asked)
        and side.isdisjoint(one.all)
        and not other.isdisjoint(one.own | one.part | one.names)
        for row in contrasts()
        for side in row
        for other in row
        if other is not side and other.isdisjoint(asked)
    )


def _covered(wanted: Asked, held: frozenset[str]) -> float:
    return sum(weight for key, weight in wanted.words.items() if key in held)


def _meant(wanted: Asked, held: frozenset[str]) -> float:
    """The share of the question's words that are held in other wordings alone."""
    return sum(weight for key, weight in wanted.words.items() if key not in held and wanted.means(key, held))


def _of_unit(wanted: Asked, fact: Fact) -> Signs:
    sort = family(fact.unit)
    said = bool(wanted.families)
    return {
        "unit": float(said and sort in wanted.families),
        "other_unit": float(said and sort not in wanted.families),
        "uncountable": float(wanted.many and sort in ("money", "share")),
    }


def _of_time(wanted: Asked, one: Profile, latest: Mapping[tuple[str, str], str]) -> Signs:
    fits = max((time_fit(one.moment, asked) for asked in wanted.moments), key=TIMES.index, default="")
    newest = latest.get((one.fact.measure, one.fact.part))
    return {
        **{name: float(fits == name) for name in TIMES},
        "latest": float(not wanted.moments and one.moment is not None and one.moment[1] == newest),
        "dateless": float(one.moment is None),
    }


TIMES = ("other_time", "undated", "part_time", "same_time")


def time_fit(moment: tuple[str, str] | None, asked: tuple[str, str]) -> str:
    """How a fact's time meets the one asked for: one of ``TIMES``, the best last."""
    if moment is None:
        return "undated"
    if moment == asked:
        return "same_time"
    within = asked[0] <= moment[0] and moment[1] <= asked[1]
    around = moment[0] <= asked[0] and asked[1] <= moment[1]
    return "part_time" if within or around else "other_time"


def _of_metric(wanted: Asked, fact: Fact) -> Signs:
    """Whether the taxonomy names both what is asked and what the fact is of, and by the same name."""
    same = _is_same_metric(wanted, fact)
    return {
        "same_metric": float(same),
        "other_metric": float(bool(wanted.metric) and bool(fact.metric) and not same),
        "no_metric": float(bool(wanted.metric) and not fact.metric),
    }


def _is_same_metric(wanted: Asked, fact: Fact) -> bool:
    return bool(wanted.metric) and plain_id(fact.metric) == plain_id(wanted.metric)


PLANNED = frozenset({FactKind.TARGET, FactKind.FORECAST, FactKind.ASSUMPTION})


def _of_stage(wanted: Asked, fact: Fact) -> Signs:
    said = bool(wanted.stages)
    return {
        "stage": float(said and fact.kind.value in wanted.stages),
        "other_stage": float(said and fact.kind.value not in wanted.stages),
        "actual": float(not said and fact.kind is FactKind.ACTUAL),
        "planned": float(not said and fact.kind in PLANNED),
        "benchmark": float(fact.kind is FactKind.BENCHMARK),
        "withdrawn": float(fact.kind is FactKind.WITHDRAWN),
        "change": float(fact.change),
    }


def latest_of(profiles: Sequence[Profile]) -> dict[tuple[str, str], str]:
    """The last day of each measure and part, over the facts that have a time."""
    found: dict[tuple[str, str], str] = {}
    for one in profiles:
        if one.moment is not None:
            key = (one.fact.measure, one.fact.part)
            found[key] = max(found.get(key, ""), one.moment[1])
    return found
