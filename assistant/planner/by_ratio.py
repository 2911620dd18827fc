"""A ratio of the table in each of its three directions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from assistant.planner.by_stated import from_print
from assistant.planner.context import Candidates, Point
from assistant.planner.derivation import Derivation, Source, worked
from assistant.planner.figures import touched
from assistant.planner.near import asked, near
from assistant.planner.periods import YEAR, period
from assistant.planner.refs import AVERAGE
from engine.rules_of_table import ratio_name
from ingest.measures.table import Ratio
from ingest.measures.units import powers

WIDE = 5
_BACKWARD = 1.2
_OTHER_TIME = 0.5


def by_ratio(at: Point) -> Candidates:
    """Every ratio that holds the quantity."""
    for ratio in at.context.table.ratios_with.get(at.ref.metric, ()):
        yield from _directions(_Sought(at, ratio))


@dataclass(frozen=True, slots=True)
class _Sought:
    """One ratio, and where the search stands."""

    at: Point
    ratio: Ratio

    def of(self, metric: str) -> Sequence[Derivation]:
        """What is found for a member, from the figures of its own date or an average where the ratio wants one."""
        at, ref = self.at, self.at.towards(metric)
        world, is_base = at.world, metric == self.ratio.per
        if is_base and self.ratio.on == "start" and at.world.then and at.world.years:
            world = at.world.after(-1.0)
        found = list(self._average(metric)) if is_base else []
        found += at.on(ref, world)
        if not found and ref.when and at.context.nature(metric) != "flow":
            at_any_time = at.on(replace(ref, when=""), world)
            found = [
                replace(one, cost=one.cost + _OTHER_TIME) for one in at_any_time if near(at, one, ref.when)
            ]
        if not found and is_base and at.ref.kind:
            found += at.on(replace(ref, kind="", when=""), world)
        return found[:WIDE]

    def _average(self, metric: str) -> Iterator[Derivation]:
        """The printed average over the year, where the ratio is one on the average and nothing changes it."""
        whole_body = not self.at.ref.part and not self.at.world.then
        if self.ratio.on == AVERAGE and (whole_body or not touched(self.at.context, metric)):
            yield from from_print(self.at, replace(self.at.towards(metric), part=AVERAGE, kind=""))

    def made(self, unit: str, members: dict[str, Derivation], cost: float) -> Derivation | None:
        """The member that is left out."""
        says = (self.ratio.says,) if self.ratio.says else ()
        name, rate = ratio_name(self.ratio), members.get(self.ratio.rate)
        options: dict[str, float | str] = {}
        if self.ratio.whole_people and rate is not None and rate.rule == "" and rate.facts:
            options = {"decimals": float(rate.facts[0].decimals)}
        return worked(name, unit, members, options=options, cost=cost, relation=name, says=says)


def _directions(sought: _Sought) -> Candidates:
    at, ratio = sought.at, sought.ratio
    match at.ref.metric:
        case ratio.of:
            yield from _forward(sought)
        case ratio.rate:
            yield from _rate(sought)
        case _:
            yield from _backward(sought)


def _forward(sought: _Sought) -> Candidates:
    """rate x base."""
    at, ratio = sought.at, sought.ratio
    by_points = "point" in powers(at.context.table.quantities[ratio.rate].unit)
    for rate, base in product(sought.of(ratio.rate), sought.of(ratio.per)):
        if not by_points or base.unit in ("point", "%"):
            yield sought.made(at.unit or base.unit, {ratio.rate: rate, ratio.per: base}, 1.0)


def _rate(sought: _Sought) -> Candidates:
    """of / base."""
    ratio = sought.ratio
    for one, base in product(sought.of(ratio.of), sought.of(ratio.per)):
        if base.value and not _apart(sought, one, base):
            yield sought.made(sought.at.unit, {ratio.of: one, ratio.per: base}, 1.0)


def _backward(sought: _Sought) -> Candidates:
    """of / rate: only with a typed figure, or for the very thing asked. A ratio is not turned back to invent an input."""
    at, ratio = sought.at, sought.ratio
    for one, rate in product(sought.of(ratio.of), sought.of(ratio.rate)):
        known = one.used or rate.used or one.carried or rate.carried or asked(at)
        if rate.value and known:
            yield sought.made(at.unit, {ratio.of: one, ratio.rate: rate}, _BACKWARD)


def _apart(sought: _Sought, one: Derivation, base: Derivation) -> bool:
    """Two flows of different periods, which are never divided."""
    context, ratio = sought.at.context, sought.ratio
    if context.nature(ratio.of) != "flow" or context.nature(ratio.per) != "flow":
        return False
    flows = [
        period(fact.when) or fact.when
        for node in (one, base)
        for fact in node.facts
        if context.nature(fact.metric.partition("[")[0]) == "flow"
    ]
    if len(set(flows)) > 1:
        return True
    by_default = any(
        child.leaf is not None and child.leaf.source is Source.DEFAULT
        for node in (one, base)
        for child in (node, *(member for _, member in node.of))
    )
    lengths = {flow.months for flow in flows if not isinstance(flow, str) and flow.months}
    return by_default and bool(lengths - {YEAR})
