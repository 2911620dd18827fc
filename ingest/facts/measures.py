"""Whether words measure something, and in which unit: nouns of measuring, marks of money and percent, names of units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts.kinds import without_stage
from ingest.facts.times import without_times
from ingest.facts.word_lists import lists
from ingest.phrases import words
from ingest.quantities_cell import count_scale, mark_of


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, what printed figures in it are multiplied by, and the place that gave it."""

    name: str
    scale: float = 1.0
    place: str = ""


def measures(text: str, unit: str = "") -> bool:
    """Whether a label says what is measured, times and words of stage apart.

    Nouns of things counted ("teachers", "homes") do so only for a count: over days or pounds they name a part.
    """
    bare = without_times(text)
    if mark_of(bare) is not None:
        return True
    labels = lists("measuring").labels(bare)
    if "measure" in labels or lists("unit").find(bare):
        return True
    return "counted" in labels and unit in ("", "number", "persons", "fte")


def told(text: str) -> str:
    """A label without times, words of stage and marks of unit: empty when it holds nothing else."""
    rest = without_stage(without_times(text))
    kept = [word for word in words(rest) if len(word.fold) > 1 and word.fold not in _EMPTY]
    return rest if kept else ""


_NEAR = frozenset({"cell", "row", "column"})
_WIDE = frozenset(
    {"days_per_fte", "days", "fte", "tonnes", "tco2e"}
)  # units that a caption gives to a whole table
_EMPTY = frozenset(
    {
        "year",
        "quarter",
        "month",
        "m",
        "000",
        "000s",
        "k",
        "for",
        "to",
        "by",
        "the",
        "of",
        "at",
        "in",
        "end",
        "full",
        "rag",
        "status",
        "latest",
        "previous",
        "per",
        "cent",
        "figure",
    }
)


def unit_of(own: str, places: Sequence[tuple[str, str]], *, whole: bool = True) -> Unit:
    """The unit of a figure: its own, else that of the first place with a mark of money or percent, else a named unit.

    A label that counts things keeps the unit of a caption from a ``whole`` number.
    """
    if own:
        return Unit(own, 1.0, "cell")
    for place, text in places:
        mark = mark_of(text)
        if mark is not None and (
            mark.unit == "gbp" or place in ("cell", "column", "row", "corner", "caption")
        ):
            return Unit(mark.unit, mark.scale, place)
    counts = whole and any(
        "counted" in lists("measuring").labels(text) for place, text in places if place in _NEAR
    )
    for place, text in places:
        name = named_unit(text)
        if name and (place in _NEAR or (name in _WIDE and not counts)):
            return Unit(name, count_scale(text), place)
    scale, place = next(
        ((count_scale(text), place) for place, text in places if count_scale(text) > 1), (1.0, "")
    )
    return Unit("number", scale, place)


def named_unit(text: str) -> str:
    """The unit that a label names in words ("days per FTE", "tonnes"); empty without one."""
    labels = lists("unit").labels(without_times(text))
    return labels[0] if labels else ""
