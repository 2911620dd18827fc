"""Quantities that the table does not name, found by their words: the same label first, then one that holds the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures.asked import stems_of
from assistant.figures.settled import measure_key
from assistant.planner.constraints import EXACT, Fit
from assistant.planner.entries import Entry
from ingest.measures.units import alike

_HELD, _WITHIN, _AROUND, _AMBIGUOUS = 0.2, 0.4, 0.3, 0.5
_LEAST = 0.7


@dataclass(frozen=True, slots=True)
class Worded:
    """An entry whose labels meet the words asked for; ``spare`` is how many stems of its labels were not asked for."""

    entry: Entry
    fit: Fit
    spare: int


def worded(entries: Sequence[Entry], words: str, unit: str = "") -> list[tuple[Entry, Fit]]:
    """The entries that the words may mean, those that say the least beyond them first; where several measures fit
    equally well each of them costs more."""
    wanted = stems_of(words)
    if not wanted:
        return []
    found = [one for entry in entries if _has(entry, unit) and (one := _meets(entry, wanted))]
    best = min((_rank(one) for one in found), default=None)
    first = {measure_key(one.entry.fact) for one in found if _rank(one) == best}
    doubt = Fit(_AMBIGUOUS, ("several measures fit these words",)) if len(first) > 1 else EXACT
    return [
        (
            one.entry,
            one.fit + (doubt if _rank(one) == best else Fit(_AMBIGUOUS, ("another measure fits better",))),
        )
        for one in sorted(found, key=_rank)
    ]


def _rank(one: Worded) -> tuple[float, int]:
    return one.fit.cost, one.spare


def _has(entry: Entry, unit: str) -> bool:
    return not unit or entry.unit == "count" or alike(unit, entry.unit)


def _meets(entry: Entry, wanted: frozenset[str]) -> Worded | None:
    own, said = entry.own, entry.own | entry.said
    spare = len(own - wanted - entry.around)
    if wanted <= said and own <= wanted:
        return Worded(entry, EXACT, 0)
    if wanted <= said:
        return Worded(entry, Fit(_HELD, ("its label says more",)) if spare else EXACT, spare)
    if wanted <= said | entry.around:
        return Worded(entry, Fit(_AROUND, ("with the words it stands under",)), spare)
    if own and own <= wanted and len(own) >= _LEAST * len(wanted):
        return Worded(entry, Fit(_WITHIN, ("its label says less",)), 0)
    return None
