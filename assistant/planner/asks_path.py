"""The rate or step that leads from one level to another, and the time until a level is reached."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from assistant.planner.again import Change, again
from assistant.planner.choose import best
from assistant.planner.context import NOW, Context, World
from assistant.planner.derivation import Derivation, Source, leaf, worked
from assistant.planner.figures import first
from assistant.planner.finish import (
    PER,
    Thing,
    date_of,
    finish,
    found_by_trying,
    need,
    nothing_found,
    step,
    years_of,
)
from assistant.planner.growth import from_a_hundred, growing, grown
from assistant.planner.periods import YEAR, period
from assistant.planner.refusal import Open, Refused
from assistant.planner.result import RATE, STEP, Result, Said, said
from assistant.reading.model import Ref, Role

_PERCENT = "%"
_LONGEST = 400.0
_HALVINGS = 60
_ALMOST = 1e-6
_SAME = 1e-12


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where a path starts and ends, and the marks of the figures that say so."""

    start: Derivation
    end: Derivation
    used: frozenset[str]


def rate(context: Context) -> Result:
    """The yearly rate, or the equal step, from where a quantity is to where it shall be."""
    reading = context.reading
    ends = _ends(context)
    years = years_of(context, reading.of, reading.against or _goal_thing(context))
    if not years:
        raise Refused(Open.NO_YEARS, "Over how long?")
    times = years * PER.get(reading.per, 1) if reading.per else years
    each = leaf(times, "year" if times == years else reading.per, Source.YEARS, "span")
    members = {"start": ends.start, "end": ends.end, "times": each}
    unit = "point" if ends.start.unit == _PERCENT else ends.start.unit
    by_step, by_rate = step("required step", unit, members), worked("required rate", _PERCENT, members)
    leads = (
        by_step if ends.start.unit == _PERCENT or by_rate is None or reading.basis == "linear" else by_rate
    )
    result = finish(context, leads, "yearly rate", ends.used).also(said(STEP, by_step), said(RATE, by_rate))
    return _beside(result, ends, by_step, by_rate, years)


def _beside(
    result: Result, ends: _Ends, by_step: Derivation, by_rate: Derivation | None, years: float
) -> Result:
    """Both ends, what lies between them in all, and the years on the way."""
    both = {"first": ends.end, "second": ends.start}
    result = result.also(
        said("start", ends.start),
        said("end", ends.end),
        said("in all", worked("difference", by_step.unit, both)),
        said("step as % of the start", worked("share", _PERCENT, {"part": by_step, "whole": ends.start})),
        said("in all, %", worked("relative change", _PERCENT, both)),
    )
    if by_rate is None or years < 1:
        return result
    growth = ends.end.value / ends.start.value
    return result.also(
        series=tuple(ends.start.value * growth ** (k / years) for k in range(1, int(years) + 1))
    )


def _goals(context: Context) -> list[int]:
    """The places of the figures to be reached."""
    for role in (Role.TARGET, Role.BECOMES):
        places = [place for place, figure in enumerate(context.figures) if figure.role is role]
        if places:
            return places
    return []


def _goal_thing(context: Context) -> Thing:
    """The target as it is named, for its date."""
    places = _goals(context)
    if not places:
        return None
    figure = context.figures[places[0]]
    return figure.value if isinstance(figure.value, Ref) else figure


def _ends(context: Context) -> _Ends:
    reading = context.reading
    goals = _goals(context)
    marks = frozenset(context.mark("figures", place) for place in goals)
    if reading.against is not None:
        return _Ends(need(context, reading.of, "of"), need(context, reading.against, "against"), marks)
    start = _start(context)
    if goals:
        goal = goal_of(context, goals[0], start)
        return _Ends(start, goal, marks | goal.used)
    changes = [place for place, figure in enumerate(context.figures) if figure.role is Role.BY]
    if changes:
        end = grown(context, start, changes, World(True, reading.years or 1.0))
        if end is not None:
            return _Ends(start, end, frozenset(context.mark("figures", place) for place in changes))
    raise Refused(Open.NO_TARGET, "To reach what?")


def _start(context: Context) -> Derivation:
    """Where the path starts: what stands now, or 100 where nothing absolute was typed."""
    of = context.reading.of
    if of is not None and not isinstance(of, Ref):
        return need(context, of, "of")
    ref = context.whole(of) if of is not None else Ref("")
    found = best(context.derive(context, ref, NOW)) if of is not None else None
    start = found or from_a_hundred(context, ref)
    if start is None:
        raise nothing_found(context, ref)
    return start


def goal_of(context: Context, place: int, start: Derivation) -> Derivation:
    """The level that a figure sets as a goal: as it stands, a share of the start, or the start changed by a per cent."""
    figure, value = context.figures[place], first(context, place)
    if value.unit != _PERCENT or not (figure.relative or start.unit != _PERCENT):
        return value
    if figure.relative:
        return step("uplift", start.unit, {"amount": start, "on_top": value})
    return step("part", start.unit, {"share": value, "whole": start})


