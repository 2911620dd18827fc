"""Every sum of two printed figures that their units allow."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.figures.settled import measure_key, telling
from assistant.figures.signs import Profile
from assistant.likely.field import adds_up, comes_later, is_share, row_of
from assistant.likely.shapes import Sum
from ingest.fact_model import Fact, FactKind

MONEY = "gbp"
_STAGES = {FactKind.BUDGET: 1, FactKind.FORECAST: 2, FactKind.TARGET: 3}


def of_two(one: Profile, other: Profile) -> Iterator[Sum]:
    """The sums of two figures, in either order."""
    yield from _changed(one, other)
    if one.fact.unit == other.fact.unit:
        yield from _alike(one, other)
        return
    for first, second in ((one, other), (other, one)):
        yield from _unlike(first, second)


def _value(one: Profile) -> float:
    return one.fact.value or 0.0


def _changed(one: Profile, other: Profile) -> Iterator[Sum]:
    """A level and a printed change of it: what it was before, and after the same again."""
    first, second = one.fact, other.fact
    together = row_of(first) == row_of(second) or telling(first)[-1:] == telling(second)[-1:]
    if first.change == second.change or not together:
        return
    level, change = (one, other) if second.change else (other, one)
    pair, start, by = (level, change), _value(level), _value(change)
    if change.fact.unit == level.fact.unit:
        yield Sum("before", pair, start - by, level.fact.unit)
        yield Sum("before", pair, start + abs(by), level.fact.unit, down=True)
        yield Sum("after", pair, start + by, level.fact.unit)
    elif is_share(change.fact) and adds_up(level.fact) and abs(by) < 100:
        yield Sum("before", pair, start / (1 + by / 100), level.fact.unit)
        yield Sum("before", pair, start / (1 - abs(by) / 100), level.fact.unit, down=True)
        yield Sum("after", pair, start * (1 + by / 100), level.fact.unit)


def _alike(one: Profile, other: Profile) -> Iterator[Sum]:
    """Two figures of one unit."""
    large, small = (one, other) if _value(one) >= _value(other) else (other, one)
    unit = large.fact.unit
    yield from _moved(*_in_order(large, small))
    if adds_up(large.fact) and _value(small) > 0:
        yield Sum("share", (small, large), 100 * _value(small) / _value(large), "share")
        yield Sum("rest_of_share", (small, large), 100 - 100 * _value(small) / _value(large), "share")
        yield Sum("left", (large, small), _value(large) - _value(small), unit)
    if _value(small) > 0:
        yield Sum("times", (large, small), _value(large) / _value(small), "times")
    if _counts_other_things(large.fact, small.fact) and _value(small) > 0:
        yield Sum("per", (large, small), _value(large) / _value(small), "number")
    yield Sum("sum", (large, small), _value(large) + _value(small), unit)
    yield Sum("mean", (large, small), (_value(large) + _value(small)) / 2, unit)


def _counts_other_things(one: Fact, other: Fact) -> bool:
    return adds_up(one) and not one.unit.startswith(MONEY) and measure_key(one) != measure_key(other)


def _in_order(large: Profile, small: Profile) -> tuple[Profile, Profile]:
    """The later first; of one time what is planned; else the larger."""
    later = comes_later(large, small)
    if later is None:
        planned = _STAGES.get(small.fact.kind, 0) > _STAGES.get(large.fact.kind, 0)
        return (small, large) if planned else (large, small)
    return (large, small) if later else (small, large)


def _moved(first: Profile, second: Profile) -> Iterator[Sum]:
    """From the second to the first."""
    unit = "points" if is_share(first.fact) else first.fact.unit
    yield Sum("difference", (first, second), _value(first) - _value(second), unit)
    if _value(first) == _value(second):
        return
    for late, early in ((first, second), (second, first)):
        if _value(early):
            move = 100 * (_value(late) - _value(early)) / abs(_value(early))
            yield Sum("change", (late, early), move, "share")
        if comes_later(first, second) is not None:
            break
    if comes_later(first, second) and _value(second) > 0:
        yield Sum("again", (first, second), _value(first) ** 2 / _value(second), first.fact.unit)


def _unlike(first: Profile, second: Profile) -> Iterator[Sum]:
    """Two figures of different units, in this order."""
    one, other = first.fact, second.fact
    money_below = other.unit.startswith(MONEY) and not one.unit.startswith(MONEY)
    if adds_up(one) and adds_up(other) and _value(second) > 0 and not money_below:
        unit = MONEY if one.unit.startswith(MONEY) else "number"
        yield Sum("per", (first, second), _value(first) / _value(second), unit)
    if is_share(one) and not one.change and adds_up(other):
        share = _value(first) / 100
        yield Sum("rate_of", (first, second), share * _value(second), other.unit)
        yield Sum("rest_of", (first, second), (1 - share) * _value(second), other.unit)
        if share > 0:
            yield Sum("whole_of", (first, second), _value(second) / share, other.unit)
