"""The facts that the taxonomy names, as those who ask for a metric read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.fact_model import Fact, FactKind
from ingest.metrics import METRICS, base

_DECIDED = frozenset(
    "budget.gap budget.net budget.saving pay.award pay.bill_gross pay.bill_basic oncost.ni oncost.lgps".split()
)
_CALLED = {"establishment.fte": "workforce.fte"}
_SETTLED = frozenset({FactKind.BUDGET, FactKind.FORECAST})


def named(facts: Iterable[Fact]) -> list[Fact]:
    """Levels under a metric of the taxonomy; a time that is only the paper's usual one is left out of them.

    A budget or forecast of what a council decides for a year ahead counts as settled.
    """
    return [_as_read(fact) for fact in facts if base(fact.metric) in METRICS or fact.metric in _CALLED]


def _as_read(fact: Fact) -> Fact:
    fact = replace(fact, metric=_CALLED.get(fact.metric, fact.metric))
    settled = base(fact.metric) in _DECIDED and fact.kind in _SETTLED
    kind = FactKind.ACTUAL if settled else fact.kind
    return replace(fact, kind=kind) if fact.dated else replace(fact, kind=kind, as_of=None, period=None)