def time(context: Context) -> Result:
    """How long until a level is reached."""
    reading = context.reading
    start = _start(context)
    target, used = _target(context, start)
    tree = _after_a_year(context, start)
    path = _Path(tree, start, target, _delay(context))
    node = path.reached()
    marks = used | start.used | tree.used
    result = finish(context, node, "years", marks)
    years = math.ceil(node.value - _ALMOST)
    result = result.also(
        said("level at the first year-end", path.at(float(years))),
        Said("year-end", float(years), "year"),
        said("now", start),
        said("to go", worked("difference", start.unit, {"first": target, "second": start})),
    )
    return result.also(_calendar(reading.start or date_of(context, reading.of), years))


def _target(context: Context, start: Derivation) -> tuple[Derivation, frozenset[str]]:
    goals = [place for place, figure in enumerate(context.figures) if figure.role is Role.TARGET]
    if goals:
        goal = goal_of(context, goals[0], start)
        return goal, goal.used | {context.mark("figures", goals[0])}
    if context.reading.against is not None:
        against = need(context, context.reading.against, "against")
        return against, against.used
    raise Refused(Open.NO_TARGET, "To reach what?")


def _after_a_year(context: Context, start: Derivation) -> Derivation:
    """The quantity a year on, as a tree that is worked out again for other years."""
    of = context.reading.of
    world = World(True, 1.0)
    if isinstance(of, Ref):
        ref = context.whole(of)
        own = growing(context, ref)
        tree = grown(context, start, own, world) if own else best(context.derive(context, ref, world))
        if tree is not None:
            return tree
        raise nothing_found(context, ref)
    raise Refused(Open.NOT_STATED, "Which quantity shall reach it?")


def _delay(context: Context) -> float:
    return max((figure.delay for figure in context.figures), default=0.0)


@dataclass(frozen=True, slots=True)
class _Path:
    """A quantity through the years, towards a target."""

    tree: Derivation
    start: Derivation
    target: Derivation
    delay: float

    def at(self, years: float) -> Derivation | None:
        """The level after so many years."""
        return self.start if years <= 0 else again(self.tree, Change(later=years - 1.0))

    def level(self, years: float) -> float:
        """Its value; raises Refused past the point where there is one."""
        node = self.at(years)
        if node is None:
            raise Refused(Open.NEVER, "It is never reached.", status="refused")
        return node.value

    def reached(self) -> Derivation:
        """The time at which the target is met: in closed form for growth, within the year for a stock, else by halving."""
        self._towards()
        return self._closed() or self._within() or self._halved()

    def _towards(self) -> None:
        """Raise Refused when the first year leads away from the target."""
        soon = self.level(1.0 + self.delay)
        now, goal = self.start.value, self.target.value
        if abs(soon - now) < _SAME or (soon - now) * (goal - now) <= 0:
            words = f"It moves away: {now:g} now, {soon:g} after a year."
            raise Refused(Open.AWAY, words, status="refused")

    def _closed(self) -> Derivation | None:
        by, options = self.tree.members("by"), dict(self.tree.options)
        plain = (
            self.tree.rule in ("growth", "steps") and len(by) == 1 and options.get("per", "year") == "year"
        )
        if not plain or self.tree.members("start") != (self.start,):
            return None
        kept = {name: value for name, value in options.items() if name in ("basis", "delay")}
        kind = {"kind": "step"} if self.tree.rule == "steps" else {}
        members = {"start": self.start, "target": self.target, "by": by[0]}
        return worked("time to", "year", members, options={**kept, **kind})

    def _bracket(self) -> float:
        """Years by which it is reached, each doubling the last."""
        rises, last = self.target.value > self.start.value, 1.0
        while (self.level(last) < self.target.value) == rises and self.level(last) != self.target.value:
            last *= 2
            if last > _LONGEST:
                raise Refused(Open.NEVER, "It is never reached.", status="refused")
        return last

    def _within(self) -> Derivation | None:
        """A stock carried year by year moves evenly within each year."""
        if self.tree.carry is None:
            return None
        years = math.ceil(self._halve(self._bracket()) - _ALMOST) - 1
        levels = self.at(float(years)), self.at(float(years + 1))
        if levels[0] is None or levels[1] is None:
            return None
        members = {"first": levels[0], "last": levels[1], "target": self.target}
        return worked("time within", "year", members, options={"years": float(years)})

    def _halved(self) -> Derivation:
        years = self._halve(self._bracket())
        reached = self.at(years)
        of = {"target": self.target} | ({"reached": reached} if reached is not None else {})
        return found_by_trying(years, "year", of)

    def _halve(self, last: float) -> float:
        return halved(lambda years: self.level(years) - self.target.value, 0.0, last)


def halved(distance: Callable[[float], float], low: float, high: float) -> float:
    """Where a distance is nothing, between two places where it has two signs."""
    sign = distance(low)
    for _ in range(_HALVINGS + 20):
        middle = (low + high) / 2
        if distance(middle) * sign > 0:
            low = middle
        else:
            high = middle
    return high


def _calendar(when: str, years: int) -> Said | None:
    """The calendar year in which that is, where the start has a date."""
    start = period(when)
    return None if start is None else Said("calendar year", float(start.end // YEAR + years), "year")
