"""The one door of the planner: from a reading and a ledger of printed figures to a derivation, or a question back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.planner import asks_change, asks_goal, asks_many, asks_other, asks_path, asks_value
from assistant.planner.context import MOST_DERIVATIONS, Budget, Context, Rates
from assistant.planner.limits import can_be_planned
from assistant.planner.printed import Ledger
from assistant.planner.refusal import Open, Refused
from assistant.planner.result import Result, Status, led_by, refused
from assistant.planner.search import derive, search
from assistant.reading.model import Ask, Reading
from engine.dates import as_date
from engine.errors import EngineError
from engine.parameters import packaged
from ingest.measures.table import Table, table

_ASKS: Mapping[Ask, Callable[[Context], Result]] = {
    Ask.VALUE: asks_value.value,
    Ask.CHANGE: asks_change.change,
    Ask.DIFFERENCE: asks_change.difference,
    Ask.SHARE: asks_change.share,
    Ask.RATIO: asks_change.ratio,
    Ask.RATE: asks_path.rate,
    Ask.TIME: asks_path.time,
    Ask.ENOUGH: asks_goal.enough,
    Ask.SOLVE: asks_goal.solve,
    Ask.SUM: asks_many.total,
    Ask.MEAN: asks_many.mean,
    Ask.POOL: asks_many.pool,
    Ask.RANK: asks_many.rank,
    Ask.PHASE: asks_other.phase,
    Ask.SPLIT: asks_other.split,
    Ask.SEVERAL: asks_other.several,
}


def plan(
    reading: Reading,
    ledger: Ledger,
    *,
    kept: Table | None = None,
    rates: Rates | None = None,
    most: int = MOST_DERIVATIONS,
) -> Result:
    """What a reading comes to over the ledger's figures; ``kept`` and ``rates`` are the packaged ones unless given.

    After ``most`` derivations it stops and asks.
    """
    context = Context(
        reading,
        kept or table(),
        ledger,
        rates or national_rate,
        derive,
        search,
        _planned,
        budget=Budget(most),
    )
    return replace(_planned(reading, context), tried=context.budget.tried)


def _planned(reading: Reading, context: Context) -> Result:
    try:
        ask = _ASKS.get(reading.ask)
        if ask is None:
            raise Refused(
                Open.NOT_A_FIGURE, "The question asks for words, not for a figure.", status="refused"
            )
        can_be_planned(reading)
        found = asks_other.bodies(context) or asks_other.grid(context) or ask(context)
    except Refused as refusal:
        return refused(refusal)
    return led_by(found, reading.lead) if found.status is Status.ANSWERED else found


def national_rate(name: str, on: str) -> float | None:
    """The packaged national rate of a date or financial year; None when none is held for it."""
    try:
        day = on if on and _dated(on) else None
        return packaged().value(name, day).value
    except EngineError:
        return None


def _dated(on: str) -> bool:
    try:
        return bool(as_date(on))
    except ValueError:
        return False
